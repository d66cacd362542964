"""Sequences of words and word classes, compiled into a trie; the syntax is told in schema/lexicon/dates.yaml."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.values.words import Word

Reading = tuple[str, Any]
"""A class of a word and its value there: ("MONTH", 2)."""


@dataclass(slots=True)
class Node:
    """A place in the trie; rules: the patterns that end here."""

    children: "dict[str, Node]" = field(default_factory=dict)
    rules: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Hit:
    """Words [first, last) of `run` in the shape of a rule; values: (class, value) of the words with a class."""

    rule: str
    run: Sequence[Word]
    first: int
    last: int
    values: tuple[Reading, ...]

    def get(self, cls: str, default: Any = None) -> Any:
        """The first value of a class."""
        return next((value for name, value in self.values if name == cls), default)

    def all(self, cls: str) -> list[Any]:
        return [value for name, value in self.values if name == cls]

    def has(self, *lowers: str) -> bool:
        return any(w.lower in lowers for w in self.run[self.first : self.last])

    def is_glued(self) -> bool:
        """No spaces between its words."""
        return all(
            a.end == b.start for a, b in zip(self.run[self.first : self.last], self.run[self.first + 1 : self.last], strict=False)
        )


def compile_patterns(patterns: Mapping[str, Sequence[str]], shapes: Mapping[str, str]) -> Node:
    """The trie of all patterns by rule."""
    root = Node()
    for rule, forms in patterns.items():
        for form in forms:
            for sequence in expand(form, shapes):
                node = root
                for part in sequence:
                    node = node.children.setdefault(part, Node())
                if rule not in node.rules:
                    node.rules.append(rule)
    return root


def expand(form: str, shapes: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """Every plain sequence that a pattern stands for."""
    for name, shape in shapes.items():
        form = re.sub(rf"(?<!\S){name}(?!\S)", shape, form)
    yield from _expand(re.findall(r"\[[^\]]*\]|\S+", form))


def _expand(parts: list[str]) -> Iterator[tuple[str, ...]]:
    if not parts:
        yield ()
        return
    head, rest = parts[0], list(_expand(parts[1:]))
    if head.startswith("["):
        choices = [(), *_expand(head[1:-1].split())]
    else:
        optional = head.endswith("?") and len(head) > 1
        choices = [(word,) for word in head.removesuffix("?").split("|")] + ([()] if optional else [])
    for choice in choices:
        for tail in rest:
            yield (*choice, *tail)


def hits_at(root: Node, run: Sequence[Word], first: int, readings: Callable[[Word], Sequence[Reading]]) -> list[Hit]:
    """Every pattern that begins at word `first`, longest first; among equals in the order of the rules' file."""
    found: list[Hit] = []
    states: list[tuple[Node, tuple[Reading, ...]]] = [(root, ())]
    i = first
    while states and i < len(run):
        word, following = run[i], []
        options = readings(word)
        for node, values in states:
            literal = node.children.get(word.lower)
            if literal is not None:
                following.append((literal, values))
            for reading in options:
                child = node.children.get(reading[0])
                if child is not None:
                    following.append((child, (*values, reading)))
        i += 1
        found.extend(Hit(rule, run, first, i, values) for node, values in following for rule in node.rules)
        states = following
    found.sort(key=lambda hit: -hit.last)
    return found
