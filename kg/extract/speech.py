"""Stage "speech": who says which stretch of the text, and how far the writer stands behind it.

Fills Parse.speeches. A stretch is what a verb of saying governs (the whole sentence if it trails behind or stands between
commas), a quotation over several sentences, or what a word such as "allegedly" puts at a distance (then nobody speaks).
Stances follow the codebook: reported with a named source is asserted; claimed, alleged, charged or disputed is alleged.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.extract.parse import Name, Parse, Sentence, Speech
from kg.schema import Schema
from kg.statement import Stance

READ = ("headline", "body")
STOPS = frozenset((",", ";", ":", "—", "–", "“", "”", '"'))
FAR = 40
TYPE_ORDER = ("Person", "Institution", "Group", "Place")


@dataclass(frozen=True)
class Speaker:
    """Entity key (None: unnamed) and the words that name them."""

    key: str | None
    phrase: str | None


NOBODY = Speaker(None, None)


@dataclass(frozen=True)
class Words:
    """schema/lexicon/speech.yaml, compiled."""

    stance: dict[str, Stance]
    bare: frozenset[str]
    charging: frozenset[str]
    relatives: frozenset[str]
    nominal: frozenset[str]
    plural: frozenset[str]
    negations: frozenset[str]
    joints: frozenset[str]
    objects: frozenset[str]
    complements: frozenset[str]
    prepositions: frozenset[str]
    speakers: frozenset[str]
    documents: frozenset[str]
    pronouns: frozenset[str]
    attributions: re.Pattern[str]
    offices: tuple[tuple[str, str], ...]
    accounts: re.Pattern[str]
    clause: frozenset[str]
    rest: re.Pattern[str]
    noun: frozenset[str]


@cache
def words(schema: Schema) -> Words:
    get = schema.words
    kinds: tuple[tuple[str, Stance], ...] = (("reporting", "asserted"), ("claiming", "alleged"), ("denying", "denied"))
    stances: dict[str, Stance] = {word: stance for kind, stance in kinds for word in sorted(get("speech", kind))}
    return Words(
        stances,
        frozenset(w for w in stances if w + "s" in stances or w[:-1] + "ies" in stances),
        get("speech", "charging"),
        get("cues", "relatives"),
        get("speech", "before_nouns"),
        get("speech", "plural"),
        get("cues", "negations"),
        get("speech", "joints"),
        get("speech", "objects"),
        get("speech", "complements"),
        get("speech", "prepositions"),
        get("speech", "speakers"),
        get("speech", "documents"),
        get("speech", "pronouns"),
        either(get("speech", "attributions")),
        tuple((phrase, role) for role, phrases in sorted(schema.table("speech", "offices").items()) for phrase in phrases),
        re.compile(rf"\bby ([^,;.]{{2,60}}?)['’]s? (?:own )?(?:{'|'.join(sorted(get('speech', 'accounts')))})\b", re.I),
        get("speech", "hedged_clause"),
        either(get("speech", "hedged_rest")),
        get("speech", "hedged_noun"),
    )


def either(phrases: frozenset[str]) -> re.Pattern[str]:
    ordered = sorted(phrases, key=lambda p: (-len(p), p))
    return re.compile(rf"\b(?:{'|'.join(re.escape(p) for p in ordered)})\b", re.I)


def speak(parse: Parse, schema: Schema) -> None:
    """Fill Parse.speeches, sorted by place in the text."""
    lexicon = words(schema)
    said: list[Speech] = []
    last = NOBODY
    for sentence in parse.sentences:
        if sentence.part not in READ:
            continue
        for speech in reports(parse, sentence, lexicon, last):
            said.append(speech)
            if speech.phrase:
                last = Speaker(speech.speaker, speech.phrase)
        said.extend(distances(parse, sentence, lexicon))
    said.extend(quotations(parse, said))
    said.extend(doubts(parse, schema))
    parse.speeches = sorted(said, key=lambda s: (s.start, -s.end, s.phrase or "", s.stance))


def speech_at(parse: Parse, offset: int) -> Speech | None:
    """What governs a place in the text, folded into one: the innermost speaker, the weakest stance, any doubt.

    Ask at the trigger of an event for what is said of it, and at its agent for who is only suspected.
    """
    over = parse.speeches_at(offset)
    if not over:
        return None
    voiced = [s for s in over if s.phrase]
    inner = min(voiced or over, key=lambda s: s.end - s.start)
    weakest = max((s.stance for s in over), key=("asserted", "alleged", "denied").index)
    deniers = tuple(dict.fromkeys(key for s in over for key in s.denied_by))
    return Speech(inner.start, inner.end, inner.speaker, inner.phrase, weakest, any(s.unverified for s in over), deniers)


# -- verbs of saying -------------------------------------------------------------------------------------------------


def stops(parse: Parse, k: int) -> bool:
    """Ends a clause: a comma, colon, quotation mark, or a hyphen that stands free ("QUETTA - The army said")."""
    token = parse.tokens[k]
    free = token.text == "-" and k > 0 and parse.tokens[k - 1].end < token.start
    return token.text in STOPS or free


def reports(parse: Parse, sentence: Sentence, lexicon: Words, last: Speaker) -> Iterator[Speech]:
    """Every "X said …", "… , X said", "…, said X", "according to X" of a sentence."""
    tokens = parse.tokens
    for i in range(sentence.first, sentence.last):
        stance = lexicon.stance.get(tokens[i].lower)
        if stance is None or not is_verb(parse, sentence, i, lexicon):
            continue
        inverted = i > sentence.first and stops(parse, i - 1)
        speaker = behind(parse, sentence, i, lexicon, last) if inverted else None
        if speaker is not None:
            yield told(sentence.start, tokens[i - 1].start, speaker, stance)
            continue
        first = subject_start(parse, sentence, i, lexicon)
        speaker = speaker_in(parse, first, i, lexicon, last)
        if speaker is not None:
            yield told(*governed(parse, sentence, first, i, lexicon), speaker, stance)
    for found in lexicon.attributions.finditer(parse.text, sentence.start, sentence.end):
        at = parse.token_at(found.end())
        at += tokens[at].start < found.end()
        speaker = speaker_in(parse, at, phrase_end(parse, sentence, at), lexicon, last)
        if speaker is not None:
            yield told(sentence.start, sentence.end, speaker, "asserted")
    for found in lexicon.accounts.finditer(parse.text, sentence.start, sentence.end):
        speaker = speaker_in(parse, parse.token_at(found.start(1)), parse.token_at(found.end(1)), lexicon, last)
        if speaker is not None:
            yield told(sentence.start, sentence.end, speaker, "asserted")


def told(start: int, end: int, speaker: Speaker, stance: Stance) -> Speech:
    return Speech(start, end, speaker.key, speaker.phrase, stance)


def is_verb(parse: Parse, sentence: Sentence, i: int, lexicon: Words) -> bool:
    """Not "their claim", "claimed the attack", "the reported attack", "anti-state", "has not acknowledged".

    A bare form needs a plural subject.
    """
    if i == sentence.first:
        return False
    before = parse.tokens[i - 1].lower
    if before in lexicon.nominal or any(t.lower in lexicon.negations for t in parse.tokens[max(sentence.first, i - 3) : i]):
        return False
    if i + 1 < sentence.last and parse.tokens[i + 1].lower == "nothing":
        return False
    word = parse.tokens[i].lower
    claimed = any(c.kind == "claimed" and c.start <= parse.tokens[i].start < c.end for c in parse.claims_in(sentence))
    if claimed and not (i + 1 < sentence.last and parse.tokens[i + 1].lower in lexicon.complements):
        return False
    if lexicon.stance.get(word) == "denied":
        return i + 1 < sentence.last and (parse.tokens[i + 1].lower == "that" or parse.tokens[i + 1].lower.endswith("ing"))
    return word not in lexicon.bare or before.endswith("s") or before in lexicon.plural


def behind(parse: Parse, sentence: Sentence, i: int, lexicon: Words, last: Speaker) -> Speaker | None:
    """The speaker after an inverted verb: ", said Rai Tahir, who heads …"."""
    if i + 1 >= sentence.last:
        return None
    following = parse.tokens[i + 1]
    if not (
        following.text[0].isupper()
        or following.lower in ("the", "a", "an", "one")
        or following.lower in lexicon.speakers | lexicon.pronouns
    ):
        return None
    return speaker_in(parse, i + 1, phrase_end(parse, sentence, i + 1), lexicon, last)


def subject_start(parse: Parse, sentence: Sentence, i: int, lexicon: Words) -> int:
    """First token of the verb's subject: after the last comma or conjunction, or before an apposition that ends at the verb."""
    tokens = parse.tokens
    k = i
    if tokens[i - 1].lower in lexicon.pronouns:
        return i - 1
    if k > sentence.first and tokens[k - 1].text == ",":
        while k > sentence.first and (tokens[k - 1].text == "," or not stops(parse, k - 1)):
            k -= 1
        return k
    while k > sentence.first and not stops(parse, k - 1) and tokens[k - 1].lower not in lexicon.joints:
        k -= 1
    return k


