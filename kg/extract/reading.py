"""Reads runs of capitals into mentions: gazetteers first, then names typed by their own words, titles, places, the rest."""

from kg.extract.open_names import unknown
from kg.extract.page import POSSESSIVES, Found
from kg.extract.parse import Sentence
from kg.extract.reader import Reader
from kg.extract.runs import HYPHENS, Run, body, extend, opens, site_after


def read(reader: Reader, run: Run) -> None:
    """Take the run apart from left to right."""
    i, titled = run.first, False
    while i < run.last:
        if reader.page.taken[i] or not reader.page.folded[i]:
            i += 1
        else:
            i, titled = (i + 1, False) if ordinary(reader, i, run) else step(reader, i, run, titled)


def ordinary(reader: Reader, i: int, run: Run) -> bool:
    """A common word with the capital of its sentence before a name: "Declaring Mosul a closed area"."""
    page, s = reader.page, run.sentence
    if i > run.first or i + 1 >= run.last or not opens(page, i, s) or page.parse.tokens[i + 1].text in HYPHENS:
        return False
    word = page.folded[i]
    common = word in page.small or any(word.endswith(end) for end in reader.lex["endings"])
    listed = (
        reader.lex.titles.match(page, i, run.last)
        or reader.lex.nations.match(page, i, run.last)
        or reader.lex.roles.match(page, i, s.last)
    )
    if not common or listed or reader.given(i, s.last) or body(page, reader.lex, i, run.last, s):
        return False
    return bool(reader.atlas.at(page, i + 1, s.last) or reader.given(i + 1, s.last))


def step(reader: Reader, i: int, run: Run, titled: bool) -> tuple[int, bool]:
    """(where to go on, whether a title stands before it)."""
    page, lex, s = reader.page, reader.lex, run.sentence
    end = unit_end(reader, i, run)
    if end:
        return end, False
    seat = lex.seats.match(page, i, run.last)
    if seat and seat[0] == run.last and not titled:
        page.add(reader.role(i, seat[0], "government", seat[1]))
        return seat[0], False
    found, grown = reader.given(i, s.last), body(page, lex, i, run.last, s)
    place = reader.atlas.at(page, i, s.last)
    if grown and place and unit_body(reader, place, grown.last, run):
        return add_place(reader, place, run), False
    if grown and (found is None or grown.last > found.last):
        return add_body(reader, grown.first, grown.last, grown.type, grown.kind, s), False
    if found:
        return add_known(reader, found, s), False
    title, nation = lex.titles.match(page, i, run.last), lex.nations.match(page, i, run.last)
    if title and not (place and place.last > title[0]):
        return title[0], True
    branch = lex.roles.match(page, i, run.last)
    if branch and lex.ranks.match(page, branch[0], run.last):
        return branch[0], False
    if (
        page.parse.tokens[i].lower in lex["directions"]
        and (place is None or place.last == i + 1)
        and i + 1 < run.last
        and reader.atlas.at(page, i + 1, run.last)
    ):
        return i + 1, False
    if nation and not (place and (place.last > nation[0] or noun(reader, nation[0], place, s))):
        reader.nations.append(nation[1])
        return nation[0], titled
    if place and stands(reader, place, run, titled):
        return add_place(reader, place, run), False
    return unknown(reader, i, run, titled), False


def noun(reader: Reader, after: int, place: Found, s: Sentence) -> bool:
    """ "Myanmar" is a country unless a noun follows, as in "Myanmar troops"; "Pakistani" never is."""
    lex, word = reader.lex, reader.page.word(after, s)
    verbal = word in lex["closed"] | lex["adverbs"] | lex["political_verbs"] | lex["person_verbs"] | lex["locatives"]
    return place.options[0].kind == "country" and word not in HYPHENS and (not word.isalpha() or verbal)


def unit_body(reader: Reader, place: Found, last: int, run: Run) -> bool:
    """ "Nalgonda District Police": a role word after a unit; which unit is settled first, the body then by its role."""
    kind = reader.lex.kinds.match(reader.page, place.last, run.last) if place.last < run.last else None
    start = kind[0] if kind else place.last
    role = reader.lex.roles.match(reader.page, start, last) if start < last else None
    return place.options[0].kind != "country" and role is not None and role[0] == last


