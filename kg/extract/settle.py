"""Open names: person, place, group, institution or nothing, by what all sentences that use the form say beside it."""

import itertools
from collections import Counter, defaultdict
from dataclasses import replace

from kg.extract.page import POSSESSIVES, Found
from kg.extract.parse import Sentence
from kg.extract.reader import Reader
from kg.extract.runs import HYPHENS
from kg.ids import fold

NEEDED_ALONE = 2.0
"""Votes that a single word needs; several words are a person's name unless more speaks against it."""
WEIGHT_AT_HOME = 1.5
"""A gazetteer place in a country that the document names."""


def settle(reader: Reader) -> None:
    """Type the open names, drop those that nothing speaks for."""
    page = reader.page
    reader.atlas.survey(page.found, reader.nations)
    first_names(reader)
    certain = {fold(f.name): f for f in reversed(page.found) if f.type and f.sure}
    open_: dict[str, list[Found]] = defaultdict(list)
    for f in list(page.found):
        if f.sure or (f.type and f.type != "Place"):
            continue
        twin = certain.get(fold(f.name))
        if twin and not f.options:
            page.drop(f)
            page.add(replace(twin, first=f.first, last=f.last))
        else:
            open_[fold(f.name)].append(f)
    for form, alike in open_.items():
        votes: Counter[str] = Counter()
        for f in alike:
            votes.update(cues(reader, f))
        decided = decide(reader, form, alike, votes)
        for f in alike:
            if decided is None:
                page.drop(f)
            else:
                if decided != "Place" and f.options:
                    f.name = reader.tidy(f.first, f.last)
                f.type, f.options = decided, f.options if decided == "Place" else ()
                f.known = decided == "Place" and f.known
    other_names(reader)


def first_names(reader: Reader) -> None:
    """Surnames of persons already certain are no open names: "Khorasani" after "Omar Khalid Khorasani"."""
    parts = surname_table(reader.page.found, reader.lex["suffixes"])
    given = first_name_table(reader.page.found)
    for f in reader.page.found:
        before = given.get(fold(f.name))
        if before and before.first < f.first and fold(f.name) not in parts:
            parts = {**parts, fold(f.name): before}
        small = bool(f.options) and f.options[0].kind in ("city", "admin2")
        person = parts.get(fold(f.name)) if ((not f.sure or small) and not f.kind) or f.type == "Person" else None
        if person and " " not in fold(f.name) and not (f.options and f.where):
            f.type, f.name, f.key, f.options, f.sure = "Person", person.name, person.key, (), True


def surname_table(found: list[Found], suffixes: frozenset[str]) -> dict[str, Found]:
    """Last, then first, word of each full name; two persons of one surname leave it to the one named first."""
    table: dict[str, Found] = {}
    full = [f for f in found if f.type == "Person" and " " in fold(f.name)]
    for f in full:
        words = fold(f.name).split()
        table.setdefault(words[-2] if words[-1] in suffixes and len(words) > 2 else words[-1], f)
    return table


def first_name_table(found: list[Found]) -> dict[str, Found]:
    """First word of each full name, for occurrences after it: "PM Shehbaz"."""
    table: dict[str, Found] = {}
    for f in sorted((f for f in found if f.type == "Person" and " " in fold(f.name)), key=lambda f: f.first):
        table.setdefault(fold(f.name).split(" ", 1)[0], f)
    return table


def surnames(reader: Reader) -> None:
    """Single words left over that are the surname of a person of this document."""
    page, lex = reader.page, reader.lex
    table = surname_table(page.found, lex["suffixes"])
    for f in page.found:
        if f.type == "Person" and " " not in fold(f.name) and fold(f.name) in table:
            f.name = table[fold(f.name)].name
    for s in page.sentences():
        for i in range(s.first, s.last) if page.style[s.index] == "plain" else ():
            word = page.folded[i]
            person = table.get(word) if page.capital[i] and page.taken[i] is None and len(word) > 2 else None
            if person and word not in lex["openers"] and word not in lex["not_names"]:
                page.add(replace(person, first=i, last=i + 1))


def other_names(reader: Reader) -> None:
    """ "Omar Khalid Khorasani, whose real name was Abdul Wali": one person."""
    page = reader.page
    people = sorted((f for f in page.found if f.type == "Person"), key=lambda f: f.first)
    renamed: dict[str, str] = {}
    for before, f in itertools.pairwise(people):
        s = page.parse.sentence_at(page.parse.tokens[f.first].start)
        words = [t.lower for t in page.parse.tokens[before.last : f.first]]
        while words and reader.lex.titles.table.get(words[-1]):
            words.pop()
        if before.first >= s.first and len(words) < 20 and any(" ".join(words).endswith(p) for p in reader.lex["also_known"]):
            renamed[f.name] = before.name
    for f in people:
        f.name = renamed.get(f.name, f.name)


