"""A small graph by hand: two reports of one ambush, an alleged alliance that is denied, a statistic."""

from kg.graph import Edge, Graph, Node, Value

TEXT_A = "Fighters of the Ridge Front ambushed police near Kolat on 3 May 2024, killing two officers, the interior ministry said."
TEXT_B = (
    "The Ridge Front, believed to be close to the Delta Group, killed at least two policemen in Kolat. "
    "The Delta Group denied any tie."
)


def statement(
    id_: str, document: str, text: str, quote: str, kind: str, stance: str = "asserted", speaker: str | None = None
) -> Node:
    start = text.index(quote)
    properties = {"document": document, "kind": kind, "start": start, "end": start + len(quote), "quote": quote, "args": "{}"}
    properties |= {"stance": stance, "confidence": 0.9, "extractor": "rules", "version": "1"}
    return Node("Statement", id_, quote, properties | ({"speaker": speaker} if speaker else {}))


def entity(label: str, id_: str, name: str, **properties: Value) -> Node:
    return Node(label, id_, name, {"aliases": [name], "keys": [id_], **properties})


def small_graph() -> Graph:
    first = {"key": "a.txt", "text": TEXT_A, "published": "2024-05-04", "source": "Wire <A> & Co"}
    second = {"key": "b.txt", "text": TEXT_B, "published": "2024-05-06"}
    ambush = {"event_type": "Battles", "sub_event_type": "Armed clash", "violent": True, "date_start": "2024-05-03"}
    ambush |= {"date_end": "2024-05-03", "date_prec": 1, "stance": "asserted", "is_sum": False, "contested": False}
    ambush |= {"killed_low": 2, "killed_best": 2, "killed_state_low": 2, "killed_state_best": 2, "documents": 2}
    toll = {"measure": "killed", "low": 2, "party": "state", "phrase": "two officers"}
    nodes = [
        Node("Document", "doc:a", "Ambush near Kolat", first),
        Node("Document", "doc:b", "b.txt", second),
        statement(
            "st:1", "doc:a", TEXT_A, "Fighters of the Ridge Front ambushed police", "event", speaker="institution:xk/interior"
        ),
        statement("st:2", "doc:b", TEXT_B, "killed at least two policemen in Kolat", "event"),
        statement("st:3", "doc:b", TEXT_B, "believed to be close to the Delta Group", "relation", "alleged"),
        entity("Group", "group:~ridge-front", "Ridge Front", documents=2),
        entity("Group", "group:~delta-group", "Delta Group", documents=1),
        entity("Institution", "institution:xk/police", "Kolat police", documents=2),
        entity("Place", "place:~kolat", "Kolat", kind="city", lat=10.5, lon=20.25, documents=2),
        Node("Event", "event:1", "Armed clash, Kolat, 2024-05-03", ambush),
        Node("Statistic", "stat:1", "2 killed in Kolat", toll),
    ]
    both = {"stance": "asserted", "contested": False, "documents": 2, "statements": ["st:1", "st:2"], "confidence": 0.9}
    alleged = {"stance": "alleged", "contested": True, "documents": 1, "statements": ["st:3"]}
    alleged |= {"denied_by": ["group:~delta-group"]}
    edges = [
        Edge("STATED_IN", "st:1", "doc:a"),
        Edge("STATED_IN", "st:2", "doc:b"),
        Edge("STATED_IN", "st:3", "doc:b"),
        Edge("ABOUT", "st:1", "event:1", {"role": "event"}),
        Edge("ABOUT", "st:2", "event:1", {"role": "event"}),
        Edge("ABOUT", "st:3", "group:~ridge-front", {"role": "from"}),
        Edge("ABOUT", "st:1", "stat:1", {"role": "statistic"}),
        Edge("ACTOR", "event:1", "group:~ridge-front", both),
        Edge("TARGET", "event:1", "institution:xk/police", both),
        Edge("OCCURRED_IN", "event:1", "place:~kolat", both | {"rank": 0}),
        Edge("ATTACKED", "group:~ridge-front", "institution:xk/police", both | {"events": ["event:1"]}),
        Edge("ALLIED_WITH", "group:~ridge-front", "group:~delta-group", alleged),
        Edge("SCOPED_TO", "stat:1", "place:~kolat", both),
    ]
    return Graph(nodes, edges)
