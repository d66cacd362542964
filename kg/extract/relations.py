"""Relations between entities, read by the cues of schema/relation/*.yaml (the language is in patterns.py).

A relation type is a file: its range says what can fill its ends, its cues how a text puts it. Nothing here names a type.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.extract.lines import fitting, lines
from kg.extract.locality import localities
from kg.extract.matching import Filler, Match, fits
from kg.extract.parse import Name, Parse, Sentence, When, first_token
from kg.extract.patterns import Compiler, Cue, index
from kg.extract.references import seen
from kg.extract.scope import country_code, country_name, key_country
from kg.extract.speech import speech_at
from kg.gazetteer import Group, load_gazetteer
from kg.schema import RelationType, Schema
from kg.statement import Stance, Statement

RECENT, REJECTED_WITHIN = 60, 2
READ = ("headline", "body")
STATED, INFERRED, GUESSED = 0.85, 0.7, 0.5
Cues = dict[str, list[tuple[str, Cue]]]


@dataclass(frozen=True)
class Found:
    """A relation as one sentence puts it. Tokens [first, last)."""

    type: str
    source: str
    target: str
    first: int
    last: int
    sentence: Sentence
    stance: Stance
    confidence: float
    charge: bool = False
    speaker: str | None = None
    phrase: str | None = None
    denied_by: tuple[str, ...] = ()
    attributed_to: tuple[str, ...] = ()


@cache
def cues(schema: Schema, personal: bool) -> Cues:
    """Compiled cues by the words that call for them: of the types that start from persons, or of the others."""
    rows = []
    for name, type_ in schema.relations.items():
        if ("Person" in type_.source) == personal:
            compiler = Compiler(schema, {"from": type_.source, "to": type_.target}, f"schema/relation/{name}.yaml")
            rows += [(name, compiler.compile(cue)) for cue in type_.cues]
    return index(rows)


def relations(parse: Parse, schema: Schema) -> Iterator[Statement]:
    """Relation statements, in the order of the text; each pair once a type and sentence.

    Relations of persons are read first, so that in the others a person can stand for the body that he leads or speaks for.
    """
    found = list(read(parse, schema, cues(schema, True), {}))
    bodies: dict[str, tuple[str, ...]] = {}
    for relation in found:
        if relation.target not in bodies.get(relation.source, ()):
            bodies[relation.source] = (*bodies.get(relation.source, ()), relation.target)
    found += read(parse, schema, cues(schema, False), bodies)
    found = settled(found, schema)
    found += implied(parse, schema, found)
    found += [*nested(parse, schema, found), *descended(found, schema)]
    for relation in sorted(denials(parse, found), key=lambda r: (r.first, r.last, r.type, r.source, r.target)):
        yield statement(parse, relation)


def read(parse: Parse, schema: Schema, compiled: Cues, bodies: dict[str, tuple[str, ...]]) -> Iterator[Found]:
    """What the cues find, sentence by sentence."""
    refused = schema.words("cues", "negations") | schema.words("cues", "unreal")
    hedges, denying = schema.words("cues", "hedges"), schema.words("cues", "deny")
    for sentence in parse.sentences:
        if sentence.part not in READ:
            continue
        names, seen_lines = seen(parse, sentence, schema)
        if any(name.entity in bodies for name in names):
            seen_lines = lines(parse, sentence, [standing(name, bodies) for name in names], schema)
        for type_, match in fits(compiled, seen_lines, schema):
            if {*match.passed, *match.before} & refused:
                continue
            record = schema.relations[type_]
            ends = [match.fillers.get(slot) or inferred(parse, match, slot, schema) for slot in ("from", "to")]
            for source, target in pairs(ends[0], ends[1], record):
                if source.key != target.key and holds(source, target, record, schema):
                    stated = STATED if "reference" not in (source.name.via, target.name.via) else INFERRED
                    found = Found(
                        type_, source.key, target.key, match.first, match.last, sentence, "asserted", stated, record.charge
                    )
                    said = {t.lower for t in parse.tokens[match.first : match.last]}
                    hedged = not hedges.isdisjoint((*match.passed, *match.before)) or not denying.isdisjoint(said)
                    yield voiced(parse, found, record, hedged=hedged, clausal=match.cue.clausal)


def standing(name: Name, bodies: dict[str, tuple[str, ...]]) -> Name:
    """A person with the bodies that he can stand for."""
    return replace(name, also=(*name.also, *bodies[name.entity])) if name.entity in bodies else name


def pairs(sources: Sequence[Filler], targets: Sequence[Filler], record: RelationType) -> Iterator[tuple[Filler, Filler]]:
    """Every source with every target; of a pair that fills both ends ("each blames the other") each with the other."""
    if len(sources) == 2 and sources == targets:
        yield sources[0], sources[1]
        if not record.symmetric:
            yield sources[1], sources[0]
        return
    yield from ((s, t) for s in sources for t in targets)


def holds(source: Filler, target: Filler, record: RelationType, schema: Schema) -> bool:
    """False for a containment that kinds or the gazetteer's keys contradict."""
    if not record.nested or source.name.type != target.name.type or not source.name.place_kind or not target.name.place_kind:
        return True
    kinds = schema.entities[source.name.type].kinds
    inner, outer = kinds.index(source.name.place_kind), kinds.index(target.name.place_kind)
    loose = "region" in (source.name.place_kind, target.name.place_kind)
    if (not loose and inner < outer) or (inner == outer and outer < kinds.index("city")):
        return False
    known = "~" not in source.key + target.key and not loose
    return not known or source.key.startswith(target.key + "/")


