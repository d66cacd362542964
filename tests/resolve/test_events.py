"""What makes two reports one event, and what forbids it: on records, without documents."""

import itertools
from typing import Any

import pytest

from kg.gazetteer import load_gazetteer
from kg.resolve.blocks import blocks
from kg.resolve.dates import interval
from kg.resolve.events import Comparer, cluster
from kg.resolve.keys import container, level
from kg.resolve.kin import Kin
from kg.resolve.occurrences import Occurrence
from kg.resolve.rules import rules
from kg.schema import load_schema

KP = "place:pk/khyber-pakhtunkhwa"
TANK, BANNU = f"{KP}/tank", f"{KP}/bannu"
VILLAGE = "place:~kot-azam@pk/khyber-pakhtunkhwa/tank"
POLICE, ARMY = "institution:pk/police", "institution:pk/army"
CLASH, CIVILIANS, BOMB = "Battles/Armed clash", "Violence against civilians/Attack", "Explosions/Remote violence/Suicide bomb"
STRIKE = "Explosions/Remote violence/Air/drone strike"


def within(place: str) -> tuple[str, ...]:
    chain = [place]
    while outer := container(chain[-1]):
        chain.append(outer)
    return tuple(chain)


COMPARER = Comparer(rules(load_schema()), within, Kin(load_gazetteer()), level)


def told(document: str, type_: str = CLASH, date: str | None = "2024-05-01", **more: Any) -> Occurrence:
    values: dict[str, Any] = {
        "places": (TANK,),
        "actors": frozenset(),
        "targets": frozenset({POLICE}),
        "killed": (("state", 4, 4),),
    }
    values |= {
        "involved": frozenset(),
        "stance": "asserted",
        "parts": (),
        "copies": document,
        "before": None,
        "local": "e1",
    } | more
    return Occurrence(ref=(document, values.pop("local")), event_type=type_, days=interval(date), **values)


def joined(*occurrences: Occurrence) -> list[list[str]]:
    """Documents by event."""
    by = {o.ref: o for o in occurrences}
    near = {}
    for a, b in itertools.combinations(occurrences, 2):
        found = COMPARER.compare(a, b)
        if (
            blocks(a, within, COMPARER.rules.singular)[0] & blocks(b, within, COMPARER.rules.singular)[1]
            and found.score >= COMPARER.rules.limits["join"]
            and not found.against
        ):
            near[frozenset((a.ref, b.ref))] = found
    return [[document for document, _ in refs] for refs in cluster(by, near, frozenset(), frozenset(), COMPARER)]


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (told("b"), "the same"),
        (told("b", date="2024-05-02"), "a slip of a day"),
        (told("b", date="2024-05", places=(VILLAGE,)), "a village of the district, the month only"),
        (told("b", CIVILIANS, actors=frozenset({"group:ttp"})), "an attack for one, a clash for another"),
        (told("b", targets=frozenset({ARMY, POLICE})), "one body more"),
        (told("b", killed=(("state", 6, 6),)), "two more have died"),
        (told("b", killed=(("unknown", 4, 4),)), "dead of an unknown party"),
    ],
)
def test_one_event(other, why):
    assert joined(told("a", actors=frozenset({"group:ttp"})), other) == [["a", "b"]], why


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (told("b", date="2024-05-15"), "a fortnight later"),
        (told("b", places=(BANNU,)), "another district"),
        (told("b", STRIKE), "an air strike is no clash"),
        (told("b", actors=frozenset({"group:bla"})), "another group"),
        (told("b", killed=(("state", 40, 40),)), "ten times the toll"),
        (told("b", parts=("e2", "e3")), "a sum"),
        (told("a", local="e2"), "one report tells them as two"),
        (told("b", date=None), "no date and nothing special"),
        (told("b", date=None, actors=frozenset({"group:ttp"})), "no date: that group and the police clash again and again"),
        (told("b", places=(), targets=frozenset(), actors=frozenset({"group:ttp"})), "somewhere, against somebody"),
        (told("b", date="2024", actors=frozenset({"group:ttp"})), "the year only"),
        (told("b", CIVILIANS, targets=frozenset()), "another kind of violence somewhere in the district"),
    ],
)
def test_two_events(other, why):
    assert len(joined(told("a", actors=frozenset({"group:ttp"})), other)) == 2, why


def test_comparing_is_symmetric_and_so_is_finding():
    many = [told("a"), told("b", date="2024-05"), told("c", date="2024"), told("d", date=None, actors=frozenset({"group:ttp"}))]
    many += [told("e", BOMB, places=(VILLAGE,)), told("f", date="2024-05-03/2024-05-09", actors=frozenset({"group:ttp"}))]
    for a, b in itertools.combinations(many, 2):
        assert COMPARER.compare(a, b) == COMPARER.compare(b, a)
        filed_a, sought_a = blocks(a, within, COMPARER.rules.singular)
        filed_b, sought_b = blocks(b, within, COMPARER.rules.singular)
        assert bool(filed_a & sought_b) == bool(filed_b & sought_a)


def test_a_faction_may_stand_for_its_parent_and_a_denial_does_not_part():
    ttp = told("a", BOMB, actors=frozenset({"group:ttp"}), places=(VILLAGE,))
    splinter = told("b", BOMB, actors=frozenset({"group:~ghazi-force@ttp"}), places=(VILLAGE,))
    disowned = told("c", BOMB, actors=frozenset({"group:iskp"}), involved=frozenset({"group:ttp"}), places=(VILLAGE,))
    assert joined(ttp, splinter) == [["a", "b"]]
    assert joined(ttp, disowned) == [["a", "c"]]


def test_a_vague_report_that_fits_two_events_joins_neither():
    early, late = told("a", date="2024-05-03"), told("b", date="2024-05-20")
    assert joined(early, late, told("c", date="2024-05")) == [["a"], ["b"], ["c"]]
    assert joined(early, told("c", date="2024-05")) == [["a", "c"]]


def test_a_cluster_never_holds_a_pair_that_is_forbidden():
    tolls = [told(name, killed=(("state", n, n),)) for name, n in (("a", 4), ("b", 7), ("c", 14))]  # 4 and 14 are far apart
    for order in itertools.permutations(tolls):
        assert joined(*order) == [["a", "b"], ["c"]]
