"""Cues: a small pattern language over words and names, in which the schema says how relations and claims are put.

A cue is a row of elements; each stands for tokens of one sentence (case does not matter, hyphens and possessives are tokens):

    word            that word; `one|another` is not a thing outside brackets
    {from}          a name whose type is in the range of that slot; a list of names ("A, B and C") fills it with all of them
    <class>         one of the words or phrases of schema/lexicon/cues.yaml under that key
    (a b|c d)       either
    x?              with or without the element before the question mark
    ~ ~6            up to 3 (6) words without punctuation, auxiliaries, and names that a slot of this cue could take
    ~~              from a subject to its verb: as ~6, or anything up to "and", "but" or a comma that resumes with the verb
    ...             up to 15 words and names, whatever they are, but for ; and :
    {from!}         one name, undressed
    {to=country}    takes no words: the country that the text is about; {to=police}: the document's institution of that role;
                    {from=topic}: the group spoken of before; {from=pair}: the two groups spoken of last ("both", "each other")
    !x              not before x
    ^(x|y)          not after these words

Names may be dressed ("the banned X", "the town of X", "X fighters"): what dresses a type is in cues.yaml under `dress`.
Words in brackets and quotation marks are not seen; appositions between commas are seen once with and once without.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from kg.errors import SchemaError
from kg.extract.parse import Name, Parse, Sentence
from kg.schema import Schema

ELEMENT = re.compile(
    r"\{(?P<slot>\w+)(?P<bare>!)?(?:=(?P<implied>\w+))?\}|<(?P<class>\w+)>|(?P<link>~~)|~(?P<gap>\d*)|(?P<any>\.\.\.)"
    r"|(?P<mark>[()|?!^])|(?P<word>[^\s{}<>~()|?!^]+)"
)
SLOT = re.compile(r"⟦(\d+)")
QUOTES = frozenset("\"“”„«»''‘`") | {"''", "``"}
OPEN, CLOSE = frozenset("(["), frozenset(")]")
Label = TypeVar("Label")
LINK_WORDS, LIST_LENGTH, ANY_WORDS = 25, 8, 15


@dataclass(frozen=True, slots=True)
class Item:
    """What a pattern sees as one: a word, or a whole name. Tokens [first, last)."""

    text: str
    first: int
    last: int
    name: Name | None = None


@dataclass(frozen=True)
class Line:
    """Items of one sentence, written out as one string in which each item ends with a blank and a name is ⟦index|types⟧."""

    items: tuple[Item, ...]

    @cached_property
    def code(self) -> str:
        return "".join(self.pieces)

    @cached_property
    def pieces(self) -> tuple[str, ...]:
        return tuple(f"⟦{i}|{'|'.join(ranges(it.name))}⟧ " if it.name else it.text + " " for i, it in enumerate(self.items))

    @cached_property
    def starts(self) -> list[int]:
        out, at = [], 0
        for piece in self.pieces:
            out.append(at)
            at += len(piece)
        return out

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(it.text for it in self.items if it.name is None)

    def index(self, offset: int) -> int:
        """Index of the item at an offset of `code`."""
        return bisect_right(self.starts, offset) - 1


@dataclass(frozen=True, slots=True)
class Filler:
    """A name in a slot, and the key of it that the slot's range asks for (its own, or one of Name.also)."""

    name: Name
    key: str


@dataclass(frozen=True)
class Cue:
    """A compiled cue. anchors: words of which a line must have at least one for the cue to fit (empty: none known)."""

    source: str
    regex: re.Pattern[str]
    ranges: Mapping[str, tuple[str, ...]]
    anchors: frozenset[str]
    implied: tuple[tuple[str, str], ...]

    @property
    def link(self) -> bool:
        return "~~" in self.source


@dataclass(frozen=True, slots=True)
class Match:
    """Where a cue fits: fillers by slot, tokens [first, last), the words it passed over."""

    fillers: Mapping[str, tuple[Filler, ...]]
    first: int
    last: int
    passed: tuple[str, ...]
    cue: Cue


def ranges(name: Name | None) -> tuple[str, ...]:
    """What a name can fill: its type, with its kind if it is a place, and those of the other keys it may mean."""
    if name is None:
        return ()
    own = (name.type, f"{name.type}:{name.place_kind}") if name.place_kind else (name.type,)
    return tuple(dict.fromkeys((*own, *(r for key in name.also for r in key_ranges(key)))))


