"""Stage 1: tokens (spaCy's blank English) and sentences, with the paragraph and part that each stands in."""

import re
from bisect import bisect_right
from functools import cache
from typing import Any

from kg.extract.parse import Parse, Sentence, Token
from kg.schema import Schema

PARAGRAPH = re.compile(r"\n+")
CLOSERS = frozenset("\"'”’)]»")
ENDERS = frozenset((".", "!", "?", "…", "?!", "!!"))


@cache
def tokenizer() -> Any:
    """spaCy's rule-based English tokenizer; no model."""
    import spacy

    return spacy.blank("en").tokenizer


def segment(parse: Parse, schema: Schema) -> None:
    """Fill tokens and sentences. Paragraph breaks and the edges of marks end sentences; known abbreviations do not."""
    text = parse.text
    for piece in re.finditer(r"[^\n]+", text):
        for t in tokenizer()(piece.group()):
            if not t.text.isspace():
                start = piece.start() + t.idx
                parse.tokens.append(Token(len(parse.tokens), t.text, t.text.casefold(), start, start + len(t.text)))
    abbreviations = schema.words("grammar", "abbreviations")
    breaks = [m.start() for m in PARAGRAPH.finditer(text)]
    edges = sorted(edge for mark in parse.document.marks for edge in (mark.start, mark.end))
    first, paragraph = 0, 0
    for i, token in enumerate(parse.tokens):
        following = parse.tokens[i + 1] if i + 1 < len(parse.tokens) else None
        crossed = following is not None and ("\n" in text[token.end : following.start] or is_edge(edges, token, following))
        if following is None or crossed or ends_sentence(parse.tokens, i, abbreviations):
            add_sentence(parse, first, i + 1, paragraph)
            first = i + 1
        while paragraph < len(breaks) and following is not None and breaks[paragraph] < following.start:
            paragraph += 1


def is_edge(edges: list[int], token: Token, following: Token) -> bool:
    """A mark begins or ends between two tokens: a dateline is no part of the sentence after it."""
    return bisect_right(edges, token.start) < bisect_right(edges, following.start)


def ends_sentence(tokens: list[Token], i: int, abbreviations: frozenset[str]) -> bool:
    """True if a sentence ends after token i: a full stop (or a closing quote after it) before a capital or digit."""
    here, following = tokens[i], tokens[i + 1]
    stop = i - 1 if here.text in CLOSERS and i else i
    if tokens[stop].text not in ENDERS or (following.text in CLOSERS and following.start == here.end):
        return False
    if tokens[stop].text == "." and stop and tokens[stop - 1].end == tokens[stop].start:
        before = tokens[stop - 1]
        if before.lower + "." in abbreviations or (len(before.text) == 1 and before.text.isupper()):
            return False
    return not following.text[0].islower()


def add_sentence(parse: Parse, first: int, last: int, paragraph: int) -> None:
    """Append tokens [first, last) as a sentence; its part is the mark that covers its start, else headline or body."""
    start, end = parse.tokens[first].start, parse.tokens[last - 1].end
    marks = parse.document.marks
    before = bisect_right(marks, start, key=lambda mark: mark.start) - 1
    part = marks[before].kind if before >= 0 and start < marks[before].end else "body"
    if part == "body" and parse.document.headline and parse.text.startswith(parse.document.headline, start):
        part = "headline"
    parse.sentences.append(Sentence(len(parse.sentences), first, last, start, end, paragraph, part))
