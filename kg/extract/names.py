"""Stage "names": who and what the document names, and which entity each name means. Then its `mention` statements.

Order: definitions ("Name (ABBR)"), runs of capitals, the open names by what the whole document says of them, known forms in
headlines and capitals, places by hierarchy, bodies by role and country, governments by their capital, references.
"""

from dataclasses import replace

from kg.extract.atlas import Atlas
from kg.extract.capitals import spread
from kg.extract.definitions import Definition, definitions
from kg.extract.known import known
from kg.extract.lexicon import lexicon
from kg.extract.page import Forms, Found, Page
from kg.extract.parse import Name, Parse
from kg.extract.places import contained, settle_places
from kg.extract.reader import Reader
from kg.extract.reading import read
from kg.extract.reference import references
from kg.extract.roles import bodies, governments, settle_doubtful
from kg.extract.runs import body, find_runs, typed
from kg.extract.settle import settle, surnames
from kg.ids import fold, slug
from kg.schema import Schema
from kg.statement import Statement
from kg.values.places import load_places


def names(parse: Parse, schema: Schema) -> None:
    """Fill Parse.names and Parse.containers."""
    lex = lexicon(schema)
    page = Page.of(parse)
    reader = Reader(page, lex, known(schema), Atlas(load_places(schema.folder), lex))
    for definition in list(definitions(page, lex)):
        define(reader, definition)
    reader.own = Forms({page.form(f.first, f.last): f for f in page.found})
    for run in list(find_runs(page, lex)):
        read(reader, run)
    settle(reader)
    spread(reader)
    settle_places(reader)
    settle_doubtful(reader)
    bodies(reader)
    governments(reader)
    surnames(reader)
    keys(reader)
    parse.names = sorted((name(page, f) for f in page.found if f.key), key=lambda n: (n.first, n.last))
    parse.containers = contained(page, lex, parse.names)
    parse.names = sorted([*parse.names, *references(parse, lex, reader.atlas.country())], key=lambda n: (n.first, n.last))


def define(reader: Reader, d: Definition) -> None:
    """A name and its abbreviation, as one entity."""
    page, _lex = reader.page, reader.lex
    if not page.free(d.first, d.last) or not page.free(d.short, d.end):
        return
    if titled(reader, d):
        return
    wider = (i for i in range(max(d.sentence.first, d.first - 8), d.first) if ends_at(reader, i, d.last))
    d = replace(d, first=next(wider, d.first))
    full = reader.known.at(page, d.first, d.last)
    if full is None or full.last < d.last:
        short = reader.known.at(page, d.short, d.end)
        place = reader.atlas.at(page, d.first, d.last)
        if place and place.last == d.last and not (short and short.sure):
            full = place
        elif short and short.sure:
            full = replace(short, first=d.first, last=d.last)
        else:
            type_, kind = defined_type(reader, d)
            full = Found(d.first, d.last, type_, reader.tidy(d.first, d.last), kind=kind, confidence=0.85)
            role = reader.state_body(d.first, d.last) if full.type == "Institution" else None
            full = role or full
    page.add(full)
    page.add(replace(full, first=d.short, last=d.end))


def ends_at(reader: Reader, first: int, last: int) -> bool:
    """A known name stands on exactly these tokens."""
    known_ = reader.known.at(reader.page, first, last)
    return known_ is not None and known_.last == last


def titled(reader: Reader, d: Definition) -> bool:
    """ "District Police Officer (DPO)", "National Action Plan (NAP)" are no bodies."""
    lex, page = reader.lex, reader.page
    last = page.parse.tokens[d.last - 1].text
    return last in lex["no_bodies"] or bool(lex.titles.match(page, d.short, d.end) or lex.titles.match(page, d.last - 1, d.last))


def defined_type(reader: Reader, d: Definition) -> tuple[str, str | None]:
    """By the words of the name, else by what is said of it nearby; a body that nothing makes a group is an institution."""
    page, lex = reader.page, reader.lex
    own = body(page, lex, d.first, d.last, d.sentence)
    if own and own.last == d.last:
        return own.type, own.kind
    words = [page.word(i, d.sentence) for i in range(d.end, d.end + 9)]
    before = [page.word(i, d.sentence) for i in range(d.first - 4, d.first)]
    if any(w in lex["followers"] or w in lex["group_nouns"] for w in words + before):
        return "Group", None
    return typed(page, lex, d.first, d.last), None


def keys(reader: Reader) -> None:
    """Give every entity its key; unknown ones by their name, scoped by country where the name is generic."""
    page, lex = reader.page, reader.lex
    country = reader.atlas.country()
    for f in page.found:
        if f.key or not f.type or f.type == "Place":
            continue
        if f.type == "Person":
            f.key = person_key(f.name, page.parse.document.id)
        elif f.type == "Group":
            f.key = f"group:~{slug(f.name)}" + parent(reader, f)
        else:
            generic = all(t in lex["generic"] for t in fold(f.name).split())
            f.key = f"institution:~{slug(f.name)}" + (f"@{country}" if generic and country else "")


def person_key(name: str, scope: str) -> str:
    """A bare surname or first name identifies nobody elsewhere."""
    return f"person:~{slug(name)}" if " " in fold(name) else f"person:~{slug(name)}@{scope}"


def parent(reader: Reader, f: Found) -> str:
    """Scope of a group known by its leader's name: the known group that it is said to belong to, else the country."""
    page = reader.page
    alike = [g for g in page.found if g.type == "Group" and g.name == f.name]
    for g in alike:
        near = [page.taken[i] for i in range(g.last, min(g.last + 4, len(page.taken))) if page.parse.tokens[g.last].text == "of"]
        for other in near:
            if other and other.type == "Group" and other.known:
                return "@" + other.key.removeprefix("group:")
    ends = fold(f.name).rsplit(" ", 1)[-1] in reader.lex["group_ends"]
    country = reader.atlas.country()
    return f"@{country}" if ends and country else ""


def name(page: Page, f: Found) -> Name:
    start, end = page.parse.tokens[f.first].start, page.parse.tokens[f.last - 1].end
    kind = f.kind if f.type == "Place" else None
    return Name(
        f.first,
        f.last,
        start,
        end,
        page.parse.text[start:end],
        f.key,
        f.type,
        f.name,
        kind,
        f.country,
        f.known,
        "name",
        f.label,
        f.confidence,
        f.also,
    )


def mentions(parse: Parse, schema: Schema) -> list[Statement]:
    """One statement a name or reference."""
    return [mention(parse, n) for n in parse.names]


def mention(parse: Parse, n: Name) -> Statement:
    form = parse.text[n.start : n.end]
    args: dict[str, str | bool] = {
        "entity": n.entity,
        "type": n.type,
        "name": n.name,
        "form": form,
        "known": n.known,
        "via": n.via,
    }
    if n.place_kind:
        args["place_kind"] = n.place_kind
    if n.country:
        args["country"] = n.country
    return Statement(parse.document.id, "mention", n.start, n.end, form, args, confidence=n.confidence)
