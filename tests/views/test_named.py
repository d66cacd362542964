"""`kg view` as people ask for it: by name, by place, by date, by a query's rows; the page holds what the words say."""

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.pipeline import answer, view
from kg.views.page import unpacked
from tests.views.seeds import Seeds, seeds

__all__ = ["seeds"]


def held(page: Path) -> dict[str, str]:
    """{id: label} of the page's nodes."""
    return {n["id"]: n["kind"] for n in unpacked(page.read_text(encoding="utf-8"))["nodes"]}


def test_around_a_name(seeds: Seeds, tmp_path: Path) -> None:
    line = view(seeds.store, tmp_path / "a.html", ["TTP"], hops=1)
    one = held(tmp_path / "a.html")
    view(seeds.store, tmp_path / "b.html", ["TTP"], hops=2)
    two = held(tmp_path / "b.html")
    assert "group:ttp" in one
    assert one.keys() < two.keys()
    assert (tmp_path / "a.html").resolve().as_uri() in line
    assert unpacked((tmp_path / "a.html").read_text(encoding="utf-8"))["focus"] == ["group:ttp"]


def test_a_place_since_a_date(seeds: Seeds, tmp_path: Path) -> None:
    view(seeds.store, tmp_path / "a.html", [], place="Khyber Pakhtunkhwa", since="2022")
    events = {id_ for id_, kind in held(tmp_path / "a.html").items() if kind == "Event"}
    place = next(n.id for n in seeds.graph.sorted_nodes() if n.name == "Khyber Pakhtunkhwa")
    rows = answer(seeds.store, "events", {"place": place, "since": "2022", "sums": True})
    assert events == {str(row["id"]) for row in rows if row["date"]}
    assert events


def test_since_a_date_also_what_nobody_is_known_to_have_done(seeds: Seeds, tmp_path: Path) -> None:
    view(seeds.store, tmp_path / "a.html", [], since="2008", until="2024")
    events = {id_ for id_, kind in held(tmp_path / "a.html").items() if kind == "Event"}
    rows = answer(seeds.store, "events", {"since": "2008", "until": "2024", "sums": True})
    assert events == {str(row["id"]) for row in rows if row["date"]}


def test_the_rows_of_a_query(seeds: Seeds, tmp_path: Path) -> None:
    view(seeds.store, tmp_path / "a.html", [], query="factions", params={"group": "TTP"})
    names = {n["name"] for n in unpacked((tmp_path / "a.html").read_text(encoding="utf-8"))["nodes"]}
    assert {str(row["faction"]) for row in answer(seeds.store, "factions", {"group": "TTP"})} <= names


def test_nothing_found_is_said_and_no_file_written(seeds: Seeds, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nothing to draw"):
        view(seeds.store, tmp_path / "a.html", [], since="2090")
    assert not (tmp_path / "a.html").exists()
