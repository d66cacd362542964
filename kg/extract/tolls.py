"""Numbers to parties: who was killed, injured, abducted or arrested, and how many, in one clause (codebook, section 6).

The forms of numbers are read by kg/values/numbers.py; here they find their party. Parties are disjoint and add up.
"""

from kg.extract.neighbours import Neighbours
from kg.extract.parse import Clause, Parse, Party, Phrase, Toll
from kg.extract.triggers import triggers_of
from kg.schema import Schema


class TollReader:
    """Tolls clause by clause, in text order: an elliptic number takes the party of the noun before it."""

    def __init__(self, parse: Parse, schema: Schema, reader: Neighbours) -> None:
        self.parse, self.reader = parse, reader
        self.tokens = parse.tokens
        self.classes = reader.classes
        self.acts = triggers_of(schema).acts
        self.persons = person_parties(parse, reader)
        self.party: Party | None = None
        self.before: Party | None = None
        self.sentence = -1

    def read(self, clause: Clause) -> list[Toll]:
        """The tolls of one clause; nothing for an act that harms nobody or did not happen."""
        act = self.acts[clause.cue]
        measure = act.measure
        if clause.sentence != self.sentence:
            near = clause.sentence - self.sentence == 1
            self.sentence, self.before, self.party = clause.sentence, (self.party if near else None), None
        if measure is None or clause.modality != "happened":
            return []
        out: list[Toll] = []
        for phrase in clause.patients:
            if phrase.sort == "number" and act.roles == "counted" and self.party is None:
                self.party = self.before  # "At least 200 dead" after villagers were attacked
            if phrase.sort == "number" and phrase.first == self.parse.sentence_at(phrase.start).first and self.party is None:
                self.party = self.before  # "Five were killed": of those counted before
            toll = self.toll(phrase, measure)
            if toll is not None and act.victims in (None, toll.party):
                self.settle(phrase, toll)
                if (
                    toll.party == "unknown"
                    and phrase.names
                    and any(p.party == "state" or p.sort == "place" for p in clause.agents)
                ):
                    toll.party = "militants"  # a named person whom a state kills
                toll.total = act.roles == "figure" or act.needs == "body"
                out.append(toll)
                out += self.parts(phrase, toll)
        return spelt_out(out)

    def settle(self, phrase: Phrase, toll: Toll) -> None:
        """As in "46 people, most of them women and children", "all of them labourers": the whole figure is civilian."""
        k = self.reader.end_of(phrase)
        last = self.reader.last_of(phrase)
        while k < last and self.tokens[k].text in (",", "—", "–", "(", "-"):
            k += 1
        if toll.party != "unknown" or k >= last or self.tokens[k].lower not in self.classes["mostly"]:
            return
        while k < last and (
            self.tokens[k].lower in self.classes["mostly"] or self.tokens[k].lower in ("of", "them", "whom", "were")
        ):
            k += 1
        kind = self.reader.cover.get(k)
        if kind is not None and kind.party == "civilians":
            toll.party = "civilians"

    def toll(self, phrase: Phrase, measure: str) -> Toll | None:
        """The figure of one phrase; None for "militants" (how many is unknown) and for what is no person."""
        count = phrase.count
        if (
            phrase.sort not in ("person", "pronoun", "number", "other")
            or self.tokens[phrase.head].lower in self.classes["no_toll"]
        ):
            return None
        lone = self.tokens[phrase.first].lower in ("a", "an", "the") and not phrase.detail.get("plural")  # "killed a sarpanch"
        if phrase.sort == "other" and (phrase.names or (count is None and not lone)):
            return None
        party = self.party_of(phrase)
        if count is not None:
            low, high, rule = count.low, count.high, count.rule
        elif (phrase.sort == "person" and not phrase.detail.get("plural") and self.single(phrase)) or (
            phrase.sort == "other" and lone
        ):
            low, high, rule = 1, 1, "exact"
        else:
            if phrase.party:
                self.party = phrase.party
            return None
        if phrase.party or phrase.sort == "person":
            self.party = party
        start = phrase.start if count is None else min(count.start, phrase.start)
        return Toll(
            start,
            phrase.end,
            self.parse.text[start : phrase.end],
            measure,
            party,
            low,
            high,
            rule,
            other=bool(count and count.other),
        )

    def party_of(self, phrase: Phrase) -> Party:
        """The phrase's own party, that of what it is "of", or that of the noun before."""
        complement = phrase.detail.get("of")
        person = next((n for n in phrase.names if n.type == "Person"), None)
        if person is not None and phrase.party in (None, "unknown"):
            return self.persons.get(person.entity, "unknown")
        if phrase.party and phrase.party != "unknown":
            return phrase.party
        if isinstance(complement, Phrase) and complement.party and phrase.sort in ("person", "number"):
            return complement.party
        if phrase.sort == "pronoun" or phrase.detail.get("whole_of"):
            return self.antecedent(phrase) or "unknown"
        if phrase.detail.get("other"):
            return self.party or self.before or "unknown"
        if phrase.sort == "number":
            return self.party or "unknown"
        return phrase.party or "unknown"

    def antecedent(self, phrase: Phrase) -> Party | None:
        """The party of the last people named before "them" in the sentence, else that of the sentence before."""
        k = phrase.first - 1
        first = self.parse.sentence_at(phrase.start).first
        while k >= first:
            left = self.reader.cover.get(k)
            if left is not None and left.sort == "person" and left.party and left.detail.get("plural"):
                return left.party
            k = (left.first if left is not None else k) - 1
        return self.party or self.before

    def single(self, phrase: Phrase) -> bool:
        """One person: a name, a singular noun ("a policeman", "the mayor"), or one of a group ("a Maoist")."""
        head = self.tokens[phrase.head]
        one = self.tokens[phrase.first].lower in ("a", "an")
        if any(n.type == "Person" for n in phrase.names):
            return True
        if head.lower in self.classes["mass"]:
            return one and head.lower not in self.classes["collectives"]
        if phrase.names and phrase.names[-1].last > phrase.head:
            return one and phrase.names[-1].type == "Group" and phrase.names[-1].last - phrase.names[-1].first == 1
        return not head.lower.endswith("s") and head.text[0].islower()

    def parts(self, phrase: Phrase, whole: Toll) -> list[Toll]:
        """As in "…, including 131 students", "…—five of them children", "…, nine of whom were Chinese"."""
        out: list[Toll] = []
        k = self.reader.end_of(phrase)
        last = self.reader.last_of(phrase)
        for _ in range(3):
            while k < last and self.tokens[k].text in (",", "—", "–", "(", ")", "-", "--"):
                k += 1
            if k < last and (
                self.tokens[k].lower in self.classes["inclusions"]
                or (self.tokens[k].lower == "and" and k + 1 < last and self.tokens[k + 1].lower in self.classes["inclusions"])
            ):
                k += 2 if self.tokens[k].lower == "and" else 1
                if k < last and self.tokens[k].lower in ("them", "whom", "those"):
                    k += 1
            inner = self.reader.cover.get(k)
            if inner is None or inner.first < phrase.last:
                break
            found = self.inner_parts(inner, whole.measure, last)
            if not found:
                break
            out += found
            k = self.reader.end_of(inner) if len(found) == 1 else last
            after = self.reader.cover.get(k)
            if inner.detail.get("whole_of") and after is not None:
                k = after.last
        return out

    def inner_parts(self, inner: Phrase, measure: str, last: int) -> list[Toll]:
        """The parts that begin with the phrase `inner`."""
        k = self.reader.end_of(inner)
        if inner.detail.get("whole_of") and inner.sort in ("pronoun", "number"):
            while k < last and (self.tokens[k].lower in self.classes["be"] or self.tokens[k].text == ","):
                k += 1
            kind = self.reader.cover.get(k)
            if kind is None or kind.party is None or inner.count is None:
                return []
            return [self.part(inner, kind, measure)]
        out = []
        for phrase in self.reader.coordinated_right(inner):
            if (
                phrase.sort == "person"
                and phrase.party
                and (phrase.count is not None or (self.single(phrase) and not phrase.detail.get("plural")))
            ):
                out.append(self.part(phrase, phrase, measure))
        return out

    def part(self, counted: Phrase, kind: Phrase, measure: str) -> Toll:
        count = counted.count
        low, high, rule = (count.low, count.high, count.rule) if count is not None else (1, 1, "exact")
        start, end = counted.start, kind.end
        return Toll(start, end, self.parse.text[start:end], measure, kind.party or "unknown", low, high, rule, part=True)


