"""Totals over many events ("over 1,600 deaths across the country in 2024"): figures with a scope of their own, no events.

Stage "totals" finds them before events are put together, so that no event takes their figures; the writer states them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from kg.extract.parse import Name, Parse, Phrase, Sentence, Total, When
from kg.extract.scope import country_code, country_name
from kg.extract.speech import speech_at
from kg.schema import Schema
from kg.statement import Statement

READ = ("headline", "body")
MONTH_DAYS, YEAR_DAYS = 28, 360
REACH, SHORT_LINE = 14, 8
CONFIDENCE = 0.75


@dataclass(frozen=True)
class Words:
    """schema/lexicon/statistics.yaml, turned round: word -> measure."""

    nouns: dict[str, str]
    verbs: dict[str, str]
    plural: frozenset[str]
    headings: frozenset[str]
    bullets: frozenset[str]
    singular: frozenset[str]
    joining: frozenset[str]


@cache
def words(schema: Schema) -> Words:
    get = schema.words
    nouns, verbs = (
        {word: measure for measure, listed in schema.table("statistics", key).items() for word in listed}
        for key in ("nouns", "verbs")
    )
    lists = ("plural", "headings", "bullets", "singular", "joining")
    return Words(nouns, verbs, *(get("statistics", key) for key in lists))


def find_totals(parse: Parse, schema: Schema) -> None:
    """Fill Parse.totals, in the order of the text."""
    lexicon = words(schema)
    heading: When | None = None
    for sentence in parse.sentences:
        if sentence.part not in READ:
            continue
        lower = [t.lower for t in parse.tokens[sentence.first : sentence.last]]
        listed = parse.tokens[sentence.first].text in lexicon.bullets
        if not listed:
            heading = headed(parse, sentence, lower, lexicon)
        period = scope(parse, sentence, set(lower), lexicon) or (heading if listed else None)
        if period is not None:
            parse.totals += counted(parse, sentence, period, lexicon)


def headed(parse: Parse, sentence: Sentence, lower: list[str], lexicon: Words) -> When | None:
    """The period that a heading sets for the list under it ("NUMBERS FOR FEBRUARY")."""
    if len(lower) > SHORT_LINE or not lexicon.headings.intersection(lower):
        return None
    return next((w for w in whens(parse, sentence) if days(w) >= MONTH_DAYS), None)


def whens(parse: Parse, sentence: Sentence) -> list[When]:
    return [w for w in parse.whens_in(sentence) if w.first]


def days(when: When) -> int:
    return (date.fromisoformat(when.last) - date.fromisoformat(when.first)).days + 1


def scope(parse: Parse, sentence: Sentence, bag: set[str], lexicon: Words) -> When | None:
    """The month or longer that a sentence counts over, if it speaks of many events and of nowhere in particular."""
    times = whens(parse, sentence)
    long = [w for w in times if days(w) >= MONTH_DAYS]
    if not long or any(days(w) < MONTH_DAYS for w in times):
        return None
    places = named(parse, sentence)
    wide = all(n.place_kind in ("country", "region", "admin1") for n in places)
    many = bool(bag & lexicon.plural)
    period = max(long, key=lambda w: (days(w), -w.start))
    if days(period) < YEAR_DAYS:
        return period if many and wide else None
    single = any(is_single(parse, p, lexicon) for p in parse.phrases_in(sentence))
    return period if wide and (many or (places and not single)) else None


def named(parse: Parse, sentence: Sentence) -> list[Name]:
    """The places of a sentence; not one that is half a compound ("the Quetta-based centre")."""
    here = [n for n in parse.names_in(sentence) if n.type == "Place"]
    return [n for n in here if not parse.text.startswith("-", n.end)]


def is_single(parse: Parse, phrase: Phrase, lexicon: Words) -> bool:
    """One event or doer in the singular: "a bombing", "the assault", "a gunman"."""
    plural = parse.tokens[phrase.head].lower.endswith("s")
    return phrase.sort in ("event", "person") and not plural and parse.tokens[phrase.first].lower in lexicon.singular


def counted(parse: Parse, sentence: Sentence, period: When, lexicon: Words) -> Iterator[Total]:
    """The figures of a sentence over many events; "including 700 policemen" and "and 47 soldiers" share the measure before."""
    last: str | None = None
    for phrase in parse.phrases_in(sentence):
        if phrase.count is None:
            continue
        measure = measured(parse, sentence, phrase, lexicon)
        joined = phrase.first > sentence.first and parse.tokens[phrase.first - 1].lower in lexicon.joining
        if measure is None and joined and phrase.party is not None:
            measure = last
        if measure is None:
            continue
        last = measure
        end = phrase.end
        following = parse.tokens[phrase.last] if phrase.last < sentence.last else None
        if following is not None and lexicon.nouns.get(following.lower) == measure:
            end = following.end
        people = phrase.party or "unknown"
        party = None if measure not in lexicon.verbs.values() else "unknown" if is_noun(parse, phrase, lexicon) else people
        place = where(parse, sentence, phrase)
        count = phrase.count
        yield Total(count.start, end, parse.text[count.start : end], measure, party, count.low, count.high, place, period)


def is_noun(parse: Parse, phrase: Phrase, lexicon: Words) -> bool:
    return parse.tokens[phrase.head].lower in lexicon.nouns


def measured(parse: Parse, sentence: Sentence, phrase: Phrase, lexicon: Words) -> str | None:
    """What a counted phrase measures: by its noun, or by the verb that its persons are subject or object of."""
    heads = [parse.tokens[phrase.head].lower]
    if phrase.last < sentence.last:
        heads.append(parse.tokens[phrase.last].lower)
    measure = next((lexicon.nouns[h] for h in heads if h in lexicon.nouns), None)
    if measure or phrase.sort != "person":
        return measure
    for token in parse.tokens[phrase.last : min(phrase.last + REACH, sentence.last)]:
        if token.text in (";", "."):
            break
        if token.lower in lexicon.verbs:
            return lexicon.verbs[token.lower]
    before = parse.tokens[phrase.first - 1].lower if phrase.first > sentence.first else ""
    return lexicon.verbs.get(before)


def where(parse: Parse, sentence: Sentence, phrase: Phrase) -> str | None:
    """The place named after the figure, else before it; else the country that the text is about."""
    places = named(parse, sentence)
    after = [n for n in places if n.first >= phrase.last]
    before = [n for n in places if n.last <= phrase.first]
    if after or before:
        return (after or before[::-1])[0].entity
    home: Name | None = country_name(parse, country_code(parse))
    return home.entity if home is not None else None


def statistics(parse: Parse, schema: Schema) -> Iterator[Statement]:
    """Statistic statements, in the order of the text."""
    for total in parse.totals:
        args: dict[str, object] = {"measure": total.measure, "low": total.low, "high": total.high, "phrase": total.phrase}
        sources = sourced(parse, total)
        optional = {"party": total.party, "place": total.place, "period": span(total.period), "attributed_to": sources or None}
        args |= {name: value for name, value in optional.items() if value is not None}
        speech = speech_at(parse, total.start)
        speaker, phrase = (speech.speaker, speech.phrase) if speech else (None, None)
        stance = speech.stance if speech else "asserted"
        quote = parse.text[total.start : total.end]
        yield Statement(parse.document.id, "statistic", total.start, total.end, quote, args, speaker, phrase, stance, CONFIDENCE)


def sourced(parse: Parse, total: Total) -> list[str]:
    """Who is cited: the speaker; a body in brackets after the figure ("(PICSS)"); else a body that the paragraph goes on to
    name for the same period ("the institute called 2024 the deadliest year")."""
    speech = speech_at(parse, total.start)
    if speech is not None and speech.speaker:
        return [speech.speaker]
    sentence = parse.sentence_at(total.start)
    opening = parse.text.find("(", total.end, sentence.end)
    closing = parse.text.find(")", max(opening, 0), sentence.end)
    inside = [n.entity for n in bodies(parse, sentence) if 0 <= opening <= n.start < closing]
    if inside:
        return inside[:1]
    for later in parse.sentences[sentence.index + 1 :]:
        if later.paragraph != sentence.paragraph:
            break
        again = [w.start for w in whens(parse, later) if (w.first, w.last) == (total.period.first, total.period.last)]
        named_first = [n.entity for n in bodies(parse, later) if again and n.start < again[0]]
        if named_first:
            return named_first[:1]
    return []


def bodies(parse: Parse, sentence: Sentence) -> list[Name]:
    return [n for n in parse.names_in(sentence) if n.type == "Institution" and n.via == "name"]


def span(when: When) -> str:
    """ISO: a year, a month, or first/last year where it runs over several; else first/last day."""
    first, last = when.first, when.last
    if first[:4] != last[:4]:
        return f"{first[:4]}/{last[:4]}"
    if first.endswith("-01-01") and last.endswith("-12-31"):
        return first[:4]
    return first[:7] if first[:7] == last[:7] and first.endswith("-01") else f"{first}/{last}"
