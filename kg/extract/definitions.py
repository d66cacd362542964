"""Names that the document defines: "Special Tactical Operations Squad (STOS)", "Institute for Peace Studies, PIPS,"."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.lexicon import Lexicon
from kg.extract.page import Page
from kg.extract.parse import Sentence
from kg.extract.runs import HYPHENS, extend, starts

REACH = 14


@dataclass(frozen=True)
class Definition:
    """Tokens [first, last) are the full name, [short, end) its abbreviation."""

    first: int
    last: int
    short: int
    end: int
    sentence: Sentence


def definitions(page: Page, lex: Lexicon) -> Iterator[Definition]:
    """Those of the sentences whose capitals mean something."""
    tokens = page.parse.tokens
    for s in page.sentences():
        if page.style[s.index] == "caps":
            continue
        for i in range(s.first + 1, s.last - 1):
            mark = tokens[i].text
            if mark not in ("(", ",", "or"):
                continue
            end = abbreviation(page, i + 1, s)
            if not end or (mark == "(" and tokens[end].text not in ("),;")) or (mark == "," and tokens[end].text not in ",)"):
                continue
            last = i - 1 if mark == "or" and tokens[i - 1].text == "," else i
            first = aligned(page, lex, last, letters(page, i + 1, end), s, strict=mark != "(")
            if first is None and mark == "(" and page.text(i + 1, end).isupper():
                first = run_before(page, lex, last, s)
            if first is not None:
                yield Definition(first, last, i + 1, end, s)


def letters(page: Page, first: int, last: int) -> str:
    return "".join(c for c in page.form(first, last) if c.isalpha())


def abbreviation(page: Page, first: int, s: Sentence) -> int:
    """End of the abbreviation that begins at `first`: two capitals at least, no space inside; 0 if none."""
    tokens, end = page.parse.tokens, first + 1
    while end + 1 < s.last and tokens[end].text in HYPHENS and page.tight(end):
        end += 2
    text = page.text(first, end)
    capitals = sum(c.isupper() for c in text)
    short = 2 <= len(text) <= 10 and text[0].isupper() and text.replace("-", "").isalnum()
    return (
        end
        if end < s.last
        and short
        and (capitals >= 2 or (capitals == 1 and tokens[end].text == ")" and tokens[first - 1].text == "(" and len(text) >= 4))
        else 0
    )


def aligned(page: Page, lex: Lexicon, last: int, short: str, s: Sentence, strict: bool) -> int | None:
    """Where the words before `last` begin to spell the abbreviation with their initials."""
    words: list[str] = []
    for i in range(last - 1, max(s.first - 1, last - REACH), -1):
        if not page.folded[i]:
            if page.parse.tokens[i].text in "-–'’&.":
                continue
            return None
        words.insert(0, page.folded[i])
        if not page.capital[i] or page.folded[i][0] != short[:1]:
            continue
        initials = "".join(w[0] for w in words)
        if spelt(short, initials) and len(words) > 1 and all(any(w[0] == c for c in short) for w in words if len(w) > 4):
            return i
        if not strict and len(words) > 1 and spelt(short, "".join(words)) and sum(w[0] in short for w in words) * 2 >= len(short):
            return i
    return None


def spelt(short: str, text: str) -> bool:
    """The letters stand in the text in this order, the first at its beginning."""
    at = iter(text)
    return text[:1] == short[:1] and all(c in at for c in short)


def run_before(page: Page, lex: Lexicon, last: int, s: Sentence) -> int | None:
    """Start of the run of capitals that ends at `last`."""
    for i in range(max(s.first, last - 8), last):
        if starts(page, lex, i, s) and extend(page, lex, i, s) == last:
            return i
    return None
