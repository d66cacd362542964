"""The numbers of a document by the tokens that they cover."""

from kg.extract.parse import Parse
from kg.schema import Schema
from kg.values.numbers import Count, read_counts


def counts_by_token(parse: Parse, schema: Schema) -> dict[int, Count]:
    """{token index: number}; a number inside a name is part of the name."""
    named = {k for n in parse.names if n.via == "name" for k in range(n.first, n.last)}
    out: dict[int, Count] = {}
    for count in read_counts(parse.text, schema):
        first, last = parse.token_at(count.start), parse.token_at(count.end - 1)
        if first in named and last in named:
            continue
        out.update(dict.fromkeys(range(first, last + 1), count))
    return out
