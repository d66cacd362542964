"""The commands as a person runs them: real processes, real files, what they print and how they end."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import typer.main

from kg.cli import app
from kg.exchange import EXPORTERS
from kg.queries import load_queries
from tests.gold import ROOT

Kg = Callable[..., subprocess.CompletedProcess[str]]
SEEDS = sorted(str(p) for p in (ROOT / "seeds").glob("*.txt"))


def run_in(folder: Path) -> Kg:
    """kg("load", …) as a process in a folder."""

    def run(*arguments: str, stdin: str | None = None, seed: str = "0") -> subprocess.CompletedProcess[str]:
        env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed, "LC_ALL": "C.UTF-8"}
        command = [sys.executable, "-m", "kg", *arguments]
        return subprocess.run(command, cwd=folder, env=env, input=stdin, capture_output=True, text=True, check=False)

    return run


@pytest.fixture
def kg(tmp_path: Path) -> Kg:
    """kg in an empty folder."""
    return run_in(tmp_path)


@pytest.fixture(scope="session")
def first_load(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """The five reports loaded once, and what that printed."""
    folder = tmp_path_factory.mktemp("loaded")
    return folder / "kg.db", run_in(folder)("load", *SEEDS)


@pytest.fixture
def loaded(tmp_path: Path, first_load: tuple[Path, subprocess.CompletedProcess[str]]) -> Kg:
    """kg in a folder whose kg.db holds the five reports."""
    for file in first_load[0].parent.glob("kg.db*"):
        shutil.copy(file, tmp_path / file.name)
    return run_in(tmp_path)


COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_help_has_an_example_that_is_the_command(name: str) -> None:
    text = " ".join((COMMANDS[name].help or "").split())
    assert f"Example: kg {name}" in text


def test_no_line_of_the_list_of_commands_is_cut(kg: Kg) -> None:
    listed = kg("--help").stdout.partition("Commands:")[2]
    assert all(f"  {name} " in listed for name in COMMANDS)
    assert "..." not in listed


def test_help_needs_none_of_the_slow_libraries() -> None:
    code = "import sys, kg.cli; print(*sorted({m.split('.')[0] for m in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    slow = {"spacy", "neo4j", "kglite", "networkx", "rdflib", "pyvis", "trafilatura", "pydantic", "numpy", "yaml"}
    assert not slow & set(loaded)


def test_the_main_job(loaded: Kg, first_load: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path) -> None:
    done = first_load[1]
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(r"new +edited +unchanged +left out +statements\n5 +0 +0 +0 ", done.stdout)
    first = loaded("export", "jsonl").stdout
    again = loaded("load", str(ROOT / "seeds"), seed="1")
    assert re.search(r"\n0 +0 +5 +0 ", again.stdout)
    assert loaded("export", "jsonl", seed="2").stdout == first
    assert loaded("check").stdout.startswith("whole: ")
    page = loaded("view", "--output", "page.html")
    assert page.stdout.startswith("file://")
    assert (tmp_path / "page.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_order_of_loading_and_processes_do_not_matter(loaded: Kg) -> None:
    loaded("load", *reversed(SEEDS), "--jobs", "2", "--store", "back.db", seed="7")
    forth, back = (loaded("export", "jsonl", "--store", f"{name}.db").stdout for name in ("kg", "back"))
    assert forth == back
    assert len(forth.splitlines()) > 300


def test_taking_a_document_out_leaves_what_loading_the_rest_gives(loaded: Kg) -> None:
    gone = loaded("retract", SEEDS[0], "--why", "withdrawn")
    assert gone.returncode == 0
    assert gone.stdout.startswith(f"retracted: {SEEDS[0]}\n")
    loaded("load", *SEEDS[1:], "--store", "rest.db")
    assert loaded("export", "jsonl").stdout == loaded("export", "jsonl", "--store", "rest.db").stdout
    entries = json.loads(loaded("log", "--format", "json").stdout)
    assert [(e["action"], e["detail"]) for e in entries][:1] == [("retract", "withdrawn")]
    assert len(entries) == 6


def test_an_edit_tells_what_it_changed(kg: Kg, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("Gunmen killed two policemen in Karachi, Pakistan, on 3 May 2024.", encoding="utf-8")
    kg("load", "report.txt")
    report.write_text("Gunmen killed four policemen in Karachi, Pakistan, on 3 May 2024.", encoding="utf-8")
    edited = kg("load", "report.txt")
    assert "edited: report.txt" in edited.stdout
    kg("load", "report.txt", "--store", "fresh.db")
    assert kg("export", "jsonl").stdout == kg("export", "jsonl", "--store", "fresh.db").stdout


def test_moving_house_loses_nothing(loaded: Kg) -> None:
    text = loaded("export", "jsonl").stdout
    assert loaded("import", "jsonl", "-", "--store", "copy.db", stdin=text).returncode == 0
    assert loaded("export", "jsonl", "--store", "copy.db").stdout == text
    assert loaded("copy", "kg.db", "third.db").returncode == 0
    assert loaded("export", "jsonl", "--store", "third.db").stdout == text
    assert loaded("copy", "kg.db", "third.db").returncode == 0
    loaded("load", "-", "--store", "other.db", stdin="Gunmen killed two policemen in Quetta on Monday.")
    refused = loaded("copy", "kg.db", "other.db")
    assert (refused.returncode, refused.stderr) == (1, "kg: other.db holds something else already: name a new store\n")


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["query", "events"], "kg: there is no store at kg.db: load documents first (kg load), or name another with --store"),
        (["show", "TTP"], "kg: there is no store at kg.db: load documents first (kg load), or name another with --store"),
    ],
)
def test_without_a_store_one_line_says_what_to_do(kg: Kg, arguments: list[str], line: str) -> None:
    done = kg(*arguments)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", line + "\n")


def test_wrong_usage_ends_with_2(kg: Kg) -> None:
    assert kg("load").returncode == 2
    assert kg("export", "pdf").returncode == 2
    assert kg("query", "events", "surplus").returncode == 2
    assert kg("view", "-p", "group=TTP").returncode == 2


def test_a_query_s_help_names_its_parameters(kg: Kg) -> None:
    for option in ("--help", "-h"):
        done = kg("query", "factions", option)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith("Factions of a group: ")
        assert "  --group GROUP  " in done.stdout
        assert "Example:  kg query who-attacked-whom" in kg("query", option).stdout


def test_what_cannot_be_written_is_one_line(kg: Kg) -> None:
    kg("load", "-", stdin="Gunmen killed two policemen in Quetta on Monday.")
    advice = "No such file or directory: name a file that can be read or written\n"
    for arguments in (("export", "jsonl", "-o", "absent/graph.jsonl"), ("view", "-o", "absent/page.html")):
        done = kg(*arguments)
        assert (done.returncode, done.stderr) == (1, f"kg: {arguments[-1]}: {advice}")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("import", "judgements", "-"), "kg: line 2: should be a JSON object: "),
        (("import", "codebook", "-"), "kg: line 2: should be a JSON object: "),
        (("view", "--since", "soon"), "kg: --since: 'soon' should be a date: "),
    ],
)
def test_wrong_input_is_one_line(kg: Kg, arguments: tuple[str, ...], message: str) -> None:
    kg("load", "-", stdin="Gunmen killed two policemen in Quetta on Monday.")
    done = kg(*arguments, stdin="\nnot JSON\n")
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)
    assert done.stderr.startswith(message)


def test_a_part_of_a_name_proposes_the_whole(kg: Kg) -> None:
    kg("load", "-", stdin="Gunmen of the Baloch Liberation Army killed two policemen in Quetta on Monday.")
    done = kg("show", "Baloch Liberation")
    line = "kg: nothing is called just 'Baloch Liberation' here: did you mean Baloch Liberation Army?\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", line)


def test_a_judgement_read_back_must_be_one(kg: Kg) -> None:
    done = kg("import", "judgements", "-", stdin='{"verdict": "same"}\n')
    assert (done.returncode, done.stderr) == (
        1,
        "kg: line 1: should be a judgement as `kg judgements --format jsonl` writes them\n",
    )


def test_what_was_joined_by_hand_is_split_by_its_keys(kg: Kg) -> None:
    kg("load", "-", stdin="Boko Haram attacked a camp on Monday. Jaish-e-Mohammed attacked a base on Tuesday.")
    before = {row["id"] for row in json.loads(kg("query", "entities", "--format", "json").stdout) if row["label"] == "Group"}
    assert len(before) == 2
    assert kg("same", *sorted(before), "--why", "a slip").returncode == 0
    joined = {row["id"] for row in json.loads(kg("query", "entities", "--format", "json").stdout) if row["label"] == "Group"}
    assert len(joined) == 1
    assert kg("differ", *sorted(before), "--why", "mended").returncode == 0
    after = {row["id"] for row in json.loads(kg("query", "entities", "--format", "json").stdout) if row["label"] == "Group"}
    assert after == before


def test_formats_of_rows(loaded: Kg) -> None:
    rows = json.loads(loaded("query", "events", "--format", "json").stdout)
    assert rows
    assert [json.loads(line) for line in loaded("query", "events", "--format", "jsonl").stdout.splitlines()] == rows
    assert loaded("query", "events", "--format", "csv").stdout.splitlines()[0] == ",".join(rows[0])
    assert loaded("query", "events", "--format", "markdown").stdout.startswith("| date | date_prec |")
    assert len(json.loads(loaded("query", "events", "--format", "json", "--limit", "2").stdout)) == 2


def test_the_readme_names_every_command_query_and_format() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in (*COMMANDS, *load_queries(), *EXPORTERS):
        assert f"`{name}`" in text or f"kg {name}" in text, name


def test_the_store_is_named_by_option_then_environment_then_a_file_of_settings(loaded: Kg, tmp_path: Path) -> None:
    (tmp_path / "kg.db").rename(tmp_path / "team.db")
    assert loaded("status").stderr.startswith("kg: there is no store at kg.db")
    (tmp_path / ".env").write_text("KG_STORE=team.db\n", encoding="utf-8")
    assert loaded("status").returncode == 0
    assert loaded("status", "--store", "other.db").stderr.startswith("kg: there is no store at other.db")


def test_a_query_can_be_drawn(loaded: Kg) -> None:
    drawn = loaded("view", "--query", "who-attacked-whom", "--group", "TTP", "--output", "q.html")
    assert drawn.stdout.startswith("file://"), drawn.stderr
    whole = loaded("view", "--output", "all.html")
    assert int(re.findall(r"(\d+) Event", drawn.stdout)[0]) < int(re.findall(r"(\d+) Event", whole.stdout)[0])
    assert loaded("view", "--grup", "TTP").returncode == 2


def test_an_entity_is_found_by_a_name_that_only_the_gazetteer_has(loaded: Kg) -> None:
    shown = loaded("show", "Islamic Emirate of Afghanistan")
    assert shown.stdout.startswith("Afghan Taliban (Group)"), shown.stderr
