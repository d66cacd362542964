"""Random histories of loading, editing, taking out and judging: the graph is always the one that a fresh build gives."""

from typing import Any

import hypothesis.strategies as st
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from kg.errors import InputError
from kg.graph import Graph
from kg.graph.build import build_graph
from kg.graph.world import World
from kg.resolve.judgements import Judgement, add, side
from kg.schema import load_schema
from tests.graph.reports import Report, event, mention, relation, report, toll

SCHEMA = load_schema()
KEYS = ["a", "b", "c", "d"]
DATES = [None, "2024-03-01", "2024-03-02", "2024-03-03", "2024-03-17", "2024-03", "2024"]
VILLAGE = "place:~spin-kot@pk/khyber-pakhtunkhwa/tank"
HILL = "place:~tora-ghundai"
PLACES = ["place:pk", "place:pk/khyber-pakhtunkhwa", "place:pk/khyber-pakhtunkhwa/tank", "place:pk/punjab", VILLAGE, HILL]
GROUPS = ["group:ttp", "group:iskp", "group:~ghazi-force@ttp", "group:~ghaazi-force@ttp", "group:~gazi-forces@ttp"]
PERSONS = ["person:~mohammad-khorasani", "person:~muhammad-khurasani", "person:~mohamed-khurasani", "person:~khorasani@doc:a"]
STATE = ["institution:pk/police", "institution:pk/army"]
TYPES = ["Battles/Armed clash", "Explosions/Remote violence/Suicide bomb", "Strategic developments/Change to group/activity"]
WORDS = [f"word{n}" for n in range(18)]


@st.composite
def occurrences(draw: Any, local: str) -> list[dict[str, Any]]:
    told = event(
        local,
        draw(st.sampled_from(TYPES)),
        date=draw(st.sampled_from(DATES)),
        place=draw(st.lists(st.sampled_from(PLACES), max_size=2, unique=True)),
        actors=draw(st.lists(st.sampled_from(GROUPS), max_size=2, unique=True)),
        targets=draw(st.lists(st.sampled_from([*STATE, *PERSONS]), max_size=1)),
        stance=draw(st.sampled_from(["asserted", "alleged"])),
    )
    deaths = draw(st.sampled_from([None, 2, 3, 12]))
    return [told] + ([toll(deaths, draw(st.sampled_from(["state", "unknown"])), local)] if deaths else [])


@st.composite
def reports(draw: Any) -> Report:
    key = draw(st.sampled_from(KEYS))
    facts = [fact for local in ("e1", "e2") if draw(st.booleans()) for fact in draw(occurrences(local))]
    if len({f["event"] for f in facts}) == 2 and draw(st.booleans()):
        facts.append(event("e3", TYPES[0], sum_of=["e1", "e2"], place=["place:pk"]))
    for key_ in draw(st.lists(st.sampled_from([*GROUPS, *PERSONS]), max_size=2, unique=True)):
        facts.append(mention(key_, key_.partition("~")[2] or key_))
    if draw(st.booleans()):
        facts.append(
            relation("ALLIED_WITH", *draw(st.permutations(GROUPS))[:2], denied_by=draw(st.sampled_from([[], ["group:ttp"]])))
        )
    if draw(st.booleans()):
        facts.append(relation("LOCATED_IN", HILL, draw(st.sampled_from(PLACES[:4]))))
    text = " ".join(WORDS if draw(st.booleans()) else draw(st.permutations(WORDS)))
    return report(key, text, draw(st.sampled_from([None, "2024-03-04", "2024-04-01"])), *facts)


class Histories(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.world = World(SCHEMA)
        self.store = Graph()
        self.documents: dict[str, Report] = {}
        self.log: list[Judgement] = []
        self.clock = 0

    @rule(loaded=st.lists(reports(), min_size=1, max_size=3))
    def load_or_edit(self, loaded: list[Report]) -> None:
        latest = {document.id: (document, sts) for document, sts in loaded}
        self.documents.update(latest)
        self.apply(added=list(latest.values()))

    @precondition(lambda self: self.documents)
    @rule(pick=st.randoms(use_true_random=False))
    def retract(self, pick: Any) -> None:
        gone = pick.choice(sorted(self.documents))
        del self.documents[gone]
        self.apply(removed=[gone])

    @rule(
        pair=st.sampled_from([GROUPS[2:], PERSONS, PLACES[4:]]).flatmap(st.permutations),
        verdict=st.sampled_from(["same", "differ", "unsure"]),
    )
    def judge_entities(self, pair: list[str], verdict: Any) -> None:
        self.judge(pair[0], pair[1], verdict)

    @precondition(lambda self: len(self.world.scenes.events) > 1)
    @rule(pick=st.randoms(use_true_random=False), verdict=st.sampled_from(["same", "differ"]))
    def judge_events(self, pick: Any, verdict: Any) -> None:
        a, b = pick.sample(sorted(self.world.scenes.events), 2)
        self.judge(side(self.world.scenes.events[a]), side(self.world.scenes.events[b]), verdict)

    def judge(self, a: str, b: str, verdict: Any) -> None:
        self.clock += 1
        try:
            self.log = add(self.log, Judgement(a, b, verdict, "Rana", f"2025-01-01T00:00:{self.clock:02d}"))
        except InputError:
            return  # it contradicts the log, which is as it was
        self.apply(judgements=self.log)

    def apply(self, **change: Any) -> None:
        """Into the world, and by its delta alone into a copy of the graph."""
        delta = self.world.change(**change)
        nodes = {**self.store.nodes, **{n.id: n for n in delta.nodes}}
        edges = {**self.store.edges, **{e.id: e for e in delta.edges}}
        gone = {n.id for n in delta.gone_nodes} | {e.id for e in delta.gone_edges}
        self.store = Graph((n for n in nodes.values() if n.id not in gone), (e for e in edges.values() if e.id not in gone))

    @invariant()
    def is_what_a_fresh_build_gives(self) -> None:
        documents = [d for d, _ in self.documents.values()]
        fresh = build_graph(documents, [s for _, sts in self.documents.values() for s in sts], self.log, SCHEMA)
        expected = list(fresh.lines())
        assert list(self.world.graph.lines()) == expected
        assert list(self.store.lines()) == expected
        ends = {end for e in fresh.edges.values() for end in (e.source, e.target)}
        assert ends <= set(fresh.nodes)


Histories.TestCase.settings = settings(
    max_examples=900, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck), derandomize=False
)
TestHistories = Histories.TestCase
