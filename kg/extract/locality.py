"""Where an unknown place lies when the text does not say: its own name, its sentence, its bullet, what came before.

Only for places that no gazetteer has and that no sentence puts anywhere below their country; weaker than anything stated.
"""

from bisect import bisect_left
from collections.abc import Iterator

from kg.extract.parse import Name, Parse, Sentence, first_token
from kg.extract.scope import key_country
from kg.schema import Schema

BACK = 2


def localities(parse: Parse, schema: Schema) -> Iterator[tuple[Name, Name]]:
    """(unknown place, the named place that it lies in by context), in the order of the text."""
    buildings = schema.words("locality", "buildings")
    places = [n for n in reversed(parse.names) if n.type == "Place" and n.place_kind != "site"]
    forms = {n.form.casefold().replace("-", " "): n for n in places}
    seen: set[str] = set()
    for name in parse.names:
        if name.type != "Place" or "~" not in name.entity or name.via == "reference" or name.entity in seen:
            continue
        seen.add(name.entity)
        kinds = schema.entities[name.type].kinds
        if kinds.index(name.place_kind or kinds[0]) < kinds.index("city"):
            continue
        outer = in_name(name, forms)
        if outer is None and (name.place_kind != "site" or name.form.split()[-1].lower() in buildings):
            outer = in_context(parse, name, schema)
        if outer is not None:
            yield name, outer


def in_name(inner: Name, forms: dict[str, Name]) -> Name | None:
    """ "Oldtown railway station", "General Hospital, Oldtown": a place whose name the name begins or ends with."""
    words = inner.name.casefold().replace("-", " ").replace(",", " ").split()
    parts = [" ".join(words[:n]) for n in range(1, len(words))] + [" ".join(words[n:]) for n in range(1, len(words))]
    return next((forms[p] for p in parts if p in forms and forms[p].entity != inner.entity), None)


def in_context(parse: Parse, inner: Name, schema: Schema) -> Name | None:
    """The container named right after it in its sentence, else the last one before: there, at its bullet, or shortly before."""
    sentence = parse.sentence_at(inner.start)
    head = bullet(parse, sentence, schema)
    near = parse.sentences[max(0, sentence.index - BACK)]
    since = min(near.first, head.first if head is not None else near.first)
    low, high = (bisect_left(parse.names, at, key=first_token) for at in (since, sentence.last))
    possible = [n for n in parse.names[low:high] if n.type == "Place" and may_hold(n, inner, schema)]
    after = [n for n in possible if n.first >= inner.last and held(parse, n, schema)]
    before = [n for n in possible if n.last <= inner.first]
    here = [n for n in before if n.first >= sentence.first]
    if after or here:
        return after[0] if after else here[-1]
    if head is not None:
        return next((n for n in before if n.first >= head.first), None)
    return before[-1] if before else None


def may_hold(outer: Name, inner: Name, schema: Schema) -> bool:
    """Of the same country and of a kind that holds the other: a district or province a village, a town a building."""
    kinds = schema.entities[outer.type].kinds
    if outer.entity == inner.entity or outer.place_kind is None or key_country(outer.entity) != key_country(inner.entity):
        return False
    rank, own = kinds.index(outer.place_kind), kinds.index(inner.place_kind or kinds[0])
    lowest = kinds.index("admin1")
    return rank == kinds.index("city") if own > kinds.index("city") else lowest <= rank < own


def held(parse: Parse, outer: Name, schema: Schema) -> bool:
    """The name stands after "in" or "of", dressed or not ("in the restive Oldtown district")."""
    return any(t.lower in schema.words("locality", "nearness") for t in parse.tokens[max(0, outer.first - 3) : outer.first])


def bullet(parse: Parse, sentence: Sentence, schema: Schema) -> Sentence | None:
    """The first sentence of the bullet that a sentence stands in."""
    first = sentence
    while first.index and parse.sentences[first.index - 1].paragraph == sentence.paragraph:
        first = parse.sentences[first.index - 1]
    return first if parse.tokens[first.first].text in schema.words("locality", "bullets") else None