def governed(parse: Parse, sentence: Sentence, first: int, i: int, lexicon: Words) -> tuple[int, int]:
    """What the verb at i, whose subject begins at `first`, is said of."""
    tokens = parse.tokens
    opens = first == sentence.first or tokens[first - 1].lower in lexicon.joints or tokens[first - 1].text in ("-", ":")
    if opens or tokens[first].lower in lexicon.relatives:
        stop = next((t.start for t in tokens[i + 1 : sentence.last] if t.text == ";"), sentence.end)
        return (tokens[i].end, stop) if i + 1 < sentence.last else (sentence.start, sentence.end)
    return sentence.start, sentence.end


def phrase_end(parse: Parse, sentence: Sentence, at: int) -> int:
    """Up to the next comma or full stop, or the sentence's end."""
    while at < sentence.last and not stops(parse, at) and parse.tokens[at].text not in (".", "(", ")"):
        at += 1
    return at


def speaker_in(parse: Parse, first: int, last: int, lexicon: Words, previous: Speaker) -> Speaker | None:
    """Who speaks in tokens [first, last): a person before a body before a group; else an office; else an unnamed speaker."""
    lowered = [t.lower for t in parse.tokens[first:last]]
    if not lowered:
        return None
    here = parse.names_in(parse.sentence_at(parse.tokens[first].start))
    names = [n for n in here if first <= n.first and n.last <= last and not parse.text.startswith("-", n.end)]
    name = min(names, key=lambda n: (TYPE_ORDER.index(n.type), n.first), default=None)
    spoken = [first + k + 1 for k, word in enumerate(lowered) if word in lexicon.speakers]
    head = next((first + k for k, word in enumerate(lowered) if k and word in lexicon.prepositions), last)
    ends = [k for k in spoken if k <= head] or spoken[:1] if name is None else [name.last]
    phrase = parse.quote(first, max(ends, default=last))
    if lowered[0] in lexicon.pronouns and len(lowered) <= 3 and previous.phrase:
        meant = name.entity if name is not None and name.type != "Place" else previous.key
        return Speaker(meant, parse.quote(first, first + 1))
    if name is not None and name.type != "Place":
        return Speaker(name.entity, phrase)
    if name is None and set(lowered) & lexicon.documents:
        return Speaker(previous.key, phrase)
    role = next((role for office, role in lexicon.offices if f" {office} " in f" {' '.join(lowered)} "), None)
    key = body(parse, role, name) if role else None
    if key is None and not spoken and name is not None and speaks(name):
        key = next((k for k in name.also if k.startswith("institution:")), name.entity)
    return Speaker(key, phrase) if key or spoken else None


