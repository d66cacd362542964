"""SATP Maoist incidents: one record a text, from the events of the day; what the writer tells of other days is background."""

import re
from collections import defaultdict
from typing import Any

from kg.extract.parse import Parse
from kg.statement import Statement

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
MUTUAL = re.compile(r"encounter|exchange of fire|exchanged fire|gun ?battle|clash", re.IGNORECASE)
LAID = ("ied", "landmine", "land mine", "bomb", "planted", "improvised explosive")
ARMS = ("rifle", "pistol", "gun", "arms", "dump", "detonator", "gelatin", "cartridge", "rounds", "ammunition", "magazine")
SEIZED = ("recovered", "seized", "confiscated", "unearthed", "looted", "snatched")
CARRIED = re.compile(
    r"arrested [^.]*?(?:along )?with (?:\w+ ){0,5}?(?:arms|weapons?|pistols?|rifles?|revolver|ammunition|explosives?|guns?)"
)
PARTIES = (
    ("maoist", "Maoist"),
    ("naxal", "Maoist"),
    ("plfi", "Maoist"),
    ("police", "Security"),
    ("sfs", "Security"),
    ("personnel", "Security"),
)
OPENING = 260
FOLLOWING = 6
OFFICES = (
    "sarpanch",
    "mla",
    "minister",
    "legislator",
    "leader of",
    "local leader",
    "party leader",
    "candidate",
    "mukhiya",
    "councillor",
    "chairman",
    "president of",
    "panchayat samiti",
    "zilla parishad",
    "ward member",
    "congress",
    "bjp",
    "cpi-marxist",
    "cpi-m ",
    "cpi-m,",
    "rjd",
    "jd-u",
    "tdp",
    "trs",
    "jmm",
    "bjd",
    "collector",
    "officer",
    "headmaster",
    "teacher",
    "official",
    "village head",
    "secretary",
)
FORCES = (
    "police",
    "crpf",
    "trooper",
    "bsf",
    "constable",
    "jawan",
    "patrol",
    "cobra",
    "home guard",
    "security force",
    "sfs",
    "sf ",
    "camp",
)
GROUND = ("private_property", "government_infrastructure", "mining_company")
WORDS = {
    "mining_company": ("mining", "mine of", "mines of"),
    "government_officials": (
        "minister",
        "legislator",
        "sarpanch",
        "politician",
        "party leader",
        "mayor",
        "councillor",
        "mla",
        "mukhiya",
        "panchayat",
        "block president",
        "congress",
        "bjp",
        "cpi-m ",
        "activist",
    ),
    "government_infrastructure": (
        "railway",
        "track",
        "school",
        "road",
        "bridge",
        "tower",
        "panchayat building",
        "forest department",
        "telephone",
        "station",
        "government",
        "block office",
        "electric",
        "pole",
        "train",
        "community",
        "culvert",
        "building",
        "bhavan",
        "bhawan",
        "rail",
        "rest house",
        "hydro",
        "exchange",
    ),
    "private_property": ("vehicle", "truck", "tractor", "bus", "machine", "house", "contractor", "company", "jcb", "excavator"),
}


def fields(record: dict[str, Any]) -> dict[str, Any]:
    return {"id": record["id"], "text": record["text"], "published": record["published"]}


def prediction(record: dict[str, Any], parse: Parse, statements: list[Statement]) -> dict[str, Any]:
    events = report(record["published"], parse.text, statements)
    counted = tolls(statements, {st.args["event"] for st in events})
    done = told(events, parse)
    event: dict[str, Any] = {
        "perpetrator": "Unknown",
        "actions": sorted(done),
        "targets": sorted({t for st in events for t in targets(st)}),
        "places": places(statements),
    }
    if done == {"surrender"}:
        event |= {"perpetrator": "Maoist", "targets": []}
    elif done == {"bombing"} and found(parse):
        event |= {"perpetrator": "Maoist", "targets": ["government_infrastructure"]}
    elif done and done <= {"arrest", "seizure"}:
        event |= {"perpetrator": "Security", "targets": ["maoist"]}
    elif any(MUTUAL.search(st.quote) for st in events[:1]):
        fallen = counted["killed"].get("maoist", 0) > 0 and not counted["killed"].get("security", 0)
        if "seizure" in done or fallen:
            event |= {"perpetrator": "Security", "targets": ["maoist"]}
    else:
        event["perpetrator"] = perpetrator(events) if events else first_party(parse)
        event["targets"] = sorted(aimed_at(set(event["targets"]), event["perpetrator"], done, parse))
    return {"id": record["id"], "event": event | counted}


def found(parse: Parse) -> bool:
    """Was the bomb found before it went off?"""
    cues = {c.cue for c in parse.clauses if c.modality == "happened"}
    return bool(cues & {"recover", "disarm"}) and not cues & {"kill", "wound", "die", "torch"}


def first_party(parse: Parse) -> str:
    """Who is named first, where no event was read."""
    low = parse.text.lower()
    first = min((low.find(w), name) for w, name in PARTIES if w in low) if any(w in low for w, _ in PARTIES) else (0, "Security")
    return first[1]


