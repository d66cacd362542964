"""Reading entity keys (docs/model.md): their type, name, scope and containers, by their form alone."""

from functools import cache

from kg.ids import slug
from kg.values.places import containers

TYPES = {"group": "Group", "institution": "Institution", "person": "Person", "place": "Place"}
LEVELS = ("country", "admin1", "admin2", "city")


def type_of(key: str) -> str:
    """The entity type, the node's label: 'group:ttp' -> 'Group'."""
    return TYPES[key.partition(":")[0]]


def is_known(key: str) -> bool:
    """True if the key is a gazetteer's or a pattern's; False for the name of something that no list holds."""
    return not key.partition(":")[2].startswith("~")


def split(key: str) -> tuple[str, str, str]:
    """(prefix, name, scope): 'place:~bakarabad@pk/khyber' -> ('place', 'bakarabad', 'pk/khyber'); scope may be ''."""
    prefix, _, rest = key.partition(":")
    name, _, scope = rest.removeprefix("~").partition("@")
    return prefix, name, scope


@cache
def container(key: str) -> str | None:
    """The next place outward that the key itself tells: 'place:pk/punjab' -> 'place:pk'; None for a country or if untold."""
    prefix, name, scope = split(key)
    if prefix != "place":
        return None
    if not is_known(key):
        return f"place:{scope}" if scope and not scope.startswith("doc:") else None
    return next((f"place:{outer}" for outer in containers(name)), None)


@cache
def country(key: str) -> str | None:
    """ISO code, lower case, of the country that the key tells: 'institution:pk/police' -> 'pk'."""
    prefix, name, scope = split(key)
    path = scope if not is_known(key) else name if prefix == "place" or "/" in name else ""
    head = path.partition("/")[0]
    return head if len(head) == 2 and head.isalpha() else None


@cache
def level(key: str) -> str | None:
    """country, region, admin1, admin2 or city of a gazetteer's place, by the form of its key; None otherwise."""
    if not key.startswith("place:") or not is_known(key):
        return None
    if "~" in key:
        return "region"
    return LEVELS[min(key.count("/"), len(LEVELS) - 1)]


def readable(key: str) -> str:
    """A name for a key that no mention names: its last part in words."""
    _, name, _ = split(key)
    return slug(name.rpartition("/")[2]).replace("-", " ").title() or key


def canonical(keys: list[str]) -> str:
    """The id of a cluster of keys: its smallest, gazetteer keys before others."""
    return min(keys, key=lambda k: (not is_known(k), k))
