"""Where a noun phrase begins and ends: by closed-class words, numerals, punctuation, known verbs and suffixes."""

from kg.extract.counts import counts_by_token
from kg.extract.parse import Name, Parse, Token
from kg.extract.triggers import noun_triggers, verb_words
from kg.extract.wordclasses import Words, words_of
from kg.schema import Schema

QUOTES = frozenset("\"'“”‘’")


class Bounds:
    """Says of each token whether it may stand in a noun phrase, and whether a new one begins there."""

    def __init__(self, parse: Parse, schema: Schema) -> None:
        self.tokens = parse.tokens
        self.words: Words = words_of(schema)
        self.classes = self.words.classes
        self.verbs = verb_words(schema) | self.classes["verbs"]
        self.event_nouns = noun_triggers(schema)
        self.counts = counts_by_token(parse, schema)
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
            return before is not None and before.end == token.start and after is not None and not self.verbal_s(i)
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

    def verbal_s(self, i: int) -> bool:
        """Is 's here a verb ("he's")?"""
        return self.tokens[i - 1].lower in self.classes["pronouns"]

    def opens_noun(self, i: int, last: int) -> bool:
        """As in "that attack" is a phrase, "that attacks" is not: the next word is a plain noun, singular, then no noun again."""
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
