from kg.graph.doubts import doubts
from kg.graph.world import World
from kg.resolve.judgements import Judgement
from kg.schema import load_schema
from tests.graph.reports import Report, event, report, toll

VILLAGE = "place:~kot-azam@pk/khyber-pakhtunkhwa/tank"
POLICE = "institution:pk/police"


def raid(key: str, date: str, published: str | None) -> Report:
    told = event(date=date, place=[VILLAGE], actors=["group:ttp"], targets=[POLICE])
    return report(key, f"{key}: a raid at Kot Azam.", published, told, toll(3))


REPORTS = [raid("a", "2024-02-03", "2024-02-04"), raid("b", "2024-02-20", "2024-02-21"), raid("c", "2024-02", None)]


def test_a_vague_report_that_fits_two_events_is_shown_with_both():
    world = World(load_schema())
    world.change(REPORTS)
    found = doubts(world)
    why = "same sub-event type, month or year agrees, same site or village, same actor, same target, similar toll"
    assert [(d.score, d.why) for d in found] == [(9.5, why), (9.5, why)]
    vague = f"{REPORTS[2][0].id}#e1"
    assert all(vague in d.sides for d in found)


def test_a_judgement_takes_a_doubt_away_and_may_settle_the_other():
    world = World(load_schema())
    ids = [f"{d.id}#e1" for d, _ in REPORTS]
    world.change(REPORTS, judgements=[Judgement(ids[0], ids[2], "differ", "Rana", "2025-01-01")])
    assert [set(d.sides) for d in doubts(world)] == [{ids[1], ids[2]}]
    world.change(judgements=[Judgement(ids[0], ids[2], "same", "Rana", "2025-01-01")])
    assert sorted(len(refs) for refs in world.scenes.events.values()) == [1, 2]