def voiced(parse: Parse, found: Found, record: RelationType, *, hedged: bool, clausal: bool) -> Found:
    """The relation with its speaker and stance; what one side says of another is alleged where the type is contested.

    What is denied has been alleged. What stands in a noun phrase ("X, a splinter of Y") is presupposed: only a clause takes
    the stance of who says it.
    """
    speech = speech_at(parse, parse.tokens[found.last - 1].start)
    stance: Stance = "alleged" if hedged else "asserted"
    speaker = phrase = None
    if speech is not None:
        speaker, phrase = speech.speaker, speech.phrase
        if clausal or record.contested:
            stance = speech.stance if speech.stance != "asserted" else stance
        if record.contested and phrase and speaker not in (found.source, found.target):
            stance = "alleged"
    denied_by = (speaker,) if stance == "denied" and speaker else ()
    attributed = (speaker,) if speaker and speaker != found.source and not denied_by else ()
    if record.charge or stance == "denied":
        stance = "asserted" if record.charge else "alleged"
    told = replace(found, stance=stance, speaker=speaker, phrase=phrase)
    return replace(told, attributed_to=attributed, denied_by=denied_by)


# -- ends that a cue leaves to be inferred ---------------------------------------------------------------------------


def inferred(parse: Parse, match: Match, slot: str, schema: Schema) -> tuple[Filler, ...]:
    """`{to=country}` and its like; empty if the document gives nothing for it."""
    role = dict(match.cue.implied).get(slot)
    taken = {f.key for row in match.fillers.values() for f in row}
    if role is None:
        return ()
    home = country_code(parse)
    if role == "country":
        name = country_name(parse, home)
        return (Filler(name, name.entity),) if name else ()
    if role in ("topic", "pair"):
        wanted = 2 if role == "pair" else 1
        low = bisect_left(parse.names, match.first, key=first_token)
        before = [n for n in parse.names[max(0, low - RECENT) : low] if n.type == "Group" and n.entity not in taken]
        subjects = list({n.entity: n for n in reversed(before) if is_subject(parse, n, schema)}.values())[:wanted]
        latest = list({n.entity: n for n in reversed(before)}.values())[:wanted]
        return tuple(Filler(n, n.entity) for n in reversed(subjects if len(subjects) == wanted else latest))
    body = parse.first_names.get(f"institution:{home}/{role}")
    return (Filler(body, body.entity),) if body else ()


