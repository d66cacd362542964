"""Nodes and edges of documents, statements, relations, statistics, events and judgements (docs/model.md)."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from kg.graph import Edge, Node, Value
from kg.graph.profiles import clean, uses
from kg.graph.support import Evidence, Support
from kg.ids import canonical_json, digest
from kg.resolve.dates import interval, iso
from kg.resolve.judgements import Judgement
from kg.resolve.keys import readable
from kg.resolve.occurrences import named
from kg.resolve.rules import Rules
from kg.resolve.tolls import Claim, tally
from kg.statement import Document, Statement
from kg.values.places import load_places

Name = Callable[[str], str]  # entity key -> canonical id
PLAIN = (
    "document",
    "kind",
    "start",
    "end",
    "quote",
    "speaker",
    "speaker_phrase",
    "stance",
    "confidence",
    "extractor",
    "version",
)
"""Fields of a statement that its node holds as they are; `args` is JSON there, the id the node's own."""
EDGES = {
    "ACTOR": "actors",
    "TARGET": "targets",
    "CLAIMED_BY": "claimed_by",
    "DENIED_BY": "denied_by",
    "ATTRIBUTED_TO": "attributed_to",
}


def document_node(document: Document, copies: str) -> Node:
    properties: dict[str, Value] = {
        "key": document.key,
        "sha256": document.sha256,
        "headline": document.headline,
        "published": document.published,
        "published_from": document.published_from,
        "source": document.source,
        "url": document.url,
        "language": document.language,
        "text": document.text,
        "marks": canonical_json([[m.start, m.end, m.kind] for m in document.marks]),
        "copies": copies,
    }
    return Node("Document", document.id, document.headline or document.key, clean(properties))


def statement_node(st: Statement) -> Node:
    properties: dict[str, Value] = {name: getattr(st, name) for name in PLAIN}
    properties["args"] = canonical_json(st.args)
    return Node("Statement", st.id, f"{st.kind}: {st.quote}"[:80], clean(properties))


def statement_edges(st: Statement, name: Name, event: str | None, statistic: str | None) -> list[Edge]:
    about = [(name(key), role) for key, role in uses(st)]
    if event:
        about.append((event, st.kind))
    if statistic:
        about.append((statistic, st.kind))
    edges = [Edge("ABOUT", st.id, target, {"role": role}) for target, role in dict.fromkeys(about)]
    return [Edge("STATED_IN", st.id, st.document), *edges]


def judgement_node(j: Judgement) -> Node:
    properties: dict[str, Value] = {"a": j.a, "b": j.b, "verdict": j.verdict, "by": j.by, "at": j.at, "why": j.why or None}
    properties["supersedes"] = j.supersedes
    return Node("Judgement", j.id, f"{j.a} {j.verdict} {j.b}"[:80], clean(properties))


def derived(evidence: Iterable[Evidence], contested: bool = False) -> dict[str, Value]:
    """The properties that all derived edges carry."""
    return Support.of(evidence).properties(contested)


def relation_edge(kind: str, source: str, target: str, support: Support, name: Name, known: bool = False) -> Edge:
    """known: a containment of places that the gazetteer says, with or without statements."""
    properties: dict[str, Value] = {}
    if support:
        denied = support.denied(name)
        properties = {**support.properties(bool(denied)), "denied_by": list(denied)}
        properties["since"], properties["since_from"] = support.time("since")
        properties["until"], _ = support.time("until")
    if known:
        properties["known"] = True
    return Edge(kind, source, target, clean(properties))


# ------------------------------------------------------------------------------------------ statistics


def statistic_id(st: Statement, name: Name) -> str:
    """Of the figure with its scope: outlets that repeat it make one node."""
    args = st.args
    place = name(args["place"]) if args.get("place") else None
    speakers = sorted({name(k) for k in args.get("attributed_to", ())})
    what = [args.get(k) for k in ("measure", "low", "high", "party", "period")]
    return "statistic:" + digest(*what, place, speakers)


def statistic(id_: str, evidence: Sequence[Evidence], name: Name) -> tuple[Node, list[Edge]]:
    args = evidence[0].statement.args
    days = interval(args.get("period"))
    properties: dict[str, Value] = {k: args.get(k) for k in ("measure", "low", "high", "party")}
    properties["phrase"] = min(e.statement.args["phrase"] for e in evidence)
    properties["period_start"], properties["period_end"] = (iso(days[0]), iso(days[1])) if days else (None, None)
    properties["documents"] = len({e.source for e in evidence})
    edges = []
    if args.get("place"):
        edges.append(Edge("SCOPED_TO", id_, name(args["place"]), clean(derived(evidence))))
    for key in sorted({name(k) for k in args.get("attributed_to", ())}):
        edges.append(Edge("ATTRIBUTED_TO", id_, key, clean(derived(evidence))))
    return Node("Statistic", id_, f"{args['measure']}: {properties['phrase']}"[:80], clean(properties)), edges


