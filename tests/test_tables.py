"""Rows as people read them on terminals of different widths."""

import pytest

from kg.tables import as_csv, rich_table

ROWS = [
    {"date": "2024-03-12", "type": "Armed clash", "place": "Niono", "killed": 23, "ids": ["st:1", "st:2"]},
    {"date": None, "type": "Shelling/artillery/missile attack", "place": "Omdurman", "killed": None, "ids": ["st:3"]},
]
COLUMNS = ("date", "type", "place", "killed", "ids")


def test_a_table_that_fits_is_ruled(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    rich_table(ROWS, COLUMNS, "Events")
    assert capsys.readouterr().out.splitlines()[1].split() == ["date", "┃", "type", "┃", "place", "┃", "killed", "┃", "ids"]


def test_a_table_too_wide_for_the_terminal_becomes_paragraphs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    rich_table(ROWS, COLUMNS, "Events")
    assert capsys.readouterr().out == (
        "Events\n\n"
        "date    2024-03-12\ntype    Armed clash\nplace   Niono\nkilled  23\nids     2\n\n"
        "type    Shelling/artillery/missile attack\nplace   Omdurman\nids     1\n"
    )


def test_pairs_in_csv_are_joined_like_lists() -> None:
    assert as_csv([{"mark": (0, 4)}], ["mark"]) == "mark\n0; 4\n"