def is_subject(parse: Parse, name: Name, schema: Schema) -> bool:
    """First in its sentence or clause, but for a determiner."""
    first = parse.sentence_at(name.start).first
    at = name.first - (name.first > first and parse.tokens[name.first - 1].lower in schema.words("grammar", "determiners"))
    return at == first or parse.tokens[at - 1].lower in schema.words("cues", "starts")


# -- what keys say, what rivals say ----------------------------------------------------------------------------------


def nested(parse: Parse, schema: Schema, found: list[Found]) -> Iterator[Found]:
    """Containments between entities that the text names both, where the key of one lies in the other: known, not stated.

    The nearest container and the outermost, since texts give either; that a site lies in its country says nothing, nor does
    the scope of an unknown place that the text puts somewhere.
    """
    named: dict[str, Name] = {}
    for name in parse.names:
        if name.via == "name" and parse.sentence_at(name.start).part in READ:
            named.setdefault(name.entity, name)
    stated = {(r.type, r.source, r.target) for r in found}
    placed = {(r.type, r.source) for r in found}
    for type_, record in schema.relations.items():
        for key, name in named.items() if record.nested else ():
            if "~" in key and (type_, key) in placed:
                continue
            outer = [up for up in containers(key) if up in named]
            for up in dict.fromkeys(outer[:1] + outer[-1:]):
                known = fitting(name, record.source) and fitting(named[up], record.target) and tells(name, named[up], schema)
                if known and (type_, key, up) not in stated:
                    yield Found(type_, key, up, name.first, name.last, parse.sentence_at(name.start), "asserted", INFERRED)


def implied(parse: Parse, schema: Schema, found: list[Found]) -> Iterator[Found]:
    """Containments that the names stage has read off the text, then those that follow from where the text has been."""
    for type_, record in schema.relations.items():
        if not record.nested:
            continue
        placed = {r.source for r in found if r.type == type_ and "/" in r.target}
        pairs_ = [(inner, outer, INFERRED) for inner, outer in parse.containers]
        pairs_ += [(inner, outer, GUESSED) for inner, outer in localities(parse, schema) if inner.entity not in placed]
        stated = {(r.source, r.target) for r in found if r.type == type_}
        for inner, outer, confidence in pairs_:
            if (inner.entity, outer.entity) not in stated and fitting(inner, record.source) and fitting(outer, record.target):
                stated.add((inner.entity, outer.entity))
                sentence = parse.sentence_at(inner.start)
                yield Found(type_, inner.entity, outer.entity, inner.first, inner.last, sentence, "asserted", confidence)


def tells(inner: Name, outer: Name, schema: Schema) -> bool:
    """False for kinds that lie at the two ends of their list: a site in a country."""
    kinds = schema.entities[inner.type].kinds
    return not kinds or (inner.place_kind, outer.place_kind) != (kinds[-1], kinds[0])


def descended(found: list[Found], schema: Schema) -> Iterator[Found]:
    """Of two groups that the text ties ("X-linked Y"), one of which the gazetteer has under the other: that too."""
    stronger = {t: [s for s in record.yields_to if schema.relations[s].nested] for t, record in schema.relations.items()}
    for r in found:
        for type_ in stronger[r.type]:
            for source, target in ((r.source, r.target), (r.target, r.source)):
                known = load_gazetteer().record(source)
                if isinstance(known, Group) and known.parent and f"group:{known.parent}" == target:
                    yield replace(r, type=type_, source=source, target=target, confidence=INFERRED)


def containers(key: str) -> Iterator[str]:
    """Keys of what an entity's key lies in, the nearest first: place:pk/kp/karak -> place:pk/kp, place:pk."""
    type_, _, rest = key.partition(":")
    path = rest.partition("@")[2] if rest.startswith("~") else rest.rpartition("/")[0]
    while path:
        yield f"{type_}:{path}"
        path = path.rpartition("/")[0]


