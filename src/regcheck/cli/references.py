"""`regcheck references`: what documents refer to, and whether it exists."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Annotated

from regcheck.cli import options as shared
from regcheck.cli.delivery import Target
from regcheck.cli.documents import Source
from regcheck.cli.options import choice, option
from regcheck.cli.progress import with_progress
from regcheck.concepts.comparison import Circle, circles_in
from regcheck.concepts.definitions import Definition, definitions_in
from regcheck.concepts.index import ConceptIndex, open_index
from regcheck.law.names import NamedDocument, Names
from regcheck.references.library import ReferenceLibrary
from regcheck.references.model import Reference
from regcheck.references.resolve import references_in
from regcheck.reports import references as reports
from regcheck.reports.rows import fields_csv


def references(
    *,
    index: Annotated[str, option("INDEX")],
    format: Annotated[str, choice("text", "json", "csv", "graphml")],
    everything: Annotated[bool, option(flags="--all")],
    target: Target,
    source: Source,
    locale: shared.Locale,
) -> int:
    """Look up what documents refer to: in themselves and, with an index, in a body of law."""
    found: list[Reference] = []
    definitions: list[Definition] = []
    documents = source.documents(target.output)
    with open_index(index) if index else nullcontext() as law:
        library = ReferenceLibrary(law, registered=True)
        for document in with_progress(documents, len(documents.inputs.entries)):
            found += references_in(document, library)
            definitions += definitions_in(document)
        circles = _circles(definitions, law)
    if format == "json":
        pieces = reports.references_json(found, circles, documents.unreadable)
    elif format == "csv":
        pieces = fields_csv(Reference, found)
    elif format == "graphml":
        pieces = reports.references_graphml(found)
    else:
        shown = shared.locale_or(locale)
        pieces = reports.references_text(found, circles, shown, everything=everything)
    target.write(pieces)
    return documents.exit_code


def _circles(definitions: list[Definition], source: ConceptIndex | None) -> list[Circle]:
    """The circles that definitions of the documents take part in."""
    read = {(one.refid, one.lemma) for one in definitions}
    known = list(definitions)
    names = Names([NamedDocument(one.refid, one.title, "") for one in definitions if one.refid])
    if source is not None:
        names = source.names()
        mine = {one.refid for one in definitions}
        more = source.definitions({one.lemma for one in definitions})
        known += [one for one in more if one.refid not in mine]
    return [
        circle
        for circle in circles_in(known, names)
        if any((one.refid, one.lemma) in read for one in circle)
    ]
