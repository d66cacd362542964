"""UCDP's where_prec: the lines of Appendix 3 and the worked cases of the field."""

import pytest

from kg.schema import load_schema
from kg.values.precision import where_prec


@pytest.mark.parametrize(
    ("text", "name", "kind", "code", "phrase"),
    [
        ("a raid in Mir Ali", "Mir Ali", "city", 1, "Mir Ali"),
        ("a raid on the Marriott Hotel", "Marriott Hotel", "site", 1, "Marriott Hotel"),
        ("a raid near Mir Ali", "Mir Ali", "city", 2, "near Mir Ali"),
        ("just outside Mir Ali", "Mir Ali", "city", 2, "just outside Mir Ali"),
        ("around Mir Ali", "Mir Ali", "city", 2, "around Mir Ali"),
        ("on the outskirts of Peshawar", "Peshawar", "city", 2, "on the outskirts of Peshawar"),
        ("the Mir Ali area of North Waziristan", "Mir Ali", "city", 2, "Mir Ali area"),
        ("17 km from Mir Ali", "Mir Ali", "city", 2, "17 km from Mir Ali"),
        ("17 kilometres south of Mir Ali", "Mir Ali", "city", 2, "17 kilometres south of Mir Ali"),
        ("40 km north of Mir Ali", "Mir Ali", "city", 5, "40 km north of Mir Ali"),
        ("forty km north of Mir Ali", "Mir Ali", "city", 5, "forty km north of Mir Ali"),
        ("20 miles from Mir Ali", "Mir Ali", "city", 5, "20 miles from Mir Ali"),
        ("north of Mir Ali", "Mir Ali", "city", 2, "north of Mir Ali"),
        ("in North Waziristan", "North Waziristan", "admin2", 3, "North Waziristan"),
        ("in Karak district", "Karak", "city", 3, "Karak district"),
        ("in Khyber Pakhtunkhwa", "Khyber Pakhtunkhwa", "admin1", 4, "Khyber Pakhtunkhwa"),
        ("in Paktika province", "Paktika", "city", 4, "Paktika province"),
        ("southern Khyber Pakhtunkhwa", "Khyber Pakhtunkhwa", "admin1", 4, "Khyber Pakhtunkhwa"),
        ("in northern Uganda", "Uganda", "country", 5, "northern Uganda"),
        ("near the border with Afghanistan", "Afghanistan", "country", 5, "border with Afghanistan"),
        ("near the Afghanistan border", "Afghanistan", "country", 5, "Afghanistan border"),
        ("on the road between Kutru and Bedre", "Kutru", "city", 5, "between Kutru"),
        ("on the road to Bedre", "Bedre", "city", 5, "road to Bedre"),
        ("in the Tirah valley", "Tirah", "region", 5, "Tirah valley"),
        ("somewhere in Uganda", "Uganda", "country", 6, "Uganda"),
        ("in the Red Sea", "Red Sea", "region", 7, "Red Sea"),
        ("some 50 nautical miles off Aden", "Aden", "city", 7, "50 nautical miles off Aden"),
    ],
)
def test_how_exactly_a_place_is_known(text: str, name: str, kind: str, code: int, phrase: str) -> None:
    start = text.index(name)
    assert where_prec(text, start, start + len(name), kind, load_schema()) == (code, phrase)
