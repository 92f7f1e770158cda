"""`regcheck concepts`: the terms that law defines, compared, and exchanged with catalogues."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import Annotated

from regcheck.base.errors import ExitCode, UsageError
from regcheck.base.files.whole import refuse_named_pipe
from regcheck.base.texts.message import message
from regcheck.cli import options as shared
from regcheck.cli.delivery import Target
from regcheck.cli.documents import (
    ReadableDocuments,
    Source,
    find_documents,
    refuse_what_is_read,
)
from regcheck.cli.options import argument, choice, option
from regcheck.cli.progress import Pace
from regcheck.cli.terminal import note, processors, say_line, warn, warn_unread
from regcheck.concepts.catalogue import CatalogueConcept, Origin, by_identifier, catalogued_from
from regcheck.concepts.catalogue_rdf import read_catalogue
from regcheck.concepts.comparison import compared_terms
from regcheck.concepts.definitions import Definition, counts, definitions_in, is_relative
from regcheck.concepts.index import HEADER, open_index
from regcheck.concepts.lemmas import concept_of, lemma_of
from regcheck.corpus.concept_index import build_index
from regcheck.corpus.harmony.concepts import Concept, concepts_to_harmonise
from regcheck.corpus.harmony.records import (
    Labels,
    concepts_document,
    concepts_json,
    concepts_page,
    concepts_workbook,
    with_assessments,
)
from regcheck.corpus.obstacles.life_events import load_life_events
from regcheck.document.model import Unreadable
from regcheck.reports.concepts import comparison
from regcheck.reports.concepts.definitions import (
    Collection,
    definitions_json,
    lacks_label,
    registration_csv,
    skos_turtle,
)
from regcheck.reports.concepts.review import ReviewEntry, read_review, review_workbook, with_review
from regcheck.reports.files import write_together
from regcheck.reports.rows import fields_csv, spreadsheet
from regcheck.run.check import choose_jobs

DEFAULT_INDEX = "begreper.sqlite"
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]{3,300}")
_MAIL = re.compile(r"[^\s<>@\"{}|\\^`]{1,100}@[^\s<>@\"{}|\\^`]{1,200}")


def extract(
    format: Annotated[str, choice("json", "csv")],
    target: Target,
    source: Source,
) -> int:
    """List the definitions in documents: term, meaning, reach and place."""
    documents = source.documents(target.output)
    found = chain.from_iterable(map(definitions_in, documents))
    if format == "csv":
        target.write(fields_csv(Definition, found))
    else:
        target.write(definitions_json(found, documents.unreadable))
    return documents.exit_code


def build(
    paths: shared.Paths,
    output: Annotated[str, option("FILE", "--output -o", DEFAULT_INDEX)],
    jobs: shared.Jobs,
    allow_incomplete: bool,
) -> int:
    """Index the definitions of a body of law; unchanged documents are not read again."""
    inputs = find_documents(paths)
    with open_index(output, create=True) as index:
        progress = Pace(inputs.files, inputs.size)
        done = build_index(index, inputs, choose_jobs(jobs, inputs, processors()), progress.add)
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
    index: Annotated[str, argument("INDEX")],
    term: Annotated[tuple[str, ...], option("TERM")],
    all_verdicts: Annotated[bool, option(flags="--all")],
    translated: bool,
    chapters: bool,
    most: Annotated[int | None, option("N", "-n")],
    format: Annotated[str, choice("text", "json", "csv", "html", "xlsx")],
    target: Target,
    locale: shared.Locale,
) -> int:
    """Show terms that several texts define differently, those that matter most first."""
    if format == "xlsx" and target.is_stdout:
        raise UsageError(message("concepts.name_the_workbook"))
    shown = shared.locale_or(locale)
    with open_index(index) as opened:
        concepts = [concept_of(lemma_of(name, "nb"), "nb") for name in term] if term else None
        terms = compared_terms(opened.definitions(concepts), chapters=chapters)
    wanted = [
        one
        for one in terms
        if (all_verdicts or term or not one.verdict.agrees) and (translated or not one.foreign)
    ][:most]
    written: dict[str, Callable[[], Iterable[str] | bytes]] = {
        "text": lambda: comparison.terms_text(wanted, shown),
        "json": lambda: comparison.terms_json(wanted),
        "csv": lambda: spreadsheet(comparison.COLUMNS, comparison.terms_rows(wanted, shown)),
        "html": lambda: comparison.terms_html(wanted, shown),
        "xlsx": lambda: comparison.terms_xlsx(wanted, shown),
    }
    target.write(written[format]())
    return ExitCode.OK


def export(
    *,
    paths: Annotated[tuple[str, ...], argument("INDEX|PATH...", ())],
    format: Annotated[str, choice("turtle", "csv", "review")],
    target: Target,
    review: Annotated[str, option("FILE.xlsx")],
    publisher: Annotated[str, option("URI")],
    contact: Annotated[str, option("EMAIL")],
    base: Annotated[str, option("URI")],
    title: Annotated[str, option("TEXT", default="Begreper i lov og forskrift")],
    document: Annotated[tuple[str, ...], option("REFID")],
    allow_incomplete: bool,
) -> int:
    """Write definitions as concepts: in Turtle, CSV for registration, or a review list."""
    if format == "turtle":
        _fits("publisher", publisher, _ADDRESS)
        _fits("contact", contact, _MAIL)
    base = base or (publisher.rstrip("/") + "/begreper/" if publisher else "urn:begrep:")
    if not base.startswith("urn:"):
        _fits("base", base, _ADDRESS)
    definitions, origins, unreadable = _definitions(paths, document, target.output)
    chosen = [
        one for one in definitions if counts(one) and one.role != "foreign" and not is_relative(one)
    ]
    found = catalogued_from(chosen, publisher, base, origins)
    reviewed = _reviewed(review, {one.identifier for one in found}) if review else {}
    if format == "review":
        if target.is_stdout:
            raise UsageError(message("concepts.name_the_workbook"))
        with review_workbook(found, reviewed, shared.locale_or("auto")) as book:
            target.write(book.read(), force=target.output == review)
    else:
        concepts = list(with_review(found, reviewed))
        collection = Collection(base, title, publisher, contact)
        target.write(_as_concepts(concepts, format, collection))
    return ExitCode.of(whole=allow_incomplete or not unreadable)


def _reviewed(path: str, known: set[str]) -> dict[str, ReviewEntry]:
    """What people said in a review list; tells what is odd about it."""
    reviewed, oddities = read_review(path)
    for oddity in oddities:
        warn(message("obstacles.oddity", path=path, what=oddity))
    if gone := sorted(reviewed.keys() - known):
        warn(message("concepts-review.unknown", path=path, n=len(gone), first=gone[0]))
    return reviewed


def _as_concepts(
    concepts: Sequence[CatalogueConcept], format: str, collection: Collection
) -> Iterable[str]:
    if format == "csv":
        return registration_csv(concepts)
    if not concepts:
        raise UsageError(message("concepts.nothing_to_export"))
    if lacking := sum(map(lacks_label, by_identifier(concepts))):
        warn(message("concepts-review.unlabelled", n=lacking))
    return skos_turtle(concepts, collection)


def import_concepts(
    files: Annotated[tuple[str, ...], argument("FILE...")],
    into: Annotated[str, option("INDEX", default=DEFAULT_INDEX)],
    allow_incomplete: bool,
) -> int:
    """Put the concepts of catalogues into an index; a file read again takes its own place."""
    read: list[tuple[str, list[CatalogueConcept]]] = []
    faults: list[UsageError] = []
    for file in files:
        try:
            concepts, notes = read_catalogue(file)
        except UsageError as fault:
            faults.append(fault)
            continue
        for oddity in notes:
            warn(message("cli.at", place=file, text=oddity))
        read.append((file, concepts))
    for unread in faults if read else faults[:-1]:
        warn(message("cli.not_read", what=unread.message))
    if not read:
        raise faults[-1]
    with open_index(into, create=True) as index:
        for file, concepts in read:
            index.replace_catalogue(file, concepts)
        index.seal()
    for file, concepts in read:
        number = len({one.identifier for one in concepts})
        defined = sum(bool(one.definition) for one in concepts)
        say_line(message("concepts.imported", file=file, concepts=number, definitions=defined))
    return ExitCode.of(whole=allow_incomplete or not faults)


def _fits(option: str, value: str, pattern: re.Pattern[str]) -> None:
    if not pattern.fullmatch(value):
        shown = value or message("cli.empty")
        raise UsageError(message(f"concepts.wrong_{option}", value=shown))


def _definitions(
    paths: Sequence[str], refids: Sequence[str], output: str
) -> tuple[list[Definition], dict[str, Origin], list[Unreadable]]:
    """The definitions in an index or in documents, of some texts or all, what is known of these
    texts, and what could not be read. Raises UsageError when they would be written over such a
    document."""
    found: list[Definition] = []
    origins: dict[str, Origin] = {}
    unreadable: list[Unreadable] = []
    if len(paths) == 1 and _is_index(paths[0]):
        with open_index(paths[0]) as index:
            found += index.definitions_in(refids) if refids else index.definitions()
            for known in index.documents({one.refid for one in found}):
                origins[known.refid] = Origin(known.legal_areas, known.in_force)
    else:
        inputs = find_documents(paths)
        refuse_what_is_read(output, inputs)
        for document in ReadableDocuments(inputs, unreadable=unreadable):
            found += definitions_in(document)
            meta = document.meta
            origins[meta.refid] = Origin(meta.legal_areas, meta.in_force)
    return [one for one in found if not refids or one.refid in refids], origins, unreadable


def _is_index(path: str) -> bool:
    """Whether a file is an SQLite file by its first bytes."""
    try:
        refuse_named_pipe(path)
        with Path(path).open("rb") as stream:
            return stream.read(len(HEADER)) == HEADER
    except OSError:
        return False


def harmonise(
    *,
    index: Annotated[str, argument("INDEX")],
    output: Annotated[str, option("FOLDER", "--output -o", "begreper")],
    force: bool,
    ministry: Annotated[tuple[str, ...], option("NAME")],
    area: Annotated[tuple[str, ...], option("NAME")],
    most: Annotated[int, option("N", "-n", 20)],
    assessments: Annotated[str, option("FILE.xlsx")],
    events: Annotated[str, option("FILE", "--life-events")],
    locale: shared.Locale,
) -> int:
    """Show which concepts most need harmonising: a page, a workbook, a Word file and JSON."""
    known = load_life_events(Path(events) if events else None)
    with open_index(index) as opened:
        found = concepts_to_harmonise(opened, known.by_document, most, ministry=ministry, area=area)
    if assessments:
        found, gone, oddities = with_assessments(found, assessments)
        for oddity in oddities:
            warn(message("obstacles.oddity", path=assessments, what=oddity))
        for key in gone:
            warn(message("harmony.gone", path=assessments, term=key))
    labels = Labels(shared.locale_or(locale), known.titles)
    _write(output, found, labels, force=force or bool(assessments))
    say_line(message("harmony.made", folder=output, n=len(found)))
    if not found:
        note(message("harmony.empty"))
    return ExitCode.OK


def _write(output: str, concepts: Sequence[Concept], labels: Labels, *, force: bool) -> None:
    with (
        concepts_workbook(concepts, labels) as workbook,
        concepts_document(concepts, labels) as document,
    ):
        texts = {"html": concepts_page(concepts, labels), "json": concepts_json(concepts)}
        files = {"xlsx": workbook, "docx": document}
        write_together(Path(output, labels.words.file), texts, files, force=force)
