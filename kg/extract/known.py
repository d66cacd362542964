"""Names known beforehand: groups and institutions of the gazetteers."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.extract.page import Forms, Found, Page
from kg.gazetteer import Gazetteer, load_gazetteer
from kg.schema import Schema

CALLED_NEAR = 8


@dataclass(frozen=True, eq=False)
class Known:
    """Forms of the gazetteers."""

    gazetteer: Gazetteer
    forms: Forms[tuple[str, ...]]
    labels: Mapping[str, tuple[str, ...]]
    openers: frozenset[str]
    calls: frozenset[str]

    def at(self, page: Page, first: int, end: int) -> Found | None:
        """The longest known name that begins at token `first`, if its letters are as they should be."""
        match = self.forms.match(page, first, end)
        if match is None:
            return None
        last, keys = match
        form = page.form(first, last)
        label = form in self.labels and form not in self.gazetteer.forms()
        if not self.written(page, first, last, form, label):
            return None
        record = self.gazetteer.record(keys[0])
        if record is None:
            return None
        type_ = "Group" if keys[0].startswith("group:") else "Institution"
        country = record.places()[0] if len(record.places()) == 1 else None
        doubt = form in self.gazetteer.uncertain() or len(keys) > 1
        found = Found(first, last, type_, record.name, keys[0], country, known=True, label=label, sure=not doubt)
        found.confidence, found.also, found.homes = 0.7 if doubt else 0.98, keys[1:], record.places()
        return found

    def written(self, page: Page, first: int, last: int, form: str, label: bool) -> bool:
        """Acronyms as listed, other names with a capital somewhere.

        A label without one is a class word ("nine khwarij"), unless the text says whom it calls so ("referred to them as").
        """
        text = page.text(first, last)
        listed = self.gazetteer.acronyms().get(form)
        caps = page.style[page.parse.sentence_at(page.parse.tokens[first].start).index] == "caps"
        if caps and form in self.openers:
            return False
        if listed:
            shouted = caps and len(form) > 2
            return text in listed or shouted or (text.upper() in listed and not text.islower() and len(form) > 3)
        if any(page.capital[first:last]):
            return True
        near = page.parse.tokens[max(0, first - CALLED_NEAR) : first]
        return label and any(t.lower in self.calls for t in near)


def known(schema: Schema) -> Known:
    return _known(schema, schema.folder)


@cache
def _known(schema: Schema, folder: Path) -> Known:
    gazetteer = load_gazetteer(folder)
    table = {**gazetteer.labels(), **gazetteer.forms()}
    return Known(gazetteer, Forms(table), gazetteer.labels(), schema.words("names", "openers"), schema.words("cues", "calls"))