def key_ranges(key: str) -> tuple[str, ...]:
    """An entity key's type, and `Place:country` for the key of a country (place:pk)."""
    type_, _, rest = key.partition(":")
    type_ = type_.capitalize()
    return (type_,) if type_ != "Place" or "/" in rest or "@" in rest else (type_, "Place:country")


def fitting(name: Name, wanted: tuple[str, ...]) -> str | None:
    """The key under which a name fits a range: its own first."""
    if set(wanted) & {name.type, f"{name.type}:{name.place_kind}"}:
        return name.entity
    return next((key for key in name.also if set(key_ranges(key)) & set(wanted)), None)


# -- compiling -------------------------------------------------------------------------------------------------------


class Compiler:
    """Turns cues into regular expressions over Line.code; one a cue, because slots differ in their ranges."""

    def __init__(self, schema: Schema, ranges: Mapping[str, tuple[str, ...]], where: str) -> None:
        self.schema, self.ranges, self.where = schema, ranges, where
        self.gaps = 0

    def compile(self, source: str) -> Cue:
        """Raises SchemaError, naming file and cue, if the cue is not of the language."""
        self.source, self.tokens, self.at, self.gaps = source, list(ELEMENT.finditer(source)), 0, 0
        self.implied: list[tuple[str, str]] = []
        if re.sub(r"\s+", "", ELEMENT.sub("", source)):
            self.fail("a character that the language does not have")
        body, anchors = self.row(top=True)
        if self.at < len(self.tokens):
            self.fail("a bracket that was never opened")
        try:
            regex = re.compile(r"(?<![^ ])" + body)
        except re.error as exc:
            self.fail(str(exc))
        return Cue(source, regex, self.ranges, anchors, tuple(self.implied))

    def fail(self, why: str) -> None:
        raise SchemaError(f"{self.where}: cue '{self.source}': {why}: see kg/extract/patterns.py for the language")

    def row(self, top: bool = False) -> tuple[str, frozenset[str]]:
        """Elements up to a bracket's end or a bar; with the smallest set of words of which one must occur."""
        body, anchors = "", frozenset[str]()
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            if token["mark"] in (")", "|"):
                if top:
                    break
                return body, anchors
            self.at += 1
            piece, words = self.element(token)
            if self.at < len(self.tokens) and self.tokens[self.at]["mark"] == "?":
                self.at += 1
                piece, words = f"(?:{piece})?", frozenset()
            body += piece
            if words and (not anchors or len(words) < len(anchors)):
                anchors = words
        return body, anchors

    def element(self, token: re.Match[str]) -> tuple[str, frozenset[str]]:
        if token["implied"]:
            self.implied.append((token["slot"], token["implied"]))
            return "", frozenset()
        if token["slot"]:
            return self.slot(token["slot"], bare=bool(token["bare"])), frozenset()
        if token["any"]:
            return self.gap(f"(?:[^ ;:]+ ){{0,{ANY_WORDS}}}?"), frozenset()
        if token["class"]:
            return self.either(self.class_words(token["class"]))
        if token["link"]:
            few = self.schema.words("cues", "link")
            resumed = f"(?!'s )(?:{self.passing()}{{0,{LINK_WORDS}}}?(?:and|but|,) (?:{alternatives(few)}){{0,4}}?)"
            return self.gap(f"(?:{self.between(narrow=False)}{{0,6}}?|{resumed})"), frozenset()
        if token["gap"] is not None:
            return self.gap(f"{self.between(narrow=True)}{{0,{int(token['gap'] or 3)}}}?"), frozenset()
        if token["word"]:
            words = split_word(token["word"])
            return "".join(re.escape(w) + " " for w in words), frozenset(words[-1:])
        if token["mark"] == "(":
            return self.bracket()
        if token["mark"] == "!" and self.at < len(self.tokens):
            self.at += 1
            return f"(?!{self.element(self.tokens[self.at - 1])[0]})", frozenset()
        if token["mark"] == "^" and self.at < len(self.tokens):
            self.at += 1
            rows, _ = self.element(self.tokens[self.at - 1])
            return "".join(f"(?<!{row})" for row in rows.removeprefix("(?:").removesuffix(")").split("|")), frozenset()
        self.fail(f"'{token.group()}' out of place")
        raise AssertionError

    def bracket(self) -> tuple[str, frozenset[str]]:
        rows, words = [], []
        while True:
            body, anchors = self.row()
            rows.append(body)
            words.append(anchors)
            if self.at == len(self.tokens):
                self.fail("a bracket without its end")
            self.at += 1
            if self.tokens[self.at - 1]["mark"] == ")":
                return f"(?:{'|'.join(rows)})", frozenset().union(*words) if all(words) else frozenset()

    def gap(self, body: str) -> str:
        self.gaps += 1
        return f"(?P<gap{self.gaps}>{body})"

    def between(self, *, narrow: bool) -> str:
        """A word without punctuation that is no name for a slot of this cue."""
        taken = "|".join(sorted({re.escape(r) for wanted in self.ranges.values() for r in wanted}))
        verbs = alternatives(self.schema.words("cues", "auxiliaries")) if narrow else "'s "
        return rf"(?:(?!⟦\d+(?:\|[\w:]+)*?\|(?:{taken})[|⟧])(?![,;:.!?—–] |{verbs})[^ ]+ )"

    def passing(self) -> str:
        """Anything but the verbs of saying, at which a new subject begins."""
        said = "|".join(re.escape(w) for w in sorted(self.schema.words("cues", "say")))
        return rf"(?:(?!(?:{said}) )[^ ;:]+ )"

    def class_words(self, key: str) -> list[str]:
        entry = self.schema.lexicon.get("cues", {}).get(key)
        if not isinstance(entry, list):
            self.fail(f"no word class <{key}> in schema/lexicon/cues.yaml")
        return [str(word) for word in entry or ()]

    def either(self, words: list[str]) -> tuple[str, frozenset[str]]:
        return f"(?:{alternatives(words)})", frozenset(split_phrase(w)[-1] for w in words)

    def slot(self, slot: str, *, bare: bool) -> str:
        wanted = self.ranges.get(slot)
        if wanted is None:
            self.fail(f"no slot {{{slot}}}: use {', '.join('{' + s + '}' for s in self.ranges)}")
            raise AssertionError
        types = "|".join(re.escape(r) for r in wanted)
        core = rf"⟦\d+(?:\|[\w:]+)*?\|(?:{types})(?:\|[\w:]+)*⟧ "
        if bare:
            return f"(?P<{slot}>{core})"
        dress = self.schema.table("cues", "dress")
        before = "|".join(self.dress(dress, w.partition(":")[0], 0) for w in dict.fromkeys(wanted))
        after = "|".join(self.dress(dress, w.partition(":")[0], 1) for w in dict.fromkeys(wanted))
        item = f"(?:{before})?{core}(?:{after})?"
        return rf"(?P<{slot}>{item}(?:(?:, and |, or |, |and |or |as well as |& ){item}){{0,{LIST_LENGTH}}})"

    def dress(self, dress: Mapping[str, list[str]], type_: str, side: int) -> str:
        outer = (self.tokens, self.at, self.source)
        self.source = dress[type_][side]
        self.tokens, self.at = list(ELEMENT.finditer(self.source)), 0
        body, _ = self.row()
        self.tokens, self.at, self.source = outer
        return body


