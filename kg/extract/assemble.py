"""Stage 7b: one event per happening inside the document: a lead, its retellings and details are one; other places or
dates are others; a sum keeps its parts."""

from dataclasses import dataclass, field
from datetime import date

from kg.extract.happenings import GROUND, contains, nested, overlap
from kg.extract.parse import Happening, Name, Parse, Party, Toll, When
from kg.extract.tolls import Range, minus, plus
from kg.extract.triggers import Act, triggers_of
from kg.schema import Schema

THINGS = ("recover", "disarm", "torch", "wreck")
"""Acts on things: they need no named party to be an event."""
RECENT_DAYS = 21
RECALL = 60
"""Events back that a sentence may still speak of."""
PARTS = 12
"""Parts that a sum may have."""
YEAR = 5
"""UCDP date precision of a year: too little to tell a happening that has neither place nor victim."""
LEAD = 2
"""An event first told in these sentences is the report's own: its day may follow later."""


@dataclass
class Event:
    """An event of the document: what its sentences say of it, in text order."""

    number: int
    parts: list[Happening] = field(default_factory=list)
    sum_of: list["Event"] = field(default_factory=list)
    claimed_by: list[str] = field(default_factory=list)
    denied_by: list[str] = field(default_factory=list)
    dates: list[When] = field(default_factory=list)
    places: list[Name] = field(default_factory=list)
    cues: list[str] = field(default_factory=list)
    figures: dict[tuple[str, str], Toll] = field(default_factory=dict)
    attackers: str | None = None
    headline: bool = True

    def take(self, part: Happening) -> None:
        """Add what a sentence says; dates, places and cues are kept once each."""
        self.parts.append(part)
        self.headline = self.headline and part.headline
        self.date(part.whens)
        self.places += [n for n in part.places if all(n.entity != o.entity for o in self.places)]
        self.cues += [cue for cue in dict.fromkeys(c.cue for c in part.clauses) if cue not in self.cues]
        self.figures.update({(t.measure, t.party): t for t in part.tolls if not t.part})
        self.attackers = self.attackers or next((c.agents[0].party for c in part.clauses if c.agents), None)

    def date(self, whens: list[When]) -> None:
        said = {(w.first, w.last, w.phrase) for w in self.dates}
        self.dates += [w for w in whens if (w.first, w.last, w.phrase) not in said]

    @property
    def whens(self) -> list[When]:
        """The dates that could be settled."""
        return [w for w in self.dates if w.first]


def sharpest(whens: list[When]) -> list[When]:
    """The most precise dates: beside a day, a year that is named too dates something else."""
    prec = min(w.prec for w in whens)
    return [w for w in whens if w.prec == prec]


