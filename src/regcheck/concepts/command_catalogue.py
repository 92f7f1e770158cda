"""`regcheck concepts export` and `import`: concepts to and from catalogues."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from regcheck.cli import options as shared
from regcheck.cli.options import Option
from regcheck.cli.terminal import deliver, say, warn, warn_unread
from regcheck.errors import ExitCode, UsageError
from regcheck.files.pipes import refuse_named_pipe

if TYPE_CHECKING:
    from regcheck.concepts.catalogue import Catalogued
    from regcheck.concepts.definitions import Definition
    from regcheck.document.model import Unreadable

_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]{3,300}")
_MAIL = re.compile(r"[^\s<>@\"{}|\\^`]{1,100}@[^\s<>@\"{}|\\^`]{1,200}")


def export(
    *,
    paths: Annotated[tuple[str, ...], Option("paths", "", "INDEX|PATH...", (), many=True)],
    format: Annotated[str, Option("format", "--format", "", "turtle", ("turtle", "csv"))],
    output: shared.Output,
    publisher: Annotated[str, Option("publisher", "--publisher", "URI")],
    contact: Annotated[str, Option("contact", "--contact", "EMAIL")],
    base: Annotated[str, Option("base", "--base", "URI")],
    title: Annotated[str, Option("title", "--title", "TEXT", "Begreper i lov og forskrift")],
    document: Annotated[tuple[str, ...], Option("document", "--document", "REFID", (), many=True)],
    allow_incomplete: shared.AllowIncomplete,
) -> int:
    """Write definitions as concepts: SKOS-AP-NO-Begrep in Turtle, or CSV for registration."""
    from regcheck.concepts.catalogue import catalogued_from
    from regcheck.concepts.harmony import counts
    from regcheck.concepts.reports.skos import Collection, registration_csv, skos_turtle

    if format == "turtle":
        _fits("--publisher", publisher, _ADDRESS, "give the organisation's address, https://…")
        _fits("--contact", contact, _MAIL, "give an e-mail address")
    base = base or (publisher.rstrip("/") + "/begreper/" if publisher else "urn:begrep:")
    if not base.startswith("urn:"):
        _fits("--base", base, _ADDRESS, "give what ids begin with, https://…")
    definitions, unreadable = _definitions(paths, document, output)
    for one in unreadable:
        warn_unread(one)
    chosen = [one for one in definitions if counts(one) and one.role != "foreign"]
    concepts = list(catalogued_from(chosen, publisher, base))
    if format == "csv":
        deliver(registration_csv(concepts), output)
    else:
        if not concepts:
            raise UsageError("there is no definition to write; a collection needs at least one")
        deliver(skos_turtle(concepts, Collection(base, title, publisher, contact)), output)
    return ExitCode.of(whole=allow_incomplete or not unreadable)


def import_concepts(
    files: Annotated[tuple[str, ...], Option("files", "", "FILE...", shared.REQUIRED, many=True)],
    into: Annotated[str, Option("into", "--into", "INDEX", "begreper.duckdb")],
    allow_incomplete: shared.AllowIncomplete,
) -> int:
    """Put the concepts of catalogues into an index; a file read again takes its own place."""
    from regcheck.concepts.index import open_index
    from regcheck.reports.layout import printable

    read: list[tuple[str, list[Catalogued]]] = []
    faults = []
    for file in files:
        try:
            concepts, notes = read_catalogue(file)
        except UsageError as fault:
            faults.append(str(fault))
            continue
        for note in notes:
            warn(printable(f"{file}: {note}"))
        read.append((file, concepts))
    if not read:
        raise UsageError(printable("; ".join(faults)))
    with open_index(into, create=True) as index:
        for file, concepts in read:
            index.replace_catalogue(file, concepts)
        index.seal()
    for unread in faults:
        warn(printable(f"not read: {unread}"))
    for file, concepts in read:
        number = len({one.identifier for one in concepts})
        defined = sum(bool(one.definition) for one in concepts)
        say(printable(f"{file}: {number} concepts, {defined} definitions") + "\n")
    return ExitCode.of(whole=allow_incomplete or not faults)


def read_catalogue(file: str) -> tuple[list[Catalogued], list[str]]:
    """The concepts in a file, and what is to be said of it. Raises UsageError in one line."""
    from regcheck.concepts.catalogue_csv import read_registration_csv
    from regcheck.concepts.catalogue_rdf import FORMATS, read_rdf
    from regcheck.concepts.rdf_guard import MAX_BYTES
    from regcheck.datafiles.data_files import read_bytes

    ending = Path(file).suffix.lower()
    if ending != ".csv" and ending not in FORMATS:
        known = ", ".join((*FORMATS, ".csv"))
        raise UsageError(f"{file}: its name says no known format; it must end with {known}")
    data = read_bytes(file, MAX_BYTES)
    if ending == ".csv":
        return read_registration_csv(data, file)
    return read_rdf(data, file, FORMATS[ending])


def _fits(option: str, value: str, pattern: re.Pattern[str], remedy: str) -> None:
    if not pattern.fullmatch(value):
        raise UsageError(f"{option} {value or '(empty)'}: {remedy}")


def _definitions(
    paths: Sequence[str], refids: Sequence[str], output: str
) -> tuple[list[Definition], list[Unreadable]]:
    """The definitions in an index or in documents, of some texts or all. Raises UsageError when
    they would be written over such a document."""
    from regcheck.cli.delivery import refuse_what_is_read
    from regcheck.cli.documents import find_documents
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
    """Whether a file is a DuckDB file by its first bytes."""
    try:
        refuse_named_pipe(path)
        with Path(path).open("rb") as stream:
            return stream.read(12)[8:] == b"DUCK"
    except OSError:
        return False
