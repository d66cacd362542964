"""Whether a clause says that something happened: negation, plans, threats, conditions and habits are kept apart."""

from typing import Literal

from kg.extract.parse import Phrase, Token
from kg.extract.wordclasses import words_of
from kg.schema import Schema

Modality = Literal["happened", "negated", "planned", "threatened", "hypothetical", "habitual"]
WINDOW = 6


def verb_modality(tokens: list[Token], first: int, group: int, verb: int, schema: Schema) -> Modality:
    """Of the verb at `verb` whose auxiliaries begin at `group`, in a sentence that begins at `first`."""
    lexicon = schema.lexicon["modality"]
    classes = words_of(schema).classes
    chain = [tokens[k].lower for k in range(group, verb)]
    before = [tokens[k].lower for k in range(max(first, group - WINDOW), group)]
    if any(w in classes["negations"] for w in chain):
        return "negated"
    if "to" in chain or (before and before[-1] == "to"):
        perfect = "have" in chain
        governor = [w for w in (before + chain) if w != "to"][-4:]
        if perfect or any(w in lexicon["succeeded"] for w in governor):
            return "happened"
        return "threatened" if any(w in lexicon["threatened"] for w in governor) else "planned"
    if any(w in lexicon["hypothetical"] for w in chain):
        return "hypothetical"
    if any(w in lexicon["future"] for w in chain):
        return "planned"
    if any(w in lexicon["habitually"] for w in chain) or ("been" in chain and tokens[verb].lower.endswith("ing")):
        return "habitual"
    if any(w in ("if", "unless", "whether") for w in before):
        return "hypothetical"
    if tokens[verb].lower.endswith("ing") and before:
        if before[-1] == "without":
            return "negated"
        if before[-1] in ("of", "for", "from", "to", "at", "against", "in") and any(
            w in lexicon["planned"] or w in lexicon["prevented"] or w in lexicon["threatened"] or w in lexicon["accused"]
            for w in before
        ):
            return "planned"
    return "happened"


def noun_modality(tokens: list[Token], first: int, phrase: Phrase, schema: Schema) -> Modality:
    """Of an event noun: "no attack", "planned attacks", "to prevent attacks", "a wave of attacks"."""
    lexicon = schema.lexicon["modality"]
    inside = [tokens[k].lower for k in range(phrase.first, phrase.head)]
    before = [tokens[k].lower for k in range(max(first, phrase.first - WINDOW), phrase.first)]
    plural = tokens[phrase.head].lower.endswith("s") and not tokens[phrase.head].lower.endswith("ss")
    if any(w in lexicon["negative_nouns"] for w in inside) or (before[-1:] and before[-1] in ("without", "no")):
        return "negated"
    if any(w in lexicon["planned"] for w in inside if w not in ("set",)):
        return "planned"
    if any(w in lexicon["prevented"] for w in before[-4:]):
        return "planned"
    if any(w in lexicon["series"] for w in before[-3:]) and before[-1:] == ["of"]:
        return "habitual"
    if before[-1:] == ["of"] and any(w in lexicon["threatened"] for w in before[-4:]):
        return "threatened"
    if "to" in before[-3:] and any(w in lexicon["planned"] for w in before):
        return "planned"
    if any(w in ("if", "unless", "could", "may", "might", "would") for w in before):
        return "hypothetical"
    if plural and phrase.count is None and not any(w in ("the", "these", "those", "both") for w in inside[:1]):
        return "habitual"
    if plural and any(w in lexicon["habitual"] for w in inside):
        return "habitual"
    return "happened"