def aimed_at(targets: set[str], perpetrator: str, done: set[str], parse: Parse) -> set[str]:
    """The party across, where no target was read; things where things were burnt or blown up; holders of office by title."""
    if perpetrator != "Maoist":
        return targets or ({"maoist"} if done else set())
    people = targets & {"security", "civilians", "government_officials"}
    things = hit_things(parse)
    if "infrastructure" in done or ("bombing" in done and not people):
        targets = (targets - set(GROUND)) | things
    opening = parse.text[:OPENING].lower()
    if {"armed_assault", "abduction"} & done and not things:
        if targets <= {"civilians"} and any(w in opening for w in OFFICES):
            return {"government_officials"}
        if not targets:
            return {"security"} if any(w in opening for w in FORCES) else {"civilians"}
    return targets or ({"security"} if "bombing" in done else set())


def hit_things(parse: Parse) -> set[str]:
    """Kinds of the things that were burnt, wrecked or blown up, with the words that follow ("two rooms of a school")."""
    out = set()
    for clause in parse.clauses:
        if clause.cue not in ("torch", "wreck", "bomb") or clause.modality != "happened":
            continue
        for p in clause.patients:
            if p.sort in ("site", "other", "place", "number"):
                end = min(p.last + FOLLOWING, parse.sentences[clause.sentence].last)
                kind = kind_of(parse.quote(p.first, max(p.last, end)), "site")
                out |= {kind} if kind in GROUND else set()
    return out


def report(day: str, text: str, statements: list[Statement]) -> list[Statement]:
    """What the report is about: events without another date; an arrest or surrender keeps its background out."""
    own = [st for st in statements if st.kind == "event" and not st.args.get("retells")]
    events = [st for st in own if (st.args.get("date") or day) == day] or own[:1]
    taken = [st for st in events if {"arrest", "surrender"} & set(actions(st)) and st.start < first_sentence(text)]
    return [st for st in events if {"arrest", "surrender", "seizure"} & set(actions(st))] if taken else events


def told(events: list[Statement], parse: Parse) -> set[str]:
    """Every action of a report: what goes with an arrest or a fight is told in clauses of the same event.

    The annotators call a bomb that is found where it was laid a bombing; arms found on somebody, or in a dump, are seized.
    """
    out = {a for st in events for a in actions(st)}
    happened = [c for c in parse.clauses if c.modality == "happened"]
    background = "arrest" in out or "surrender" in out
    for clause in happened:
        words = [parse.tokens[k].lower for p in clause.patients for k in range(p.first, p.last)]
        if clause.cue in ("recover", "disarm") and "surrender" not in out:
            out.add("seizure")
        elif clause.cue == "abduct" and not background:
            out.add("abduction")
        elif clause.cue in ("torch", "wreck") and not background:
            out.add("infrastructure")
        elif clause.cue == "kill" and not background and words:
            out.add("armed_assault")
        elif clause.cue == "surrender" and not out - {"surrender"}:
            out.add("surrender")
    low = parse.text.lower()
    bodies = re.search(r"(?:recovered|found) (?:\w+ ){0,4}?(?:dead |bullet-riddled )?bod(?:y|ies)", low)
    taken = any(t.lower in SEIZED for t in parse.tokens)
    if taken and not bodies and out and "surrender" not in out:
        out.add("seizure")
    if "arrest" in out and CARRIED.search(low):
        out.add("seizure")
    if out == {"seizure"} and any(w in low for w in LAID) and not any(w in low for w in ARMS):
        return {"bombing"}
    return out


def first_sentence(text: str) -> int:
    end = re.search(r"[a-z)][.]\s+[A-Z]", text)
    return end.end() if end else len(text)


def actions(st: Statement) -> list[str]:
    type_ = str(st.args["type"])
    if "surrender" in st.quote.lower():
        return ["surrender"]
    return [action for key, action in ACTION.items() if type_.startswith(key)][:1]


def perpetrator(events: list[Statement]) -> str:  # noqa: PLR0911 -- a rule a line
    """Who acted. The annotators give an encounter to nobody, a surrender to the Maoists, an arrest or find to the state."""
    for st in events:
        if "surrender" in actions(st):
            return "Maoist"
        if {"arrest", "seizure"} & set(actions(st)):
            return "Security"
        if MUTUAL.search(st.quote):
            return "Unknown"
        kinds = {p["kind"] for p in st.args.get("participants", ()) if p["role"] == "actor"}
        actors = st.args.get("actors", ())
        if any(a.startswith("group:") for a in actors) or "militants" in kinds:
            return "Maoist"
        if any(a.startswith("institution:") for a in actors) or "state" in kinds:
            return "Security"
        if "maoist" in targets(st):
            return "Security"
        return "Maoist"
    return "Security"


def targets(st: Statement) -> set[str]:
    """Kinds of what was aimed at; finer words (office holders, public works) before the party."""
    if "surrender" in actions(st) or MUTUAL.search(st.quote):
        return set()
    if {"arrest", "seizure"} & set(actions(st)):
        return {"maoist"}
    described = [p for p in st.args.get("participants", ()) if p["role"] == "target"]
    out = {kind for p in described if (kind := kind_of(p["text"], p["kind"]))}
    for key in st.args.get("targets", ()):
        if key.startswith("group:"):
            out.add("maoist")
        elif key.startswith("institution:"):
            out.add("security")
        elif key.startswith("person:") and not out:
            out.add("civilians")
        elif key.startswith("place:"):
            out.add(kind_of(key, "site") or "private_property")
    people = out & {"security", "civilians", "government_officials"}
    # Where people were meant, the ground they stood on was not.
    return people if people and not st.args["type"].startswith("Strategic") else out


def kind_of(text: str, kind: str) -> str | None:
    low = text.lower()
    for name, words in WORDS.items():
        if any(word in low for word in words):
            return name
    return SIDE.get(kind, "private_property" if kind == "site" else None)


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
