"""The gazetteers of groups and institutions: whole-file checks, lookups, spellings, sizes."""

import shutil
from pathlib import Path

import pytest

from kg.errors import SchemaError
from kg.gazetteer import Gazetteer, load_gazetteer
from kg.ids import fold
from kg.schema import data_folder, load_schema
from kg.transliteration import Transliteration

GROUPS = "about: groups\nsource: test\nrecords:\n"
BLA = "- {id: bla, name: Baloch Liberation Army, acronyms: [BLA], kind: rebel group, countries: [pk]}\n"
BLF = "- {id: blf, name: Balochistan Liberation Front, acronyms: [BLF], kind: rebel group, countries: [pk]}\n"
BODIES = "about: bodies\nsource: test\nrecords: []\n"
PAIRS = "about: pairs\npairs: []\n"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def write(folder: Path, *, groups: str = GROUPS + BLA + BLF, bodies: str = BODIES, pairs: str = PAIRS) -> Path:
    """A schema folder with these gazetteer files and the real vocabulary."""
    schema = folder / "schema"
    for part in ("entity", "relation", "event", "lexicon"):
        shutil.copytree(data_folder("schema") / part, schema / part)
    for name, text in (("groups/asia", groups), ("institutions/asia", bodies), ("non-identities", pairs)):
        path = schema / "gazetteer" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return schema


def test_small_gazetteer_whole(tmp_path: Path) -> None:
    small = load_gazetteer(
        write(tmp_path, pairs='about: pairs\npairs: [[BLA, "group:blf", rivals], [North Waziristan, South Waziristan, two]]\n')
    )
    assert dict(small.forms()) == {
        "baloch liberation army": ("group:bla",),
        "balochistan liberation front": ("group:blf",),
        "bla": ("group:bla",),
        "blf": ("group:blf",),
    }
    assert dict(small.acronyms()) == {"bla": ("BLA",), "blf": ("BLF",)}
    assert small.uncertain() == frozenset()
    assert small.non_identities == {frozenset({"group:bla", "group:blf"}), frozenset({"north waziristan", "south waziristan"})}


def xa(rest: str, *, countries: str = "[pk]", kind: str = "rebel group", id_: str = "id: x, ") -> str:
    return f"- {{{id_}name: Xa Front, kind: {kind}, countries: {countries}{rest}}}\n"


LABEL = "{term: bandits, speaker: police, source: none}"
CIRCLE = xa(", parent: y") + "- {id: y, name: Ya Front, kind: rebel group, countries: [pk], parent: x}\n"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (BLA, "bla.id': also in schema/gazetteer/groups/asia.yaml: give each record its own id"),
        (xa(", parent: nowhere"), "x.parent': no other group has the id 'nowhere': add it or mend the id"),
        (xa(", split_from: [x]"), "x.split_from': no other group has the id 'x': add it or mend the id"),
        (CIRCLE, "x.parent': 'x' is above itself: break the circle"),
        (xa(", acronyms: [Bla]"), "x.acronyms': 'Bla' is also claimed by 'group:bla': put it under 'ambiguous' in one or both"),
        (
            xa(", aliases: [xa-front]"),
            "x.aliases': 'xa-front' stands twice (case, accents and punctuation don't count): drop one",
        ),
        (xa(", acronyms: [XF]"), "x.acronyms': 'XF' is too short to be certain: put it under 'ambiguous'"),
        (xa("", countries="[pakistan]"), "x.countries': 'pakistan' is no ISO 3166 alpha-2 code in lower case"),
        (xa("", kind="terrorist"), "x.kind': 'terrorist' is none of rebel group, political militia"),
        (xa(", active: {since: 2001, until: 1999}"), "x.active': Value error, since 2001 lies after until 1999"),
        (xa(", active: {since: soon}"), "x.active.since': String should match pattern"),
        (xa(", colour: red"), "x.colour': Extra inputs are not permitted"),
        (xa("", id_=""), "records.2.id': Field required"),
        (xa(f", labels: [{LABEL}]"), "x.labels.0.speaker': String should match pattern"),
    ],
)
def test_a_wrong_group_is_one_message_with_file_and_key(tmp_path: Path, line: str, message: str) -> None:
    folder = write(tmp_path, groups=GROUPS + BLA + BLF + line)
    with pytest.raises(SchemaError) as caught:
        load_gazetteer(folder)
    assert str(caught.value).startswith(f"schema/gazetteer/groups/asia.yaml: key '{message}")


