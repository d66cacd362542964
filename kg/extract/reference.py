"""References inside a document: "the group", "it", "the district" stand for an entity named before."""

from collections import defaultdict
from dataclasses import dataclass, field, replace

from kg.extract.lexicon import Lexicon
from kg.extract.parse import Name, Parse, Sentence
from kg.ids import fold

READ = ("headline", "body")
REACH = 4
"""Sentences that a noun reaches back; a pronoun reaches one."""
DECAY = 0.55
"""What a mention weighs for each sentence that lies between."""
SUBJECT, TOPIC = 1.6, 0.7
"""More for the first body of its sentence; for the first of the document."""


@dataclass
class Memory:
    """The names read so far, by sentence."""

    parse: Parse
    lex: Lexicon
    country: str | None
    by_sentence: dict[int, list[Name]] = field(default_factory=lambda: defaultdict(list))
    taken: set[int] = field(default_factory=set)

    def near(self, s: Sentence, i: int, reach: int) -> list[Name]:
        """Names before token i, from `reach` sentences back on, in order."""
        return [
            n for k in range(max(0, s.index - reach), s.index + 1) for n in self.by_sentence[k] if n.last <= i and not n.label
        ]


def references(parse: Parse, lex: Lexicon, country: str | None) -> list[Name]:
    """Names with via="reference" for definite nouns and pronouns that resolve; the others are left out.

    country: of the document, for "the country".
    """
    memory = Memory(parse, lex, country)
    for n in parse.names:
        memory.by_sentence[parse.sentence_at(n.start).index].append(n)
        memory.taken.update(range(n.first, n.last))
    out: list[Name] = []
    for s in parse.sentences:
        for i in range(s.first, s.last) if s.part in READ else ():
            found = None if i in memory.taken else definite(memory, i, s) or pronoun(memory, i, s)
            if found:
                out.append(found)
                memory.by_sentence[s.index].append(found)
    return out


def definite(memory: Memory, i: int, s: Sentence) -> Name | None:
    """ "the group", "the banned outfit", "the district"."""
    tokens, lex = memory.parse.tokens, memory.lex
    if tokens[i].lower not in lex["definite"]:
        return None
    j = i + 1
    while j < s.last and tokens[j].lower in lex["reference_adjectives"]:
        j += 1
    row = lex.references.get(tokens[j].lower) if j < s.last else None
    if row is None or j in memory.taken or (j + 1 < s.last and tokens[j + 1].lower in lex["after_reference"]):
        return None
    wanted, kinds = row
    if "country" in kinds:
        best = home(memory, s, i)
    elif wanted == "Place":
        places = [n for n in memory.near(s, i, REACH) if n.type == "Place" and n.place_kind in kinds]
        if kinds == ("site",):
            places = [n for n in places if tokens[j].lower in fold(n.name).split()]
        best = max(places, key=lambda n: n.first, default=None)
    else:
        best = salient([n for n in memory.near(s, i, REACH) if n.type == wanted], memory, s)
    return as_reference(memory.parse, best, i, j + 1) if best else None


def home(memory: Memory, s: Sentence, i: int) -> Name | None:
    """ "the country": one named before in this sentence, else that of the document, else the last."""
    before = [n for k in range(s.index + 1) for n in memory.by_sentence[k] if n.last <= i and n.place_kind == "country"]
    here = [n for n in before if n.first >= s.first]
    own = [n for n in before if n.country == memory.country]
    return next((names[-1] for names in (here, own, before) if names), None)


def salient(near: list[Name], memory: Memory, s: Sentence) -> Name | None:
    """The entity that weighs most: named late, often, as the first of its sentence, or as the first of the document."""
    weights: dict[str, float] = defaultdict(float)
    for n in near:
        at = memory.parse.sentence_at(n.start)
        first = next((m for m in memory.by_sentence[at.index] if m.type == n.type), None)
        weights[n.entity] += DECAY ** (s.index - at.index) * (SUBJECT if first is n else 1.0)
    topic = next(
        (n.entity for k in sorted(memory.by_sentence) for n in memory.by_sentence[k] if near and n.type == near[0].type), ""
    )
    if topic in weights:
        weights[topic] += TOPIC
    return max(near, key=lambda n: (weights[n.entity], n.first), default=None)


def pronoun(memory: Memory, i: int, s: Sentence) -> Name | None:
    """ "it" and "its": the body that the clause, the sentence or the last sentence begins with; "he": the person last named."""
    word, lex = memory.parse.tokens[i].lower, memory.lex
    if word in lex["pronouns_thing"] and not empty(memory, i, s):
        best = thing(memory, i, s)
    elif word in lex["pronouns_person"]:
        best = max((n for n in memory.near(s, i, 2) if n.type == "Person"), key=lambda n: n.first, default=None)
    else:
        return None
    return as_reference(memory.parse, best, i, i + 1) if best else None


def thing(memory: Memory, i: int, s: Sentence) -> Name | None:
    """What "it" at token i means."""
    tokens, lex = memory.parse.tokens, memory.lex
    bodies = [
        n
        for n in memory.near(s, i, 1)
        if n.type in ("Group", "Institution") or (n.place_kind == "country" and n.first == s.first)
    ]
    here = [n for n in bodies if n.first >= s.first]
    if here and tokens[i - 1].text == "," and here[-1].last == i - 1:  # "the Majeed Brigade, its suicide unit"
        return next((n for n in here if n.last < i - 1), None)
    clause = max((k for k in range(s.first, i) if tokens[k].lower in lex["clause_starts"]), default=s.first)
    return min([n for n in here if n.first > clause] or here or bodies, key=lambda n: n.first, default=None)


def empty(memory: Memory, i: int, s: Sentence) -> bool:
    """ "it is known that", "denied it.": no entity is meant."""
    tokens, lex = memory.parse.tokens, memory.lex
    if tokens[i].lower != "it":
        return False
    following = [t.lower for t in tokens[i + 1 : min(i + 5, s.last)]]
    if not following or not following[0][0].isalnum():
        return True
    while following and following[0] in lex["copulas"]:
        following.pop(0)
    return bool(following) and len(following) < 4 and following[0] in lex["expletives"]


def as_reference(parse: Parse, name: Name, first: int, last: int) -> Name:
    start, end = parse.tokens[first].start, parse.tokens[last - 1].end
    sure = 0.6 * name.confidence
    moved = replace(name, first=first, last=last, start=start, end=end, form=parse.text[start:end])
    return replace(moved, via="reference", label=False, confidence=sure)
