"""Sentences whose capitals say nothing: known names, titles before unknown words, places in their company."""

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.page import Forms, Found
from kg.extract.parse import Sentence
from kg.extract.reader import Reader
from kg.ids import fold

LONGEST_NAME = 4


def spread(reader: Reader) -> None:
    """Forms found once are found everywhere, in headlines and sentences of capitals too."""
    page = reader.page
    table: dict[str, Found] = {}
    for f in page.found:
        if (f.type and f.type != "Person") or " " in fold(f.name):
            table.setdefault(page.form(f.first, f.last), f)
    forms = Forms(table)
    for s in page.sentences():
        i = s.first
        while i < s.last:
            found = at(reader, forms, i, s) if page.taken[i] is None and page.folded[i] else None
            if found and page.free(found.first, found.last):
                page.add(found)
            i = found.last if found else i + 1


def at(reader: Reader, forms: Forms[Found], i: int, s: Sentence) -> Found | None:
    """The name that begins at token i."""
    page = reader.page
    found, match = reader.known.at(page, i, s.last), forms.match(page, i, s.last)
    if match and (found is None or match[0] > found.last) and any(page.capital[i : match[0]]):
        return replace(match[1], first=i, last=match[0])
    if found or page.style[s.index] == "plain" or not page.capital[i]:
        return found
    return place(reader, i, s) or (person(reader, i, s) if page.style[s.index] == "caps" else None)


def place(reader: Reader, i: int, s: Sentence) -> Found | None:
    """A place of the gazetteer that is no common word; in capitals no unknown word may stand beside it, for that is a person."""
    page = reader.page
    found = reader.atlas.at(page, i, s.last)
    if found is None:
        return None
    found.kind, found.where = reader.kind_beside(i, found.last, s), reader.where(i, found.last, s)
    common = found.options[0].kind != "country" and page.form(i, found.last) in reader.lex["common_places"] | reader.lex.common
    if (common and not found.kind) or not (found.sure or found.where or found.kind):
        return None
    wide = found.options[0].kind in ("country", "admin1")
    if page.style[s.index] == "caps" and (strange(reader, i - 1, s) or (not wide and strange(reader, found.last, s))):
        return None
    return found


def strange(reader: Reader, i: int, s: Sentence) -> bool:
    """A word that no list holds: in capitals, part of a name."""
    page = reader.page
    if (
        not s.first <= i < s.last
        or page.taken[i]
        or not page.folded[i]
        or not page.folded[i].isalpha()
        or len(page.folded[i]) < 2
    ):
        return False
    word = page.folded[i]
    regular = any(word.endswith(end) for end in reader.lex["endings"])
    return not (regular or word in reader.lex.common or word in reader.atlas.places.by_form or reader.known.at(page, i, s.last))


def person(reader: Reader, i: int, s: Sentence) -> Found | None:
    """ "PRESIDENT CEREZO HAS", "COLONEL LUIS ARTURO ISAACS SAID": up to the first common word."""
    page = reader.page
    title = reader.lex.titles.match(page, i, s.last)
    if not title:
        return None
    first = title[0]
    further = reader.lex.titles.match(page, first, s.last)
    first = further[0] if further else first
    last = max(named(reader, first, s), default=first - 1) + 1
    return (
        Found(first, last, "Person", page.text(first, last).title(), confidence=0.7)
        if last > first and page.free(first, last)
        else None
    )


def named(reader: Reader, first: int, s: Sentence) -> Iterator[int]:
    """Tokens from `first` on that can be parts of a person's name."""
    page, lex = reader.page, reader.lex
    for i in range(first, min(first + LONGEST_NAME, s.last)):
        word = page.folded[i]
        if not word.isalpha() or page.taken[i] or word in lex["closed"] or (word in lex.common and word not in lex["particles"]):
            return
        yield i
