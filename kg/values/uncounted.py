"""Numerals that count nobody: years, dates, ages, times, measures, money, shares, labels, parts of longer signs."""

from collections.abc import Sequence

from kg.values.numerals import HYPHENS, Lexicon, Number, Passage
from kg.values.words import Word, at, touching

SIGNS = frozenset("/_:@#&=+")
DAY_LINKS = frozenset(("and", "to", "or", *HYPHENS))


def is_hyphened(passage: Passage, i: int) -> bool:
    """Word i is glued to the next word by a hyphen: "48-hour", "12-member"."""
    dash = at(passage.run, i + 1)
    after = at(passage.run, i + 2)
    return dash.text in HYPHENS and touching(passage.run[i], dash) and touching(dash, after) and after.text[:1].isalpha()


def is_refused(passage: Passage, n: Number) -> bool:
    """The numeral counts nobody."""
    return (
        is_measure(passage, n)
        or is_label(passage, n)
        or is_glued(passage, n)
        or (n.digits and (is_date(passage, n) or is_year(passage, n) or is_age(passage, n)))
        or (n.value == 1 and is_pronoun_one(passage, n))
    )


def is_measure(passage: Passage, n: Number) -> bool:
    lists, after = passage.lex.lists, at(passage.run, n.last)
    if at(passage.run, n.first - 1).lower in lists["currencies"] or passage.lex.long_units.match(passage.run, n.last):
        return True
    if after.lower in lists["fractions"] and (n.value == 1 or after.lower.endswith("s") or after.lower == "half"):
        return True
    if after.lower == "o" and at(passage.run, n.last + 2).lower == "clock":
        return True
    if after.lower in lists["unit_adjectives"]:
        return at(passage.run, n.last + 1).lower in lists["units"]
    return after.lower in lists["units"]


def is_label(passage: Passage, n: Number) -> bool:
    lists, before, after = passage.lex.lists, at(passage.run, n.first - 1), at(passage.run, n.last)
    if before.text == "." and touching(at(passage.run, n.first - 2), before):
        before = at(passage.run, n.first - 2)
        return before.lower in ("no", "nos") or before.lower in lists["currencies"]
    named = before.lower in lists["labels"] or (before.lower in lists["name_labels"] and before.text[0].isupper())
    return (
        (named and n.digits)
        or is_item(passage, n)
        or is_capitalised(passage, n)
        or (after.text[:1].isupper() and after.lower in lists["formations"] and not is_hyphened(passage, n.last))
    )


def is_item(passage: Passage, n: Number) -> bool:
    """ "3. CASUALTIES": the number of a paragraph."""
    start, dot = passage.run[n.first].start, at(passage.run, n.last)
    opens = start == 0 or passage.text[start - 1] == "\n"
    return opens and n.digits and n.value < 100 and dot.text in (".", ")") and touching(passage.run[n.last - 1], dot)


def is_capitalised(passage: Passage, n: Number) -> bool:
    """ "near Zero Point": a name inside a sentence."""
    here, before = passage.run[n.first].text, at(passage.run, n.first - 1).text
    return here.istitle() and before.islower() and at(passage.run, n.last).text.istitle()


def is_glued(passage: Passage, n: Number) -> bool:
    """Part of a longer sign: "AK-47", "0300-1234567", "G20", "two-day", "24/7", "twenty-first"."""
    before, after = at(passage.run, n.first - 1), at(passage.run, n.last)
    if touching(before, passage.run[n.first]):
        sign = before.text in SIGNS or (before.text in HYPHENS and (n.digits or before.text != "–"))
        if before.text.isalnum() or (sign and touching(at(passage.run, n.first - 2), before)):
            return True
    if passage.lex.after.match(passage.run, n.last):
        return False
    if is_hyphened(passage, n.last - 1):
        return True
    beyond = at(passage.run, n.last + 1)
    sign = after.text in SIGNS or after.text in HYPHENS
    return touching(passage.run[n.last - 1], after) and sign and touching(after, beyond) and beyond.text.isalnum()


def is_date(passage: Passage, n: Number) -> bool:
    """A day beside a month, also in "8 and 9 July", "July 8-9"; "in May 12 people" counts people."""
    if n.value > 31 or n.scale > 1:
        return False
    i = n.last
    while at(passage.run, i).text and (at(passage.run, i).lower in DAY_LINKS or at(passage.run, i).text == ","):
        if not at(passage.run, i + 1).text.isdecimal() or i > n.last + 6:
            break
        i += 2
    if is_month(passage, i) or (at(passage.run, i).lower == "of" and is_month(passage, i + 1)):
        return True
    i = n.first - 1
    if at(passage.run, i).lower in DAY_LINKS and at(passage.run, i - 1).text.isdecimal():
        i -= 2
    if at(passage.run, i).text == ".":
        i -= 1
    return is_month(passage, i) and at(passage.run, i - 1).lower != "in"


def is_month(passage: Passage, i: int) -> bool:
    word = at(passage.run, i)
    return word.lower in passage.lex.months and word.text[0].isupper()


def is_year(passage: Passage, n: Number) -> bool:
    return n.scale == 1 and 1900 <= n.value <= 2099 and is_year_word(passage.run, n.first, passage.lex)


def is_age(passage: Passage, n: Number) -> bool:
    """ "Naqeeb, 19, was": a number between commas after a name."""
    comma, name = at(passage.run, n.first - 1), at(passage.run, n.first - 2)
    closed = at(passage.run, n.last).text in (",", ")") and n.value < 120
    return closed and comma.text in (",", "(") and name.text[:1].isupper() and n.first >= 2


def is_pronoun_one(passage: Passage, n: Number) -> bool:
    """ "No one", "one another", "one of the deadliest"."""
    run, lists = passage.run, passage.lex.lists
    if run[n.first].lower != "one" or n.last > n.first + 1:
        return False
    if at(run, n.first - 1).lower in lists["not_one_before"] or at(run, n.last).lower in lists["not_one_after"]:
        return True
    return at(run, n.last).lower == "of" and any(w.lower in lists["superlatives"] for w in run[n.last + 1 : n.last + 7])


def is_year_word(run: Sequence[Word], i: int, lex: Lexicon) -> bool:
    """Word i, 1900-2099, is a year: four digits without a separator, and no plural noun follows ("2000 soldiers")."""
    before, after = at(run, i - 1).lower, at(run, i + 1)
    noun = after.lower in lex.lists["plural_nouns"] or after.lower.endswith("s")
    plural = noun and after.text.islower() and after.lower not in lex.lists["not_plural"]
    return len(run[i].text) == 4 and (not plural or before in lex.lists["before_years"] or before in lex.months)
