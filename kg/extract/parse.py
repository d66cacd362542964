"""What the stages of the cascade share: one `Parse` a document, filled stage by stage.

Character offsets are half-open, in Unicode code points of Document.text; token ranges are half-open indexes into
`Parse.tokens`. Nothing here decides anything; the stages do (kg/extract/__init__.py lists them in order).
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, Protocol, TypeVar

from kg.statement import Document, Stance
from kg.values.dates import When as When  # noqa: PLC0414 - part of Parse
from kg.values.numbers import Count as Count  # noqa: PLC0414 - part of Phrase

Party = Literal["state", "militants", "civilians", "unknown"]
Sort = Literal["person", "site", "weapon", "event", "place", "time", "pronoun", "number", "other"]


@dataclass(slots=True)
class Token:
    """text[start:end]; `lower` is its case-folded form."""

    index: int
    text: str
    lower: str
    start: int
    end: int


@dataclass(slots=True)
class Sentence:
    """Tokens [first, last). part: headline, body, or the kind of a Mark that covers it (then it is not read as fact)."""

    index: int
    first: int
    last: int
    start: int
    end: int
    paragraph: int
    part: str = "body"


@dataclass(slots=True)
class Name:
    """A mention of an entity: a name, or a reference to one ("the group", "it").

    entity: entity key (docs/model.md). name: fullest standard form. known: from a gazetteer.
    also: other keys that the form could mean, for later stages to choose by context.
    """

    first: int
    last: int
    start: int
    end: int
    form: str
    entity: str
    type: str
    name: str
    place_kind: str | None = None
    country: str | None = None
    known: bool = False
    via: Literal["name", "reference"] = "name"
    label: bool = False
    confidence: float = 0.9
    also: tuple[str, ...] = ()


@dataclass(slots=True)
class Phrase:
    """A noun phrase: tokens [first, last), head token index; names that stand inside it."""

    first: int
    last: int
    head: int
    start: int
    end: int
    sort: Sort = "other"
    party: Party | None = None
    count: Count | None = None
    names: tuple[Name, ...] = ()
    entity: str | None = None
    """The entity that the whole phrase means, if any: "TTP militants" -> group:ttp."""
    detail: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Speech:
    """Who says the stretch [start, end), with which stance. speaker: entity key; phrase: the words that name them."""

    start: int
    end: int
    speaker: str | None
    phrase: str | None
    stance: Stance = "asserted"
    unverified: bool = False
    denied_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody takes or refuses responsibility, or denies a charge; the words stand at [start, end).

    claimed, denied: about an attack; rejected: about a charge or a rival's claim; nobody: nobody has claimed it
    (then who is None). who: entity key. sentence: index; the attack or charge is in it or in one before.
    """

    kind: Literal["claimed", "denied", "rejected", "nobody"]
    who: str | None
    start: int
    end: int
    sentence: int


@dataclass(slots=True)
class Clause:
    """One trigger, tokens [first, last), with its frame. modality: what keeps it from being an event."""

    sentence: int
    first: int
    last: int
    cue: str
    """The act of schema/lexicon/triggers.yaml ("kill", "bomb")."""
    frame: Literal["active", "passive", "elided", "participle", "relative", "nominal", "light"]
    agents: tuple[Phrase, ...] = ()
    patients: tuple[Phrase, ...] = ()
    instrument: Phrase | None = None
    event: Phrase | None = None
    """The phrase that names the event, if a noun does."""
    definite: bool = False
    """The event noun is definite and bare ("the attack"): it points back unless something else dates it."""
    modality: Literal["happened", "negated", "planned", "threatened", "hypothetical", "habitual"] = "happened"


@dataclass(slots=True)
class Toll:
    """How many of one party were killed, injured, abducted or arrested; text[start:end] says so.

    low/high None = open. other: on top of the figure before ("six others"). part: of the figure before ("including 131
    students"). total: for all parties together ("the death toll rose to 100").
    """

    start: int
    end: int
    phrase: str
    measure: str
    party: Party
    low: int | None
    high: int | None
    rule: str = "exact"
    other: bool = False
    part: bool = False
    total: bool = False


@dataclass(frozen=True, slots=True)
class Total:
    """A figure over many events, with its own scope; text[start:end] says so. party None: events are counted."""

    start: int
    end: int
    phrase: str
    measure: str
    party: Party | None
    low: int | None
    high: int | None
    place: str | None
    period: When


