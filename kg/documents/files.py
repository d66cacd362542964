"""Which files the paths of a command mean."""

import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.documents.raw import Problem

STDIN = "-"


def find_files(paths: Iterable[str], suffixes: Iterable[str]) -> Iterator[Path | Problem]:
    """Files in the order given, each once; folders recursively and sorted, of the known suffixes; globs; "-" as it is."""
    seen: set[str] = set()
    known = frozenset(suffixes)
    for path in paths:
        for found in expand(path, known):
            if isinstance(found, Problem):
                yield found
            elif key_of(found) not in seen:
                seen.add(key_of(found))
                yield found


def key_of(path: Path) -> str:
    """The path as given, normalised, with forward slashes: the key of a document without one of its own."""
    return Path(os.path.normpath(path)).as_posix()


def expand(path: str, suffixes: frozenset[str]) -> Iterator[Path | Problem]:
    here = Path(path)
    if path == STDIN:
        yield here
    elif here.is_dir():
        yield from in_folder(here, suffixes)
    elif here.exists():
        yield here
    elif glob.has_magic(path) and (matches := sorted(glob.glob(path, recursive=True))):
        for match in matches:
            yield from expand(match, suffixes) if Path(match).is_dir() else [Path(match)]
    else:
        yield Problem(path, "no such file or folder")


def in_folder(folder: Path, suffixes: frozenset[str]) -> Iterator[Path | Problem]:
    """Files below a folder, hidden ones and other kinds apart."""
    found = False
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and Path(name).suffix.lower() in suffixes:
                found = True
                yield Path(parent, name)
    if not found:
        yield Problem(folder.as_posix(), f"no reports in this folder: expected files ending in {', '.join(sorted(suffixes))}")
