"""A graph of a given size that looks like one read from news: for the budgets of the page. No fact in it is real.

n nodes: 8 % groups, 5 % institutions, 12 % places, 25 % documents, 50 % events, by preferential attachment; every event has
an actor, often a target, a place, a toll and one or two reports; every edge has its statements; a text has about 2,300
characters.
"""

import datetime
import random
from collections import defaultdict

from kg.graph import Edge, Graph, Node, Value
from kg.ids import canonical_json, digest

NAMES = (
    "Ridge Front", "Brigade of the Two Rivers", "Delta Group", "Northern Shield", "Kolat Battalion", "Frente del Altiplano",
    "Народный щит", "لواء الساحل", "Harakat al-Jabal", "Mouvement du Lac", "Black Valley Militia", "Sons of Tarim",
)  # fmt: skip
BODIES = ("interior ministry", "army", "border police", "counter-terrorism service", "provincial council", "news agency")
TOWNS = ("Kolat", "Marrin", "Dûrvak", "Белая Гора", "El Palmar", "Sarhan", "Tebu", "Oshkara", "Lindi Pass", "عين الرمل")
TYPES = (
    ("Battles", "Armed clash"), ("Explosions/Remote violence", "Remote explosive/landmine/IED"),
    ("Explosions/Remote violence", "Suicide bomb"), ("Violence against civilians", "Attack"),
    ("Violence against civilians", "Abduction/forced disappearance"), ("Strategic developments", "Agreement"),
)  # fmt: skip
TIES = ("ALLIED_WITH", "RIVAL_OF", "FACTION_OF", "SPLIT_FROM")
VOCABULARY = """
officials residents the a of in on near village district checkpoint convoy patrol night dawn morning week
after before during said told reported confirmed denied according to witnesses spokesman governor commander
hospital road market school bridge border troops fighters police soldiers families vehicles shops houses fired
opened burned fled arrived searched closed reopened wounded killed seized rescued several two three dozens
about nearly more than area where when which while that had been were was would investigation operation curfew
negotiation withdrawal ceasefire offensive raid ambush explosion roadside device mortar drone
"""
WORDS = VOCABULARY.split()
FIRST = datetime.date(2015, 1, 1)
DAYS = 3900


class Prose:
    """A document that grows sentence by sentence; `say` gives the span of what was said."""

    def __init__(self, rng: random.Random) -> None:
        self.rng, self.parts, self.length = rng, [], 0  # type: ignore[var-annotated]

    def add(self, text: str) -> int:
        self.parts.append(text)
        self.length += len(text)
        return self.length - len(text)

    def filler(self, sentences: int) -> None:
        for _ in range(sentences):
            words = [self.rng.choice(WORDS) for _ in range(self.rng.randrange(9, 24))]
            self.add(" ".join(words).capitalize() + (". " if self.rng.random() < 0.8 else ".\n\n"))

    def say(self, sentence: str) -> tuple[int, int]:
        start = self.add(sentence + " ")
        self.filler(self.rng.randrange(1, 4))
        return start, start + len(sentence)


