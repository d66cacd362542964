"""Cues: a small pattern language over words and names, in which the schema says how relations and claims are put.

A cue is a row of elements; each stands for items of one sentence (case does not matter; possessives and the hyphen after
a name are items of their own):

    word            that word
    {from}          a name whose type is in the range of that slot; a list of names ("A, B and C") fills it with all of them
    {from!}         one name, undressed
    {to=country}    takes no words: the country that the text is about; {to=police}: the document's institution of that role;
                    {from=topic}: the group spoken of before; {from=pair}: the two groups spoken of last ("both", "each other")
    <class>         one of the words or phrases of schema/lexicon/cues.yaml under that key
    (a b|c d)       either
    x?              with or without the element before the question mark
    !x              not before x
    ^(x|y)          not after these words
    ~ ~6            up to 3 (6) words without punctuation, auxiliaries, and names that a slot of this cue could take
    ~~              from a subject to its verb: as ~6, or anything up to "and", "but" or a comma that resumes with the verb
    ...             up to 15 words and names, whatever they are, but for ; and :

Names may be dressed ("the banned X", "the town of X", "X fighters"): what dresses a type is in cues.yaml under `dress`.
Words in brackets and quotation marks are not seen; appositions between commas are seen once with and once without.
Each cue needs a word or class of words outside brackets: matching starts from it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NoReturn, TypeVar

from kg.errors import SchemaError
from kg.schema import Schema

ELEMENT = re.compile(
    r"\{(?P<slot>\w+)(?P<bare>!)?(?:=(?P<implied>\w+))?\}|<(?P<class>\w+)>|(?P<link>~~)|~(?P<gap>\d*)|(?P<any>\.\.\.)"
    r"|(?P<mark>[()|?!^])|(?P<word>[^\s{}<>~()|?!^]+)"
)
GAP, ANY = 3, 15
Label = TypeVar("Label")


@dataclass(frozen=True)
class Words:
    """One of these rows of words, by their first and by their last word."""

    rows: tuple[tuple[str, ...], ...]
    firsts: Mapping[str, tuple[tuple[str, ...], ...]]
    lasts: Mapping[str, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True)
class Slot:
    name: str
    wanted: tuple[str, ...]
    bare: bool


@dataclass(frozen=True)
class Gap:
    """kind: plain (~6), link (~~), any (...)."""

    kind: str
    limit: int


@dataclass(frozen=True)
class Either:
    rows: tuple[tuple["Node", ...], ...]


@dataclass(frozen=True)
class Maybe:
    row: tuple["Node", ...]


@dataclass(frozen=True)
class NotBefore:
    row: tuple["Node", ...]


@dataclass(frozen=True)
class NotAfter:
    words: frozenset[str]


Node = Words | Slot | Gap | Either | Maybe | NotBefore | NotAfter


@dataclass(frozen=True, eq=False)
class Cue:
    """A compiled cue. anchor: index of the node that matching starts from; taken: what its gaps must not pass over.

    needs: of each of these sets of ranges a line must have a name.
    """

    source: str
    nodes: tuple[Node, ...]
    anchor: int
    taken: frozenset[str]
    implied: tuple[tuple[str, str], ...]
    needs: tuple[frozenset[str], ...]

    @property
    def clausal(self) -> bool:
        """Has a subject and its verb; else it is read off a noun phrase."""
        return any(isinstance(node, Gap) and node.kind == "link" for node in self.nodes)


class Compiler:
    """Reads the cues of one file. `ranges`: what may fill each slot. Without `where` a cue needs no word to start from."""

    def __init__(self, schema: Schema, ranges: Mapping[str, tuple[str, ...]], where: str) -> None:
        self.schema, self.ranges, self.where = schema, ranges, where
        self.common = schema.words("cues", "common")

    def compile(self, source: str) -> Cue:
        """Raises SchemaError, naming file and cue, if the cue is not of the language."""
        self.source, self.tokens, self.at = source, list(ELEMENT.finditer(source)), 0
        self.implied: list[tuple[str, str]] = []
        if re.sub(r"\s+", "", ELEMENT.sub("", source)):
            self.fail("a character that the language does not have")
        nodes = self.row()
        if self.at < len(self.tokens):
            self.fail("a bracket that was never opened")
        anchors = [(self.rank(node), i) for i, node in enumerate(nodes) if isinstance(node, Words)]
        if not anchors and self.where:
            self.fail("no word to start from")
        taken = frozenset(r for wanted in self.ranges.values() for r in wanted)
        needs = tuple(frozenset(node.wanted) for node in nodes if isinstance(node, Slot))
        return Cue(source, nodes, min(anchors)[1] if anchors else 0, taken, tuple(self.implied), needs)

    def rank(self, node: Words) -> tuple[bool, int]:
        """Rarer words first."""
        return not self.common.isdisjoint(node.firsts), len(node.firsts)

    def fail(self, why: str) -> NoReturn:
        where = self.where or "schema/lexicon/cues.yaml: dress"
        raise SchemaError(f"{where}: cue '{self.source}': {why}: see kg/extract/patterns.py for the language")

    def row(self) -> tuple[Node, ...]:
        """Elements up to a bracket's end, a bar, or the end of the cue."""
        nodes: list[Node] = []
        while self.at < len(self.tokens) and self.tokens[self.at]["mark"] not in (")", "|"):
            node = self.element()
            if self.at < len(self.tokens) and self.tokens[self.at]["mark"] == "?":
                self.at += 1
                node = Maybe((node,)) if node else None
            if node:
                nodes.append(node)
        return tuple(nodes)

    def element(self) -> Node | None:
        if self.at == len(self.tokens):
            self.fail("ends too soon")
        token = self.tokens[self.at]
        self.at += 1
        if token["slot"]:
            return self.slot(token)
        if token["class"]:
            return words(self.class_words(token["class"]))
        if token["link"]:
            return Gap("link", 0)
        if token["any"]:
            return Gap("any", ANY)
        if token["gap"] is not None:
            return Gap("plain", int(token["gap"] or GAP))
        if token["word"]:
            return words([token["word"]])
        return self.marked(token["mark"])

    def marked(self, mark: str) -> Node:
        if mark == "(":
            return self.bracket()
        if mark == "!":
            node = self.element()
            return NotBefore((node,) if node else ())
        if mark == "^":
            node = self.element()
            if not isinstance(node, Words):
                self.fail("^ takes words")
            return NotAfter(frozenset(node.lasts))
        self.fail(f"'{mark}' out of place")

    def bracket(self) -> Node:
        rows = []
        while True:
            rows.append(self.row())
            if self.at == len(self.tokens):
                self.fail("a bracket without its end")
            self.at += 1
            if self.tokens[self.at - 1]["mark"] == ")":
                return merged(rows)

    def slot(self, token: re.Match[str]) -> Slot | None:
        wanted = self.ranges.get(token["slot"])
        if wanted is None:
            self.fail(f"no slot {{{token['slot']}}}: use {', '.join('{' + s + '}' for s in self.ranges)}")
        if token["implied"]:
            self.implied.append((token["slot"], token["implied"]))
            return None
        return Slot(token["slot"], wanted, bool(token["bare"]))

    def class_words(self, key: str) -> list[str]:
        entry = self.schema.lexicon.get("cues", {}).get(key)
        if not isinstance(entry, list):
            self.fail(f"no word class <{key}> in schema/lexicon/cues.yaml")
        return [str(word) for word in entry]


