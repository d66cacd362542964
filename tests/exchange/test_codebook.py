import importlib.util
from typing import Any

import pytest

from kg.errors import InputError
from kg.exchange.codebook import from_codebook, to_codebook
from tests.gold import gold, shared


def scorer() -> Any:
    spec = importlib.util.spec_from_file_location("score", shared("gold/score.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["seeds.jsonl", "dev.jsonl"])
def test_annotations_survive_the_round_trip(name: str) -> None:
    docs = gold(name)
    report = scorer().score(docs, [to_codebook(*from_codebook(d)) for d in docs])
    assert report["headline"] == 1.0
    assert not any(report["errors"].values())


def test_every_quote_is_its_span() -> None:
    for data in gold("dev.jsonl"):
        document, statements = from_codebook(data)
        assert all(document.text[st.start : st.end] == st.quote for st in statements)


def test_a_quote_that_the_text_does_not_hold_is_refused() -> None:
    data = {
        "id": "d1",
        "text": "Nothing happened.",
        "events": [{"id": "e1", "type": "x", "stance": "asserted", "quote": "a blast"}],
    }
    with pytest.raises(InputError, match="d1: the quote 'a blast' is not in the text"):
        from_codebook(data)