class Assembler:
    """Merges happenings into events, sentence by sentence."""

    def __init__(self, parse: Parse, schema: Schema) -> None:
        self.parse, self.schema = parse, schema
        self.acts: dict[str, Act] = triggers_of(schema).acts
        self.events: list[Event] = []
        published = parse.document.published
        self.published = date.fromisoformat(published) if published else None

    def run(self) -> list[Event]:
        for happening in self.parse.happenings:
            if self.is_statistic(happening):
                continue
            event = self.match(happening)
            if event is not None:
                event.take(happening)
            elif self.substantial(happening):
                self.events.append(Event(len(self.events) + 1))
                self.events[-1].take(happening)
        self.find_sums()
        self.inherit()
        return self.events

    def inherit(self) -> None:
        """What has no date of its own happened with what it is a part of, or with what its sentence dates."""
        for event in self.events:
            for part in event.sum_of:
                if not part.dates:
                    part.date(event.whens)
        dated: dict[int, Event] = {}
        for event in self.events:
            for happening in event.parts if event.whens else ():
                dated.setdefault(happening.sentence, event)
        for event in self.events:
            mate = dated.get(event.parts[0].sentence)
            force = "violent" in {self.family(c) for c in event.cues}
            if mate is not None and force and not event.dates and not event.sum_of:
                event.date(mate.whens)

    def is_statistic(self, happening: Happening) -> bool:
        """A toll over a year or more without a place below the province is a statistic, not an event."""
        if any(t.start <= toll.start < t.end for t in self.parse.totals for toll in happening.tolls):
            return True
        long = any(
            (w.first.endswith("-01-01") and w.last.endswith("-12-31")) or w.first[:4] < w.last[:4] for w in happening.whens
        )
        named = any(p.entity for c in happening.clauses for p in (*c.agents, *c.patients) if p.sort != "place")
        return (
            bool(happening.tolls)
            and long
            and not named
            and all(n.place_kind in ("country", "region", "admin1") for n in happening.places)
        )

    def find_sums(self) -> None:
        """An event whose figures are the sums of those of the events after it is their sum."""
        totals = [{(t.measure, t.party): t.low for t in event_tolls(e) if t.low == t.high} for e in self.events]
        for n, event in enumerate(self.events):
            for size in range(min(len(self.events) - n - 1, PARTS), 1, -1):
                parts = totals[n + 1 : n + 1 + size]
                if (
                    totals[n]
                    and all(sum(p.get(key) or 0 for p in parts) == value for key, value in totals[n].items())
                    and all(parts)
                ):
                    event.sum_of = self.events[n + 1 : n + 1 + size]
                    break

    def substantial(self, happening: Happening) -> bool:
        """Is there enough for an event of its own: a toll, or a name, date or place with an actor or target?"""
        acts = [self.acts[c.cue] for c in happening.clauses]
        if any(a.dated for a in acts) and not any(w.first for w in happening.whens):
            return False
        if happening.tolls:
            return True
        named = any(p.entity for c in happening.clauses for p in (*c.agents, *c.patients))
        if all(a.type and a.type.startswith("Strategic") for a in acts):
            moved = [p for c in happening.clauses if self.acts[c.cue].roles == "agent" for p in c.agents]
            counted = any(p.count for p in (*moved, *(p for c in happening.clauses for p in c.patients)))
            told = any(c.agents or happening.places for c in happening.clauses if c.cue in THINGS)
            return named or counted or told or bool(happening.whens)
        anchored = (
            bool(happening.whens)
            + bool(happening.places)
            + named
            + any(c.patients for c in happening.clauses)
            + any(c.agents for c in happening.clauses)
        )
        if all(c.event is not None for c in happening.clauses):
            told = any(c.patients or c.agents for c in happening.clauses)
            if (
                not happening.places
                and not any(c.patients for c in happening.clauses)
                and all(w.prec >= YEAR for w in happening.whens)
            ):
                return False
            return anchored >= 2 and (told or (bool(happening.places) and not happening.definite))
        return anchored >= 2

    def match(self, happening: Happening) -> Event | None:
        """The event that the happening belongs to, or None."""
        best, score = None, 0.0
        for back, event in enumerate(reversed(self.events[-RECALL:])):
            value = self.likeness(event, happening) - 0.1 * back
            if value > score:
                best, score = event, value
        return best

    def family(self, cue: str) -> str:
        type_ = self.acts[cue].type
        if cue in GROUND:
            return "ground"
        if cue in ("arrest", "capture"):
            return "arrest"
        if cue in ("torch", "wreck") or type_ is None or type_.startswith(("Battles", "Explosions", "Violence")):
            return "violent"
        return cue

    def likeness(self, event: Event, happening: Happening) -> float:
        """> 0 if they can be one event. Date, place, toll and parties that contradict part them."""
        ours = {self.family(c.cue) for c in happening.clauses}
        theirs = {self.family(c) for c in event.cues}
        if not ours & theirs and not ({"arrest"} == ours and "operation" in event.cues):
            return -1.0
        headline = event.headline
        if headline and not ours & {"violent", "ground", "arrest"}:
            return 1.0
        if not ours & {"violent", "ground", "arrest"}:
            return -1.0 if not happening.definite else 0.5
        if happening.fresh or self.rescue(event, happening) or self.separate_abduction(event, happening):
            return -1.0
        score = 0.5
        whens = happening.whens
        if whens and event.dates:
            if not any(overlap(a, b) for a in sharpest(whens) for b in sharpest(event.dates)):
                return -1.0
            score += 1.0
        elif whens and self.long_before(whens):
            return -1.0
        elif whens:
            score -= 0.6 if event.parts[0].sentence > LEAD else 0.0
        if happening.places and event.places:
            if not any(nested(a, b) for a in happening.places for b in event.places):
                return -1.0
            score += 1.0
        elif happening.places:
            score -= 0.2
        bare = not happening.whens and not happening.places and not any(c.agents for c in happening.clauses)
        if self.is_part(event, happening):
            return -1.0
        score += 1.0 if headline else 0.0 if bare else self.toll_likeness(event, happening)
        gap = happening.sentence - event.parts[-1].sentence
        score -= 0.15 * max(0, gap - 1)
        if happening.definite:
            score += 0.8
        return score

    def long_before(self, whens: list[When]) -> bool:
        """Do all the dates lie well before the report? An event that it does not date is of these days."""
        if self.published is None:
            return False
        return all(w.last and (self.published - date.fromisoformat(w.last)).days > RECENT_DAYS for w in whens)

    def is_part(self, event: Event, happening: Happening) -> bool:
        """A smaller figure for a place inside that of a total is a part of the sum."""
        totals = {key: toll.low or 0 for key, toll in event.figures.items()}
        smaller = any(t.low and t.low < totals.get((t.measure, t.party), 0) for t in happening.tolls)
        inside = bool(happening.places and event.places) and all(
            any(contains(o.entity, n.entity) for o in event.places) for n in happening.places
        )
        return smaller and inside

    def separate_abduction(self, event: Event, happening: Happening) -> bool:
        """A number of people carried off is an event beside a killing that told of none."""
        if not any(t.measure == "abducted" and t.low for t in happening.tolls) or any(
            t.measure == "killed" for t in happening.tolls
        ):
            return False
        return "abduct" not in event.cues and any(measure == "killed" for measure, _ in event.figures)

    def rescue(self, event: Event, happening: Happening) -> bool:
        """The force that ends a hostage-taking, or strikes back on a day of its own, is an event of its own."""
        if "abduct" not in event.cues and not (happening.whens and event.attackers == "militants"):
            return False
        return any(p.party == "state" for c in happening.clauses for p in c.agents) and any(
            t.party == "militants" for t in happening.tolls
        )

    def toll_likeness(self, event: Event, happening: Happening) -> float:
        """Equal figures speak for one event, different ones of the same party against it."""
        score = 0.0
        for toll in happening.tolls:
            other = event.figures.get((toll.measure, toll.party))
            if other is None or toll.part or toll.other:
                continue
            score += 0.8 if (other.low, other.high) == (toll.low, toll.high) else -0.8
        return score


