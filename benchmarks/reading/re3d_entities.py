"""re3d's mentions: every phrase by the type of its head, names with their articles and titles, pronouns, dates, figures."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.extract.counts import counts_by_token
from kg.extract.parse import Name, Parse, Phrase
from kg.extract.triggers import verb_words
from kg.extract.wordclasses import Words, words_of
from kg.schema import Schema, read_yaml

NAMED = {"Group": "Organisation", "Institution": "Organisation", "Person": "Person", "Place": "Location"}
SORTED = {"site": "Location", "place": "Location", "weapon": "Weapon"}
NUMBER = r"(?:more than )?\d[\d,.]*(?: ?(?:million|billion))?"
FEW = "one|two|three|four|five|six|seven|eight|nine|ten"
PATTERNS = tuple(
    (type_, re.compile(pattern))
    for type_, pattern in (
        ("Money", rf"[$£€]{NUMBER}"),
        ("Location", r"\d+°\d*′?\d*″?[NS] \d+°\d*′?\d*″?[EW]|\d+\.\d+°[NS] \d+\.\d+°[EW]"),
        ("Quantity", r"\d[\d,.]*\s?(?:km|mi|miles|kilomet(?:er|re)s|met(?:er|re)s|square miles|percent|%|tons|tonnes|kg)(?!\w)"),
        ("Temporal", rf"\b(?:\d+|{FEW})(?: to \d+| or \w+)? (?:minutes|hours|days|weeks|months|years|decades)\b"),
        ("DocumentReference", rf"\b(?:[A-Z]\w+ )*(?:Resolution|Chapter|Order|Article|Section)s? (?:\d+|{FEW})\b"),
    )
)
CUT = frozenset(("'s", "’s", "-", "of", "both", "over", "about", "almost", "around", "approximately"))
LISTED = ("DocumentReference", "MilitaryPlatform", "Vehicle", "Weapon", "Organisation", "Location")


@dataclass(frozen=True, order=True)
class Span:
    """text[begin:end] with re3d's type."""

    begin: int
    end: int
    type: str


@cache
def demonyms(schema: Schema) -> frozenset[str]:
    """Adjectives of countries, in lower case."""
    return frozenset(str(word).casefold() for word in schema.table("nationalities", "nationalities"))


@cache
def table() -> dict[str, Any]:
    data: dict[str, Any] = read_yaml(Path(__file__).with_suffix("").with_name("re3d.yaml"))
    return data


