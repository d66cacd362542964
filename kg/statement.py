"""What every part of the program exchanges: documents and the statements they make.

Statements are the source of truth; entities, events and edges are computed from them (docs/model.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from kg.ids import canonical_json, digest

Kind = Literal["mention", "relation", "event", "toll", "statistic", "label"]
Stance = Literal["asserted", "alleged", "denied"]
PublishedFrom = Literal["option", "metadata", "dateline", "inferred", "unknown"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text that is kept but not read as fact: boilerplate, caption, teaser, byline.

    Half-open [start, end), Unicode code points in Document.text.
    """

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Document:
    """One report as it was read.

    key: the URL, record id or path that it came by, stable between loads. published: ISO date (YYYY-MM-DD) or None,
    with `published_from` saying how it is known. language: ISO 639-1. marks: in order, without overlap.
    """

    key: str
    text: str
    headline: str | None = None
    published: str | None = None
    published_from: PublishedFrom = "unknown"
    source: str | None = None
    url: str | None = None
    language: str = "en"
    marks: tuple[Mark, ...] = ()

    @cached_property
    def id(self) -> str:
        return "doc:" + digest(self.key)

    @cached_property
    def sha256(self) -> str:
        """Over everything that statements are read from: another value is an edit."""
        parts = [self.text, self.headline, self.published, self.published_from, self.source, self.url, self.language]
        return digest(*parts, [[m.start, m.end, m.kind] for m in self.marks])


@dataclass(frozen=True)
class Statement:
    """What one document says in one place. The arguments of each kind are in docs/model.md.

    start, end: half-open, Unicode code points in Document.text; quote == text[start:end].
    speaker: entity key of who says so, None for the writer. confidence: in [0, 1], see benchmarks/reading/.
    """

    document: str
    kind: Kind
    start: int
    end: int
    quote: str
    args: Mapping[str, Any]
    speaker: str | None = None
    speaker_phrase: str | None = None
    stance: Stance = "asserted"
    confidence: float = 1.0
    extractor: str = "rules"
    version: str = "1"
    id: str = field(init=False)

    def __post_init__(self) -> None:
        content = (self.document, self.kind, self.start, self.end, canonical_json(self.args), self.speaker, self.stance)
        object.__setattr__(self, "id", "st:" + digest(*content))
