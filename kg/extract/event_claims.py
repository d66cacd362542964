"""Which event of the document each claim of responsibility, or its denial, is about."""

from bisect import bisect_right

from kg.extract.assemble import Event
from kg.extract.claims import claims_of
from kg.extract.parse import Parse


def give_claims(parse: Parse, events: list[Event]) -> None:
    """Fill claimed_by and denied_by: of the event told in the claim's sentence, else of the last one told before it."""
    told = sorted((part.sentence, event.number) for event in events for part in event.parts)
    for claim in claims_of(parse):
        at = bisect_right(told, (claim.sentence, len(events) + 1))
        if claim.who is None or claim.kind == "nobody" or at == 0:
            continue
        event = events[told[at - 1][1] - 1]
        listed = event.claimed_by if claim.kind == "claimed" else event.denied_by
        if claim.who not in listed:
            listed.append(claim.who)
