"""`regcheck concepts`: the terms that law defines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

from regcheck.cli import options as shared
from regcheck.cli.options import Option
from regcheck.cli.progress import Pace
from regcheck.cli.terminal import deliver, say, warn_unread
from regcheck.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from regcheck.concepts.definitions import Definition
    from regcheck.concepts.harmony import Term
    from regcheck.document.model import Unreadable


def extract(
    *,
    paths: shared.Paths,
    format: Annotated[str, Option("format", "--format", "", "json", ("json", "csv"))],
    output: shared.Output,
    stdin_format: shared.StdinFormat,
    stdin_filename: shared.StdinFilename,
    allow_incomplete: shared.AllowIncomplete,
) -> int:
    """List the definitions in documents: term, meaning, reach and place."""
    from regcheck.cli.delivery import refuse_what_is_read
    from regcheck.cli.documents import find_documents
    from regcheck.concepts.definitions import definitions_in
    from regcheck.concepts.reports.definitions import definitions_csv, definitions_json
    from regcheck.document.model import Unreadable
    from regcheck.run.pipeline import read_each

    inputs = find_documents(paths, stdin_format, stdin_filename)
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
    paths: shared.Paths,
    output: Annotated[str, Option("output", "--output -o", "FILE", "begreper.duckdb")],
    jobs: shared.Jobs,
    allow_incomplete: shared.AllowIncomplete,
) -> int:
    """Index the definitions of a body of law; unchanged documents are not read again."""
    from regcheck.cli.documents import find_documents
    from regcheck.cli.terminal import processors
    from regcheck.concepts.build_index import build_index
    from regcheck.concepts.index import open_index
    from regcheck.run.check import choose_jobs

    inputs = find_documents(paths)
    with open_index(output, create=True) as index:
        progress = Pace(inputs.files, inputs.size)
        done = build_index(index, inputs, choose_jobs(jobs, inputs, processors()), progress.add)
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
    index: Annotated[str, Option("index", "", "INDEX", shared.REQUIRED)],
    term: Annotated[tuple[str, ...], Option("term", "--term", "TERM", (), many=True)],
    all_verdicts: Annotated[bool, Option("all_verdicts", "--all", default=False)],
    translated: Annotated[bool, Option("translated", "--translated", default=False)],
    chapters: Annotated[bool, Option("chapters", "--chapters", default=False)],
    most: Annotated[int | None, Option("most", "-n", "N", None, read=shared.whole_number)],
    format: Annotated[
        str, Option("format", "--format", "", "text", ("text", "json", "csv", "html", "xlsx"))
    ],
    output: shared.Output,
    locale: shared.Locale,
) -> int:
    """Show terms that several texts define differently, those that matter most first."""
    from regcheck.concepts.harmony import harmonise
    from regcheck.concepts.index import open_index

    if format == "xlsx" and output in ("", "-"):
        raise UsageError("--format xlsx: name the file with --output FILE.xlsx")
    shown = shared.locale_or(locale)
    with open_index(index) as opened:
        lemmas = [name.lower() for name in term] if term else None
        terms = harmonise(opened.definitions(lemmas), chapters=chapters)
    wanted = [
        one
        for one in terms
        if (all_verdicts or term or not one.verdict.agrees) and (translated or not one.foreign)
    ][:most]
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
