"""The command line: a command parses options, calls one function, prints.

Results go to stdout, everything else to stderr. Exit 0 done; 1 the input or the store is at fault; 2 wrong usage.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from kg import __version__
from kg.errors import KgError, QueryError
from kg.tables import Format, cell, show

if TYPE_CHECKING:
    from kg.documents import Problem
    from kg.evidence import Finding
    from kg.pipeline import LoadReport
    from kg.store import Store

HELP = ("-h", "--help")
app = typer.Typer(
    name="kg",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": [*HELP]},
    help="An evidence-backed knowledge graph of armed groups and events, read from reports.",
)

StoreOption = Annotated[
    str | None,
    typer.Option("--store", help="A file, or neo4j:// or bolt:// and a server; without it KG_STORE, then NEO4J_URI, then kg.db."),
]
FormatOption = Annotated[Format, typer.Option("--format", "-f", help="How rows are printed.")]
LimitOption = Annotated[int | None, typer.Option(min=1, help="At the most so many rows.")]
WhyOption = Annotated[str, typer.Option("--why", help="The reason, kept with the judgement.")]
ByOption = Annotated[str, typer.Option("--by", envvar="KG_ANALYST", help="Who judges.")]


def main() -> None:
    """Run a command; a KgError, or a file that cannot be read or written, becomes one line and exit status 1."""
    try:
        app()
    except KgError as exc:
        fail(str(exc))
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(0) from None
    except OSError as exc:
        if exc.filename is None:
            raise
        fail(f"{exc.filename}: {exc.strerror}: name a file that can be read or written")


def fail(message: str) -> NoReturn:
    print(f"kg: {message}", file=sys.stderr)
    raise SystemExit(1)


def say(message: str) -> None:
    print(message, file=sys.stderr)


@contextmanager
def opened(target: str | None, *, write: bool = False) -> "Iterator[Store]":
    from kg.store import open_store

    with open_store(target, write=write) as store:
        yield store


@contextmanager
def progress(what: str) -> Iterator[Any]:
    """A counter on a terminal, nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda name: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda name: bar.update(task, advance=1, description=f"{what} {Path(name).name[:40]}")


def report_problems(problems: "Iterable[Problem]") -> None:
    """List what was left out; any makes the exit status 1."""
    listed = list(problems)
    for problem in listed:
        say(f"kg: {problem.path}: {problem.message}")
    if listed:
        raise SystemExit(1)


def version(wanted: bool) -> None:
    if wanted:
        print(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def root(
    shown: Annotated[bool, typer.Option("--version", callback=version, is_eager=True, help="Print the version.")] = False,
) -> None:
    pass


# ------------------------------------------------------------------------------------------------ documents in and out


@app.command()
def load(
    paths: Annotated[list[str], typer.Argument(help="Files, folders, globs, or - for standard input.")],
    store: StoreOption = None,
    published: Annotated[str | None, typer.Option(help="Publication date of these documents, YYYY-MM-DD.")] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes that read.")] = 1,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and report, store nothing.")] = False,
    format: FormatOption = Format.table,
) -> None:
    """Read reports into the store. Loading again changes nothing; a changed file under the same path is an edit.

    Example:  kg load seeds/
    """
    from kg.pipeline import load as load_

    with progress("reading") as step, opened(store, write=not dry_run) as store_:
        report = load_(paths, store_, published=published, jobs=jobs, dry_run=dry_run, step=step)
    print_load(report, format)
    report_problems(report.problems)


def print_load(report: "LoadReport", format_: Format) -> None:
    show([report.counts()], list(report.counts()), format_, "Documents")
    if format_ is Format.table:
        for line in report.changes:
            print(line)
        if report.summary:
            print()
            show(report.summary, ["in the store", "count"], format_, "Found")


@app.command()
def extract(
    paths: Annotated[list[str], typer.Argument(help="Files, folders, globs, or - for standard input.")],
    format: Annotated[
        str, typer.Option("--format", "-f", help="jsonl: a statement a line; codebook: a document a line.")
    ] = "jsonl",
    published: Annotated[str | None, typer.Option(help="Publication date of these documents, YYYY-MM-DD.")] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes that read.")] = 1,
) -> None:
    """Print what documents say, as JSON Lines; no store.

    Example:  kg extract seeds/ --format codebook
    """
    from kg.documents import Problem
    from kg.pipeline import extract_records
    from kg.schema import load_schema

    if format not in ("jsonl", "codebook"):
        raise typer.BadParameter("jsonl or codebook", param_hint="--format")
    problems = []
    for item in extract_records(paths, load_schema(), codebook=format == "codebook", published=published, jobs=jobs):
        if isinstance(item, Problem):
            problems.append(item)
        else:
            print(item)
    report_problems(problems)


