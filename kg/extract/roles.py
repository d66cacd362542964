"""Bodies named by role and country ("police", "the Somali army"), governments by their capital, and "Taliban" by context."""

from dataclasses import replace

from kg.extract.page import POSSESSIVES, Found
from kg.extract.parse import Sentence
from kg.extract.reader import Reader
from kg.extract.runs import HYPHENS

REACH = 4


def settle_doubtful(reader: Reader) -> None:
    """Known forms with more than one meaning: the one whose country the sentence, then the document, is about."""
    page, gazetteer = reader.page, reader.known.gazetteer
    defined = {f.key for f in page.found if f.known and f.sure}
    for f in [f for f in page.found if f.known and not f.sure and f.type in ("Group", "Institution")]:
        s = page.parse.sentence_at(page.parse.tokens[f.first].start)
        if rules(reader, f, s):
            continue
        beside, here = sentence_countries(reader, s), {g.key for g in page.within(s) if g.sure}
        near = nearest_country(reader, f, s)
        ranked = sorted((-score(reader, f, key, beside, near, defined, here), at, key) for at, key in enumerate((f.key, *f.also)))
        best, _, key = ranked[0]
        record = gazetteer.record(key)
        owned = page.form(f.first, f.last) not in gazetteer.uncertain()
        if record is None or (best >= 0 and not (owned or f.label or key in defined or widely_known(reader, f, record.places()))):
            page.drop(f)
            continue
        f.key, f.name, f.country = key, record.name, record.places()[0] if len(record.places()) == 1 else None
        f.type, f.also = "Group" if key.startswith("group:") else "Institution", tuple(k for *_, k in ranked[1:])


HOME, ABROAD, NEAREST = 3.0, 1.0, 2.0
"""What a country in the sentence says for a group that is of it, that is there too, and if it is the nearest one named."""


def score(reader: Reader, f: Found, key: str, beside: set[str], near: str | None, defined: set[str], here: set[str]) -> float:
    """How well one meaning fits: its countries in the sentence and the document; a label means a group named elsewhere,
    a name that stands for several means another than the one named in the same sentence."""
    record = reader.known.gazetteer.record(key)
    countries = record.places() if record else ()
    total = sum((ABROAD if at else HOME) for at, c in enumerate(countries) if c in beside)
    total += max((reader.atlas.weights.get(c, 0.0) for c in countries), default=0.0)
    total += NEAREST * (bool(countries) and countries[0] == near)
    return total + 4.0 * (key in defined and (f.label or not f.also)) - 4.0 * (key in here and not f.label)


def nearest_country(reader: Reader, f: Found, s: Sentence) -> str | None:
    """The country of the place or people named nearest in the sentence."""
    places = [(g.first, g.country) for g in reader.page.within(s) if g.type == "Place" and g.country]
    gaps = [(abs(first - f.first), country) for first, country in places]
    return min(gaps)[1] if gaps else None


def widely_known(reader: Reader, f: Found, places: tuple[str, ...]) -> bool:
    """An acronym in capitals with one meaning, of no one country: "UN"."""
    return not places and not f.also and reader.page.text(f.first, f.last).replace(".", "").isupper()


def rules(reader: Reader, f: Found, s: Sentence) -> bool:
    """ "Taliban government", "Taliban authorities": the institution."""
    page, lex = reader.page, reader.lex
    if page.form(f.first, f.last) not in lex["movement"] or page.word(f.last, s) not in lex["rule"]:
        return False
    (country,) = lex["movement_country"]
    page.drop(f)
    page.add(reader.role(f.first, f.last + 1, "taliban-government", country))
    return True


def sentence_countries(reader: Reader, s: Sentence) -> set[str]:
    """Countries that a sentence names, by places and adjectives."""
    page = reader.page
    out = {f.country for f in page.within(s) if f.type == "Place" and f.country}
    i = s.first
    while i < s.last:
        nation = reader.lex.nations.match(page, i, s.last) if page.capital[i] else None
        if nation:
            out.add(nation[1])
        i = nation[0] if nation else i + 1
    return {c for c in out if c}


