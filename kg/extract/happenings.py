"""Stage 7a: what each sentence tells of each event. Clauses of a sentence belong together unless something parts them."""

from bisect import bisect_left

from kg.extract.neighbours import Neighbours
from kg.extract.parse import Clause, Happening, Name, Parse, Sentence, When, starting
from kg.extract.tolls import TollReader
from kg.extract.triggers import Act, triggers_of
from kg.schema import Schema


def find_happenings(parse: Parse, schema: Schema) -> None:
    """Fill Parse.happenings, in text order."""
    reader = HappeningReader(parse, schema)
    at = 0
    for sentence in parse.sentences:
        clauses: list[Clause] = []
        while at < len(parse.clauses) and parse.clauses[at].sentence == sentence.index:
            clauses.append(parse.clauses[at])
            at += 1
        parse.happenings += reader.read(sentence, clauses)


JOINING = ("arrest", "capture", "torch", "wreck")
"""Acts that go with acts of force in the same sentence; alone they are events of their own."""
ARRESTS = ("arrest", "capture")
REACH = 7
"""Tokens before a deed in which the charge is named: "for his alleged involvement in the 2009 killing"."""
GROUND = ("overtake", "yield", "fall")
"""Acts by which ground changes hands."""


OPENING = 8
"""Tokens in which "Hours after the strike," opens a sentence."""


