import shutil

import pytest

from kg.errors import SchemaError
from kg.resolve.rules import rules
from kg.schema import data_folder, load_schema


def test_every_event_type_has_a_family_and_every_violent_one_is_known():
    found = rules(load_schema())
    assert all(found.families.values())
    assert "Battles/Armed clash" in found.violent
    assert "Strategic developments/Arrests" not in found.violent
    assert found.names["Explosions/Remote violence/Remote explosive/landmine/IED"] == (
        "Explosions/Remote violence",
        "Remote explosive/landmine/IED",
    )
    assert found.containment == "LOCATED_IN"
    assert found.symmetric == {"ALLIED_WITH", "RIVAL_OF"}


def test_a_family_of_no_event_type_is_refused(tmp_path):
    folder = tmp_path / "schema"
    shutil.copytree(data_folder("schema"), folder, ignore=shutil.ignore_patterns("gazetteer"))
    path = folder / "lexicon" / "resolving.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("  - Protests\n", "  - Protest marches\n"), encoding="utf-8")
    with pytest.raises(SchemaError, match=r"resolving.yaml: key 'families.crowd': no event type 'Protest marches'"):
        rules(load_schema(folder))
