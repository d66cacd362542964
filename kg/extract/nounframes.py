"""Frames of event nouns: "the killing of X by Y", "an attack on X", "launched an operation"."""

from kg.extract.modality import noun_modality, verb_modality
from kg.extract.parse import Clause, Name, Party, Phrase, Sentence, starting
from kg.extract.subjects import Subjects
from kg.extract.triggers import Hit


class NounFrames(Subjects):
    """Reads the arguments of a noun trigger."""

    def nominal(self, hit: Hit, phrase: Phrase, sentence: Sentence) -> Clause | None:
        """The frame of an event noun: arguments by the prepositions after it, the names in it, and a light verb."""
        modality = noun_modality(self.tokens, self.first, phrase, self.schema)
        clause = Clause(sentence.index, hit.first, hit.last, hit.pattern.act.name, "nominal", event=phrase, modality=modality)
        if hit.pattern.act.roles == "figure":
            return self.figure(clause, hit, ())
        complement = phrase.detail.get("of")
        if (
            hit.pattern.act.measure
            and isinstance(complement, Phrase)
            and complement.sort in ("event", "other")
            and complement.count is None
        ):
            return None
        self.prepositions(clause, phrase)
        self.turn(clause, hit)
        inner = [n for n in phrase.names if n.type in ("Group", "Institution")]
        if inner and not clause.agents:
            clause.agents = (named(inner[0]),)
        if not clause.agents:
            clause.agents = self.owner(phrase)
        self.light_verb(clause, phrase)
        self.sort_out(clause)
        definite = self.tokens[phrase.first].lower in ("the", "this", "that", "these", "those", "its", "their")
        clause.definite = definite and phrase.count is None and not any(p.count for p in clause.patients)
        return clause

    def owner(self, phrase: Phrase) -> tuple[Phrase, ...]:
        """As in "The alliance, whose offensive …": the one who has it made it."""
        if self.tokens[phrase.first].lower not in self.classes["relative_owners"]:
            return ()
        antecedent = self.antecedent(phrase.first)
        return (antecedent,) if antecedent is not None and antecedent.sort == "person" else ()

    def turn(self, clause: Clause, hit: Hit) -> None:
        """As in "the withdrawal of NATO troops": with acts that have no victim, "of" brings the one who acts."""
        if hit.pattern.act.roles in ("agent", "holds", "mutual", "moves", "makes") and not clause.agents:
            people = tuple(p for p in clause.patients if p.sort == "person")
            clause.agents, clause.patients = people, tuple(p for p in clause.patients if p not in people)

    def once(self, clause: Clause, phrase: Phrase, verb: int) -> None:
        """A bare plural is no habit where a day or month dates it, or the simple past places it: "triggered blasts near X"."""
        inside = [self.tokens[k].lower for k in range(phrase.first, phrase.head)]
        dated = any(
            w.prec <= 4 for w in starting(self.parse.whens, self.tokens[self.first].start, self.tokens[self.last - 1].end)
        )
        chain = {self.tokens[k].lower for k in range(self.verb_group(verb), verb)}
        told = self.tokens[verb].lower.endswith("ed") and not chain & (self.classes["have"] | self.classes["skips"])
        placed = any(n.type == "Place" for p in self.between(phrase.last, self.last) for n in p.names)
        habit = any(w in self.schema.lexicon["modality"]["habitual"] for w in inside)
        if clause.modality == "habitual" and not habit and ((dated and clause.patients) or (told and placed)):
            clause.modality = "happened"

    def prepositions(self, clause: Clause, phrase: Phrase) -> None:
        """As in "by X", "on Y", "of Z", "between A and B", "with B" after the noun, over places and times."""
        k = phrase.last
        for hit in self.triggers.match(self.triggers.happens, self.tokens, k, self.last) if k < self.last else ():
            k = hit.last  # "an exchange of fire took place between X and Y"
            break
        for _ in range(8):
            if k + 1 >= self.last:
                return
            low, nxt = self.tokens[k].lower, self.cover.get(k + 1)
            if low in ("targeting", "involving") and nxt is not None:
                clause.patients += self.coordinated_right(nxt)
            elif low not in self.classes["prepositions"] or nxt is None:
                return
            elif low == "by" and nxt.sort != "time":
                clause.agents += self.coordinated_right(nxt)
            elif low in ("on", "against", "upon") and nxt.sort not in ("time", "number"):
                clause.patients += self.coordinated_right(nxt)
            elif low == "at" and nxt.sort in ("site", "person"):
                clause.patients += (nxt,)
            elif low == "of" and nxt.sort not in ("time", "event"):
                clause.patients += self.coordinated_right(nxt)
            elif low in ("between", "with", "among"):
                clause.agents += self.coordinated_right(nxt)
            elif low not in (
                "in",
                "near",
                "at",
                "on",
                "of",
                "from",
                "during",
                "for",
                "outside",
                "inside",
                "across",
                "around",
                "along",
            ):
                return
            k = self.end_of(nxt)

    def light_verb(self, clause: Clause, phrase: Phrase) -> None:
        """As in "launched an attack", "the attack was carried out by X"."""
        for j in range(phrase.first - 1, max(self.first, phrase.first - 4) - 1, -1):
            for hit in self.triggers.match(self.triggers.light, self.tokens, j, self.last):
                if hit.last >= phrase.first - 1 and j not in self.cover:
                    group = self.verb_group(j)
                    be = any(self.tokens[k].lower in self.classes["be"] for k in range(group, j))
                    clause.frame = "light"
                    if clause.modality == "happened":
                        clause.modality = verb_modality(self.tokens, self.first, group, j, self.schema)
                    if not clause.agents and not be:
                        found = self.participle_agents(j) if self.tokens[j].lower.endswith("ing") else self.subjects(group)
                        clause.agents = found
                    clause.first = min(clause.first, j)
                    self.once(clause, phrase, j)
                    return
        k = phrase.last
        while k < self.last and self.tokens[k].lower in self.classes["skips"]:
            k += 1
        if k > phrase.last or (k < self.last and k not in self.cover):
            for hit in self.triggers.match(self.triggers.light, self.tokens, k, self.last) if k < self.last else ():
                self.add_by(clause, hit.last)
                return


def named(name: Name) -> Phrase:
    """A name as a phrase of its own."""
    party: Party = "militants" if name.type == "Group" else "state"
    return Phrase(name.first, name.last, name.last - 1, name.start, name.end, "person", party, names=(name,), entity=name.entity)
