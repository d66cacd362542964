from kg.graph.candidates import candidates
from kg.graph.world import World
from kg.resolve.judgements import Judgement
from kg.schema import load_schema
from tests.graph.reports import event, mention, report, toll

VILLAGE = "place:~kot-azam@pk/khyber-pakhtunkhwa/tank"
POLICE = "institution:pk/police"


def world(*reports, judgements=()) -> World:
    made = World(load_schema())
    made.change(reports, judgements=judgements)
    return made


def test_new_names_that_rules_do_not_join_are_shown_and_a_judgement_takes_them_off():
    a, b = "group:~ghazi-group@pk", "group:~ghazi-group@af"
    reports = [report("one", "The Ghazi group here.", None, mention(a, "Ghazi group"))]
    reports.append(report("two", "The Ghazi group there.", None, mention(b, "Ghazi group")))
    (one,) = candidates(world(*reports))
    assert (one.kind, one.sides, one.score, one.why) == ("entity", (b, a), 100.0, ("one name in two scopes",))
    assert candidates(world(*reports, judgements=[Judgement(a, b, "unsure", "Rana", "2025-01-01")])) == []


def test_a_name_spelt_like_one_of_the_gazetteer():
    reports = [report("one", "Boko Harram fled.", None, mention("group:~boko-harram", "Boko Harram"))]
    (one,) = candidates(world(*reports))
    assert (one.a, one.b, one.why) == ("group:boko-haram", "group:~boko-harram", ("spelt like a name of the gazetteer",))


def test_a_vague_report_that_fits_two_events_is_shown_with_both():
    def raid(key, date, published):
        told = event(date=date, place=[VILLAGE], actors=["group:ttp"], targets=[POLICE])
        return report(key, f"{key}: a raid at Kot Azam.", published, told, toll(3))

    found = candidates(
        world(raid("a", "2024-02-03", "2024-02-04"), raid("b", "2024-02-20", "2024-02-21"), raid("c", "2024-02", None))
    )
    assert [(c.kind, c.score) for c in found] == [("event", 9.5), ("event", 9.5)]
    assert len({end for c in found for end in (c.a, c.b)}) == 3
