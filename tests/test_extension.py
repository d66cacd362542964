"""A relation type and a query are added as files alone: extraction, store, query and export know them."""

import io
import shutil
from pathlib import Path

from kg.exchange import trig
from kg.integrity import check
from kg.pipeline import load
from kg.queries import load_queries, run
from kg.schema import load_schema
from kg.store import open_store
from tests.gold import ROOT

RELATION = """\
about: trained by
from: [Group]
to: [Group]
cues:
  - "{to} (trains|trained|has trained) {from}"
rdf: kg:trainedBy
colour: "#1a5276"
"""

QUERY = """\
// title: Who trains whom
// about: Groups that train other groups.
// param group: Group = null -- the trained
// returns: trained, by_whom, stance, statements
MATCH (a:Group)-[r:TRAINED_BY]->(b:Group)
WHERE $group IS NULL OR a.id = $group
RETURN a.name AS trained, b.name AS by_whom, r.stance AS stance, r.statements AS statements
ORDER BY trained, by_whom
"""


def test_two_files_are_enough(tmp_path: Path) -> None:
    for name in ("schema", "queries"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "schema" / "relation" / "TRAINED_BY.yaml").write_text(RELATION, encoding="utf-8")
    (tmp_path / "queries" / "trainers.cypher").write_text(QUERY, encoding="utf-8")
    report = tmp_path / "report.txt"
    report.write_text("The police said that Hezbollah has trained Hamas for many years in camps in Lebanon.", encoding="utf-8")
    schema = load_schema(tmp_path / "schema")
    with open_store(tmp_path / "kg.db", write=True, env={}, schema=schema) as store:
        load([str(report)], store, schema=schema)
        rows = run(store, load_queries(tmp_path / "queries")["trainers"], {"group": "Hamas"})
        graph = store.graph()
    assert [(row["trained"], row["by_whom"], row["stance"], len(row["statements"])) for row in rows] == [
        ("Hamas", "Hezbollah", "asserted", 1)
    ]
    assert list(check(graph, schema)) == []
    out = io.BytesIO()
    trig.write(graph, schema, out)
    assert "kg:trainedBy" in out.getvalue().decode()
