"""Fitting cues (patterns.py) to lines (lines.py): from a cue's anchor word leftwards and rightwards.

The nearest names win, and of those the longest list. Work is bounded: gaps are, and so are the fits tried at one word.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import NamedTuple, TypeVar

from kg.extract.lines import Item, Line, fitting
from kg.extract.parse import Name
from kg.extract.patterns import Compiler, Cue, Either, Gap, Maybe, Node, NotAfter, NotBefore, Slot, Words
from kg.schema import Schema

PLAIN_LINK, LONG_LINK, RESUMING = 6, 25, 4
LONGEST_LIST, TRIES = 8, 40
STOPS = frozenset(",;:.!?—–")
BREAKS = frozenset(";:")
RESUMES = frozenset(("and", "but", ","))
LIST_SEPARATORS = ((",", "and"), (",", "or"), ("as", "well", "as"), (",",), ("and",), ("or",), ("&",))
Label = TypeVar("Label")


class Filler(NamedTuple):
    """A name in a slot, and the key of it that the slot's range asks for (its own, or one of Name.also)."""

    name: Name
    key: str


class Part(NamedTuple):
    """Half a fit: where it ends, what its slots hold, the words its gaps passed over."""

    at: int
    fillers: tuple[tuple[str, tuple[Filler, ...]], ...]
    passed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """Where a cue fits: fillers by slot, tokens [first, last), the words it passed over, the two words before it."""

    fillers: Mapping[str, tuple[Filler, ...]]
    first: int
    last: int
    passed: tuple[str, ...]
    before: tuple[str, ...]
    cue: Cue


@dataclass(frozen=True)
class Grammar:
    """The word lists that matching needs, and how each type of name is dressed (nodes before, nodes after)."""

    auxiliaries: frozenset[str]
    say: frozenset[str]
    link: frozenset[str]
    starts: frozenset[str]
    dress: Mapping[str, tuple[tuple[Node, ...], tuple[Node, ...]]]


@cache
def grammar(schema: Schema) -> Grammar:
    compiler = Compiler(schema, {"group": ("Group",), "place": ("Place",)}, where="")
    dress = {t: (compiler.compile(b).nodes, compiler.compile(a).nodes) for t, (b, a) in schema.table("cues", "dress").items()}
    get = schema.words
    return Grammar(get("cues", "auxiliaries"), get("cues", "say"), get("cues", "link"), get("cues", "starts"), dress)


def fits(cues: Mapping[str, list[tuple[Label, Cue]]], seen: Sequence[Line], schema: Schema) -> list[tuple[Label, Match]]:
    """All matches of a sentence's lines, in the order of the text.

    Of matches of one cue that end at the same word the one that passed over the apposition is kept, else the shortest:
    "A, a faction of B, took responsibility" says it of A.
    """
    known = grammar(schema)
    best: dict[tuple[Label, str, int], list[Match]] = {}
    for line in reversed(seen):
        settled = set(best)
        for label, cue, at in called(cues, line):
            match = matched(cue, line, at, known)
            if match is not None and (key := (label, cue.source, match.last)) not in settled:
                best[key] = nearer(best.get(key), match)
    rows = [(label, match) for (label, *_), found in best.items() for match in found]
    return sorted(rows, key=lambda row: (row[1].first, row[1].last, str(row[0])))


def called(cues: Mapping[str, list[tuple[Label, Cue]]], line: Line) -> Iterator[tuple[Label, Cue, int]]:
    """The cues that a line's words call for, with the item that calls."""
    fills = line.fills
    for i, item in enumerate(line.items):
        for label, cue in cues.get(item.text, ()):
            if not any(need.isdisjoint(fills) for need in cue.needs):
                yield label, cue, i


def nearer(known: list[Match] | None, match: Match) -> list[Match]:
    """Matches that end alike: the one that begins last, unless it only has fewer of the same names."""
    if not known or (match.first > known[0].first and not names_in(match) < names_in(known[0])):
        return [match]
    return [*known, match] if match.first == known[0].first else known


def names_in(match: Match) -> set[str]:
    return {f.key for row in match.fillers.values() for f in row}


def matched(cue: Cue, line: Line, at: int, known: Grammar) -> Match | None:
    """The first fit of a cue whose anchor begins at item `at`, with different names in its slots."""
    run = Run(cue.taken, line, known)
    left, right = cue.nodes[: cue.anchor][::-1], cue.nodes[cue.anchor :]
    for back in islice(run.leftward(left, Part(at, (), ())), TRIES):
        for ahead in islice(run.rightward(right, Part(at, (), ())), TRIES):
            fillers = dict(back.fillers + ahead.fillers)
            keys = [f.key for row in fillers.values() for f in row]
            if len(fillers) == len(back.fillers) + len(ahead.fillers) and (len(fillers) < 2 or len(set(keys)) > 1):
                before = tuple(item.text for item in line.items[max(0, back.at - 2) : back.at])
                first, last = line.items[back.at].first, line.items[ahead.at - 1].last
                return Match(fillers, first, last, back.passed + ahead.passed, before, cue)
    return None