class Mentions:
    """The spans of one document."""

    def __init__(self, parse: Parse, schema: Schema) -> None:
        self.parse, self.tokens = parse, parse.tokens
        self.words: Words = words_of(schema)
        self.classes = self.words.classes
        self.does = self.classes["be"] | self.classes["have"] | self.classes["modals"] | self.classes["do"] | verb_words(schema)
        self.bare_verbs = verb_words(schema) | self.classes["verbs"] | set(table()["verbs"])
        self.counted = counts_by_token(parse, schema)
        self.demonyms = demonyms(schema)
        self.named: dict[int, Name] = {}
        for name in parse.names:
            if name.via == "name":
                self.named.update(dict.fromkeys(range(name.first, name.last), name))

    def all(self) -> list[Span]:
        """Longest first where two overlap, in text order."""
        found = [*self.times(), *self.phrases(), *self.names(), *self.figures(), *self.nationalities()]
        kept: list[Span] = []
        for span in sorted(found, key=lambda s: (s.begin - s.end, s)):
            if all(span.end <= k.begin or k.end <= span.begin for k in kept):
                kept.append(span)
        return sorted(kept)

    def times(self) -> Iterator[Span]:
        for when in self.parse.whens:
            yield Span(when.start, when.end, "Temporal")

    def names(self) -> Iterator[Span]:
        """Names with their article, where no phrase has them; a town with the country after the comma."""
        places = [n for n in self.parse.names if n.via == "name"]
        for name, after in zip(places, [*places[1:], None], strict=True):
            last = name
            if after and name.type == after.type == "Place" and self.parse.text[name.end : after.start] == ", ":
                last = after if after.entity != name.entity and name.entity.startswith(after.entity + "/") else name
            yield Span(self.article(name.first), last.end, self.named_type(name))

    def named_type(self, name: Name) -> str:
        """A country that does something is a body."""
        if name.place_kind == "country" and name.last < len(self.tokens):
            after = self.tokens[name.last].lower
            if after in self.does:
                return "Organisation"
        return NAMED[name.type]

    def article(self, first: int) -> int:
        before = self.tokens[first - 1] if first else None
        return before.start if before is not None and before.lower == "the" else self.tokens[first].start

    def phrases(self) -> Iterator[Span]:
        for index, phrase in enumerate(self.parse.phrases):
            for first, last in self.pieces(phrase):
                type_ = self.type(first, last, phrase)
                if type_ is not None:
                    end = self.of(index) if last == phrase.last else last
                    opening = self.named_start(first, last) if last - 1 in self.named else first
                    begin = self.tokens[first].start if type_ in ("Weapon", "MilitaryPlatform") else self.article(opening)
                    yield Span(begin, self.tokens[end - 1].end, type_)

    def named_start(self, first: int, last: int) -> int:
        """A name takes the capitalised words and titles before it; other adjectives stay outside."""
        name = self.named[last - 1]
        start = max(first, name.first)
        while start > first and (
            self.tokens[start - 1].text[0].isupper()
            or self.tokens[start - 1].lower in ("-", "of", "for", "the", ".")
            or (name.type == "Person" and self.words.singular(self.tokens[start - 1].lower) in self.words.party)
            or self.tokens[start - 1].lower in self.classes["determiners"]
        ):
            start -= 1
        return start

    def led(self, first: int) -> str:
        """How a piece begins: definite, owned, indefinite or bare."""
        low, before = self.tokens[first].lower, self.tokens[first - 1].lower if first else ""
        if low in ("the", "this", "these", "that", "those") or before == "the":
            return "definite"
        if low in self.classes["determiners"] and low not in ("a", "an"):
            return "owned"
        return "indefinite" if low in ("a", "an") else "bare"

    def of(self, index: int) -> int:
        """Last token of the phrase with the "of X" that belongs to it."""
        phrase = self.parse.phrases[index]
        if index + 1 < len(self.parse.phrases):
            after = self.parse.phrases[index + 1]
            gap = [t.lower for t in self.tokens[phrase.last : after.first]]
            head = self.tokens[phrase.head].lower
            key = {"of": "containing", "for": "offices"}.get(gap[0] if gap else "")
            if key and gap[1:] in ([], ["the"]) and after.last - 1 in self.named and head in table()[key]:
                return after.last
        return phrase.last

    def pieces(self, phrase: Phrase) -> Iterator[tuple[int, int]]:
        """The phrase cut at its possessives, without what only counts or hedges before it."""
        first = phrase.first
        for i in range(phrase.first, phrase.last + 1):
            if i == phrase.last or self.tokens[i].lower in ("'s", "’s", "'", "’", "("):
                first = self.opening(first, i)
                if first < i:
                    yield first, i
                first = i + 1

    def opening(self, first: int, last: int) -> int:
        """Past "one of", "both", a verb that the chunker let in ("to defeat X"), a figure before a thing."""
        for k in range(last - 2, first, -1):
            if self.tokens[k].lower == "of" and k not in self.named:
                first = k + 1
                break
        while first < last - 1 and first not in self.named:
            low, before = self.tokens[first].lower, self.tokens[first - 1].lower if first else ""
            if low in CUT or self.verb(low, before) or self.figure(first, last):
                first += 1
            else:
                break
        return first

    def verb(self, low: str, before: str) -> bool:
        """Is a first word rather a verb: "to defeat X", "by clearing X"?"""
        if low.endswith("ing"):
            return low not in self.classes["ed_adjectives"] and before in table()["before_ing"]
        return low in self.bare_verbs and before in table()["before_verb"]

    def figure(self, first: int, last: int) -> bool:
        """A figure is a mention of its own before a thing, and part of that of people."""
        low = self.tokens[first].lower
        head = self.words.singular(self.tokens[last - 1].lower)
        people = head in self.words.party or head in table()["Person"]
        return not people and (first in self.counted or low in self.classes["quantifiers"])

    def type(self, first: int, last: int, phrase: Phrase) -> str | None:
        """re3d's type of the tokens [first, last) of a phrase, by its last word and how it begins."""
        token = self.tokens[last - 1]
        low, head = token.lower, self.words.singular(token.lower)
        if last - 1 in self.named:
            return self.named_type(self.named[last - 1])
        if last - first == 1 and low in table()["pronouns"] and token.text != "US":
            expletive = low in ("there", "here") and last < len(self.tokens) and self.tokens[last].lower in self.does
            return None if expletive else str(table()["pronouns"][low])
        if phrase.sort in ("event", "time", "number", "pronoun") and head not in table()["Weapon"]:
            return None
        plural = low != head or low in self.words.irregular_plurals
        type_ = self.by_head(head, plural, phrase.sort if last == phrase.last else "other")
        return type_ if type_ is None or self.stands(type_, first, last, head) else None

    def stands(self, type_: str, first: int, last: int, head: str) -> bool:
        """Persons and places are mentioned by a definite phrase; "a checkpoint" as well, "a country" not."""
        if type_ not in ("Person", "Location"):
            return True
        led = self.led(first)
        if led == "bare":
            return any(t.text[0].isupper() for t in self.tokens[first + 1 : last])
        return type_ == "Person" or led != "indefinite" or head in self.words.sites

    def by_head(self, head: str, plural: bool, sort: str) -> str | None:
        party = head in self.words.party
        if not plural and (head in table()["Person"] or (party and head not in table()["Organisation"])):
            return "Person"
        for key in LISTED:
            if head in table()[key]:
                return key
        if party or head in table()["Person"]:
            return "Organisation"
        return SORTED.get(sort, "Location" if head in self.words.sites else None)

    def figures(self) -> Iterator[Span]:
        for phrase in self.parse.phrases:
            count = phrase.count
            if count is not None and count.start < phrase.end and count.low is not None and count.phrase.lower() != "one":
                yield Span(count.start, count.end, "Quantity")
        for type_, pattern in PATTERNS:
            for found in pattern.finditer(self.parse.text):
                yield Span(found.start(), found.end(), type_)

    def nationalities(self) -> Iterator[Span]:
        for t in self.tokens:
            if t.lower in self.demonyms and t.text[0].isupper() and t.index not in self.named:
                yield Span(t.start, t.end, "Nationality")
