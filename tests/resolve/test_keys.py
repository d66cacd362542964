import pytest

from kg.resolve.dates import interval, iso
from kg.resolve.keys import canonical, container, country, is_known, level, readable


@pytest.mark.parametrize(
    ("key", "outer", "code", "kind"),
    [
        ("place:pk", None, "pk", "country"),
        ("place:pk/punjab", "place:pk", "pk", "admin1"),
        ("place:pk/punjab/lahore", "place:pk/punjab", "pk", "admin2"),
        ("place:so/banadir/-/mogadishu", "place:so/banadir", "so", "city"),
        ("place:ng/~north-east", "place:ng", "ng", "region"),
        ("place:~kot-azam@pk/punjab", "place:pk/punjab", "pk", None),
        ("place:~kot-azam@doc:12", None, None, None),
        ("place:~kot-azam", None, None, None),
        ("institution:pk/police", None, "pk", None),
        ("institution:un", None, None, None),
        ("group:~ghazi-group@pk", None, "pk", None),
        ("group:~ghazi-group@ttp", None, None, None),
    ],
)
def test_what_a_key_tells(key, outer, code, kind):
    assert (container(key), country(key), level(key)) == (outer, code, kind)


def test_the_canonical_id_is_the_smallest_and_of_the_gazetteer_first():
    assert canonical(["group:~a", "group:ttp", "group:~b"]) == "group:ttp"
    assert canonical(["group:~b", "group:~a"]) == "group:~a"
    assert [is_known(k) for k in ("group:ttp", "group:~a")] == [True, False]


def test_a_key_without_a_name_is_readable():
    assert readable("place:~kot-azam@pk/punjab") == "Kot Azam"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2024-02-29", ("2024-02-29", "2024-02-29")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2023", ("2023-01-01", "2023-12-31")),
        ("2024-12-30/2025-01-05", ("2024-12-30", "2025-01-05")),
        ("2024/2025-02", ("2024-01-01", "2025-02-28")),
    ],
)
def test_intervals(text, days):
    found = interval(text)
    assert found is not None
    assert (iso(found[0]), iso(found[1])) == days


@pytest.mark.parametrize("text", [None, "", "Thursday", "2024-13", "2024-02-30", "2025/2024"])
def test_no_date(text):
    assert interval(text) is None
