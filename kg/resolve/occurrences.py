"""What one document says of one event, gathered from its statements: the thing that is compared across documents."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kg.resolve.dates import interval
from kg.resolve.judgements import members
from kg.resolve.tolls import WHOLE, Claim
from kg.statement import Document, Statement

Ref = tuple[str, str]  # (document id, local event)
Name = Callable[[str], str]  # entity key -> canonical id
ROLES = ("place", "actors", "targets", "claimed_by", "denied_by", "attributed_to")


@dataclass(frozen=True)
class Occurrence:
    """days: first and last day, datetime.toordinal. Entities are canonical ids; places most specific first.

    killed: (party, least, greatest), sorted by party. before: the day of publication, which the event doesn't follow.
    """

    ref: Ref
    event_type: str
    days: tuple[int, int] | None
    before: int | None
    places: tuple[str, ...]
    actors: frozenset[str]
    targets: frozenset[str]
    involved: frozenset[str]  # whoever claims or denies it
    killed: tuple[tuple[str, int, int], ...]
    stance: str
    parts: tuple[str, ...]  # local events that this one sums up
    copies: str


def gather(statements: Iterable[Statement]) -> dict[str, list[Statement]]:
    """A document's event and toll statements by local event; what has no event statement is left out."""
    out: dict[str, list[Statement]] = {}
    for st in statements:
        if st.kind in ("event", "toll"):
            out.setdefault(st.args["event"], []).append(st)
    return {
        local: sorted(told, key=lambda s: (bool(s.args.get("retells")), s.start, s.end, s.id))
        for local, told in sorted(out.items())
        if any(s.kind == "event" for s in told)
    }


def first(statements: Iterable[Statement], name: str) -> Any:
    """The first value of an argument, the event's own statement before its retellings."""
    return next((s.args[name] for s in statements if s.kind == "event" and s.args.get(name)), None)


def named(statements: Iterable[Statement], role: str) -> list[str]:
    """Keys in a role over all statements of an event, in order of mention."""
    keys = [k for s in statements if s.kind == "event" for k in s.args.get(role, ())]
    return list(dict.fromkeys(keys))


def occurrence(document: Document, local: str, statements: Sequence[Statement], copies: str, name: Name) -> Occurrence:
    """statements: those of the local event, as `gather` sorts them."""
    roles = {role: tuple(dict.fromkeys(name(k) for k in named(statements, role))) for role in ROLES}
    published = interval(document.published)
    own = [s for s in statements if s.kind == "event"]
    tolls = [c for c in claims(document, statements, copies) if c.measure == "killed" and not c.superseded]
    killed: dict[str, tuple[int, int]] = {}
    for c in tolls:
        low, high = killed.get(c.party, (c.least, c.greatest))
        killed[c.party] = (min(low, c.least), max(high, c.greatest))
    return Occurrence(
        ref=(document.id, local),
        event_type=own[0].args["type"],
        days=interval(first(statements, "date")),
        before=published[1] if published else None,
        places=roles["place"],
        actors=frozenset(roles["actors"]),
        targets=frozenset(roles["targets"]),
        involved=frozenset(roles["claimed_by"]) | frozenset(roles["denied_by"]),
        killed=tuple((p, low, high) for p, (low, high) in sorted(killed.items())),
        stance=own[0].stance,
        parts=tuple(sorted({p for s in own for p in s.args.get("sum_of", ())})),
        copies=copies,
    )


def claims(document: Document, statements: Iterable[Statement], copies: str) -> list[Claim]:
    """The toll statements of an event as claims."""
    return [
        Claim(
            measure=s.args["measure"],
            party=WHOLE if s.args.get("whole") else s.args["party"],
            low=s.args.get("low"),
            high=s.args.get("high"),
            source=copies,
            at=document.published or "",
            order=s.start,
            speaker=s.speaker,
            superseded=bool(s.args.get("superseded")),
            statement=s.id,
        )
        for s in statements
        if s.kind == "toll"
    ]


def refs(side: str) -> list[Ref]:
    """The members that an event's side of a judgement names."""
    return [(document, local) for document, _, local in (m.partition("#") for m in members(side))]
