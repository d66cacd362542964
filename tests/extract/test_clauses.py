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
    (
        "Four women, including a nurse and a Major, were killed.",
        [("kill", "passive", "happened", [], ["Four women"])],
    ),
    (
        "The soldiers hit a landmine and burst two tyres near the border crossing.",
        [("attack", "active", "happened", ["The soldiers"], ["a landmine"])],
    ),
    (
        "Leaders who seized the town were killed in the operation by the security forces.",
        [
            ("overtake", "relative", "happened", ["Leaders"], ["the town"]),
            ("kill", "passive", "happened", [], ["Leaders"]),
            ("operation", "nominal", "happened", ["the security forces"], []),
        ],
    ),
    (
        "Two men whom villagers had killed were buried.",
        [("kill", "relative", "happened", ["villagers"], ["Two men"])],
    ),
    (
        "Five were killed in Lakki Marwat and two in Bannu.",
        [("kill", "passive", "happened", [], ["Five"]), ("kill", "elided", "happened", [], ["two"])],
    ),
    (
        "The town was hit by a wave of attacks.",
        [("attack", "passive", "habitual", ["a wave"], ["The town"]), ("attack", "nominal", "habitual", [], [])],
    ),
    ("Police work on preventing attacks.", [("attack", "nominal", "planned", [], [])]),
    ("Militants carry out attacks across the border.", [("attack", "light", "habitual", ["Militants"], [])]),
    ("No one was killed.", [("kill", "passive", "negated", [], ["No one"])]),
    ("The rebels planned to attack the port.", [("attack", "active", "planned", [], ["the port"])]),
]


@pytest.mark.parametrize(("text", "expected"), FRAMES)
def test_frames(text: str, expected: list[Frame]) -> None:
    assert frames(text) == expected
