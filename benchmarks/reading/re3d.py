"""re3d: its mentions by the heads of phrases, relations inside a sentence, ours in its terms beside them."""

from typing import Any

from re3d_entities import Mentions, Span
from re3d_relations import relations

from kg.extract.parse import Parse
from kg.schema import load_schema
from kg.statement import Statement

RELATION = {
    "ALLIED_WITH": "AlliesOf",
    "RIVAL_OF": "FightingAgainst",
    "MEMBER_OF": "BelongsTo",
    "FACTION_OF": "BelongsTo",
    "LEADS": "InChargeOf",
    "CONTROLS": "InChargeOf",
    "OPERATES_IN": "CoLocated",
    "SHELTERS_IN": "CoLocated",
    "ACCUSES": "Dislikes",
}


def fields(record: dict[str, Any]) -> dict[str, Any]:
    return {key: record.get(key) for key in ("id", "text", "title", "source")}


def prediction(record: dict[str, Any], parse: Parse, statements: list[Statement]) -> dict[str, Any]:
    spans = Mentions(parse, load_schema()).all()
    found = dict.fromkeys([*relations(parse, spans), *stated(statements, spans)])
    return {
        "id": record["id"],
        "entities": [{"begin": s.begin, "end": s.end, "type": s.type} for s in spans],
        "relations": [{"type": t, "source": [a.begin, a.end], "target": [b.begin, b.end]} for t, a, b in found],
    }


def stated(statements: list[Statement], spans: list[Span]) -> list[tuple[str, Span, Span]]:
    """Our relations, between the mentions of both ends that stand closest to the statement."""
    mentions: dict[str, list[Statement]] = {}
    for st in statements:
        if st.kind == "mention":
            mentions.setdefault(st.args["entity"], []).append(st)
    out = []
    for st in statements:
        if st.kind == "relation" and st.args["type"] in RELATION:
            ends = [nearest(mentions.get(st.args[end], []), st, spans) for end in ("from", "to")]
            if ends[0] and ends[1]:
                out.append((RELATION[st.args["type"]], ends[0], ends[1]))
    return out


def nearest(mentions: list[Statement], st: Statement, spans: list[Span]) -> Span | None:
    """The span over the mention that stands closest to the statement."""
    best = min(mentions, key=lambda m: (max(0, st.start - m.end, m.start - st.end), m.start), default=None)
    return next((s for s in spans if best and s.begin < best.end and best.start < s.end), None)
