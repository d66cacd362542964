from kg.graph.explain import explain_entity, explain_event, words
from kg.graph.world import World
from kg.resolve.judgements import Judgement, side
from kg.schema import load_schema
from tests.graph.reports import Report, event, mention, report, toll

TANK = "place:pk/khyber-pakhtunkhwa/tank"
POLICE = "institution:pk/police"


def raid(key: str, day: str, killed: int) -> Report:
    told = event(date=day, place=[TANK], actors=["group:ttp"], targets=[POLICE])
    return report(key, f"{key} tells of a raid.", day, mention(f"person:~anwar-{key}", f"Anwar {key}"), told, toll(killed))


def test_what_agreed_and_what_differed():
    world = World(load_schema())
    world.change([raid("first", "2024-02-01", 12), raid("second", "2024-02-02", 14)])
    (event_id,) = world.scenes.events
    (link,) = explain_event(world, event_id)
    assert words(link, world.documents) == (
        "first and second: same sub-event type, a day apart, same district, same actor, same target, similar toll (9 points)"
    )


def test_a_judgement_is_told():
    world = World(load_schema())
    reports = [raid("first", "2024-02-01", 2), raid("second", "2024-03-01", 9)]
    members = sorted(side([(d.id, "e1")]) for d, _ in reports)
    world.change(reports, judgements=[Judgement(*members, "same", "Rana", "2025-01-01", "the report has the wrong month")])
    (event_id,) = world.scenes.events
    (link,) = explain_event(world, event_id)
    assert link.judged == (f"{members[0]} same {members[1]} (Rana, 2025-01-01)",)
    assert "2024-02-01 is not 2024-03-01" in link.differed or "2024-03-01 is not 2024-02-01" in link.differed


def test_spellings_of_one_name():
    world = World(load_schema())
    a, b = "person:~anwar-mahsud", "person:~anwar-mehsud"
    world.change([report("one", "Anwar Mahsud spoke.", None, mention(a, "Anwar Mahsud"))])
    world.change([report("two", "Anwar Mehsud fled.", None, mention(b, "Anwar Mehsud"))])
    (link,) = explain_entity(world.names.clusters[a], ())
    assert (link.a, link.b, link.agreed) == (a, b, ("spellings of one name",))


def test_one_report_needs_no_reason():
    world = World(load_schema())
    world.change([raid("first", "2024-02-01", 2)])
    (event_id,) = world.scenes.events
    assert explain_event(world, event_id) == []
