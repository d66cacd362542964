"""Names by kind of regularity; the texts are our own."""

from pathlib import Path

import pytest
import yaml

from kg.extract.names import mentions, names
from kg.extract.parse import Parse
from kg.extract.segment import segment
from kg.schema import load_schema
from kg.statement import Document, Mark


def read(text: str, headline: str | None = None) -> Parse:
    parse = Parse(Document("test", text, headline=headline))
    segment(parse, load_schema())
    names(parse, load_schema())
    return parse


def entities(text: str) -> list[tuple[str, str]]:
    """(form, entity) of the names, in order, references left out."""
    return [(n.form, n.entity) for n in read(text).names if n.via == "name"]


def test_a_group_is_found_by_gazetteer_and_by_the_pattern_of_its_name() -> None:
    text = "Fighters of the Zarqand group of the TTP ambushed police in Karak, Pakistan, on Monday."
    assert entities(text) == [
        ("Zarqand group", "group:~zarqand-group@ttp"),
        ("TTP", "group:ttp"),
        ("police", "institution:pk/police"),
        ("Karak", "place:pk/khyber-pakhtunkhwa/karak"),
        ("Pakistan", "place:pk"),
    ]


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Al-Shabaab fighters killed five people on Monday, residents said.", ["group:al-shabaab"]),
        ("Al-Shabaab fighters killed five people in Cabo Delgado, Mozambique.", ["group:as-mozambique"]),
        ("The AA fighters killed five people on Monday, residents said.", []),
        ("The UPC seized Bambari in the Central African Republic.", ["group:upc-car"]),
        ("UPC fighters entered Bunia, in Congo's Ituri province.", ["group:upc-congo"]),
        ("Jundallah claimed the bombing in Peshawar, Pakistan.", ["group:jundallah-pakistan"]),
        ("Jundallah claimed the bombing in Zahedan, Iran.", ["group:jundallah-iran"]),
        ("The National Liberation Army clashed with police in Tetovo, Macedonia.", ["group:nla-macedonia"]),
    ],
)
def test_a_form_of_several_groups_means_its_owner_or_the_one_of_the_country(text: str, group: list[str]) -> None:
    assert [entity for _, entity in entities(text) if entity.startswith("group:")] == group


def test_an_unknown_body_is_known_by_its_abbreviation() -> None:
    text = "The Upland Farmers Liberation Column (UFLC) struck again. A UFLC commander said so."
    assert entities(text) == [
        ("Upland Farmers Liberation Column", "group:~upland-farmers-liberation-column"),
        ("UFLC", "group:~upland-farmers-liberation-column"),
        ("UFLC", "group:~upland-farmers-liberation-column"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "😀😀 🔥",
        "مقتل جنود في هجوم",
        "(((((",
        "'s 's 's",
        "A B C " * 4000,
        "al- al- al-",
        "No. No. 8 (",
        "— , or X",
        "They live in the hills of Kano State",
    ],
)
def test_bad_text_never_raises(text: str) -> None:
    parse = read(text)
    assert [n for n in parse.names if parse.text[n.start : n.end] != n.form] == []


def test_mentions_quote_the_text() -> None:
    parse = read("Troops in Mali fought JNIM near Gao. The group lost ten men.")
    made = mentions(parse, load_schema())
    assert [(st.quote, st.args["entity"], st.args["via"]) for st in made] == [
        ("Mali", "place:ml", "name"),
        ("JNIM", "group:jnim", "name"),
        ("Gao", "place:ml/gao", "name"),
        ("The group", "group:jnim", "reference"),
    ]


