"""What a read-only query may not say, whatever the store: reach for files or the network, call strange procedures, administer.

Writes are refused by the stores themselves (a read-only handle; EXPLAIN and READ access mode); this module refuses what a
reader could still do there: LOAD CSV, procedures that are not on the list, several statements at once, options and commands.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.errors import QueryError

OPENINGS = frozenset({"MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN", "CALL", "SHOW"})
SHOWN = frozenset({"INDEX", "INDEXES", "CONSTRAINT", "CONSTRAINTS"})
PROCEDURES = frozenset({"db.labels", "db.relationshipTypes", "db.propertyKeys", "db.index.fulltext.queryNodes"})
NAMESPACES = frozenset({"date", "datetime", "duration", "localdatetime", "localtime", "point", "time", "vector"})
WRITES = frozenset({"CREATE", "MERGE", "SET", "DELETE", "DETACH", "REMOVE", "FOREACH", "INSERT", "DROP"})

TOKEN = re.compile(
    r"""(?P<skip>\s+|//[^\n]*|/\*.*?\*/)
      | (?P<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
      | `(?P<quoted>(?:[^`]|``)*)`
      | (?P<word>\$?\w+)
      | (?P<sign>.)""",
    re.DOTALL | re.VERBOSE,
)


@lru_cache(maxsize=256)  # a query is mostly asked again
def check(cypher: str) -> None:
    """Raises QueryError with the reason where `cypher` is not a single plain reading query."""
    if any(int(code, 16) < 0x80 for code in re.findall(r"\\[uU]+([0-9a-fA-F]{4})", cypher)):
        raise QueryError("a query may not hide ASCII characters behind \\u escapes: write them plainly")
    tokens = list(_tokens(cypher))
    while tokens and tokens[-1] == ("sign", ";"):
        tokens.pop()
    if not tokens:
        raise QueryError("the query is empty: expected something like MATCH (n:Group) RETURN n.name AS name")
    if ("sign", ";") in tokens:
        raise QueryError("one query at a time: send the statements after ';' by themselves")
    _check_opening(tokens)
    for at, token in enumerate(tokens):
        _check_word(tokens, at, token)


def _tokens(cypher: str) -> Iterator[tuple[str, str]]:
    """(kind, text) of every token; kinds: text, quoted (back-ticked name), word, sign. Comments are left out."""
    for match in TOKEN.finditer(cypher):
        kind = match.lastgroup or "sign"
        if kind != "skip":
            yield kind, match[kind]


def _word(tokens: list[tuple[str, str]], at: int) -> str:
    """The token as an upper-case keyword, or its sign; empty outside the query and for texts and back-ticked names."""
    if not 0 <= at < len(tokens) or tokens[at][0] in ("text", "quoted"):
        return ""
    return tokens[at][1].upper()


def _check_opening(tokens: list[tuple[str, str]]) -> None:
    first, second = _word(tokens, 0), _word(tokens, 1)
    if first == "CYPHER":
        raise QueryError("query options (CYPHER …) are not taken here: begin with the query itself")
    if first not in OPENINGS:
        why = "only reading queries run here" if first in WRITES else f"expected one of {', '.join(sorted(OPENINGS))}"
        raise QueryError(f"a query may not begin with {first or tokens[0][1]}: {why}")
    if first == "SHOW" and second not in SHOWN:
        raise QueryError(f"SHOW {second} is not allowed: use SHOW INDEXES or SHOW CONSTRAINTS")


def _check_word(tokens: list[tuple[str, str]], at: int, token: tuple[str, str]) -> None:
    word, before, after = _word(tokens, at), _word(tokens, at - 1), _word(tokens, at + 1)
    if word == "LOAD" and after == "CSV":
        raise QueryError("LOAD CSV reads files and addresses: a query may not")
    if word == "USE" and before == "{" and after != ":":
        raise QueryError("USE picks another database: give it in the store's address instead")
    if word == "FORMAT" and at == len(tokens) - 2:
        raise QueryError("FORMAT is not taken here: choose the form with --format")
    if word == "CALL" and before not in (".", ":") and at + 1 < len(tokens) and tokens[at + 1][0] != "sign":
        name = _dotted(tokens, at + 1)
        if name not in PROCEDURES:
            raise QueryError(f"the procedure {name} is not allowed: only {', '.join(sorted(PROCEDURES))} are")
    if word == "(" and at >= 3 and tokens[at - 2] == ("sign", ".") and tokens[at - 1][0] in ("word", "quoted"):
        start = at - 1
        while start >= 2 and tokens[start - 1] == ("sign", "."):
            start -= 2
        space = tokens[start][1]
        called = start > 0 and _word(tokens, start - 1) == "CALL"
        if not called and space.lower() not in NAMESPACES:
            raise QueryError(f"the function {_dotted(tokens, start)} is not allowed: only built-in ones are")


def _dotted(tokens: list[tuple[str, str]], at: int) -> str:
    """The dotted name that begins here, without back-ticks."""
    name = tokens[at][1]
    while _word(tokens, at + 1) == "." and at + 2 < len(tokens):
        at += 2
        name += "." + tokens[at][1]
    return name