@app.command()
def retract(
    document: Annotated[str, typer.Argument(help="The document's key: its path or URL, as kg query sources gives it.")],
    why: WhyOption = "",
    store: StoreOption = None,
) -> None:
    """Take a document's statements out. What other documents support stays.

    Example:  kg retract seeds/checkpost-attack-karak.txt --why "withdrawn by the outlet"
    """
    from kg.pipeline import retract as retract_

    with opened(store, write=True) as store_:
        for line in retract_(store_, document, why):
            print(line)


@app.command()
def export(
    format: Annotated[str, typer.Argument(help="jsonl, trig, graphml, gexf …; kg export --help lists them.")],
    output: Annotated[str, typer.Option("--output", "-o", help="A file, or - for standard output.")] = "-",
    store: StoreOption = None,
) -> None:
    """Write the graph in another format. One of jsonl (rebuilds a store), trig, graphml, gexf, neo4j-admin (bulk import).

    Example:  kg export trig -o graph.trig
    """
    from kg.exchange import EXPORTERS
    from kg.schema import load_schema

    if format not in EXPORTERS:
        raise typer.BadParameter(f"one of {', '.join(EXPORTERS)}", param_hint="FORMAT")
    with opened(store) as store_:
        graph = store_.graph()
    if output == "-":
        EXPORTERS[format](graph, load_schema(), sys.stdout.buffer)
    else:
        with Path(output).open("wb") as out:
            EXPORTERS[format](graph, load_schema(), out)


@app.command("import")
def import_(
    format: Annotated[str, typer.Argument(help="jsonl (as kg export writes it) or codebook (annotated documents).")],
    file: Annotated[str, typer.Argument(help="The file, or - for standard input.")],
    store: StoreOption = None,
) -> None:
    """Read a graph or annotated documents into the store.

    Example:  kg import jsonl graph.jsonl --store copy.db
    """
    from kg.pipeline import IMPORTERS

    if format not in IMPORTERS:
        raise typer.BadParameter(f"one of {', '.join(IMPORTERS)}", param_hint="FORMAT")
    if file == "-":
        lines = sys.stdin.readlines()
    elif Path(file).is_file():
        lines = Path(file).read_text(encoding="utf-8").splitlines()
    else:
        fail(f"{file}: no such file")
    with opened(store, write=True) as store_:
        say(IMPORTERS[format](lines, store_))


@app.command()
def copy(
    source: Annotated[str, typer.Argument(help="The store to copy from.")],
    target: Annotated[str, typer.Argument(help="The store to copy to; it may hold nothing else.")],
) -> None:
    """Copy a store into another. Embedded or Neo4j, without loss.

    Example:  kg copy kg.db neo4j://localhost
    """
    from kg.pipeline import copy as copy_

    with progress("copying") as step, opened(source) as from_, opened(target, write=True) as to:
        say(copy_(from_, to, step))


# ------------------------------------------------------------------------------------------------ questions


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []})
def query(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(help="Which query; without it, the list.")] = None,
    store: StoreOption = None,
    format: FormatOption = Format.table,
    limit: LimitOption = None,
) -> None:
    """Run a canned query, or list them. Each has its own parameters: kg query NAME --help names them.

    Example:  kg query who-attacked-whom --group TTP
    """
    from kg.queries import load_queries, run

    queries = load_queries()
    if name in HELP or (name is None and set(HELP) & set(context.args)):
        print(context.get_help())
        return
    if name is None:
        rows = [{"query": q.name, "answers": q.about, "parameters": [p.name for p in q.parameters]} for q in queries.values()]
        show(rows, ["query", "answers", "parameters"], format)
        return
    if name not in queries:
        raise QueryError(f"no query '{name}': kg query lists them")
    if set(HELP) & set(context.args):
        print(describe(queries[name]))
        return
    values = parameters(context.args)
    with opened(store) as store_:
        rows = run(store_, queries[name], values, limit)
    show(rows, queries[name].returns, format, queries[name].title)
    if not rows and format is Format.table:
        say("no rows")