# ---------------------------------------------------------------------------------------------- events


def event_node(
    id_: str, evidence: Sequence[Evidence], claims: Iterable[Claim], places: Sequence[str], rivals: bool, rules: Rules
) -> Node:
    """evidence: event statements of the cluster, each document's own before its retellings. places: most specific first.

    rivals: True if documents name doers of whom none may stand for another.
    """
    own = [e for e in evidence if not e.statement.args.get("retells")] or list(evidence)
    type_ = vote(own, "type", rules.rank)
    event_type, sub_event_type = rules.names[str(type_)]
    dated = settle_date(own) or settle_date(evidence)
    about = derived(evidence, rivals or any(e.statement.args.get("denied_by") for e in evidence))
    properties: dict[str, Value] = {"event_type": event_type, "sub_event_type": sub_event_type, "stance": about["stance"]}
    properties["violent"] = type_ in rules.violent
    properties["contested"] = about["contested"]
    properties["unverified"] = any(e.statement.args.get("unverified") for e in evidence)
    properties["is_sum"] = any(e.statement.args.get("sum_of") for e in evidence)
    properties["documents"] = about["documents"]
    properties["where_prec"] = min(
        (e.statement.args["where_prec"] for e in evidence if e.statement.args.get("where_prec")), default=None
    )
    properties["tactic"] = vote(own, "tactic", {})
    for arg in ("weapons", "target_kinds"):
        properties[arg] = sorted({v for e in evidence for v in e.statement.args.get(arg, ())})
    people = [p for e in evidence for p in e.statement.args.get("participants", ())]
    properties["participants"] = sorted({f"{p['role']}: {p['text']}" for p in people})
    if dated:
        days, chosen = dated
        properties["date_start"], properties["date_end"] = iso(days[0]), iso(days[1])
        properties["date_prec"] = chosen.args.get("date_prec") or default_precision(days)
        properties["date_from"] = chosen.args.get("date_from")
    for column, (low, best, high) in tally(claims).items():
        properties.update({f"{column}_low": low, f"{column}_best": best, f"{column}_high": high})
    where = place_name(places[0]) if places else None
    when = str(dated[1].args["date"]) if dated else "undated"
    return Node("Event", id_, ", ".join(p for p in (sub_event_type, where, when) if p), clean(properties))


def place_name(place: str) -> str:
    """By the id alone, so that an event keeps its name whatever else documents call the place."""
    listed = load_places().get(place)
    return listed.name if listed else readable(place)


def vote(evidence: Sequence[Evidence], arg: str, rank: Mapping[str, int]) -> str | None:
    """The value most independent sources give; of equals the one that ranks first."""
    given = {(e.source, e.statement.args[arg]) for e in evidence if e.statement.args.get(arg)}
    votes = Counter(value for _, value in given)
    return min(votes, key=lambda v: (-votes[v], rank.get(v, 99), v), default=None)


def settle_date(evidence: Sequence[Evidence]) -> tuple[tuple[int, int], Statement] | None:
    """The most precise date; of equals, one that the text tells, that most sources give, then the earliest."""
    dated = [(days, e) for e in evidence if (days := interval(e.statement.args.get("date")))]
    if not dated:
        return None
    votes = Counter(days for days, _ in {(days, e.source) for days, e in dated})
    told = {"text": 0, None: 0, "inferred": 1, "published": 2}
    days, chosen = min(
        dated,
        key=lambda d: (
            d[0][1] - d[0][0],
            told.get(d[1].statement.args.get("date_from"), 1),
            -votes[d[0]],
            d[0],
            d[1].statement.id,
        ),
    )
    return days, chosen.statement


def default_precision(days: tuple[int, int]) -> int:
    """UCDP date_prec by the length of the interval: 1 a day, 2 up to 6 days, 3 a week, 4 a month, 5 more."""
    length = days[1] - days[0] + 1
    return 1 if length == 1 else 2 if length <= 6 else 3 if length == 7 else 4 if length <= 31 else 5


def event_edges(id_: str, evidence: Sequence[Evidence], places: Sequence[str], name: Name) -> list[Edge]:
    """Role edges and OCCURRED_IN."""
    edges = []
    denied = {name(k) for e in evidence for k in e.statement.args.get("denied_by", ())}
    for kind, arg in EDGES.items():
        for target in sorted({name(k) for k in named((e.statement for e in evidence), arg)}):
            mine = [e for e in evidence if target in {name(k) for k in e.statement.args.get(arg, ())}]
            doubt = target in denied and arg in ("actors", "claimed_by")
            edges.append(Edge(kind, id_, target, clean(derived(mine, doubt))))
    for rank, place in enumerate(places):
        mine = [e for e in evidence if place in {name(k) for k in e.statement.args.get("place", ())}]
        edges.append(Edge("OCCURRED_IN", id_, place, clean({**derived(mine), "rank": rank})))
    return edges
