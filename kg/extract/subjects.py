"""Who acts: the subject of a verb, over relatives, appositions, participles and shared subjects; the agent after "by"."""

from typing import Literal

from kg.extract.neighbours import REACH, Neighbours
from kg.extract.parse import Clause, Phrase
from kg.extract.triggers import Hit


class Subjects(Neighbours):
    """Finds the one who acts in the sentence in hand."""

    def verb_group(self, i: int) -> int:
        """First token of the verb group that ends before i: auxiliaries, adverbs, negation."""
        k = i
        while (
            k > self.first
            and (
                self.tokens[k - 1].lower in self.classes["skips"]
                or self.tokens[k - 1].lower.endswith("ly")
                or self.governs(k - 1)
            )
            and not self.is_relative(k - 1)
        ):
            if self.tokens[k - 1].lower in ("both", "all", "each", "'s") and k - 1 in self.cover:
                break
            k -= 1
        return k

    def governs(self, k: int) -> bool:
        """As in "claimed" in "claimed to have killed", "managed" in "managed to kill"."""
        after = self.tokens[k + 1].lower if k + 1 < len(self.tokens) else ""
        return after == "to" and k not in self.cover and self.tokens[k].lower in self.schema.lexicon["modality"]["succeeded"]

    def finite(self, group: int) -> Literal["relative", "active"]:
        return "relative" if self.is_relative(group - 1) else "active"

    def subjects(self, group: int) -> tuple[Phrase, ...]:
        """The subject of the verb group that begins at token `group`, with its coordination."""
        phrase = self.subject(group)
        if phrase is None:
            return ()
        listed = self.coordinated_left(phrase)
        whole = self.before_inclusion(listed[0].first)
        return (whole,) if whole is not None else listed

    def before_inclusion(self, first: int) -> Phrase | None:
        """As in "Four persons, including a woman and her daughter, were hurt": the whole, if `first` begins its parts."""
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
                    return self.before_adjunct(k, phrase)
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
            if left is not None and left.sort == "event" and phrase.sort in ("place", "site") and not person:
                fits = False  # "a bombing at the station that killed six"
            if (
                prep not in self.classes["prepositions"]
                or left is None
                or (fits and not (prep == "of" and left.sort in ("person", "event", "weapon") and not person))
            ):
                return phrase
            phrase = left
        return phrase

    def over_comma(self, k: int) -> Phrase | None:
        """Before a comma: skip appositions and asides to the phrase in front of the first of them."""
        found: Phrase | None = None
        for j in range(k - 1, max(self.first - 1, k - 2 * REACH), -1):
            if self.opens_clause(j):
                break
            if self.tokens[j].text in (",", "—", "–"):
                phrase = self.ends_at(j - 1)
                if phrase is not None and phrase.sort != "time":
                    subject = self.climb(phrase)
                    person = subject is not None and subject.sort in ("person", "pronoun")
                    found = subject if found is None or person else found
        if found is None and self.cover.get(self.first) is not None:
            return self.cover[self.first]
        return found

    def opens_clause(self, j: int) -> bool:
        """Does another clause open at token j: a semicolon, "that", or a comma before a participle ("…, claiming")?"""
        here, after = self.tokens[j], self.tokens[j + 1].lower
        if here.text == ",":
            return after.endswith("ing") and after not in self.classes["inclusions"] and j + 1 not in self.cover
        return (
            here.text in (";", ":")
            or (here.lower in self.stops and here.lower not in self.classes["relatives"])
            or here.lower == "that"
        )

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
            if low in self.stops:
                return
            if low == "by" and k + 1 in self.cover:
                before = self.cover.get(k - 1)
                if before is not None and before.sort == "event":
                    return  # "killed in the operation by the army": who made the operation
                phrase = self.cover[k + 1]
                if self.tokens[phrase.head].lower in self.schema.lexicon["modality"]["series"]:
                    clause.modality = "habitual"  # "hit by a wave of attacks"
                if phrase.sort not in ("time", "number"):
                    clause.agents = self.coordinated_right(phrase)
                    return

    def sort_out(self, clause: Clause) -> None:
        """Weapons and events that stand as agents are the means."""
        means = [p for p in clause.agents if p.sort in ("weapon", "event", "site") and p.entity is None]
        if means:
            clause.instrument = means[0]
            clause.agents = tuple(p for p in clause.agents if p not in means)

    def figure(self, clause: Clause, hit: Hit, after: tuple[Phrase, ...]) -> Clause | None:
        """As in "The death toll rose to 100": the first number after it, with what it counts."""
        named = self.between(*hit.gap) if hit.gap else []  # "the number of policemen killed"
        for phrase in self.between(hit.last, min(self.last, hit.last + 14)):
            if phrase.count is not None and phrase.sort in ("number", "person"):
                phrase.party = phrase.party or next((p.party for p in named if p.party), None)
                clause.patients = (phrase,)
                return clause
        return None