def describe(query_: Any) -> str:
    """A query's contract as text."""
    lines = [f"{query_.title}: {query_.about}", "", "parameters:"]
    for p in query_.parameters:
        default = "needed" if p.required else f"default {cell(p.default)}"
        lines.append(f"  --{p.name} {p.type.upper()}  {p.about} ({default})")
    return "\n".join([*lines, "", "columns: " + ", ".join(query_.returns)])


def parameters(arguments: Sequence[str]) -> dict[str, str]:
    """--name value or --name=value pairs."""
    out: dict[str, str] = {}
    rest = iter(arguments)
    for argument in rest:
        name, equals, value = argument.removeprefix("--").partition("=")
        if not argument.startswith("--"):
            raise typer.BadParameter(f"'{argument}': parameters are given as --name value")
        given = value if equals else next(rest, None)
        if given is None:
            raise typer.BadParameter(f"'{argument}' needs a value")
        out[name.replace("-", "_")] = given
    return out


@app.command()
def cypher(
    text: Annotated[str, typer.Argument(help="A read-only query in the store's own dialect of Cypher.")],
    param: Annotated[list[str] | None, typer.Option("--param", "-p", help="A parameter: name=value (JSON or text).")] = None,
    store: StoreOption = None,
    format: FormatOption = Format.table,
) -> None:
    """Run free Cypher, read-only. It is openCypher on the embedded store, all of Neo4j's on a server.

    Example:  kg cypher "MATCH (g:Group) RETURN g.name AS name LIMIT 5"
    """
    with opened(store) as store_:
        rows = store_.run(text, dict(pair(p) for p in param or ()))
    columns = list(dict.fromkeys(key for row in rows for key in row))
    show(rows, columns or ["no rows"], format)


def pair(text: str) -> tuple[str, Any]:
    name, equals, value = text.partition("=")
    if not equals or not name.isidentifier():
        raise typer.BadParameter(f"'{text}' should be name=value", param_hint="-p")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value


@app.command("show")
def show_(
    name: Annotated[str, typer.Argument(help="Any name of a group, institution, person or place.")],
    store: StoreOption = None,
    format: FormatOption = Format.table,
) -> None:
    """A profile of an entity. Names, factions, allies, areas, events, tolls, contested claims.

    Example:  kg show TTP
    """
    from kg.evidence import profile
    from kg.queries import load_queries

    with opened(store) as store_:
        found = profile(store_, load_queries(), name)
    if format in (Format.json, Format.jsonl):
        sections = {query_.name: rows for query_, rows in found.sections}
        print(
            json.dumps(
                {"id": found.id, "name": found.name, "label": found.label, **found.properties, "sections": sections},
                ensure_ascii=False,
            )
        )
        return
    print(f"{found.name} ({found.label})  " + "  ".join(f"{k}: {cell(v)}" for k, v in found.properties.items()))
    for query_, rows in found.sections:
        print()
        show(rows, query_.returns, format, query_.title)


@app.command()
def why(
    a: Annotated[str, typer.Argument(help="An entity, or an event's id.")],
    b: Annotated[str | None, typer.Argument(help="The other entity.")] = None,
    store: StoreOption = None,
    format: FormatOption = Format.table,
) -> None:
    """The statements behind an edge or an event. Each quote in its sentence, who says it, with which stance, where.

    Example:  kg why TTP al-Qaeda
    """
    from kg.evidence import why as why_

    with opened(store) as store_:
        findings = why_(store_, a, b)
    if format is Format.table:
        print_findings(findings)
    else:
        rows = [{"what": f.what, **asdict(e)} for f in findings for e in f.evidence]
        show(rows, list(rows[0]) if rows else ["what"], format)


def print_findings(findings: "Iterable[Finding]") -> None:
    """Findings for reading: the sentence with the quote between »«."""
    for finding in findings:
        marks = ", ".join(filter(None, (finding.stance, "contested" if finding.contested else None)))
        print(f"{finding.what}  [{marks}]" if marks else finding.what)
        for note in finding.notes:
            print(f"  {note}")
        for e in finding.evidence:
            start, end = e.mark
            marked = f"{e.sentence[:start]}»{e.sentence[start:end]}«{e.sentence[end:]}"
            said = f", says {e.speaker}" if e.speaker else ""
            print(f"  {e.kind}, {e.stance}{said}: {' '.join(marked.split())}")
            print(f"    {e.document}  {cell(e.source)}  {cell(e.published)}  {e.start}-{e.end}")
        print()


