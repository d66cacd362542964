"""What kind of protest or riot? By who demonstrates, and by the force that is used on either side (ACLED codebook)."""

from functools import cache

from kg.schema import Schema

EXCESSIVE = "Protests/Excessive force against protesters"
INTERVENTION = "Protests/Protest with intervention"
PEACEFUL = "Protests/Peaceful protest"
VIOLENT, MOB = "Riots/Violent demonstration", "Riots/Mob violence"


@cache
def cues(schema: Schema, key: str) -> tuple[str, ...]:
    return tuple(f" {cue} " for cue in schema.lexicon["crowds"][key])


def says(said: str, schema: Schema, key: str) -> bool:
    return any(cue in said for cue in cues(schema, key))


def is_crowd(words: list[str], schema: Schema) -> bool:
    """Do the words name people who demonstrate?"""
    return says(f" {' '.join(words)} ", schema, "crowd")


def crowd_type(words: list[str], schema: Schema) -> str:
    """The type of a protest or riot by the words that tell it, in small letters; violence of the crowd comes first."""
    said = f" {' '.join(words)} "
    if says(said, schema, "mob"):
        return MOB
    if says(said, schema, "violent"):
        return VIOLENT
    if says(said, schema, "excessive"):
        return EXCESSIVE
    return INTERVENTION if says(said, schema, "intervention") else PEACEFUL


def is_mob(words: list[str], schema: Schema) -> bool:
    return says(f" {' '.join(words)} ", schema, "mob")