@dataclass(slots=True)
class Happening:
    """What one sentence says of one event: its clauses, tolls, dates and places.

    definite: it only points back ("the attack"); fresh: it says that it is a further one ("another", "a separate").
    """

    sentence: int
    clauses: list[Clause]
    start: int
    end: int
    tolls: list[Toll] = field(default_factory=list)
    whens: list[When] = field(default_factory=list)
    places: list[Name] = field(default_factory=list)
    definite: bool = False
    fresh: bool = False
    headline: bool = False
    alone: bool = False
    """No other event is told in the sentence."""


def first_token(item: Name | Phrase) -> int:
    return item.first


class Started(Protocol):
    """Anything with a place in the text."""

    @property
    def start(self) -> int: ...


S = TypeVar("S", bound=Started)


def starting(items: list[S], start: int, end: int) -> list[S]:
    """The items that begin in characters [start, end), from a list in text order."""
    first = bisect_left(items, start, key=lambda item: item.start)
    return items[first : bisect_left(items, end, lo=first, key=lambda item: item.start)]


@dataclass
class Parse:
    """A document in the course of being read."""

    document: Document
    tokens: list[Token] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    containers: list[tuple[Name, Name]] = field(default_factory=list)
    """(inner, outer): places that the text puts one inside the other, for LOCATED_IN."""
    phrases: list[Phrase] = field(default_factory=list)
    whens: list[When] = field(default_factory=list)
    speeches: list[Speech] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    happenings: list[Happening] = field(default_factory=list)
    seen: dict[int, Any] = field(default_factory=dict)
    """By sentence: its names with pronouns, and its lines; kept by kg/extract/references.py, which makes them."""
    home: str | None = None
    """Country code that the text is about; kept by kg/extract/scope.py, which finds it."""

    @property
    def text(self) -> str:
        return self.document.text

    @cached_property
    def _token_starts(self) -> list[int]:
        return [t.start for t in self.tokens]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [s.start for s in self.sentences]

    def token_at(self, offset: int) -> int:
        """Index of the token that covers or precedes a character offset."""
        return max(0, bisect_right(self._token_starts, offset) - 1)

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that covers or precedes a character offset."""
        return self.sentences[max(0, bisect_right(self._sentence_starts, offset) - 1)]

    def names_in(self, stretch: Sentence) -> list[Name]:
        """The names that begin in a sentence, in order."""
        return self.names[
            bisect_left(self.names, stretch.first, key=first_token) : bisect_left(self.names, stretch.last, key=first_token)
        ]

    def phrases_in(self, stretch: Sentence) -> list[Phrase]:
        """The phrases that begin in a sentence, in order."""
        low = bisect_left(self.phrases, stretch.first, key=first_token)
        return self.phrases[low : bisect_left(self.phrases, stretch.last, key=first_token)]

    def whens_in(self, sentence: Sentence) -> list[When]:
        """The time expressions that begin in a sentence, in order."""
        low = bisect_left(self.whens, sentence.start, key=lambda w: w.start)
        return self.whens[low : bisect_left(self.whens, sentence.end, key=lambda w: w.start)]

    @cached_property
    def first_names(self) -> dict[str, Name]:
        """The first name of each entity; to be asked once all names are found."""
        return {n.entity: n for n in reversed(self.names)}

    def claims_in(self, sentence: Sentence) -> list[Claim]:
        """The claims that begin in a sentence, in order."""
        low = bisect_left(self.claims, sentence.start, key=lambda c: c.start)
        return self.claims[low : bisect_left(self.claims, sentence.end, key=lambda c: c.start)]

    @cached_property
    def _speeches(self) -> dict[int, list[Speech]]:
        """Speeches by the sentences that they reach."""
        out: dict[int, list[Speech]] = {}
        for speech in self.speeches:
            for index in range(
                self.sentence_at(speech.start).index, self.sentence_at(max(speech.start, speech.end - 1)).index + 1
            ):
                out.setdefault(index, []).append(speech)
        return out

    def speeches_at(self, offset: int) -> list[Speech]:
        """The speeches that govern a place in the text; to be asked once they are all found."""
        return [s for s in self._speeches.get(self.sentence_at(offset).index, ()) if s.start <= offset < s.end]

    def quote(self, first: int, last: int) -> str:
        """The text of tokens [first, last)."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]