def speaks(place: Name) -> bool:
    return place.place_kind in ("country", "city")


def body(parse: Parse, role: str, near: Name | None) -> str | None:
    """The document's own institution of that role, or the one of the country that the place beside it is in."""
    if near is not None and near.country:
        return f"institution:{near.country}/{role}"
    return next((key for key in parse.first_names if key.startswith("institution:") and key.endswith("/" + role)), None)


# -- quotations, distance, doubt -------------------------------------------------------------------------------------


def quotations(parse: Parse, said: list[Speech]) -> Iterator[Speech]:
    """A quotation that runs over sentences belongs to whoever speaks in the sentence where it ends or begins."""
    voiced: dict[int, Speech] = {}
    for speech in said:
        if speech.phrase:
            voiced.setdefault(parse.sentence_at(speech.start).index, speech)
    for found in re.finditer(r"“[^“”\n]{20,}”|\"[^\"\n]{20,}\"", parse.text):
        first, last = parse.sentence_at(found.start()).index, parse.sentence_at(found.end() - 1).index
        speech_ = voiced.get(last) or voiced.get(first)
        if first != last and speech_ is not None:
            yield Speech(found.start(), found.end(), speech_.speaker, speech_.phrase, "asserted")


def distances(parse: Parse, sentence: Sentence, lexicon: Words) -> Iterator[Speech]:
    """Stretches that the writer marks as alleged without a speaker of their own."""
    tokens = parse.tokens
    for i in range(sentence.first, sentence.last):
        word = tokens[i].lower
        if word in lexicon.clause:
            start = i
            while start > sentence.first and not stops(parse, start - 1):
                start -= 1
            yield Speech(tokens[start].start, tokens[phrase_end(parse, sentence, i) - 1].end, None, None, "alleged")
        elif charges(parse, sentence, i, lexicon):
            yield Speech(tokens[i].end, sentence.end, None, None, "alleged")
        elif word in lexicon.noun and not (word in lexicon.stance and is_verb(parse, sentence, i, lexicon)):
            yield Speech(tokens[i].start, tokens[min(noun_end(parse, sentence, i), sentence.last) - 1].end, None, None, "alleged")
    for found in lexicon.rest.finditer(parse.text, sentence.start, sentence.end):
        end = phrase_end(parse, sentence, parse.token_at(found.end() - 1))
        yield Speech(found.start(), tokens[end - 1].end, None, None, "alleged")


