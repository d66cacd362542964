"""The questions of the five reports, each by one canned query, on every store.

The graph here is made from the annotated reports, so that the answers test merging and querying, not reading.
"""

from collections.abc import Callable
from typing import Any

import pytest

from kg.evidence import why
from kg.pipeline import answer, contradictions, import_codebook
from kg.store import Row, Store
from tests.conftest import Opener
from tests.gold import shared

Ask = Callable[..., list[Row]]


@pytest.fixture(scope="module")
def lines() -> list[str]:
    return shared("gold/seeds.jsonl").read_text(encoding="utf-8").splitlines()


@pytest.fixture
def seeds(opener: Opener, lines: list[str]) -> Store:
    with opener(write=True) as writer:
        import_codebook(lines, writer)
    return opener()


def column(rows: list[Row], *names: str) -> list[Any]:
    return [row[names[0]] if len(names) == 1 else tuple(row[n] for n in names) for row in rows]


def test_the_questions_of_the_five_reports(seeds: Store) -> None:
    """One test, so that each store is filled once."""

    def ask(query: str, **values: str) -> list[Row]:
        return answer(seeds, query, values)

    with seeds:
        factions(ask)
        attacks(ask)
        places(ask)
        tolls(ask)
        claims(ask)
        names(ask)
        connections(ask, seeds)


def factions(ask: Ask) -> None:
    found = ask("factions", group="TTP")
    assert column(found, "faction", "relation", "stance") == [
        ("Azahruddin group", "FACTION_OF", "asserted"),
        ("Gandapur group", "FACTION_OF", "asserted"),
    ]
    did = ask("events", group="Azahruddin group")
    assert column(did, "date", "actors", "targets", "killed_best") == [
        ("2022-12-01", ["Azahruddin group"], ["Pakistan police"], 6),
        ("2023-02-08", ["Counter Terrorism Department"], ["Azahruddin group"], 12),
    ]
    suffered = ask("events", group="Gandapur group")
    assert column(suffered, "date", "place", "actors", "killed_best") == [
        (None, ["Dera Ismail Khan"], ["Pakistan security forces"], 1)
    ]


def attacks(ask: Ask) -> None:
    assert column(ask("who-attacked-whom"), "attacker", "attacked", "stance") == [
        ("Azahruddin group", "Pakistan police", "asserted"),
        ("Counter Terrorism Department", "Azahruddin group", "asserted"),
        ("Pakistan", "Tehreek-e-Taliban Pakistan", "alleged"),
        ("Pakistan armed forces", "Tehreek-e-Taliban Pakistan", "asserted"),
        ("Pakistan security forces", "Gandapur group", "asserted"),
        ("Tehreek-e-Taliban Pakistan", "Army Public School", "asserted"),
        ("Tehreek-e-Taliban Pakistan", "Army headquarters", "alleged"),
        ("Tehreek-e-Taliban Pakistan", "Marriott Hotel", "alleged"),
    ]
    on_police = ask("attacks-on", target="Pakistan police")
    assert column(on_police, "date", "place", "attackers") == [
        ("2022-12-01", "Lakki Marwat", ["Azahruddin group"]),
        ("2025-02-03", "Bakarabad", []),
        ("2025-02-06", "Bahadurkhel", []),
    ]
    nobody = ask("unidentified")
    assert column(nobody, "date", "place") == [
        ("2024-11-01", "Balochistan"),
        ("2025-02-03", "Bakarabad"),
        ("2025-02-06", "Bahadurkhel"),
    ]
    threats = ask("events", group="TTP", type="Strategic developments/Other")
    assert column(threats, "targets") == [["Pakistan armed forces", "Pakistan security forces"]]


def places(ask: Ask) -> None:
    districts = {"Lakki Marwat": 2, "Khyber": 2, "Karak": 1, "Tank": 1, "Dera Ismail Khan": 1}
    assert dict(column(ask("violence-by-place", kind="admin2"), "place", "events")) == districts
    assert dict(column(ask("violence-by-place", kind="city"), "place", "events"))["Peshawar"] == 4
    assert column(ask("events", place="Peshawar"), "date", "sub_event_type", "killed_best") == [
        ("2014-01-01", "Attack", 150),
        ("2023-01-30", "Suicide bomb", 101),
        ("2024-05-26", "Armed clash", 8),
        ("2025-01-07", "Armed clash", 22),
    ]
    assert column(ask("operates-in", group="TTP"), "group", "relation", "place") == [
        ("Azahruddin group", "OPERATES_IN", "Lakki Marwat"),
        ("Gandapur group", "OPERATES_IN", "Dera Ismail Khan"),
        *[("Tehreek-e-Taliban Pakistan", "OPERATES_IN", p) for p in ("Bannu", "Dera Ismail Khan", "Karak")],
        *[("Tehreek-e-Taliban Pakistan", "OPERATES_IN", p) for p in ("Khyber Pakhtunkhwa", "North Waziristan", "Pakistan")],
        ("Tehreek-e-Taliban Pakistan", "SHELTERS_IN", "Afghanistan"),
    ]


