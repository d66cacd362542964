"""Events of small texts of our own, whole: types, sides, tolls by party."""

import pytest

from kg.extract import extract
from kg.schema import load_schema
from kg.statement import Document

Event = tuple[str, str | None, list[str], list[str], list[str]]
Toll = tuple[str, str, str, int | None, int | None]


def read(text: str, published: str | None = "2024-05-10", headline: str | None = None):
    """(events as (type, date, place, actors, targets), tolls as (event, measure, party, low, high)); every quote matches."""
    document = Document(key="d", text=text, headline=headline, published=published, published_from="metadata")
    statements = extract(document, load_schema())
    for st in statements:
        assert text[st.start : st.end] == st.quote
    events = sorted((st.args["event"], st) for st in statements if st.kind == "event" and "retells" not in st.args)
    return (
        [(s.args["type"], s.args.get("date"), s.args["place"], s.args["actors"], s.args["targets"]) for _, s in events],
        sorted(
            (s.args["event"], s.args["measure"], s.args["party"], s.args["low"], s.args["high"])
            for s in statements
            if s.kind == "toll"
        ),
    )


TOLLS: list[tuple[str, list[Toll]]] = [
    ("Rebels killed three soldiers and a farmer.", [("e1", "killed", "civilians", 1, 1), ("e1", "killed", "state", 3, 3)]),
    (
        "Two policemen were killed and six others wounded when gunmen attacked a checkpost.",
        [("e1", "injured", "state", 6, 6), ("e1", "killed", "state", 2, 2)],
    ),
    (
        "Gunmen stormed a college, killing at least 90 people, including 60 students.",
        [("e1", "killed", "civilians", 60, 60), ("e1", "killed", "unknown", 30, None)],
    ),
    (
        "The bombing in the market killed nine people, four of them children.",
        [("e1", "killed", "civilians", 4, 4), ("e1", "killed", "unknown", 5, 5)],
    ),
    ("The blast left at least 26 people dead.", [("e1", "killed", "unknown", 26, None)]),
    ("The attack on the convoy claimed the lives of seven soldiers.", [("e1", "killed", "state", 7, 7)]),
    ("Nearly 40 militants were eliminated in the raid by troops.", [("e1", "killed", "militants", None, 40)]),
    ("Dozens of villagers were massacred by militiamen.", [("e1", "killed", "civilians", 24, None)]),
    ("More than 20 casualties were reported after the bombing.", []),
    ("Nobody was killed in the attack on the barracks.", []),
    ("On January 12, two gendarmes were killed by rebels.", [("e1", "killed", "state", 2, 2)]),
    ("Kidnappers abducted four teachers and a nurse.", [("e1", "abducted", "civilians", 5, 5)]),
    ("Police arrested 11 suspects.", [("e1", "arrested", "militants", 11, 11)]),
    (
        "A teacher was abducted and killed by gunmen.",
        [("e1", "abducted", "civilians", 1, 1), ("e1", "killed", "civilians", 1, 1)],
    ),
]


@pytest.mark.parametrize(("text", "expected"), TOLLS)
def test_tolls(text: str, expected: list[Toll]) -> None:
    assert read(text)[1] == expected


