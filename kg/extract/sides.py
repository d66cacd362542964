"""Who acted in an event and who or what it was directed at: entity keys, and the unnamed as described."""

from bisect import bisect_right
from dataclasses import dataclass, field

from kg.extract.assemble import Event
from kg.extract.parse import Parse, Phrase, starting
from kg.extract.triggers import triggers_of
from kg.extract.wordclasses import Words, words_of
from kg.schema import Schema

LOOK_BACK = 60
"""Clauses back in which a force that raids is looked for."""
NEAR = 3
"""Sentences back in which "the militants" finds its group."""
FORCE = frozenset(("attack", "bomb", "massacre", "airstrike", "shell", "occupy"))
OPERATIONS = frozenset(("operation", "attack", "clash"))
OPERATED = frozenset(("operation", "clash"))
BODIES = ("Group", "Institution")
HURT = ("killed", "injured")


@dataclass
class Sides:
    """actors, targets: entity keys in the order of mention. participants: {role, text, kind} of those who are described."""

    actors: list[str] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    participants: list[dict[str, str]] = field(default_factory=list)

    def described(self, role: str, phrase: Phrase, text: str) -> None:
        kind = phrase.party if phrase.sort == "person" else phrase.sort
        if all((p["role"], p["text"]) != (role, text) for p in self.participants):
            self.participants.append({"role": role, "text": text, "kind": kind or "unknown"})


def sides_of(events: list[Event], parse: Parse, schema: Schema) -> list[Sides]:
    """The sides of each event, in order; later ones may lean on earlier ones."""
    reader = SideReader(parse, schema)
    out: list[Sides] = []
    for event in events:
        out.append(reader.read(event, out[-1] if out else None))
    for event, sides in zip(events, out, strict=True):
        for part in event.sum_of:
            inner = out[part.number - 1]
            inner.actors = inner.actors or list(sides.actors)
            inner.targets = inner.targets or list(sides.targets)
    told = sorted((part.sentence, event.number) for event in events for part in event.parts)
    for phrase in parse.phrases:
        sentence = reader.identified(phrase)
        at = bisect_right(told, (sentence, len(events) + 1)) if sentence is not None else 0
        if at:
            n = told[at - 1][1] - 1
            fell = any(t.party == "militants" for t in events[n].figures.values())
            reader.add(out[n].targets if fell else out[n].actors, [str(phrase.entity)])
    return out


