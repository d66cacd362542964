"""CASE 2021 task 2: the ACLED type of the snippet's first event; a snippet without one takes the type of its first act."""

from typing import Any

from kg.extract.crowds import crowd_type, is_crowd
from kg.extract.parse import Parse
from kg.extract.triggers import triggers_of
from kg.schema import load_schema
from kg.statement import Statement

ASIDE = ("happened", "habitual", "planned")


def fields(record: dict[str, Any]) -> dict[str, Any]:
    return {"id": record["id"], "text": record["text"]}


def prediction(record: dict[str, Any], parse: Parse, statements: list[Statement]) -> dict[str, Any]:
    events = [st for st in statements if st.kind == "event" and not st.args.get("retells")]
    return {"id": record["id"], "acled": acled(events[0]) if events else of_acts(parse)}


def acled(st: Statement) -> str:
    """ACLED counts the surrender of fighters as an agreement (its codebook, sub-event type "Agreement")."""
    surrender = st.args["type"] == "Strategic developments/Other" and "surrender" in st.quote.lower()
    return "Strategic developments/Agreement" if surrender else st.args["type"]


def of_acts(parse: Parse) -> str | None:
    """A snippet is about an event, even if it tells too little to be one in the graph."""
    schema = load_schema()
    words = [t.lower for t in parse.tokens]
    if is_crowd(words, schema):
        return crowd_type(words, schema)
    acts = triggers_of(schema).acts
    types = [acts[c.cue].type for c in parse.clauses if c.modality in ASIDE]
    return next((t for t in types if t), None)