class Run:
    """Matching on one line. `taken`: ranges that plain gaps must not pass over."""

    def __init__(self, taken: frozenset[str], line: Line, known: Grammar) -> None:
        self.taken, self.line, self.items, self.known = taken, line, line.items, known

    def rightward(self, nodes: tuple[Node, ...], part: Part) -> Iterator[Part]:
        """Ways to go through `nodes` from item part.at on."""
        if not nodes:
            yield part
            return
        for following in self.step(nodes[0], part, 1):
            yield from self.rightward(nodes[1:], following)

    def leftward(self, nodes: tuple[Node, ...], part: Part) -> Iterator[Part]:
        """Ways to go through `nodes` (nearest first) from before item part.at back."""
        if not nodes:
            yield part
            return
        for following in self.step(nodes[0], part, -1):
            yield from self.leftward(nodes[1:], following)

    def step(self, node: Node, part: Part, way: int) -> Iterator[Part]:
        """Ways through one node; `way` is 1 rightward, -1 leftward."""
        match node:
            case Words():
                yield from self.word(node, part, way)
            case Slot():
                yield from self.slot(node, part, way)
            case Gap():
                yield from self.gap(node, part, way)
            case Maybe():
                yield from self.row(node.row, part, way)
                yield part
            case Either():
                for row in node.rows:
                    yield from self.row(row, part, way)
            case NotBefore():
                if next(self.rightward(node.row, part), None) is None:
                    yield part
            case NotAfter():
                if not part.at or self.items[part.at - 1].text not in node.words:
                    yield part

    def row(self, row: tuple[Node, ...], part: Part, way: int) -> Iterator[Part]:
        return self.rightward(row, part) if way == 1 else self.leftward(row[::-1], part)

    def word(self, node: Words, part: Part, way: int) -> Iterator[Part]:
        at = part.at
        if way == 1:
            for row in node.firsts.get(self.items[at].text, ()) if at < len(self.items) else ():
                if len(row) == 1 or self.reads(at, row):
                    yield part._replace(at=at + len(row))
        else:
            for row in node.lasts.get(self.items[at - 1].text, ()) if at else ():
                if len(row) == 1 or (at >= len(row) and self.reads(at - len(row), row)):
                    yield part._replace(at=at - len(row))

    def reads(self, start: int, row: tuple[str, ...]) -> bool:
        """The items from `start` on are these words (a name's text is empty)."""
        return [item.text for item in self.items[start : start + len(row)]] == list(row)

    def slot(self, node: Slot, part: Part, way: int) -> Iterator[Part]:
        starts, ends = spans(self.line, node, self.known)
        for other, fillers in (starts if way == 1 else ends).get(part.at, ()):
            yield Part(other, (*part.fillers, (node.name, fillers)), part.passed)

    def gap(self, node: Gap, part: Part, way: int) -> Iterator[Part]:
        if node.kind == "link":
            yield from self.link(part, way)
            return
        yield part
        passed: tuple[str, ...] = ()
        at = part.at
        for _ in range(node.limit):
            item = self.item(at, way)
            if item is None or (item.text in BREAKS if node.kind == "any" else self.blocks(item, narrow=True)):
                return
            at += way
            passed = (*passed, item.text) if way == 1 else (item.text, *passed)
            yield Part(at, part.fillers, part.passed + passed)

    def item(self, at: int, way: int) -> Item | None:
        edge = at if way == 1 else at - 1
        return self.items[edge] if 0 <= edge < len(self.items) else None

    def blocks(self, item: Item, *, narrow: bool) -> bool:
        """True for what a plain gap must not pass over."""
        if item.name is not None:
            return bool(self.taken.intersection(item.fills))
        return item.text in STOPS or (item.text in self.known.auxiliaries if narrow else item.text == "'s")

    def link(self, part: Part, way: int) -> Iterator[Part]:
        """From a verb back to its subject (or the other way): a few words, or a part that resumes with the verb."""
        yield part
        at, passed = part.at, ()  # type: tuple[int, tuple[str, ...]]
        for _ in range(PLAIN_LINK):
            item = self.item(at, way)
            if item is None or self.blocks(item, narrow=False):
                break
            at += way
            passed = (*passed, item.text) if way == 1 else (item.text, *passed)
            if not RESUMES.intersection(passed) or way == 1 or (at and self.subject(at - 1)):
                yield Part(at, part.fillers, part.passed + passed)
        if way == -1:
            yield from self.resumed(part)

    def resumed(self, part: Part) -> Iterator[Part]:
        """Back over "and has", "but", "," to a subject that stands where subjects do."""
        at, passed = part.at, ()  # type: tuple[int, tuple[str, ...]]
        while at and self.items[at - 1].text in self.known.link and len(passed) < RESUMING:
            at -= 1
            passed = (self.items[at].text, *passed)
        if not at or self.items[at - 1].text not in RESUMES:
            return
        for _ in range(LONG_LINK):
            at -= 1
            if at <= 0 or self.items[at].text in BREAKS or self.items[at].text in self.known.say:
                return
            passed = (self.items[at].text, *passed)
            if self.items[at].text != "'s" and self.subject(at - 1):
                yield Part(at, part.fillers, part.passed + passed)

    def subject(self, at: int) -> bool:
        """The name at an item stands where subjects do: first, or after a word that begins a clause, dressed or not."""
        if self.items[at].name is None:
            return False
        before = [self.items[s - 1] for s in dressed(self.line, at, self.known)[0] if s]
        return 0 in dressed(self.line, at, self.known)[0] or any(
            it.name is not None or it.text in self.known.starts for it in before
        )


