"""Stretches of capitals that no list knows: typed by the words right beside them, or left open for the whole document to type."""

from kg.extract.page import Found
from kg.extract.reader import Reader
from kg.extract.runs import HYPHENS, Run, site_after


def unknown(reader: Reader, i: int, run: Run, titled: bool) -> int:
    """A stretch that no list knows: up to the next known name, rank or the end of the run."""
    page, lex = reader.page, reader.lex
    last = i + 1
    while last < run.last and not breaks(reader, last, run, titled):
        last += 1
    while last > i and not page.folded[last - 1]:
        last -= 1
    words = [t.lower for t in page.parse.tokens[i:last] if t.lower not in lex["particles"]]
    if all(w in lex["not_names"] for w in words) and not titled:
        return last
    found = open_name(reader, i, last, run, titled)
    if found:
        page.add(found)
    return max(last, found.last if found else last)


def breaks(reader: Reader, i: int, run: Run, titled: bool) -> bool:
    """Something else begins at token i of the run."""
    page = reader.page
    if page.taken[i]:
        return True
    if not page.folded[i] or page.parse.tokens[i - 1].text in "-–":
        return False
    known = reader.given(i, run.sentence.last)
    return bool((known and known.sure) or (not titled and reader.lex.ranks.match(page, i, run.last)))


def open_name(reader: Reader, i: int, last: int, run: Run, titled: bool) -> Found | None:
    """Type an unknown stretch by the words right beside it; None if nothing can be a name here."""
    page, lex, s = reader.page, reader.lex, run.sentence
    tokens, after, name = page.parse.tokens, page.word(last, s), reader.tidy(i, last)
    if titled:
        return Found(i, last, "Person", name)
    if tokens[i].text.rpartition("-")[2].islower() and "-" in tokens[i].text:  # "U.S.-sanctioned"
        return None
    if tokens[last - 1].text in lex["no_bodies"] or tokens[i].text in lex["no_body_starts"]:
        return None
    more = last - i > 1
    if more and tokens[i].lower in lex["person_nouns"]:
        return Found(i + 1, last, "Person", reader.tidy(i + 1, last))
    if more and tokens[i].lower in lex["kinds_before"]:
        return reader.as_place(i + 1, last, lex.place_kinds[tokens[i].lower])
    if more and tokens[last - 1].lower in lex["kind_in_name"]:
        return reader.as_place(i, last, "region")
    if tokens[last - 1].lower in lex.place_kinds and not page.text(i, last).isupper():
        return reader.as_place(i, last - 1, lex.place_kinds[tokens[last - 1].lower]) if more else None
    aside = page.word(i - 1, s) in HYPHENS  # "a pro-Assad militia"
    if after in lex["group_ends"] and not aside and not page.capital[last] and not reader.numeric(i, last):
        return Found(i, last + 1, "Group", f"{name} {after}", confidence=0.8)
    site = site_after(page, lex, last, s) if last == run.last else 0
    if site:
        return Found(i, site, "Place", reader.tidy(i, site), kind="site", confidence=0.7)
    kind = reader.kind_beside(i, last, s)
    if kind:
        return reader.as_place(i, last, kind)
    before = page.word(i - 1, s)
    if before in lex["ships"] or (before in ("the", "named", "called") and page.word(i - 2, s) in lex["ships"]):
        return Found(i, last, "Place", name, kind="site", confidence=0.7)
    if tokens[i].lower in lex["openers"] and last == i + 1:
        return None
    options = reader.atlas.options(page.form(i, last))
    return Found(i, last, "", name, confidence=0.6, sure=False, where=reader.where(i, last, s), options=options)
