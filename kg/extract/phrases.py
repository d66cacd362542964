"""Stage 4: noun phrases over an open vocabulary.

Closed-class words, numerals, punctuation, known verbs and suffixes say where a phrase begins and ends; its head may be any
word. The lexicons only type a head (docs/reading.md has the measurements behind this).
"""

from bisect import bisect_left

from kg.extract.counts import counts_by_token
from kg.extract.parse import Name, Parse, Party, Phrase, Sort, Token
from kg.extract.triggers import noun_triggers, verb_words
from kg.extract.wordclasses import Words, words_of
from kg.schema import Schema
from kg.values.numbers import Count

NAMED_SORT: dict[str, Sort] = {"Group": "person", "Institution": "person", "Person": "person", "Place": "place"}


def find_phrases(parse: Parse, schema: Schema) -> None:
    """Fill Parse.phrases, in text order; phrases do not overlap."""
    chunker = Chunker(parse, schema)
    for sentence in parse.sentences:
        chunker.chunk(sentence.first, sentence.last)
    parse.phrases = sorted(chunker.phrases, key=lambda p: p.first)


QUOTES = frozenset("\"'“”‘’")


class Chunker:
    """One pass over the tokens; `phrases` fills up."""

    def __init__(self, parse: Parse, schema: Schema) -> None:
        self.tokens = parse.tokens
        self.words: Words = words_of(schema)
        self.classes = self.words.classes
        self.verbs = verb_words(schema) | self.classes["verbs"]
        self.event_nouns = noun_triggers(schema)
        self.counts = counts_by_token(parse, schema)
        self.phrases: list[Phrase] = []
        self.dated = {k for w in parse.whens for k in range(parse.token_at(w.start), parse.token_at(w.end - 1) + 1)}
        self.closed = (
            self.classes["prepositions"] | self.classes["conjunctions"] | self.classes["be"] | self.classes["have"]
            | self.classes["do"] | self.classes["modals"] | self.classes["adverbs"] | self.classes["adjectives"]
        ) - self.classes["quantifiers"]  # fmt: skip
        self.name_at: dict[int, Name] = {}
        self.whole: dict[int, Name] = {}
        for name in sorted(parse.names, key=lambda n: (n.last - n.first, n.first)):
            if name.via == "name":
                self.name_at.update(dict.fromkeys(range(name.first, name.last), name))
            else:
                self.whole[name.last - 1] = name

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

    def run(self, start: int, first: int, last: int) -> int:
        """End of the phrase that begins at `start`."""
        end = start + 1
        while end < last:
            here = self.tokens[end]
            if (
                here.text == "("
                and end + 2 < last
                and self.tokens[end + 2].text == ")"
                and end + 1 in self.name_at
                and end - 1 in self.name_at
            ):
                end += 3
                continue
            if not self.inside(end, first, last) or self.breaks(end, start):
                break
            end += 1
        return end

    def breaks(self, i: int, start: int) -> bool:
        """Does a new phrase begin at i, inside a run of nouns?"""
        here, before = self.tokens[i], self.tokens[i - 1]
        if i in self.counts and self.counts[i] is self.counts.get(i - 1):
            return False
        if i in self.name_at:
            return before.lower in self.classes["times"] and i - 1 not in self.name_at
        if here.lower in self.classes["determiners"] or here.lower == "another":
            return before.lower not in self.classes["quantifiers"]
        if before.lower in self.classes["times"] and i - 1 not in self.name_at and here.lower not in self.classes["times"]:
            return before.lower not in ("day", "night", "morning", "evening", "year", "time") or self.is_number(i)
        if self.is_number(i) and not self.is_number(i - 1) and before.text != "-":
            return (
                i - 1 not in self.name_at
                and before.text.isalpha()
                and before.lower not in self.classes["quantifiers"] | self.classes["determiners"]
                and before.text.islower()
                and before.lower not in self.classes["adverbs"]
            )
        return False

    def is_number(self, i: int) -> bool:
        return i in self.counts or self.tokens[i].text[0].isdigit()

    def inside(self, i: int, first: int, last: int) -> bool:
        """May token i stand in a noun phrase?"""
        if i in self.name_at or i in self.counts:
            return True
        token = self.tokens[i]
        low = token.lower
        before = self.tokens[i - 1] if i > first else None
        after = self.tokens[i + 1] if i + 1 < last else None
        if low in ("'s", "’s"):
            return before is not None and before.end == token.start and after is not None and not self.verbal_s(i, last)
        if low in ("'", "’"):
            return (
                before is not None
                and before.end == token.start
                and before.lower.endswith("s")
                and after is not None
                and after.text.isalpha()
                and after.start > token.end
            )
        if low == "-":
            return (
                before is not None
                and before.end == token.start
                and after is not None
                and after.text[0].isalnum()
                and after.start == token.end
            )
        if (
            before is not None
            and before.text == "-"
            and token.text[0].isalpha()
            and before.end == token.start
            and i >= first + 2
            and self.tokens[i - 2].end == before.start
        ):
            return True
        if low in self.classes["determiners"]:
            return after is not None and not (low == "that" and not self.opens_noun(i, last))
        if token.text in QUOTES:
            opening = after is not None and after.text.islower() and after.start == token.end
            if before is None or not opening or before.end == token.start:
                return False
            return before.lower in self.classes["determiners"] or (before.text.islower() and self.inside(i - 1, first, last))
        if not token.text[0].isalnum():
            return False
        if low in self.classes["ordinals"] and before is not None and before.lower in self.classes["determiners"]:
            return after is not None and after.text[0].isalnum()  # "the last stronghold"
        if low in self.closed or low in self.classes["pronouns"]:
            return False
        if low in self.classes["quantifiers"]:
            return True
        if low in self.event_nouns and self.noun_like(i, first, last):
            return True
        if low in self.verbs and self.nameable(low):
            return self.noun_like(i, first, last)
        if low in self.verbs and not self.modifies(i, first, last):
            return (self.noun_like(i, first, last) and low in self.classes["ing_nouns"]) or (
                before is not None and before.lower in ("the",) and low in ("wounded", "injured", "killed")
            )
        if low.endswith("ly") and low not in self.classes["ly_nouns"] and (token.text.islower() or i == first):
            return (
                before is not None
                and (before.lower in self.classes["determiners"])
                and after is not None
                and after.text[0].isalpha()
            )
        if low.endswith(("ed", "ing")) and token.text.islower() and low not in self.classes["ing_nouns"]:
            return self.modifies(i, first, last)
        return True

    def nameable(self, low: str) -> bool:
        """A verb form that is also a noun of the field: "force", "shell", "mine"."""
        head = self.words.singular(low)
        return not low.endswith(("ed", "ing")) and (
            head in self.words.party or head in self.words.weapon_heads or head in self.words.sites
        )

    def verbal_s(self, i: int, last: int) -> bool:
        """Is 's here a verb ("he's")?"""
        return self.tokens[i - 1].lower in self.classes["pronouns"]

    def opens_noun(self, i: int, last: int) -> bool:
        """ "that attack" is a phrase, "that attacks" is not: the next word is a plain noun, singular, then no noun again."""
        nxt = self.tokens[i + 1] if i + 1 < last else None
        return (
            nxt is not None
            and (
                nxt.lower in self.event_nouns
                or nxt.lower in self.classes["times"]
                or self.words.singular(nxt.lower) in self.words.party
            )
            and nxt.text.islower()
            and not nxt.lower.endswith("s")
        )

    def modifies(self, i: int, first: int, last: int) -> bool:
        """Is a participle here a modifier: after a determiner, number, adjective or preposition, before a noun?"""
        if i + 1 >= last:
            return False
        token, after = self.tokens[i], self.tokens[i + 1]
        if (
            not after.text[0].isalnum()
            or after.lower in self.closed
            or after.lower in self.classes["determiners"]
            or after.lower in self.classes["pronouns"]
        ):
            return after.text == "-" and after.start == token.end
        if not token.lower.endswith(("ed", "ing", "en", "wn", "id")) and token.lower not in self.classes["ed_adjectives"]:
            return False
        if self.is_number(i + 1) or after.lower in ("by",):
            return False
        before = self.tokens[i - 1] if i > first else None
        if before is None:
            return token.lower in self.classes["ed_adjectives"] or (
                token.text[0].isupper() and token.lower.endswith("ed") and after.text.islower()
            )
        if (
            before.lower in self.classes["determiners"]
            or before.text == "-"
            or self.is_number(i - 1)
            or before.lower in self.classes["quantifiers"]
        ):
            return True
        if before.lower in ("'s", "’s"):
            return True
        if token.lower in self.classes["ed_adjectives"]:
            return before.lower not in self.classes["be"] or after.lower not in self.classes["times"]
        if before.lower in self.classes["prepositions"] and token.lower.endswith("ed"):
            return True
        if before.lower in self.classes["locating"] and i + 1 in self.name_at and token.lower not in self.verbs:
            return True
        return before.lower.endswith("ly") and i >= first + 2 and self.tokens[i - 2].lower in self.classes["determiners"]

    def noun_like(self, i: int, first: int, last: int) -> bool:
        """Is a word that may be verb or noun ("attack", "strikes", "killing") a noun here?"""
        token = self.tokens[i]
        before = self.tokens[i - 1] if i > first else None
        after = self.tokens[i + 1] if i + 1 < last else None
        low = token.lower
        if low not in self.verbs:
            return True
        if before is not None and (
            before.lower in ("to", "who", "which")
            or before.lower in self.classes["modals"]
            or before.lower in self.classes["subject_pronouns"]
        ):
            return (
                before.lower == "to"
                and not self.opens_phrase(after)
                and after is not None
                and after.lower in ("on", "against", ",", ".", "in", "by", "and")
            )
        if before is not None and (
            before.lower in self.classes["determiners"]
            or before.lower in ("'s", "’s", "'", "’", "-")
            or self.is_number(i - 1)
            or before.lower in self.classes["quantifiers"]
        ):
            return True
        if after is not None and after.lower == "of":
            return True
        if low.endswith("ing"):
            if before is not None and before.lower in self.classes["be"]:
                return False
            return not self.opens_phrase(after)
        if (
            before is not None
            and before.lower in self.classes["prepositions"]
            and before.lower not in ("after", "before", "since", "as")
        ):
            return True
        return (
            not self.opens_phrase(after)
            and (before is None or before.lower not in self.classes["pronouns"])
            and ((before is not None and before.text[0].isalnum()) or low.endswith("s") or before is None or before.text in ',"“')
        )

    def opens_phrase(self, token: Token | None) -> bool:
        """Does a noun phrase begin with this token?"""
        if token is None or not token.text[0].isalnum():
            return False
        if token.index in self.counts:
            return True
        if (
            token.index in self.name_at
            or token.lower in self.classes["determiners"]
            or token.lower in self.classes["quantifiers"]
        ):
            return True
        return not (
            token.lower in self.closed
            or (token.lower in self.verbs and token.lower not in self.classes["ed_adjectives"])
            or token.lower in self.classes["times"]
        )

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
        """ "members of X", "gunmen from X", "a militant linked to X": only such words stand between."""
        gap = [self.tokens[k].lower for k in range(left.last, right.first) if self.tokens[k].text not in (")", ",", *QUOTES)]
        return gap == ["of"] or (left.sort == "person" and bool(gap) and all(w in self.classes["links"] for w in gap))

    def inherit(self, left: Phrase, right: Phrase) -> None:
        """ "members of the TTP" means the TTP; its own party wins over that of what it belongs to."""
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
        """ "TTP militants", "Frontier Corps soldiers": the phrase means the named body."""
        for name in reversed(phrase.names):
            if name.type in ("Group", "Institution"):
                phrase.entity = name.entity
                if name.type == "Group" and phrase.party in (None, "unknown"):
                    phrase.party = "militants"
                return


def as_party(word: str | None) -> Party | None:
    return word if word in ("state", "militants", "civilians", "unknown") else None  # type: ignore[return-value]


def phrase_index(parse: Parse) -> list[int]:
    """First tokens of the phrases, for bisection."""
    return [p.first for p in parse.phrases]


def phrases_between(parse: Parse, starts: list[int], first: int, last: int) -> list[Phrase]:
    """Phrases that begin in tokens [first, last)."""
    return parse.phrases[bisect_left(starts, first) : bisect_left(starts, last)]
