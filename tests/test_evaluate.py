import importlib.util
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError
from kg.evaluate import ARGUMENTS, Report, compare, evaluate
from kg.exchange.codebook import from_codebook, to_codebook
from tests.gold import gold, shared


def scorer() -> Any:
    spec = importlib.util.spec_from_file_location("score", shared("gold/score.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def damaged(data: dict[str, Any], number: int) -> dict[str, Any]:
    """A prediction that is wrong in many ways: the annotation of the same text with parts dropped, turned and renamed."""
    found = to_codebook(*from_codebook(data))
    found["entities"][number % 3]["type"] = "Person"
    found["relations"] = [r if n % 3 else {**r, "from": r["to"], "to": r["from"]} for n, r in enumerate(found["relations"])]
    for n, event in enumerate(found["events"]):
        if n % 2:
            event.update(type="Explosions/Remote violence/Remote explosive/landmine/IED", date=None)
        event["actors"], event["targets"] = (
            (event["targets"], event["actors"]) if n % 3 == 2 else (event["actors"], event["targets"])
        )
        event["killed"] = {p: [1, 1] for p in event["killed"]} if n % 2 else event["killed"]
    found["events"] = found["events"][number % 2 :]
    found["statistics"] = found["statistics"][1:]
    return found


@pytest.mark.parametrize("name", ["seeds.jsonl", "dev.jsonl"])
def test_the_measures_are_those_of_the_annotations_own_scorer(name: str) -> None:
    docs = gold(name)
    predictions = [damaged(d, n) for n, d in enumerate(docs)]
    theirs = scorer().score(docs, predictions)
    report = Report()
    for data, found in zip(docs, predictions, strict=True):
        compare(report, data, found)
    rows = {str(row["measure"]).strip(): row for row in report.rows}
    assert report.headline == theirs["headline"]
    assert 0.3 < report.headline < 0.95
    for mine, their in (
        ("entities", theirs["entities"]["all"]),
        ("relations", theirs["relations"]["all"]),
        ("events", theirs["events"]),
        ("event arguments", theirs["arguments"]["all"]),
        ("statistics", theirs["statistics"]),
        *((a, theirs["arguments"][a]) for a in ARGUMENTS),
    ):
        found_row = {k: rows[mine][k] for k in ("right", "false", "missed", "f1")}
        assert found_row == {"right": their["tp"], "false": their["fp"], "missed": their["fn"], "f1": their["f1"]}, mine


def test_a_document_without_annotations_is_named(tmp_path: Path) -> None:
    path = tmp_path / "plain.jsonl"
    path.write_text('{"id": "a", "text": "Gunmen killed two policemen in Quetta."}\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"plain\.jsonl: line 1: should be an annotated document in the codebook's format"):
        evaluate(path)