def bodies(reader: Reader) -> None:
    """Every role word that names a body of a country."""
    page, lex = reader.page, reader.lex
    first = min((f for f in page.found if f.type == "Place" and f.country), key=lambda f: f.first, default=None)
    home = reader.atlas.country() or (first.country if first else None)
    for s in page.sentences():
        i = s.first
        while i < s.last:
            match = lex.roles.match(page, i, s.last) if page.taken[i] is None and page.folded[i] else None
            if match and page.free(i, match[0]):
                found = role_body(reader, i, match[0], *match[1], s, home)
                if found:
                    seat = page.taken[found.last - 1]
                    if seat and found.last > match[0]:
                        page.drop(seat)
                    page.add(found)
                partner(reader, found.first if found else i, match[1][0], s)
                i = max(match[0], found.last if found else 0)
            else:
                i += 1


def partner(reader: Reader, first: int, role: str, s: Sentence) -> None:
    """ "U.S. and NATO troops", "Congolese and Ugandan armies": the country before "and" has the same role."""
    page, lex = reader.page, reader.lex
    whose = page.taken[first - 1] if first > s.first else None
    first = whose.first if whose and whose.type == "Institution" else first
    if page.word(first - 1, s) != "and" or first - 2 < s.first or not page.capital[first]:
        return
    at = first - 2
    nation, place = lex.nations.match(page, at, at + 1), page.taken[at]
    country = nation[1] if nation else place.country if place and place.kind == "country" else None
    if country and page.capital[at]:
        if place:
            page.drop(place)
        page.add(replace(reader.role(at, at + 1, role, country), confidence=0.7))


def role_body(reader: Reader, first: int, last: int, role: str, owned: bool, s: Sentence, home: str | None) -> Found | None:
    """The body that the role word at [first, last) names, with the words that tie it to a country."""
    page, lex = reader.page, reader.lex
    before, after = page.word(first - 1, s), page.word(last, s)
    if before in HYPHENS or after in HYPHENS:
        return None
    whose = page.taken[first - 1] if first > s.first else None
    if whose and whose.type == "Group":
        return None
    if after in lex["adjectival"] and after not in lex["nominal"]:
        return None
    owner = owner_before(reader, first, s) or (None if owned else owner_after(reader, last, s, role))
    if owner:
        start, end, key, name, country = owner
        unit = f"institution:{key}/{role}"
        return Found(
            min(start, first),
            max(end, last),
            "Institution",
            lex.role_names[role].format(place=name),
            unit,
            country,
            confidence=0.9,
        )
    if owned or home is None or before in lex["vague"]:
        return None
    if role == "government" and before not in ("the", "federal", "central") and not opens_clause(before):
        return None
    return replace(reader.role(first, last, role, home), confidence=0.8)


def opens_clause(before: str) -> bool:
    return not before.isalpha()


def owner_before(reader: Reader, first: int, s: Sentence) -> tuple[int, int, str, str, str | None] | None:
    """ "Pakistani …", "Pakistan's …", "Khyber Pakhtunkhwa …": (start, end, place key, place name, country)."""
    page, lex = reader.page, reader.lex
    at = first - 1
    while at > s.first and page.parse.tokens[at].lower in lex["role_adjectives"] and first - at < 3:
        at -= 1
    if at >= s.first and page.parse.tokens[at].text in POSSESSIVES:
        at -= 1
    place = page.taken[at] if at >= s.first else None
    if place and place.type == "Place" and place.kind != "site" and place.key and not place.key.startswith("place:~"):
        return place.first, first, place.key.removeprefix("place:"), place.name, place.country
    for start in range(max(s.first, at - 2), at + 1):
        nation = lex.nations.match(page, start, at + 1) if page.capital[start] else None
        if nation and nation[0] == at + 1 and not page.taken[start]:
            return start, first, nation[1], lex.countries.get(nation[1], nation[1]), nation[1]
    return None


