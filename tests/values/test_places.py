import subprocess
import sys

import pytest

from kg.errors import SchemaError
from kg.values.places import containers, load_places


def test_candidates_come_largest_first() -> None:
    places = load_places()
    assert [p.key for p in places.lookup("Punjab")] == ["in/punjab", "pk/punjab"]
    assert [(p.key, p.kind) for p in places.lookup("Tank")] == [
        ("pk/khyber-pakhtunkhwa/tank", "admin2"),
        ("pk/khyber-pakhtunkhwa/-/tank", "city"),
    ]
    assert places.lookup("Fitna al-Khawarij") == ()


@pytest.mark.parametrize(
    ("form", "key"),
    [
        ("NWFP", "pk/khyber-pakhtunkhwa"),
        ("Khyber-Pukhtunkhwa", "pk/khyber-pakhtunkhwa"),
        ("Orissa", "in/odisha"),
        ("U.S.", "us"),
        ("Britain", "gb"),
        ("DRC", "cd"),
        ("Muqdisho", "so/banadir/-/mogadishu"),
        ("Tinzaouatene", "ml/kidal/-/tinzaouatene"),
        ("Lake Chad basin", "~lake-chad"),
        ("Serê Kaniyê", "sy/al-hasakah/-/ras-al-ayn"),
        ("Bolan", "pk/balochistan/kachhi"),
        ("Ma'rib", "ye/marib"),
    ],
)
def test_variants_lead_to_the_standard_place(form: str, key: str) -> None:
    assert load_places().lookup(form)[0].key == key


def test_containers_pass_over_unknown_units() -> None:
    assert list(containers("so/banadir/-/mogadishu")) == ["so/banadir", "so"]
    assert list(containers("pk/khyber-pakhtunkhwa/peshawar/peshawar")) == [
        "pk/khyber-pakhtunkhwa/peshawar",
        "pk/khyber-pakhtunkhwa",
        "pk",
    ]
    assert load_places().get("place:pk/khyber-pakhtunkhwa/lakki-marwat").parents == ("pk/khyber-pakhtunkhwa", "pk")  # type: ignore[union-attr]


def test_every_place_lies_in_places_of_the_table() -> None:
    places = load_places()
    orphans = [key for key in places.by_key for c in containers(key) if c not in places.by_key]
    assert orphans == []


def test_a_missing_table_says_how_to_build_it(tmp_path) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(SchemaError, match=r"schema/gazetteer/places\.tsv\.gz cannot be read: build it with build_places\.py"):
        load_places(tmp_path)


def test_loading_is_quick_and_lazy() -> None:
    script = "import time, kg.values.places as p; t = time.process_time(); p.load_places(); print(time.process_time() - t)"
    seconds = float(subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout)
    assert seconds < 1.0
