"""ISAF press releases: one operation a text; the data's numbers are least numbers, with fixed readings of vague words."""

from datetime import date, timedelta
from typing import Any

from kg.extract.parse import Parse
from kg.statement import Statement

# The annotator's readings (its README): plural without a number is 2, "several" and its like 3, "numerous" 4.
COUNTED = ("militants", "unknown", "civilians")
FURTHER = ("additional", "other", "others", "another", "more", "associates")
REACH = 90
VAGUE = {"several": 3, "few": 3, "some": 3, "group": 3, "multiple": 3, "numerous": 4, "handful": 4, "large number": 5}


def fields(record: dict[str, Any]) -> dict[str, Any]:
    return {"id": record["id"], "text": record["text"]}


def prediction(record: dict[str, Any], parse: Parse, statements: list[Statement]) -> dict[str, Any]:
    events = [st for st in statements if st.kind == "event" and not st.args.get("retells")]
    mentions = [st for st in statements if st.kind == "mention"]
    groups = [st.args["name"] for st in mentions if st.args["type"] == "Group"]
    provinces = [st.args["name"] for st in mentions if st.args.get("place_kind") == "admin1"]
    killed, captured = least(statements, "killed", parse.text), least(statements, "arrested", parse.text)
    dates = [st.args["date"] for st in events if st.args.get("date")]
    event = {
        "start_date": recent(parse) or (dates[0].split("/")[0] if dates else parse.document.published),
        "province": list(dict.fromkeys(provinces))[:1],
        "target_group": list(dict.fromkeys(groups))[:1],
        "event_type": kinds(events, killed, captured),
        "min_killed": killed,
        "min_captured": captured,
        "killq": killed > 0,
        "captureq": captured > 0,
        "airstrike": any("Air/drone" in st.args["type"] for st in events),
    }
    return {"id": record["id"], "event": event}


def recent(parse: Parse) -> str | None:
    """One operation a text: the first day that the body tells of within a week before the release ("yesterday", "Sunday")."""
    if parse.document.published is None:
        return None
    report = date.fromisoformat(parse.document.published)
    for when in parse.whens:
        near = when.first and report - timedelta(days=8) <= date.fromisoformat(when.first) <= report
        header = when.first == parse.document.published and any(c.isdigit() for c in when.phrase)
        if near and when.prec <= 2 and not header and when.known_from == "published":
            return when.first
    return None


def least(statements: list[Statement], measure: str, text: str) -> int:
    """What happened to insurgents, each told once: a figure that comes again is a retelling, unless it says "another"."""
    total, seen = 0, set()
    for st in statements:
        if st.kind != "toll" or st.args["measure"] != measure or st.args["party"] not in COUNTED:
            continue
        phrase = st.args["phrase"].lower()
        number = st.args["low"] if st.args["low"] is not None else st.args["high"]
        number = number if number is not None else vague(phrase)
        number += phrase.startswith(("more than", "over"))
        if st.args["low"] is not None and st.args["high"] is None and st.args.get("rule") is None:
            number += joined(text[st.end : st.end + REACH])
        also = "also" in text[max(0, st.start - REACH) : st.start].rsplit(".", maxsplit=1)[-1].split()
        if also or any(word in phrase.split() for word in FURTHER) or number not in seen:
            total += number
        seen.add(number)
    return total


def joined(after: str) -> int:
    """ "a facilitator and several of his associates": what is counted along with the figure, without one of its own."""
    sentence = after.split(".", maxsplit=1)[0].lower()
    return vague(sentence) if any(f" {word}" in sentence for word in VAGUE) or "insurgents" in sentence else 0


def vague(phrase: str) -> int:
    return next((n for word, n in VAGUE.items() if word in phrase.lower()), 2)


def kinds(events: list[Statement], killed: int, captured: int) -> list[str]:
    if any("Air/drone" in st.args["type"] for st in events):
        return ["airstrike"]
    if killed and captured:
        return ["captureandkill"]
    if captured:
        return ["detention"]
    return ["insurgentskilled"] if killed else []