Spans = Mapping[int, list[tuple[int, tuple[Filler, ...]]]]


def spans(line: Line, slot: Slot, known: Grammar) -> tuple[Spans, Spans]:
    """Where a slot can be filled: by first item and by end, the longest list and the fullest dress first."""
    key = (slot.wanted, slot.bare)
    if key not in line.found:
        line.found[key] = computed(line, slot, known)
    return line.found[key]  # type: ignore[return-value]


def computed(line: Line, slot: Slot, known: Grammar) -> tuple[Spans, Spans]:
    names = [(i, Filler(it.name, key)) for i, it in enumerate(line.items) if it.name for key in fitting(it.name, slot.wanted)[:1]]
    rows: list[tuple[int, int, tuple[Filler, ...]]] = []
    for k, (i, filler) in enumerate(names):
        starts, ends = ((i,), (i + 1,)) if slot.bare else dressed(line, i, known)
        others = [Filler(filler.name, key) for key in fitting(filler.name, slot.wanted)]
        rows += [(s, e, (other,)) for other in others for s in starts for e in ends]
        fillers: tuple[Filler, ...] = (filler,)
        joined = False
        for j, other in names[k + 1 : k + LONGEST_LIST] if not slot.bare else ():
            separator = between(line, ends, dressed(line, j, known)[0])
            if separator is None or is_pronoun(other.name):
                break
            fillers, joined, ends = (*fillers, other), joined or separator[-1] != ",", dressed(line, j, known)[1]
            if joined:
                rows += [(s, e, fillers) for s in starts for e in ends]
    rows.sort(key=lambda row: (-len(row[2]), row[2][0].key != row[2][0].name.entity, row[0] - row[1], row[0]))
    by_start: dict[int, list[tuple[int, tuple[Filler, ...]]]] = {}
    by_end: dict[int, list[tuple[int, tuple[Filler, ...]]]] = {}
    for start, end, fillers in rows:
        by_start.setdefault(start, []).append((end, fillers))
        by_end.setdefault(end, []).append((start, fillers))
    return by_start, by_end


def is_pronoun(name: Name) -> bool:
    return name.via == "reference" and name.last == name.first + 1


def between(line: Line, ends: tuple[int, ...], starts: tuple[int, ...]) -> tuple[str, ...] | None:
    """What joins two names to a list, if nothing else stands between them."""
    for row in LIST_SEPARATORS:
        for end in ends:
            if end + len(row) in starts and all(line.items[end + n].text == word for n, word in enumerate(row)):
                return row
    return None


def dressed(line: Line, at: int, known: Grammar) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Items at which the name at an item may begin and end with what dresses it; the fullest first."""
    key = ("dress", at)
    if key not in line.found:
        starts, ends = {at}, {at + 1}
        run = Run(frozenset(), line, known)
        for type_ in line.items[at].fills:
            before, after = known.dress.get(type_, ((), ()))
            starts |= {p.at for p in islice(run.leftward(before[::-1], Part(at, (), ())), TRIES)}
            ends |= {p.at for p in islice(run.rightward(after, Part(at + 1, (), ())), TRIES)}
        line.found[key] = (tuple(sorted(starts)), tuple(sorted(ends, reverse=True)))
    return line.found[key]  # type: ignore[return-value]
