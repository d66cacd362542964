"""Which event of the document each claim of responsibility, or its denial, is about."""

from kg.extract.assemble import Event
from kg.extract.claims import claims_of
from kg.extract.parse import Claim, Parse


def give_claims(parse: Parse, events: list[Event]) -> None:
    """Fill claimed_by and denied_by of the events."""
    for claim in claims_of(parse):
        if claim.who is None or claim.kind == "nobody":
            continue
        event = event_meant(claim, events)
        if event is not None:
            listed = event.claimed_by if claim.kind == "claimed" else event.denied_by
            if claim.who not in listed:
                listed.append(claim.who)


def event_meant(claim: Claim, events: list[Event]) -> Event | None:
    """The event told in the claim's sentence, else the last one told before it."""
    same = [e for e in events if any(p.sentence == claim.sentence for p in e.parts)]
    if same:
        return same[-1]
    told = [(p.sentence, n) for n, e in enumerate(events) for p in e.parts if p.sentence < claim.sentence]
    return events[max(told)[1]] if told else None
