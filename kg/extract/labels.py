"""Labels: what a speaker calls a group ("khwarij", "terrorists"): evidence about the speaker, no identity and no party."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kg.extract.matching import Match, fits
from kg.extract.parse import Name, Parse
from kg.extract.patterns import Compiler, Cue, index
from kg.extract.references import seen
from kg.extract.speech import speech_at
from kg.schema import Schema
from kg.statement import Statement

READ = ("headline", "body")
RANGES = {"who": ("Group",), "speaker": ("Institution", "Person", "Group", "Place:country"), "label": ("Label",)}
CONFIDENCE = 0.8


@cache
def cues(schema: Schema) -> dict[str, list[tuple[str, Cue]]]:
    """Compiled cues by the words that call for them."""
    compiler = Compiler(schema, RANGES, "schema/lexicon/labels.yaml")
    return index((kind, compiler.compile(cue)) for kind in ("applied", "called") for cue in sorted(schema.words("labels", kind)))


def labels(parse: Parse, schema: Schema) -> Iterator[Statement]:
    """Label statements, in the order of the text: propaganda names, judging words beside a group, judging words for one."""
    loaded, determiners = schema.words("cues", "loaded"), schema.words("grammar", "determiners")
    found: list[Statement] = []
    for sentence in parse.sentences:
        if sentence.part not in READ:
            continue
        names, seen_lines = seen(parse, sentence, schema)
        for name in names:
            if name.label or (name.via == "reference" and name.type == "Group" and parse.tokens[name.last - 1].lower in loaded):
                first = parse.tokens[name.first + (parse.tokens[name.first].lower in determiners)]
                found.append(label(parse, name.entity, first.start, name.end))
        for kind, match in fits(cues(schema), seen_lines, schema):
            found += read(parse, kind, match, loaded)
    spoken = {(st.start, st.end) for st in found if st.speaker_phrase}
    rows = {(st.start, st.end, st.speaker): st for st in found if st.speaker_phrase or (st.start, st.end) not in spoken}
    yield from sorted(rows.values(), key=lambda st: (st.start, st.end, st.id))


def read(parse: Parse, kind: str, match: Match, loaded: frozenset[str]) -> Iterator[Statement]:
    """A match as a label: of the judging word beside the group, or of the propaganda name with who uses it."""
    if kind == "called":
        name, speaker = match.fillers["label"][0].name, match.fillers["speaker"][0]
        st = label(parse, name.entity, name.start, name.end)
        yield replace(st, speaker=speaker.key, speaker_phrase=words(parse, speaker.name))
        return
    for token in parse.tokens[match.first : match.last]:
        if token.lower in loaded:
            yield label(parse, match.fillers["who"][0].key, token.start, token.end)
            return


def words(parse: Parse, name: Name) -> str:
    return parse.text[name.start : name.end]


def label(parse: Parse, entity: str, start: int, end: int) -> Statement:
    """The words [start, end) as what whoever speaks there calls the entity."""
    speech = speech_at(parse, start)
    term = parse.text[start:end]
    speaker, phrase = (speech.speaker, speech.phrase) if speech is not None else (None, None)
    return Statement(
        parse.document.id, "label", start, end, term, {"entity": entity, "term": term}, speaker, phrase, confidence=CONFIDENCE
    )
