"""SATP Maoist incidents: one record a text, from the events of the day; what the writer tells of other days is background."""

from collections import defaultdict
from typing import Any

from kg.statement import Document, Statement

ACTION = {
    "Battles": "armed_assault",
    "Explosions/Remote violence": "bombing",
    "Violence against civilians/Attack": "armed_assault",
    "Violence against civilians/Sexual violence": "armed_assault",
    "Violence against civilians/Abduction/forced disappearance": "abduction",
    "Strategic developments/Arrests": "arrest",
    "Strategic developments/Looting/property destruction": "infrastructure",
    "Strategic developments/Disrupted weapons use": "seizure",
}
SIDE = {"state": "security", "militants": "maoist", "civilians": "civilians", "unknown": "civilians"}
OFFICES = ("minister", "legislator", "official", "sarpanch", "politician", "leader", "mayor", "councillor", "MLA")


def document(record: dict[str, Any]) -> Document:
    return Document(record["id"], record["text"], published=record["published"], published_from="metadata")


def prediction(record: dict[str, Any], document: Document, statements: list[Statement]) -> dict[str, Any]:
    day = record["published"]
    own = [st for st in statements if st.kind == "event" and not st.args.get("retells")]
    events = [st for st in own if (st.args.get("date") or day) == day] or own[:1]
    event: dict[str, Any] = {
        "perpetrator": perpetrator(events),
        "actions": sorted({a for st in events for a in actions(st)}),
        "targets": sorted({t for st in events for t in targets(st)}),
        "places": places(statements),
    }
    event.update(tolls(statements, {st.args["event"] for st in events}))
    return {"id": record["id"], "event": event}


def actions(st: Statement) -> list[str]:
    type_ = str(st.args["type"])
    if "surrender" in st.quote.lower():
        return ["surrender"]
    return [action for key, action in ACTION.items() if type_.startswith(key)][:1]


def perpetrator(events: list[Statement]) -> str:
    for st in events:
        kinds = {p["kind"] for p in st.args.get("participants", ()) if p["role"] == "actor"}
        actors = st.args.get("actors", ())
        if {"arrest", "surrender", "seizure"} & set(actions(st)):
            return "Security"
        if any(a.startswith("group:") for a in actors) or "militants" in kinds:
            return "Maoist"
        if any(a.startswith("institution:") for a in actors) or "state" in kinds:
            return "Security"
        if "maoist" in targets(st):
            return "Security"
    return "Unknown"


def targets(st: Statement) -> set[str]:
    out = set()
    for key in st.args.get("targets", ()):
        out.add({"group": "maoist", "institution": "security", "person": "civilians"}.get(key.split(":")[0], ""))
    for p in st.args.get("participants", ()):
        if p["role"] == "target":
            if any(office in p["text"] for office in OFFICES):
                out.add("government_officials")
            elif p["kind"] == "site":
                out.add("private_property")
            else:
                out.add(SIDE[p["kind"]])
    if "arrest" in actions(st) or "surrender" in actions(st) or "seizure" in actions(st):
        out.add("maoist")
    return out - {""}


def tolls(statements: list[Statement], events: set[str]) -> dict[str, Any]:
    counted: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for st in statements:
        if st.kind == "toll" and st.args["event"] in events and not st.args.get("superseded"):
            number = st.args["low"] if st.args["low"] is not None else st.args["high"] or 0
            counted[st.args["measure"]][SIDE[st.args["party"]]] += number
            counted[st.args["measure"]]["total"] += number
    out: dict[str, Any] = {measure: dict(counted[measure]) for measure in ("killed", "injured")}
    return out | {measure: counted[measure]["total"] for measure in ("abducted", "arrested", "surrendered")}


def places(statements: list[Statement]) -> list[str]:
    mentions = [st for st in statements if st.kind == "mention" and st.args["type"] == "Place"]
    return sorted({st.args["form"] for st in mentions} | {st.args["name"] for st in mentions})
