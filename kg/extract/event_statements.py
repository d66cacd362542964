"""Stage 7c: the events of a document as statements (docs/model.md)."""

from typing import Any

from kg.extract.assemble import Assembler, Event, event_tolls
from kg.extract.event_claims import give_claims
from kg.extract.event_types import event_type, extent
from kg.extract.happenings import contains, find_happenings
from kg.extract.parse import Parse, Speech, When, starting
from kg.extract.sides import Sides, sides_of
from kg.extract.speech import speech_at
from kg.extract.wordclasses import Words, words_of
from kg.schema import Schema
from kg.statement import Statement
from kg.values.precision import where_prec


def event_statements(parse: Parse, schema: Schema) -> list[Statement]:
    """`event` and `toll` statements, event by event."""
    find_happenings(parse, schema)
    assembler = Assembler(parse, schema)
    events = assembler.run()
    give_claims(parse, events)
    sides = sides_of(events, parse, schema)
    out: list[Statement] = []
    for event, sided in zip(events, sides, strict=True):
        out += describe(event, parse, schema, assembler, sided)
    return out


def describe(event: Event, parse: Parse, schema: Schema, assembler: Assembler, sides: Sides) -> list[Statement]:
    """The statements of one event: its lead, its retellings, its tolls."""
    lead = next((p for p in event.parts if parse.sentences[p.sentence].part == "body"), event.parts[0])
    type_, local = event_type(event, parse, schema, assembler), f"e{event.number}"
    args: dict[str, Any] = {"event": local, "type": type_}
    args |= date_args(event, parse)
    args["place"] = places(event)
    args |= where_args(event, args["place"], parse, schema)
    speech = speech_at(parse, lead.start)
    actors = [k for k in sides.actors if not k.startswith("place:")] or sides.actors
    force = speech is not None and (speech.speaker or "").startswith("institution:")
    if force and speech is not None and "operation" in event.cues and all(k.startswith("place:") for k in actors):
        actors = [str(speech.speaker)]  # a force that reports raids without naming who made them made them
    args["actors"] = actors or list(event.claimed_by)
    args["targets"] = [t for t in sides.targets if t not in args["actors"]]
    if event.sum_of:
        args["sum_of"] = [f"e{part.number}" for part in event.sum_of]
    if event.claimed_by:
        args["claimed_by"] = event.claimed_by
    if event.denied_by:
        args["denied_by"] = event.denied_by
    participants = [*sides.participants, *weapons_used(event, parse)]
    if participants:
        args["participants"] = participants
    words = words_of(schema)
    weapons, kinds = listed(event, parse, words)
    if weapons:
        args["weapons"] = weapons
    if kinds:
        args["target_kinds"] = kinds
    if speech is not None and speech.unverified:
        args["unverified"] = True
    if speech is not None and speech.speaker:
        args["attributed_to"] = [speech.speaker]
    first, last = extent(lead)
    start, end = parse.tokens[first].start, parse.tokens[last - 1].end
    out = [statement(parse, "event", start, end, args, speech)]
    for part in event.parts:
        if part is not lead:
            first, last = extent(part)
            start, end = parse.tokens[first].start, parse.tokens[last - 1].end
            out.append(
                statement(
                    parse, "event", start, end, {"event": local, "type": type_, "retells": local}, speech_at(parse, part.start)
                )
            )
    for toll in event_tolls(event):
        toll_args = {
            "event": local,
            "measure": toll.measure,
            "party": toll.party,
            "low": toll.low,
            "high": toll.high,
            "phrase": toll.phrase,
        }
        if toll.rule != "exact":
            toll_args["rule"] = toll.rule
        out.append(statement(parse, "toll", toll.start, toll.end, toll_args, speech))
    return out


def statement(parse: Parse, kind: Any, start: int, end: int, args: dict[str, Any], speech: Speech | None) -> Statement:
    return Statement(
        document=parse.document.id,
        kind=kind,
        start=start,
        end=end,
        quote=parse.text[start:end],
        args=args,
        speaker=speech.speaker if speech else None,
        speaker_phrase=speech.phrase if speech else None,
        stance=speech.stance if speech else "asserted",
        confidence=0.7,
    )


def date_args(event: Event, parse: Parse) -> dict[str, Any]:
    """The most precise date said of the event."""
    best = min(event.whens, key=lambda w: w.prec, default=None)
    if best is None:
        return {}
    return {"date": iso(best), "date_prec": best.prec, "date_from": best.known_from, "date_phrase": best.phrase}


def iso(when: When) -> str:
    """Day, month, year or first/last."""
    if when.first == when.last:
        return when.first
    if when.first.endswith("-01-01") and when.last == when.first[:4] + "-12-31":
        return when.first[:4]
    if when.first[:7] == when.last[:7] and when.first.endswith("-01") and int(when.last[8:]) >= 28 and month_end(when.last):
        return when.first[:7]
    return f"{when.first}/{when.last}"


def month_end(day: str) -> bool:
    from calendar import monthrange

    return monthrange(int(day[:4]), int(day[5:7]))[1] == int(day[8:])


def places(event: Event) -> list[str]:
    """Keys, the most specific first named; a place that holds another is left out."""
    keys = [n.entity for n in event.places]
    return [k for k in keys if not any(o != k and contains(k, o) for o in keys)]


def where_args(event: Event, keys: list[str], parse: Parse, schema: Schema) -> dict[str, Any]:
    """How exactly the first place is known, by the words around its name."""
    name = next((n for n in event.places if keys and n.entity == keys[0]), None)
    if name is None:
        return {}
    prec, phrase = where_prec(parse.text, name.start, name.end, name.place_kind, schema)
    return {"where_prec": prec, "where_phrase": phrase}


def weapons_used(event: Event, parse: Parse) -> list[dict[str, str]]:
    """Weapons as described in the clauses of the event."""
    texts: dict[str, None] = {}
    for part in event.parts:
        first, last = extent(part)
        for phrase in starting(parse.phrases, parse.tokens[first].start, parse.tokens[last - 1].end):
            if phrase.sort == "weapon":
                texts[parse.text[phrase.start : phrase.end]] = None
    return [{"role": "weapon", "text": text, "kind": "weapon"} for text in texts]


def listed(event: Event, parse: Parse, words: Words) -> tuple[list[str], list[str]]:
    """(weapons, GTD target kinds) by the words of the clauses."""
    weapons: dict[str, None] = {}
    kinds: dict[str, None] = {}
    for part in event.parts:
        first, last = extent(part)
        for k in range(first, last):
            term = words.weapons.get(words.singular(parse.tokens[k].lower))
            if term:
                weapons[term] = None
        for clause in part.clauses:
            for phrase in clause.patients:
                for k in range(phrase.first, phrase.last):
                    kind = words.target_kinds.get(words.singular(parse.tokens[k].lower))
                    if kind:
                        kinds[kind] = None
    return list(weapons), list(kinds)