@app.command()
def contradictions(store: StoreOption = None, format: FormatOption = Format.table) -> None:
    """What the reports disagree on. Rival tolls, dates, places, actors, denials and statistics, both sides with their evidence.

    Example:  kg contradictions
    """
    from kg.pipeline import contradictions as contradictions_

    with opened(store) as store_:
        rows = contradictions_(store_)
    show(rows, ["no", "kind", "about", "says", "by", "documents", "statements"], format, "Contradictions")


@app.command(context_settings={"ignore_unknown_options": True})
def view(
    names: Annotated[list[str] | None, typer.Argument(help="Entities to start from; without any, everything.")] = None,
    store: StoreOption = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="The page to write.")] = Path("kg.html"),
    hops: Annotated[int, typer.Option(min=1, max=4, help="How far from the entities.")] = 1,
    since: Annotated[str | None, typer.Option(help="Events on or after this date.")] = None,
    until: Annotated[str | None, typer.Option(help="Events on or before this date.")] = None,
    type: Annotated[list[str] | None, typer.Option(help="Event types or relation types to keep.")] = None,
    place: Annotated[str | None, typer.Option(help="Events in this place or below it.")] = None,
    min_sources: Annotated[int, typer.Option(min=1, help="Edges with at least so many independent sources.")] = 1,
    level: Annotated[str | None, typer.Option(help="actors, events or documents.")] = None,
    query: Annotated[
        str | None, typer.Option(help="Draw the rows of a canned query; its own parameters follow: --group TTP.")
    ] = None,
    open: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
) -> None:
    """Write one self-contained page. Graph, map, timeline and table, each edge with the sentences it rests on.

    Example:  kg view TTP --hops 2 --output ttp.html --open

    Or:  kg view --query who-attacked-whom --group TTP
    """
    from kg.pipeline import view as view_

    own = next((i for i, name in enumerate(names or ()) if name.startswith("-")), len(names or ()))
    entities, given = (names or [])[:own], (names or [])[own:]
    if given and not query:
        raise typer.BadParameter(f"no such option: {given[0]} (parameters of a query need --query)")
    with opened(store) as store_:
        line = view_(
            store_,
            output,
            entities,
            query=query,
            params=parameters(given),
            level=level,
            hops=hops,
            since=since,
            until=until,
            types=type or [],
            place=place,
            min_sources=min_sources,
        )
    print(line)
    if open:
        import webbrowser

        webbrowser.open(output.resolve().as_uri())


# ------------------------------------------------------------------------------------------------ judgements


@app.command()
def same(
    a: Annotated[str, typer.Argument(help="An entity or an event's id.")],
    b: Annotated[str, typer.Argument(help="The other.")],
    why: WhyOption = "",
    by: ByOption = "",
    store: StoreOption = None,
) -> None:
    """Judge that two entities or two events are one.

    Example:  kg same "Tehrik-i-Taliban" TTP --why "spelling"
    """
    decide(store, a, b, "same", by, why)


@app.command()
def differ(
    a: Annotated[str, typer.Argument(help="An entity or an event's id.")],
    b: Annotated[str, typer.Argument(help="The other.")],
    why: WhyOption = "",
    by: ByOption = "",
    store: StoreOption = None,
) -> None:
    """Judge that two entities or two events are not one. No later load joins them.

    Example:  kg differ BLA BLF --why "two organisations"
    """
    decide(store, a, b, "differ", by, why)


def decide(target: str | None, a: str, b: str, verdict: str, by: str, why_: str) -> None:
    from kg.pipeline import judge

    with opened(target, write=True) as store_:
        say(judge(store_, a, b, verdict, by=by, why=why_))


@app.command()
def judgements(store: StoreOption = None, format: FormatOption = Format.table) -> None:
    """List identity decisions. With --format jsonl they can be kept in git and read back with kg import judgements.

    Example:  kg judgements --format jsonl > judgements.jsonl
    """
    from kg.pipeline import judgements as judgements_

    with opened(store) as store_:
        rows = judgements_(store_)
    show(rows, ["a", "b", "verdict", "by", "at", "why", "id"], format, "Judgements")


