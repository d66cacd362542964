"""Claims of responsibility, denials of them, and denials of charges: cues of schema/lexicon/claims.yaml."""

from functools import cache
from typing import Literal

from kg.extract.matching import Filler, fits
from kg.extract.parse import Claim, Name, Parse
from kg.extract.patterns import Compiler, Cue, index
from kg.extract.references import seen
from kg.schema import Schema

Kind = Literal["claimed", "denied", "rejected", "nobody"]
KINDS: tuple[Kind, ...] = ("claimed", "denied", "rejected", "nobody")
WHO = ("Group", "Institution", "Person", "Place:country")


@cache
def cues(schema: Schema) -> dict[str, list[tuple[Kind, Cue]]]:
    """Compiled cues by the words that call for them."""
    compiler = Compiler(schema, {"who": WHO, "who2": WHO}, "schema/lexicon/claims.yaml")
    return index((kind, compiler.compile(cue)) for kind in KINDS for cue in sorted(schema.words("claims", kind)))


def find_claims(parse: Parse, schema: Schema) -> None:
    """Fill Parse.claims, sorted by place in the text."""
    compiled, spokesmen = cues(schema), schema.words("claims", "spokesmen")
    negations = schema.words("cues", "negations")
    found: dict[tuple[int, str, str | None], Claim] = {}
    for sentence in parse.sentences:
        if sentence.part not in ("headline", "body"):
            continue
        names, seen_lines = seen(parse, sentence, schema)
        for kind, match in fits(compiled, seen_lines, schema):
            if kind == "claimed" and {*match.passed, *match.before} & negations:
                continue
            start, end = parse.tokens[match.first].start, parse.tokens[match.last - 1].end
            fillers = [f for slot in sorted(match.fillers) for f in match.fillers[slot]]
            whos: list[str | None] = [represented(parse, f, names, spokesmen) for f in fillers]
            for who in whos or [None]:
                found.setdefault((sentence.index, kind, who), Claim(kind, who, start, end, sentence.index))
    parse.claims = sorted(found.values(), key=lambda c: (c.start, c.end, c.kind, c.who or ""))


def represented(parse: Parse, filler: Filler, names: list[Name], spokesmen: frozenset[str]) -> str:
    """A spokesman's words are his group's: the group named with him in the sentence; else who it is."""
    name = filler.name
    if name.type != "Person":
        return filler.key
    beside = {t.lower for t in parse.tokens[max(0, name.first - 4) : name.last + 4]}
    groups = [n.entity for n in names if n.type == "Group"]
    return groups[0] if groups and beside & spokesmen else filler.key


def claims_of(parse: Parse) -> list[Claim]:
    """Who takes or refuses responsibility for an attack; charges that are rejected are left to the relations."""
    return [c for c in parse.claims if c.kind in ("claimed", "denied", "nobody")]
