"""Scores the extraction against annotated documents in the codebook's format (docs/reading.md gives the measures).

Entities are matched one to one by a shared form, relations by type and aligned ends, events by greatest similarity, their
arguments over the matched pairs; those of unmatched events count as missed or as false alarms. What the annotation marks
as optional is neither required nor punished. Counts are summed over documents.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.exchange.codebook import to_codebook
from kg.extract import extract
from kg.ids import fold
from kg.schema import Schema, load_schema
from kg.statement import Document

ENTITY_TYPES = ("Group", "Institution", "Person", "Place")
ROLES = ("place", "actors", "targets")
TOLLS = ("killed", "injured")
ARGUMENTS = ("type", "date", *ROLES, *TOLLS)
NEAR = {frozenset(("Battles", "Explosions/Remote violence")), frozenset(("Battles", "Violence against civilians"))}
"""Event types that coders often confuse and that may be aligned all the same."""
SYMMETRIC = ("ALLIED_WITH", "RIVAL_OF")

Record = Mapping[str, Any]


@dataclass
class Counts:
    right: int = 0
    false: int = 0
    missed: int = 0

    def add(self, right: int = 0, false: int = 0, missed: int = 0) -> None:
        self.right += right
        self.false += false
        self.missed += missed

    def row(self, measure: str) -> dict[str, Any]:
        """precision, recall and F1 in [0, 1]; nothing to find and nothing found is 1."""
        found, wanted = self.right + self.false, self.right + self.missed
        precision = self.right / found if found else float(not wanted)
        recall = self.right / wanted if wanted else float(not found)
        return {
            "measure": measure,
            "precision": round(precision, 4),
            "recall": round(recall, 4),
            "f1": round(f1(self), 4),
            "right": self.right,
            "false": self.false,
            "missed": self.missed,
        }


def f1(c: Counts) -> float:
    whole = 2 * c.right + c.false + c.missed
    return 2 * c.right / whole if whole else 1.0


def total(counts: Iterable[Counts]) -> Counts:
    out = Counts()
    for c in counts:
        out.add(c.right, c.false, c.missed)
    return out


@dataclass
class Report:
    """Counts by measure, misses and false alarms by document."""

    entities: dict[str, Counts] = field(default_factory=lambda: {t: Counts() for t in ENTITY_TYPES})
    relations: dict[str, Counts] = field(default_factory=dict)
    events: Counts = field(default_factory=Counts)
    arguments: dict[str, Counts] = field(default_factory=lambda: {a: Counts() for a in ARGUMENTS})
    statistics: Counts = field(default_factory=Counts)
    stances: Counts = field(default_factory=Counts)
    errors: dict[str, list[str]] = field(default_factory=dict)

    @property
    def headline(self) -> float:
        """Mean of entity, relation, event and argument F1."""
        parts = (total(self.entities.values()), total(self.relations.values()), self.events, total(self.arguments.values()))
        return round(sum(f1(c) for c in parts) / 4, 4)

    @property
    def rows(self) -> list[dict[str, Any]]:
        rows = [total(self.entities.values()).row("entities")]
        rows += [c.row(f"  {t}") for t, c in self.entities.items()]
        rows.append(total(self.relations.values()).row("relations"))
        rows += [self.relations[t].row(f"  {t}") for t in sorted(self.relations)]
        rows += [self.events.row("events"), total(self.arguments.values()).row("event arguments")]
        rows += [c.row(f"  {a}") for a, c in self.arguments.items()]
        rows += [self.statistics.row("statistics"), self.stances.row("relation stances")]
        rows.append({"measure": "HEADLINE", "f1": self.headline})
        return rows


def evaluate(path: Path, schema: Schema | None = None) -> Report:
    """Read the texts of an annotated file and compare. Raises InputError if it isn't one."""
    schema = schema or load_schema()
    report = Report()
    for number, line in enumerate(lines(path), 1):
        try:
            gold = json.loads(line)
            document = as_document(gold)
            if absent := [key for key in ("entities", "relations", "events", "statistics") if key not in gold]:
                raise KeyError(absent[0])
        except (ValueError, KeyError, TypeError) as exc:
            raise InputError(f"{path}: line {number}: should be an annotated document in the codebook's format: {exc!r}") from exc
        compare(report, gold, to_codebook(document, extract(document, schema)))
    return report


def lines(path: Path) -> list[str]:
    try:
        return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as exc:
        raise InputError(f"{path}: should be a JSON Lines file of annotated documents: {exc}") from exc


