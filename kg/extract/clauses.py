"""Stage 5: clauses. Each trigger of a sentence with who acts, who suffers and by what, in about eight frames.

Active, passive, elided passive ("and 20 wounded"), participle ("killing 12"), relative ("that killed"), nominal ("the
killing of X by Y") and light-verb frames ("launched an attack on X") over the open-vocabulary phrases; no parse.
"""

from kg.extract.neighbours import REACH
from kg.extract.nounframes import NounFrames
from kg.extract.parse import Clause, Parse, Phrase, Sentence, starting
from kg.extract.triggers import Hit
from kg.extract.verbframes import VerbFrames
from kg.schema import Schema

READ = ("body", "headline")
"""Parts of a document that are read as fact."""


def find_clauses(parse: Parse, schema: Schema) -> None:
    """Fill Parse.clauses, in text order."""
    reader = ClauseReader(parse, schema)
    for sentence in parse.sentences:
        if sentence.part in READ:
            parse.clauses += reader.read(sentence)


class ClauseReader(VerbFrames, NounFrames):
    """Finds the triggers of a sentence and reads the frame of each."""

    def read(self, sentence: Sentence) -> list[Clause]:
        self.enter(sentence)
        at = sentence.first
        while at < sentence.last:
            clause = self.clause_at(at, sentence)
            if clause is None:
                at += 1
            else:
                self.found.append(clause)
                self.found += self.gapped(clause)
                at = max(clause.last, at + 1)
        self.blame()
        return self.found

    def clause_at(self, i: int, sentence: Sentence) -> Clause | None:
        """The clause of the longest trigger at token i whose needs are met."""
        hits = sorted(
            self.triggers.match(self.triggers.patterns, self.tokens, i, sentence.last),
            key=lambda h: (-len(h.pattern.parts), h.pattern.act.needs is None),
        )
        for hit in hits:
            covering = self.cover.get(i)
            if hit.pattern.noun:
                end = self.cover.get(hit.last - 1)
                if end is None or end.head != hit.last - 1:
                    continue
                clause = self.nominal(hit, end, sentence)
            elif (covering is not None and (covering.sort != "other" or covering.first != i or covering.last > i + 1)) or (
                self.tokens[i - 1].text == "-" and i > sentence.first and self.tokens[i - 1].end == self.tokens[i].start
            ):
                continue
            else:
                clause = self.verbal(hit, sentence)
            if clause is not None and self.met(hit, clause):
                return clause
        return None

    def met(self, hit: Hit, clause: Clause) -> bool:
        """Are the needs of the act met by the arguments found?"""
        needs = hit.pattern.act.needs
        if needs is None:
            return True
        named = [n for p in (*clause.agents, *clause.patients) for n in p.names]
        if needs == "group":
            return any(p.party == "militants" and p.entity for p in (*clause.agents, *clause.patients)) or any(
                n.type == "Group" for n in named
            )
        if needs == "weapon":
            if any(p.party in ("militants", "unknown", "civilians") for p in clause.agents):
                return False
            near = self.between(clause.last, min(self.last, clause.last + 9)) if clause.frame == "active" else []
            return any(p.sort == "weapon" for p in (*clause.patients, *near))
        if needs == "force":
            return any(p.party in ("state", "militants") and p.sort == "person" for p in (*clause.agents, *clause.patients))
        if needs == "made":
            made = tuple(p for p in clause.patients if p.sort != "pronoun" or p.entity) or clause.agents
            return any(p.party == "militants" and p.entity for p in made) or any(n.type == "Group" for p in made for n in p.names)
        if needs == "site":
            return any(p.sort == "site" and not self.is_ground(p) for p in clause.patients)
        if needs == "body":
            heads = (self.tokens[p.head].lower in self.classes["bodies"] for p in clause.patients)
            return any(heads) or any(p.detail.get("bodies") for p in clause.patients)
        if needs == "person":
            return any(p.sort in ("person", "pronoun") for p in clause.patients)
        if needs == "ground":
            implied = hit.gap is not None or (not clause.patients and hit.pattern.act.roles != "victim")
            return implied or any(self.is_ground(p) for p in clause.patients)
        if needs == "actor":
            return bool(clause.agents) or any(p.party in ("state", "militants") for p in clause.patients)
        return any(p.entity or p.party == "militants" for p in clause.agents)

    def is_ground(self, phrase: Phrase) -> bool:
        """A named place that is no building, or a noun for ground: "the town", "its last stronghold"."""
        if phrase.sort == "place":
            return True
        return self.words.singular(self.tokens[phrase.head].lower) in self.words.ground

    def gapped(self, clause: Clause) -> list[Clause]:
        """As in "Five were killed in Lakki and two in Bannu": the second half leaves out the verb."""
        out: list[Clause] = []
        if clause.frame not in ("passive", "elided", "active") or not any(p.count for p in clause.patients):
            return out
        for k in range(clause.last, min(self.last - 2, clause.last + REACH)):
            if self.tokens[k].text not in (",", ";") and self.tokens[k].lower != "and":
                if self.tokens[k].lower in self.triggers.verbs and k not in self.cover:
                    return out
                continue
            number = self.cover.get(k + 1)
            place = self.cover.get(number.last + 1) if number is not None else None
            if (
                number is None
                or place is None
                or number.sort != "number"
                or self.tokens[number.last].lower not in self.classes["locating"]
            ):
                continue
            if place.names and place.names[0].type == "Place":
                out.append(Clause(clause.sentence, number.first, number.last, clause.cue, "elided", clause.agents, (number,)))
        return out

    def blame(self) -> None:
        """As in "X has been blamed for an attack on Y": X is the agent of the nouns that follow, if they have none."""
        accused = self.schema.lexicon["modality"]["accused"]
        for k in range(self.first, self.last - 1):
            if (
                self.tokens[k].lower in accused
                and k not in self.cover
                and self.tokens[k + 1].lower in ("for", "of", "in", "over")
            ):
                subject = tuple(p for p in self.subjects(self.verb_group(k)) if p.entity)
                for clause in self.found:
                    if clause.first > k and clause.event is not None and not clause.agents:
                        clause.agents = subject
        self.accuse()

    def accuse(self) -> None:
        """What somebody is charged with ("arrested for his involvement in the killing of X") is no event unless it is dated."""
        links = self.schema.lexicon["modality"]["involvement"]
        for k in range(self.first, self.last - 1):
            if self.tokens[k].lower not in links or self.tokens[k + 1].lower not in ("in", "of", "with", "for", "the"):
                continue
            dated = bool(starting(self.parse.whens, self.tokens[k].end, self.tokens[self.last - 1].end))
            for clause in self.found:
                if (
                    clause.first > k
                    and not dated
                    and clause.modality == "happened"
                    and clause.cue not in ("arrest", "verdict", "surrender")
                ):
                    clause.modality = "hypothetical"
