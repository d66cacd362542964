import pytest

from kg.gazetteer import load_gazetteer
from kg.ids import slug
from kg.resolve.entities import block, cluster, variants
from kg.resolve.kin import Kin
from kg.schema import load_schema

SCHEMA = load_schema()
KIN = Kin(load_gazetteer())


def clusters(*keys: str) -> list[tuple[str, ...]]:
    return [e.keys for e in cluster(keys, [], [], KIN.distinct, SCHEMA)]


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Tehrik-i-Taliban Pakistan", "Tehreek-e-Taliban Pakistan", True),
        ("Jamaat-ul-Ahrar", "Jamaat ul Ahrar", True),
        ("al-Shabaab", "Al Shabab", True),
        ("Boko Haram", "JAS", True),
        ("Jabhat Fateh al-Sham", "Hayat Tahrir al-Sham", False),
        ("Lashkar-e-Jhangvi", "Lashkar-e-Jhangvi al-Alami", False),
        ("North Waziristan", "South Waziristan", False),
        ("Jamaat-ul-Ahrar", "Jamaat-ul-Ansar", False),
        ("Baloch Liberation Army", "Baloch Liberation Front", False),
        ("Islamic State West Africa Province", "Islamic State Khorasan Province", False),
    ],
)
def test_the_gazetteer_decides_the_ten_pairs_that_strings_cannot(a, b, same):
    assert KIN.gazetteer.same(a, b) is same


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Jabhat Fateh al-Sham", "Hayat Tahrir al-Sham"),
        ("Lashkar-e-Jhangvi", "Lashkar-e-Jhangvi al-Alami"),
        ("Jamaat-ul-Ahrar", "Jamaat-ul-Ansar"),
        ("Baloch Liberation Army", "Baloch Liberation Front"),
        ("Islamic State West Africa Province", "Islamic State Khorasan Province"),
        ("North Waziristan", "South Waziristan"),
    ],
)
def test_strings_alone_join_none_of_the_false_pairs(a, b):
    for prefix in ("group", "place"):
        assert len(clusters(f"{prefix}:~{slug(a)}", f"{prefix}:~{slug(b)}")) == 2


def test_spellings_of_an_unknown_name_are_one():
    assert clusters("person:~mohammad-khorasani", "person:~muhammad-khurasani") == [
        ("person:~mohammad-khorasani", "person:~muhammad-khurasani")
    ]
    assert clusters("group:~ghazi-mahsud-group@ttp", "group:~ghazi-mehsud-group@ttp") == [
        ("group:~ghazi-mahsud-group@ttp", "group:~ghazi-mehsud-group@ttp")
    ]


@pytest.mark.parametrize(
    ("a", "b", "why"),
    [
        ("group:ttp", "group:~tehreek-taliban-pakistan", "one is the gazetteer's"),
        ("person:~khorasani@doc:1", "person:~khurasani@doc:2", "a surname identifies nobody"),
        ("person:~khorasani", "person:~khurasani", "one word"),
        ("group:~ghazi-group@pk", "group:~ghazi-group@af", "two countries"),
        ("place:~sarband-post@pk/punjab", "place:~sarband-post@pk/balochistan", "two provinces"),
        ("group:~33rd-front", "group:~34rd-front", "two numbers"),
        ("person:~omar-khalid-khorasani", "person:~omar-khurasani", "another number of words, too far apart"),
    ],
)
def test_what_is_not_one_name(a, b, why):
    assert len(clusters(a, b)) == 2, why


def test_a_rough_and_a_fine_place_are_one_if_only_one_fits():
    rough, tank, tank2, bannu = (f"place:~kot-azam@pk/kp{tail}" for tail in ("", "/tank", "/tank/jandola", "/bannu"))
    assert clusters(rough, tank) == [(rough, tank)]
    assert clusters(rough, tank, tank2) == [(rough, tank, tank2)]
    assert clusters(rough, tank, bannu) == [(rough,), (bannu,), (tank,)]


def test_variants_are_looked_for_inside_a_block_only():
    assert block("person:~mohammad-khorasani", SCHEMA) == block("person:~muhammad-khurasani", SCHEMA)
    assert block("group:~jamaat-ul-ahrar", SCHEMA) != block("group:~jamaat-ul-ansar", SCHEMA)
    assert not variants("group:ttp", "group:ttp", SCHEMA)
