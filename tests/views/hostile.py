"""A graph with an attack in every field that comes from documents: text that would run or break out if it were markup."""

from kg.graph import Edge, Graph, Node, Value
from kg.ids import canonical_json


def attack(field: str) -> str:
    """Each part would leave `field` in window.__fired; the rest breaks parsers, templates and directions of writing."""
    fire = f"(window.__fired=window.__fired||[]).push('{field}')"
    return (
        f'<img src=x onerror="{fire}"></script><script>{fire}</script><!--<script>{{{{7*7}}}} {{% raw %}} '
        f'<svg onload="{fire}"><a href="javascript:{fire}">x</a>\'"`]]>\u2028\u202e href $&{{0}} =1+1'
    )


KINDS = ("event", "toll", "relation", "mention", "statistic")


def hostile_graph() -> Graph:
    text = f"{attack('text')} 😀 {attack('quote')} tail.\n{attack('text2')}"
    quote = attack("quote")
    start = text.index(quote)
    group, other, body = (f"group:{attack('id')}", "group:b", "institution:c")
    docs: dict[str, Value] = {"key": attack("key"), "headline": attack("headline"), "source": attack("source"), "text": text}
    docs |= {"url": "javascript:(window.__fired=window.__fired||[]).push('url')", "published": attack("published")}
    args = canonical_json(
        {"measure": attack("measure"), "party": attack("party"), "low": 3, "high": 9, "phrase": attack("phrase")}
    )
    said: dict[str, Value] = {"document": "doc:1", "start": start, "end": start + len(quote), "quote": quote, "stance": "alleged"}
    said |= {
        "speaker": attack("speaker"),
        "speaker_phrase": attack("phrase"),
        "confidence": 0.5,
        "extractor": attack("extractor"),
    }
    said |= {"version": "1", "args": args}
    event: dict[str, Value] = {"event_type": attack("type"), "sub_event_type": attack("sub-type"), "date_start": "2024-05-01"}
    event |= {"date_end": "2024-05-31", "date_prec": 4, "date_from": attack("from"), "where_prec": 4, "stance": "alleged"}
    event |= {"participants": [attack("participant")], "weapons": [attack("weapon")], "tactic": attack("tactic"), "documents": 1}
    event |= {"killed_low": 3, "killed_best": 4, "killed_high": 9, "unverified": True}
    entity: dict[str, Value] = {
        "aliases": [attack("alias"), "لواء"],
        "labels": [attack("label")],
        "keys": [group],
        "kind": attack("kind"),
    }
    place: dict[str, Value] = {"kind": "admin1", "lat": 10.0, "lon": 20.0, "country": attack("country"), "aliases": []}
    statistic: dict[str, Value] = {
        "measure": attack("measure"),
        "low": 5,
        "phrase": attack("phrase"),
        "period_start": attack("period"),
    }
    nodes = [
        Node("Document", "doc:1", attack("document"), docs),
        Node("Group", group, attack("group"), entity),
        Node("Group", other, "Plain Group", {"aliases": ["Plain"], "documents": 2}),
        Node("Institution", body, attack("institution"), {"documents": 1}),
        Node("Person", "person:d", attack("person"), {}),
        Node("Place", "place:e", attack("place"), place),
        Node("Event", "event:f", attack("event"), event),
        Node("Event", "event:g", attack("event2"), {**event, "date_start": "2023-01-01", "date_end": "2023-01-01"}),
        Node("Statistic", "stat:h", attack("statistic"), statistic),
        *(Node("Statement", f"st:{kind}", attack("name"), {**said, "kind": kind}) for kind in KINDS),
    ]
    reach: dict[str, Value] = {"stance": "alleged", "contested": True, "documents": 1, "statements": ["st:event", "st:relation"]}
    edges = [Edge("STATED_IN", f"st:{kind}", "doc:1") for kind in KINDS]
    edges += [Edge("ABOUT", f"st:{kind}", "event:f", {"role": kind}) for kind in ("event", "toll")]
    edges += [
        Edge("ABOUT", "st:statistic", "stat:h", {"role": "statistic"}),
        Edge("ABOUT", "st:event", other, {"role": attack("role")}),
    ]
    edges += [Edge("ABOUT", "st:mention", group, {"role": "mention"}), Edge("ABOUT", "st:relation", other, {"role": "to"})]
    edges += [Edge("ACTOR", e, group, reach) for e in ("event:f", "event:g")] + [Edge("TARGET", "event:f", body, reach)]
    edges += [Edge("DENIED_BY", "event:f", other, reach), Edge("OCCURRED_IN", "event:f", "place:e", {**reach, "rank": 0})]
    edges += [Edge("ALLIED_WITH", group, other, {**reach, "denied_by": [other], "since": attack("since")})]
    edges += [Edge("LEADS", "person:d", group, reach), Edge("SCOPED_TO", "stat:h", "place:e", reach)]
    edges += [Edge("ATTACKED", group, body, {**reach, "events": ["event:f"]})]
    return Graph(nodes, edges)
