"""What in a text is no part of the report: boilerplate, captions, teasers, bylines, datelines.

A mark keeps such a stretch apart and changes nothing. Lines are judged by the phrases of schema/lexicon/boilerplate.yaml.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from kg.documents.published import is_date_line
from kg.schema import Schema
from kg.statement import Mark
from kg.values.words import Phrases, Word, words

LONG = 80
"""Characters of a line that is a paragraph rather than a heading."""
SENTENCE_ENDS = ".!?\"”’')"
BARE = 400
"""Characters by which a line is judged."""
SHORT = 60
TOP = 6
"""Lines among which a bare date is the report's."""
CAPTION_WORDS = 70
DATELINE_WORDS = 22
FRAME = re.compile(r"^[\s\W_]*|[\s\W_]*$")
RULE = re.compile(r"[-=*_>~•·|#\s]*")


@dataclass(frozen=True)
class Lexicon:
    """schema/lexicon/boilerplate.yaml, compiled."""

    lines: Mapping[str, frozenset[str]]
    starts: Mapping[str, Phrases[str]]
    phrases: Mapping[str, Phrases[str]]
    buttons: frozenset[str]
    credits: Phrases[str]
    sure_credits: Phrases[str]
    dateline_words: frozenset[str]
    months: frozenset[str]
    schema: Schema


def phrases_of(schema: Schema, key: str) -> Phrases[str]:
    return Phrases.of(dict.fromkeys(sorted(schema.words("boilerplate", key)), key))


@cache
def lexicon(schema: Schema) -> Lexicon:
    """The tables of one schema."""
    return Lexicon(
        lines={
            "boilerplate": schema.words("boilerplate", "boilerplate_lines"),
            "byline": schema.words("boilerplate", "byline_lines"),
        },
        starts={kind: phrases_of(schema, f"{kind}_starts") for kind in ("boilerplate", "teaser", "caption", "byline")},
        phrases={kind: phrases_of(schema, f"{kind}_phrases") for kind in ("boilerplate", "caption")},
        buttons=schema.words("boilerplate", "buttons"),
        credits=phrases_of(schema, "credits"),
        sure_credits=phrases_of(schema, "sure_credits"),
        dateline_words=schema.words("boilerplate", "dateline_words"),
        months=frozenset(name.casefold() for name in schema.table("dates", "months")),
        schema=schema,
    )


@dataclass(frozen=True)
class Line:
    """A line of the text with its place, frame of brackets and dashes apart; run: its first words."""

    start: int
    end: int
    text: str
    bare: str
    run: list[Word]
    near_top: bool


def lines_of(text: str) -> Iterator[Line]:
    """The lines with something in them."""
    start = number = 0
    for raw in text.split("\n"):
        line = raw.strip()
        if line:
            first = start + len(raw) - len(raw.lstrip())
            bare = FRAME.sub("", line[:BARE])
            yield Line(first, first + len(line), line, bare, words(bare), near_top=number < TOP)
            number += 1
        start += len(raw) + 1


def find_marks(text: str, schema: Schema) -> tuple[Mark, ...]:
    """The marks of a text, in order, without overlap. Time is linear in its length."""
    lex = lexicon(schema)
    marks: list[Mark] = []
    headed = opened = False
    for line in lines_of(text):
        kind = next((kind for kind, is_kind in TESTS if is_kind(line, lex)), None)
        if headed and kind is None and is_heading(line):
            kind = "teaser"
        if kind is not None:
            marks.append(Mark(line.start, line.end, kind))
            headed = kind == "teaser" and line.text.endswith(":")
        elif not opened and is_paragraph(line):
            opened, headed = True, False
            end = dateline_end(line, lex)
            marks += [Mark(line.start, line.start + end, "dateline")] if end else []
        else:
            headed = False
    return tuple(marks)


def is_paragraph(line: Line) -> bool:
    return len(line.text) >= LONG and (line.text[-1] in SENTENCE_ENDS or len(line.text) > 2 * LONG)


def is_heading(line: Line) -> bool:
    return len(line.text) < 2 * LONG and line.text[-1] not in '.!"”'


def is_rule(line: Line, lex: Lexicon) -> bool:
    return not line.bare and RULE.fullmatch(line.text) is not None


def is_notice(line: Line, lex: Lexicon) -> bool:
    return line.bare.casefold() in lex.lines["boilerplate"]


def is_buttons(line: Line, lex: Lexicon) -> bool:
    """ "Share this story | WhatsApp | Print"."""
    return 0 < len(line.run) <= 12 and all(w.lower in lex.buttons or not w.text[0].isalnum() for w in line.run)


def is_teaser(line: Line, lex: Lexicon) -> bool:
    return starts(line, lex, "teaser")


def is_boilerplate(line: Line, lex: Lexicon) -> bool:
    return starts(line, lex, "boilerplate") or (len(line.text) < 2 * LONG and has(line, lex.phrases["boilerplate"]))


def is_caption(line: Line, lex: Lexicon) -> bool:
    short = len(line.text) <= len(line.bare) + 40 and len(line.run) <= CAPTION_WORDS
    return starts(line, lex, "caption") or (short and (has(line, lex.phrases["caption"]) or is_credited(line, lex)))


