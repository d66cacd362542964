"""What a document is about: the country that most of its names lie in."""

from collections import Counter

from kg.extract.parse import Name, Parse


def country_code(parse: Parse) -> str:
    """Code of the country that the text is about: the one with the most names of places and bodies in it; "" if none."""
    if parse.home is None:
        parse.home = heaviest(parse)
    return parse.home


def heaviest(parse: Parse) -> str:
    weight = Counter(code for n in parse.names if n.type in ("Place", "Institution") for code in [key_country(n.entity)] if code)
    return max(weight, key=lambda code: weight[code], default="")


def country_name(parse: Parse, code: str) -> Name | None:
    """The first name of a country in the text."""
    return parse.first_names.get(f"place:{code}")


def key_country(key: str) -> str:
    """pk for place:pk/…, place:~x@pk/… and institution:pk/…; else the part of the key that stands in its place."""
    rest = key.partition(":")[2]
    return rest.partition("@")[2].partition("/")[0] if rest.startswith("~") else rest.partition("/")[0]