UNSEEN = yaml.safe_load((Path(__file__).parent / "data" / "unseen.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", UNSEEN, ids=lambda case: case["id"])
def test_every_name_of_a_report_is_found_and_nothing_else(case: dict[str, str | list[str]]) -> None:
    found = [n for n in read(str(case["text"])).names if n.via == "name"]
    written = [" | ".join((n.form, n.type, n.entity) if n.type == "Place" else (n.form, n.type)) for n in found]
    assert written == case["names"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The same name is a district, a town or a province by the words beside it and the country of the text.
        ("Police in Pakistan said that two men died in Tank district.", ("Tank", "place:pk/khyber-pakhtunkhwa/tank")),
        ("Islamabad, Pakistan: shops in Punjab were shut.", ("Punjab", "place:pk/punjab")),
        ("New Delhi, India: shops in Punjab were shut.", ("Punjab", "place:in/punjab")),
        ("Militias fought in Tripoli, Libya.", ("Tripoli", "place:ly/tripoli/-/tripoli")),
        ("Lebanon sent soldiers to Tripoli after the clashes.", ("Tripoli", "place:lb/liban-nord/-/tripoli")),
        ("He fled from Sarmada to Idlib city, in Syria.", ("Idlib city", "place:sy/idlib/-/idlib")),
        ("Syria bombed Idlib province.", ("Idlib", "place:sy/idlib")),
        # A capital that acts is a government; the town is a place.
        ("Islamabad accuses Kabul of sheltering militants.", ("Kabul", "institution:af/taliban-government")),
        ("A bomb went off in Kabul, Afghanistan, on Friday.", ("Kabul", "place:af/kabul/-/kabul")),
        ("Mali broke off ties. Kyiv denies the charge.", ("Kyiv", "institution:ua/government")),
        # Bodies by role and country.
        ("Pakistan's security forces killed two men.", ("Pakistan's security forces", "institution:pk/security-forces")),
        ("The security forces in Pakistan killed two men.", ("security forces", "institution:pk/security-forces")),
        ("Khyber Pakhtunkhwa police arrested him.", ("Khyber Pakhtunkhwa police", "institution:pk/khyber-pakhtunkhwa/police")),
        ("Somali troops left the town.", ("Somali troops", "institution:so/army")),
        ("U.S. and Iraqi forces struck the camp.", ("U.S.", "institution:us/armed-forces")),
        ("The Taliban government in Kabul said so.", ("Taliban government", "institution:af/taliban-government")),
        # "Taliban" alone is whichever the sentence means.
        ("A Taliban bomber killed nine people in Peshawar, Pakistan.", ("Taliban", "group:ttp")),
        ("The Taliban took over Afghanistan in 2021.", ("Taliban", "group:afghan-taliban")),
        # Persons by title, apposition, speech; a surname after the full name is the same person.
        ("Lt Gen Zarak Khan Orakzai spoke first.", ("Zarak Khan Orakzai", "person:~zarak-khan-orakzai")),
        ("Maliha Sarwari, a nurse, said that help came late.", ("Maliha Sarwari", "person:~maliha-sarwari")),
        ("Defence Minister Rosa Mantilla spoke. Mantilla left at noon.", ("Mantilla", "person:~rosa-mantilla")),
        # Sites with a name of their own.
        (
            "Gunmen attacked the Blue Lotus hotel in Kabul, Afghanistan.",
            ("Blue Lotus hotel", "place:~blue-lotus-hotel@af/kabul/-/kabul"),
        ),
        ("A missile hit the tanker Sea Heron in the Red Sea.", ("Sea Heron", "place:~sea-heron@~red-sea")),
    ],
)
def test_a_form_means_what_its_company_says(text: str, expected: tuple[str, str]) -> None:
    assert expected in entities(text)


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed two soldiers near a mosque on Monday, officials said.",
        "A military base and a police station were hit by anti-government rebels.",
        "The Operation Blue Storm began in March. The National Action Plan was signed.",
        "Many people were hurt. However, no group claimed the attack in May.",
    ],
)
def test_unnamed_actors_and_plans_are_no_mentions(text: str) -> None:
    assert entities(text) == []


def test_capitals_alone_make_no_names() -> None:
    text = "PRESIDENT CARDOZO SAID THAT GUERRILLAS WHO ATTACKED FLORES, GUATEMALA, BELONG TO THE URNG."
    assert entities(text) == [
        ("CARDOZO", "person:~cardozo@" + read(text).document.id),
        ("FLORES", "place:gt/peten/de-flores/flores"),
        ("GUATEMALA", "place:gt"),
        ("URNG", "group:urng"),
    ]


def test_references_lead_to_the_entity() -> None:
    text = (
        "The TTP killed six policemen in Karak district, Pakistan. The banned group said that it would strike again "
        "in the district. Nobody denied it. It is not known how many men it has."
    )
    assert [(n.form, n.entity) for n in read(text).names if n.via == "reference"] == [
        ("The banned group", "group:ttp"),
        ("it", "group:ttp"),
        ("the district", "place:pk/khyber-pakhtunkhwa/karak"),
    ]


def test_names_in_datelines_count_and_those_in_teasers_do_not() -> None:
    text = "LAHORE: Police arrested a man in Quetta.\nAlso read: Karachi floods"
    teaser = text.index("Also")
    parse = Parse(Document("test", text, marks=(Mark(0, 7, "dateline"), Mark(teaser, len(text), "teaser"))))
    segment(parse, load_schema())
    names(parse, load_schema())
    assert [n.form for n in parse.names] == ["LAHORE", "Police", "Quetta"]


def test_stated_containers_are_kept() -> None:
    text = (
        "They died in Barmal, Paktika, and in Lakki Marwat district of Pakistan's Khyber Pakhtunkhwa province. "
        "Both came from Mafa, a farming village in Yobe."
    )
    assert [(a.name, b.name) for a, b in read(text).containers] == [
        ("Barmal", "Paktika"),
        ("Lakki Marwat", "Khyber Pakhtunkhwa"),
        ("Khyber Pakhtunkhwa", "Pakistan"),
        ("Mafa", "Yobe"),
    ]


def test_a_name_of_two_movements_means_the_one_of_the_nearest_country() -> None:
    text = "Pakistan has seen more attacks by the TTP since the Taliban returned to power in neighbouring Afghanistan in 2021."
    parse = Parse(Document("two", text))
    segment(parse, load_schema())
    names(parse, load_schema())
    assert [(n.form, n.entity) for n in parse.names if n.type == "Group"] == [
        ("TTP", "group:ttp"),
        ("Taliban", "group:afghan-taliban"),
    ]
