"""References inside a document: "the group", "it", "the district" stand for an entity named before."""

from dataclasses import replace

from kg.extract.lexicon import Lexicon
from kg.extract.parse import Name, Parse, Sentence

READ = ("headline", "body")
REACH = 3
"""Sentences that a noun reaches back; a pronoun reaches one."""


def references(parse: Parse, lex: Lexicon) -> list[Name]:
    """Names with via="reference" for definite nouns and pronouns that resolve; the others are left out."""
    nouns = dict(lex.references.items())
    taken = {i for n in parse.names for i in range(n.first, n.last)}
    by_sentence: dict[int, list[Name]] = {}
    for n in parse.names:
        by_sentence.setdefault(parse.sentence_at(n.start).index, []).append(n)
    out: list[Name] = []
    for s in parse.sentences:
        if s.part not in READ:
            continue
        for i in range(s.first, s.last):
            if i in taken:
                continue
            found = definite(parse, lex, nouns, i, s, by_sentence) or pronoun(parse, lex, i, s, by_sentence)
            if found:
                out.append(found)
                by_sentence.setdefault(s.index, []).append(found)
    return out


def definite(
    parse: Parse,
    lex: Lexicon,
    nouns: dict[str, tuple[str, tuple[str, ...]]],
    i: int,
    s: Sentence,
    by_sentence: dict[int, list[Name]],
) -> Name | None:
    """ "the group", "the banned outfit", "the district"."""
    if parse.tokens[i].lower not in lex["definite"]:
        return None
    j = i + 1
    while j < s.last and parse.tokens[j].lower in lex["reference_adjectives"]:
        j += 1
    row = nouns.get(parse.tokens[j].lower) if j < s.last else None
    if row is None or (j + 1 < s.last and parse.tokens[j + 1].lower in ("of", "-")):
        return None
    wanted, kinds = row
    best = antecedent(s, i, by_sentence, REACH, wanted, kinds)
    return as_reference(parse, best, i, j + 1) if best else None


def pronoun(parse: Parse, lex: Lexicon, i: int, s: Sentence, by_sentence: dict[int, list[Name]]) -> Name | None:
    """ "it" and "its": the body last named as a subject; "he" and "she": the person last named."""
    word = parse.tokens[i].lower
    if word in lex["pronouns_thing"]:
        best = subject(s, i, by_sentence, ("Group", "Institution"))
    elif word in lex["pronouns_person"]:
        best = antecedent(s, i, by_sentence, 2, "Person", ())
    else:
        return None
    return as_reference(parse, best, i, i + 1) if best else None


def antecedent(
    s: Sentence, i: int, by_sentence: dict[int, list[Name]], reach: int, wanted: str, kinds: tuple[str, ...]
) -> Name | None:
    """The nearest name before token i of the wanted type and kind."""
    for index in range(s.index, max(-1, s.index - reach - 1), -1):
        near = [
            n
            for n in by_sentence.get(index, ())
            if n.last <= i and n.type == wanted and (not kinds or n.place_kind in kinds) and not n.label
        ]
        if near:
            return max(near, key=lambda n: n.first)
    return None


def subject(s: Sentence, i: int, by_sentence: dict[int, list[Name]], wanted: tuple[str, ...]) -> Name | None:
    """The first body named in this sentence before i, else in the sentence before."""
    for index in (s.index, s.index - 1):
        near = [n for n in by_sentence.get(index, ()) if n.last <= i and n.type in wanted]
        if near:
            return min(near, key=lambda n: n.first)
    return None


def as_reference(parse: Parse, name: Name, first: int, last: int) -> Name:
    start, end = parse.tokens[first].start, parse.tokens[last - 1].end
    return replace(
        name,
        first=first,
        last=last,
        start=start,
        end=end,
        form=parse.text[start:end],
        via="reference",
        label=False,
        confidence=0.6 * name.confidence,
    )
