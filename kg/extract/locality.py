"""Where an unknown place lies when the text does not say: its own name, its sentence, its bullet, what came before.

Only for places that no gazetteer has and that no sentence puts anywhere below their country; weaker than anything stated.
"""

from collections.abc import Iterator

from kg.extract.parse import Name, Parse, Sentence
from kg.extract.scope import key_country
from kg.schema import Schema

BACK = 2


def localities(parse: Parse, schema: Schema) -> Iterator[tuple[Name, Name]]:
    """(unknown place, the named place that it lies in by context), in the order of the text."""
    buildings = schema.words("locality", "buildings")
    seen: set[str] = set()
    for name in parse.names:
        if name.type != "Place" or "~" not in name.entity or name.via == "reference" or name.entity in seen:
            continue
        seen.add(name.entity)
        kinds = schema.entities[name.type].kinds
        if kinds.index(name.place_kind or kinds[0]) < kinds.index("city"):
            continue
        outer = in_name(parse, name)
        if outer is None and (name.place_kind != "site" or name.form.split()[-1].lower() in buildings):
            outer = in_context(parse, name, schema)
        if outer is not None:
            yield name, outer


def in_name(parse: Parse, inner: Name) -> Name | None:
    """ "Oldtown railway station", "General Hospital, Oldtown": a place whose name the name begins or ends with."""
    form = inner.name.casefold()
    for other in parse.names:
        word = other.form.casefold()
        within = form.startswith((word + " ", word + "-")) or form.endswith((" " + word, ", " + word))
        if within and other.type == "Place" and other.entity != inner.entity and other.place_kind != "site":
            return other
    return None


def in_context(parse: Parse, inner: Name, schema: Schema) -> Name | None:
    """The container named right after it in its sentence, else the last one before: there, at its bullet, or shortly before."""
    sentence = parse.sentence_at(inner.start)
    possible = [n for n in parse.names if n.type == "Place" and may_hold(n, inner, schema)]
    for n in possible:
        if inner.last <= n.first < sentence.last and held(parse, n, schema):
            return n
    before = [n for n in possible if n.last <= inner.first]
    here = [n for n in before if n.first >= sentence.first]
    if here:
        return here[-1]
    head = bullet(parse, sentence, schema)
    if head is not None:
        return next((n for n in before if n.first >= head.first), None)
    near = [n for n in before if parse.sentence_at(n.start).index >= sentence.index - BACK]
    return near[-1] if near else None


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
    first = next(s for s in parse.sentences if s.paragraph == sentence.paragraph)
    return first if parse.tokens[first.first].text in schema.words("locality", "bullets") else None