class HappeningReader:
    """Groups the clauses of a sentence and gives each group its tolls, dates and places."""

    def __init__(self, parse: Parse, schema: Schema) -> None:
        self.parse, self.tokens = parse, parse.tokens
        self.reader = Neighbours(parse, schema)
        self.classes = self.reader.classes
        self.tolls = TollReader(parse, schema, self.reader)
        self.acts: dict[str, Act] = triggers_of(schema).acts
        self.whens = sorted(parse.whens, key=lambda w: w.start)
        self.places = sorted((n for n in parse.names if n.type == "Place"), key=lambda n: n.start)

    def read(self, sentence: Sentence, clauses: list[Clause]) -> list[Happening]:
        self.reader.enter(sentence)
        told = [c for c in clauses if c.modality == "happened"]
        tolls = {id(c): self.tolls.read(c) for c in told}
        groups = self.groups(sentence, told)
        out: list[Happening] = []
        for group in groups:
            start = self.tokens[min(c.first for c in group)].start
            end = self.tokens[max(c.last for c in group) - 1].end
            happening = Happening(sentence.index, group, start, end, tolls=[t for c in group for t in tolls[id(c)]])
            happening.headline = sentence.part == "headline" or (
                sentence.index == 0 and self.tokens[sentence.last - 1].text.isalnum()
            )
            happening.definite = all(c.event is not None and c.definite for c in group)
            happening.fresh = any(self.is_fresh(c) for c in group) or (bool(out) and self.opened(out[-1].clauses[-1], group[0]))
            happening.alone = len(groups) == 1
            out.append(happening)
        self.give(sentence, out)
        return out

    def is_fresh(self, clause: Clause) -> bool:
        """As in "another shootout", "a separate firefight"; also what an aside tells: "two men whom villagers had killed"."""
        event = clause.event
        if event is not None:
            return any(self.tokens[k].lower in self.classes["fresh"] for k in range(event.first, event.head))
        return clause.frame == "relative" and bool(clause.agents and clause.patients) and clause.patients[0].first < clause.first

    # ---- grouping

    def groups(self, sentence: Sentence, clauses: list[Clause]) -> list[list[Clause]]:
        out: list[list[Clause]] = []
        for clause in clauses:
            if out and not self.parted(out[-1], clause):
                out[-1].append(clause)
                continue
            out.append([clause])
        return out

    def fixed(self, clause: Clause) -> str | None:
        return self.acts[clause.cue].type

    def violent(self, clause: Clause) -> bool:
        """Acts of force; arrests and abductions go with them."""
        type_ = self.fixed(clause)
        return type_ is None or not type_.startswith(("Strategic", "Protests", "Riots")) or clause.cue in JOINING

    def parted(self, group: list[Clause], clause: Clause) -> bool:
        """Is `clause` about another event than the clauses before it in the sentence?"""
        before = group[-1]
        if self.violent(before) != self.violent(clause):
            return True
        if not self.violent(clause):
            return before.cue != clause.cue or before.event is None
        if self.charged(before, clause) or self.between_dates(before, clause):
            return True
        if before.agents and clause.agents and before.agents != clause.agents and counted(before) and counted(clause):
            return any(self.tokens[k].text == ";" for k in range(before.last, clause.first))
        if (
            before.event is not None
            and clause.event is not None
            and before.frame == clause.frame == "nominal"
            and before.patients
            and clause.patients
        ):
            return True
        dates, others = self.dates_near(group), self.dates_near([clause])
        if dates and others and not overlap(dates[-1], others[0]):
            return True
        sites, theirs = self.places_near(group[-1]), self.places_near(clause)
        return (
            counted(before)
            and counted(clause)
            and bool(sites and theirs)
            and not any(nested(a, b) for a in sites for b in theirs)
        )

    def charged(self, before: Clause, clause: Clause) -> bool:
        """As in "arrested in connection with the killing of two officers": what somebody is arrested for is another event."""
        deeds = [c for c in (before, clause) if c.cue not in ARRESTS]
        if len(deeds) != 1:
            return False
        first = self.parse.sentences[clause.sentence].first
        start = max(first, deeds[0].first - REACH)
        return any(
            self.tokens[k].lower in self.classes["charges"] and not self.describes(k) for k in range(start, deeds[0].first)
        )

    def describes(self, k: int) -> bool:
        """ "detained two suspected insurgents during an operation": the word belongs to people, not to the deed."""
        phrase = self.reader.cover.get(k)
        return phrase is not None and phrase.sort == "person" and k < phrase.head

    def between_dates(self, before: Clause, clause: Clause) -> bool:
        """As in "days after a policeman was shot": a stretch of time lies between the two."""
        return self.spans_in(before.last, clause.first) or self.opened(before, clause)

    def spans_in(self, first: int, last: int) -> bool:
        """As in "days after", "a fortnight before" in tokens [first, last)."""
        return any(
            self.tokens[k].lower in ("after", "before", "since") and self.tokens[k - 1].lower in self.classes["spans"]
            for k in range(max(first, 1), last)
        )

    def opened(self, before: Clause, clause: Clause) -> bool:
        """As in "Hours after the strike, two raids hit …": the sentence opens with the distance from the earlier event."""
        first = self.parse.sentences[clause.sentence].first
        comma = any(self.tokens[k].text == "," for k in range(before.last, clause.first))
        return comma and before.first - first < OPENING and self.spans_in(first, before.first)

    def places_near(self, clause: Clause) -> list[Name]:
        """Places named after the clause, before the next one."""
        following = next((c.first for c in self.clauses_of(clause.sentence) if c.first > clause.last), None)
        end = following if following is not None else self.parse.sentences[clause.sentence].last
        return starting(self.places, self.tokens[clause.last - 1].end, self.tokens[end - 1].end)

    def clauses_of(self, sentence: int) -> list[Clause]:
        clauses = self.parse.clauses
        first = bisect_left(clauses, sentence, key=lambda c: c.sentence)
        return clauses[first : bisect_left(clauses, sentence + 1, lo=first, key=lambda c: c.sentence)]

    def dates_near(self, group: list[Clause]) -> list[When]:
        """Dates inside the reach of the clauses: up to the next clause of the sentence."""
        sentence = self.parse.sentences[group[0].sentence]
        clauses = self.clauses_of(sentence.index)
        first = group[0].first
        later = [c.first for c in clauses if c.first > group[-1].last]
        end = self.tokens[later[0]].start if later else sentence.end
        earlier = [c.last for c in clauses if c.last <= first]
        start = self.tokens[earlier[-1] - 1].end if earlier else sentence.start
        return [w for w in starting(self.whens, start, end) if w.first and not self.reporting(w)]

    def reporting(self, when: When) -> bool:
        """Is it the day of the report: "said on Saturday", "told reporters here on Sunday"?"""
        k = self.parse.token_at(when.start) - 1
        if self.in_dateline(when):
            return True
        for _ in range(6):
            if k < 0:
                return False
            low = self.tokens[k].lower
            if low in self.classes["reporting"]:
                return True
            if self.tokens[k].text in (",", ";", ".") or low in self.reader.triggers.verbs:
                return False
            k -= 1
        return False

    def in_dateline(self, when: When) -> bool:
        """As in "MOGADISHU, Aug 3 - …": between a capital opening and a dash."""
        sentence = self.parse.sentence_at(when.start)
        k = self.parse.token_at(when.end - 1) + 1
        return (
            k < sentence.last
            and k - sentence.first < 10
            and self.tokens[sentence.first].text.isupper()
            and self.tokens[k].text in ("-", "–", "—", ":", "--")
        )

    # ---- dates and places

    def give(self, sentence: Sentence, happenings: list[Happening]) -> None:
        """Each date and place of the sentence to the happening whose clause is nearest before it, else the first."""
        if not happenings:
            return
        for when in starting(self.whens, sentence.start, sentence.end):
            if not self.reporting(when):
                happening = self.nearest(happenings, self.parse.token_at(when.start))
                if any(self.acts[c.cue].roles != "figure" and self.acts[c.cue].needs != "body" for c in happening.clauses):
                    happening.whens.append(when)
        for name in starting(self.places, sentence.start, sentence.end):
            happening = self.nearest(happenings, name.first)
            if self.located(name, happening):
                happening.places.append(name)
        self.point_back(sentence, happenings)

    def point_back(self, sentence: Sentence, happenings: list[Happening]) -> None:
        """As in "an explosion on a bus there": the first place of the sentence before."""
        for k in range(sentence.first, sentence.last):
            if (
                self.tokens[k].lower in self.classes["there"]
                and self.tokens[min(k + 1, sentence.last - 1)].lower not in self.classes["be"]
                and sentence.index
            ):
                before = self.parse.sentences[sentence.index - 1]
                named = starting(self.places, before.start, before.end)
                happening = self.nearest(happenings, k)
                if named and not happening.places:
                    happening.places.append(named[0])

    def nearest(self, happenings: list[Happening], token: int) -> Happening:
        """The happening with the clause nearest to the token; one before it counts as nearer than one after."""

        def distance(happening: Happening) -> int:
            return min(self.steps(token, c) for c in happening.clauses)

        return min(happenings, key=distance)

    def steps(self, token: int, clause: Clause) -> int:
        """Tokens between; a clause that comes after counts double, and more beyond a comma."""
        end = max([clause.last] + [p.last for p in clause.patients if p.first > clause.first])
        if token >= end:
            return token - end
        if token >= clause.first:
            return 0
        commas = sum(self.tokens[k].text in (",", ";") for k in range(token, clause.first))
        return 2 * (clause.first - token) + 12 * commas * (token > self.parse.sentences[clause.sentence].first + 5)

    def of_another_verb(self, name: Name, happening: Happening) -> bool:
        """Does a verb that tells nothing of the event stand between the clause and the place ("who live in X")?"""
        before = [c for c in happening.clauses if c.last <= name.first]
        if before:
            start = max(c.last for c in before)
            opening = self.classes["subordinators"]
            relative = [k for k in range(start, name.first) if self.reader.is_relative(k) or self.tokens[k].lower in opening]
            return any(
                self.tokens[k].lower in self.classes["verbs"] and k not in self.reader.cover and not self.happening_verb(k)
                for r in relative
                for k in range(r + 1, name.first)
            )
        sentence = self.parse.sentences[happening.sentence]
        if name.first <= sentence.first + 5 or any(c.first <= name.first for c in happening.clauses):
            return False
        end = min(c.first for c in happening.clauses)
        return any(
            k not in self.reader.cover and self.tokens[k].lower in self.classes["verbs"] and k < end - 1
            for k in range(sentence.first, name.first)
        )

    def happening_verb(self, k: int) -> bool:
        """As in "took place", "occurred"."""
        return any(True for _ in self.reader.triggers.match(self.reader.triggers.happens, self.tokens, k, len(self.tokens)))

    def located(self, name: Name, happening: Happening) -> bool:
        """Does the place name say where it happened?"""
        phrase = self.reader.cover.get(name.first)
        first = phrase.first if phrase is not None else name.first
        if phrase is not None and name.last <= phrase.head and self.tokens[phrase.head].lower in self.classes["elsewhere"]:
            return False
        if self.of_another_verb(name, happening):
            return False
        k = first - 1
        if any(phrase is p for c in happening.clauses for p in (*c.patients,)) and name.place_kind in ("site", "city"):
            return True
        if any(phrase is p for c in happening.clauses if c.cue in GROUND for p in c.patients):
            return True
        if any(phrase is c.event for c in happening.clauses):
            return True
        for _ in range(3):
            if k < 0:
                return False
            low = self.tokens[k].lower
            if low == "from" and any(c.cue == "abduct" for c in happening.clauses):
                return True
            at = self.reader.cover.get(k - 1)
            if at is not None and low in self.classes["locating"] and self.tokens[at.head].lower in self.classes["elsewhere"]:
                return False
            if low in self.classes["locating"] or (low == "to" and self.tokens[k - 1].lower in self.classes["beside_to"]):
                return True
            if low in self.classes["inclusions"] and self.reader.cover.get(k - 1) is not None:
                return True
            if low == "of":
                left = self.reader.cover.get(k - 1)
                if left is None or left.sort not in ("site", "place", "other"):
                    return any(left is c.event for c in happening.clauses)
                k = left.first - 1
                continue
            if self.tokens[k].text == "," or low == "and":
                left = self.reader.ends_at(k - 1)
                if left is None or not any(n.type == "Place" for n in left.names):
                    return False
                k = left.first - 1
                continue
            return False
        return False


