"""What finding names works on: the tokens folded and typed by their letters, and the entities found so far."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from kg.extract.parse import Parse, Sentence
from kg.ids import fold
from kg.values.places import Place

T = TypeVar("T")
READ = ("headline", "body", "byline", "caption", "dateline")
GLUE = frozenset("-–—‐‑/'’ʼ.&()")
POSSESSIVES = frozenset(("'s", "’s", "'", "’"))


class Forms(Generic[T]):
    """Folded forms -> what they mean, found from a token by longest match."""

    def __init__(self, table: Mapping[str, T]) -> None:
        self.table = table
        self.longest: dict[str, int] = {}
        for form in table:
            first, count = form.partition(" ")[0], form.count(" ") + 1
            if count > self.longest.get(first, 0):
                self.longest[first] = count

    def match(self, page: "Page", first: int, end: int) -> tuple[int, T] | None:
        """(last, value) of the longest form that begins at token `first` and ends before `end`."""
        if first >= min(end, len(page.folded)):
            return None
        folded, tokens = page.folded, page.parse.tokens
        most = self.longest.get(folded[first].partition(" ")[0], 0)
        best: tuple[int, T] | None = None
        text, i = "", first
        while most and i < end:
            part = folded[i]
            if not part:
                if tokens[i].text not in GLUE or (tokens[i].text in "-–—/'’" and not page.tight(i)):
                    break
            else:
                text = text + part if tokens[i].text[0] in "'’" else f"{text} {part}".lstrip()
                if text.count(" ") >= most:
                    break
                found = self.table.get(text)
                if found is not None:
                    best = (i + 1, found)
            i += 1
        return best


@dataclass(slots=True, eq=False)
class Found:
    """A mention in the making. `options`: the places that its form could mean; `kind`: what the words beside it call it."""

    first: int
    last: int
    type: str
    name: str
    key: str = ""
    country: str | None = None
    kind: str | None = None
    known: bool = False
    label: bool = False
    confidence: float = 0.9
    options: tuple[Place, ...] = ()
    also: tuple[str, ...] = ()
    sure: bool = True
    """False while only its form speaks for it: the document's other words decide."""
    where: bool = False
    """A preposition of place stands before it."""
    dateline: bool = False
    homes: tuple[str, ...] = ()
    """Countries of a known body."""


@dataclass(slots=True)
class Page:
    """A document's tokens as finding names sees them."""

    parse: Parse
    folded: list[str] = field(default_factory=list)
    capital: list[bool] = field(default_factory=list)
    style: list[str] = field(default_factory=list)
    """Per sentence: plain, caps (all capitals: case says nothing), heading (capitals on most words)."""
    small: frozenset[str] = frozenset()
    """Words that the document writes without a capital somewhere."""
    found: list[Found] = field(default_factory=list)
    taken: list[Found | None] = field(default_factory=list)

    @classmethod
    def of(cls, parse: Parse) -> "Page":
        page = cls(parse)
        for t in parse.tokens:
            page.folded.append(t.lower if t.text.isascii() and t.text.isalnum() else fold(t.text))
            page.capital.append(t.text[0].isupper() and bool(page.folded[-1]))
        page.small = frozenset(t.lower for t in parse.tokens if t.text.islower() and len(t.text) > 2)
        page.style = [page._style(s) for s in parse.sentences]
        page.taken = [None] * len(parse.tokens)
        return page

    def _style(self, sentence: Sentence) -> str:
        words = [t.text for t in self.parse.tokens[sentence.first : sentence.last] if t.text.isalpha() and len(t.text) > 1]
        if len(words) < 3:
            return "plain"
        if sum(w.isupper() for w in words) >= 0.8 * len(words):
            return "caps"
        long = [w for w in words if len(w) > 3]
        ends = self.parse.tokens[sentence.last - 1].text in '.!?:;"”'
        return "heading" if not ends and len(long) > 3 and sum(w[0].isupper() for w in long) >= 0.75 * len(long) else "plain"

    def sentences(self) -> Iterator[Sentence]:
        """Those that are read as fact."""
        return (s for s in self.parse.sentences if s.part in READ)

    def tight(self, i: int) -> bool:
        """No space on either side of token i."""
        tokens = self.parse.tokens
        return 0 < i < len(tokens) - 1 and tokens[i - 1].end == tokens[i].start and tokens[i].end == tokens[i + 1].start

    def word(self, i: int, sentence: Sentence) -> str:
        """Lower-case token i, or nothing outside the sentence."""
        return self.parse.tokens[i].lower if sentence.first <= i < sentence.last else ""

    def text(self, first: int, last: int) -> str:
        return " ".join(self.parse.quote(first, last).split()) if first < last else ""

    def form(self, first: int, last: int) -> str:
        """Folded text of tokens [first, last)."""
        return fold(self.parse.quote(first, last))

    def within(self, sentence: Sentence) -> Iterator[Found]:
        """What stands in a sentence, in order."""
        for i in range(sentence.first, sentence.last):
            found = self.taken[i]
            if found and found.first == i:
                yield found

    def free(self, first: int, last: int) -> bool:
        return not any(self.taken[first:last])

    def add(self, found: Found) -> Found:
        """Keep it and occupy its tokens."""
        self.found.append(found)
        self.taken[found.first : found.last] = [found] * (found.last - found.first)
        return found

    def drop(self, found: Found) -> None:
        self.found.remove(found)
        self.taken[found.first : found.last] = [None] * (found.last - found.first)