class SideReader:
    """Resolves the arguments of clauses to entities."""

    def __init__(self, parse: Parse, schema: Schema) -> None:
        self.parse, self.tokens = parse, parse.tokens
        self.words: Words = words_of(schema)
        self.classes = self.words.classes
        self.groups = sorted((n for n in parse.names if n.type == "Group"), key=lambda n: n.start)
        self.harms = {name for name, act in triggers_of(schema).acts.items() if act.measure in HURT}
        self.countries = country_keys(parse, schema)
        self.bodies: dict[str, dict[str, str]] = {}
        self.country_of = ""
        for name in parse.names:
            kind = name.entity.rpartition("/")[2]
            if name.type == "Institution" and not name.entity.startswith("institution:~"):
                self.bodies.setdefault(kind, {}).setdefault(name.entity.removeprefix("institution:")[:2], name.entity)

    def read(self, event: Event, previous: Sides | None) -> Sides:
        sides = Sides()
        self.country_of = next((key_country(n.entity) for n in event.places if key_country(n.entity)), "")
        party: str | None = None
        for part in event.parts:
            for clause in part.clauses:
                if not clause.agents and clause.instrument is not None:
                    means = clause.instrument
                    self.add(sides.actors, [n.entity for n in means.names if n.type in BODIES] or self.country(means))
                retold = part.definite and bool(sides.actors)
                if clause.agents and not retold:
                    party = party or clause.agents[0].party
                    if clause.agents[0].party in (party, None):
                        self.collect(clause.agents, "actor", sides, previous)
                if clause.cue not in self.harms and not (part.definite and sides.targets):
                    self.collect(clause.patients, "target", sides, previous)
        if OPERATED & set(event.cues) and any(t.party == "militants" for p in event.parts for t in p.tolls):
            party = party or "state"
        civil = False
        for part in event.parts:
            for clause in part.clauses:
                if clause.cue in self.harms:
                    meant = tuple(p for p in clause.patients if p.party != party or p.names)
                    self.collect_victims(meant, sides, previous, civil)
                    civil = civil or any(p.sort == "person" and p.party in ("civilians", "unknown") for p in clause.patients)
        if not sides.actors:
            self.add(sides.actors, self.operator(event))
        sides.targets = [t for t in sides.targets if t not in sides.actors]
        if not sides.targets and FORCE & set(event.cues):
            self.add(sides.targets, [n.entity for n in event.places if n.place_kind == "site"][:1])
        return sides

    def collect(self, phrases: tuple[Phrase, ...], role: str, sides: Sides, previous: Sides | None) -> None:
        """Entities of the phrases; those without one as described."""
        for phrase in phrases:
            found = self.entities(phrase, role, previous)
            self.add(sides.actors if role == "actor" else sides.targets, found)
            if phrase.sort in ("person", "site") and not self.only_named(phrase):
                sides.described(role, phrase, self.parse.text[phrase.start : phrase.end])

    def only_named(self, phrase: Phrase) -> bool:
        """The head is part of a name: the phrase describes nobody beyond it ("Hamas", but not "Hamas gunmen")."""
        return any(n.type != "Institution" and n.via == "name" and n.first <= phrase.head < n.last for n in phrase.names)

    def collect_victims(self, phrases: tuple[Phrase, ...], sides: Sides, previous: Sides | None, civil: bool) -> None:
        """Who was hurt is who was meant, unless the text says what was attacked or civilians fell first; a named person is."""
        aimed = civil or bool(sides.targets)
        for phrase in phrases:
            person = any(n.type == "Person" for n in phrase.names)
            if person or not aimed:
                self.collect((phrase,), "target", sides, previous)
            elif phrase.sort == "person":
                sides.described("target", phrase, self.parse.text[phrase.start : phrase.end])

    def add(self, keys: list[str], found: list[str]) -> None:
        keys += [k for k in dict.fromkeys(found) if k not in keys]

    def entities(self, phrase: Phrase, role: str, previous: Sides | None) -> list[str]:
        """The keys that a phrase stands for."""
        if role == "target" and phrase.sort == "place":
            return []
        if role == "actor" and phrase.entity is not None and phrase.entity.startswith("place:"):
            acts = phrase.sort == "place" and "/" not in phrase.entity and "@" not in phrase.entity
            return [phrase.entity] if acts else []  # only a country acts
        if phrase.entity is not None:
            return [phrase.entity]
        named = [n.entity for n in phrase.names if n.type in BODIES]
        if named:
            return named[-1:]
        complement = phrase.detail.get("of")
        if isinstance(complement, Phrase) and role == "target" and complement.sort == "site" and complement.entity:
            return [complement.entity]
        if phrase.party == "state":
            return self.body(phrase)
        if phrase.party == "militants" and phrase.sort == "person":
            return self.group(phrase, role, previous)
        return []

    def country(self, phrase: Phrase) -> list[str]:
        """As in "Pakistani jets", "an American drone": the country that the text names elsewhere."""
        for k in range(phrase.first, phrase.head):
            key = self.countries.get(self.tokens[k].lower)
            if key is not None:
                return [key]
        return []

    def body(self, phrase: Phrase) -> list[str]:
        """As in "two constables" are the police that the text has tied to a country."""
        for k in range(phrase.head, phrase.first - 1, -1):
            for kind in self.words.bodies.get(self.words.singular(self.tokens[k].lower), ()):
                found = self.bodies.get(kind, {})
                if self.country_of in found:
                    return [found[self.country_of]]
                if len(found) == 1 and not self.country_of:
                    return list(found.values())
        return []

    def group(self, phrase: Phrase, role: str, previous: Sides | None) -> list[str]:
        """As in "27 attackers" are those who attacked before; "the separatists" the group named last."""
        head = self.words.singular(self.tokens[phrase.head].lower)
        if head in self.words.attackers:
            return list(previous.actors) if role == "target" and previous is not None else []
        if self.tokens[phrase.first].lower not in ("the", "its", "these", "those"):
            return []
        here = self.parse.sentence_at(phrase.start).index
        earliest = self.parse.sentences[max(0, here - NEAR)].start
        near = starting(self.groups, earliest, phrase.start)
        return [near[-1].entity] if near else []

    def operator(self, event: Event) -> list[str]:
        """The force whose raids the text has told of before, for a clash in which militants fell and nobody is named."""
        if not any(t.party == "militants" for p in event.parts for t in p.tolls) or not OPERATED & set(event.cues):
            return []
        end = bisect_right(self.parse.clauses, event.parts[0].sentence, key=lambda c: c.sentence)
        for clause in reversed(self.parse.clauses[max(0, end - LOOK_BACK) : end]):
            if clause.cue in OPERATIONS:
                found = [p.entity for p in clause.agents if p.party == "state" and p.entity]
                if found:
                    return [str(found[0])]
        return []

    def identified(self, phrase: Phrase) -> int | None:
        """The sentence of "the insurgents were identified as members of X", if the phrase is that X."""
        k = phrase.first - 1
        if phrase.entity is None or not phrase.entity.startswith("group:") or k < 1 or self.tokens[k].lower != "as":
            return None
        return self.parse.sentence_at(phrase.start).index if self.tokens[k - 1].lower in self.classes["identified"] else None


def country_keys(parse: Parse, schema: Schema) -> dict[str, str]:
    """{adjective: key of its country, or of its government} for the countries that the text names."""
    named = {n.entity: None for n in parse.names if n.type in ("Place", "Institution")}
    out: dict[str, str] = {}
    for word, code in schema.table("nationalities", "nationalities").items():
        key = next((k for k in (f"place:{code}", f"institution:{code}/government") if k in named), None)
        if key is not None:
            out[str(word).casefold()] = key
    return out


def key_country(place: str) -> str:
    """place:pk/khyber-pakhtunkhwa and place:~bakarabad@pk/khyber-pakhtunkhwa -> pk; empty if the key tells none."""
    tail = place.removeprefix("place:")
    scope = tail.partition("@")[2] if tail.startswith("~") else tail
    return scope.partition("/")[0] if len(scope.partition("/")[0]) == len("pk") else ""
