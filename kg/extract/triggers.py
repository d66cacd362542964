"""What sets off an event: the trigger lexicon, compiled once a schema, and the matching of its patterns in tokens."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.extract.parse import Token
from kg.extract.wordclasses import noun_forms, verb_forms
from kg.schema import Schema

JOINERS = frozenset(("-", "'s", "’s", "'"))
GAP = 9
"""Words that a "*" in a pattern may stand for, at most."""


@dataclass(frozen=True)
class Act:
    """One act of schema/lexicon/triggers.yaml.

    needs: what an argument must be; victims: the party that its measure is taken of (None: any); dated: an event only
    with a date of its own (a founding, a ban; without one it is a relation).
    """

    name: str
    roles: str
    type: str | None
    measure: str | None
    needs: str | None = None
    victims: str | None = None
    dated: bool = False


@dataclass(frozen=True)
class Pattern:
    """A trigger: a set of forms for each word, None for a gap. noun: names the event instead of telling it."""

    act: Act
    parts: tuple[frozenset[str] | None, ...]
    noun: bool
    text: str


@dataclass(frozen=True)
class Hit:
    """Tokens [first, last) match a pattern; gap: the tokens that "*" stood for."""

    pattern: Pattern
    first: int
    last: int
    gap: tuple[int, int] | None


@dataclass(frozen=True)
class Triggers:
    """Patterns by each form of their first word; the longest come first."""

    acts: dict[str, Act]
    patterns: dict[str, tuple[Pattern, ...]]
    light: dict[str, tuple[Pattern, ...]]
    happens: dict[str, tuple[Pattern, ...]]
    verbs: frozenset[str]
    nouns: frozenset[str]

    def match(self, index: dict[str, tuple[Pattern, ...]], tokens: list[Token], i: int, last: int) -> Iterator[Hit]:
        """Every pattern that begins at token i and ends before `last`."""
        for pattern in index.get(tokens[i].lower, ()):
            hit = fit(pattern, tokens, i, last)
            if hit is not None:
                yield hit


def fit(pattern: Pattern, tokens: list[Token], i: int, last: int) -> Hit | None:
    """The pattern at token i, or None. A gap takes as few words as it can and stops at punctuation."""
    at, gap, k = i + 1, None, 1
    parts = pattern.parts
    while k < len(parts):
        if parts[k] is None:
            start, tail = at, parts[k + 1 :]
            while not follows(tail, tokens, at, last) or at == start:
                if at >= last or at - start > GAP or not (tokens[at].text[0].isalnum() or tokens[at].text in JOINERS):
                    return None
                at += 1
            return Hit(pattern, i, at + len(tail), (start, at))
        if at >= last or tokens[at].lower not in (parts[k] or ()):
            return None
        at, k = at + 1, k + 1
    return Hit(pattern, i, at, gap)


def follows(tail: tuple[frozenset[str] | None, ...], tokens: list[Token], at: int, last: int) -> bool:
    """Do the words after a gap stand at token `at`?"""
    return at + len(tail) <= last and all(tokens[at + n].lower in (part or ()) for n, part in enumerate(tail))


def verb_words(schema: Schema) -> frozenset[str]:
    """Every form of a one-word verb trigger, and of the verbs that open longer ones."""
    return triggers_of(schema).verbs


def noun_triggers(schema: Schema) -> frozenset[str]:
    """Every form of the last word of a noun trigger."""
    return triggers_of(schema).nouns


@cache
def triggers_of(schema: Schema) -> Triggers:
    """schema/lexicon/triggers.yaml as patterns."""
    data = schema.lexicon["triggers"]
    irregular: dict[str, list[str]] = data["irregular"]
    patterns: list[Pattern] = []
    for name, entry in data["acts"].items():
        act = Act(
            name,
            entry["roles"],
            entry.get("type"),
            entry.get("measure"),
            entry.get("needs"),
            entry.get("victims"),
            entry.get("dated", False),
        )
        patterns += [compile_pattern(act, text, False, irregular) for text in entry["verbs"]]
        patterns += [compile_pattern(act, text, True, irregular) for text in entry["nouns"]]
    plain = Act("", "agent", None, None)
    lists = {key: [compile_pattern(plain, text, False, irregular) for text in data[key]] for key in ("light_verbs", "happens")}
    opening = [p for group in (patterns, *lists.values()) for p in group if not p.noun]
    return Triggers(
        acts={p.act.name: p.act for p in patterns},
        patterns=by_first(patterns),
        light=by_first(lists["light_verbs"]),
        happens=by_first(lists["happens"]),
        verbs=frozenset(form for p in opening for form in p.parts[0] or ()),
        nouns=frozenset(form for p in patterns if p.noun for form in p.parts[-1] or ()),
    )


def compile_pattern(act: Act, text: str, noun: bool, irregular: dict[str, Any]) -> Pattern:
    """As in "blow+ * up" -> [{blow, blew, …}, gap, {up}]."""
    return Pattern(act, tuple(compile_part(word, irregular) for word in text.split()), noun, text)


def compile_part(word: str, irregular: dict[str, Any]) -> frozenset[str] | None:
    if word == "*":
        return None
    if word.endswith("+"):
        return frozenset(verb_forms(word[:-1], irregular))
    if word.endswith("#"):
        return frozenset(noun_forms(word[:-1]))
    return frozenset(word.split("|"))


def by_first(patterns: list[Pattern]) -> dict[str, tuple[Pattern, ...]]:
    """{form of the first word: patterns, longest first}."""
    out: dict[str, list[Pattern]] = {}
    for pattern in patterns:
        for form in sorted(pattern.parts[0] or ()):
            out.setdefault(form, []).append(pattern)
    return {form: tuple(sorted(listed, key=lambda p: -len(p.parts))) for form, listed in sorted(out.items())}
