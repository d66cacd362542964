"""re3d: names and references as spans, relations between them; our codebook's terms in theirs."""

from typing import Any

from kg.statement import Document, Statement

TYPE = {"Group": "Organisation", "Institution": "Organisation", "Person": "Person", "Place": "Location"}
RELATION = {
    "ALLIED_WITH": "AlliesOf",
    "RIVAL_OF": "FightingAgainst",
    "MEMBER_OF": "BelongsTo",
    "FACTION_OF": "BelongsTo",
    "LEADS": "InChargeOf",
    "CONTROLS": "InChargeOf",
    "LOCATED_IN": "CoLocated",
    "OPERATES_IN": "CoLocated",
    "SHELTERS_IN": "CoLocated",
    "ACCUSES": "Dislikes",
}


def fields(record: dict[str, Any]) -> dict[str, Any]:
    return {key: record.get(key) for key in ("id", "text", "title", "source")}


def prediction(record: dict[str, Any], document: Document, statements: list[Statement]) -> dict[str, Any]:
    entities = []
    spans: dict[str, list[tuple[int, int]]] = {}
    for st in statements:
        if st.kind == "mention":
            begin = st.start - 4 if document.text[st.start - 4 : st.start].lower() == "the " else st.start
            entities.append({"begin": begin, "end": st.end, "type": TYPE[st.args["type"]]})
            spans.setdefault(st.args["entity"], []).append((begin, st.end))
    relations = []
    for st in statements:
        if st.kind == "relation" and st.args["type"] in RELATION:
            ends = [nearest(spans.get(st.args[end], []), st) for end in ("from", "to")]
            if ends[0] and ends[1]:
                relations.append({"type": RELATION[st.args["type"]], "source": ends[0], "target": ends[1]})
        if st.kind == "event":
            for a in st.args.get("actors", ()):
                for t in st.args.get("targets", ()):
                    ends = [nearest(spans.get(key, []), st) for key in (a, t)]
                    if ends[0] and ends[1]:
                        relations.append({"type": "FightingAgainst", "source": ends[0], "target": ends[1]})
    return {"id": record["id"], "entities": entities, "relations": relations}


def nearest(spans: list[tuple[int, int]], st: Statement) -> list[int] | None:
    """The mention that stands closest to the statement."""
    best = min(spans, key=lambda s: (max(0, st.start - s[1], s[0] - st.end), s), default=None)
    return list(best) if best else None