def alternatives(words: frozenset[str] | list[str]) -> str:
    """Longest first, so that "linked to" is tried before "linked"."""
    rows = sorted({tuple(split_phrase(w)) for w in words}, key=lambda row: (-len(row), row))
    return "|".join("".join(re.escape(w) + " " for w in row) for row in rows)


def split_word(word: str) -> list[str]:
    """Possessives and commas apart; a hyphen that stands first too ("-backed", as after a name)."""
    word = word.casefold().replace("’", "'")
    return [part for part in re.split(r"(^-|'s$|,)", word) if part]


def split_phrase(phrase: str) -> list[str]:
    return [part for word in phrase.split() for part in split_word(word)]


def index(compiled: Iterable[tuple[Label, Cue]]) -> dict[str, list[tuple[Label, Cue]]]:
    """Cues by the words that call for them; under "" those that any sentence may fit."""
    out: dict[str, list[tuple[Label, Cue]]] = {}
    for label, cue in compiled:
        for word in sorted(cue.anchors) or [""]:
            out.setdefault(word, []).append((label, cue))
    return out


def called(cues: Mapping[str, list[tuple[Label, Cue]]], line: Line) -> list[tuple[Label, Cue]]:
    """The cues that a line's words call for, each once, in a fixed order."""
    found = {id(row): row for word in ["", *sorted(line.words)] for row in cues.get(word, ())}
    return list(found.values())


# -- lines -----------------------------------------------------------------------------------------------------------


