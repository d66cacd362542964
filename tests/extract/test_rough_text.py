"""Bad text never raises; at worst nothing is found. What is found still quotes the text."""

import random

import pytest

from kg.extract import extract
from kg.schema import load_schema
from kg.statement import Document

SCHEMA = load_schema()
NAMES = ["TTP", "Taliban", "Kabul", "Pakistan", "a faction of", "led by", "12", "2024", "🙂", "ا"]
WORDS = ["said", "its", "who", "whose", "which", "denied", "claimed", "accuses", "of", "the", "and", "killed", "since", "in"]
MORE = ["attacks", "'s", "’s", "alleged", "verified", "not", "both", "each", "blames the other", "according to", "no"]
MARKS = [", ", ". ", "; ", "“", "”", "(", ")", "-", "\n", "\n\n- ", ":", "—"]
PIECES = NAMES + WORDS + MORE + MARKS


def checked(text: str) -> None:
    for st in extract(Document(key="rough", text=text, published="2024-05-20"), SCHEMA):
        assert text[st.start : st.end] == st.quote


@pytest.mark.parametrize("seed", range(40))
def test_a_heap_of_pieces(seed: int) -> None:
    chosen = random.Random(seed)  # noqa: S311 (a fixed sequence is wanted)
    checked(" ".join(chosen.choice(PIECES) for _ in range(chosen.randrange(1, 120))))


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "“", "said", ", said", "according to", "by's count", "- ", "which", "its", "TTP-", "-TTP"]
)
def test_scraps(text: str) -> None:
    checked(text)


def test_a_sentence_without_end() -> None:
    checked("The TTP and the Taliban, a faction of the TTP, said in Kabul that " * 300)