def words(phrases: Iterable[str]) -> Words:
    """Rows of words, the longest first, so that "linked to" is tried before "linked"."""
    rows = sorted({tuple(part for word in p.split() for part in split_word(word)) for p in phrases}, key=lambda r: (-len(r), r))
    return Words(tuple(rows), by_word(rows, 0), by_word(rows, -1))


def by_word(rows: list[tuple[str, ...]], at: int) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Rows by one of their words, in their order."""
    out: dict[str, tuple[tuple[str, ...], ...]] = {}
    for row in rows:
        out[row[at]] = (*out.get(row[at], ()), row)
    return out


def split_word(word: str) -> list[str]:
    """As items are: a possessive apart, and a hyphen that stands first ("-backed", as after a name)."""
    return [part for part in re.split(r"(^-|(?<=\w)'s$)", word.casefold().replace("’", "'")) if part]


def merged(rows: list[tuple[Node, ...]]) -> Node:
    """A bracket of nothing but words is one set of phrases."""
    if all(row and all(isinstance(node, Words) for node in row) for row in rows):
        phrases = [product for row in rows for product in products([node for node in row if isinstance(node, Words)])]
        return words(" ".join(p) for p in phrases)
    return Either(tuple(rows))


def products(row: list[Words]) -> list[tuple[str, ...]]:
    """Every way to go through a row of word sets."""
    out: list[tuple[str, ...]] = [()]
    for node in row:
        out = [(*head, *tail) for head in out for tail in node.rows]
    return out


def index(compiled: Iterable[tuple[Label, Cue]]) -> dict[str, list[tuple[Label, Cue]]]:
    """Cues by the words that their anchors begin with."""
    out: dict[str, list[tuple[Label, Cue]]] = {}
    for label, cue in compiled:
        anchor = cue.nodes[cue.anchor]
        for word in sorted(anchor.firsts) if isinstance(anchor, Words) else ():
            out.setdefault(word, []).append((label, cue))
    return out
