"""Frames, on sentences of our own: sentence -> every clause as (act, frame, modality, agents, patients)."""

import pytest

from kg.extract import read
from kg.schema import load_schema
from kg.statement import Document

Frame = tuple[str, str, str, list[str], list[str]]


def frames(text: str) -> list[Frame]:
    """Every clause of the text, in order."""
    parse = read(Document(key="d", text=text), load_schema())

    def said(phrases):
        return [parse.text[p.start : p.end] for p in phrases]

    return [(c.cue, c.frame, c.modality, said(c.agents), said(c.patients)) for c in parse.clauses]


FRAMES: list[tuple[str, list[Frame]]] = [
    ("Gunmen killed three fishermen near the harbour.", [("kill", "active", "happened", ["Gunmen"], ["three fishermen"])]),
    (
        "Two gendarmes and a driver were killed by rebels.",
        [("kill", "passive", "happened", ["rebels"], ["Two gendarmes", "a driver"])],
    ),
    (
        "Five marines were killed and 20 wounded when rebels attacked an outpost.",
        [
            ("kill", "passive", "happened", [], ["Five marines"]),
            ("wound", "elided", "happened", [], ["20"]),
            ("attack", "active", "happened", ["rebels"], ["an outpost"]),
        ],
    ),
    (
        "Rebels stormed the barracks, killing officers and civilians.",
        [
            ("attack", "active", "happened", ["Rebels"], ["the barracks"]),
            ("kill", "participle", "happened", ["Rebels"], ["officers", "civilians"]),
        ],
    ),
    (
        "The death of six soldiers shocked the town.",
        [("die", "nominal", "happened", [], ["six soldiers"])],
    ),
    (
        "Four miners lost their lives in the blast.",
        [("die", "active", "happened", [], ["Four miners"]), ("bomb", "nominal", "happened", [], [])],
    ),
    ("No one was killed.", [("kill", "passive", "negated", [], ["No one"])]),
    ("The rebels planned to attack the port.", [("attack", "active", "planned", [], ["the port"])]),
]


@pytest.mark.parametrize(("text", "expected"), FRAMES)
def test_frames(text: str, expected: list[Frame]) -> None:
    assert frames(text) == expected