def decide(reader: Reader, form: str, alike: list[Found], votes: Counter[str]) -> str | None:
    """The type with the most votes; a place of the gazetteer stays one unless the words beside it make it a person."""
    lex, options = reader.lex, next((f.options for f in alike if f.options), ())
    several = sum(w not in lex["particles"] for w in form.split()) > 1
    if any(f.kind for f in alike) and any(f.type == "Place" for f in alike):
        return "Place"
    near = any(reader.atlas.weights.get(o.country, 0.0) > 0 for o in options)
    scores = {name: float(count) for name, count in votes.items()}
    if options:
        scores["Place"] = scores.get("Place", 0.0) + (WEIGHT_AT_HOME if near else 0.5)
    acronym = any(reader.page.text(f.first, f.last).isupper() and len(form) < 9 for f in alike)
    scores.pop("Other", None)
    if acronym:
        scores.pop("Person", None)
    ordinary = any(w in reader.page.small or w in lex["page_words"] for w in form.split() if w not in lex["particles"])
    if ordinary and scores.get("Person", 0.0) < NEEDED_ALONE:
        scores.pop("Person", None)
    elif not acronym and several and not options and len(form.split()) <= 5 and not any(c.isdigit() for c in form):
        scores["Person"] = scores.get("Person", 0.0) + 1.0
    if all(w in lex["closed"] or w.title() in lex["topics"] | lex["institution_words"] for w in form.split()):
        scores.pop("Person", None)
    if form in lex["common_places"] and scores.get("Place", 0.0) < 3.0:
        scores.pop("Place", None)
    best, score = max(sorted(scores.items()), key=lambda item: item[1], default=("", 0.0))
    if options and best == "Place":
        return best if score >= (WEIGHT_AT_HOME if near else NEEDED_ALONE) else None
    return best if score >= (1.0 if several and best == "Person" else NEEDED_ALONE) else None


def cues(reader: Reader, f: Found) -> Counter[str]:
    """Votes of one occurrence."""
    page, lex = reader.page, reader.lex
    s = page.parse.sentence_at(page.parse.tokens[f.first].start)
    before, after, second = page.word(f.first - 1, s), page.word(f.last, s), page.word(f.last + 1, s)
    votes: Counter[str] = Counter()
    if before == "," and (
        page.word(f.first - 2, s) in lex["person_nouns"] or reader.lex.titles.table.get(page.word(f.first - 2, s))
    ):
        votes["Person"] += 2
    if before in lex["person_nouns"] | lex["person_cues"] or (before == "as" and page.word(f.first - 2, s) == "identified"):
        votes["Person"] += 3
    if after in lex["person_verbs"] or (before in lex["person_verbs"] and after in (",", ".", "")):
        votes["Person"] += 2
    aged = second.isdigit() and page.word(f.last + 2, s) in (",", ")")
    if after == "," and (second in lex["apposition_starts"] or aged):
        votes[apposition(reader, f, s)] += 2
    if after == "(" and second.isdigit():
        votes["Person"] += 2
    if f.where:
        votes["Place"] += 2 if before in lex["plain_locatives"] or before in lex["directions"] or f.first == s.first else 1
    if after in lex["followers"] and before not in lex["plain_locatives"]:
        votes["Group"] += 3
    if before in ("of", "to", "with", "from", "by", "for") and page.word(f.first - 2, s) in lex["belonging"] | lex["followers"]:
        votes["Group"] += 2
    if after in HYPHENS and second in lex["attached"]:
        votes["Group"] += 2
    if after in lex["institution_after"] or called(reader, f, s, "institution_nouns"):
        votes["Institution"] += 3
    if called(reader, f, s, "group_nouns") or called(reader, f, s, "followers"):
        votes["Group"] += 2
    votes.update(company(reader, f, s))
    return votes


def company(reader: Reader, f: Found, s: Sentence) -> Counter[str]:
    """What the names before and after in a list or after a comma are, this one may be too."""
    page = reader.page
    votes: Counter[str] = Counter()
    left = page.taken[f.first - 2] if f.first - 2 >= s.first and page.word(f.first - 1, s) in ("and", ",", "or") else None
    right = page.taken[f.last + 1] if f.last + 1 < s.last and page.word(f.last, s) in (",", "in", "and") else None
    if left and left.type == "Place" and (left.where or left.sure):
        votes["Place"] += 2 if left.where else 1
        f.where = f.where or (left.where and (page.word(f.first - 1, s) != "," or page.word(f.last, s) in ("and", ",")))
    if left and left.type == "Person" and page.word(f.first - 1, s) == "and" and " " not in fold(left.name):
        votes["Person"] += 2
    owner = right is not None and page.word(right.last, s) in POSSESSIVES
    settled = right is not None and (right.sure or any(reader.atlas.weights.get(o.country) for o in right.options))
    if right and right.type == "Place" and right.options and settled and not owner:
        votes["Place"] += 2 if page.word(f.last, s) == "," else 0
    return votes


def called(reader: Reader, f: Found, s: Sentence, list_: str) -> bool:
    """What stands before says what it is: "the state channel ORTM", "the intelligence agency, NISA,"."""
    page = reader.page
    at = f.first - 1
    if page.word(at, s) == "the":
        at -= 1
        if page.word(at, s) != ",":
            return False
    if page.word(at, s) == ",":
        at -= 1
    return page.word(at, s) in reader.lex[list_] and page.word(at + 1, s) != "of"


def apposition(reader: Reader, f: Found, s: Sentence) -> str:
    """What the words after the comma call it."""
    page, lex = reader.page, reader.lex
    for i in range(f.last + 1, min(f.last + 8, s.last)):
        word = page.word(i, s)
        if word in lex["person_nouns"] or word in ("who", "whom"):
            return "Person"
        if word in (",", ".") or page.taken[i] or (i > f.last + 4 and word == "the"):
            break
        if page.word(i + 1, s) in POSSESSIVES:
            continue
        if word in lex.place_kinds:
            return "Place"
        if word in lex["institution_nouns"]:
            return "Institution"
        if word in lex["group_nouns"]:
            return "Group"
    return "Person" if " " in fold(f.name) or page.word(f.last + 1, s).isdigit() else "Other"
