"""A load that dies at any moment leaves whole documents, and the load after it what an undisturbed one leaves."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from kg.store import open_store
from tests.conftest import empty
from tests.neo4j.server import Address
from tests.store import victim
from tests.store.test_contract import lines

KILLS = 50
Fresh = Callable[[], str]


@pytest.fixture(params=["embedded", "neo4j"])
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Fresh, Mapping[str, str]]:
    """A function that gives the target of an empty store, and the variables that lead to it."""
    if request.param == "embedded":
        return lambda: str(tmp_path / f"{len(list(tmp_path.iterdir()))}.db"), {}
    address: Address = request.getfixturevalue("neo4j")

    def emptied() -> str:
        empty(address)
        return address.uri

    return emptied, address.env


@pytest.fixture
def launcher(fresh: tuple[Fresh, Mapping[str, str]]) -> Iterator[Callable[[str, float], str]]:
    command = [sys.executable, "-m", "tests.store.victim"]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, **fresh[1]},
    ) as process:

        def launch(target: str, seconds: float) -> str:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(f"{target} {seconds}\n")
            process.stdin.flush()
            return process.stdout.readline().strip()

        yield launch
        process.communicate()


def test_a_load_killed_at_random_moments(fresh: tuple[Fresh, Mapping[str, str]], launcher: Callable[[str, float], str]) -> None:
    empty_store, env = fresh
    expected = [list(victim.after(i).lines()) for i in range(victim.STEPS + 1)]
    target = empty_store()
    launcher(target, 60)
    target = empty_store()
    began = time.monotonic()
    assert launcher(target, 60) == "done 0"
    took = time.monotonic() - began
    chance = random.Random(7)  # noqa: S311 -- moments to kill at, not secrets
    target, kills, found = empty_store(), 0, {0: 0}
    while kills < KILLS:
        state = launcher(target, chance.uniform(0, took))
        assert state in ("killed", "done 0")
        kills += state == "killed"
        with open_store(target, write=True, env=env) as store:
            left = lines(store)
        reached = sum('"node":"Document"' in line for line in left)
        assert left == expected[reached]
        found[reached] = found.get(reached, 0) + 1
        if state != "killed":
            assert reached == victim.STEPS
            target = empty_store()
    assert launcher(target, 60) == "done 0"
    with open_store(target, env=env) as store:
        assert lines(store) == expected[victim.STEPS]
    assert len(found) > 2, "the kills should have hit loads at different moments"
