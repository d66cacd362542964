"""WikiEvents: attacks, deaths, injuries and arrests with their arguments, from events and tolls."""

from typing import Any

from kg.extract.parse import Parse
from kg.statement import Statement

EVENT = {
    "Battles": "Conflict.Attack",
    "Explosions/Remote violence": "Conflict.Attack.DetonateExplode",
    "Violence against civilians": "Conflict.Attack",
    "Strategic developments/Arrests": "Justice.ArrestJailDetain",
}
ROLES = {"Conflict.Attack": ("Attacker", "Target"), "Justice.ArrestJailDetain": ("Jailer", "Detainee")}
TOLL = {"killed": ("Life.Die", "Victim", "Killer"), "injured": ("Life.Injure", "Victim", "Injurer")}


def fields(record: dict[str, Any]) -> dict[str, Any]:
    return {"id": record["id"], "text": record["text"]}


def prediction(record: dict[str, Any], parse: Parse, statements: list[Statement]) -> dict[str, Any]:
    names = {st.args["entity"]: st.args["form"] for st in reversed(statements) if st.kind == "mention"}
    tolls = [st for st in statements if st.kind == "toll"]
    events = []
    for st in statements:
        if st.kind != "event" or st.args.get("retells"):
            continue
        type_ = next((kind for key, kind in EVENT.items() if st.args["type"].startswith(key)), None)
        if type_ is None:
            continue
        people = st.args.get("participants", ())
        actor = [names[k] for k in st.args.get("actors", ()) if k in names] + [p["text"] for p in people if p["role"] == "actor"]
        target = [names[k] for k in st.args.get("targets", ()) if k in names] + [
            p["text"] for p in people if p["role"] == "target"
        ]
        place = [{"role": "Place", "text": names[k]} for k in st.args.get("place", ()) if k in names]
        doer, sufferer = ROLES[type_ if type_ in ROLES else "Conflict.Attack"]
        arguments = [{"role": doer, "text": t} for t in actor] + [{"role": sufferer, "text": t} for t in target] + place
        span = {"begin": st.start, "end": st.end}
        events.append({"type": type_, "trigger": span, "arguments": arguments})
        for toll in tolls:
            if toll.args["event"] == st.args["event"] and toll.args["measure"] in TOLL:
                kind, victim, killer = TOLL[toll.args["measure"]]
                said = [{"role": victim, "text": toll.args["phrase"]}] + [{"role": killer, "text": t} for t in actor] + place
                events.append({"type": kind, "trigger": {"begin": toll.start, "end": toll.end}, "arguments": said})
    return {"id": record["id"], "events": events}
