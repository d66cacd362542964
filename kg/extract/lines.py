"""A sentence as cues see it: words and whole names, without brackets, and once more without its appositions."""

from dataclasses import dataclass, field
from functools import cached_property

from kg.extract.parse import Name, Parse, Sentence
from kg.schema import Schema

QUOTES = frozenset("\"“”„«»''‘`") | {"''", "``"}
OPEN, CLOSE = frozenset("(["), frozenset(")]")
ASIDE, SHORT_ASIDE = 16, 6


@dataclass(frozen=True, slots=True)
class Item:
    """A word, or a whole name with what it can fill; a pronoun that stands for a name is both. Tokens [first, last)."""

    text: str
    first: int
    last: int
    name: Name | None = None
    fills: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """Items of one sentence, whole or without appositions. `found` holds what matching has computed for it."""

    items: tuple[Item, ...]
    found: dict[object, object] = field(default_factory=dict, compare=False)

    @cached_property
    def fills(self) -> frozenset[str]:
        """What any of its names can fill."""
        return frozenset(r for item in self.items for r in item.fills)


def ranges(name: Name) -> tuple[str, ...]:
    """What a name can fill: its type, with its kind if it is a place, those of the other keys it may mean, Label if it is one."""
    label = ("Label",) if name.label else ()
    own = (name.type, f"{name.type}:{name.place_kind}") if name.place_kind else (name.type,)
    return tuple(dict.fromkeys((*own, *label, *(r for key in name.also for r in key_ranges(key)))))


def key_ranges(key: str) -> tuple[str, ...]:
    """An entity key's type, and `Place:country` for the key of a country (place:pk)."""
    type_, _, rest = key.partition(":")
    type_ = type_.capitalize()
    return (type_,) if type_ != "Place" or "/" in rest or "@" in rest else (type_, "Place:country")


def fitting(name: Name, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """The keys under which a name fits a range: its own first."""
    mine = {name.type, f"{name.type}:{name.place_kind}", *(["Label"] if name.label else [])}
    own = (name.entity,) if mine.intersection(wanted) else ()
    return (*own, *(key for key in name.also if set(key_ranges(key)) & set(wanted)))


def lines(parse: Parse, sentence: Sentence, names: list[Name], schema: Schema) -> list[Line]:
    """The whole sentence, and if it has appositions between commas the sentence without them."""
    whole = items(parse, sentence, names, schema.words("cues", "possessives"))
    bare = without_appositions(whole, schema.words("cues", "openers"), schema.words("cues", "say"))
    return [Line(tuple(whole))] if len(bare) == len(whole) else [Line(tuple(whole)), Line(tuple(bare))]


def items(parse: Parse, sentence: Sentence, names: list[Name], possessives: frozenset[str]) -> list[Item]:
    """Words and outermost names; what stands in brackets and quotation marks themselves are left out.

    A possessive pronoun that stands for a name is that name and an 's.
    """
    out: list[Item] = []
    longest = sorted(names, key=lambda n: (n.first, -n.last))
    at, i, depth = sentence.first, 0, 0
    while at < sentence.last:
        while i < len(longest) and longest[i].first < at:
            i += 1
        token = parse.tokens[at]
        depth += token.text in OPEN
        if not depth and i < len(longest) and longest[i].first == at:
            name = longest[i]
            pronoun = name.via == "reference" and name.last == at + 1
            out.append(Item(token.lower if pronoun else "", at, name.last, name, ranges(name)))
            at = name.last
            if token.lower in possessives and name.last == name.first + 1:
                out.append(Item("'s", at - 1, at))
            continue
        if not depth and token.text not in QUOTES:
            extend(out, parse, at)
        depth -= token.text in CLOSE and depth > 0
        at += 1
    return out


def extend(out: list[Item], parse: Parse, at: int) -> None:
    """Append a word; a compound such as "suicide-bomb", which the tokenizer parts, is one, but not "X-backed"."""
    token = parse.tokens[at]
    last = out[-1] if out and out[-1].name is None else None
    if last is not None and last.last == at and parse.tokens[at - 1].end == token.start and compound(last.text, token.text):
        out[-1] = Item(last.text + token.lower, last.first, at + 1)
    else:
        out.append(Item(token.lower.replace("’", "'"), at, at + 1))


def compound(before: str, word: str) -> bool:
    """True if a word goes on: "suicide" + "-", "suicide-" + "bomb"; a hyphen that stands alone begins nothing."""
    return (before.endswith("-") and before != "-") or (word == "-" and before[-1].isalnum())


def without_appositions(whole: list[Item], openers: frozenset[str], say: frozenset[str]) -> list[Item]:
    """Drops ", a splinter of X," after a name and ", he said," anywhere, between two commas."""
    out: list[Item] = []
    at = 0
    while at < len(whole):
        end = aside(whole, at, openers, say) if whole[at].text == "," and at else None
        if end is None:
            out.append(whole[at])
            at += 1
        else:
            at = end + 1
    return out


def aside(whole: list[Item], at: int, openers: frozenset[str], say: frozenset[str]) -> int | None:
    """Index of the comma that ends what the comma at `at` begins, if that can be left out."""
    end = next((k for k in range(at + 2, min(at + 1 + ASIDE, len(whole))) if whole[k].text == ","), None)
    if end is None:
        return None
    said = end - at <= SHORT_ASIDE and any(item.text in say for item in whole[at + 1 : end])
    return end if said or (whole[at - 1].name is not None and opens(whole[at + 1], openers)) else None


def opens(item: Item, openers: frozenset[str]) -> bool:
    """A word that opens an apposition, or a reference that begins with one ("the group's first commander")."""
    word = item.name.form.split()[0].casefold() if item.name is not None and item.name.via == "reference" else item.text
    return word in openers