def unit_end(reader: Reader, i: int, run: Run) -> int:
    """End of "Tarmuwa Local Government Area": a kind of several words with capitals ends the place's name."""
    for k in range(i + 1, run.last):
        match = reader.lex.kinds.match(reader.page, k, run.sentence.last)
        if match and match[0] > k + 1:
            reader.page.add(reader.as_place(i, k, match[1]))
            return match[0]
    return 0


def add_known(reader: Reader, found: Found, s: Sentence) -> int:
    """A known body, with the faction in brackets; the country of a possessive inside is a place as well."""
    page, tokens, last = reader.page, reader.page.parse.tokens, found.last
    if last + 2 < s.last and tokens[last].text == "(" and tokens[last + 2].text == ")" and tokens[last + 1].text.istitle():
        found = Found(found.first, last + 3, found.type, page.text(found.first, last + 3), confidence=0.7)
    for k in range(found.first + 1, found.last):
        land = reader.atlas.at(page, found.first, k) if tokens[k].text in POSSESSIVES else None
        if land and land.options[0].kind == "country":
            page.found.append(land)
    page.add(found)
    return found.last


def stands(reader: Reader, place: Found, run: Run, titled: bool) -> bool:
    """A place inside a run stands alone if the rest of the run begins something else."""
    page, lex, end = reader.page, reader.lex, place.last
    if end >= run.last:
        return not titled or place.last - place.first == 1
    if titled:
        return False
    if page.parse.tokens[end].text in "-–/":
        twin = reader.atlas.at(page, end + 1, run.last)
        pair = twin is not None and twin.last == run.last and not site_after(page, lex, run.last, run.sentence)
        return page.parse.tokens[end].text == "/" or pair
    return bool(
        lex.ranks.match(page, end, run.last)
        or lex.nations.match(page, end, run.last)
        or reader.given(end, run.last)
        or lex.kinds.match(page, end, run.last)
        or lex.roles.match(page, end, run.last)
        or (place.options[0].kind in ("country", "admin1") and body(page, lex, end, run.last, run.sentence))
        or (place.options[0].kind == "region" and end - place.first > 1)
    )


def add_place(reader: Reader, place: Found, run: Run) -> int:
    """A place of the gazetteer, with the word for its kind or as the name of a site."""
    page, lex, s = reader.page, reader.lex, run.sentence
    site = site_after(page, lex, place.last, s) if place.last >= run.last else 0
    if (
        site
        and page.parse.tokens[site - 1].lower in lex["site_of_town"]
        and page.parse.tokens[place.last].lower not in POSSESSIVES
    ):
        return add_body(reader, place.first, site, "Place", "site", s)
    if place.last < run.last and page.parse.tokens[place.last].lower in lex["kind_in_name"]:
        page.add(reader.as_place(place.first, place.last + 1, "region"))
        return place.last + 1
    wider = page.form(place.first - 1, place.last) if page.word(place.first - 1, s) in lex["directions"] else ""
    if any(o.kind == "region" for o in reader.atlas.options(wider)):
        place.first, place.options, place.name = place.first - 1, reader.atlas.options(wider), wider
    place.kind = reader.kind_beside(place.first, place.last, s) or place.kind
    place.where, place.dateline = reader.where(place.first, place.last, s), reader.dateline(place.first, place.last, s)
    page.add(place)
    return place.last


def add_body(reader: Reader, first: int, last: int, type_: str, kind: str | None, s: Sentence) -> int:
    """A name typed by its own words."""
    page = reader.page
    if kind == "site":
        if page.parse.tokens[first].text not in reader.lex["site_starts"]:
            last = site_after(page, reader.lex, last, s) or last
        last = with_town(reader, first, last, s)
    if kind == "site" and reader.speaks(first, last, s):
        type_, kind = "Institution", None
    bare = reader.lex.roles.match(page, first, last) if type_ == "Institution" else None
    if bare and bare[0] == last:
        return last
    role = reader.state_body(first, last) if type_ == "Institution" else None
    page.add(role or Found(first, last, type_, reader.tidy(first, last), kind=kind, confidence=0.8))
    return last


def with_town(reader: Reader, first: int, last: int, s: Sentence) -> int:
    """ "General Hospital, Babbangida", "DHQ Hospital Khar": a site of generic words is told apart by its town."""
    page = reader.page
    start = last + (page.word(last, s) == ",")
    if start >= s.last or not page.capital[start] or page.taken[start] or not reader.generic(first, last):
        return last
    town = reader.atlas.at(page, start, s.last)
    return town.last if town else extend(page, reader.lex, start, s)