def as_document(gold: Record) -> Document:
    published = gold.get("published")
    return Document(
        key=gold["id"],
        text=gold["text"],
        headline=gold.get("title"),
        published=published,
        published_from="metadata" if published else "unknown",
        source=gold.get("source"),
    )


class Aligned:
    """A gold document with the predicted entities aligned to its own."""

    def __init__(self, gold: Record, found: Record) -> None:
        self.entities = {e["id"]: e for e in gold["entities"]}
        self.optional = {i for i, e in self.entities.items() if e.get("optional")}
        mine, theirs = {e["id"]: e for e in found["entities"]}, self.entities
        self.strict = match_entities(mine, theirs, self.optional, lambda a, b: bool(a["type"] == b["type"]))
        rest = {i: e for i, e in mine.items() if i not in self.strict}
        left = {i: e for i, e in theirs.items() if i not in self.strict.values()}
        # An entity of the wrong type has been paid for once; relations and events need not pay again.
        self.loose = self.strict | match_entities(rest, left, self.optional, lambda a, b: True)
        self.inside = reachable((r["from"], r["to"]) for r in gold["relations"] if r["type"] == "LOCATED_IN")
        self.parents = reachable((r["from"], r["to"]) for r in gold["relations"] if r["type"] == "FACTION_OF")

    def name(self, i: str) -> str:
        return str(self.entities[i]["name"])


def match_entities(
    found: Mapping[str, Record], gold: Mapping[str, Record], optional: set[str], may: Callable[[Record, Record], bool]
) -> dict[str, str]:
    weights = {}
    for i, a in found.items():
        for j, b in gold.items():
            shared = len(forms(a) & forms(b)) if may(a, b) else 0
            if shared:
                weights[i, j] = shared + 0.5 * (plain(a["name"]) == plain(b["name"])) + (0.0 if j in optional else 0.25)
    return match(weights)


def plain(text: str) -> str:
    """A form without case, accents, punctuation, possessive and leading article."""
    return re.sub(r"^(the|a|an) ", "", fold(re.sub(r"['’ʼ`]s\b", "", text)))


def forms(entity: Record) -> set[str]:
    return {plain(n) for n in (entity["name"], *entity.get("mentions", ())) if plain(n)}


def match(weights: Mapping[tuple[str, str], float]) -> dict[str, str]:
    """One-to-one matching of greatest total weight."""
    import networkx as nx

    graph: nx.Graph[tuple[int, str]] = nx.Graph()
    for (a, b), w in sorted(weights.items()):
        graph.add_edge((0, a), (1, b), weight=w)
    pairs = (sorted(pair) for pair in nx.max_weight_matching(graph))
    return {a[1]: b[1] for a, b in pairs}


