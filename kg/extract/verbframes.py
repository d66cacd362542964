"""Frames of verbs: active, passive, elided passive, participle, relative."""

from kg.extract.modality import verb_modality
from kg.extract.parse import Clause, Phrase, Sentence
from kg.extract.subjects import Subjects
from kg.extract.triggers import Hit

EXPLODING = ("bomb",)
"""Acts of a thing that goes off: what stands around it suffers ("exploded in a bank", "went off outside the barracks")."""


class VerbFrames(Subjects):
    """Reads the arguments of a verb trigger."""

    def verbal(self, hit: Hit, sentence: Sentence) -> Clause | None:
        """The frame of a verb trigger."""
        verb, act = self.tokens[hit.first], hit.pattern.act
        group = self.verb_group(hit.first)
        chain = [self.tokens[k].lower for k in range(group, hit.first)]
        ing = verb.lower.endswith("ing")
        be = any(w in self.classes["be"] for w in chain) and "be+" not in hit.pattern.text
        modality = verb_modality(self.tokens, self.first, group, hit.first, self.schema)
        clause = Clause(sentence.index, hit.first, hit.last, act.name, "active", modality=modality)
        after = self.objects(hit)
        if act.roles == "agent" and len(hit.pattern.parts) == 1 and any(p.sort != "weapon" for p in after):
            return None
        if hit.first > self.first and self.tokens[hit.first - 1].lower == "those":
            return None
        special = {"figure": self.figure, "counted": self.counted, "loser": self.loser}.get(act.roles)
        if special is not None:
            return special(clause, hit, after)
        if verb.lower in self.classes["prepositions"]:
            clause.frame, clause.patients, clause.agents = "participle", after, self.participle_agents(hit.first)
            return clause
        if hit.first == sentence.first and act.roles in ("holds", "makes") and not ing and not after:
            clause.frame, clause.agents = "participle", self.after_opening(hit.last)
            return clause
        if act.roles == "victim":
            if ing and not be:
                return None
            clause.frame, clause.patients = self.finite(group), self.subjects(group)
        elif (be and not ing) or self.shared_passive(hit.first):
            clause.frame, clause.patients = "passive", self.subjects(group) if be else self.found[-1].patients
            self.add_by(clause, hit.last)
        elif ing and not be:
            if not after and act.measure:
                return None
            clause.frame, clause.patients, clause.agents = "participle", after, self.participle_agents(hit.first)
        elif act.roles == "transitive" and not after and self.whom(group) is not None:
            clause.frame, clause.agents = "relative", self.subjects(group)
            clause.patients = tuple(p for p in (self.whom(group),) if p is not None)
        elif act.roles == "transitive" and not after and self.elidable(hit):
            clause.frame, clause.patients = "elided", self.elided_subject(hit.first)
            self.add_by(clause, hit.last)
        else:
            clause.frame, clause.agents, clause.patients = self.finite(group), self.subjects(group), after
            if act.roles == "transitive" and not after:
                clause.patients = self.aimed(hit.last, explodes=act.name in EXPLODING)
            if act.roles == "yields":
                clause.agents, clause.patients = self.after_word(hit.last - 1), clause.agents
        if act.roles in ("holds", "mutual", "moves"):
            self.partners(clause, hit)
        self.recast(clause, act.roles, after)
        self.sort_out(clause)
        if any(self.negative(p) for p in (*clause.agents[:1], *clause.patients[:1])):
            clause.modality = "negated"
        return clause

    def shared_passive(self, i: int) -> bool:
        """As in "was abducted and killed": the second participle shares the auxiliary of the first."""
        before = self.found[-1] if self.found else None
        joined = self.tokens[i - 1].lower in ("and", "or") and before is not None and before.last == i - 1
        return joined and before is not None and before.frame == "passive" and not self.tokens[i].lower.endswith("ing")

    def whom(self, group: int) -> Phrase | None:
        """As in "two men whom villagers had killed": the antecedent of the object relative."""
        subject = self.cover.get(group - 1)
        subject = self.head_of(subject) if subject is not None else None
        k = subject.first - 1 if subject is not None else -1
        return (
            self.antecedent(k)
            if k > self.first and self.tokens[k].lower in self.classes["object_relatives"] and k not in self.cover
            else None
        )

    def recast(self, clause: Clause, roles: str, after: tuple[Phrase, ...]) -> None:
        """With acts that harm nobody: who is folded into another moves, and a group that is made is the one to name."""
        if roles == "moves" and clause.frame == "passive" and not clause.agents:
            clause.agents, clause.patients = clause.patients, after
        made = tuple(p for p in clause.patients if p.party == "militants")
        if roles == "makes" and made:
            clause.agents, clause.patients = made, ()

    def counted(self, clause: Clause, hit: Hit, after: tuple[Phrase, ...]) -> Clause | None:
        """As in "Nine dead", "five constables martyred": a counted phrase stands right before."""
        before = self.cover.get(hit.first - 1)
        if before is None or before.count is None or before.sort not in ("person", "number", "other"):
            return None
        clause.frame, clause.patients = "elided", self.coordinated_left(before)
        return clause

    def loser(self, clause: Clause, hit: Hit, after: tuple[Phrase, ...]) -> Clause | None:
        """As in "The army lost two men": those who lose are no agents."""
        clause.patients = tuple(p for p in after if p.sort == "person" and p.count is not None)
        losers = (
            self.participle_agents(hit.first)
            if self.tokens[hit.first].lower.endswith("ing")
            else self.subjects(self.verb_group(hit.first))
        )
        fits = bool(losers) and losers[0].sort == "person" and losers[0].party in ("state", "militants")
        return clause if clause.patients and fits else None

    def after_opening(self, start: int) -> tuple[Phrase, ...]:
        """As in "Founded in 1964, it …": the subject of the main clause, after the comma."""
        for k in range(start, min(self.last - 1, start + 12)):
            if self.tokens[k].text == "," and self.cover.get(k + 1) is not None:
                return (self.cover[k + 1],)
        return ()

    def partners(self, clause: Clause, hit: Hit) -> None:
        """As in "called off a ceasefire with the government", "signed an accord with the rebels": the other side."""
        for k in range(hit.last, min(self.last - 1, hit.last + 6)):
            low, nxt = self.tokens[k].lower, self.cover.get(k + 1)
            if low in ("with", "between") and nxt is not None and (nxt.sort == "person" or nxt.entity):
                clause.patients = tuple(p for p in clause.patients if p.entity) + self.coordinated_right(nxt)
                return
            if k not in self.cover and low not in self.classes["prepositions"]:
                return

    def elidable(self, hit: Hit) -> bool:
        """As in "six wounded when", "held in Karak", "hit by": no object follows, a phrase stands before."""
        if hit.last < self.last:
            nxt = self.tokens[hit.last]
            if (
                nxt.text.isalnum()
                and nxt.lower not in self.classes["prepositions"] | self.classes["conjunctions"] | self.classes["adverbs"]
            ):
                return False
        if hit.gap or not self.tokens[hit.first].lower.endswith(("ed", "t", "n", "en", "k")):
            return False
        before = self.cover.get(hit.first - 1)
        closing = self.tokens[hit.last - 1].lower
        particle = closing in self.classes["adverbs"] or closing in self.classes["adjectives"] or hit.pattern.act.measure
        return before is not None and before.sort != "pronoun" and bool(len(hit.pattern.parts) == 1 or particle)

    def aimed(self, start: int, explodes: bool) -> tuple[Phrase, ...]:
        """As in "fired rockets from a lorry at a base": what the act is aimed at."""
        prepositions = self.classes["aiming"] | (self.classes["locating"] if explodes else frozenset())
        for k in range(start, min(self.last - 1, start + 8)):
            phrase = self.cover.get(k + 1)
            if (
                self.tokens[k].lower in prepositions
                and k not in self.cover
                and phrase is not None
                and phrase.sort in ("person", "site")
            ):
                return self.coordinated_right(phrase)
            if k not in self.cover and self.tokens[k].lower not in self.classes["prepositions"] | self.classes["adverbs"]:
                return ()
        return ()

    def elided_subject(self, i: int) -> tuple[Phrase, ...]:
        before = self.cover.get(i - 1)
        return self.coordinated_left(before) if before is not None else ()

    def objects(self, hit: Hit) -> tuple[Phrase, ...]:
        """The phrases that follow the verb, with what is coordinated to them; for "left * dead" what stands between."""
        if hit.gap is not None:
            inside = self.between(hit.gap[0], hit.gap[1])
            return tuple(inside)
        k = hit.last
        while (
            k < self.last
            and k not in self.cover
            and (
                self.tokens[k].lower in self.classes["adverbs"]
                or self.tokens[k].lower.endswith("ly")
                or self.tokens[k].text in "\"“'"
            )
        ):
            k += 1
        if k + 1 < self.last and self.tokens[k].lower in ("and", "or") and self.tokens[k + 1].lower in self.triggers.verbs:
            k += 2
        phrase = self.cover.get(k)
        if phrase is None or phrase.sort == "time":
            return ()
        return self.coordinated_right(phrase)
