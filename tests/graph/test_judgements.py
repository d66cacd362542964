"""What people decide holds: over rebuilding, loading, taking out; a split gives back what was there before."""

from kg.graph import Graph
from kg.graph.build import build_graph, by_document
from kg.graph.world import World
from kg.resolve.judgements import Judgement, side
from kg.schema import load_schema
from tests.graph.reports import event, mention, relation, report, toll

KHORASANI, KHURASANI = "person:~mohammad-khorasani", "person:~muhammad-khurasani"
FARAZ, FARAZI = "group:~faraz-group@ttp", "group:~farazi-brigade@ttp"
TANK = "place:pk/khyber-pakhtunkhwa/tank"
POLICE = "institution:pk/police"

ONE = report(
    "one",
    "Mohammad Khorasani speaks for the Faraz group, which shot two policemen in Tank.",
    "2024-04-02",
    mention(KHORASANI, "Mohammad Khorasani"),
    mention(FARAZ, "Faraz group"),
    relation("MEMBER_OF", KHORASANI, FARAZ),
    event(date="2024-04-01", place=[TANK], actors=[FARAZ], targets=[POLICE]),
    toll(2),
)
TWO = report(
    "two",
    "Muhammad Khurasani of the Farazi Brigade said his men attacked a patrol in Tank in April.",
    "2024-05-10",
    mention(KHURASANI, "Muhammad Khurasani"),
    mention(FARAZI, "Farazi Brigade"),
    relation("MEMBER_OF", KHURASANI, FARAZI),
    event(date="2024-04", place=[TANK], actors=[FARAZI]),
)
BOTH = [ONE, TWO]


def judged(a: str, b: str, verdict: str, day: int = 1) -> Judgement:
    return Judgement(a, b, verdict, "Rana", f"2025-03-{day:02d}", "same commander")  # type: ignore[arg-type]


def built(*judgements: Judgement) -> Graph:
    return build_graph([d for d, _ in BOTH], [st for _, sts in BOTH for st in sts], judgements, load_schema())


def ids(graph: Graph, label: str) -> list[str]:
    return sorted(n.id for n in graph.nodes.values() if n.label == label)


def test_spelling_variants_are_one_person_and_no_group_by_itself():
    graph = built()
    assert ids(graph, "Person") == [KHORASANI]
    assert graph.nodes[KHORASANI].properties["keys"] == [KHORASANI, KHURASANI]
    assert graph.nodes[KHORASANI].properties["aliases"] == ["Mohammad Khorasani", "Muhammad Khurasani"]
    assert ids(graph, "Group") == [FARAZ, FARAZI]


def test_not_the_same_blocks_the_automatic_merge():
    assert ids(built(judged(KHORASANI, KHURASANI, "differ")), "Person") == [KHORASANI, KHURASANI]


def test_a_merge_moves_edges_and_a_split_gives_them_back():
    world = World(load_schema())
    world.change(BOTH)
    before = list(world.graph.lines())
    same = judged(FARAZ, FARAZI, "same")
    world.change(judgements=[same])
    assert ids(world.graph, "Group") == [FARAZ]
    assert [(e.source, e.target) for e in world.graph.sorted_edges() if e.kind == "MEMBER_OF"] == [(KHORASANI, FARAZ)]
    assert list(world.graph.lines()) == list(built(same).lines())
    split = Judgement(FARAZ, FARAZI, "differ", "Rana", "2025-03-02", "two commanders", same.id)
    world.change(judgements=[same, split])
    after = [line for line in world.graph.lines() if '"node":"Judgement"' not in line]
    assert after == before


def test_a_merge_survives_taking_documents_out_and_in():
    same = judged(FARAZ, FARAZI, "same")
    world = World(load_schema())
    world.change(BOTH, judgements=[same])
    world.change(removed=[ONE[0].id])
    assert list(world.graph.lines()) == list(build_graph([TWO[0]], TWO[1], [same], load_schema()).lines())
    world.change([ONE])
    assert list(world.graph.lines()) == list(built(same).lines())


def test_events_are_judged_by_their_members():
    assert len(ids(built(), "Event")) == 2
    members = [side([(d.id, "e1")]) for d, _ in BOTH]
    same = judged(*members, "same")
    assert len(ids(built(same), "Event")) == 1
    assert len(ids(built(same, judged(*members, "differ", 2)), "Event")) == 2


def test_chains_of_judgements_join_through_keys_that_no_document_uses():
    middle = "group:~faraz-tank@ttp"
    assert ids(built(judged(FARAZ, middle, "same"), judged(middle, FARAZI, "same")), "Group") == [FARAZ]


def test_a_fresh_world_from_the_same_sets_is_the_same():
    same = judged(FARAZ, FARAZI, "same")
    world = World(load_schema())
    world.change(judgements=[same])
    for d in reversed(by_document([d for d, _ in BOTH], [st for _, sts in BOTH for st in sts])):
        world.change([d])
    assert list(world.graph.lines()) == list(built(same).lines())
