"""The annotated documents beside the project's root, for tests that measure against them."""

import json
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(__file__).parents[2] / "shared"
ROOT = Path(__file__).parents[1]


def shared(name: str) -> Path:
    """A file beside the project's root; without it the test is skipped and says so."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"needs ../shared/{name}")
    return path


def gold(name: str) -> list[dict[str, Any]]:
    """The records of a JSON Lines file of ../shared/gold."""
    return [json.loads(line) for line in shared(f"gold/{name}").read_text(encoding="utf-8").splitlines()]