def settled(found: list[Found], schema: Schema) -> list[Found]:
    """One a type, pair and sentence (the surest), without those that yield to a stronger type for the same pair."""
    best: dict[tuple[str, str, str, int], Found] = {}
    for r in found:
        key = (r.type, r.source, r.target, r.sentence.index)
        mirrored = (r.type, r.target, r.source, r.sentence.index)
        if mirrored in best and schema.relations[r.type].symmetric:
            continue
        if key not in best or best[key].confidence < r.confidence:
            best[key] = r
    types = {(frozenset((r.source, r.target)), r.type) for r in best.values()}
    return [
        r
        for r in best.values()
        if not any((frozenset((r.source, r.target)), t) in types for t in schema.relations[r.type].yields_to)
    ]


def denials(parse: Parse, found: list[Found]) -> Iterator[Found]:
    """Relations with who denies them, and with the accuser as their source where a charge holds them."""
    charges = by_sentence(r for r in found if r.charge)
    deniers = refusals(parse, found)
    denied = {c.who for c in parse.claims if c.kind == "denied"}
    for r in found:
        attributed = r.attributed_to
        if r.stance == "alleged" and not attributed:
            accusers = [c.source for c in charges.get(r.sentence.index, ()) if c.first <= r.first and c is not r]
            attributed = tuple(dict.fromkeys(accusers))
        who = [key for key in deniers.get(id(r), ()) if not (r.charge and key == r.source)]
        if r.charge and r.target in denied:
            who.append(r.target)
        same = [key for key in who if key_country(key) == key_country(r.target)]
        yield replace(r, attributed_to=attributed, denied_by=tuple(dict.fromkeys((*r.denied_by, *(same or who)))))


def refusals(parse: Parse, found: list[Found]) -> dict[int, list[str]]:
    """By relation: who rejects it. A charge and its content are rejected in their own sentence or soon after it."""
    open_ = by_sentence(r for r in found if r.charge or r.stance == "alleged")
    out: dict[int, list[str]] = {}
    for claim in parse.claims:
        back = range(claim.sentence, claim.sentence - REJECTED_WITHIN - 1, -1) if claim.kind == "rejected" and claim.who else ()
        for r in next((open_[at] for at in back if at in open_), ()):
            out.setdefault(id(r), []).append(claim.who or "")
    return out


def by_sentence(found: Iterable[Found]) -> dict[int, list[Found]]:
    out: dict[int, list[Found]] = {}
    for r in found:
        out.setdefault(r.sentence.index, []).append(r)
    return out


def statement(parse: Parse, r: Found) -> Statement:
    start, end = parse.tokens[r.first].start, parse.tokens[r.last - 1].end
    args: dict[str, object] = {"type": r.type, "from": r.source, "to": r.target}
    for name, keys in (("denied_by", r.denied_by), ("attributed_to", r.attributed_to)):
        if keys:
            args[name] = list(keys)
    args |= span_of_time(parse, r)
    return Statement(
        parse.document.id, "relation", start, end, parse.text[start:end], args, r.speaker, r.phrase, r.stance, r.confidence
    )


def span_of_time(parse: Parse, r: Found) -> dict[str, str]:
    """`since` and `until` where the sentence says so right by the cue: "since 2021", "until May"."""
    out: dict[str, str] = {}
    for when in parse.whens_in(r.sentence):
        at = parse.token_at(when.start)
        if not (r.sentence.first < at < r.sentence.last and r.first - 3 <= at <= r.last + 6 and when.first):
            continue
        word = parse.tokens[at - 1].lower
        text = parse.tokens[at].lower
        if "since" in (word, text):
            out |= {"since": precise(when), "since_from": "text"}
        elif "until" in (word, text):
            out["until"] = precise(when)
    return out


def precise(when: When) -> str:
    """ISO, as precise as stated: a day, a month, a year, or first/last."""
    first, last = when.first, when.last
    if first == last:
        return first
    if first.endswith("-01-01") and last == first[:4] + "-12-31":
        return first[:4]
    return first[:7] if first.endswith("-01") and first[:7] == last[:7] else f"{first}/{last}"
