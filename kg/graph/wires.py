"""Groups of near-copies over the live documents, kept up to date: connected components of similar documents."""

from collections import defaultdict
from collections.abc import Iterable

from kg.resolve.copies import Signature, bands, group_id, sign, similarity
from kg.resolve.rules import rules
from kg.schema import Schema
from kg.statement import Document


class Wires:
    """`group`: document id -> id of its group."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.limit = rules(schema).limits["copy similarity"]
        self.group: dict[str, str] = {}
        self.members: dict[str, set[str]] = {}
        self.signatures: dict[str, Signature] = {}
        self.bands: dict[str, list[str]] = {}
        self.filed: dict[str, set[str]] = defaultdict(set)  # band -> documents

    def change(self, gone: Iterable[str], added: Iterable[Document]) -> set[str]:
        """Take documents out and in; the ids of live documents whose group is new or another."""
        touched: set[str] = set()
        for document in gone:
            group = self.group.pop(document)
            touched |= self.members.pop(group, set())
            del self.signatures[document]
            for band in self.bands.pop(document):
                self.filed[band].discard(document)
                if not self.filed[band]:
                    del self.filed[band]
        new = {d.id: sign(d, self.schema) for d in added}
        for document, signature in new.items():
            self.signatures[document] = signature
            self.bands[document] = bands(signature)
            for band in self.bands[document]:
                self.filed[band].add(document)
        for document in new:
            touched |= {document} | self.near(document)
        return self._regroup({d for d in touched if d in self.signatures})

    def near(self, document: str) -> set[str]:
        signature = self.signatures[document]
        others = set[str]().union(*(self.filed[b] for b in self.bands[document])) - {document}
        return {o for o in others if similarity(signature, self.signatures[o]) >= self.limit}

    def _regroup(self, touched: set[str]) -> set[str]:
        changed, seen = set(), set[str]()
        for start in sorted(touched):
            if start in seen:
                continue
            component, todo = {start}, [start]
            while todo:
                more = self.near(todo.pop()) - component
                component |= more
                todo += sorted(more)
            seen |= component
            group = group_id(component)
            for document in component:
                if (old := self.group.get(document)) != group:
                    self.members.pop(old or "", None)
                    self.group[document] = group
                    changed.add(document)
            self.members[group] = component
        return changed