def is_date(line: Line, lex: Lexicon) -> bool:
    return is_date_line(line.text, lex.schema, near_top=line.near_top)


def is_placed_date(line: Line, lex: Lexicon) -> bool:
    """ "KABUL, Afghanistan (Jan. 6)": a dateline on a line of its own."""
    if len(line.text) >= LONG or not line.run or line.text.rstrip(" -–—")[-1:] != ")" or "(" not in line.text:
        return False
    inside = line.text[line.text.rindex("(") :]
    named = all(w.text[0].isupper() or not w.text[0].isalpha() or w.lower in lex.dateline_words for w in line.run)
    return (
        named
        and line.run[0].text.isupper()
        and any(c.isdigit() for c in inside)
        and bool(lex.months & {w.lower for w in words(inside)})
    )


def starts(line: Line, lex: Lexicon, kind: str) -> bool:
    """A line begins with a phrase of the kind. A single word ("related", "video") needs a colon or a frame as well."""
    hit = lex.starts[kind].match(line.run, 0)
    if hit is None:
        return False
    after = line.run[hit[0]].text if hit[0] < len(line.run) else ""
    framed = line.text[0] in "[(<>*" or line.text.startswith("--")
    several = hit[0] > 1 or (kind == "boilerplate" and len(line.text) < SHORT)
    said = several and (kind == "boilerplate" or (kind == "teaser" and len(line.text) < 2 * LONG))
    return after in (":", "|", "") or framed or said


def has(line: Line, phrases: Phrases[str]) -> bool:
    return any(phrases.match(line.run, i) for i in range(len(line.run)))


def is_credited(line: Line, lex: Lexicon) -> bool:
    """ "A policeman at the gate. — AFP/File": ends in a dash or bar and a source of pictures."""
    tail = re.search(r"(\S)\s?[—–|-]{1,2}\s?([^—–|.]{2,40})[\])]?$", line.text[-60:])
    if tail is None:
        return False
    run = words(tail[2])
    sure = any(lex.sure_credits.match(run, i) for i in range(len(run)))
    credited = any(lex.credits.match(run, i) for i in range(len(run)))
    return sure or (credited and tail[1] in SENTENCE_ENDS and len(run) < 5)


def is_byline(line: Line, lex: Lexicon) -> bool:
    """ "By Ana Roe", "Written by Ana Roe and Jon Doe | Reuters": names and nothing else."""
    hit = lex.starts["byline"].match(line.run, 0)
    if line.bare.casefold() in lex.lines["byline"]:
        return True
    if hit is None or len(line.run) > 16 or len(line.text) > LONG or not line.text[0].isupper() or line.text[-1] == ".":
        return False
    names = [w for w in line.run[hit[0] :] if w.text.isalpha()]
    return 1 <= len(names) <= 12 and all(
        w.text[0].isupper() or w.lower in ("and", "in", "for", "at", "our", "correspondent") for w in names
    )


TESTS = (
    ("boilerplate", is_rule),
    ("boilerplate", is_notice),
    ("byline", is_byline),
    ("boilerplate", is_buttons),
    ("teaser", is_teaser),
    ("boilerplate", is_boilerplate),
    ("dateline", is_date),
    ("dateline", is_placed_date),
    ("caption", is_caption),
)
"""Kinds of a whole line, the first that fits."""


def dateline_end(line: Line, lex: Lexicon) -> int:
    """Length of "PESHAWAR, Feb 4 (AFP) - " at the start of a paragraph, 0 without one.

    Place names in capitals, or of at most three capitalised words before a colon; then a date, an agency, and a sentence.
    After a year a full stop does as well: "Bogota, January 20, 2019. ".
    """
    run = words(line.text[:200])
    for i, word in enumerate(run[:DATELINE_WORDS]):
        spaced = line.text[word.start - 1 : word.start] == " " and line.text[word.end : word.end + 1] in (" ", "-")
        if word.text == ":" or (word.text in "-–—" and (spaced or word.text == "—")):
            after = next((w for w in run[i + 1 :] if w.text not in "-–—"), None)
            sure = run[0].text.isupper() and len(run[0].text) > 1
            dated = any(w.text == "(" or w.lower in lex.months for w in run[:i])
            short = word.text == ":" and sum(w.text.isalpha() for w in run[:i]) <= 3
            opens = after is not None and (after.text[0].isupper() or after.text[0].isdigit() or after.text in "\"'“‘")
            if after is None or not opens or not i or not (sure or dated or short):
                return 0
            return after.start
        if word.text == "." and i and len(run[i - 1].text) == 4 and run[i - 1].text.isdigit() and run[i + 1 :]:
            known = any(w.text == "," for w in run[1:i]) and any(w.lower in lex.months for w in run[1:i])
            return run[i + 1].start if known and run[i + 1].text[0].isupper() else 0
        inside = word.text[0].isupper() or word.text[0].isdigit() or word.lower in lex.dateline_words or word.text in ",/().'’-"
        if not inside:
            return 0
    return 0
