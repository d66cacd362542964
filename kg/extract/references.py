"""Pronouns that cues need resolved and that the names stage leaves alone: relative pronouns and possessives."""

from dataclasses import replace

from kg.extract.parse import Name, Parse, Sentence
from kg.schema import Schema

REACH = 4


def referents(parse: Parse, sentence: Sentence, schema: Schema) -> list[Name]:
    """The names of a sentence and, as references, its "which", "who", "whose", "its", "their".

    A pronoun carries every antecedent that it could have, the likeliest as `entity` and the others in `also`, so that the
    range of a slot picks the one that fits: "Al-Shabab, al-Qaeda's affiliate in Somalia, which …".
    """
    names = [n for n in parse.names if sentence.first <= n.first < sentence.last]
    taken = {i for n in names for i in range(n.first, n.last)}
    relative, possessive = schema.words("cues", "relatives"), schema.words("cues", "possessives")
    personal = schema.words("cues", "personal")
    out = list(names)
    for i in range(sentence.first, sentence.last):
        word = parse.tokens[i].lower
        if i in taken or word not in relative | possessive:
            continue
        before = [n for n in names if n.last <= i]
        if word in relative and (not before or i - before[-1].last > REACH):
            continue
        likely = nearest_first(before) if word in relative else owners(parse, i, before) + earlier(parse, sentence)
        wanted = [n for n in likely if (n.type == "Person") == (word in personal)] or likely if word in possessive else likely
        if wanted:
            out.append(pronoun(parse, i, wanted))
    return sorted(out, key=lambda n: (n.first, -n.last))


def nearest_first(before: list[Name]) -> list[Name]:
    """The name just before, then the others from the sentence's subject on."""
    return [before[-1], *before[:-1]]


def owners(parse: Parse, i: int, before: list[Name]) -> list[Name]:
    """The nearest name before; not the one that the possessive explains ("the Red Brigade, its suicide unit")."""
    apposed = before[-1:] if before and parse.tokens[i - 1].text == "," and before[-1].last == i - 1 else []
    return [n for n in reversed(before) if n.type != "Place" and n.entity not in {a.entity for a in apposed}]


def earlier(parse: Parse, sentence: Sentence) -> list[Name]:
    """Names of the three sentences before, subjects first; places are seldom meant."""
    out: list[Name] = []
    for previous in reversed(parse.sentences[max(0, sentence.index - 3) : sentence.index]):
        out += [n for n in parse.names if previous.first <= n.first < previous.last and n.type != "Place"]
    return out


def pronoun(parse: Parse, i: int, wanted: list[Name]) -> Name:
    token, first = parse.tokens[i], wanted[0]
    also = dict.fromkeys(key for n in wanted for key in (n.entity, *n.also) if key != first.entity)
    here = replace(first, first=i, last=i + 1, start=token.start, end=token.end, form=token.text)
    return replace(here, via="reference", label=False, also=tuple(also))
