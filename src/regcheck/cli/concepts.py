"""`regcheck concepts`: the terms that law defines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from regcheck.cli import options as shared
from regcheck.cli.lean import LeanCommand, make_app
from regcheck.cli.terminal import say, warn
from regcheck.errors import ExitCode

if TYPE_CHECKING:
    from regcheck.corpus.definitions import Definition
    from regcheck.document.model import Unreadable

FORMATS = ("json", "csv")


def make_concepts_app() -> typer.Typer:
    """The command with its subcommands."""
    app = make_app("The terms that law defines.")
    app.command("extract", cls=LeanCommand)(extract)
    return app


def extract(
    *,
    paths: shared.Paths = None,
    format: Annotated[str, typer.Option("--format", metavar="json|csv")] = "json",
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Where it goes; else stdout.")
    ] = "",
    stdin_format: shared.StdinFormat = "",
    stdin_filename: shared.StdinFilename = "",
    allow_incomplete: shared.AllowIncomplete = False,
    debug: shared.Debug = False,
) -> int:
    """List the definitions in documents: term, meaning, reach and place.

    Exit codes: 0 listed, 2 nothing was done, 3 something could not be read.
    """
    from regcheck.cli.documents import find_documents, read_each
    from regcheck.corpus.definitions import definitions_in
    from regcheck.document.model import Unreadable
    from regcheck.reports.definitions import definitions_csv, definitions_json
    from regcheck.reports.files import ReportFile
    from regcheck.reports.layout import printable

    shared.one_of("--format", format, FORMATS)
    inputs = find_documents(paths or (), stdin_format, stdin_filename)
    unreadable: list[Unreadable] = []

    def found() -> Iterator[Sequence[Definition]]:
        for document in read_each(inputs):
            if isinstance(document, Unreadable):
                unreadable.append(document)
                warn(printable(f"{document.path}: {document.detail}"))
            else:
                yield definitions_in(document)

    pieces = definitions_csv(found()) if format == "csv" else definitions_json(found(), unreadable)
    if output:
        with ReportFile(output) as file:
            for piece in pieces:
                file.write(piece)
    else:
        for piece in pieces:
            say(piece)
    return ExitCode.INCOMPLETE if unreadable and not allow_incomplete else ExitCode.OK
