"""Pronouns that cues need resolved and that the names stage leaves alone: relative pronouns and possessives."""

from dataclasses import replace

from kg.extract.lines import Line, lines
from kg.extract.parse import Name, Parse, Sentence
from kg.schema import Schema

REACH = 4
LINKS = frozenset((",", "and", "or", "(", ")"))


def seen(parse: Parse, sentence: Sentence, schema: Schema) -> tuple[list[Name], list[Line]]:
    """The names of a sentence, pronouns included, and the sentence as cues see it; made once."""
    if sentence.index not in parse.seen:
        names = referents(parse, sentence, schema)
        parse.seen[sentence.index] = names, lines(parse, sentence, names, schema)
    found: tuple[list[Name], list[Line]] = parse.seen[sentence.index]
    return found


def referents(parse: Parse, sentence: Sentence, schema: Schema) -> list[Name]:
    """The names of a sentence and, as references, its "which", "who", "whose", "its", "their".

    A pronoun carries every antecedent that it could have, the likeliest as `entity` and the others in `also`, so that the
    range of a slot picks the one that fits: "Al-Shabab, al-Qaeda's affiliate in Somalia, which …".
    """
    possessives = schema.words("cues", "possessives")
    names = [n for n in parse.names_in(sentence) if not apposed(parse, n, possessives)]
    taken = {i for n in names for i in range(n.first, n.last)}
    relative, possessive = schema.words("cues", "relatives"), possessives
    personal = schema.words("cues", "personal")
    out = [widened(parse, sentence, n, names) for n in names]
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
    out += nationals(parse, sentence, taken, schema)
    return sorted(out, key=lambda n: (n.first, -n.last))


def apposed(parse: Parse, name: Name, possessives: frozenset[str]) -> bool:
    """A possessive that opens an apposition ("the Red Brigade, its suicide unit"): it is resolved here."""
    return name.via == "reference" and name.form.casefold() in possessives and parse.tokens[name.first - 1].text == ","


def nationals(parse: Parse, sentence: Sentence, taken: set[int], schema: Schema) -> list[Name]:
    """ "Afghan soil", "the Pakistani city", "Iranian-backed": an adjective of nationality there means a country that is named."""
    named = parse.first_names
    codes, nouns = schema.table("nationalities", "nationalities"), schema.words("cues", "grounds")
    out = []
    for i in range(sentence.first, sentence.last - 1):
        code = codes.get(parse.tokens[i].text)
        head = i + 1 + (parse.tokens[i + 1].text == "-" and i + 2 < sentence.last)
        if code and i not in taken and parse.tokens[head].lower in nouns and f"place:{code}" in named:
            out.append(pronoun(parse, i, [named[f"place:{code}"]]))
    return out


def widened(parse: Parse, sentence: Sentence, name: Name, names: list[Name]) -> Name:
    """A pronoun that the names stage has resolved, with what else it could mean, for slots that its meaning does not fit."""
    if name.via == "name" or name.last > name.first + 1:
        return name
    others = [n for n in names if n.last <= name.first and n.via == "name"] + earlier(parse, sentence)
    also = dict.fromkeys((*name.also, *(n.entity for n in others if n.type not in ("Place", "Person", name.type))))
    return replace(name, also=tuple(key for key in also if key != name.entity))


def nearest_first(before: list[Name]) -> list[Name]:
    """The name just before, then the others from the sentence's subject on."""
    return [before[-1], *before[:-1]]


def owners(parse: Parse, i: int, before: list[Name]) -> list[Name]:
    """The nearest name before; in an apposition ("the Red Brigade, its suicide unit") the sentence's first but for what it
    explains."""
    apposed = set[str]()
    at = i - 1
    for name in reversed(before):
        if any(t.text not in LINKS for t in parse.tokens[name.last : at + 1]) or parse.tokens[i - 1].text != ",":
            break
        apposed.add(name.entity)
        at = name.first - 1 - (parse.tokens[name.first - 1].lower == "the")
    possible = [n for n in before if n.type != "Place" and n.entity not in apposed]
    return possible if apposed else possible[::-1]


def earlier(parse: Parse, sentence: Sentence) -> list[Name]:
    """Names of the three sentences before, subjects first; places are seldom meant."""
    out: list[Name] = []
    for previous in reversed(parse.sentences[max(0, sentence.index - 3) : sentence.index]):
        out += [n for n in parse.names_in(previous) if n.type != "Place"]
    return out


def pronoun(parse: Parse, i: int, wanted: list[Name]) -> Name:
    token, first = parse.tokens[i], wanted[0]
    also = dict.fromkeys(key for n in wanted for key in (n.entity, *n.also) if key != first.entity)
    here = replace(first, first=i, last=i + 1, start=token.start, end=token.end, form=token.text)
    return replace(here, via="reference", label=False, also=tuple(also))
