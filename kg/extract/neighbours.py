"""The phrases of a sentence and how they hang together: lists, "of" complements, subjects of verbs."""

from bisect import bisect_left

from kg.extract.parse import Clause, Parse, Phrase, Sentence
from kg.extract.triggers import Triggers, triggers_of
from kg.extract.wordclasses import words_of
from kg.schema import Schema

REACH = 30
"""Tokens that a frame looks left or right for an argument, at most: keeps 10,000-word sentences linear."""


class Neighbours:
    """Phrases by their tokens; the sentence in hand is tokens [first, last), `found` the clauses read in it so far."""

    def __init__(self, parse: Parse, schema: Schema) -> None:
        self.parse, self.schema = parse, schema
        self.tokens, self.phrases = parse.tokens, parse.phrases
        self.triggers: Triggers = triggers_of(schema)
        self.words = words_of(schema)
        self.classes = self.words.classes
        self.stops = self.classes["relatives"] | self.classes["reporting"] | self.classes["clause_openers"]
        self.starts = [p.first for p in self.phrases]
        self.cover = {k: p for p in self.phrases for k in range(p.first, p.last)}
        self.first = self.last = 0
        self.found: list[Clause] = []

    def enter(self, sentence: Sentence) -> None:
        """Take a sentence in hand."""
        self.first, self.last, self.found = sentence.first, sentence.last, []

    def between(self, first: int, last: int) -> list[Phrase]:
        """Phrases that begin in tokens [first, last)."""
        return self.phrases[bisect_left(self.starts, first) : bisect_left(self.starts, last)]

    def is_relative(self, i: int) -> bool:
        return i >= self.first and self.tokens[i].lower in self.classes["relatives"] and i not in self.cover

    def end_of(self, phrase: Phrase) -> int:
        """Token after the phrase and its "of" complement."""
        end = phrase.last
        seen = 0
        while "of" in phrase.detail and seen < 4:
            phrase = phrase.detail["of"]
            end, seen = phrase.last, seen + 1
        while end < self.last and self.tokens[end].text in (")", "("):
            closing = end + 2 if self.tokens[end].text == "(" else end
            if closing >= self.last or self.tokens[closing].text != ")":
                break
            end = closing + 1
        return end

    def head_of(self, phrase: Phrase) -> Phrase:
        """From the complement of "of" to the phrase that has it."""
        for _ in range(4):
            left = self.cover.get(phrase.first - 2)
            if left is None or left.detail.get("of") is not phrase:
                return phrase
            phrase = left
        return phrase

    def ends_at(self, k: int) -> Phrase | None:
        """The phrase whose last token is k, or that stands before brackets which close there ("Ana Roe (22)")."""
        while k >= self.first and self.tokens[k].text == ")":
            opening = k - 2 if k - 2 >= self.first and self.tokens[k - 2].text == "(" else k
            k = opening - 1
        return self.cover.get(k)

    def last_of(self, phrase: Phrase) -> int:
        """End of the sentence that holds the phrase."""
        return self.parse.sentence_at(phrase.start).last

    def after_word(self, k: int) -> tuple[Phrase, ...]:
        """The phrase right after token k."""
        phrase = self.cover.get(k + 1)
        return (phrase,) if phrase is not None else ()

    def negative(self, phrase: Phrase) -> bool:
        """As in "no one", "nobody else", "none of them"."""
        return (
            self.tokens[phrase.first].lower in self.classes["negations"]
            or self.tokens[max(0, phrase.first - 1)].lower in self.classes["negations"]
        )

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
        """As in "Ana Roe, head of the council, and six others": what is listed after an apposition to a named person."""
        if nxt is None or nxt.count is not None or not any(n.type == "Person" for n in phrase.names):
            return nxt
        k = self.end_of(nxt)
        while k in self.cover:
            k = self.cover[k].last
        if k + 2 < self.last and self.tokens[k].text == "," and self.tokens[k + 1].lower == "and":
            further = self.cover.get(k + 2)
            if further is not None and further.count is not None:
                return further
        named = any(n.type == "Person" for n in nxt.names)
        return nxt if named or self.tokens[nxt.first].lower not in self.classes["apposition"] else None

    def list_goes_on(self, phrase: Phrase) -> bool:
        """After a comma: is the phrase an item of a list (a further "and" follows, or it is counted)?"""
        k = self.end_of(phrase)
        return (k < self.last and self.tokens[k].lower == "and") or (
            phrase.count is not None and k < self.last and self.tokens[k].text == ","
        )

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
            if left is not None and {left.sort, phrase.sort} == {"site", "person"}:
                break  # "seized the hotel and twenty guests died"
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
