"""Word classes of English and of the field, compiled once a schema: what the chunker and the frames look words up in."""

from dataclasses import dataclass
from functools import cache

from kg.schema import Schema

SIBILANTS = ("s", "x", "z", "ch", "sh")
VOWELS = frozenset("aeiou")


@dataclass(frozen=True)
class Words:
    """Sets of case-folded words; `party` maps a head in the singular to its party, `singular` irregular plurals."""

    classes: dict[str, frozenset[str]]
    party: dict[str, str]
    party_modifiers: dict[str, str]
    open_heads: frozenset[str]
    irregular_plurals: dict[str, str]
    bodies: dict[str, tuple[str, ...]]
    attackers: frozenset[str]
    former: frozenset[str]
    weapon_heads: frozenset[str]
    sites: frozenset[str]
    guarded: frozenset[str]
    ground: frozenset[str]
    target_kinds: dict[str, str]
    civil_kinds: frozenset[str]
    weapons: dict[str, str]

    def singular(self, word: str) -> str:
        """As in "villages" -> "village"; irregular plurals by the table, words that are no plural come back unchanged."""
        if word in self.irregular_plurals:
            return self.irregular_plurals[word]
        if word.endswith("ies") and len(word) > 4:
            return word[:-3] + "y"
        if word.endswith(("ches", "shes", "sses", "xes")):
            return word[:-2]
        if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
            return word[:-1]
        return word


@cache
def words_of(schema: Schema) -> Words:
    """The word classes of schema/lexicon/{chunks,parties,weapons,targets}.yaml."""
    lexicon = schema.lexicon
    chunks, parties, weapons, targets = (lexicon[name] for name in ("chunks", "parties", "weapons", "targets"))
    by_party = ("unknown", "civilians", "militants", "state")
    return Words(
        classes={key: frozenset(value) for key, value in chunks.items() if isinstance(value, list)},
        party={word: party for party in by_party for word in parties[party]},
        party_modifiers={word: party for party in by_party[1:] for word in parties[party + "_modifiers"]},
        open_heads=frozenset(parties["open_heads"]),
        irregular_plurals=dict(parties["irregular_plurals"]),
        bodies={word: tuple(kinds) for word, kinds in parties["bodies"].items()},
        attackers=frozenset(parties["attackers"]),
        former=frozenset(parties["former"]),
        weapon_heads=frozenset(weapons["heads"]),
        sites=frozenset(targets["sites"]),
        guarded=frozenset(targets["guarded"]),
        ground=frozenset(targets["ground"]),
        target_kinds={word: kind for kind, listed in targets["kinds"].items() for word in listed},
        civil_kinds=frozenset(targets["civil_kinds"]),
        weapons={word: term for term, listed in weapons["weapons"].items() for word in listed},
    )


def verb_forms(lemma: str, irregular: dict[str, list[str]]) -> tuple[str, ...]:
    """Base, third person, past, participle and -ing form."""
    if lemma in irregular:
        return (lemma, *irregular[lemma])
    stem, tail = (lemma[:-1], lemma[-1:]) if lemma.endswith("e") else (lemma, "")
    if lemma.endswith("y") and lemma[-2] not in VOWELS:
        return (lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing")
    if lemma.endswith(SIBILANTS):
        return (lemma, lemma + "es", lemma + "ed", lemma + "ing")
    return (lemma, lemma + "s", stem + "ed", stem + "ing") if tail else (lemma, lemma + "s", lemma + "ed", lemma + "ing")


def noun_forms(noun: str) -> tuple[str, str]:
    """Singular and plural."""
    if noun.endswith("y") and noun[-2] not in VOWELS:
        return noun, noun[:-1] + "ies"
    return noun, noun + ("es" if noun.endswith(SIBILANTS) else "s")
