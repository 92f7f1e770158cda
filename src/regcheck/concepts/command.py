"""`regcheck concepts`: the terms that law defines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from regcheck.cli import options as shared
from regcheck.cli.lean import LeanCommand, make_app
from regcheck.cli.progress import Pace
from regcheck.cli.terminal import deliver, say, warn_unread
from regcheck.concepts.command_catalogue import export, import_concepts
from regcheck.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from regcheck.concepts.definitions import Definition
    from regcheck.concepts.harmony import Term
    from regcheck.document.model import Unreadable

FORMATS = ("json", "csv")
COMPARE_FORMATS = ("text", "json", "csv", "html", "xlsx")


def make_concepts_app() -> typer.Typer:
    """The command with its subcommands."""
    app = make_app("The terms that law defines.")
    app.command("extract", cls=LeanCommand)(extract)
    app.command("build", cls=LeanCommand)(build)
    app.command("compare", cls=LeanCommand)(compare)
    app.command("export", cls=LeanCommand)(export)
    app.command("import", cls=LeanCommand)(import_concepts)
    return app


def extract(
    *,
    paths: shared.Paths = None,
    format: Annotated[str, typer.Option("--format", metavar="json|csv")] = "json",
    output: shared.OutputFile = "",
    stdin_format: shared.StdinFormat = "",
    stdin_filename: shared.StdinFilename = "",
    allow_incomplete: shared.AllowIncomplete = False,
    debug: shared.Debug = False,
) -> int:
    """List the definitions in documents: term, meaning, reach and place.

    Exit codes: 0 listed, 2 nothing was done, 3 something could not be read.
    """
    from regcheck.cli.documents import find_documents
    from regcheck.cli.report_targets import refuse_what_is_read
    from regcheck.concepts.definitions import definitions_in
    from regcheck.concepts.reports.definitions import definitions_csv, definitions_json
    from regcheck.document.model import Unreadable
    from regcheck.run.pipeline import read_each

    shared.one_of("--format", format, FORMATS)
    inputs = find_documents(paths or (), stdin_format, stdin_filename)
    refuse_what_is_read(output, inputs)
    unreadable: list[Unreadable] = []

    def found() -> Iterator[Sequence[Definition]]:
        for document in read_each(inputs):
            if isinstance(document, Unreadable):
                unreadable.append(document)
                warn_unread(document)
            else:
                yield definitions_in(document)

    pieces = definitions_csv(found()) if format == "csv" else definitions_json(found(), unreadable)
    deliver(pieces, output)
    return ExitCode.of(whole=allow_incomplete or not unreadable)


def build(
    *,
    paths: shared.Paths = None,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="The index, a DuckDB file.")
    ] = "begreper.duckdb",
    jobs: shared.Jobs = "",
    allow_incomplete: shared.AllowIncomplete = False,
    debug: shared.Debug = False,
) -> int:
    """Index the definitions of a body of law; documents that have not changed are not read again.

    Exit codes: 0 built, 2 nothing was done, 3 something could not be read.
    """
    from regcheck.cli.documents import find_documents
    from regcheck.cli.terminal import processors
    from regcheck.concepts.build_index import build_index
    from regcheck.concepts.index import open_index
    from regcheck.run.check import choose_jobs

    inputs = find_documents(paths or ())
    asked = shared.whole_number("--jobs", jobs) if jobs else 0
    with open_index(output, create=True) as index:
        progress = Pace(inputs.files, inputs.size)
        done = build_index(index, inputs, choose_jobs(asked, inputs, processors()), progress.add)
        progress.end()
        documents, definitions, terms = index.counts()
    for one in done.unreadable:
        warn_unread(one)
    say(
        f"{output}: {documents} documents, {definitions} definitions of {terms} terms"
        f" ({done.read} read, {done.kept} unchanged, {done.gone} gone)\n"
    )
    return ExitCode.of(whole=allow_incomplete or not done.unreadable)


def compare(
    *,
    index: Annotated[str, typer.Argument(metavar="INDEX", help="What concepts build made.")],
    term: Annotated[
        list[str] | None, typer.Option("--term", metavar="TERM", help="Only this; repeatable.")
    ] = None,
    all_verdicts: Annotated[
        bool, typer.Option("--all", help="Also terms whose definitions agree.")
    ] = False,
    translated: Annotated[
        bool, typer.Option("--translated", help="Also terms of translated text only.")
    ] = False,
    chapters: Annotated[
        bool, typer.Option("--chapters", help="Also definitions limited to a chapter.")
    ] = False,
    most: Annotated[
        str, typer.Option("-n", metavar="N", help="How many terms; all by default.")
    ] = "",
    format: Annotated[str, typer.Option("--format", metavar="text|json|csv|html|xlsx")] = "text",
    output: shared.OutputFile = "",
    locale: shared.Locale = "auto",
    debug: shared.Debug = False,
) -> int:
    """Show terms that several texts define differently, those that matter most first.

    Exit codes: 0 shown, 2 nothing was done.
    """
    from regcheck.concepts.harmony import harmonise
    from regcheck.concepts.index import open_index

    shared.one_of("--format", format, COMPARE_FORMATS)
    if format == "xlsx" and output in ("", "-"):
        raise UsageError("--format xlsx: name the file with --output FILE.xlsx")
    shown = shared.locale_of(locale)
    number = shared.whole_number("-n", most) if most else None
    with open_index(index) as opened:
        lemmas = [name.lower() for name in term] if term else None
        terms = harmonise(opened.definitions(lemmas), chapters=chapters)
    wanted = [
        one
        for one in terms
        if (all_verdicts or term or not one.verdict.agrees) and (translated or not one.foreign)
    ][:number]
    _compared(format, wanted, shown, output)
    return ExitCode.OK


def _compared(format: str, terms: Sequence[Term], locale: str, output: str) -> None:
    """Write the terms in a format."""
    from regcheck.concepts.reports.harmony import harmony_csv, harmony_json, harmony_text

    if format == "xlsx":
        from regcheck.concepts.reports.harmony_xlsx import harmony_xlsx
        from regcheck.reports.files import ReportFile

        with ReportFile(output) as file:
            file.write_bytes(harmony_xlsx(terms, locale))
        return
    if format == "html":
        from regcheck.concepts.reports.harmony_html import harmony_html

        deliver(harmony_html(terms, locale), output)
    elif format == "json":
        deliver(harmony_json(terms), output)
    elif format == "csv":
        deliver(harmony_csv(terms, locale), output)
    else:
        deliver(harmony_text(terms, locale), output)