def tolls(ask: Ask) -> None:
    by_party = {row["party"]: row for row in ask("tolls-by-party", type="Battles")}
    assert by_party["militants"]["killed_best"] == 55
    assert (by_party["state"]["killed_low"], by_party["state"]["killed_best"]) == (19, 19)
    assert by_party["state"]["killed_high"] is None  # "at least two" in Karak
    deadliest = ask("deadliest")
    assert column(deadliest, "killed_low", "date")[:2] == [(150, "2014-01-01"), (101, "2023-01-30")]
    figures = ask("statistics", place="Pakistan", measure="killed")
    centre = ["Center for Research and Security Studies"]
    assert column(figures, "period_start", "low", "high", "party", "cited") == [
        ("2023-01-01", 1600, None, "unknown", centre),
        ("2024-01-01", None, 700, "state", centre),
        ("2024-01-01", 1600, None, "unknown", centre),
    ]


def claims(ask: Ask) -> None:
    assert column(ask("contested"), "what", "stance", "unverified") == [
        ("Air/drone strike, Afghanistan, 2024-12", "alleged", True),
        ("Armed clash, Army Headquarters, 2009", "alleged", False),
        ("Armed clash, Peshawar, 2025-01-07", "asserted", True),
        ("Remote explosive/landmine/IED, Marriott Hotel, 2008", "alleged", False),
        ("Government of Pakistan ACCUSES Afghan Taliban", "asserted", False),
        ("Government of Pakistan ACCUSES Afghan Taliban government", "asserted", False),
        ("Government of Pakistan ACCUSES Tehreek-e-Taliban Pakistan", "asserted", False),
        ("Tehreek-e-Taliban Pakistan SHELTERS_IN Afghanistan", "asserted", False),
        ("Tehreek-e-Taliban Pakistan SUPPORTED_BY Afghan Taliban", "alleged", False),
        ("al-Qaeda ALLIED_WITH Tehreek-e-Taliban Pakistan", "alleged", False),
    ]
    denials = ask("claims-and-denials", group="TTP")
    assert {(row["who"], row["does"]) for row in denials} == {("Afghan Taliban government", "denies")}
    assert column(ask("shelters-and-support", group="TTP"), "relation", "whom", "stance", "contested") == [
        ("SHELTERS_IN", "Afghanistan", "asserted", True),
        ("SUPPORTED_BY", "Afghan Taliban", "alleged", True),
    ]


def names(ask: Ask) -> None:
    assert column(ask("aliases", entity="TTP"), "form") == [
        "Fitna al-Khawarij",
        "Fitna al-Khwarij",
        "Pakistani Taliban",
        "TTP",
        "Taliban",
        "Tehreek-e-Taliban Pakistan",
        "Tehrik-i-Taliban Pakistan",
        "khwarij",
    ]
    timeline = ask("timeline", group="TTP", until="2007")
    assert column(timeline, "date", "until", "what") == [("2007-01-01", "2007-12-31", "Change to group/activity")]
    ceasefire = ask("events", group="Government of Pakistan")
    assert column(ceasefire, "date", "sub_event_type", "actors") == [
        (None, "Change to group/activity", ["Tehreek-e-Taliban Pakistan"])
    ]
    assert column(ask("designations", group="TTP"), "designated_by", "documents") == [("Pakistan", 4)]
    assert ("Shehbaz Sharif", "LEADS", "Government of Pakistan") in column(ask("leaders"), "person", "relation", "body")


def connections(ask: Ask, store: Store) -> None:
    assert column(ask("path", **{"from": "TTP", "to": "al-Qaeda"}), "steps", "relations", "stances") == [
        (1, ["ALLIED_WITH"], ["alleged"])
    ]
    assert column(ask("allies", group="TTP", steps="1"), "ally", "stance") == [
        ("Afghan Taliban", "asserted"),
        ("Gandapur group", "asserted"),
        ("al-Qaeda", "alleged"),
    ]
    [finding] = why(store, "TTP", "al-Qaeda")
    assert (finding.what, finding.stance) == ("al-Qaeda ALLIED_WITH Tehreek-e-Taliban Pakistan", "alleged")
    assert "believed to be close to" in finding.evidence[0].sentence
    takeover = ask("sources", least="2")
    assert column(takeover, "event", "documents") == [("Non-state actor overtakes territory, Afghanistan, 2021", 2)]


def test_the_two_1600s_stand_side_by_side(seeds: Store) -> None:
    with seeds:
        rows = [row for row in contradictions(seeds) if row["kind"] == "statistic"]
    assert column(rows, "says", "by", "documents") == [
        (
            "more than 1,600 people were killed in attacks in 2023 (2023)",
            ["Center for Research and Security Studies"],
            ["seed-003"],
        ),
        ("over 1,600 deaths across Pakistan (2024)", ["Center for Research and Security Studies"], ["seed-001"]),
    ]
