"""Who says what, and how far the writer stands behind it."""

import pytest

from kg.extract.claims import claims_of, find_claims
from kg.extract.parse import Parse
from kg.extract.speech import speak, speech_at
from tests.extract.made import SCHEMA, parsed

NAMES = {
    "the Blue Front": "group:blue-front",
    "Red Army": "group:red-army",
    "Sons of the Hill": "group:sons",
    "the defence ministry": "institution:xx/defence",
    "police": "institution:xx/police",
    "the northern government": "institution:xx/government",
    "Anna Berg": "person:~anna-berg",
    "Harbour Hospital": "institution:~harbour-hospital",
}


def heard(text: str) -> Parse:
    parse = parsed(text, NAMES)
    find_claims(parse, SCHEMA)
    speak(parse, SCHEMA)
    return parse


@pytest.mark.parametrize(
    ("text", "at", "told"),
    [
        ("Two men died in the fire, police said on Monday.", "died", ("institution:xx/police", "police", "asserted", False)),
        ("Two men died, said Anna Berg, who runs the ward.", "died", ("person:~anna-berg", "Anna Berg", "asserted", False)),
        (
            "Anna Berg, an aide at Harbour Hospital, said that two men died.",
            "died",
            ("person:~anna-berg", "Anna Berg", "asserted", False),
        ),
        ("Two men died, said Anna Berg", "died", ("person:~anna-berg", "Anna Berg", "asserted", False)),
        ("A bomb went off, according to two officials.", "bomb", (None, "two officials", "asserted", False)),
        (
            "OLDTOWN - The defence ministry said a bomb went off.",
            "bomb",
            ("institution:xx/defence", "The defence ministry", "asserted", False),
        ),
        ("The rebels claimed that a bomb killed ten.", "bomb", (None, "The rebels", "alleged", False)),
        ("Militants allegedly burnt a school, and roads were shut.", "burnt", (None, None, "alleged", False)),
        ("Militants allegedly burnt a school, and roads were shut.", "shut", (None, None, "none", False)),
        ("Suspected raiders hit a farm in the valley.", "raiders", (None, None, "alleged", False)),
        ("The Blue Front was blamed for a raid, a fire and a theft.", "theft", (None, None, "alleged", False)),
        ("Police said 12 men were killed. He added that two fled.", "fled", ("institution:xx/police", "He", "asserted", False)),
        ("“The car burnt. Two died,” Anna Berg said.", "burnt", ("person:~anna-berg", "Anna Berg", "asserted", False)),
        ("Ten soldiers were killed on the pass. The number could not be confirmed.", "killed", (None, None, "asserted", True)),
        (
            "Ten were killed, police said. Both versions remain unverified.",
            "killed",
            ("institution:xx/police", "police", "alleged", True),
        ),
        ("The Blue Front's claim shook the town.", "shook", (None, None, "none", False)),
    ],
)
def test_speech(text: str, at: str, told: tuple[str | None, str | None, str, bool]) -> None:
    found = speech_at(heard(text), text.index(at))
    assert told == ((found.speaker, found.phrase, found.stance, found.unverified) if found else (None, None, "none", False))


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("The Blue Front claimed responsibility for the blast.", [("claimed", "group:blue-front")]),
        ("Red Army, a wing of the Blue Front, took responsibility.", [("claimed", "group:red-army")]),
        ("The flood claimed the lives of ten people.", []),
        ("No group has claimed the attack.", [("nobody", None)]),
        ("The Blue Front denied any involvement in the bombing.", [("denied", "group:blue-front")]),
        (
            "The blast was claimed by the Blue Front; Red Army disowned it.",
            [("claimed", "group:blue-front"), ("denied", "group:red-army")],
        ),
        ("Anna Berg, spokeswoman for Red Army, claimed the raid.", [("claimed", "group:red-army")]),
    ],
)
def test_claims(text: str, claims: list[tuple[str, str | None]]) -> None:
    assert [(c.kind, c.who) for c in claims_of(heard(text))] == claims


def test_a_charge_is_rejected_by_both() -> None:
    parse = heard("The defence ministry accuses Red Army. The Blue Front and the northern government deny it.")
    rows = [(c.kind, c.who, parse.text[c.start : c.end]) for c in parse.claims]
    words = "The Blue Front and the northern government deny it"
    assert rows == [("rejected", "group:blue-front", words), ("rejected", "institution:xx/government", words)]
