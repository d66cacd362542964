"""re3d's relations inside a sentence: two mentions and the word between them, titles, short forms, figures with their nouns."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from re3d_entities import Span, table

from kg.extract.parse import Parse, Token

Relation = tuple[str, Span, Span]


def relations(parse: Parse, spans: list[Span]) -> list[Relation]:
    """In text order, each once."""
    out: dict[Relation, None] = {}
    for sentence in parse.sentences:
        inside = spans[bisect_left(spans, Span(sentence.start, 0, "")) : bisect_left(spans, Span(sentence.end, 0, ""))]
        tokens = parse.tokens[sentence.first : sentence.last]
        out.update(dict.fromkeys([*beside(parse.text, inside), *cued(tokens, inside)]))
    return list(out)


def beside(text: str, spans: list[Span]) -> Iterator[Relation]:
    """Neighbours: "the Syrian Democratic Forces (SDF)", "20 vehicles", "Mr Jones, minister for"."""
    for left, right in pairwise(spans):
        gap = text[left.end : right.begin]
        short = left.type == right.type != "Temporal" and gap == " (" and text[right.end : right.end + 1] == ")"
        title = left.type == right.type == "Person" and gap == ", " and office(text, left) != office(text, right)
        if short or title:
            yield "IsSynonymOf", left, right
        elif left.type == "Quantity" and (not gap.strip() or (right.type in COUNTED and len(gap.split()) == 1)):
            yield "HasAttrOf", right, left


def office(text: str, span: Span) -> bool:
    """Does it name an office: a word for one inside, or an article before it?"""
    said = text[span.begin : span.end].casefold().split()
    return said[0] in ("a", "an", "the") or any(word in table()["offices"] for word in said)


COUNTED = ("Weapon", "MilitaryPlatform", "Vehicle")


def cued(tokens: list[Token], spans: list[Span]) -> Iterator[Relation]:
    """The nearest mention before a cue and the first after it, with those beside it in one list."""
    cues = cue_words()
    for token in tokens:
        for type_ in cues.get(token.lower, ()):
            rule = table()["relations"][type_]
            before = [k for k, s in enumerate(spans) if s.end <= token.start and s.type in rule["left"]]
            after = [k for k, s in enumerate(spans) if s.begin > token.start and s.type in rule["right"]]
            if (
                before
                and after
                and between(tokens, spans[before[-1]].end, token.start) <= rule["from_left"]
                and between(tokens, token.end, spans[after[0]].begin) <= rule["to_right"]
            ):
                for right in listed(tokens, spans, after[0], 1):
                    for left in listed(tokens, spans, before[-1], -1):
                        yield type_, left, right


def between(tokens: list[Token], begin: int, end: int) -> int:
    """How many words stand between two offsets."""
    return sum(begin <= t.start < end and t.text.isalnum() for t in tokens)


def listed(tokens: list[Token], spans: list[Span], k: int, step: int) -> Iterator[Span]:
    """The mention and those joined to it by commas and "and", on one side."""
    yield spans[k]
    while 0 <= k + step < len(spans):
        low, high = sorted((spans[k], spans[k + step]))
        gap = {t.lower for t in tokens if low.end <= t.start < high.begin}
        if not gap or not gap <= {",", "and", "or"} or low.type != high.type:
            return
        k += step
        yield spans[k]


def cue_words() -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    rules: dict[str, Any] = table()["relations"]
    for type_, rule in rules.items():
        for word in rule["cues"]:
            out.setdefault(word, []).append(type_)
    return out
