"""`regcheck concepts`: the terms that law defines, compared, and exchanged with catalogues."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from regcheck.cli import options as shared
from regcheck.cli.lean import LeanCommand, make_app
from regcheck.cli.progress import Pace
from regcheck.cli.terminal import deliver, say_line, warn, warn_unread
from regcheck.errors import ExitCode, UsageError
from regcheck.files.pipes import refuse_named_pipe
from regcheck.texts.message import message

if TYPE_CHECKING:
    from regcheck.concepts.catalogue import Catalogued
    from regcheck.concepts.comparison import Term
    from regcheck.concepts.definitions import Definition
    from regcheck.document.model import Unreadable

DEFAULT_INDEX = "begreper.sqlite"
FORMATS = ("json", "csv")
COMPARE_FORMATS = ("text", "json", "csv", "html", "xlsx")
EXPORT_FORMATS = ("turtle", "csv")
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]{3,300}")
_MAIL = re.compile(r"[^\s<>@\"{}|\\^`]{1,100}@[^\s<>@\"{}|\\^`]{1,200}")


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
        str, typer.Option("--output", "-o", metavar="FILE", help="The index, an SQLite file.")
    ] = DEFAULT_INDEX,
    jobs: shared.Jobs = "",
    allow_incomplete: shared.AllowIncomplete = False,
    debug: shared.Debug = False,
) -> int:
    """Index the definitions of a body of law; documents that have not changed are not read again.

    Exit codes: 0 built, 2 nothing was done, 3 something could not be read.
    """
    from regcheck.cli.documents import find_documents
    from regcheck.cli.terminal import processors
    from regcheck.concepts.build import build_index
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
    counted = {"documents": documents, "definitions": definitions, "terms": terms}
    state = {"read": done.read, "kept": done.kept, "gone": done.gone}
    say_line(message("concepts.built", file=output, **counted, **state))
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
    from regcheck.concepts.comparison import compared_terms
    from regcheck.concepts.index import open_index

    shared.one_of("--format", format, COMPARE_FORMATS)
    if format == "xlsx" and output in ("", "-"):
        raise UsageError(message("concepts.name_the_workbook"))
    shown = shared.locale_of(locale)
    number = shared.whole_number("-n", most) if most else None
    with open_index(index) as opened:
        lemmas = [name.lower() for name in term] if term else None
        terms = compared_terms(opened.definitions(lemmas), chapters=chapters)
    wanted = [
        one
        for one in terms
        if (all_verdicts or term or not one.verdict.agrees) and (translated or not one.foreign)
    ][:number]
    _compared(format, wanted, shown, output)
    return ExitCode.OK


def _compared(format: str, terms: Sequence[Term], locale: str, output: str) -> None:
    """Write the terms in a format."""
    from regcheck.concepts.reports import comparison
    from regcheck.reports.files import ReportFile

    if format == "xlsx":
        with ReportFile(output) as file:
            file.write_bytes(comparison.terms_xlsx(terms, locale))
    elif format == "html":
        deliver(comparison.terms_html(terms, locale), output)
    elif format == "json":
        deliver(comparison.terms_json(terms), output)
    elif format == "csv":
        deliver(comparison.terms_csv(terms, locale), output)
    else:
        deliver(comparison.terms_text(terms, locale), output)


def export(
    *,
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="INDEX|PATH...", help="An index, or documents and folders."),
    ] = None,
    format: Annotated[str, typer.Option("--format", metavar="turtle|csv")] = "turtle",
    output: shared.OutputFile = "",
    publisher: Annotated[
        str, typer.Option("--publisher", metavar="URI", help="The organisation that publishes it.")
    ] = "",
    contact: Annotated[
        str, typer.Option("--contact", metavar="EMAIL", help="Where to ask about it.")
    ] = "",
    base: Annotated[
        str,
        typer.Option("--base", metavar="URI", help="What ids begin with; else the publisher's."),
    ] = "",
    title: Annotated[
        str, typer.Option("--title", metavar="TEXT", help="What the collection is called.")
    ] = "Begreper i lov og forskrift",
    document: Annotated[
        list[str] | None,
        typer.Option("--document", metavar="REFID", help="Only of this text; repeatable."),
    ] = None,
    allow_incomplete: shared.AllowIncomplete = False,
    debug: shared.Debug = False,
) -> int:
    """Write definitions as concepts: SKOS-AP-NO-Begrep in Turtle, or CSV for registration.

    Exit codes: 0 written, 2 nothing was done, 3 something could not be read.
    """
    from regcheck.concepts.catalogue import catalogued_from
    from regcheck.concepts.comparison import counts
    from regcheck.concepts.reports.definitions import Collection, registration_csv, skos_turtle

    shared.one_of("--format", format, EXPORT_FORMATS)
    if format == "turtle":
        _fits("publisher", publisher, _ADDRESS)
        _fits("contact", contact, _MAIL)
    base = base or (publisher.rstrip("/") + "/begreper/" if publisher else "urn:begrep:")
    if not base.startswith("urn:"):
        _fits("base", base, _ADDRESS)
    definitions, unreadable = _definitions(paths or (), document, output)
    for one in unreadable:
        warn_unread(one)
    chosen = [one for one in definitions if counts(one) and one.role != "foreign"]
    concepts = list(catalogued_from(chosen, publisher, base))
    if format == "csv":
        deliver(registration_csv(concepts), output)
    else:
        if not concepts:
            raise UsageError(message("concepts.nothing_to_export"))
        deliver(skos_turtle(concepts, Collection(base, title, publisher, contact)), output)
    return ExitCode.of(whole=allow_incomplete or not unreadable)


def import_concepts(
    *,
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="Turtle, RDF/XML, JSON-LD or CSV.")
    ],
    into: Annotated[
        str, typer.Option("--into", metavar="INDEX", help="The index they are put into.")
    ] = DEFAULT_INDEX,
    allow_incomplete: shared.AllowIncomplete = False,
    debug: shared.Debug = False,
) -> int:
    """Put the concepts of catalogues into an index; a file read again takes its own place.

    Exit codes: 0 all were read, 2 nothing was done, 3 a file could not be read.
    """
    from regcheck.concepts.catalogue_rdf import read_catalogue
    from regcheck.concepts.index import open_index
    from regcheck.reports.layout import printable

    read: list[tuple[str, list[Catalogued]]] = []
    faults: list[UsageError] = []
    for file in files:
        try:
            concepts, notes = read_catalogue(file)
        except UsageError as fault:
            faults.append(fault)
            continue
        for note in notes:
            warn(message("concepts.note", file=printable(file), note=note))
        read.append((file, concepts))
    for unread in faults if read else faults[:-1]:
        warn(message("concepts.not_read", fault=unread.message))
    if not read:
        raise faults[-1]
    with open_index(into, create=True) as index:
        for file, concepts in read:
            index.replace_catalogue(file, concepts)
        index.seal()
    for file, concepts in read:
        number = len({one.identifier for one in concepts})
        defined = sum(bool(one.definition) for one in concepts)
        shown = printable(file)
        say_line(message("concepts.imported", file=shown, concepts=number, definitions=defined))
    return ExitCode.of(whole=allow_incomplete or not faults)


def _fits(option: str, value: str, pattern: re.Pattern[str]) -> None:
    if not pattern.fullmatch(value):
        shown = value or message("concepts.empty")
        raise UsageError(message(f"concepts.wrong_{option}", value=shown))


def _definitions(
    paths: Sequence[str], refids: Sequence[str] | None, output: str
) -> tuple[list[Definition], list[Unreadable]]:
    """The definitions in an index or in documents, of some texts or all. Raises UsageError when
    they would be written over such a document."""
    from regcheck.cli.documents import find_documents
    from regcheck.cli.report_targets import refuse_what_is_read
    from regcheck.concepts.definitions import definitions_in
    from regcheck.concepts.index import open_index
    from regcheck.document.model import Unreadable
    from regcheck.run.pipeline import read_each

    found: list[Definition] = []
    unreadable: list[Unreadable] = []
    if len(paths) == 1 and _is_index(paths[0]):
        with open_index(paths[0]) as index:
            found += index.definitions_in(refids) if refids else index.definitions()
    else:
        inputs = find_documents(paths)
        refuse_what_is_read(output, inputs)
        for document in read_each(inputs):
            if isinstance(document, Unreadable):
                unreadable.append(document)
            else:
                found += definitions_in(document)
    wanted = set(refids or ())
    return [one for one in found if not wanted or one.refid in wanted], unreadable


def _is_index(path: str) -> bool:
    """Whether a file is an SQLite file by its first bytes."""
    from regcheck.concepts.index import HEADER

    try:
        refuse_named_pipe(path)
        with Path(path).open("rb") as stream:
            return stream.read(len(HEADER)) == HEADER
    except OSError:
        return False
