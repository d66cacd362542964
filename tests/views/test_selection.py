"""The part of a graph that is asked for, with all that supports it."""

import pytest

from kg.errors import InputError
from kg.graph import Edge, Graph, Node
from kg.views.selection import find, select
from tests.views.small import small_graph

EVIDENCE = ("Document", "Statement")


def facts(graph: Graph) -> set[str]:
    """Ids of what is not evidence."""
    return {n.id for n in graph.nodes.values() if n.label not in EVIDENCE}


def kinds(graph: Graph) -> set[str]:
    return {e.kind for e in graph.edges.values()} - {"ABOUT", "STATED_IN"}


def test_everything_by_default() -> None:
    assert list(select(small_graph()).lines()) == list(small_graph().lines())


def test_steps_from_a_group() -> None:
    near = select(small_graph(), focus=["Delta Group"], hops=1)
    assert facts(near) == {"group:~delta-group", "group:~ridge-front"}
    assert kinds(near) == {"ALLIED_WITH"}
    far = select(small_graph(), focus=["Delta Group"], hops=2)
    # An event that is reached brings everybody who took part, and where.
    assert facts(far) >= {"event:1", "institution:xk/police", "place:~kolat"}


def test_what_is_kept_keeps_its_statements_and_documents() -> None:
    near = select(small_graph(), focus=["Delta Group"], hops=1)
    assert {n.id for n in near.nodes.values() if n.label in EVIDENCE} == {"st:3", "doc:b"}
    assert ("STATED_IN", "st:3", "doc:b") in {(e.kind, e.source, e.target) for e in near.edges.values()}


@pytest.mark.parametrize("graph", [select(small_graph(), focus=["Ridge Front"]), select(small_graph(), types=["Armed clash"])])
def test_no_edge_without_its_ends_and_no_reference_without_its_statement(graph: Graph) -> None:
    assert all(e.source in graph.nodes and e.target in graph.nodes for e in graph.edges.values())
    for edge in graph.edges.values():
        listed = edge.properties.get("statements", [])
        assert isinstance(listed, list)
        assert all(st in graph.nodes for st in listed)


WHEN = [
    ("2024-05-03", None, True),
    ("2024-05", "2024-05", True),
    ("2024", None, True),
    ("2024-05-04", None, False),
    (None, "2024-04", False),
]


@pytest.mark.parametrize(("since", "until", "there"), WHEN)
def test_dates_as_precise_as_they_are_given(since: str | None, until: str | None, there: bool) -> None:
    assert ("event:1" in select(small_graph(), since=since, until=until).nodes) is there


def test_undated_things_pass_only_without_dates() -> None:
    assert "ALLIED_WITH" not in kinds(select(small_graph(), since="2000"))


def test_a_place_and_all_below_it() -> None:
    graph = small_graph()
    upper = Node("Place", "place:xk", "Northland", {"kind": "country"})
    whole = Graph([*graph.nodes.values(), upper], [*graph.edges.values(), Edge("LOCATED_IN", "place:~kolat", "place:xk")])
    there = select(whole, place="Northland")
    assert facts(there) >= {"event:1", "group:~ridge-front", "institution:xk/police", "place:~kolat"}
    assert "group:~delta-group" not in there.nodes


def test_types_name_labels_events_or_relations() -> None:
    assert kinds(select(small_graph(), types=["ALLIED_WITH"])) == {"ALLIED_WITH"}
    assert kinds(select(small_graph(), types=["Battles"])) == {"ACTOR", "TARGET", "OCCURRED_IN"}
    assert kinds(select(small_graph(), types=["Group", "Institution"])) == {"ALLIED_WITH", "ATTACKED"}
    with pytest.raises(InputError, match=r"no type 'Riots' in this graph: it has .*ALLIED_WITH.*Battles"):
        select(small_graph(), types=["Riots"])


def test_an_event_that_nobody_is_tied_to_is_kept() -> None:
    graph = small_graph()
    lone = Node("Event", "event:2", "Attack", {"event_type": "Battles", "date_start": "2024-06-01", "documents": 1})
    whole = Graph([*graph.nodes.values(), lone], graph.edges.values())
    assert "event:2" in select(whole, since="2024-06").nodes
    assert "event:2" in select(whole, types=["Battles"]).nodes
    assert "event:2" not in select(whole, types=["ALLIED_WITH"]).nodes
    assert "event:2" not in select(whole, min_sources=2).nodes


def test_independent_sources() -> None:
    assert kinds(select(small_graph(), min_sources=2)) == {"ACTOR", "TARGET", "OCCURRED_IN", "ATTACKED", "SCOPED_TO"}
    assert facts(select(small_graph(), min_sources=3)) == set()


def test_names_are_found_by_form_alias_or_id() -> None:
    graph = small_graph()
    assert find(graph, ["RIDGE front", "group:~delta-group"]) == ["group:~ridge-front", "group:~delta-group"]
    with pytest.raises(InputError, match="nothing is called 'Nobody'"):
        find(graph, ["Nobody"])
