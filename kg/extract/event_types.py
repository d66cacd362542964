"""The ACLED type of an event, by its acts, its means, and who suffered (codebook, sections 3 and 6)."""

from functools import cache

from kg.extract.assemble import Assembler, Event
from kg.extract.crowds import crowd_type, is_crowd, is_mob
from kg.extract.happenings import GROUND
from kg.extract.parse import Happening, Parse, Phrase
from kg.extract.wordclasses import words_of
from kg.schema import Schema

BATTLE, ATTACK = "Battles/Armed clash", "Violence against civilians/Attack"
EXPLODING = frozenset(("bomb", "airstrike", "shell"))
FLYING = ("aircraft", "drone")
WHOLE_SENTENCES = 2
"""In the first sentences of an event the means may stand anywhere; later on only inside its clauses."""


@cache
def explosion_cues(schema: Schema) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """(type, cues) of the explosions in the order in which they win."""
    found = [(sub.rank, name, sub.cues) for name, type_, sub in schema.event_types() if name.startswith("Explosions")]
    return tuple((name, cues) for _, name, cues in sorted(found))


def event_type(event: Event, parse: Parse, schema: Schema, acts: Assembler) -> str:
    """As in "Type/Sub-type" of the codebook."""
    cues = event.cues
    types = [acts.acts[c].type for c in cues]
    if not {"violent", "ground", "arrest"} & {acts.family(c) for c in cues}:
        first = next(t for t in types if t)
        return crowd_type(words_said(event, parse), schema) if first.startswith(("Protests", "Riots")) else first
    if "rape" in cues:
        return acts.acts["rape"].type or ATTACK
    sure = explosion(event, parse, schema, cues)
    if sure is not None and sure.endswith("Chemical weapon"):
        return sure
    if is_demonstration(event, parse, schema):
        return crowd_type(words_said(event, parse), schema)
    if flown(event, parse, schema):
        return next(name for name, _ in explosion_cues(schema) if name.endswith("Air/drone strike"))
    hurt = any(t.measure in ("killed", "injured") for part in event.parts for t in part.tolls)
    if {"arrest", "capture"} & set(cues) and set(cues) <= {"arrest", "capture", "operation", "attack"} and not hurt:
        return acts.acts["arrest"].type or BATTLE
    people = any(p.sort in ("person", "pronoun") for part in event.parts for c in part.clauses for p in c.patients)
    if {"torch", "wreck"} & set(cues) and set(cues) <= {"torch", "wreck", "attack"} and not hurt and not people:
        return acts.acts["torch"].type or ATTACK
    if any(c.cue == "abduct" for c in event.parts[0].clauses) and any(
        t.measure == "abducted" for part in event.parts for t in part.tolls
    ):
        return acts.acts["abduct"].type or ATTACK
    if "airstrike" in cues or "shell" in cues or "bomb" in cues or means(event, parse, schema):
        kind = explosion(event, parse, schema, cues) or next(
            (acts.acts[c].type for c in ("airstrike", "shell", "bomb") if c in cues), None
        )
        if kind is not None:
            return kind
    if "bomb" in cues and any(
        p.sort == "place" for part in event.parts for c in part.clauses if c.cue == "bomb" for p in c.agents
    ):
        return next(name for name, _ in explosion_cues(schema) if name.endswith("Air/drone strike"))
    if sure is not None and sure.endswith("Suicide bomb"):
        return sure
    for cue in GROUND:
        if cue in cues:
            return ground(event, parse, schema)
    if "abduct" in cues and "operation" not in cues and "clash" not in cues and not hurt:
        return acts.acts["abduct"].type or ATTACK
    return force(event, parse, schema)


def is_demonstration(event: Event, parse: Parse, schema: Schema) -> bool:
    """Police against people who demonstrate, or a crowd that kills: told by acts of force, without weapons of war."""
    said = words_said(event, parse)
    if EXPLODING & set(event.cues) or {t.party for part in event.parts for t in part.tolls} & {"militants"}:
        return False
    clauses = [c for part in event.parts for c in part.clauses]
    agents = {p.party for c in clauses for p in c.agents}
    if "militants" in agents or any(p.party == "militants" for c in clauses for p in c.patients):
        return False
    named = [parse.tokens[k].lower for c in clauses for p in (*c.agents, *c.patients) for k in range(p.first, p.last)]
    return is_mob(named, schema) or (is_crowd(said, schema) and ("state" in agents or is_crowd(named, schema)))


