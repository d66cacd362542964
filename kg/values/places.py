"""The gazetteer of places (schema/gazetteer/places.tsv.gz): candidates by folded form, containers by key.

Keys are paths of units: `pk`, `pk/khyber-pakhtunkhwa`, `pk/khyber-pakhtunkhwa/lakki-marwat`, then the settlement. `-`
stands for a unit that the source doesn't give; a last part with `~` is a region of the curated list.
"""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from kg.errors import SchemaError
from kg.ids import fold
from kg.schema import data_folder

RANK = {"country": 0, "admin1": 1, "region": 2, "admin2": 3, "city": 4, "site": 5}


@dataclass(frozen=True)
class Place:
    """A row of the table. lat, lon: decimal degrees WGS 84, of a unit the middle of its settlements, None if unknown."""

    key: str
    kind: str
    name: str
    country: str
    lat: float | None
    lon: float | None
    population: int
    forms: tuple[str, ...]

    @property
    def entity(self) -> str:
        return "place:" + self.key

    @cached_property
    def parents(self) -> tuple[str, ...]:
        """Keys of the containers, smallest first: ("pk/khyber-pakhtunkhwa", "pk")."""
        return tuple(containers(self.key))


def containers(key: str) -> Iterator[str]:
    """The keys that a key lies in, smallest first; unknown units are passed over."""
    parts = key.split("/")
    for end in range(len(parts) - 1, 0, -1):
        if parts[end - 1] != "-":
            yield "/".join(parts[:end])


class Places:
    """The table, indexed by form and by key; rows are read when they are asked for."""

    def __init__(self, path: Path) -> None:
        try:
            self.lines = gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()
        except (OSError, EOFError) as exc:
            raise SchemaError(f"schema/gazetteer/{path.name} cannot be read: build it with build_places.py") from exc
        self.by_key: dict[str, int] = {}
        self.by_form: dict[str, int | tuple[int, ...]] = {}
        by_form = self.by_form
        for number, line in enumerate(self.lines):
            self.by_key[line[: line.index("\t")]] = number
            for form in line[line.rindex("\t") + 1 :].split("|"):
                seen = by_form.get(form)
                if seen is None:
                    by_form[form] = number
                else:
                    by_form[form] = (*seen, number) if isinstance(seen, tuple) else (seen, number)

    def __len__(self) -> int:
        return len(self.lines)

    def row(self, number: int) -> Place:
        key, kind, name, country, lat, lon, population, forms = self.lines[number].split("\t")
        at = (float(lat), float(lon)) if lat else (None, None)
        return Place(key, kind, name, country, at[0], at[1], int(population), tuple(forms.split("|")))

    def get(self, key: str) -> Place | None:
        """The place of a key, with or without `place:` before it."""
        number = self.by_key.get(key.removeprefix("place:"))
        return None if number is None else self.row(number)

    def lookup(self, form: str) -> tuple[Place, ...]:
        """All places that bear this form, folded or not: larger kinds first, then by population."""
        found = self.by_form.get(form)
        if found is None:
            found = self.by_form.get(fold(form), ())
        numbers = found if isinstance(found, tuple) else (found,)
        return tuple(sorted(map(self.row, numbers), key=lambda p: (RANK[p.kind], -p.population, p.key)))

    @cached_property
    def first_words(self) -> dict[str, int]:
        """First word of every form -> the number of words of the longest form that begins so."""
        longest: dict[str, int] = {}
        for form in self.by_form:
            words = form.count(" ") + 1
            first = form if words == 1 else form[: form.index(" ")]
            if words > longest.get(first, 0):
                longest[first] = words
        return longest


@cache
def load_places(folder: Path | None = None) -> Places:
    """The gazetteer of the schema (or of another schema folder), read once a process."""
    return Places((folder or data_folder("schema")) / "gazetteer" / "places.tsv.gz")