def person_parties(parse: Parse, reader: Neighbours) -> dict[str, Party]:
    """The party of each named person, by a title before the name or an apposition on either side of it."""
    out: dict[str, Party] = {}
    for phrase in parse.phrases:
        name = next((n for n in phrase.names if n.type == "Person"), None)
        if name is None or name.entity in out:
            continue
        words = [parse.tokens[k].lower for k in range(phrase.first, name.first)]
        found = [reader.words.party.get(w) or reader.words.party_modifiers.get(w) for w in reversed(words)]
        sides = [reader.cover.get(phrase.last + 1) if comma(parse, phrase.last) else None]
        sides.append(reader.cover.get(phrase.first - 2) if comma(parse, phrase.first - 1) else None)
        for side in sides:
            if side is not None and side.sort == "person" and not any(n.type == "Person" for n in side.names):
                body = side.detail.get("of")
                found += [body.party if isinstance(body, Phrase) and body.party else None, side.party]
        party = next((p for p in found if p and p != "unknown"), None)
        if party is not None:
            out[name.entity] = party  # type: ignore[assignment]
    return out


def comma(parse: Parse, k: int) -> bool:
    return 0 <= k < len(parse.tokens) and parse.tokens[k].text == ","


def spelt_out(tolls: list[Toll]) -> list[Toll]:
    """As in "three civilians, two men and a woman": figures that add up to the first only spell it out."""
    if len(tolls) > 2 and tolls[0].low is not None and tolls[0].low == sum(t.low or 0 for t in tolls[1:]):
        return tolls[:1]
    return tolls


Range = tuple[int | None, int | None]


def minus(whole: Range, part: Range) -> Range | None:
    """What is left of a whole after a part; None if nothing is, or the part is larger."""
    low = max(0, whole[0] - (part[0] or 0)) if whole[0] is not None else None
    high = whole[1] - (part[0] or part[1] or 0) if whole[1] is not None else None
    if (high is not None and high <= 0) or (low == 0 and high is None and whole[1] is not None):
        return None
    return (low if low else None if high is None else low, high)


def plus(a: Range, b: Range) -> Range:
    """Both together; open if either is."""
    low = a[0] + b[0] if a[0] is not None and b[0] is not None else a[0] if b[0] is None else b[0]
    high = a[1] + b[1] if a[1] is not None and b[1] is not None else None
    return low, high
