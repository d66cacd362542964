"""Stage 5: clauses. Each trigger of a sentence with who acts, who suffers and by what, in about eight frames.

Active, passive, elided passive ("and 20 wounded"), participle ("killing 12"), relative ("that killed"), nominal ("the
killing of X by Y") and light-verb frames ("launched an attack on X") over the open-vocabulary phrases; no parse.
"""

from bisect import bisect_left, bisect_right
from typing import Literal

from kg.extract.modality import Modality, noun_modality, verb_modality
from kg.extract.parse import Clause, Parse, Phrase, Sentence
from kg.extract.triggers import Hit, Triggers, triggers_of
from kg.extract.wordclasses import words_of
from kg.schema import Schema

READ = ("body", "headline")
"""Parts of a document that are read as fact."""
REACH = 30
"""Tokens that a frame looks left or right for an argument, at most: keeps 10,000-word sentences linear."""


def find_clauses(parse: Parse, schema: Schema) -> None:
    """Fill Parse.clauses, in text order."""
    reader = ClauseReader(parse, schema)
    for sentence in parse.sentences:
        if sentence.part in READ:
            parse.clauses += reader.read(sentence)


class ClauseReader:
    """Frames over one document; the sentence in hand is `first`, `last`."""

    def __init__(self, parse: Parse, schema: Schema) -> None:
        self.parse, self.schema = parse, schema
        self.tokens, self.phrases = parse.tokens, parse.phrases
        self.triggers: Triggers = triggers_of(schema)
        self.words = words_of(schema)
        self.classes = self.words.classes
        self.starts = [p.first for p in self.phrases]
        self.cover = {k: p for p in self.phrases for k in range(p.first, p.last)}
        self.first = self.last = 0
        self.found: list[Clause] = []

    def read(self, sentence: Sentence) -> list[Clause]:
        self.first, self.last, self.found = sentence.first, sentence.last, []
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

    def gapped(self, clause: Clause) -> list[Clause]:
        """ "Five were killed in Lakki and two in Bannu": the second half leaves out the verb."""
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
        """ "X has been blamed for an attack on Y": X is the agent of the nouns that follow, if they have none."""
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
            made = clause.patients or clause.agents
            return any(p.party == "militants" and p.entity for p in made) or any(n.type == "Group" for p in made for n in p.names)
        if needs == "site":
            return any(p.sort == "site" for p in clause.patients)
        if needs == "person":
            return any(p.sort in ("person", "pronoun") for p in clause.patients)
        if needs == "ground":
            return any(self.is_ground(p) for p in clause.patients) or not clause.patients
        if needs == "actor":
            return bool(clause.agents) or any(p.party in ("state", "militants") for p in clause.patients)
        return any(p.entity or p.party == "militants" for p in clause.agents)

    def is_ground(self, phrase: Phrase) -> bool:
        """A named place that is no building, or a noun for ground: "the town", "its last stronghold"."""
        if phrase.sort == "place":
            return True
        return self.words.singular(self.tokens[phrase.head].lower) in self.words.ground

    # ---- verbs

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
            clause.frame, clause.patients = "participle", self.after_opening(hit.last)
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
                clause.patients = self.aimed(hit.last)
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
        """ "was abducted and killed": the second participle shares the auxiliary of the first."""
        before = self.found[-1] if self.found else None
        joined = self.tokens[i - 1].lower in ("and", "or") and before is not None and before.last == i - 1
        return joined and before is not None and before.frame == "passive" and not self.tokens[i].lower.endswith("ing")

    def whom(self, group: int) -> Phrase | None:
        """ "two men whom villagers had killed": the antecedent of the object relative."""
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

    def finite(self, group: int) -> Literal["relative", "active"]:
        return "relative" if self.is_relative(group - 1) else "active"

    def counted(self, clause: Clause, hit: Hit, after: tuple[Phrase, ...]) -> Clause | None:
        """ "Nine dead", "five constables martyred": a counted phrase stands right before."""
        before = self.cover.get(hit.first - 1)
        if before is None or before.count is None or before.sort not in ("person", "number", "other"):
            return None
        clause.frame, clause.patients = "elided", self.coordinated_left(before)
        return clause

    def loser(self, clause: Clause, hit: Hit, after: tuple[Phrase, ...]) -> Clause | None:
        """ "The army lost two men": those who lose are no agents."""
        clause.patients = tuple(p for p in after if p.sort == "person" and p.count is not None)
        losers = (
            self.participle_agents(hit.first)
            if self.tokens[hit.first].lower.endswith("ing")
            else self.subjects(self.verb_group(hit.first))
        )
        fits = bool(losers) and losers[0].sort == "person" and losers[0].party in ("state", "militants")
        return clause if clause.patients and fits else None

    def after_opening(self, start: int) -> tuple[Phrase, ...]:
        """ "Founded in 1964, it …": the subject of the main clause, after the comma."""
        for k in range(start, min(self.last - 1, start + 12)):
            if self.tokens[k].text == "," and self.cover.get(k + 1) is not None:
                return (self.cover[k + 1],)
        return ()

    def figure(self, clause: Clause, hit: Hit, after: tuple[Phrase, ...]) -> Clause | None:
        """ "The death toll rose to 100": the first number after it, with what it counts."""
        for phrase in self.between(hit.last, min(self.last, hit.last + 14)):
            if phrase.count is not None and phrase.sort in ("number", "person"):
                clause.patients = (phrase,)
                return clause
        return None

    def partners(self, clause: Clause, hit: Hit) -> None:
        """ "called off a ceasefire with the government", "signed an accord with the rebels": the other side."""
        for k in range(hit.last, min(self.last - 1, hit.last + 6)):
            low, nxt = self.tokens[k].lower, self.cover.get(k + 1)
            if low in ("with", "between") and nxt is not None and (nxt.sort == "person" or nxt.entity):
                clause.patients = tuple(p for p in clause.patients if p.entity) + self.coordinated_right(nxt)
                return
            if k not in self.cover and low not in self.classes["prepositions"]:
                return

    def verb_group(self, i: int) -> int:
        """First token of the verb group that ends before i: auxiliaries, adverbs, negation."""
        k = i
        while (
            k > self.first
            and (self.tokens[k - 1].lower in self.classes["skips"] or self.tokens[k - 1].lower.endswith("ly"))
            and not self.is_relative(k - 1)
        ):
            if self.tokens[k - 1].lower in ("both", "all", "each", "'s") and k - 1 in self.cover:
                break
            k -= 1
        return k

    def is_relative(self, i: int) -> bool:
        return i >= self.first and self.tokens[i].lower in self.classes["relatives"] and i not in self.cover

    def elidable(self, hit: Hit) -> bool:
        """ "six wounded when", "held in Karak", "hit by": no object follows, a phrase stands before."""
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

    def aimed(self, start: int) -> tuple[Phrase, ...]:
        """ "fired rockets from a lorry at a base": what the act is aimed at."""
        for k in range(start, min(self.last - 1, start + 8)):
            if self.tokens[k].lower in self.classes["aiming"] and k not in self.cover:
                phrase = self.cover.get(k + 1)
                return self.coordinated_right(phrase) if phrase is not None and phrase.sort in ("person", "site") else ()
            if k not in self.cover and self.tokens[k].lower not in self.classes["prepositions"]:
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

    def coordinated_right(self, phrase: Phrase) -> tuple[Phrase, ...]:
        """`phrase` and the phrases listed after it, as long as none is the subject of a verb."""
        out = [phrase]
        while True:
            k = self.end_of(out[-1])
            joins = 0
            while (
                k < self.last
                and (self.tokens[k].lower in ("and", "&", "as", "well", "along", "with") or self.tokens[k].text == ",")
                and joins < 4
            ):
                if self.tokens[k].lower in ("as", "along") and self.tokens[min(k + 1, self.last - 1)].lower not in (
                    "well",
                    "with",
                ):
                    break
                k, joins = k + 1, joins + 1
            nxt = (
                self.over_apposition(out[-1], self.cover.get(k))
                if joins and self.tokens[k - 1].text == ","
                else self.cover.get(k)
            )
            if nxt is not None and nxt.first != k:
                k, joins = nxt.first, 1
            if (
                not joins
                or nxt is None
                or nxt.first != k
                or nxt.sort in ("time", "place")
                or self.is_subject(nxt)
                or (self.tokens[k - 1].text == "," and not self.list_goes_on(nxt))
            ):
                return tuple(out)
            out.append(nxt)

    def over_apposition(self, phrase: Phrase, nxt: Phrase | None) -> Phrase | None:
        """ "Ana Roe, head of the council, and six others": what is listed after an apposition to a named person."""
        if nxt is None or nxt.count is not None or not any(n.type == "Person" for n in phrase.names):
            return nxt
        k = self.end_of(nxt)
        if k + 2 < self.last and self.tokens[k].text == "," and self.tokens[k + 1].lower == "and":
            further = self.cover.get(k + 2)
            if further is not None and further.count is not None:
                return further
        return nxt

    def list_goes_on(self, phrase: Phrase) -> bool:
        """After a comma: is the phrase an item of a list (a further "and" follows, or it is counted)?"""
        k = self.end_of(phrase)
        return (k < self.last and self.tokens[k].lower == "and") or (
            phrase.count is not None and k < self.last and self.tokens[k].text == ","
        )

    def end_of(self, phrase: Phrase) -> int:
        """Token after the phrase and its "of" complement."""
        end = phrase.last
        seen = 0
        while "of" in phrase.detail and seen < 4:
            phrase = phrase.detail["of"]
            end, seen = phrase.last, seen + 1
        while end < self.last and self.tokens[end].text == ")":
            end += 1
        return end

    def is_subject(self, phrase: Phrase) -> bool:
        """Does a verb follow the phrase?"""
        k = self.end_of(phrase)
        if k >= self.last:
            return False
        low = self.tokens[k].lower
        if low in self.classes["be"] | self.classes["have"] | self.classes["modals"] and self.tokens[k].text != "'s":
            return True
        return (
            k not in self.cover
            and low in self.triggers.verbs | self.classes["verbs"]
            and not low.endswith("ing")
            and not self.participial(k)
        )

    def participial(self, k: int) -> bool:
        """A past form followed by "by" or a preposition is a participle, not the verb of the clause."""
        return k + 1 < self.last and self.tokens[k + 1].lower in ("by",)

    def subjects(self, group: int) -> tuple[Phrase, ...]:
        """The subject of the verb group that begins at token `group`, with its coordination."""
        phrase = self.subject(group)
        if phrase is None:
            return ()
        listed = self.coordinated_left(phrase)
        whole = self.before_inclusion(listed[0].first)
        return (whole,) if whole is not None else listed

    def before_inclusion(self, first: int) -> Phrase | None:
        """ "Four persons, including a woman and her daughter, were hurt": the whole, if `first` begins its parts."""
        k = first - 1
        if k <= self.first or self.tokens[k].lower not in self.classes["inclusions"]:
            return None
        whole = self.ends_at(k - 2 if self.tokens[k - 1].text == "," else k - 1)
        return self.head_of(whole) if whole is not None and whole.sort in ("person", "number", "other") else None

    def subject(self, group: int) -> Phrase | None:
        """The nearest phrase on the left that can be the subject."""
        k = group - 1
        if k < self.first:
            return None
        before = self.tokens[k]
        if self.is_relative(k):
            return self.antecedent(k)
        if before.text == ",":
            return self.over_comma(k)
        if before.lower in ("and", "or", "but", "then"):
            return self.shared_subject(k)
        phrase = self.cover.get(k)
        if phrase is None and before.text == ")":
            phrase = self.cover.get(k - 1)
        if phrase is None and before.text in "\"”'’“":
            phrase = self.cover.get(k - 1)
        if phrase is None:
            if before.lower in self.classes["prepositions"] or before.lower in self.classes["conjunctions"]:
                return None
            return self.shared_subject(k) if k - 1 > self.first else None
        return self.climb(phrase)

    def climb(self, phrase: Phrase) -> Phrase | None:
        """From the phrase before the verb to the one that it hangs on: "members of the group", "men in uniform"."""
        for _ in range(6):
            k = phrase.first - 1
            if k < self.first:
                return phrase
            low = self.tokens[k].lower
            if (
                low in self.classes["subordinators"] and low not in ("as", "after", "before", "since", "until", "till")
            ) or low in ("that", "whether"):
                return phrase
            if low in ("as", "after", "before", "since", "until", "till"):
                return phrase
            if low not in self.classes["prepositions"]:
                return (
                    phrase
                    if (low not in self.triggers.verbs | self.classes["verbs"] and not low.endswith(("ed", "ing")))
                    or k in self.cover
                    else self.over_verb(k, phrase)
                )
            left = self.cover.get(k - 1)
            if left is None:
                if k - 1 < self.first or self.tokens[k - 1].text == ",":
                    return phrase if k - 1 >= self.first and False else self.before_adjunct(k, phrase)
                word = self.tokens[k - 1].lower
                if word in self.triggers.verbs | self.classes["verbs"] or word.endswith(("ed", "ing")):
                    return self.over_verb(k - 1, phrase)
                return phrase
            if left.sort == "time":
                return phrase
            phrase = left
        return phrase

    def before_adjunct(self, k: int, phrase: Phrase) -> Phrase | None:
        """The verb's only phrase on the left stands after a preposition: "In Karak were killed" has no subject."""
        left = self.cover.get(k - 2) if k - 2 >= self.first else None
        return (
            left if left is not None and left.sort in ("person", "weapon", "event", "site") else None if left is None else phrase
        )

    def over_verb(self, k: int, phrase: Phrase) -> Phrase | None:
        """A verb stands between: take what a relative or a participle hangs on, else the phrase itself."""
        if self.tokens[k].lower in self.classes["reporting"]:
            return phrase
        for j in range(k, max(self.first, k - 12) - 1, -1):
            if self.is_relative(j):
                return self.antecedent(j)
            left = self.cover.get(j)
            if left is not None and left.last <= k:
                return left if left.sort in ("person", "site", "weapon", "pronoun") else phrase
            if self.tokens[j].text in (",", ";", ":"):
                return phrase
        return phrase

    def antecedent(self, k: int) -> Phrase | None:
        """What the relative pronoun at k stands for."""
        j = k - 1
        while j >= self.first and (
            self.tokens[j].text in (",", ")", '"', "”", "’") or self.tokens[j].lower in ("all", "most", "some", "both", "of")
        ):
            j -= 1
        phrase = self.cover.get(j)
        person = self.tokens[k].lower == "who"
        for _ in range(4):
            if phrase is None:
                return None
            left = self.cover.get(phrase.first - 2)
            prep = self.tokens[phrase.first - 1].lower if phrase.first > self.first else ""
            fits = phrase.sort in ("person", "pronoun") if person else phrase.sort != "time"
            if (
                prep not in self.classes["prepositions"]
                or left is None
                or (fits and not (prep == "of" and left.sort in ("person", "event", "weapon") and not person))
            ):
                return phrase
            phrase = left
        return phrase

    def over_comma(self, k: int) -> Phrase | None:
        """Before a comma: skip an apposition or an aside to the phrase in front of it."""
        j = k - 1
        for _ in range(REACH):
            if j < self.first:
                break
            if self.tokens[j].text in (",", "—", "–", "-", ";"):
                phrase = self.cover.get(j - 1)
                if phrase is not None and phrase.sort != "time":
                    return self.climb(phrase)
                return None
            j -= 1
        return self.cover.get(self.first)

    def shared_subject(self, k: int) -> Phrase | None:
        """The subject of a verb joined to an earlier one by "and": the agent of the clause before, if any."""
        for clause in reversed(self.found):
            if clause.event is None and clause.last <= k + 1:
                if clause.frame in ("passive", "elided"):
                    return clause.patients[0] if clause.patients else None
                return clause.agents[0] if clause.agents else clause.patients[0] if clause.patients else None
        for j in range(self.before_relative(k) - 1, max(self.first, k - REACH) - 1, -1):
            if self.tokens[j].text in (";", ":"):
                return None
            low, left = self.tokens[j].lower, self.cover.get(j - 1)
            if j in self.cover or left is None or left.sort == "time":
                continue
            if (
                low in self.classes["verbs"] | self.triggers.verbs
                or low.endswith("ed")
                or low in self.classes["have"] | self.classes["be"]
            ):
                if (
                    low.endswith(("ed", "en"))
                    and self.tokens[j + 1].lower in ("with", "by", "of", "as", "in")
                    and low not in self.classes["have"]
                ):
                    continue
                return self.climb(left)
        return None

    def before_relative(self, k: int) -> int:
        """Start of the aside ", where …," that ends before token k, else k."""
        if k > self.first and self.tokens[k - 1].text == ",":
            for j in range(k - 2, max(self.first, k - REACH), -1):
                if self.tokens[j - 1].text == "," and (self.is_relative(j) or self.tokens[j].lower == "where"):
                    return j - 1
        return k

    def coordinated_left(self, phrase: Phrase) -> tuple[Phrase, ...]:
        """`phrase` and what is listed before it: "three soldiers, two guards and a driver"."""
        out = [phrase]
        while True:
            k = out[0].first - 1
            if k < self.first or not (self.tokens[k].lower in ("and", "&") or (self.tokens[k].text == "," and len(out) > 1)):
                break
            if self.tokens[k - 1].text == ",":
                k -= 1
            left = self.ends_at(k - 1)
            if self.tokens[out[0].first - 2].text == "," and out[0].count is not None and left is not None and left.count is None:
                break
            if left is None or left.sort in ("time",) or (left.sort == "place" and phrase.sort != "place"):
                break
            left = self.head_of(left)
            out.insert(0, left)
        if (
            len(out) > 1
            and out[0].first > self.first
            and self.tokens[out[0].first - 1].lower
            in self.classes["prepositions"] - {"after", "when", "as", "since", "because", "before", "until"}
        ):
            return (out[-1],)
        return tuple(out)

    def head_of(self, phrase: Phrase) -> Phrase:
        """From the complement of "of" to the phrase that has it."""
        for _ in range(4):
            left = self.cover.get(phrase.first - 2)
            if left is None or left.detail.get("of") is not phrase:
                return phrase
            phrase = left
        return phrase

    def ends_at(self, k: int) -> Phrase | None:
        """The phrase whose last token is k (or before a closing bracket)."""
        while k >= self.first and self.tokens[k].text == ")":
            k -= 1
        return self.cover.get(k)

    def participle_agents(self, i: int) -> tuple[Phrase, ...]:
        """Who is meant by "killing 12": the agent of the clause before, else the subject of the sentence."""
        before = self.cover.get(i - 1)
        if before is not None and before.sort in ("person", "weapon", "event") and self.tokens[i - 1].text != ",":
            return (self.head_of(before),)
        for clause in reversed(self.found):
            if clause.agents:
                return clause.agents
            if clause.event is not None:
                return (clause.event,)
        for phrase in self.between(self.first, i):
            if phrase.sort in ("person", "weapon", "event", "pronoun") and (
                phrase.first == self.first or self.tokens[phrase.first - 1].lower not in self.classes["prepositions"]
            ):
                return (phrase,)
        return ()

    def add_by(self, clause: Clause, start: int) -> None:
        """The agent or means of a passive: "by X", within the clause."""
        for k in range(start, min(self.last, start + 14)):
            low = self.tokens[k].lower
            if (
                low in self.classes["relatives"]
                or low in self.classes["reporting"]
                or self.tokens[k].text == ";"
                or low in ("when", "while", "after")
                or False
            ):
                return
            if low == "by" and k + 1 in self.cover:
                phrase = self.cover[k + 1]
                if phrase.sort not in ("time", "number"):
                    clause.agents = self.coordinated_right(phrase)
                    return

    def after_word(self, k: int) -> tuple[Phrase, ...]:
        """The phrase right after token k."""
        phrase = self.cover.get(k + 1)
        return (phrase,) if phrase is not None else ()

    def sort_out(self, clause: Clause) -> None:
        """Weapons and events that stand as agents are the means."""
        means = [p for p in clause.agents if p.sort in ("weapon", "event", "site") and p.entity is None]
        if means:
            clause.instrument = means[0]
            clause.agents = tuple(p for p in clause.agents if p not in means)

    def last_of(self, phrase: Phrase) -> int:
        """End of the sentence that holds the phrase."""
        return self.parse.sentence_at(phrase.start).last

    def negative(self, phrase: Phrase) -> bool:
        """ "no one", "nobody else", "none of them"."""
        return (
            self.tokens[phrase.first].lower in self.classes["negations"]
            or self.tokens[max(0, phrase.first - 1)].lower in self.classes["negations"]
        )

    def between(self, first: int, last: int) -> list[Phrase]:
        """Phrases that begin in tokens [first, last)."""
        return self.phrases[bisect_left(self.starts, first) : bisect_left(self.starts, last)]

    # ---- nouns

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
            clause.agents = (
                Phrase(
                    inner[0].first,
                    inner[0].last,
                    inner[0].last - 1,
                    inner[0].start,
                    inner[0].end,
                    sort="person",
                    party="militants" if inner[0].type == "Group" else "state",
                    names=(inner[0],),
                    entity=inner[0].entity,
                ),
            )
        self.light_verb(clause, phrase)
        self.sort_out(clause)
        definite = self.tokens[phrase.first].lower in ("the", "this", "that", "these", "those", "its", "their")
        clause.definite = definite and phrase.count is None and not any(p.count for p in clause.patients)
        return clause

    def turn(self, clause: Clause, hit: Hit) -> None:
        """ "the withdrawal of NATO troops": with acts that have no victim, "of" brings the one who acts."""
        if hit.pattern.act.roles in ("agent", "holds", "mutual", "moves", "makes") and not clause.agents:
            people = tuple(p for p in clause.patients if p.sort == "person")
            clause.agents, clause.patients = people, tuple(p for p in clause.patients if p not in people)

    def once(self, clause: Clause, phrase: Phrase) -> None:
        """ "conducted airstrikes on X in December": a bare plural that a day or month dates is no habit."""
        inside = [self.tokens[k].lower for k in range(phrase.first, phrase.head)]
        dated = any(
            w.prec <= 4 and self.tokens[self.first].start <= w.start < self.tokens[self.last - 1].end for w in self.parse.whens
        )
        if (
            clause.modality == "habitual"
            and dated
            and clause.patients
            and not any(w in self.schema.lexicon["modality"]["habitual"] for w in inside)
        ):
            clause.modality = "happened"

    def prepositions(self, clause: Clause, phrase: Phrase) -> None:
        """ "by X", "on Y", "of Z", "between A and B", "with B" after the noun, over places and times."""
        k = phrase.last
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
        """ "launched an attack", "the attack was carried out by X"."""
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
                    self.once(clause, phrase)
                    return
        k = phrase.last
        while k < self.last and self.tokens[k].lower in self.classes["skips"]:
            k += 1
        if k > phrase.last or (k < self.last and k not in self.cover):
            for hit in self.triggers.match(self.triggers.light, self.tokens, k, self.last) if k < self.last else ():
                self.add_by(clause, hit.last)
                return


def clauses_in(parse: Parse, sentence: int) -> list[Clause]:
    """The clauses of a sentence."""
    keys = [c.sentence for c in parse.clauses]
    return parse.clauses[bisect_left(keys, sentence) : bisect_right(keys, sentence)]


__all__ = ["Modality", "clauses_in", "find_clauses"]