class Builder:
    """Nodes, edges and statements; edges are joined at the end, when all their statements are known."""

    def __init__(self, n: int, seed: int) -> None:
        self.rng = random.Random(seed)
        self.nodes: dict[str, Node] = {}
        self.edges: list[Edge] = []
        self.ties: dict[tuple[str, str, str], dict[str, Value]] = {}
        self.support: dict[tuple[str, str, str], list[tuple[str, str]]] = defaultdict(list)
        self.prose: list[Prose] = [Prose(self.rng) for _ in range(max(3, n // 4))]
        self.groups = [self.entity("Group", i, NAMES, "") for i in range(max(3, n * 8 // 100))]
        self.bodies = [self.entity("Institution", i, BODIES, "") for i in range(max(2, n * 5 // 100))]
        self.places = [self.place(i) for i in range(max(3, n * 12 // 100))]
        self.count = n - len(self.groups) - len(self.bodies) - len(self.places) - len(self.prose)

    def heavy(self, ids: list[str]) -> str:
        """Few take part in much, many in little."""
        return ids[min(len(ids) - 1, int(len(ids) * self.rng.random() ** 2.6))]

    def entity(self, label: str, i: int, names: tuple[str, ...], stem: str) -> str:
        name = f"{stem}{names[i % len(names)]}" + (f" {i}" if i >= len(names) else "")
        id_ = f"{label.lower()}:~{i}"
        properties: dict[str, Value] = {"aliases": [name, f"{label[0]}{i}F"], "keys": [id_], "documents": 1 + i % 4}
        self.nodes[id_] = Node(label, id_, name, properties)
        return id_

    def place(self, i: int) -> str:
        id_ = self.entity("Place", i, TOWNS, "")
        kind = "country" if i == 0 else "admin1" if i < 12 else "admin2" if i % 5 == 0 else "city"
        here: dict[str, Value] = {
            "kind": kind,
            "lat": round(16 + self.rng.gauss(0, 4), 3),
            "lon": round(20 + self.rng.gauss(0, 9), 3),
        }
        self.nodes[id_] = Node("Place", id_, self.nodes[id_].name, {**self.nodes[id_].properties, **here})
        if i:
            self.edges.append(Edge("LOCATED_IN", id_, f"place:~{self.rng.randrange(min(i, 12))}", {"known": True}))
        return id_

    def state(
        self, doc: int, sentence: str, kind: str, about: list[tuple[str, str]], stance: str, args: dict[str, object]
    ) -> str:
        start, end = self.prose[doc].say(sentence)
        id_ = f"st:{digest(doc, start, kind, canonical_json(args))}"
        speaker = self.heavy(self.bodies)
        properties: dict[str, Value] = {"document": f"doc:{doc}", "kind": kind, "start": start, "end": end, "quote": sentence}
        properties |= {"args": canonical_json(args), "stance": stance, "confidence": 0.9, "extractor": "rules", "version": "1"}
        properties |= {"speaker": speaker, "speaker_phrase": "the " + self.nodes[speaker].name}
        self.nodes[id_] = Node("Statement", id_, sentence, properties)
        self.edges.append(Edge("STATED_IN", id_, f"doc:{doc}"))
        self.edges += [Edge("ABOUT", id_, target, {"role": role}) for role, target in about]
        return id_

    def tie(self, kind: str, source: str, target: str, sts: list[tuple[str, str]], **properties: Value) -> None:
        self.ties.setdefault((kind, source, target), {}).update(properties)
        self.support[kind, source, target] += sts

    def event(self, i: int) -> None:
        rng = self.rng
        day = FIRST + datetime.timedelta(days=int(rng.betavariate(3, 2) * DAYS))
        type_, sub = rng.choice(TYPES)
        actor, target, place = self.heavy(self.groups), self.heavy(self.bodies), self.heavy(self.places)
        stance = "alleged" if rng.random() < 0.15 else "asserted"
        killed, documents = int(rng.expovariate(0.25)), 1 + (rng.random() < 0.3) + (rng.random() < 0.1)
        id_ = f"event:{digest('synthetic', i)}"
        names = self.nodes[actor].name, self.nodes[place].name
        said = f"Fighters of {names[0]} were behind the {sub.lower()} near {names[1]} on {day:%d %B %Y}, killing {killed} people."
        sts = []
        for _ in range(documents):
            doc = rng.randrange(len(self.prose))
            sts.append(
                (
                    self.state(doc, said, "event", [("event", id_)], stance, {"event": "e1", "type": f"{type_}/{sub}"}),
                    f"doc:{doc}",
                )
            )
        toll = {"event": "e1", "measure": "killed", "party": "unknown", "low": killed, "high": killed, "phrase": str(killed)}
        self.state(rng.randrange(len(self.prose)), f"The toll stood at {killed}.", "toll", [("event", id_)], stance, toll)
        properties: dict[str, Value] = {"event_type": type_, "sub_event_type": sub, "date_start": str(day), "date_end": str(day)}
        properties |= {"date_prec": 1, "where_prec": 1 + rng.randrange(4), "stance": stance, "contested": False, "is_sum": False}
        properties |= {f"killed_{bound}": killed for bound in ("low", "best", "high")} | {"documents": documents}
        self.nodes[id_] = Node("Event", id_, f"{sub}, {names[1]}, {day}", properties)
        own: dict[str, Value] = {"stance": stance, "contested": False}
        self.tie("ACTOR", id_, actor, sts, **own)
        self.tie("OCCURRED_IN", id_, place, sts, **own, rank=0)
        if rng.random() < 0.5:
            self.tie("TARGET", id_, target, sts, **own)
            if type_ != "Strategic developments":
                self.tie("ATTACKED", actor, target, sts, **own)
                self.ties["ATTACKED", actor, target].setdefault("events", []).append(id_)  # type: ignore[union-attr]

    def relation(self) -> None:
        a, b = self.heavy(self.groups), self.rng.choice(self.groups)
        if a == b:
            return
        kind, doc = self.rng.choice(TIES), self.rng.randrange(len(self.prose))
        stance = "alleged" if self.rng.random() < 0.3 else "asserted"
        said = f"{self.nodes[a].name} is {kind.lower().replace('_', ' ')} {self.nodes[b].name}, analysts say."
        st = self.state(doc, said, "relation", [("from", a), ("to", b)], stance, {"type": kind, "from": a, "to": b})
        since = str(FIRST.year + self.rng.randrange(10))
        self.tie(kind, a, b, [(st, f"doc:{doc}")], stance=stance, contested=False, since=since)

    def build(self) -> Graph:
        for i in range(self.count):
            self.event(i)
        for _ in range(len(self.groups) * 3 // 2):
            self.relation()
        for i, prose in enumerate(self.prose):
            prose.filler(6)
            day = FIRST + datetime.timedelta(days=self.rng.randrange(DAYS))
            properties: dict[str, Value] = {"key": f"report-{i}.txt", "text": "".join(prose.parts), "published": str(day)}
            properties |= {"published_from": "metadata", "source": f"Wire {i % 7}", "url": f"https://news.example.org/{day}/{i}"}
            self.nodes[f"doc:{i}"] = Node("Document", f"doc:{i}", f"Report {i} of {day}", properties)
        for (kind, source, target), properties in self.ties.items():
            sts = self.support[kind, source, target]
            reach: dict[str, Value] = {
                "statements": [st for st, _ in sts],
                "documents": len({doc for _, doc in sts}),
                "confidence": 0.9,
            }
            self.edges.append(Edge(kind, source, target, {**properties, **reach}))
        return Graph(self.nodes.values(), self.edges)


def make(n: int, seed: int = 7) -> Graph:
    """About n nodes that a page can draw, and two to three statements for each event. The same graph for the same numbers."""
    return Builder(n, seed).build()
