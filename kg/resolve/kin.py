"""Which doers reports may name for one another, by the gazetteer: bodies of one state, a group and what it is part of."""

from dataclasses import dataclass

from kg.gazetteer import Gazetteer
from kg.resolve.keys import country, is_known, split, type_of


@dataclass(frozen=True)
class Kin:
    gazetteer: Gazetteer

    def related(self, a: str, b: str) -> bool:
        """True for one and the same, too. Bodies whose country nobody knows are taken for each other."""
        types = {type_of(a), type_of(b)}
        if types <= {"Institution", "Place"}:
            states = self.state(a), self.state(b)
            return None in states or states[0] == states[1]
        return a == b or (types == {"Group"} and (a in self.masters(b) or b in self.masters(a)))

    def rival(self, one: frozenset[str], two: frozenset[str]) -> bool:
        """True if two accounts name doers of whom none may stand for another."""
        return bool(one and two) and not any(self.related(a, b) for a in one for b in two)

    def state(self, key: str) -> str | None:
        """ISO code of the country whose body or place a key is."""
        if told := country(key):
            return told
        record = self.gazetteer.record(key)
        return next(iter(record.places()), None) if record else None

    def masters(self, group: str) -> list[str]:
        """The groups that a group is part of, by its key or the gazetteer, nearest first."""
        above: list[str] = []
        while group not in above:
            above.append(group)
            record = self.gazetteer.groups.get(split(group)[1])
            parent = record.parent if record and is_known(group) else split(group)[2]
            group = f"group:{parent}" if parent else group
        return above[1:]

    def distinct(self, a: str, b: str) -> bool:
        """True if the gazetteer stores that two keys are not one."""
        return self.gazetteer.same(*(k if is_known(k) else split(k)[1].replace("-", " ") for k in (a, b))) is False
