"""How exactly a place is known: UCDP's where_prec, by the kind of place and the words around its name."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.schema import Schema
from kg.values.words import Phrases, Word, at, words

REACH = 60
"""Characters before and after a name in which words can say something about it."""
ARTICLES = frozenset(("the", "a"))


@dataclass(frozen=True)
class Lexicon:
    """schema/lexicon/where.yaml, compiled; phrases that stand before a name are kept reversed."""

    kinds: Mapping[str, int]
    near: Phrases[int]
    before: Phrases[int]
    after: Phrases[int]
    distances: Mapping[str, float]
    far: float
    cardinals: Mapping[str, int]
    lists: Mapping[str, frozenset[str]]


@cache
def lexicon(schema: Schema) -> Lexicon:
    """The tables of one schema."""
    return Lexicon(
        kinds=schema.table("where", "kinds"),
        near=reversed_phrases(dict.fromkeys(sorted(schema.words("where", "near")), 2)),
        before=reversed_phrases(schema.table("where", "before")),
        after=Phrases.of(schema.table("where", "after")),
        distances=schema.table("where", "distances"),
        far=float(schema.table("where", "limits")["far"]),
        cardinals=schema.table("numbers", "cardinals"),
        lists={name: schema.words("where", name) for name in ("sea_distances", "links", "parts", "waters")},
    )


def reversed_phrases(table: Mapping[str, int]) -> Phrases[int]:
    return Phrases.of(
        {" ".join(w.lower for w in reversed(words(phrase)) if w.lower not in ARTICLES): code for phrase, code in table.items()}
    )


def where_prec(text: str, start: int, end: int, kind: str | None, schema: Schema) -> tuple[int, str]:
    """UCDP's where_prec of the place named in text[start:end], and the phrase that decided it.

    kind: place kind of the schema (city, site, admin2, admin1, region, country), None if unknown.
    """
    lex = lexicon(schema)
    name = text[start:end]
    own = lex.kinds.get(kind or "", lex.kinds["region"])
    if own == lex.kinds["region"] and any(w.lower in lex.lists["waters"] for w in words(name)):
        return 7, name
    right = words(text[end : end + REACH])
    if (hit := lex.after.match(right, 0)) and right[0].start <= 1:
        return stronger(own, hit[1]), text[start : end + right[hit[0] - 1].end]
    from_ = max(0, start - REACH)
    left = words(text[from_:start])
    code, first = distance_before(left, lex) or said_before(left, own, lex) or (own, None)
    return code, text[from_ + first.start : end] if first else name


def said_before(left: list[Word], own: int, lex: Lexicon) -> tuple[int, Word] | None:
    """The code by the words right before a name, and the first of them."""
    back = [w for w in reversed(left) if w.lower not in ARTICLES]
    if hit := lex.before.match(back, 0):
        return stronger(own, hit[1]), back[hit[0] - 1]
    if own <= 2 and (hit := lex.near.match(back, 0)):
        return 2, back[hit[0] - 1]
    part = own == lex.kinds["country"] and back and back[0].lower in lex.lists["parts"]
    return (lex.kinds["region"], back[0]) if part else None


def stronger(own: int, said: int) -> int:
    """ "Mir Ali area" is vaguer than the town; "Helmand province" is said to be a province whatever it was taken for."""
    return max(own, said) if said == 2 else said


def distance_before(left: list[Word], lex: Lexicon) -> tuple[int, Word] | None:
    """The code of "17 km south of", "50 nautical miles off" and its first word."""
    i = len(left) - 1
    while i > 0 and (left[i].lower in lex.lists["links"] or left[i].text == "-" or left[i].lower in ARTICLES):
        i -= 1
    if i < 1 or i == len(left) - 1 or left[i].lower not in lex.distances:
        return None
    at_sea = left[i - 1].lower in lex.lists["sea_distances"]
    number = at(left, i - 2 if at_sea else i - 1)
    if at_sea:
        return 7, number if number.text else left[i - 1]
    digits = number.text.replace(",", "")
    amount = float(digits) if digits.replace(".", "", 1).isdecimal() else float(lex.cardinals.get(number.lower, 1))
    return (5 if amount * lex.distances[left[i].lower] > lex.far else 2), number