@app.command()
def review(store: StoreOption = None, format: FormatOption = Format.table, by: ByOption = "", limit: LimitOption = None) -> None:
    """Entities and events that may be one. On a terminal each pair with its evidence, to judge or skip; in a pipe the list.

    Example:  kg review --format json
    """
    from kg.pipeline import candidates

    interactive = sys.stdin.isatty() and sys.stdout.isatty() and format is Format.table
    with opened(store, write=interactive) as store_:
        rows = candidates(store_)[:limit]
        if interactive:
            judge_each(store_, rows, by)
            return
    show(rows, ["a_name", "b_name", "why", "a", "b"], format, "Candidates")


def judge_each(store: "Store", rows: "Sequence[dict[str, Any]]", by: str) -> None:
    """Ask for each pair: y(es), n(o), u(nsure), s(kip), b(ack: undo the last), q(uit)."""
    from kg.evidence import mentions
    from kg.pipeline import judge, withdraw

    at = 0
    done: list[int] = []
    while at < len(rows):
        row = rows[at]
        print(f"\n{at + 1} of {len(rows)}: {row['why']}")
        for side in ("a", "b"):
            print(f"  {row[side + '_name']}  ({row[side]})")
            for e in mentions(store, row[side], 2):
                print(f"    {e.document}: {' '.join(e.sentence.split())}")
        answer = typer.prompt("one and the same? y/n/u(nsure)/s(kip)/b(ack)/q(uit)", default="s").strip().lower()[:1]
        if answer == "q":
            return
        if answer == "b" and done:
            at = done.pop()
            say(withdraw(store, rows[at]["judge_a"], rows[at]["judge_b"]))
            continue
        verdict = {"y": "same", "n": "differ", "u": "unsure"}.get(answer)
        if verdict:
            say(judge(store, row["judge_a"], row["judge_b"], verdict, by=by, why=f"review: {row['why']}"))
            done.append(at)
        at += 1


# ------------------------------------------------------------------------------------------------ measures and upkeep


@app.command()
def measure(store: StoreOption = None, format: FormatOption = Format.table, limit: LimitOption = None) -> None:
    """Degree, betweenness and communities of the actors.

    Example:  kg measure --limit 20
    """
    from kg.measure import measure as measure_
    from kg.schema import load_schema

    with opened(store) as store_:
        rows = [asdict(m) for m in measure_(store_.graph(), load_schema())][:limit]
    show(rows, ["name", "label", "degree", "betweenness", "community", "id"], format, "Actors")


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(help="Annotated documents in the codebook's format, JSON Lines.")],
    format: FormatOption = Format.table,
    errors: Annotated[bool, typer.Option("--errors", help="List misses and false alarms by document.")] = False,
) -> None:
    """Score the extraction against annotated documents.

    Example:  kg evaluate annotated.jsonl --errors
    """
    from kg.evaluate import evaluate as evaluate_

    report = evaluate_(gold)
    show(report.rows, ["measure", "precision", "recall", "f1", "right", "false", "missed"], format, "Extraction")
    if errors and format is Format.table:
        for document, lines in report.errors.items():
            print(f"\n{document}")
            for line in lines:
                print(f"  {line}")


@app.command()
def status(store: StoreOption = None, format: FormatOption = Format.table) -> None:
    """What is in the store, and its versions.

    Example:  kg status
    """
    from kg.pipeline import status as status_

    with opened(store) as store_:
        show(status_(store_), ["what", "value"], format, "Store")


@app.command()
def log(store: StoreOption = None, format: FormatOption = Format.table, limit: LimitOption = None) -> None:
    """Loads, edits, retractions and judgements, latest first.

    Example:  kg log --limit 10
    """
    from kg.pipeline import log as log_

    with opened(store) as store_:
        show(log_(store_)[:limit], ["at", "action", "key", "sha256", "detail"], format, "Log")


@app.command()
def check(store: StoreOption = None) -> None:
    """Verify the store. Every edge has evidence, every quote is what its document says.

    Example:  kg check
    """
    from kg.integrity import check as check_
    from kg.schema import load_schema

    with opened(store) as store_:
        graph = store_.graph()
    faults = list(check_(graph, load_schema()))
    for fault in faults:
        print(fault)
    statements = sum(n.label == "Statement" for n in graph.nodes.values())
    if faults:
        fail(f"{len(faults)} faults: load the documents named again, or rebuild with kg export and kg import")
    print(f"whole: {statements} statements, {len(graph.nodes)} nodes, {len(graph.edges)} edges")
