"""Runs of capitalised words, and the patterns of words that end or begin names of bodies and sites."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.lexicon import Lexicon
from kg.extract.page import POSSESSIVES, Page
from kg.extract.parse import Sentence

HYPHENS = frozenset("-–‐‑")


@dataclass(frozen=True)
class Run:
    """Tokens [first, last) that look like one name or several in a row."""

    first: int
    last: int
    sentence: Sentence


def find_runs(page: Page, lex: Lexicon) -> Iterator[Run]:
    """All runs of the sentences whose capitals mean something, leaving out what is taken already."""
    for sentence in page.sentences():
        if page.style[sentence.index] != "plain":
            continue
        i = sentence.first
        while i < sentence.last:
            if page.taken[i] is None and starts(page, lex, i, sentence):
                last = extend(page, lex, i, sentence)
                yield Run(i, last, sentence)
                i = last
            else:
                i += 1


def starts(page: Page, lex: Lexicon, i: int, sentence: Sentence) -> bool:
    """A capital, or an article before one ("al-Qaeda"); at the beginning of a sentence not on a common word alone."""
    word = page.parse.tokens[i].lower
    following = i + 1 < sentence.last and page.capital[i + 1] and page.taken[i + 1] is None
    if page.folded[i] in lex["calendar"] or (
        page.capital[i] and word in lex["closed"] and not page.parse.tokens[i].text.isupper()
    ):
        return False
    if page.capital[i]:
        if not opens(page, i, sentence) or word not in lex["openers"]:
            return True
        return following and word not in lex["function_words"]
    if word in lex["articles"]:
        if i + 2 < sentence.last and page.parse.tokens[i + 1].text in HYPHENS and page.tight(i + 1):
            return page.capital[i + 2]
        return following and word in lex["spaced"]
    return (
        following
        and word[0].isdigit()
        and word[-2:] in ("st", "nd", "rd", "th")
        and page.parse.tokens[i + 1].lower in lex["group_ends"] | lex["unit_ends"]
    )


def opens(page: Page, i: int, sentence: Sentence) -> bool:
    """Token i is the first word of its sentence or of a quotation, or follows a colon or bullet."""
    before = page.parse.tokens[i - 1].text if i > sentence.first else ""
    return i == sentence.first or not (page.folded[i - 1] or before in ",(/;&" or before in HYPHENS or before in POSSESSIVES)


def extend(page: Page, lex: Lexicon, first: int, sentence: Sentence) -> int:
    """End of the run that begins at `first`."""
    last = first + 1
    while last < sentence.last:
        step = join(page, lex, last, sentence)
        if not step or not page.free(last, last + step):
            break
        last += step
    return last


def join(page: Page, lex: Lexicon, i: int, sentence: Sentence) -> int:
    """How many tokens from i on continue the run that ends before i; 0 ends it."""
    tokens, word = page.parse.tokens, page.parse.tokens[i].lower
    capital = [i + k < sentence.last and page.capital[i + k] for k in range(5)]
    before = tokens[i - 1].lower
    if capital[0]:
        return int(page.folded[i] not in lex["calendar"] and word not in lex["closed"])
    if word in HYPHENS and page.tight(i):
        if capital[1]:
            return 2
        nested = i + 3 < sentence.last and tokens[i + 1].lower in lex["particles"] and tokens[i + 2].text in HYPHENS
        return 4 if nested and capital[3] else 0
    if word in lex["spaced"]:
        if capital[1]:
            return 2
        if i + 2 < sentence.last and (tokens[i + 1].text in HYPHENS or tokens[i + 1].lower in lex["spaced"]) and capital[2]:
            return 3
        return 0
    if word in POSSESSIVES:
        return 2 if capital[1] and before in lex["owners"] else 0
    if word == "." and tokens[i].start == tokens[i - 1].end:
        number = before == "no" and i + 1 < sentence.last and tokens[i + 1].text.isdigit()
        return 2 if number or (capital[1] and len(before) <= 4 and before in lex["abbreviations"]) else 0
    if word == "&" and capital[1]:
        return 2
    return 1 if word.isdigit() and len(word) < 4 and before in lex["numbered"] else 0


@dataclass(frozen=True)
class Body:
    """A name that its words type: tokens [first, last)."""

    first: int
    last: int
    type: str
    kind: str | None = None


def body(page: Page, lex: Lexicon, first: int, last: int, sentence: Sentence) -> Body | None:
    """The longest name of a group, institution or site that begins at `first` in a run that ends at `last`."""
    tokens = page.parse.tokens
    words = [t.lower for t in tokens[first:last]]
    texts = [t.text for t in tokens[first:last]]
    if texts[0] in lex["institution_first"] and last - first > 1:
        return Body(first, last, "Institution")
    if texts[0] in lex["group_starts"] and last - first > 1:
        return Body(first, last, "Group")
    if len(words) > 1 and texts[0] in lex["site_starts"]:
        return Body(first, last, "Place", "site")
    if len(words) > 1 and texts[0] in lex["ship_starts"]:
        return Body(first, last, "Place", "site")
    best: Body | None = None
    for k in range(len(words), 0, -1):
        if (
            texts[k - 1] in lex["institution_ends"]
            or (texts[k - 1][0].isupper() and words[k - 1] in lex["group_ends"])
            or texts[k - 1] in lex["group_ends_capital"]
        ):
            best = Body(first, first + k, typed(page, lex, first, first + k))
            break
    if best and best.last < last and tokens[best.last].text in lex["no_bodies"]:
        best = None
    site = next((k for k in range(len(words), 1, -1) if words[k - 1] in lex["site_ends"] and texts[k - 1][0].isupper()), 0)
    if site and (best is None or first + site > best.last):
        best = Body(first, first + site, "Place", "site")
    grown = continued(page, lex, first, best.last if best else last, sentence)
    if grown:
        return Body(first, grown, typed(page, lex, first, grown))
    if best and best.last - best.first == 1:
        return None
    return numbered(page, lex, best, last) if best else None


def numbered(page: Page, lex: Lexicon, found: Body, last: int) -> Body:
    """With its number: "Military Operations Command 15", "Battalion No 5"."""
    end = found.last
    while end < last and (page.parse.tokens[end].lower in ("no", "no.", ".") or page.parse.tokens[end].text.isdigit()):
        end += 1
    return Body(found.first, end, found.type, found.kind)


def continued(page: Page, lex: Lexicon, first: int, last: int, sentence: Sentence) -> int:
    """End of "Center for Research and Security Studies", if such a name stands here; else 0."""
    tokens = page.parse.tokens
    if not any(t.text in lex["institution_starts"] for t in tokens[first:last]):
        return 0
    end = last
    if end >= sentence.last or tokens[end].lower not in lex["joints"] - {"and", "in", "the", "&"}:
        return 0
    while end < sentence.last and tokens[end].lower in lex["joints"]:
        k = end + 1
        while k < sentence.last and tokens[k].lower in lex["joints"] - {"and", "&"}:
            k += 1
        if (
            k >= sentence.last
            or not page.capital[k]
            or page.taken[k]
            or (tokens[end].lower in ("and", "in") and not shares(page, lex, k, sentence))
        ):
            break
        end = extend(page, lex, k, sentence)
    return end if end > last else 0


def shares(page: Page, lex: Lexicon, i: int, sentence: Sentence) -> bool:
    """The word after "and" belongs to the same name: a topic, not the name of something else."""
    token = page.parse.tokens[i]
    ended = extend(page, lex, i, sentence)
    return token.text in lex["topics"] or page.parse.tokens[ended - 1].text in lex["topics"]


def typed(page: Page, lex: Lexicon, first: int, last: int) -> str:
    """Group or Institution, by the words of the name."""
    texts = [t.text for t in page.parse.tokens[first:last]]
    nation = lex.nations.match(page, first, last) or lex.lands.match(page, first, last) or texts[0] in lex["state_words"]
    head = next((t for t in reversed(texts) if t in lex["institution_ends"] or t.lower() in lex["group_ends"]), texts[-1])
    if any(t in lex["parties"] for t in texts):
        return "Institution"
    if any(t in lex["group_words"] for t in texts):
        return "Group"
    if texts[0][0].isdigit() and any(t in lex["unit_words"] for t in texts):
        return "Institution"
    if head.lower() in lex["group_ends"] or head in lex["group_ends_capital"]:
        return (
            "Institution"
            if any(t in lex["civil_words"] for t in texts) or (nation and head in lex["institution_ends"])
            else "Group"
        )
    if head in lex["force_ends"]:
        return "Institution" if nation or any(t in lex["institution_words"] for t in texts) else "Group"
    return "Institution"


def site_after(page: Page, lex: Lexicon, last: int, sentence: Sentence) -> int:
    """End of the lower-case words that make the run before `last` a site ("railway station"); 0 if none."""
    end = last
    while end < sentence.last and page.parse.tokens[end].lower in lex["site_joins"] and not page.capital[end]:
        end += 1
    if end < sentence.last and page.parse.tokens[end].lower in lex["site_ends"] and not page.capital[end]:
        return end + 1
    return end if end > last and page.parse.tokens[end - 1].lower in lex["site_ends"] else 0
