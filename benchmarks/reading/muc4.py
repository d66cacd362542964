"""MUC-4 templates: one an event of its six kinds; clashes between armed forces and guerrillas are not incidents there."""

from typing import Any

from kg.extract.parse import Parse
from kg.statement import Statement

INCIDENT = {
    "Battles": "attack",
    "Explosions/Remote violence": "bombing",
    "Violence against civilians/Attack": "attack",
    "Violence against civilians/Sexual violence": "attack",
    "Violence against civilians/Abduction/forced disappearance": "kidnapping",
    "Strategic developments/Looting/property destruction": "arson",
}


def fields(record: dict[str, Any]) -> dict[str, Any]:
    return {"id": record["id"], "text": record["text_truecased"], "published": record["published"]}


def prediction(record: dict[str, Any], parse: Parse, statements: list[Statement]) -> dict[str, Any]:
    forms = names(statements)
    templates: list[dict[str, Any]] = []
    for st in statements:
        if st.kind == "event" and not st.args.get("retells") and not st.args.get("sum_of"):
            template = incident(st, forms)
            if template and template not in templates:
                templates.append(template)
    return {"id": record["id"], "templates": templates}


def names(statements: list[Statement]) -> dict[str, list[str]]:
    """Entity key -> its forms in this text."""
    out: dict[str, list[str]] = {}
    for st in statements:
        if (
            st.kind == "mention"
            and st.args.get("via", "name") == "name"
            and st.args["form"] not in out.setdefault(st.args["entity"], [])
        ):
            out[st.args["entity"]].append(st.args["form"])
    return out


def incident(st: Statement, forms: dict[str, list[str]]) -> dict[str, Any] | None:
    type_ = str(st.args["type"])
    kind = next((kind for key, kind in INCIDENT.items() if type_.startswith(key)), None)
    people = st.args.get("participants", ())
    actors, targets = st.args.get("actors", ()), st.args.get("targets", ())
    sides = {p["kind"] for p in people if p["role"] == "target"}
    if kind is None or (type_.startswith("Battles") and not sides & {"civilians", "unknown", "site"} and not targets):
        return None
    if any(a.startswith("institution:") for a in actors) and sides <= {"militants"}:
        return None
    return {
        "incident_type": kind,
        "PerpInd": [[text] for text in dict.fromkeys(bare(p["text"]) for p in people if p["role"] == "actor")],
        "PerpOrg": [forms[a] for a in actors if a in forms and not a.startswith("person:")],
        "Target": [[bare(p["text"])] for p in people if p["role"] == "target" and p["kind"] == "site"]
        + [forms[t] for t in targets if t.startswith("place:") and t in forms],
        "Victim": [forms[t] for t in targets if t.startswith("person:") and t in forms],
        "Weapon": [[bare(p["text"])] for p in people if p["role"] == "weapon"],
    }


LEADING = ("a", "an", "the", "some", "alleged", "suspected", "presumed", "unidentified", "unknown", "several", "at", "least")


def bare(text: str) -> str:
    """Without leading articles, hedges and numbers, as the keys mostly have it."""
    words = text.split()
    while len(words) > 1 and (words[0].lower() in LEADING or words[0].isdigit()):
        words = words[1:]
    return " ".join(words)