def owner_after(reader: Reader, last: int, s: Sentence, role: str) -> tuple[int, int, str, str, str | None] | None:
    """ "security forces in Pakistan", "police in Karak": a country gives its name, a smaller place only its country."""
    page, lex = reader.page, reader.lex
    if page.word(last, s) not in ("in", "of"):
        return None
    i = last + 1
    while i < s.last and (page.word(i, s) in lex["directions"] or page.word(i, s) in lex["settings"] or page.word(i, s) == "the"):
        i += 1
    place = page.taken[i] if i < s.last else None
    if not (place and place.type == "Place" and place.country and place.key):
        return None
    if role == "government" and page.form(place.first, place.last) in lex.capitals:
        return last, place.last, place.country, lex.countries.get(place.country, place.country), place.country
    country, name = place.country, lex.countries.get(place.country, place.country)
    return last, last, country, name, country


def governments(reader: Reader) -> None:
    """A capital that speaks or acts, or is accused or asked, is the government."""
    page, lex = reader.page, reader.lex
    for f in [f for f in page.found if f.type == "Place" and f.kind in ("city", "admin1") and not f.where]:
        country = lex.capitals.get(page.form(f.first, f.last))
        s = page.parse.sentence_at(page.parse.tokens[f.first].start)
        if country and page.style[s.index] == "plain" and political(reader, f, s):
            page.drop(f)
            page.add(government(reader, f.first, f.last, country))
    ruled(reader)
    unify(reader)


def political(reader: Reader, f: Found, s: Sentence) -> bool:
    """The words around the capital are those around a government."""
    page, lex = reader.page, reader.lex
    before = page.word(f.first - 1, s)
    if before in lex["plain_locatives"] - {"between", "to"}:
        return False
    i = f.last
    while i < min(f.last + REACH, s.last) and page.word(i, s) in lex["adverbs"]:
        i += 1
    verb, auxiliary = page.word(i, s), page.word(f.last, s) in lex["auxiliaries"]
    acts = verb in lex["political_verbs"] or (auxiliary and verb.isalpha() and verb not in lex["place_verbs"])
    if acts and before != "of":
        return True
    if before in lex["political_objects"] - {"to"} and (
        before not in ("by", "with", "against", "between", "on")
        or not page.word(f.last, s).isalpha()
        or page.word(f.last, s) in lex["clause_ends"]
    ):
        return True
    if page.word(f.last, s) in POSSESSIVES and page.word(f.last + 1, s) in lex["political_nouns"]:
        return True
    return paired(reader, f, s, f.last, 1) or paired(reader, f, s, f.first - 1, -1)


def paired(reader: Reader, f: Found, s: Sentence, at: int, step: int) -> bool:
    """ "New Delhi and Kabul deny it": two capitals and a verb."""
    page, lex = reader.page, reader.lex
    other = page.taken[at + step] if s.first <= at + step < s.last and page.word(at, s) == "and" else None
    if other is None or page.form(other.first, other.last) not in lex.capitals:
        return False
    after = page.word(max(other.last, f.last), s)
    return after in lex["political_verbs"] | lex["political_plurals"] | lex["adverbs"]


def government(reader: Reader, first: int, last: int, country: str) -> Found:
    """The government of a country; that of the movement where it rules."""
    (ruled_by_movement,) = reader.lex["movement_country"]
    role = "taliban-government" if country == ruled_by_movement else "government"
    return replace(reader.role(first, last, role, country), confidence=0.85)


def unify(reader: Reader) -> None:
    """ "The army" and "the military" of one country are one body in one document; it bears the name that comes first."""
    first: dict[str, Found] = {}
    for f in sorted((f for f in reader.page.found if f.key), key=lambda f: f.first):
        country, _, role = f.key.removeprefix("institution:").rpartition("/")
        if role in reader.lex["same_body"] and country:
            leader = first.setdefault(country, f)
            f.key, f.name = leader.key, leader.name


def ruled(reader: Reader) -> None:
    """The government of a country that a movement rules is that movement's, however it is called."""
    (country,) = reader.lex["movement_country"]
    for f in reader.page.found:
        if f.key == f"institution:{country}/government":
            f.key, f.name = f"institution:{country}/taliban-government", reader.lex.role_names["taliban-government"]
