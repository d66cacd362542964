"""Relations by the cues of the schema, on names given by hand."""

import shutil
from pathlib import Path

import pytest

from kg.errors import SchemaError
from kg.extract import extract
from kg.extract.claims import find_claims
from kg.extract.relations import relations
from kg.extract.speech import speak
from kg.schema import Schema, data_folder, load_schema
from kg.statement import Document
from tests.extract.made import SCHEMA, parsed

NAMES = {
    "Blue Front": "group:blue",
    "Red Army": "group:red",
    "Sons of the Hill": "group:sons",
    "Grey Wolves": "group:grey",
    "the group": "group:blue",
    "Narnia": "place:na country",
    "Archenland": "place:ar country",
    "Beruna": "place:na/west/beruna admin2",
    "West March": "place:na/west admin1",
    "Oldtown": "place:~oldtown@na/west/beruna city",
    "Glass Hotel": "place:~glass-hotel@na site",
    "Anna Berg": "person:~anna-berg",
    "Carl Dorn": "person:~carl-dorn",
    "the northern government": "institution:ar/government",
    "Cair Paravel": "institution:na/government",
    "Coast Guard": "institution:~coast-guard@na",
}


def related(text: str, schema: Schema = SCHEMA) -> list[tuple[str, str, str, str]]:
    """(type, from, to, stance), without what keys imply, in the order of the text."""
    parse = parsed(text, NAMES)
    find_claims(parse, schema)
    speak(parse, schema)
    return [(st.args["type"], st.args["from"], st.args["to"], st.stance) for st in relations(parse, schema)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Red Army, a faction of the Blue Front, hid there.", [("FACTION_OF", "group:red", "group:blue", "asserted")]),
        ("The Red Army belongs to the Blue Front.", [("FACTION_OF", "group:red", "group:blue", "asserted")]),
        ("The Red Army is not part of the Blue Front.", []),
        ("The Red Army could join the Blue Front.", []),
        ("The Red Army, which left the Blue Front in 2014, fled.", [("SPLIT_FROM", "group:red", "group:blue", "asserted")]),
        ("The Red Army, a splinter of the Blue Front, fled.", [("SPLIT_FROM", "group:red", "group:blue", "asserted")]),
        ("The Blue Front is believed to be close to the Red Army.", [("ALLIED_WITH", "group:blue", "group:red", "alleged")]),
        (
            "The Red Army was founded in 1990 and has pledged allegiance to the Blue Front.",
            [("ALLIED_WITH", "group:red", "group:blue", "asserted")],
        ),
        ("The Red Army, an enemy of the Blue Front, fled.", [("RIVAL_OF", "group:red", "group:blue", "asserted")]),
        ("Fighting between the Red Army and the Blue Front went on.", [("RIVAL_OF", "group:red", "group:blue", "asserted")]),
        ("Blue Front hideouts in Archenland were bombed.", [("SHELTERS_IN", "group:blue", "place:ar", "asserted")]),
        ("Archenland-backed Blue Front fighters came.", [("SUPPORTED_BY", "group:blue", "place:ar", "asserted")]),
        ("The Blue Front is outlawed in Archenland.", [("DESIGNATED_BY", "group:blue", "place:ar", "asserted")]),
        ("In Narnia the banned Blue Front went on.", [("DESIGNATED_BY", "group:blue", "place:na", "asserted")]),
        ("Blue Front leader Anna Berg spoke.", [("LEADS", "person:~anna-berg", "group:blue", "asserted")]),
        (
            "Anna Berg, who heads the Coast Guard, spoke.",
            [("LEADS", "person:~anna-berg", "institution:~coast-guard@na", "asserted")],
        ),
        ("The Blue Front and its spokesman Carl Dorn spoke.", [("MEMBER_OF", "person:~carl-dorn", "group:blue", "asserted")]),
        ("The Blue Front took control of Archenland.", [("CONTROLS", "group:blue", "place:ar", "asserted")]),
        ("The Blue Front wants to take control of Archenland.", []),
        ("The Blue Front has ruled Archenland since 2007.", [("CONTROLS", "group:blue", "place:ar", "asserted")]),
        (
            "Archenland-held Beruna was calm, and Blue Front-held Beruna was not.",
            [("CONTROLS", "group:blue", "place:na/west/beruna", "asserted")],
        ),
        ("The Red Army fought alongside the Blue Front.", [("ALLIED_WITH", "group:red", "group:blue", "asserted")]),
        ("Archenland denies arming the Blue Front.", [("SUPPORTED_BY", "group:blue", "place:ar", "alleged")]),
        ("The Blue Front, an Archenland-based group, fled.", [("SHELTERS_IN", "group:blue", "place:ar", "asserted")]),
        ("Carl Dorn of the Coast Guard spoke.", [("MEMBER_OF", "person:~carl-dorn", "institution:~coast-guard@na", "asserted")]),
        (
            "The Red Army, a small outfit that had left the Blue Front, was folded into the Grey Wolves.",
            [("SPLIT_FROM", "group:red", "group:blue", "asserted"), ("FACTION_OF", "group:red", "group:grey", "asserted")],
        ),
        ("The Blue Front attacked a camp in Archenland.", []),
        (
            "The Blue Front is active in Narnia's West March.",
            [("OPERATES_IN", "group:blue", "place:na/west", "asserted"), ("LOCATED_IN", "place:na/west", "place:na", "asserted")],
        ),
        ("Archenland considers the Blue Front a terrorist group.", [("DESIGNATED_BY", "group:blue", "place:ar", "asserted")]),
        (
            "The Blue Front has been active in Narnia and Archenland.",
            [("OPERATES_IN", "group:blue", "place:ar", "asserted"), ("OPERATES_IN", "group:blue", "place:na", "asserted")],
        ),
        (
            "The Glass Hotel in Oldtown burnt.",
            [("LOCATED_IN", "place:~glass-hotel@na", "place:~oldtown@na/west/beruna", "asserted")],
        ),
        (
            "Beruna district of West March was quiet.",
            [("LOCATED_IN", "place:na/west/beruna", "place:na/west", "asserted")],
        ),
        ("Beruna, Archenland and West March were quiet.", [("LOCATED_IN", "place:na/west/beruna", "place:na/west", "asserted")]),
    ],
)
def test_relations(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert related(text) == expected


def test_a_charge_its_content_and_who_denies_it() -> None:
    text = "The northern government accuses Narnia of arming the Blue Front. Cair Paravel rejects this."
    parse = parsed(text, NAMES)
    find_claims(parse, SCHEMA)
    speak(parse, SCHEMA)
    rows = [(st.args, st.stance, st.quote) for st in relations(parse, SCHEMA)]
    deniers = ["institution:na/government"]
    charge = {"type": "ACCUSES", "from": "institution:ar/government", "to": "place:na", "denied_by": deniers}
    content = {
        "type": "SUPPORTED_BY",
        "from": "group:blue",
        "to": "place:na",
        "denied_by": deniers,
        "attributed_to": ["institution:ar/government"],
    }
    assert rows == [
        (charge, "asserted", "The northern government accuses Narnia"),
        (content, "alleged", "Narnia of arming the Blue Front"),
    ]


def test_a_relation_type_is_a_file(tmp_path: Path) -> None:
    folder = tmp_path / "schema"
    shutil.copytree(data_folder("schema"), folder)
    lines = (
        "about: lends money to",
        "from: [Group, Institution]",
        "to: [Group]",
        'cues: ["{from} ~~ (lends|lent) ~2 money to {to}"]',
        "rdf: kg:lendsTo",
        'colour: "#000000"',
    )
    (folder / "relation" / "LENDS_TO.yaml").write_text("\n".join(lines), encoding="utf-8")
    text = "The Blue Front, an old firm, has often lent some money to the Red Army."
    assert related(text, load_schema(folder)) == [("LENDS_TO", "group:blue", "group:red", "asserted")]


@pytest.mark.parametrize(
    ("cue", "message"),
    [
        ("{from} of {whom}", "no slot {whom}: use {from}, {to}"),
        ("{from} <nonsense> {to}", "no word class <nonsense> in schema/lexicon/cues.yaml"),
        ("{from} (a|b {to}", "a bracket without its end"),
        ("{from} a) {to}", "a bracket that was never opened"),
        ("{from} ] > {to}", "a character that the language does not have"),
    ],
)
def test_a_wrong_cue_is_named(tmp_path: Path, cue: str, message: str) -> None:
    folder = tmp_path / "schema"
    shutil.copytree(data_folder("schema"), folder)
    lines = ("about: x", "from: [Group]", "to: [Group]", f'cues: ["{cue}"]', "rdf: kg:x", 'colour: "#000000"')
    (folder / "relation" / "X.yaml").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(SchemaError) as error:
        related("The Blue Front met the Red Army.", load_schema(folder))
    assert str(error.value) == f"schema/relation/X.yaml: cue '{cue}': {message}: see kg/extract/patterns.py for the language"


@pytest.mark.parametrize(
    ("text", "inner", "outer"),
    [
        (
            "A bomb went off at Maiduguri railway station. Maiduguri in Nigeria was calm.",
            "~maiduguri-railway-station",
            "ng/borno/",
        ),
        (
            "- Borno, 3 May. Gunmen burnt the village of Tundaxo in the rain.\n- Kano, 4 May. All quiet in Nigeria.",
            "~tundaxo",
            "ng/borno",
        ),
        ("Police in Maiduguri heard the blast. The Royal Sunset Hotel burnt.", "~royal-sunset-hotel", "ng/borno/"),
    ],
)
def test_where_an_unknown_place_lies(text: str, inner: str, outer: str) -> None:
    document = Document(key="made", text=text, published="2024-05-20")
    found = [st.args["to"] for st in extract(document, SCHEMA) if st.kind == "relation" and inner in st.args["from"]]
    assert [key.startswith(f"place:{outer}") for key in found] == [True], found
