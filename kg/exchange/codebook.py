"""The codebook's format: one JSON object a document with entities, relations, events and statistics.

Written by `kg extract --format codebook` for scoring against annotated documents, read by `kg import codebook` so that
hand-made annotations enter the graph under the same contract as the program's own statements.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kg.errors import InputError
from kg.ids import slug
from kg.statement import Document, Statement

MEASURES = ("killed", "injured", "abducted", "arrested")
CODED = ("killed", "injured")  # the codebook has a column for these
EVENT_KEYS = ("place", "actors", "targets", "attributed_to", "claimed_by", "denied_by")


def to_codebook(document: Document, statements: Sequence[Statement]) -> dict[str, Any]:
    """One document's statements as a codebook object; ids are short and local to the document."""
    short = local_ids(statements)
    return {
        "id": document.key,
        "published": document.published,
        "source": document.source,
        "title": document.headline,
        "text": document.text,
        "entities": entities(statements, short),
        "relations": relations(statements, short),
        "events": events(statements, short),
        "statistics": statistics(statements, short),
    }


def local_ids(statements: Iterable[Statement]) -> dict[str, str]:
    """Entity key -> n1, n2 … in the order of first mention."""
    out: dict[str, str] = {}
    for st in statements:
        if st.kind == "mention":
            out.setdefault(st.args["entity"], f"n{len(out) + 1}")
    return out


def entities(statements: Iterable[Statement], short: Mapping[str, str]) -> list[dict[str, Any]]:
    """One record an entity; `mentions` are the distinct forms, references left out."""
    out: dict[str, dict[str, Any]] = {}
    for st in statements:
        if st.kind != "mention":
            continue
        args = st.args
        record = out.setdefault(
            args["entity"], {"id": short[args["entity"]], "type": args["type"], "name": args["name"], "mentions": []}
        )
        if args["type"] == "Place" and args.get("place_kind"):
            record["kind"] = args["place_kind"]
        if args.get("via", "name") == "name" and args["form"] not in record["mentions"]:
            record["mentions"].append(args["form"])
    return [record for record in out.values() if record["mentions"]]


def relations(statements: Iterable[Statement], short: Mapping[str, str]) -> list[dict[str, Any]]:
    """One record a type and pair; of two stances the stronger is coded."""
    strength = {"asserted": 0, "alleged": 1, "denied": 2}
    out: dict[tuple[str, str, str], dict[str, Any]] = {}
    for st in statements:
        if st.kind != "relation" or st.args["from"] not in short or st.args["to"] not in short:
            continue
        key = (st.args["type"], short[st.args["from"]], short[st.args["to"]])
        record = out.setdefault(key, {"type": key[0], "from": key[1], "to": key[2], "stance": st.stance})
        record["stance"] = min(record["stance"], st.stance, key=strength.__getitem__)
        for name in ("denied_by", "attributed_to"):
            add(record, name, (short[k] for k in st.args.get(name, ()) if k in short))
    return list(out.values())


def events(statements: Sequence[Statement], short: Mapping[str, str]) -> list[dict[str, Any]]:
    """One record an event; retellings add nothing but evidence."""
    out: dict[str, dict[str, Any]] = {}
    for st in statements:
        if st.kind != "event" or st.args.get("retells"):
            continue
        args = st.args
        record: dict[str, Any] = {"id": args["event"], "type": args["type"], "date": args.get("date")}
        for name in EVENT_KEYS:
            record[name] = [short[k] for k in args.get(name, ()) if k in short]
        record.update(killed={}, injured={}, stance=st.stance, quote=st.quote)
        for name in ("date_from", "unverified", "sum_of"):
            if args.get(name):
                record[name] = args[name]
        out[args["event"]] = record
    for st in statements:
        if st.kind == "toll" and st.args["measure"] in CODED and not st.args.get("superseded") and st.args["event"] in out:
            widen(out[st.args["event"]][st.args["measure"]], st.args["party"], (st.args.get("low"), st.args.get("high")))
    return list(out.values())


def widen(tolls: dict[str, list[int | None]], party: str, figure: tuple[int | None, int | None]) -> None:
    """Rival figures that stand side by side give [lowest, highest]."""
    if figure == (None, None):
        return
    have = tolls.get(party)
    if have is None:
        tolls[party] = list(figure)
        return
    lows = [n for n in (have[0], figure[0]) if n is not None]
    highs = [n for n in (have[1], figure[1]) if n is not None]
    tolls[party] = [min(lows) if lows else None, max(highs) if len(highs) == 2 else None]


def statistics(statements: Iterable[Statement], short: Mapping[str, str]) -> list[dict[str, Any]]:
    out = []
    for st in statements:
        if st.kind == "statistic":
            args = st.args
            record = {"measure": args["measure"], "value": [args.get("low"), args.get("high")], "party": args.get("party")}
            record.update(place=short.get(args.get("place", "")), period=args.get("period"))
            record.update(attributed_to=[short[k] for k in args.get("attributed_to", ()) if k in short], quote=st.quote)
            out.append(record)
    return out


def add(record: dict[str, Any], name: str, values: Iterable[str]) -> None:
    """Append values to a list that is there only when it holds something."""
    for value in values:
        if value not in record.setdefault(name, []):
            record[name].append(value)
    if not record.get(name, True):
        del record[name]


# ------------------------------------------------------------------------------------------------ reading