def charges(parse: Parse, sentence: Sentence, i: int, lexicon: Words) -> bool:
    """A verb of charging with its object, or its participle with "of" or "for"; not "the accused", "suspects were held"."""
    if not (sentence.first < i < sentence.last - 1) or parse.tokens[i].lower not in lexicon.charging:
        return False
    before, after = parse.tokens[i - 1].lower, parse.tokens[i + 1]
    return before not in lexicon.nominal - {"be", "been", "are", "was", "were"} and (
        after.lower in lexicon.objects or after.text[0].isupper()
    )


def noun_end(parse: Parse, sentence: Sentence, i: int) -> int:
    """End of the noun phrase that an adjective at i begins: the phrase over it, else a name and a word, at most 5 tokens."""
    over = [p.last for p in parse.phrases_in(sentence) if p.first <= i < p.last]
    if over:
        return max(over)
    name = next((n for n in parse.names_in(sentence) if i < n.first <= i + 3), None)
    return min(name.last + 1 if name else i + 3, phrase_end(parse, sentence, i))


def doubts(parse: Parse, schema: Schema) -> Iterator[Speech]:
    """What the text says cannot be verified, over what it is said of."""
    get = schema.words
    plain, verbs, nots = either(get("speech", "unverified")), get("speech", "verifying"), get("speech", "verifying_not")
    accounts, figures, casualties = get("speech", "accounts_all"), get("speech", "figures"), get("speech", "casualties")
    for sentence in parse.sentences:
        lowered = [t.lower for t in parse.tokens[sentence.first : sentence.last]]
        bag = set(lowered)
        if sentence.part not in READ or not (
            plain.search(parse.text, sentence.start, sentence.end) or denied_check(lowered, verbs, nots)
        ):
            continue
        if bag & accounts:
            yield Speech(paragraph_start(parse, sentence, 1), sentence.start, None, None, "alleged", unverified=True)
        elif bag & figures:
            counted = last_count(parse, sentence, casualties)
            if counted is not None:
                yield Speech(counted.start, counted.end, None, None, "asserted", unverified=True)
        else:
            back = 0 if any(s.paragraph == sentence.paragraph and s.index < sentence.index for s in parse.sentences) else 1
            yield Speech(paragraph_start(parse, sentence, back), sentence.end, None, None, "asserted", unverified=True)


def denied_check(lowered: list[str], verbs: frozenset[str], nots: frozenset[str]) -> bool:
    """A word of refusal, then at most six words, then a verb of checking: could not be independently verified."""
    return any(word in verbs and set(lowered[max(0, i - 7) : i]) & nots for i, word in enumerate(lowered))


def paragraph_start(parse: Parse, sentence: Sentence, back: int) -> int:
    """Start of the sentence's paragraph, or of the one `back` paragraphs of text before it."""
    starts: dict[int, int] = {}
    for s in parse.sentences[: sentence.index + 1]:
        starts.setdefault(s.paragraph, s.start)
    ordered = sorted(starts.values())
    return ordered[max(0, len(ordered) - 1 - back)]


def last_count(parse: Parse, sentence: Sentence, casualties: frozenset[str]) -> Sentence | None:
    """The nearest sentence up to here that speaks of dead or hurt."""
    for before in reversed(parse.sentences[max(0, sentence.index - FAR) : sentence.index + 1]):
        tokens = parse.tokens[before.first : before.last]
        if before.part in READ and any(t.lower in casualties for t in tokens):
            return before
    return None
