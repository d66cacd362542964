"""MUC-4 templates: one an event of its six kinds; clashes between armed forces and guerrillas are not incidents there.

The fillers are phrases of the text, so they come from the clauses of an event: who does it, whom and what it hits, with what.
A role that the clauses leave open is guessed as the keys' writers did: the person named nearest, the group named most. Such
guesses are made here only; no statement of the project rests on them.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from kg.extract.parse import Clause, Happening, Name, Parse, Phrase, Sentence
from kg.extract.wordclasses import Words, words_of
from kg.schema import load_schema, read_yaml
from kg.statement import Statement

LONG_AGO = 60
"""Days before the text."""
ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")


def fields(record: dict[str, Any]) -> dict[str, Any]:
    return {"id": record["id"], "text": record["text_truecased"], "published": record["published"]}


def prediction(record: dict[str, Any], parse: Parse, statements: list[Statement]) -> dict[str, Any]:
    incidents = Reader(parse).incidents()
    return {"id": record["id"], "templates": [i.template() for i in merged(incidents)]}


@cache
def table() -> dict[str, Any]:
    data: dict[str, Any] = read_yaml(Path(__file__).with_suffix(".yaml"))
    return data


@dataclass
class Incident:
    """One event with its fillers by role, in text order."""

    kind: str
    fillers: dict[str, dict[str, None]] = field(default_factory=lambda: {role: {} for role in ROLES})

    def template(self) -> dict[str, Any]:
        return {"incident_type": self.kind} | {role: [[text] for text in self.fillers[role]] for role in ROLES}

    def joins(self, other: "Incident") -> bool:
        """May both be one incident: nothing hit by the one is missing in the other, of one kind?"""
        if self.kind != other.kind:
            return False
        for role in ("Victim", "Target"):
            a, b = self.fillers[role], other.fillers[role]
            if a and b and not a.keys() & b.keys():
                return False
        return True


def merged(incidents: list[Incident]) -> list[Incident]:
    """Retellings joined; what names neither side is left out."""
    out: list[Incident] = []
    for incident in incidents:
        same = next((i for i in out if i.joins(incident)), None)
        if same is None:
            out.append(incident)
            continue
        for role in ROLES:
            same.fillers[role] |= incident.fillers[role]
    return [i for i in out if any(i.fillers.values())]


class Reader:
    """The incidents of one document."""

    def __init__(self, parse: Parse) -> None:
        self.parse, self.tokens = parse, parse.tokens
        schema = load_schema()
        self.words: Words = words_of(schema)
        self.speakers = {sp.speaker for sp in parse.speeches}
        titles = [str(t) for listed in schema.lexicon["titles"].values() if isinstance(listed, list) for t in listed]
        self.titles = {w.casefold() for t in titles for w in t.split()} | self.words.party.keys() | set(table()["titles"])
        self.forms: dict[str, list[Name]] = {}
        for name in parse.names:
            if name.via == "name":
                self.forms.setdefault(name.entity, []).append(name)

    def incidents(self) -> list[Incident]:
        found = [self.incident(happening) for happening in self.parse.happenings if not self.old(happening)]
        return [i for i in found if i is not None]

    def old(self, happening: Happening) -> bool:
        published, ends = self.parse.document.published, [w.last for w in happening.whens if w.last]
        if not published or not ends:
            return False
        return (date.fromisoformat(published) - date.fromisoformat(max(ends))).days > LONG_AGO

    def incident(self, happening: Happening) -> Incident | None:
        clauses = [c for c in happening.clauses if c.cue in table()["kinds"]]
        if not clauses:
            return None
        kinds = [table()["kinds"][c.cue] for c in clauses]
        incident = Incident(next((k for k in kinds if k != "attack"), "attack"))
        for clause in clauses:
            self.fill(incident, clause)
        self.complete(incident, self.parse.sentences[happening.sentence], clauses[0])
        if incident.kind == "attack" and any(self.explosive(w) for w in incident.fillers["Weapon"]):
            incident.kind = "bombing"
        return incident if self.counts(incident, clauses) else None

    def complete(self, incident: Incident, sentence: Sentence, clause: Clause) -> None:
        """What the clauses leave open, from the sentence and the text around it."""
        fillers, phrases = incident.fillers, self.parse.phrases_in(sentence)
        if not fillers["PerpInd"]:
            fillers["PerpInd"].update(dict.fromkeys(self.doers_near(sentence)))
        if incident.kind == "bombing" and not fillers["Weapon"]:
            said = [w for p in (*phrases, *self.parse.phrases) for w in self.weapon(p) if self.explosive(w)]
            fillers["Weapon"].update(dict.fromkeys(said[:1]))
        if incident.kind in ("attack", "kidnapping") and not fillers["Victim"] and not fillers["Target"]:
            fillers["Victim"].update(dict.fromkeys(self.person_near(sentence, clause)))
        if incident.kind in ("bombing", "arson") and not fillers["Target"]:
            fillers["Target"].update(dict.fromkeys(t for p in phrases for t in self.things(p)))
        if any(fillers.values()) and not fillers["PerpOrg"]:
            groups = [key for key in self.forms if key.startswith("group:")]
            often = sorted(groups, key=lambda key: -len(self.forms[key]))
            fillers["PerpOrg"].update(dict.fromkeys(self.name(key) for key in often[:1]))

    def doers_near(self, sentence: Sentence) -> list[str]:
        """The first guerrillas, gunmen or murderers of the sentence, or of one beside it."""
        around = self.parse.sentences[max(0, sentence.index - 1) : sentence.index + 2]
        for near in (sentence, *around):
            for phrase in self.parse.phrases_in(near):
                if self.head(phrase) in table()["doers"] and self.doers(phrase):
                    return self.doers(phrase)
        return []

    def person_near(self, sentence: Sentence, clause: Clause) -> list[str]:
        """The person named nearest to the act, who isn't speaking, and those listed with them."""
        people = [n for n in self.parse.names_in(sentence) if n.type == "Person" and n.entity not in self.speakers]
        if not people:
            return []
        best = min(people, key=lambda n: abs(n.first - clause.first))
        return [self.name(key) for key in (best.entity, *self.listed(best.last)) if key in self.forms]

    def head(self, phrase: Phrase) -> str:
        return self.words.singular(self.tokens[phrase.head].lower)

    def counts(self, incident: Incident, clauses: list[Clause]) -> bool:
        """Is it an incident there: no clash of forces, no blow at the guerrillas?"""
        sides = {p.party for c in clauses for p in c.patients if p.sort == "person"}
        if incident.fillers["Victim"] or incident.fillers["Target"] or incident.kind != "attack":
            return True
        return bool(sides & {"civilians", "unknown", None})

    def fill(self, incident: Incident, clause: Clause) -> None:
        fillers = incident.fillers
        for phrase in clause.agents:
            fillers["PerpInd"].update(dict.fromkeys(self.doers(phrase)))
            fillers["PerpOrg"].update(dict.fromkeys(self.bodies(phrase)))
        for phrase in clause.patients:
            fillers["Victim"].update(dict.fromkeys(self.persons(phrase)))
            fillers["Target"].update(dict.fromkeys(self.things(phrase)))
        sentence = self.parse.sentences[clause.sentence]
        for phrase in self.parse.phrases_in(sentence):
            if phrase.sort == "weapon" or phrase is clause.instrument:
                fillers["Weapon"].update(dict.fromkeys(self.weapon(phrase)))

    def explosive(self, text: str) -> bool:
        return self.words.weapons.get(self.words.singular(text.rsplit(maxsplit=1)[-1].lower())) in ("explosives", "vehicle bomb")

    def doers(self, phrase: Phrase) -> list[str]:
        """ "FMLN urban guerrillas" -> "urban guerrillas"; a person or body by name is none."""
        if phrase.sort != "person" or any(n.last == phrase.last for n in phrase.names):
            return []
        first = max([phrase.first, *(n.last for n in phrase.names if n.last <= phrase.head)])
        return [self.bare(first, phrase.last)]

    def bare(self, first: int, last: int) -> str:
        """Without articles and hedges."""
        while first < last - 1 and self.tokens[first].lower in table()["hedges"]:
            first += 1
        return self.parse.quote(first, last)

    def bodies(self, phrase: Phrase) -> list[str]:
        """The body that a phrase means or bears, in its shortest sure form."""
        keys = [phrase.entity, *(n.entity for n in phrase.names)]
        keys = [k for k in keys if k and k.startswith(("group:", "institution:"))]
        return [self.name(k) for k in dict.fromkeys(keys) if k in self.forms]

    def name(self, key: str) -> str:
        """A body by its short form if the text has it; a person by the fullest, without title."""
        forms = [n.form for n in self.forms[key]]
        if not key.startswith("person:"):
            short = [f for f in forms if f.isupper() and f.isalpha()]
            return min(short, key=len) if short else max(forms, key=len)
        surname = max(forms, key=len).split()[-1]
        same = [
            n.form for k, names in self.forms.items() if k.startswith("person:") for n in names if n.form.split()[-1] == surname
        ]
        words = max(same, key=len).split()
        while len(words) > 1 and words[0].lower() in self.titles:
            words = words[1:]
        return " ".join(words)

    def persons(self, phrase: Phrase) -> list[str]:
        """Persons named in a phrase, and those listed after."""
        keys = [n.entity for n in phrase.names if n.type == "Person"]
        if phrase.entity and phrase.entity.startswith("person:"):
            keys.append(phrase.entity)
        after = self.tokens[phrase.last].lower if phrase.last < len(self.tokens) else ""
        if keys or after in table()["lists"]:
            keys += self.listed(phrase.last)
        return [self.name(k) for k in dict.fromkeys(keys) if k in self.forms]

    def listed(self, last: int) -> list[str]:
        """Persons in the list that goes on at a token: ", Major B, and C"."""
        sentence = self.parse.sentence_at(self.tokens[last - 1].start)
        out = []
        for name in self.parse.names_in(sentence):
            if name.first >= last and name.type == "Person" and name.via == "name":
                gap = [t.lower for t in self.tokens[last : name.first]]
                if not gap or not set(gap) & {",", "and", ":"} or len(gap) > 6 or set(gap) & self.words.classes["be"]:
                    break
                out.append(name.entity)
                last = name.last
        return out

    def things(self, phrase: Phrase) -> list[str]:
        """ "several vehicles" -> "vehicles"; with its owner: "the house of Judge X"."""
        head = self.head(phrase)
        thing = (phrase.sort == "site" or head in table()["targets"]) and head not in table()["grounds"]
        if not thing or any(n.last == phrase.last for n in phrase.names):
            return []
        of: Phrase | None = phrase.detail.get("of")
        owned = of is not None and any(n.type == "Person" for n in of.names)
        return [self.parse.quote(self.uncounted(phrase), of.last if of is not None and owned else phrase.last)]

    def weapon(self, phrase: Phrase) -> list[str]:
        head = self.head(phrase)
        if phrase.sort != "weapon" or head not in table()["weapons"]:
            return []
        before = [self.words.singular(t.lower) for t in self.tokens[phrase.first : phrase.head]]
        if head in table()["vague"] and not any(word in self.words.weapon_heads for word in before):
            return []
        return [self.parse.quote(self.uncounted(phrase), phrase.last)]

    def uncounted(self, phrase: Phrase) -> int:
        """First token past articles and figures."""
        first, passed = phrase.first, {*table()["hedges"], *table()["counts"]}
        while first < phrase.head and (self.tokens[first].lower in passed or self.tokens[first].text[0].isdigit()):
            first += 1
        return first