def event_tolls(event: Event) -> list[Toll]:
    """One figure a measure and party; rival figures stay side by side, retellings count once."""
    out: list[Toll] = []
    for measure in ("killed", "injured", "abducted", "arrested"):
        figures: dict[Party, Toll] = {}
        for part in heard(event, measure):
            add_part(figures, [t for t in part.tolls if t.measure == measure])
        out += figures.values()
    return out


def heard(event: Event, measure: str) -> list[Happening]:
    """The parts whose figures count: a headline's only where the text gives none."""
    told = [p for p in event.parts if not p.headline and any(t.measure == measure for t in p.tolls)]
    return told or event.parts


def add_part(figures: dict[Party, Toll], tolls: list[Toll]) -> None:
    """Fold the tolls of one sentence into the figures so far."""
    fresh: dict[Party, Toll] = {}
    last: Toll | None = None
    for toll in tolls:
        if toll.part:
            whole = last if last is not None else None
            if whole is None or whole.party == toll.party:
                continue
            if whole.party == "unknown":
                rest = minus((whole.low, whole.high), (toll.low, toll.high))
                if rest is None:
                    fresh.pop("unknown", None)
                    last = None
                else:
                    last = fresh["unknown"] = copy(whole, rest)
                fresh[toll.party] = added(fresh.get(toll.party), toll)
            continue
        fresh[toll.party] = added(fresh.get(toll.party), toll)
        last = fresh[toll.party]
    if figures and tolls and all(t.total for t in tolls):
        return  # bodies found or a toll summed up after the deaths were told
    before = figures.get("unknown")
    for party, toll in fresh.items():
        old, whole = figures.get(party), figures.get("unknown") if before is not None else None
        if (
            old is not None
            and party != "unknown"
            and whole is not None
            and not toll.other
            and (old.low, old.high) != (toll.low, toll.high)
        ):
            rest = (
                minus((whole.low, whole.high), (toll.low, toll.high))
                if (toll.low or 0) <= (whole.low or 0)
                else (whole.low, whole.high)
            )
            if rest != (whole.low, whole.high):
                figures[party] = added(old, toll)
                if rest is None:
                    del figures["unknown"]
                else:
                    figures["unknown"] = copy(whole, rest)
                continue
        if old is None:
            if party == "unknown" and figures and toll.low is not None:
                known = sum(t.low or 0 for t in figures.values())
                if toll.low <= known:
                    continue
                if not toll.other:
                    rest = minus((toll.low, toll.high), (known, known))
                    if rest is not None:
                        figures[party] = copy(toll, rest)
                    continue
            if whole is not None and party != "unknown" and not toll.other and toll.low is not None:
                rest = minus((whole.low, whole.high), (toll.low, toll.high))
                if rest is None:
                    del figures["unknown"]
                else:
                    figures["unknown"] = copy(whole, rest)
            figures[party] = toll
        elif toll.other:
            figures[party] = added(old, toll)


def copy(toll: Toll, range_: Range) -> Toll:
    return Toll(
        toll.start,
        toll.end,
        toll.phrase,
        toll.measure,
        toll.party,
        range_[0],
        range_[1],
        toll.rule,
        toll.other,
        toll.part,
        toll.total,
    )


def added(old: Toll | None, toll: Toll) -> Toll:
    """Two figures of one party in one sentence are added up."""
    if old is None:
        return toll
    if (old.start, old.end) == (toll.start, toll.end):
        return old
    return copy(old, plus((old.low, old.high), (toll.low, toll.high)))
