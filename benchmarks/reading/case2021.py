"""CASE 2021 task 2: the ACLED type of the snippet's first event; ACLED's hierarchy decides between several of one place."""

from typing import Any

from kg.extract.parse import Parse
from kg.statement import Statement


def fields(record: dict[str, Any]) -> dict[str, Any]:
    return {"id": record["id"], "text": record["text"]}


def prediction(record: dict[str, Any], parse: Parse, statements: list[Statement]) -> dict[str, Any]:
    types = [st.args["type"] for st in statements if st.kind == "event" and not st.args.get("retells")]
    return {"id": record["id"], "acled": types[0] if types else None}
