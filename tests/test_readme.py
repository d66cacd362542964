"""The README's commands give the README's output. UPDATE_GOLDEN=1 writes it anew; look at the difference."""

import os
import re
import subprocess
import sys
from pathlib import Path

from kg.queries import load_queries
from tests.gold import ROOT

README = ROOT / "README.md"
BLOCK = re.compile(r"```console\n\$ (?P<command>kg [^\n]+)\n(?P<output>.*?)```", re.DOTALL)
TABLE = re.compile(r"(?<=<!-- queries -->\n).*?(?=\n`kg query NAME)", re.DOTALL)


def output(command: str, folder: Path) -> str:
    arguments = [sys.executable, "-m", *command.split()]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "KG_STORE": str(folder / "kg.db"), "LC_ALL": "C.UTF-8"}
    return subprocess.run(arguments, cwd=ROOT, env=env, capture_output=True, text=True, check=True).stdout


def test_the_answers_are_real(tmp_path: Path) -> None:
    output("kg load seeds/", tmp_path)
    text = README.read_text(encoding="utf-8")
    found = BLOCK.sub(lambda m: f"```console\n$ {m['command']}\n{output(m['command'], tmp_path)}```", text)
    if os.environ.get("UPDATE_GOLDEN"):
        README.write_text(found, encoding="utf-8")
    assert len(BLOCK.findall(text)) >= 5
    assert found == text or os.environ.get("UPDATE_GOLDEN")


def test_every_query_is_listed() -> None:
    text = README.read_text(encoding="utf-8")
    table = "".join(f"| `{q.name}` | {q.about} |\n" for q in load_queries().values())
    if os.environ.get("UPDATE_GOLDEN"):
        README.write_text(TABLE.sub(lambda m: table, text), encoding="utf-8")
        return
    assert table in text
