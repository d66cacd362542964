"""What only a store in a file can do wrong."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.graph import Delta, Node
from kg.store import layout, open_store
from tests.store.test_contract import SMALL, TTP, fill, lines

DYING_WRITER = """
import os, sys
from kg.graph import Delta, Node
from kg.store import open_store
store = open_store(sys.argv[1], write=True, env={})
store.write(Delta(nodes=(Node("Group", "group:a", "A"),)))
os._exit(9)
"""
WAITING_WRITER = """
import sys
from kg.graph import Delta, Node
from kg.store import open_store
with open_store(sys.argv[1], write=True, env={}) as store:
    store.write(Delta(nodes=(Node("Group", "group:a", "A"),)))
    print("open", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kg.db"


def state(path: Path) -> dict[str, tuple[bytes, int]]:
    """Bytes and time of change of the store's files."""
    return {p.name: (p.read_bytes(), p.stat().st_mtime_ns) for p in sorted(path.parent.iterdir())}


def test_reading_never_touches_the_files(path: Path) -> None:
    with open_store(path, write=True, env={}) as store:
        fill(store, SMALL)
    before = state(path)
    with open_store(path, env={}) as store:
        assert lines(store) == list(SMALL.lines())
        store.run("MATCH (n) RETURN count(n) AS c")
        with pytest.raises(StoreError, match="open for reading only"):
            store.write(Delta(nodes=(TTP,)))
    assert state(path) == before


def test_reading_works_where_nothing_may_be_written(path: Path) -> None:
    with open_store(path, write=True, env={}) as store:
        fill(store, SMALL)
    for file in path.parent.iterdir():
        file.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        with open_store(path, env={}) as store:
            assert lines(store) == list(SMALL.lines())
    finally:
        path.parent.chmod(0o755)


def test_opening_for_writing_and_writing_nothing_keeps_the_bytes(path: Path) -> None:
    with open_store(path, write=True, env={}) as store:
        fill(store, SMALL)
    before = path.read_bytes()
    with open_store(path, write=True, env={}):
        pass
    assert path.read_bytes() == before


def test_what_a_dying_writer_committed_is_read(path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", DYING_WRITER, str(path)], check=False, timeout=60)
    assert done.returncode == 9
    assert not path.exists()
    with open_store(path, env={}) as store:
        assert lines(store) == ['{"id":"group:a","name":"A","node":"Group"}']


def test_a_second_writer_gets_one_clear_line_and_a_reader_the_last_save(path: Path) -> None:
    with open_store(path, write=True, env={}) as store:
        fill(store, SMALL)
    with subprocess.Popen(
        [sys.executable, "-c", WAITING_WRITER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "open\n"
        with pytest.raises(StoreError, match=f"is being written by process {writer.pid}: wait until it is done"):
            open_store(path, write=True, env={})
        with open_store(path, env={}) as store:
            assert lines(store) == list(SMALL.lines())
        writer.communicate()
    with open_store(path, env={}) as store:
        assert "group:a" in store.graph().nodes


def test_a_reader_beside_the_first_writer_is_told_to_wait(path: Path) -> None:
    with open_store(path, write=True, env={}) as store:
        store.write(Delta(nodes=(TTP,)))
        with pytest.raises(StoreError, match="being written for the first time"):
            open_store(path, env={})


def text_file(path: Path) -> None:
    path.write_text("Dear diary\n" * 40)


def cut_in_half(path: Path) -> None:
    with open_store(path, write=True, env={}) as store:
        fill(store, SMALL)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


@pytest.mark.parametrize("write", [False, True])
@pytest.mark.parametrize("spoil", [text_file, Path.touch, Path.mkdir, cut_in_half])
def test_what_is_no_store_is_named_and_left_alone(path: Path, spoil: Callable[[Path], None], write: bool) -> None:
    spoil(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(StoreError, match=r"kg\.db cannot be opened as a store"):
        open_store(path, write=write, env={})
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_a_missing_store_says_how_to_make_one(path: Path) -> None:
    with pytest.raises(StoreError, match=r"there is no store at .*: load documents first"):
        open_store(path, env={})
    assert list(path.parent.iterdir()) == []


def test_a_missing_folder_is_named(path: Path) -> None:
    with pytest.raises(StoreError, match=r"nowhere/kg\.db cannot be opened"):
        open_store(path.parent / "nowhere" / "kg.db", write=True, env={})


def test_a_full_disk_is_one_line(path: Path) -> None:
    """A limit on file size stands in for the full disk: writing fails in the same call with another number."""
    script = f"""
import resource, signal
from kg.errors import StoreError
from kg.graph import Delta, Node
from kg.store import open_store
store = open_store({str(path)!r}, write=True, env={{}})
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
try:
    for i in range(100):
        store.write(Delta(nodes=(Node("Document", f"doc:{{i}}", "d", {{"text": str(i) * 20_000}}),)))
except StoreError as exc:
    print(exc)
try:
    store.close()
except StoreError as exc:
    print(exc)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    written, saved = done.stdout.splitlines()
    assert "kg.db cannot be written" in written
    assert "kg.db cannot be saved" in saved
    with open_store(path, env={}) as store:
        texts = [node.properties["text"] for node in store.graph().nodes.values()]
    assert 0 < len(texts) < 100
    assert all(isinstance(text, str) and len(text) >= 20_000 for text in texts)


def test_odd_paths(tmp_path: Path) -> None:
    for name in ("with space.db", "ünï\u202ecode.kgl", "no-suffix", "'quote'.db"):
        with open_store(tmp_path / name, write=True, env={}) as store:
            store.write(Delta(nodes=(TTP,)))
        with open_store(str(tmp_path / name), env={}) as store:
            assert list(store.graph().nodes) == [TTP.id]
    assert os.path.exists(tmp_path / "with space.db")


def test_default_and_environment_choose_the_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("KG_STORE", "NEO4J_URI"):
        monkeypatch.delenv(name, raising=False)
    with open_store(write=True) as store:
        assert store.target == "kg.db"
    (tmp_path / ".env").write_text("KG_STORE=from-file.db\n")
    with open_store(write=True) as store:
        assert store.target == "from-file.db"
    monkeypatch.setenv("KG_STORE", "from-process.db")
    with open_store(write=True) as store:
        assert store.target == "from-process.db"


def test_env_file_of_no_other_folder_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("KG_STORE=stolen.db\n")
    (tmp_path / "documents").mkdir()
    monkeypatch.chdir(tmp_path / "documents")
    monkeypatch.delenv("KG_STORE", raising=False)
    monkeypatch.delenv("NEO4J_URI", raising=False)
    with open_store(write=True) as store:
        assert store.target == "kg.db"


def test_labels_of_another_vocabulary_get_their_indexes(path: Path) -> None:
    """Indexes are made when a store is opened for writing, whichever are missing by then."""
    with open_store(path, write=True, env={}) as store:
        names = {row["name"] for row in store.run("SHOW INDEXES")}
        store.write(Delta(nodes=(Node("Event", "event:1", "e", {"date_start": "2025-01-01"}),)))
    assert names >= {"group_id", "event_date_start", "statement_words", f"{layout.META.lower()}_id"}
