"""Entities over the live keys, kept up to date: profiles, blocks, judgements, canonical ids."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.gazetteer import load_gazetteer
from kg.graph import Node
from kg.graph.profiles import Profile, commonest, entity_node, listed, uses
from kg.resolve.entities import block, cluster, judged_with
from kg.resolve.judgements import Judgement, is_event, pairs
from kg.resolve.keys import level
from kg.resolve.kin import Kin
from kg.schema import Schema
from kg.statement import Statement


class Names:
    """`canonical`: live key -> canonical id. `clusters`: canonical id -> its keys."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.kin = Kin(load_gazetteer(schema.folder))
        self.profiles: dict[str, Profile] = {}
        self.canonical: dict[str, str] = {}
        self.clusters: dict[str, tuple[str, ...]] = {}
        self.blocks: dict[str, set[str]] = defaultdict(set)
        self.same: frozenset[tuple[str, str]] = frozenset()
        self.differ: frozenset[tuple[str, str]] = frozenset()
        self.partners: Mapping[str, frozenset[str]] = {}

    def judge(self, log: Iterable[Judgement]) -> set[str]:
        """Set the judgements; the keys that old and new ones name."""
        mine = [j for j in log if not is_event(j.a)]
        before = set(self.partners)
        self.same, self.differ = frozenset(pairs(mine, "same")), frozenset(pairs(mine, "differ"))
        partners: dict[str, set[str]] = defaultdict(set)
        for a, b in self.same | self.differ:
            partners[a].add(b)
            partners[b].add(a)
        self.partners = {k: frozenset(v) for k, v in partners.items()}
        return before | set(partners)

    def count(self, st: Statement, source: str, by: int) -> set[str]:
        """Count a statement in (1) or out (-1); the keys that it uses."""
        keys = {key for key, _ in uses(st)}
        for key in keys:
            profile = self.profiles.get(key)
            if profile is None:
                profile = self.profiles[key] = Profile()
                self.blocks[block(key, self.schema)].add(key)
            profile.count(st, source, by)
        return keys

    def resolve(self, touched: Iterable[str], judged: Iterable[str]) -> tuple[dict[str, tuple[str, str]], set[str]]:
        """Cluster anew around keys whose profile or judgements changed: ({key: canonical id before and after}, ids to render)."""
        render: set[str] = set()
        births: set[str] = set(judged)
        for key in touched:
            profile = self.profiles.get(key)
            if profile is not None and not profile:
                del self.profiles[key]
                self._unfile(key)
            if (key in self.profiles) != (key in self.canonical) or key not in self.profiles:
                births.add(key)
            else:
                render.add(self.canonical[key])
        moved: dict[str, tuple[str, str]] = {}
        groups = self._around(births)
        old = {k: self.canonical.pop(k) for group in groups for k in group if k in self.canonical}
        for id_ in set(old.values()):
            del self.clusters[id_]
        for group in groups:
            live = [k for k in group if k in self.profiles]
            same = [p for p in self.same if p[0] in group and p[1] in group]
            differ = [p for p in self.differ if p[0] in group and p[1] in group]
            for entity in cluster(live, same, differ, self.kin.distinct, self.schema):
                self.clusters[entity.id] = entity.keys
                for key in entity.keys:
                    self.canonical[key] = entity.id
            for key in group:
                if (was := old.get(key, key)) != (now := self.canonical.get(key, key)):
                    moved[key] = was, now
            render |= {old[k] for k in group if k in old} | {self.canonical[k] for k in live}
        return moved, render

    def _unfile(self, key: str) -> None:
        name = block(key, self.schema)
        self.blocks[name].discard(key)
        if not self.blocks[name]:
            del self.blocks[name]

    def _around(self, keys: set[str]) -> list[set[str]]:
        """The closures of keys under shared blocks and judgements."""
        groups, seen = [], set[str]()
        for start in sorted(keys):
            if start in seen:
                continue
            group: set[str] = set()
            todo = {start}
            while todo:
                group |= todo
                reached = judged_with(self.partners, todo)
                mates = set[str]().union(*(self.blocks.get(block(k, self.schema), set()) for k in reached))
                todo = (reached | mates) - group
            seen |= group
            groups.append(group)
        return groups

    def node(self, id_: str) -> Node | None:
        """The node of a live entity."""
        keys = self.clusters.get(id_)
        return self.draw(id_, keys) if keys else None

    def draw(self, id_: str, keys: tuple[str, ...] = ()) -> Node:
        """The node of a cluster of keys; without keys, of a place that only contains others."""
        return entity_node(id_, keys, [self.profiles[k] for k in keys], listed(id_, self.kin.gazetteer, self.schema))

    def kind(self, id_: str) -> str | None:
        """country, region, admin1, admin2, city or site of a place, as its key or else its mentions tell."""
        return level(id_) or commonest(self.profiles[k].kinds for k in self.clusters.get(id_, ()))