def from_codebook(data: Mapping[str, Any]) -> tuple[Document, list[Statement]]:
    """A codebook object as a document and its statements. Raises InputError with the document's id."""
    try:
        published = data.get("published")
        document = Document(
            key=data["id"],
            text=data["text"],
            headline=data.get("title"),
            published=published,
            published_from="metadata" if published else "unknown",
            source=data.get("source"),
            url=data.get("url"),
        )
        keys = {e["id"]: entity_key(e) for e in data.get("entities", ())}
        return document, sorted(annotated(document, data, keys), key=lambda st: (st.start, st.end, st.id))
    except (KeyError, TypeError) as exc:
        raise InputError(
            f"{data.get('id', 'a record without id')}: not in the codebook's format: {exc} is missing or wrong"
        ) from exc


def entity_key(entity: Mapping[str, Any]) -> str:
    """A key from type and standard name; the annotator has already said which names are one."""
    return f"{entity['type'].lower()}:~{slug(entity['name'])}"


def annotated(document: Document, data: Mapping[str, Any], keys: Mapping[str, str]) -> Iterable[Statement]:
    def make(
        kind: Any, span: tuple[int, int], args: dict[str, Any], stance: Any = "asserted", speaker: str | None = None
    ) -> Statement:
        kept = {k: v for k, v in args.items() if v not in (None, [], {}, False)}
        return Statement(
            document.id, kind, *span, document.text[span[0] : span[1]], kept, speaker, stance=stance, extractor="annotation"
        )

    def known(ids: Iterable[str] | None) -> list[str]:
        return [keys[i] for i in ids or ()]

    for e in data.get("entities", ()):
        args = {"entity": keys[e["id"]], "type": e["type"], "name": e["name"], "place_kind": e.get("kind")}
        for form in e["mentions"]:
            for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", document.text):
                yield make("mention", match.span(), {**args, "form": form})
    for r in data.get("relations", ()):
        args = {"type": r["type"], "from": keys[r["from"]], "to": keys[r["to"]]}
        args.update(denied_by=known(r.get("denied_by")), attributed_to=known(r.get("attributed_to")))
        yield make("relation", joint_span(document.text, data, r), args, r["stance"])
    for v in data.get("events", ()):
        span = quote_span(document, v["quote"])
        args = {"event": v["id"], "type": v["type"], "date": v.get("date"), "date_from": v.get("date_from")}
        args.update({name: known(v.get(name)) for name in EVENT_KEYS}, unverified=v.get("unverified"), sum_of=v.get("sum_of"))
        speaker = args["attributed_to"][0] if args["attributed_to"] else None
        yield make("event", span, args, v["stance"], speaker)
        for measure in MEASURES:
            for toll in tolls(v, measure):
                by = known(toll.pop("attributed_to"))
                yield make("toll", span, toll, v["stance"], by[0] if by else None)
    for s in data.get("statistics", ()):
        low, high = s["value"]
        args = {"measure": s["measure"], "low": low, "high": high, "party": s.get("party"), "period": s.get("period")}
        args.update(place=keys.get(s.get("place")), attributed_to=known(s.get("attributed_to")), phrase=s["quote"])
        yield make("statistic", quote_span(document, s["quote"]), args)


def tolls(event: Mapping[str, Any], measure: str) -> Iterable[dict[str, Any]]:
    """Arguments of the toll statements of one measure, with `attributed_to`: the coded figures, and the `claims` they rest on.

    A claim that lies outside the coded range of its party is one that the text corrects.
    """
    coded = event.get(measure) or {}
    claims = [c for c in event.get("claims") or () if c["field"] == measure]
    for party, figure in coded.items():
        if not any(c["party"] == party and c["value"] == figure for c in claims):
            yield toll(event, measure, party, figure, event["attributed_to"])
    for c in claims:
        inside = c["party"] in coded and within(c["value"], coded[c["party"]])
        yield {**toll(event, measure, c["party"], c["value"], c["attributed_to"]), "superseded": not inside}


def toll(event: Mapping[str, Any], measure: str, party: str, figure: Sequence[int | None], by: Sequence[str]) -> dict[str, Any]:
    args = {"event": event["id"], "measure": measure, "party": party, "low": figure[0], "high": figure[1]}
    return {**args, "phrase": event["quote"], "attributed_to": list(by)}


def within(figure: Sequence[int | None], coded: Sequence[int | None]) -> bool:
    """True if a range lies inside another; None is open."""
    low = coded[0] is None or (figure[0] is not None and figure[0] >= coded[0])
    return low and (coded[1] is None or (figure[1] is not None and figure[1] <= coded[1]))


def quote_span(document: Document, quote: str) -> tuple[int, int]:
    start = document.text.find(quote)
    if start < 0:
        raise InputError(f"{document.key}: the quote '{quote[:60]}' is not in the text: correct the annotation")
    return start, start + len(quote)


def joint_span(text: str, data: Mapping[str, Any], relation: Mapping[str, Any]) -> tuple[int, int]:
    """The shortest stretch that names both ends; the codebook gives relations no quote."""
    forms = {e["id"]: e["mentions"] for e in data["entities"]}
    places = [
        [m.span() for form in forms[relation[end]] for m in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text)]
        for end in ("from", "to")
    ]
    stretches = [(min(a[0], b[0]), max(a[1], b[1])) for a in places[0] for b in places[1]]
    return min(stretches, key=lambda s: (s[1] - s[0], s), default=(0, min(len(text), 1)))
