"""Small reports for tests of the graph: a document of one sentence, and what it says as statements."""

from typing import Any

from kg.statement import Document, Statement

Report = tuple[Document, list[Statement]]
TYPES = {"group": "Group", "institution": "Institution", "person": "Person", "place": "Place"}


def report(key: str, text: str, published: str | None, *facts: dict[str, Any]) -> Report:
    """facts: statement arguments with `kind`, and `speaker`, `stance` if need be. Every statement quotes the whole text."""
    document = Document(key, text, published=published, published_from="option" if published else "unknown", source=key)
    statements = [make(document, dict(fact)) for fact in facts]
    return document, statements


def make(document: Document, args: dict[str, Any]) -> Statement:
    kind, speaker, stance = args.pop("kind"), args.pop("speaker", None), args.pop("stance", "asserted")
    return Statement(document.id, kind, 0, len(document.text), document.text, args, speaker, stance=stance)


def mention(entity: str, name: str, form: str | None = None, **more: Any) -> dict[str, Any]:
    type_ = TYPES[entity.partition(":")[0]]
    return {"kind": "mention", "entity": entity, "type": type_, "name": name, "form": form or name, **more}


def event(local: str = "e1", type_: str = "Battles/Armed clash", **more: Any) -> dict[str, Any]:
    return {"kind": "event", "event": local, "type": type_, **more}


def toll(low: int | None, party: str = "state", local: str = "e1", measure: str = "killed", **more: Any) -> dict[str, Any]:
    high = more.pop("high", low)
    return {
        "kind": "toll",
        "event": local,
        "measure": measure,
        "party": party,
        "low": low,
        "high": high,
        "phrase": str(low),
        **more,
    }


def relation(type_: str, source: str, target: str, **more: Any) -> dict[str, Any]:
    return {"kind": "relation", "type": type_, "from": source, "to": target, **more}
