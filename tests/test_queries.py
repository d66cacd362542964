import shutil
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.queries import load_queries, read_query
from tests.gold import ROOT

GOOD = """// title: Groups
// about: All groups.
// param least: int = 1 -- documents
// returns: name, documents
MATCH (g:Group) WHERE g.documents >= $least
RETURN g.name AS name, g.documents AS documents
ORDER BY name
"""


def test_the_shipped_queries_are_sound() -> None:
    names = set(load_queries())
    asked = """factions allies rivals who-attacked-whom attacks-on operates-in groups-in events timeline tolls-by-party
    tolls-by-month tolls-by-place claims-and-denials contested statistics path aliases sources leaders shelters-and-support
    designations"""
    assert set(asked.split()) <= names


def test_a_header_is_read_as_a_contract(tmp_path: Path) -> None:
    file = tmp_path / "groups.cypher"
    file.write_text(GOOD, encoding="utf-8")
    query = read_query(file)
    assert (query.name, query.title, query.about, query.returns) == ("groups", "Groups", "All groups.", ("name", "documents"))
    [least] = query.parameters
    assert (least.name, least.type, least.default, least.required, least.about) == ("least", "int", 1, False, "documents")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("// title: Groups\n", "", "queries/groups.cypher: the header lacks '// title: …'"),
        ("// returns: name, documents\n", "", "the header lacks '// returns: …'"),
        ("$least", "1", "parameter 'least' is declared but not used"),
        (">= $least", ">= $most", "parameter 'least' is declared but not used"),
        ("int = 1", "number = 1", "parameter 'least': write '// param least: TYPE = DEFAULT"),
        ("int = 1", "int = one", "'one' should be a whole number"),
        ("// returns: name, documents", "// returns: documents, name", "'returns' should name the aliases of the last RETURN"),
    ],
)
def test_a_damaged_header_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    folder = tmp_path / "queries"
    folder.mkdir()
    assert old in GOOD
    (folder / "groups.cypher").write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(KgError) as caught:
        load_queries(folder)
    assert message in str(caught.value)


def test_a_query_is_added_as_a_file_alone(tmp_path: Path) -> None:
    folder = tmp_path / "queries"
    shutil.copytree(ROOT / "queries", folder)
    (folder / "groups.cypher").write_text(GOOD, encoding="utf-8")
    assert set(load_queries(folder)) - set(load_queries()) == {"groups"}