def lines(parse: Parse, sentence: Sentence, names: list[Name], schema: Schema) -> list[Line]:
    """The sentence as patterns see it: whole, and without the appositions that stand between commas."""
    whole = items(parse, sentence, names, schema.words("cues", "possessives"))
    bare = without_appositions(whole, schema.words("cues", "openers"))
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
            out.append(Item("", at, longest[i].last, longest[i]))
            at = longest[i].last
            if token.lower in possessives:
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
        out.extend(Item(word, at, at + 1) for word in split_word(token.lower))


def compound(before: str, word: str) -> bool:
    """True if a word goes on: "suicide" + "-", "suicide-" + "bomb"; a hyphen that stands alone begins nothing."""
    return (before.endswith("-") and before != "-") or (word == "-" and before[-1].isalnum())


def without_appositions(whole: list[Item], openers: frozenset[str]) -> list[Item]:
    """Drops ", a splinter of X," after a name: an opening word after the comma, no verb's subject inside, at most 15 items."""
    out: list[Item] = []
    at = 0
    while at < len(whole):
        item = whole[at]
        if item.text == "," and at and whole[at - 1].name and at + 1 < len(whole) and opens(whole[at + 1], openers):
            end = next((k for k in range(at + 2, min(at + 17, len(whole))) if whole[k].text == ","), None)
            if end is not None:
                at = end + 1
                continue
        out.append(item)
        at += 1
    return out


def opens(item: Item, openers: frozenset[str]) -> bool:
    word = item.name.form.split()[0].casefold() if item.name is not None and item.name.via == "reference" else item.text
    return word in openers


# -- matching --------------------------------------------------------------------------------------------------------


def matches(cue: Cue, line: Line, starts: frozenset[str]) -> Iterator[Match]:
    """Every place in the line where the cue fits, from the left; fits that begin at different words may overlap.

    A subject whose verb is resumed after "and" or a comma must stand where subjects do: first, or after one of `starts`.
    """
    at = 0
    while (found := cue.regex.search(line.code, at)) is not None:
        at = found.start() + 1
        fillers = {
            slot: named(line, found.group(slot), found.start(slot), cue.ranges[slot])
            for slot in cue.ranges
            if slot in found.groupdict()
        }
        if all(fillers.values()):
            first, last = line.index(found.start()), line.index(found.end() - 1)
            gaps = (found.group(g) or "" for g in found.groupdict() if g.startswith("gap"))
            before = tuple(it.text for it in line.items[max(0, first - 2) : first])
            passed = before + tuple(word for gap in gaps for word in gap.split())
            resumed = cue.link and {"and", "but", ","} & set(passed[len(before) :])
            if resumed and before and before[-1] and before[-1] not in starts:
                continue
            yield Match(fillers, line.items[first].first, line.items[last].last, passed, cue)


def fits(cues: Mapping[str, list[tuple[Label, Cue]]], seen: list[Line], schema: Schema) -> list[tuple[Label, Match]]:
    """All matches of a sentence's lines, in the order of the text.

    Of matches with one label that end at the same word the one that passed over the apposition is kept, else the shortest:
    "A, a faction of B, took responsibility" says it of A.
    """
    best: dict[tuple[Label, int], list[Match]] = {}
    starts = schema.words("cues", "starts")
    for line in reversed(seen):
        ends = set(best)
        for label, cue in called(cues, line):
            for match in matches(cue, line, starts):
                key = (label, match.last)
                if key not in ends:
                    best[key] = nearer(best.get(key), match)
    rows = [(label, match) for (label, _), found in best.items() for match in found]
    return sorted(rows, key=lambda row: (row[1].first, row[1].last, str(row[0])))


def nearer(known: list[Match] | None, match: Match) -> list[Match]:
    if not known or (match.first > known[0].first and not names_in(match) < names_in(known[0])):
        return [match]
    return [*known, match] if match.first == known[0].first else known


def names_in(match: Match) -> set[str]:
    return {f.key for row in match.fillers.values() for f in row}


def named(line: Line, code: str | None, start: int, wanted: tuple[str, ...]) -> tuple[Filler, ...]:
    """The names in a slot. A row with commas alone ("Mir Ali, North Waziristan") is no list: its first name counts."""
    if code is None:
        return ()
    found = [line.items[int(m[1])].name for m in SLOT.finditer(code)]
    names = [name for name in found if name is not None]
    if not re.search(r" (?:and|or|as well as|&) ", code):
        names = names[:1]
    out = []
    for name in names:
        key = fitting(name, wanted)
        if key is not None:
            out.append(Filler(name, key))
    return tuple(out)
