"""A made-up stream of reports with known truth: outlets, spellings, slips of a day, drifting tolls, retellings weeks later,
places that are hit again, wire copies. Deterministic by its seed; nothing in it is taken from a real report.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from kg.statement import Document, Statement

START = date(2023, 1, 1)
PROVINCES = {
    "pk/khyber-pakhtunkhwa": ["tank", "bannu", "karak", "hangu", "kurram", "bajaur", "lakki-marwat", "swat"],
    "pk/balochistan": ["kalat", "kech", "khuzdar", "mastung", "panjgur", "zhob"],
    "af/kunar": ["asadabad", "nurgal", "chapa-dara"],
    "ng/borno": ["bama", "gwoza", "konduga", "mafa"],
    "so/lower-shabelle": ["afgooye", "marka", "qoryoley"],
}
VILLAGES = ["spin-kili", "tor-warsak", "shah-dand", "zarghun-bela", "kot-mirza", "naway-kas", "dera-gul", "band-sharif"]
GROUPS = ["group:ttp", "group:iskp", "group:bla", "group:boko-haram", "group:al-shabaab", "group:blf", "group:iswap"]
SPELLINGS = [
    ["ghazi-mahsud-group", "ghazi-mehsud-group"],
    ["karwan-zalmi", "karwaan-zalmi"],
    ["sangar-mohajir", "sangar-muhajir"],
]
TYPES = {
    "Battles/Armed clash": ["Violence against civilians/Attack"],
    "Violence against civilians/Attack": ["Battles/Armed clash"],
    "Explosions/Remote violence/Suicide bomb": ["Explosions/Remote violence/Remote explosive/landmine/IED"],
    "Explosions/Remote violence/Remote explosive/landmine/IED": ["Explosions/Remote violence/Grenade"],
    "Explosions/Remote violence/Air/drone strike": ["Explosions/Remote violence/Shelling/artillery/missile attack"],
    "Violence against civilians/Abduction/forced disappearance": ["Violence against civilians/Attack"],
}
WORDS = [
    f"{head}{tail}" for head in ("ba", "du", "ki", "lo", "ra", "se", "to", "ze") for tail in ("lan", "mir", "nok", "pur", "rath")
]


@dataclass
class Incident:
    """What happened. told: how often it was reported so far."""

    id: str
    day: date
    type_: str
    village: str
    district: str
    actor: str | list[str]
    target: str
    toll: int
    party: str
    told: int = 0


@dataclass
class Stream:
    """Reports day by day. truth: (document id, local event) -> incident."""

    seed: int = 7
    incidents_a_day: float = 0.5
    repeats: float = 0.25
    truth: dict[tuple[str, str], str] = field(default_factory=dict)

    def reports(self, count: int) -> Iterator[tuple[Document, list[Statement]]]:
        rng = random.Random(self.seed)
        happened: list[Incident] = []
        due: list[tuple[date, int, Incident]] = []
        made, number, day = 0, 0, START
        while made < count:
            while rng.random() < self.incidents_a_day / (1 + self.incidents_a_day):
                incident = self.happen(rng, day, happened)
                happened.append(incident)
                for delay in self.delays(rng):
                    number += 1
                    due.append((day + timedelta(delay), number, incident))
            today = sorted(d for d in due if d[0] <= day)
            due = [d for d in due if d[0] > day]
            for _, _, incident in today:
                if made < count:
                    background = rng.choice(happened[-30:]) if rng.random() < 0.25 else None
                    yield self.write(rng, f"made-{made:06d}", day, incident, background)
                    made += 1
            day += timedelta(1)

    def delays(self, rng: random.Random) -> list[int]:
        """Days after which outlets report: at once, the next days, and some weeks later."""
        first = [rng.choice((0, 0, 1)) for _ in range(rng.choice((1, 2, 3, 4)))]
        return first + ([rng.randint(2, 4)] if rng.random() < 0.4 else []) + ([rng.randint(15, 60)] if rng.random() < 0.3 else [])

    def happen(self, rng: random.Random, day: date, happened: list[Incident]) -> Incident:
        latest = {i.district: i.day for i in happened}  # nobody could tell two attacks on one village on one day apart
        old = [i for i in happened[-40:] if 4 <= (day - i.day).days <= 20 and (day - latest[i.district]).days >= 4]
        toll = rng.choice((1, 2, 2, 3, 4, 5, 7, 9, 12, 18, 30))
        id_ = f"incident-{len(happened)}"
        if old and rng.random() < self.repeats:  # the same place, doers and means again
            like = rng.choice(old)
            return Incident(id_, day, like.type_, like.village, like.district, like.actor, like.target, toll, like.party)
        province = rng.choice(sorted(PROVINCES))
        district = f"{province}/{rng.choice(PROVINCES[province])}"
        country = district[:2]
        actor = [f"group:~{s}@{country}" for s in rng.choice(SPELLINGS)] if rng.random() < 0.2 else rng.choice(GROUPS)
        target, party = rng.choice(
            ((f"institution:{country}/police", "state"), (f"institution:{country}/army", "state"), ("", "civilians"))
        )
        type_ = rng.choice(sorted(TYPES))
        return Incident(
            id_, day, type_, f"place:~{rng.choice(VILLAGES)}@{district}", f"place:{district}", actor, target, toll, party
        )

    def write(
        self, rng: random.Random, key: str, day: date, incident: Incident, background: Incident | None
    ) -> tuple[Document, list[Statement]]:
        text = " ".join(rng.choice(WORDS) for _ in range(60))
        document = Document(key, text, published=day.isoformat(), published_from="metadata", source=rng.choice("ABCDEFGH"))
        facts = self.tell(rng, incident, "e1", day)
        self.truth[document.id, "e1"] = incident.id
        if background and background.id != incident.id:
            facts += self.tell(rng, background, "e2", day)
            self.truth[document.id, "e2"] = background.id
        statements = []
        for number, (kind, args) in enumerate(facts):
            start = number * 3
            statements.append(Statement(document.id, kind, start, start + 8, text[start : start + 8], args))
        return document, statements

    def tell(self, rng: random.Random, i: Incident, local: str, day: date) -> list[tuple[Any, dict[str, Any]]]:
        """One account of an incident: vaguer the later, its toll closer to the truth."""
        i.told += 1
        late = (day - i.day).days > 7
        when = i.day.isoformat()
        if late and rng.random() < 0.4:
            when = when[:7]
        elif rng.random() < 0.1:
            when = (i.day + timedelta(rng.choice((-1, 1)))).isoformat()
        place = i.village if rng.random() < 0.65 else i.district if rng.random() < 0.8 else i.district.rpartition("/")[0]
        actor = i.actor if isinstance(i.actor, str) else rng.choice(i.actor)
        args: dict[str, Any] = {"event": local, "type": i.type_ if rng.random() < 0.88 else rng.choice(TYPES[i.type_])}
        args.update(date=when, place=[place])
        if rng.random() < (0.85 if late else 0.6):
            args["actors"] = [actor]
        if i.target and rng.random() < 0.85:
            args["targets"] = [i.target]
        low = i.toll if late or rng.random() < 0.6 else max(1, round(i.toll * rng.uniform(0.6, 1.0)))
        party = i.party if rng.random() < 0.8 else "unknown"
        toll = {"event": local, "measure": "killed", "party": party, "low": low, "phrase": str(low)}
        if rng.random() < 0.7:
            toll["high"] = low
        mentions = [{"entity": k, "type": "Group", "name": k, "form": k} for k in args.get("actors", ())]
        mentions += [{"entity": k, "type": "Place", "name": k, "form": k} for k in args["place"]]
        return [("event", args), ("toll", toll), *(("mention", m) for m in mentions)]
