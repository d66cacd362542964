"""The graph is a function of the set of statements: whatever was loaded, edited or taken out on the way."""

import itertools

from kg.graph.build import build_graph, contents
from kg.graph.world import World
from kg.schema import load_schema
from tests.graph.reports import Report, event, mention, relation, report, toll

PESHAWAR = "place:pk/khyber-pakhtunkhwa/peshawar/peshawar"
TANK = "place:pk/khyber-pakhtunkhwa/tank"
POLICE = "institution:pk/police"
BOMB = "Explosions/Remote violence/Suicide bomb"

FIRST = report(
    "https://one.example/a",
    "A suicide bomber of the TTP killed at least five policemen in Peshawar on Monday.",
    "2024-03-05",
    mention("group:ttp", "Tehreek-e-Taliban Pakistan", "TTP"),
    mention(POLICE, "Pakistan police", "policemen"),
    mention(PESHAWAR, "Peshawar", place_kind="city"),
    event(type_=BOMB, date="2024-03-04", date_prec=1, place=[PESHAWAR], actors=["group:ttp"], targets=[POLICE]),
    toll(5, high=None),
)
SECOND = report(
    "https://two.example/b",
    "Seven police died in Monday's Peshawar bombing, for which nobody has taken responsibility.",
    "2024-03-05",
    mention(POLICE, "Pakistan police", "police"),
    mention(PESHAWAR, "Peshawar", place_kind="city"),
    event(type_=BOMB, date="2024-03-04", date_prec=1, place=[PESHAWAR], targets=[POLICE]),
    toll(7),
)
THIRD = report(
    "https://three.example/c",
    "Nine policemen have now died of the attack in Peshawar, which a banned group claimed; it denies ties with Kabul.",
    "2024-03-06",
    mention(POLICE, "Pakistan police", "policemen"),
    mention("group:ttp", "Tehreek-e-Taliban Pakistan", "TTP"),
    event("e4", type_=BOMB, date="2024-03-04", date_prec=1, place=[PESHAWAR], targets=[POLICE], claimed_by=["group:ttp"]),
    toll(9, local="e4"),
    relation("ALLIED_WITH", "group:afghan-taliban", "group:ttp", stance="alleged", denied_by=["group:ttp"]),
)
FORTNIGHT = report(
    "https://one.example/d",
    "A fortnight later the TTP struck the police in Peshawar again and killed five.",
    "2024-03-19",
    mention("group:ttp", "Tehreek-e-Taliban Pakistan", "TTP"),
    event(type_=BOMB, date="2024-03-18", date_prec=1, place=[PESHAWAR], actors=["group:ttp"], targets=[POLICE]),
    toll(5),
)
ALL = [FIRST, SECOND, THIRD, FORTNIGHT]


def lines(*reports: Report) -> list[str]:
    graph = build_graph([d for d, _ in reports], [st for _, sts in reports for st in sts], [], load_schema())
    return list(graph.lines())


def test_three_reports_of_one_attack_are_one_event_and_a_fortnight_later_is_another():
    graph = build_graph([d for d, _ in ALL], [st for _, sts in ALL for st in sts], [], load_schema())
    events = sorted((n for n in graph.nodes.values() if n.label == "Event"), key=lambda n: str(n.properties["date_start"]))
    assert [(n.name, n.properties["documents"]) for n in events] == [
        ("Suicide bomb, Peshawar, 2024-03-04", 3),
        ("Suicide bomb, Peshawar, 2024-03-18", 1),
    ]
    first = events[0].properties
    assert (first["killed_state_low"], first["killed_state_best"], first["killed_state_high"]) == (5, 9, 9)
    assert (first["killed_low"], first["killed_best"], first["killed_high"]) == (5, 9, 9)


def test_attacks_follow_from_actors_and_targets_with_their_evidence():
    graph = build_graph([d for d, _ in ALL], [st for _, sts in ALL for st in sts], [], load_schema())
    attacks = [e for e in graph.sorted_edges() if e.kind == "ATTACKED"]
    assert [(e.source, e.target, len(e.properties["events"])) for e in attacks] == [("group:ttp", POLICE, 2)]
    assert attacks[0].properties["first"] == "2024-03-05"
    assert attacks[0].properties["last"] == "2024-03-19"


def test_relations_keep_who_denies_them_and_symmetric_ones_one_direction():
    graph = build_graph([d for d, _ in ALL], [st for _, sts in ALL for st in sts], [], load_schema())
    (allied,) = [e for e in graph.edges.values() if e.kind == "ALLIED_WITH"]
    assert (allied.source, allied.target) == ("group:afghan-taliban", "group:ttp")
    assert (allied.properties["stance"], allied.properties["contested"]) == ("alleged", True)
    assert allied.properties["denied_by"] == ["group:ttp"]


def test_containers_of_places_are_there():
    graph = build_graph([d for d, _ in ALL], [st for _, sts in ALL for st in sts], [], load_schema())
    inside = {e.source: e.target for e in graph.edges.values() if e.kind == "LOCATED_IN"}
    assert inside == {
        PESHAWAR: "place:pk/khyber-pakhtunkhwa/peshawar",
        "place:pk/khyber-pakhtunkhwa/peshawar": "place:pk/khyber-pakhtunkhwa",
        "place:pk/khyber-pakhtunkhwa": "place:pk",
    }
    assert set(inside.values()) <= set(graph.nodes)


def test_no_order_of_loading_shows():
    expected = lines(*ALL)
    for order in itertools.permutations(ALL):
        world = World(load_schema())
        for one in order:
            world.change([one])
        assert list(world.graph.lines()) == expected


def test_taking_a_document_out_leaves_what_the_others_say():
    world = World(load_schema())
    world.change(ALL)
    for position, (document, _) in enumerate(ALL):
        world.change(removed=[document.id])
        assert list(world.graph.lines()) == lines(*ALL[position + 1 :])
    assert world.graph.nodes == world.graph.edges == {}


def test_loading_twice_changes_nothing():
    world = World(load_schema())
    world.change(ALL)
    assert not world.change(ALL)


def test_an_edit_is_the_new_text_alone():
    document, statements = report("https://one.example/a", "A blast in Tank hurt nobody.", "2024-03-05", mention(TANK, "Tank"))
    world = World(load_schema())
    world.change(ALL)
    world.change([(document, statements)])
    assert list(world.graph.lines()) == lines((document, statements), *ALL[1:])


def test_the_delta_turns_the_old_graph_into_the_new():
    world = World(load_schema())
    world.change(ALL[:2])
    before = build_graph([d for d, _ in ALL[:2]], [st for _, sts in ALL[:2] for st in sts], [], load_schema())
    delta = world.change(ALL[2:], removed=[FIRST[0].id])
    assert delta == before.delta(world.graph)


def test_a_graph_holds_what_it_was_built_from():
    graph = build_graph([d for d, _ in ALL], [st for _, sts in ALL for st in sts], [], load_schema())
    assert list(build_graph(*contents(graph), load_schema()).lines()) == list(graph.lines())


def test_every_derived_edge_has_statements():
    graph = build_graph([d for d, _ in ALL], [st for _, sts in ALL for st in sts], [], load_schema())
    bare = {e.kind for e in graph.edges.values() if not e.properties.get("statements")}
    assert bare == {"STATED_IN", "ABOUT", "LOCATED_IN"}
