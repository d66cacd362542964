"""Parses with the names given by hand, so that a stage is tested on its own."""

import re

from kg.extract.parse import Name, Parse
from kg.extract.segment import segment
from kg.schema import load_schema
from kg.statement import Document

SCHEMA = load_schema()


def parsed(text: str, names: dict[str, str], published: str | None = None) -> Parse:
    """`names`: form -> entity key, a place's key followed by its kind: "place:pk country". Every occurrence is a name."""
    parse = Parse(Document(key="made", text=text, published=published))
    segment(parse, SCHEMA)
    for form in sorted(names, key=len, reverse=True):
        key, _, kind = names[form].partition(" ")
        for found in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text, re.IGNORECASE):
            first, last = parse.token_at(found.start()), parse.token_at(found.end() - 1) + 1
            if not any(n.first < last and first < n.last for n in parse.names):
                type_ = key.partition(":")[0].capitalize()
                via = "reference" if form.lower() in ("it", "the group", "he", "they") else "name"
                span = (first, last, found.start(), found.end())
                parse.names.append(Name(*span, form, key, type_, form, place_kind=kind or None, via=via))
    parse.names.sort(key=lambda n: n.first)
    return parse