def reachable(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    step: dict[str, set[str]] = {}
    for a, b in pairs:
        step.setdefault(a, set()).add(b)
    out: dict[str, set[str]] = {}
    for a in step:
        seen: set[str] = set()
        todo = [a]
        while todo:
            for b in step.get(todo.pop(), set()) - seen:
                seen.add(b)
                todo.append(b)
        out[a] = seen - {a}
    return out


def compare(report: Report, gold: Record, found: Record) -> None:
    """Add one document's counts and errors to the report."""
    aligned = Aligned(gold, found)
    errors = report.errors.setdefault(gold["id"], [])
    compare_entities(report, aligned, found, errors)
    compare_relations(report, aligned, gold, found, errors)
    compare_events(report, aligned, gold, found, errors)
    compare_statistics(report, gold, found, errors)


def compare_entities(report: Report, aligned: Aligned, found: Record, errors: list[str]) -> None:
    for e in found["entities"]:
        partner = aligned.strict.get(e["id"])
        if partner is None and aligned.loose.get(e["id"]) not in aligned.optional:
            report.entities[e["type"]].add(false=1)
            errors.append(f"entity + {e['type']} {e['name']}")
        elif partner is not None and partner not in aligned.optional:
            report.entities[e["type"]].add(right=1)
    for i, e in aligned.entities.items():
        if i not in aligned.optional and i not in aligned.strict.values():
            report.entities[e["type"]].add(missed=1)
            errors.append(f"entity - {e['type']} {e['name']}")


def relation_key(type_: str, a: str, b: str) -> tuple[str, str, str]:
    return (type_, *sorted((a, b))) if type_ in SYMMETRIC else (type_, a, b)  # type: ignore[return-value]


def follows(aligned: Aligned, key: tuple[str, str, str]) -> bool:
    """A containment that other containments of the annotation imply."""
    return key[0] == "LOCATED_IN" and key[2] in aligned.inside.get(key[1], ())


def compare_relations(report: Report, aligned: Aligned, gold: Record, found: Record, errors: list[str]) -> None:
    required: dict[tuple[str, str, str], str] = {}
    tolerated = set()
    for r in gold["relations"]:
        key = relation_key(r["type"], r["from"], r["to"])
        if r.get("optional") or {r["from"], r["to"]} & aligned.optional:
            tolerated.add(key)
        else:
            required[key] = r["stance"]
    names = {e["id"]: e["name"] for e in found["entities"]}
    seen = set()
    for r in found["relations"]:
        ends = [aligned.loose.get(r[end], f"~{r[end]}") for end in ("from", "to")]
        key = relation_key(r["type"], *ends)
        if key in seen or r["type"] == "ATTACKED":
            continue
        seen.add(key)
        counts = report.relations.setdefault(r["type"], Counts())
        if key in required:
            counts.add(right=1)
            same = r["stance"] == required[key]
            report.stances.add(right=same, false=not same, missed=not same)
        elif not (key in tolerated or set(ends) & aligned.optional or follows(aligned, key)):
            counts.add(false=1)
            errors.append(f"relation + {r['type']} {names[r['from']]} -> {names[r['to']]}")
    for key in required:
        if key not in seen:
            report.relations.setdefault(key[0], Counts()).add(missed=1)
            errors.append(f"relation - {key[0]} {aligned.name(key[1])} -> {aligned.name(key[2])}")


# ------------------------------------------------------------------------------------------------ events


def days(date: str | None) -> tuple[int, int] | None:
    """An ISO date or range as (first, last) day numbers that compare."""
    ends = []
    for part in (date or "").split("/"):
        m = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", part)
        if not m:
            return None
        y, mo, d = (int(x) if x else None for x in m.groups())
        ends.append(((y or 0) * 10000 + (mo or 1) * 100 + (d or 1), (y or 0) * 10000 + (mo or 12) * 100 + (d or 31)))
    return ends[0][0], ends[-1][1]


def compatible(a: str | None, b: str | None) -> bool:
    """One date contains the other."""
    x, y = days(a), days(b)
    return bool(x and y and ((x[0] <= y[0] and y[1] <= x[1]) or (y[0] <= x[0] and x[1] <= y[1])))


def tolls(event: Record, measure: str) -> dict[str, tuple[int | None, int | None]]:
    return {p: (v[0], v[1]) for p, v in (event.get(measure) or {}).items() if tuple(v) != (None, None)}


def main_type(event: Record) -> str:
    """The ACLED event type; sub-types may hold slashes too."""
    return next((t.name for t in load_schema().events.values() if event["type"].startswith(t.name + "/")), str(event["type"]))


def similarity(aligned: Aligned, gold: Record, found: Record) -> float:
    """How alike two events are; 0 if types are too far apart or nothing else agrees."""
    a, b = main_type(gold), main_type(found)
    if a != b and frozenset((a, b)) not in NEAR:
        return 0.0
    score: float = 0.0
    if compatible(gold.get("date"), found.get("date")):
        score += 1.5 if days(gold["date"]) == days(found["date"]) else 0.75
    for role, weight in (("place", 1.5), ("actors", 1.0), ("targets", 1.0)):
        have, got = set(gold.get(role, ())), {aligned.loose[i] for i in found.get(role, ()) if i in aligned.loose}
        if have & got:
            score += weight * len(have & got) / len(have | got)
        elif got & set(gold.get(f"{role}_optional", ())):
            score += weight * 0.5
        elif role == "place" and any(h in aligned.inside.get(x, ()) for x in have for h in got):
            score += weight * 0.3
    if any(tolls(found, m).get(p) == v for m in TOLLS for p, v in tolls(gold, m).items()):
        score += 1.5
    if not score:
        return 0.0
    score += (
        0.5 * (a == b) + 0.5 * (gold["type"] == found["type"]) + 0.5 * (bool(gold.get("sum_of")) == bool(found.get("sum_of")))
    )
    mine, theirs = (set(plain(e.get("quote") or "").split()) for e in (gold, found))
    shared: float = len(mine & theirs) / len(mine | theirs) if mine and theirs else 0.0
    return score + shared + 0.01


def compare_events(report: Report, aligned: Aligned, gold: Record, found: Record, errors: list[str]) -> None:
    mine, theirs = {e["id"]: e for e in found["events"]}, {e["id"]: e for e in gold["events"]}
    weights = {(i, j): similarity(aligned, theirs[j], mine[i]) for i in mine for j in theirs}
    pairs = match({pair: w for pair, w in weights.items() if w})
    partner = {j: i for i, j in pairs.items()}
    report.events.add(len(pairs), len(mine) - len(pairs), len(theirs) - len(pairs))
    for j, g in theirs.items():
        if j in partner:
            faults = compare_arguments(report, aligned, g, mine[partner[j]])
            errors += [f"event {j} ~ {partner[j]}: {fault}" for fault in faults]
        else:
            alone(report, g, "missed", dated=g.get("date_from") != "inferred")
            errors.append(f"event - {j} {g['type']} {g.get('date')}: {g['quote'][:90]}")
    for i, e in mine.items():
        if i not in pairs:
            alone(report, e, "false", dated=True)
            errors.append(f"event + {i} {e['type']} {e.get('date')}: {e['quote'][:90]}")


def alone(report: Report, event: Record, kind: str, *, dated: bool) -> None:
    """The arguments of an event that found no partner."""
    report.arguments["type"].add(**{kind: 1})
    report.arguments["date"].add(**{kind: int(dated and days(event.get("date")) is not None)})
    for role in ROLES:
        report.arguments[role].add(**{kind: len(set(event.get(role, ())))})
    for measure in TOLLS:
        report.arguments[measure].add(**{kind: len(tolls(event, measure))})


def compare_arguments(report: Report, aligned: Aligned, gold: Record, found: Record) -> list[str]:
    faults = []
    right = gold["type"] == found["type"]
    report.arguments["type"].add(right, not right, not right)
    if not right:
        faults.append(f"type {found['type']}, gold {gold['type']}")
    have_date, got_date = days(gold.get("date")), days(found.get("date"))
    if got_date or gold.get("date_from") != "inferred":
        right = have_date is not None and have_date == got_date
        report.arguments["date"].add(right, got_date is not None and not right, have_date is not None and not right)
        if not right and (have_date or got_date):
            faults.append(f"date {found.get('date')}, gold {gold.get('date')}")
    for role in ROLES:
        compare_role(report, aligned, gold, found, role, faults)
    for measure in TOLLS:
        have, got = tolls(gold, measure), tolls(found, measure)
        hits = sum(got.get(p) == v for p, v in have.items())
        report.arguments[measure].add(hits, len(got) - hits, len(have) - hits)
        if hits < max(len(have), len(got)):
            faults.append(f"{measure} {got}, gold {have}")
    return faults


def compare_role(report: Report, aligned: Aligned, gold: Record, found: Record, role: str, faults: list[str]) -> None:
    have = set(gold.get(role, ()))
    forgiven = set(gold.get(f"{role}_optional", ())) | aligned.optional
    for i in have:
        forgiven |= (aligned.inside if role == "place" else aligned.parents).get(i, set())
    got, wrong = set(), []
    for i in dict.fromkeys(found.get(role, ())):
        partner = aligned.loose.get(i)
        if partner in have:
            got.add(partner)
        elif partner is None or partner not in forgiven:
            wrong.append(i)
    missed = {h for h in have - got if h not in aligned.optional}
    report.arguments[role].add(len(got), len(wrong), len(missed))
    if wrong or missed:
        faults.append(f"{role}: missed {sorted(map(aligned.name, missed))}, false {wrong}")


def compare_statistics(report: Report, gold: Record, found: Record, errors: list[str]) -> None:
    mine: Sequence[Record] = found["statistics"]
    theirs: Sequence[Record] = gold["statistics"]
    weights = {}
    for i, a in enumerate(mine):
        for j, b in enumerate(theirs):
            fits = a["measure"] == b["measure"] and list(a["value"]) == list(b["value"]) and a.get("party") == b.get("party")
            if fits and (not a.get("period") or not b.get("period") or compatible(a["period"], b["period"])):
                weights[str(i), str(j)] = 1.0 + (a.get("period") == b.get("period"))
    pairs = match(weights)
    report.statistics.add(len(pairs), len(mine) - len(pairs), len(theirs) - len(pairs))
    for sign, items, matched in (("+", mine, pairs.keys()), ("-", theirs, pairs.values())):
        for i, s in enumerate(items):
            if str(i) not in matched:
                errors.append(f"statistic {sign} {s['measure']} {s['value']} {s.get('party')} {s.get('period')}")