@pytest.mark.parametrize(
    ("pairs", "message"),
    [
        (
            '[[BLA, "group:bla", same]]',
            "key 'pairs.0': 'BLA' and 'group:bla' are one entity here: mend the pair or the gazetteer",
        ),
        ('[[BLA, "group:blx", gone]]', "key 'pairs.0': no record has the key 'group:blx': add it or mend the key"),
        ("[[BLA, BLF, rivals], [BLF, BLA, rivals]]", "key 'pairs.1': the pair 'BLF', 'BLA' stands twice: drop one"),
        ("[[BLA, BLF]]", "key 'pairs.0.2': Field required"),
    ],
)
def test_a_wrong_pair_is_one_message_with_file_and_key(tmp_path: Path, pairs: str, message: str) -> None:
    with pytest.raises(SchemaError) as caught:
        load_gazetteer(write(tmp_path, pairs=f"about: pairs\npairs: {pairs}\n"))
    assert str(caught.value) == f"schema/gazetteer/non-identities.yaml: {message}"


def test_spellings_of_the_article_the_genitive_and_single_words() -> None:
    spelling = Transliteration.of(["al", "el", "ul"], ["u"], ["e", "i"], ["s", "sh"], {"jaish": ["jaysh"]})
    assert spelling.variants("jaish ul adl") == (
        *("jaish ul adl", "jaish al adl", "jaish el adl", "jaishul adl"),
        *("jaysh al adl", "jaysh el adl", "jaysh ul adl", "jayshul adl"),
    )
    assert spelling.variants("tehreek e taliban") == ("tehreek e taliban", "tehreek i taliban", "tehreek taliban")
    assert {"ahrar ash sham", "ahrar al sham"} <= set(spelling.variants("ahrar al sham"))
    assert spelling.variants("baloch liberation army") == ("baloch liberation army",)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Tehrik-i-Taliban Pakistan", "Tehreek-e-Taliban Pakistan", True),
        ("Jamaat-ul-Ahrar", "Jamaat ul Ahrar", True),
        ("al-Shabaab", "Al Shabab", True),
        ("Boko Haram", "Jama'atu Ahlis Sunna Lidda'awati wal-Jihad", True),
        ("Jabhat Fateh al-Sham", "Hayat Tahrir al-Sham", False),
        ("Lashkar-e-Jhangvi", "Lashkar-e-Jhangvi al-Alami", False),
        ("North Waziristan", "South Waziristan", False),
        ("Jamaat-ul-Ahrar", "Jamaat-ul-Ansar", False),
        ("Baloch Liberation Army", "Baloch Liberation Front", False),
        ("ISWAP", "ISKP", False),
        ("Boko Haram", "JAS", True),
        ("TTP", "Taliban", None),
        ("TTP", "a group that nobody knows", None),
    ],
)
def test_name_pairs_that_no_string_threshold_decides(gazetteer: Gazetteer, a: str, b: str, same: bool | None) -> None:
    assert gazetteer.same(a, b) is same
    assert gazetteer.same(b, a) is same


@pytest.mark.parametrize(
    ("form", "keys"),
    [
        ("TTP", ("group:ttp",)),
        ("Pakistani Taliban", ("group:ttp",)),
        ("Taliban", ("group:afghan-taliban", "group:ttp")),
        ("Jamaatul Ahrar", ("group:jamaat-ul-ahrar",)),
        ("Al Chabab", ("group:al-shabaab", "group:as-mozambique")),
        ("ISIS-K", ("group:iskp",)),
        ("Daesh", ("group:islamic-state", "group:iskp")),
        ("Houthis", ("group:ansar-allah",)),
        ("Katiba Macina", ("group:katiba-macina",)),
        ("RSF", ("group:rsf-sudan", "institution:rsf")),
        ("Lashkar-i-Jhangvi", ("group:lashkar-e-jhangvi",)),
        ("Counter-Terrorism Department", ("institution:pk/ctd",)),
        ("Centre for Research and Security Studies", ("institution:pk/crss",)),
        ("ISPR", ("institution:pk/ispr",)),
        ("Ejercito Revolucionario del Pueblo", ("group:erp-argentina", "group:erp-el-salvador")),
        ("People's War Group", ("group:pwg",)),
        ("Jaish ul Adl", ("group:jaish-al-adl",)),
        ("Ezzedine al Qassam Brigades", ("group:qassam-brigades",)),
        ("SPLM-IO", ("group:spla-io",)),
        ("Mai-Mai Yakutumba", ("group:mai-mai-yakutumba",)),
        ("CJNG", ("group:cjng",)),
        ("Ta'ang National Liberation Army", ("group:tnla",)),
        ("Sendero Luminoso", ("group:shining-path",)),
        ("United Nations mission in the Democratic Republic of the Congo", ("institution:monusco",)),
    ],
)  # fmt: skip
def test_forms(gazetteer: Gazetteer, form: str, keys: tuple[str, ...]) -> None:
    assert gazetteer.forms()[fold(form)] == keys


