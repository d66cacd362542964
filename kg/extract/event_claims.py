"""Claims of responsibility and denials of it: who claims or disowns which event of the document."""

from kg.extract.assemble import Event
from kg.extract.clauses import READ, ClauseReader
from kg.extract.parse import Parse, Sentence
from kg.schema import Schema


def read_claims(parse: Parse, schema: Schema, events: list[Event]) -> None:
    """Fill claimed_by and denied_by of the events."""
    reader = ClauseReader(parse, schema)
    for sentence in parse.sentences:
        if sentence.part not in READ:
            continue
        for k in range(sentence.first, sentence.last):
            if k in reader.cover:
                continue
            for index, name in ((reader.triggers.claims, "claimed_by"), (reader.triggers.disclaims, "denied_by")):
                if any(True for _ in reader.triggers.match(index, parse.tokens, k, sentence.last)):
                    note(reader, sentence, k, events, name)


def note(reader: ClauseReader, sentence: Sentence, k: int, events: list[Event], name: str) -> None:
    """Write the subject of the claim at token k into the event that it is about."""
    reader.first, reader.last, reader.found = sentence.first, sentence.last, []
    group = reader.verb_group(k)
    if any(reader.tokens[j].lower in reader.classes["negations"] for j in range(group, k)):
        return
    subjects = [p for p in reader.subjects(group) if p.entity and not reader.negative(p)]
    event = event_meant(sentence, k, events)
    if event is None:
        return
    for phrase in subjects:
        listed: list[str] = getattr(event, name)
        if phrase.entity is not None and phrase.entity not in listed:
            listed.append(phrase.entity)


def event_meant(sentence: Sentence, k: int, events: list[Event]) -> Event | None:
    """The event told after the claim in its sentence, else the last one told before."""
    same = [e for e in events if any(p.sentence == sentence.index for p in e.parts)]
    if same:
        return same[-1]
    before = [(max(p.sentence for p in e.parts if p.sentence < sentence.index), n) for n, e in enumerate(events) if any(p.sentence < sentence.index for p in e.parts)]
    return events[max(before)[1]] if before else None
