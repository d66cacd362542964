"""Stage 4: noun phrases over an open vocabulary.

Closed-class words and suffixes bound a phrase (kg/extract/bounds.py); its head may be any word. The lexicons only type a head
(docs/reading.md has the measurements behind this).
"""

from kg.extract.bounds import QUOTES, Bounds
from kg.extract.parse import Name, Parse, Party, Phrase, Sort
from kg.schema import Schema
from kg.values.numbers import Count

NAMED_SORT: dict[str, Sort] = {"Group": "person", "Institution": "person", "Person": "person", "Place": "place"}


def find_phrases(parse: Parse, schema: Schema) -> None:
    """Fill Parse.phrases, in text order; phrases do not overlap."""
    chunker = Chunker(parse, schema)
    for sentence in parse.sentences:
        chunker.chunk(sentence.first, sentence.last)
    parse.phrases = sorted(chunker.phrases, key=lambda p: p.first)


class Chunker(Bounds):
    """One pass over the tokens; `phrases` fills up, each with its head, sort, party, number and entity."""

    def __init__(self, parse: Parse, schema: Schema) -> None:
        super().__init__(parse, schema)
        self.phrases: list[Phrase] = []

    def chunk(self, first: int, last: int) -> None:
        """Cut tokens [first, last) of a sentence into phrases."""
        i = first
        while i < last:
            if self.tokens[i].lower in self.classes["pronouns"] and i not in self.name_at:
                self.add(i, i + 1, i, last)
                i += 1
            elif self.inside(i, first, last):
                end = self.run(i, first, last)
                self.close(i, end, last)
                i = end
            else:
                i += 1

    def close(self, start: int, end: int, last: int) -> None:
        """Trim [start, end), find the head, add the phrase."""
        skip = self.classes["times"]
        head = end - 1
        while head > start and (
            self.tokens[head].lower in ("'s", "’s", "'", "’", "-", ")", "(")
            or (self.tokens[head].lower in skip and head not in self.name_at)
            or self.tokens[head].lower in ("last", "same", "next")
        ):
            head -= 1
        if self.tokens[head].lower in self.classes["determiners"] and head not in self.name_at:
            return
        self.add(start, head + 1, head, last)
        if head + 1 < end and any(self.tokens[k].lower in skip for k in range(head + 1, end)):
            self.add(head + 1, end, end - 1, last)

    def add(self, start: int, end: int, head: int, last: int) -> None:
        """Append tokens [start, end) as a typed phrase; "12 of them", "a group of gunmen" are one phrase."""
        low = self.tokens[head].lower
        names = self.names_in(start, end)
        phrase = Phrase(start, end, head, self.tokens[start].start, self.tokens[end - 1].end, names=names)
        phrase.count = self.count_in(start, head + 1)
        if phrase.count is not None and phrase.count.start < phrase.start:
            while start > 0 and self.tokens[start - 1].start >= phrase.count.start:
                start -= 1
            phrase.first, phrase.start = start, self.tokens[start].start
        self.type(phrase)
        previous = self.phrases[-1] if self.phrases else None
        if previous is not None and self.linked(previous, phrase):
            if self.quantity(previous) and self.tokens[previous.last].lower == "of":
                self.phrases.pop()
                phrase.count = previous.count or phrase.count
                phrase.first, phrase.start = previous.first, previous.start
                phrase.detail["whole_of"] = True
                phrase.detail["bodies"] = self.tokens[previous.head].lower in self.classes["bodies"]
            else:
                previous.detail["of"] = phrase
                self.inherit(previous, phrase)
        if low in self.words.irregular_plurals or low.endswith("s"):
            phrase.detail["plural"] = True
        self.phrases.append(phrase)

    def linked(self, left: Phrase, right: Phrase) -> bool:
        """As in "members of X", "gunmen from X", "a militant linked to X": only such words stand between."""
        gap = [self.tokens[k].lower for k in range(left.last, right.first) if self.tokens[k].text not in (")", ",", *QUOTES)]
        return gap == ["of"] or (left.sort == "person" and bool(gap) and all(w in self.classes["links"] for w in gap))

    def inherit(self, left: Phrase, right: Phrase) -> None:
        """As in "members of the TTP" means the TTP; its own party wins over that of what it belongs to."""
        body = right.entity is not None and right.sort == "person" and (not right.names or right.names[-1].type != "Person")
        if left.sort != "person" or left.entity is not None or not body:
            return
        left.entity = right.entity
        if self.words.singular(self.tokens[left.head].lower) in self.words.open_heads or left.party in (None, "unknown"):
            left.party = right.party

    def names_in(self, start: int, end: int) -> tuple[Name, ...]:
        out: list[Name] = []
        for k in range(start, end):
            name = self.name_at.get(k)
            if name is not None and (not out or out[-1] is not name):
                out.append(name)
        return tuple(out)

    def count_in(self, start: int, end: int) -> Count | None:
        """The last number that counts the head ("the second group of 12 men" -> 12)."""
        found = [self.counts[k] for k in range(start, end) if k in self.counts and k not in self.name_at]
        return found[-1] if found else None

    def quantity(self, phrase: Phrase) -> bool:
        """Does the phrase only say how many: "a total", "12", "dozens", "a group", "the bodies"?"""
        low = self.tokens[phrase.head].lower
        return phrase.sort == "number" or low in self.classes["collectives"]

    def type(self, phrase: Phrase) -> None:
        """Set sort, party and entity."""
        head = self.tokens[phrase.head]
        low, name = head.lower, self.name_at.get(phrase.head)
        whole = self.whole.get(phrase.head)
        if name is not None:
            phrase.sort, phrase.entity = NAMED_SORT.get(name.type, "other"), name.entity
            phrase.party = self.name_party(name)
            if name.type == "Institution":
                self.type_by_words(phrase, low)
            if name.type == "Place" and name.place_kind == "site":
                phrase.sort = "site"
            return
        if low in self.classes["pronouns"]:
            phrase.sort = "pronoun"
        elif low in self.classes["times"] or phrase.head in self.dated:
            phrase.sort = "time"
        elif phrase.head in self.counts:
            phrase.sort = "number"
        elif low in self.event_nouns:
            phrase.sort = "event"
        else:
            self.type_by_words(phrase, low)
        if phrase.sort == "other" and phrase.count is not None and any(n.type == "Group" for n in phrase.names):
            phrase.sort, phrase.party = "person", "militants"  # "five JNIM conduits": whoever is counted under a group's name
        if whole is not None:
            phrase.entity = whole.entity
            if phrase.sort in ("other", "pronoun"):
                phrase.party = phrase.party or self.name_party(whole)
                phrase.sort = NAMED_SORT[whole.type] if phrase.sort == "other" else phrase.sort
        elif phrase.sort == "person" and phrase.names:
            self.take_name(phrase)

    def type_by_words(self, phrase: Phrase, low: str) -> None:
        """Party and sort from the head word and what stands before it."""
        head = self.words.singular(low)
        party: str | None = self.words.party.get(head)
        if party is not None and head in self.words.open_heads:
            party = self.modifier_party(phrase) or party
        if party == "militants" and any(self.tokens[k].lower in self.words.former for k in range(phrase.first, phrase.head)):
            party = "civilians"
        if party is not None:
            phrase.sort, phrase.party = "person", as_party(party)
            if head == "other":
                phrase.party = None
                phrase.detail["other"] = True
        elif phrase.sort == "other" and head in self.words.weapon_heads and (head not in self.words.sites or self.laden(phrase)):
            phrase.sort = "weapon"
            phrase.party = as_party(self.modifier_party(phrase))
        elif phrase.sort == "other" and head in self.words.sites:
            phrase.sort = "site"
            phrase.party = as_party(self.modifier_party(phrase))

    def name_party(self, name: Name) -> Party | None:
        """Groups are militants; bodies with a word of force or office in the name are the state; parties and firms neither."""
        if name.type == "Group":
            return "militants"
        if name.type != "Institution":
            return None
        said = [t.lower for t in self.tokens[name.first : name.last]] + name.name.casefold().split()
        state = self.words.party_modifiers, self.words.party
        if any(table.get(self.words.singular(w)) == "state" or table.get(w) == "state" for w in said for table in state):
            return "state"
        return None

    def laden(self, phrase: Phrase) -> bool:
        """A vehicle is a weapon when explosives stand before it: "a bomb-laden truck"."""
        before = [self.words.singular(self.tokens[k].lower) for k in range(phrase.first, phrase.head)]
        return any(w in self.words.weapon_heads and w not in self.words.sites for w in before)

    def modifier_party(self, phrase: Phrase) -> str | None:
        """Party by the words and names before an open head: "police officers", "TTP men", "aid workers"."""
        for k in range(phrase.head - 1, phrase.first - 1, -1):
            name = self.name_at.get(k)
            if name is not None and name.type in ("Group", "Institution"):
                return self.name_party(name)
            party = self.words.party_modifiers.get(self.tokens[k].lower) or self.words.party.get(
                self.words.singular(self.tokens[k].lower)
            )
            if party is not None and party != "unknown":
                return party
        return None

    def take_name(self, phrase: Phrase) -> None:
        """As in "TTP militants", "Frontier Corps soldiers": the phrase means the named body."""
        for name in reversed(phrase.names):
            if name.type in ("Group", "Institution"):
                phrase.entity = name.entity
                if name.type == "Group" and phrase.party in (None, "unknown"):
                    phrase.party = "militants"
                return


def as_party(word: str | None) -> Party | None:
    return word if word in ("state", "militants", "civilians", "unknown") else None  # type: ignore[return-value]