def flown(event: Event, parse: Parse, schema: Schema) -> bool:
    """ "Warplanes destroyed the depot": what acts flies."""
    words = words_of(schema)
    clauses = [c for part in event.parts for c in part.clauses]
    acting = [p for c in clauses for p in (*c.agents, *((c.instrument,) if c.instrument else ())) if p.first < c.first]
    return any(words.weapons.get(words.singular(parse.tokens[p.head].lower)) in FLYING for p in acting)


def ground(event: Event, parse: Parse, schema: Schema) -> str:
    """Who took the ground? "Army units" are the state's as much as "the army"."""
    agents = [p for part in event.parts for c in part.clauses if c.cue in GROUND for p in c.agents]
    state = bool(agents) and (agents[0].party == "state" or (agents[0].party is None and armed(agents[0], parse, schema)))
    return "Battles/Government regains territory" if state else "Battles/Non-state actor overtakes territory"


def armed(phrase: Phrase, parse: Parse, schema: Schema) -> bool:
    """Does a word for armed forces stand in the phrase?"""
    words = words_of(schema)
    return any(words.singular(parse.tokens[k].lower) in words.guarded for k in range(phrase.first, phrase.last))


def means(event: Event, parse: Parse, schema: Schema) -> bool:
    """Is a weapon that explodes the means or the subject of a clause?"""
    weapons, explode = words_of(schema).weapons, schema.words("weapons", "explode")
    found = [p for part in event.parts for c in part.clauses for p in ((c.instrument,) if c.instrument else ())]
    found += [p for part in event.parts for c in part.clauses for p in c.agents if p.sort == "person"]
    singular = words_of(schema).singular
    return any(weapons.get(singular(parse.tokens[k].lower)) in explode for p in found for k in range(p.first, p.last))


def explosion(event: Event, parse: Parse, schema: Schema, cues: list[str]) -> str | None:
    """The first explosion type in ACLED's order one of whose cues stands in the event's words."""
    said = " ".join(words_said(event, parse))
    for name, listed in explosion_cues(schema):
        if any(f" {cue} " in f" {said} " for cue in listed):
            return name
    return None


def words_said(event: Event, parse: Parse) -> list[str]:
    """The words of the event's clauses with their arguments; of whole sentences where it stands alone in them."""
    out: list[str] = []
    for n, part in enumerate(event.parts):
        sentence = parse.sentences[part.sentence]
        first, last = sentence.first, sentence.last
        if n >= WHOLE_SENTENCES or not part.alone:
            first, last = extent(part)
        out += [parse.tokens[k].lower for k in range(first, last)]
    return out


def extent(part: Happening) -> tuple[int, int]:
    """Tokens from the first to the last word of the clauses and their arguments."""
    phrases = [
        p
        for c in part.clauses
        for p in (*c.agents, *c.patients, *((c.instrument,) if c.instrument else ()), *((c.event,) if c.event else ()))
    ]
    first = min([c.first for c in part.clauses] + [p.first for p in phrases])
    last = max([c.last for c in part.clauses] + [p.last for p in phrases])
    return first, last


def force(event: Event, parse: Parse, schema: Schema) -> str:
    """Battle or violence against civilians, by who was attacked."""
    cues = event.cues
    agents = {p.party for part in event.parts for c in part.clauses for p in c.agents}
    hit = [p for part in event.parts for c in part.clauses if c.cue not in ("clash", "operation") for p in c.patients]
    parties = {p.party for p in hit} | {t.party for part in event.parts for t in part.tolls}
    if "clash" in cues or ("operation" in cues and "state" in agents):
        return BATTLE
    if "state" in agents and ("militants" in parties or "civilians" not in parties):
        return BATTLE
    first = next((p for p in hit if p.party in ("state", "civilians", "militants") or guarded(p, parse, schema)), None)
    if first is not None:
        return ATTACK if first.party == "civilians" else BATTLE
    if "state" in parties:
        return BATTLE
    if parties & {"civilians", "unknown"} or any(p.sort in ("site", "place") for p in hit):
        return ATTACK
    return BATTLE


def guarded(phrase: Phrase, parse: Parse, schema: Schema) -> bool:
    """Is the phrase a site of armed forces?"""
    words = words_of(schema)
    kinds = {words.target_kinds.get(words.singular(parse.tokens[k].lower)) for k in range(phrase.first, phrase.last)}
    if kinds & words.civil_kinds:
        return False
    return phrase.sort in ("site", "place") and armed(phrase, parse, schema)