TYPES = [
    ("Gunmen killed three fishermen.", "Violence against civilians/Attack"),
    ("Gunmen attacked a police checkpost, killing two constables.", "Battles/Armed clash"),
    ("A suicide bomber blew himself up outside a bank, killing five people.", "Explosions/Remote violence/Suicide bomb"),
    ("A roadside bomb killed four soldiers.", "Explosions/Remote violence/Remote explosive/landmine/IED"),
    ("A drone strike killed two commanders.", "Explosions/Remote violence/Air/drone strike"),
    ("Mortar shelling killed six villagers.", "Explosions/Remote violence/Shelling/artillery/missile attack"),
    ("Gunmen abducted three engineers.", "Violence against civilians/Abduction/forced disappearance"),
    ("Police arrested two militants.", "Strategic developments/Arrests"),
    ("Troops recovered nine landmines near the village.", "Strategic developments/Disrupted weapons use"),
    ("Students staged a protest in Lima on Monday.", "Protests/Peaceful protest"),
    ("Police used tear gas as students staged a protest in Lima on Monday.", "Protests/Protest with intervention"),
    ("The town fell to rebels on Sunday.", "Battles/Non-state actor overtakes territory"),
    ("The last stronghold of the rebels fell on Sunday.", "Battles/Non-state actor overtakes territory"),
    ("Police found the bodies of six farmers in a ditch.", "Violence against civilians/Attack"),
    ("Rebels torched two buses.", "Strategic developments/Looting/property destruction"),
    ("Army units took control of the town of Homs.", "Battles/Government regains territory"),
    ("Rebels fired dozens of rockets at a town.", "Explosions/Remote violence/Shelling/artillery/missile attack"),
    ("Rebels set on fire two lorries.", "Strategic developments/Looting/property destruction"),
    ("Two guerrillas surrendered.", "Strategic developments/Other"),
    ("Police stumbled upon nine rifles.", "Strategic developments/Disrupted weapons use"),
    ("Warplanes destroyed a bridge in Lahore.", "Explosions/Remote violence/Air/drone strike"),
    ("The army used chlorine gas in an attack on the town, killing nine people.", "Explosions/Remote violence/Chemical weapon"),
    ("A grenade attack on a police station wounded two constables.", "Explosions/Remote violence/Grenade"),
    ("Thousands of teachers held a rally in Lahore.", "Protests/Peaceful protest"),
    ("Police fired tear gas as teachers held a rally in Lahore.", "Protests/Protest with intervention"),
    ("Police opened fire on protesters in Lahore, killing two students.", "Protests/Excessive force against protesters"),
    ("Protesters clashed with police in Lahore and threw stones.", "Riots/Violent demonstration"),
    ("A mob lynched two men in Lahore.", "Riots/Mob violence"),
    ("The army has set up a new observation post in Lahore.", "Strategic developments/Headquarters or base established"),
]


@pytest.mark.parametrize(("text", "type_"), TYPES)
def test_types(text: str, type_: str) -> None:
    assert [event[0] for event in read(text)[0]] == [type_]


NOT_EVENTS = [
    "The rebels planned to attack the port.",
    "Officials fear further attacks on villages.",
    "The country has been hit by a wave of terrorism.",
    "The group has carried out numerous attacks on soldiers.",
    "Police vowed to continue targeted operations against militants.",
    "Better intelligence is vital in preventing attacks on civilians.",
    "If the rebels attack the town, the army will retaliate.",
    "No soldier was killed.",
    "The army foiled an attack on the airport.",
    "More than 900 people were killed in attacks in 2023.",
]


@pytest.mark.parametrize("text", NOT_EVENTS)
def test_what_did_not_happen_once_is_no_event(text: str) -> None:
    assert read(text) == ([], [])


def test_a_retelling_is_one_event_and_background_another() -> None:
    text = (
        "At least four soldiers were killed on Thursday when gunmen attacked a checkpost in Bannu, Pakistan.\n"
        "The attack left seven others wounded.\n"
        "In March 2022, militants killed three policemen in Tank."
    )
    events, tolls = read(text)
    assert [(e[0], e[1]) for e in events] == [("Battles/Armed clash", "2024-05-09"), ("Battles/Armed clash", "2022-03")]
    assert tolls == [
        ("e1", "injured", "state", 7, 7),
        ("e1", "killed", "state", 4, None),
        ("e2", "killed", "state", 3, 3),
    ]


def test_suspects_are_no_charge() -> None:
    """What follows "suspected insurgents" is the same event, and so is its day."""
    events, _ = read("Police detained a courier and two suspected insurgents during an operation, yesterday.")
    assert [(type_, day) for type_, day, *_ in events] == [("Strategic developments/Arrests", "2024-05-09")]


def test_a_sum_keeps_its_parts() -> None:
    text = (
        "Three soldiers and nine militants were killed in operations in Pakistan.\n"
        "The first clash occurred in Bannu, where two soldiers and four militants were killed.\n"
        "Another clash took place in Tank, where one soldier and five militants were killed."
    )
    document = Document(key="d", text=text, published="2024-05-10")
    events = [st for st in extract(document, load_schema()) if st.kind == "event" and "retells" not in st.args]
    assert [st.args.get("sum_of") for st in sorted(events, key=lambda st: st.args["event"])] == [["e2", "e3"], None, None]


HOSTILE = [
    "",
    " ",
    "\n\n",
    "killed",
    "killed killed killed",
    "'s killed by by by",
    "((((",
    "， 12 killed。",
    "a\u202eb killed 3",
    "5" * 400 + " killed",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_bad_text_never_raises(text: str) -> None:
    read(text)
