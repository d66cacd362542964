"""Settles which place each name means, and which place the text puts inside which."""

import itertools

from kg.extract.atlas import BIG
from kg.extract.lexicon import Lexicon
from kg.extract.page import POSSESSIVES, Found, Page
from kg.extract.parse import Name
from kg.extract.reader import Reader
from kg.ids import fold
from kg.values.places import Place, containers

BELIEVED = 3.0
ALSO = 4
LINKS = frozenset((",", "in", "of", "the", "a", "an", "'s", "’s"))


def settle_places(reader: Reader) -> None:
    """Choose for every place name: certain ones first, then the others in the light of those."""
    page, atlas = reader.page, reader.atlas
    atlas.survey(page.found, reader.nations)
    found = [f for f in page.found if f.type == "Place"]
    kinds: dict[str, str] = {}
    for f in found:
        if f.kind and f.options and f.kind in {o.kind for o in f.options}:
            kinds.setdefault(fold(f.name), f.kind)
    by_form: dict[tuple[str, tuple[Place, ...]], list[Found]] = {}
    for f in found:
        by_form.setdefault((fold(f.name), f.options), []).append(f)
    for _, alike in sorted(by_form.items(), key=breadth):
        for f in alike:
            if f.kind is None:
                f.kind = next((g.kind for g in alike if g.kind), kinds.get(fold(f.name)))
        inside = next((key for f in alike if (key := stated(reader, f))), None)
        chosen: dict[str | None, Place | None] = {}
        for f in alike:
            if f.options and f.kind != "site" and f.kind not in chosen:
                chosen[f.kind] = believed(reader, f, inside)
            settle_place(reader, f, chosen.get(f.kind), inside or atlas.country())


def breadth(item: tuple[tuple[str, tuple[Place, ...]], list[Found]]) -> int:
    """Countries first, then first-level units, then the rest."""
    kinds = {o.kind for o in item[1][0].options}
    return 0 if "country" in kinds else 1 if "admin1" in kinds else 2 if kinds else 3


def believed(reader: Reader, f: Found, inside: str | None) -> Place | None:
    """The candidate that fits best, unless the text puts it elsewhere, or it is a small place of a country not in the text."""
    choice = reader.atlas.choose(f)
    if choice is None or choice[1] < (1.0 if f.where or f.sure else BELIEVED):
        return None
    place = choice[0]
    if f.kind == "city" and place.kind == "country":
        return None
    if place.kind not in ("city", "admin2") or place.population >= BIG or reader.lex.capitals.get(fold(f.name)):
        return place
    if inside and inside.partition("/")[0] == place.country and inside != place.key and inside not in place.parents:
        within = [o for o in f.options if inside in o.parents]
        return within[0] if within else place if reader.atlas.places.get(inside) is None or inside.count("/") > 1 else None
    foreign = reader.atlas.weights and not reader.atlas.weights.get(place.country)
    return None if foreign and (inside or reader.atlas.country()) else place


def settle_place(reader: Reader, f: Found, place: Place | None, inside: str | None) -> None:
    """Key, standard name, kind and country of one place name; `inside`: key of the smallest known container."""
    page, atlas = reader.page, reader.atlas
    if place:
        f.key, f.name, f.kind, f.country, f.known = place.entity, place.name, place.kind, place.country or None, True
        f.also = tuple(o.entity for o in f.options if o.key != place.key)[:ALSO]
        atlas.keys.add(place.key)
        atlas.keys.update(place.parents)
        return
    if f.options and not (f.where or f.kind):
        page.drop(f)
        return
    if f.options:
        f.name = reader.tidy(f.first, f.last)
    f.key, f.known, f.also = atlas.unknown(f.name, inside), False, ()
    f.kind = f.kind or "city"
    f.country = inside.partition("/")[0] if inside and not inside.startswith("~") else None


def stated(reader: Reader, f: Found) -> str | None:
    """Key of the known place that the words after the name put it in: "X in Y", "X, Y", "X district of Y"."""
    page, lex = reader.page, reader.lex
    s = page.parse.sentence_at(page.parse.tokens[f.first].start)
    for i in range(f.last, min(f.last + 8, s.last)):
        other, word = page.taken[i], page.word(i, s)
        if other is not None and other.type == "Place" and other.options and other.kind != "site":
            choice = reader.atlas.choose(other)
            wider = choice and (choice[0].kind != "city" or f.kind == "site")
            return choice[0].key if choice and wider and choice[0] not in f.options else None
        quality = page.word(i + 1, s) in lex.place_kinds and word.islower()  # "a farming village in"
        if other or not (
            quality or word in LINKS or word in lex.place_kinds or word in lex["directions"] or word in lex["settings"]
        ):
            return None
    return None


def contained(page: Page, lex: Lexicon, names: list[Name]) -> list[tuple[Name, Name]]:
    """(inner, outer) places that the text states: "Barmal, Paktika", "Tank district of X", "Afghanistan's Paktika province"."""
    places = [n for n in names if n.type == "Place"]
    pairs: list[tuple[Name, Name]] = []
    for k, (left, following) in enumerate(itertools.pairwise(places)):
        third = places[k + 2] if k + 2 < len(places) else None
        # "Tank district of Pakistan's Khyber Pakhtunkhwa province"
        right = third if third and following.last < third.first and owns(page, following, third) else following
        together = page.parse.sentence_at(left.start) is page.parse.sentence_at(right.start)
        if right.first < left.last or not together or left.entity == right.entity:
            continue
        between = [page.parse.tokens[i].lower for i in range(left.last, following.first)]
        pair = direction(lex, left, right, between)
        if pair and consistent(*pair):
            pairs.append(pair)
    return pairs


def owns(page: Page, left: Name, right: Name) -> bool:
    """Only a possessive, maybe with a direction, stands between the two."""
    return page.parse.tokens[left.last].text in POSSESSIVES and right.first - left.last <= 2


def direction(lex: Lexicon, left: Name, right: Name, between: list[str]) -> tuple[Name, Name] | None:
    """Which of two neighbours lies in the other, by the words between them."""
    quality = {i for i, w in enumerate(between[1:]) if w in lex.place_kinds and between[i].isalpha()}  # "a farming village in"
    between = [w for i, w in enumerate(between) if i not in quality or w in ("in", "of", "the", "a", "an")]
    rest = [w for w in between if w not in lex["directions"] and w not in lex["settings"] and w not in ("the", "a", "an")]
    kinds = [w for w in between if w in lex.place_kinds]
    links = [w for w in rest if w not in lex.place_kinds]
    if links in ([","], ["in"], ["of"], ["(", ")"], [",", "in"]) or (links == [",", "of"] and "capital" in between):
        wider = links == ["of"] and kinds and left.place_kind in ("country", "admin1") and right.place_kind in ("city", "admin2")
        return (right, left) if wider else (left, right)
    if len(links) == 1 and links[0] in ("on", "at", "inside") and left.place_kind == "site" and not kinds:
        return left, right
    return (right, left) if between and between[0] in POSSESSIVES and not links[1:] else None


def consistent(inner: Name, outer: Name) -> bool:
    """What the gazetteer knows of both does not speak against it."""
    if outer.place_kind in ("site", "city") and inner.place_kind in ("admin1", "admin2", "country"):
        return False
    if not (inner.known and outer.known):
        return True
    return outer.entity.removeprefix("place:") in containers(inner.entity.removeprefix("place:"))