def counted(clause: Clause) -> bool:
    return any(p.count for p in clause.patients)


def nested(a: Name, b: Name) -> bool:
    """Are the two places one, or one inside the other, by their keys?"""
    if a.entity == b.entity or contains(a.entity, b.entity) or contains(b.entity, a.entity):
        return True
    one, other = scope_of(a.entity), scope_of(b.entity)
    if "/" not in one or "/" not in other:
        return False
    unknown = (one != a.entity and a.place_kind == "site") or (other != b.entity and b.place_kind == "site")
    return unknown and (one == other or one.startswith(other + "/") or other.startswith(one + "/"))


def scope_of(key: str) -> str:
    """place:~x@pk/khyber-pakhtunkhwa lies somewhere in place:pk/khyber-pakhtunkhwa; a known place is its own scope."""
    tail = key.removeprefix("place:")
    return "place:" + tail.partition("@")[2] if tail.startswith("~") else key


def contains(outer: str, inner: str) -> bool:
    """By key: place:pk contains place:pk/khyber-pakhtunkhwa and place:~bakarabad@pk/khyber-pakhtunkhwa."""
    path = outer.removeprefix("place:")
    tail = inner.removeprefix("place:")
    scope = tail.partition("@")[2] if tail.startswith("~") else tail
    return (scope == path and scope != tail) or scope.startswith(path + "/")


def overlap(a: When, b: When) -> bool:
    """Can the two be one time? Expressions that could not be settled must read the same."""
    if not a.first or not b.first:
        return a.phrase.casefold() == b.phrase.casefold()
    return a.first <= b.last and b.first <= a.last