def test_labels_are_no_forms(gazetteer: Gazetteer) -> None:
    assert gazetteer.labels()["fitna al khwarij"] == ("group:ttp",)
    assert {"group:bla", "group:blf", "group:bras"} <= set(gazetteer.labels()["fitna ul hindustan"])
    assert not gazetteer.labels().keys() & gazetteer.forms().keys()
    (label,) = (label for label in gazetteer.groups["ttp"].labels if label.term == "Fitna al-Khawarij")
    assert (label.speaker, label.since) == ("institution:pk/government", "2024-07-26")


def test_certain_forms_have_three_letters(gazetteer: Gazetteer) -> None:
    assert [form for form in gazetteer.forms() if form not in gazetteer.uncertain() and len(form) < 3] == []
    assert gazetteer.acronyms()["is"] == ("IS",)
    assert "is" in gazetteer.uncertain()


def test_the_owner_of_a_form_comes_first_and_context_may_say_otherwise(tmp_path: Path) -> None:
    claimed = xa(", ambiguous: [BLA, Liberation Front]") + xa(", ambiguous: [Liberation Front]", id_="id: y, ").replace(
        "Xa", "Ya"
    )
    small = load_gazetteer(write(tmp_path, groups=GROUPS + BLA + BLF + claimed))
    assert small.forms()["bla"] == ("group:bla", "group:x")
    assert small.forms()["liberation front"] == ("group:x", "group:y")
    assert small.uncertain() == {"liberation front"}
    assert small.same("BLA", "Baloch Liberation Army") is True
    assert small.same("BLA", "Xa Front") is None


def test_every_key_leads_to_its_record(gazetteer: Gazetteer) -> None:
    named = {key for keys in gazetteer.forms().values() for key in keys}
    assert {f"group:{id_}" for id_ in gazetteer.groups} | {f"institution:{id_}" for id_ in gazetteer.institutions} == named
    assert [key for key in sorted(named) if gazetteer.record(key) is None] == []
    assert all(group.source for group in gazetteer.groups.values())


def test_countries_of_capitals_seats_and_nationalities() -> None:
    schema = load_schema()
    countries = schema.table("nationalities", "countries")
    tables = [
        schema.table("nationalities", "nationalities"),
        schema.table("capitals", "capitals"),
        schema.table("capitals", "seats"),
    ]
    assert [code for table in tables for code in table.values() if code not in countries] == []
    assert [tables[at][name] for at, name in ((0, "Norwegian"), (1, "Kabul"), (1, "N'Djamena"), (2, "Kremlin"))] == [
        "no",
        "af",
        "td",
        "ru",
    ]
    assert schema.table("nationalities", "shared")["Congolese"] == ["cd", "cg"]
    assert "Gen." in schema.words("titles", "military")


def test_size(gazetteer: Gazetteer) -> None:
    countries = {code for group in gazetteer.groups.values() for code in group.countries}
    assert len(gazetteer.groups) >= 450
    assert len(countries) >= 50


def test_the_example_of_the_page_loads(tmp_path: Path) -> None:
    page = (Path(__file__).parents[1] / "docs" / "gazetteers.md").read_text(encoding="utf-8")
    example = page.split("```yaml\n")[1].split("```")[0]
    schema = tmp_path / "schema"
    shutil.copytree(data_folder("schema"), schema)
    (schema / "gazetteer" / "groups" / "example.yaml").write_text(example, encoding="utf-8")
    loaded = load_gazetteer(schema)
    assert loaded.forms()["jabhat ul jabal"] == ("group:upland-front",)
    assert loaded.groups["upland-front"].source == "the archive of my institute, checked 2025"
    assert loaded.labels()["upland bandits"] == ("group:upland-front",)
