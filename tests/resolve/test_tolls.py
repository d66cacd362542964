import pytest

from kg.resolve.tolls import WHOLE, Claim, tally


def claim(low, party="state", source="a", at="2024-01-01", high=..., measure="killed", **more) -> Claim:
    return Claim(measure, party, low, low if high is ... else high, source, at, 0, **more)


def test_three_reports_never_add_up_and_the_latest_is_best():
    claims = [claim(5, source="afp", high=None), claim(7, source="dawn"), claim(9, source="dawn-2", at="2024-01-02")]
    assert tally(claims) == {"killed_state": (5, 9, 9), "killed": (5, 9, 9)}


def test_dozens_against_three_keeps_both():
    claims = [claim(24, "militants", "ispr", high=None), claim(3, "militants", "ttp")]
    assert tally(claims)["killed_militants"] == (3, 3, None)  # "at least"


def test_of_one_day_what_most_sources_say():
    claims = [claim(4, source="a"), claim(6, source="b"), claim(6, source="c")]
    assert tally(claims)["killed"] == (4, 6, 6)


def test_copies_of_one_wire_story_are_one_voice():
    claims = [claim(4, source="wire"), claim(4, source="wire"), claim(6, source="b"), claim(6, source="c")]
    assert tally(claims)["killed"] == (4, 6, 6)


def test_a_figure_that_the_report_corrects_is_not_best():
    claims = [claim(101, "unknown", superseded=True), claim(84, "unknown")]
    assert tally(claims)["killed_unknown"] == (84, 84, 101)


def test_parties_of_one_report_add_up_and_the_whole_contains_them():
    claims = [claim(131, "civilians"), claim(150, WHOLE, high=None)]
    assert tally(claims) == {"killed_civilians": (131, 131, 131), "killed": (150, 150, None)}
    assert tally([claim(7, "state"), claim(23, "militants")])["killed"] == (30, 30, 30)


def test_two_reports_that_sort_the_dead_differently_are_not_added():
    claims = [claim(32, "civilians", "a"), claim(5, "militants", "a"), claim(37, "unknown", "b", "2024-01-03")]
    claims.append(claim(6, "militants", "b", "2024-01-03"))
    assert tally(claims)["killed"] == (37, 43, 43)


def test_a_later_report_of_one_party_does_not_shrink_the_total():
    claims = [claim(2, "state", "a"), claim(8, "militants", "a"), claim(9, "militants", "b", "2024-01-05")]
    assert tally(claims) == {"killed_militants": (8, 9, 9), "killed_state": (2, 2, 2), "killed": (10, 10, 10)}


def test_no_report_counts_all_parties():
    claims = [claim(2, "state", "a"), claim(8, "militants", "b")]
    assert tally(claims)["killed"] == (10, 10, 10)


@pytest.mark.parametrize("claims", [[], [claim(None, high=None)]])
def test_unknown_is_absent_and_not_0(claims):
    assert tally(claims) == {}


def test_measures_stay_apart():
    claims = [claim(2), claim(9, measure="injured"), claim(3, measure="abducted", party="civilians")]
    assert set(tally(claims)) == {
        "killed_state",
        "killed",
        "injured_state",
        "injured",
        "abducted_civilians",
        "abducted",
    }
