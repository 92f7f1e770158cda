"""One document from bytes to result, in whatever process it happens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Final

from regcheck.base.text.span import Span
from regcheck.base.values import Value, member
from regcheck.document.model import Document, NodeKind, Role, Unreadable
from regcheck.document.segments.measures import LONG_WORD
from regcheck.document.segments.view import Segments
from regcheck.law.basis import adopting_body, basis_named
from regcheck.law.dated import documents_in_history
from regcheck.law.metadata import DocumentKind, DocumentMeta
from regcheck.readers.inputs import Input
from regcheck.readers.registry import read_document
from regcheck.results.result import DocumentResult, Row, Settings, Units
from regcheck.run.guard import OutOfTime, bounded, given_up, own_fault, unread
from regcheck.run.options import DocumentChecker, RunOptions
from regcheck.run.pipeline import with_text

_SECTIONS = frozenset({NodeKind.ARTICLE, NodeKind.ANNEX})
_DEFINITION: Final = {"provision": "address_path"} | {name: name for name in (
    "term", "lemma", "concept", "scope", "pattern", "definition", "role", "language", "start", "end"
)}  # fmt: skip
_REFERENCE: Final = {
    "provision": "address_path", "quote": "quote", "citation": "kind", "target_refid": "target",
    "target_path": "target_path", "outcome": "status", "start": "start", "end": "end",
}  # fmt: skip
"""Columns, and what the values that rows are made of call them."""


class DocumentRun(Value, frozen=True):
    """Reads and checks documents one at a time."""

    checker: DocumentChecker
    settings: Settings
    options: RunOptions = member(default_factory=RunOptions)

    def __call__(self, item: Input) -> DocumentResult:
        """The result for one document; never raises for anything the document holds."""
        guard = self.options.guard
        try:
            with bounded(guard.most, guard.memory, alone=guard.alone):
                return self._result(item)
        except OutOfTime:
            return unread(given_up(item.path, "no_time", seconds=guard.seconds))
        except MemoryError:
            return unread(given_up(item.path, "no_memory"))
        except Exception as fault:
            if self.options.reraise:
                raise
            return unread(own_fault(item.path, fault))

    def _result(self, item: Input) -> DocumentResult:
        options = self.options
        expired = options.guard.start()
        data = item.read(options.limits)
        if isinstance(data, Unreadable):
            return unread(data)
        how = self.settings.tracked_changes
        document = read_document(data, item.path, item.format, options.limits, how)
        if isinstance(document, Unreadable):
            return unread(replace(document, path=item.path))
        result = self.checker.check(document, expired=expired)
        if options.keep_text:
            result = with_text(result, document, data if options.keep_original else None)
        meta = result.meta
        if options.tables:
            result = replace(result, meta=_with_sources(meta, document))
        if options.tables in ("all", "text"):
            from regcheck.document.segments.measures import library_measures, measured_text

            further = library_measures(measured_text(Segments(document)))
            measures = {**result.measures, **further}
            result = replace(
                result,
                units=units_of(document, with_text=options.tables == "text"),
                measures=measures,
            )
        if options.keep_terms:
            from regcheck.concepts.told import terms_told
            from regcheck.decisions.read import decisions_in
            from regcheck.decisions.telling import statement

            some = [one for one in decisions_in(document) if not one.is_duty]
            result = replace(
                result,
                terms=terms_told(document, self.settings.concepts),
                decisions=tuple((statement(document.text, one), one) for one in some),
            )
            if result.original is not None and document.places is not None:
                held = tuple((one.words, document.places.runs(one.words)) for one in some)
                original = replace(result.original, places=(*result.original.places, *held))
                result = replace(result, original=original)
        return result


def _with_sources(meta: DocumentMeta, document: Document) -> DocumentMeta:
    """The metadata with what the text says it is made under and by, and was amended by."""
    if meta.kind is DocumentKind.REGULATION and not meta.based_on:
        named = basis_named(document.text, meta.title, meta.short_title, meta.refid)
        meta = replace(meta, named_basis=named)
    if meta.kind in (DocumentKind.REGULATION, DocumentKind.AMENDING_REGULATION):
        meta = replace(meta, adopted_by=meta.adopted_by or adopting_body(document.text))
    notes = (one.span for one in document.leaves if one.role is Role.EDITORIAL)
    told = (by for note in notes for by in documents_in_history(note.of(document.text)))
    amended_by = dict.fromkeys((*told, *meta.amended_by))
    return replace(meta, amended_by=tuple(sorted(amended_by, key=lambda by: by.split("/")[1])))


def units_of(document: Document, *, with_text: bool = False) -> Units:
    """The provisions (with their text if that is wanted), definitions and references of a document,
    for tables of a whole body of law; a reference to another document is `elsewhere` or
    `unknown`."""
    from regcheck.concepts.definitions import definitions_in
    from regcheck.references.library import ReferenceLibrary
    from regcheck.references.resolve import references_in

    references = references_in(document, ReferenceLibrary(None))
    return Units(
        tuple(_provisions(document, with_text=with_text)),
        tuple(_cells(one, _DEFINITION) for one in definitions_in(document)),
        tuple(_cells(one, _REFERENCE) for one in references),
    )


def _cells(one: object, columns: Mapping[str, str]) -> Row:
    return {column: getattr(one, name) for column, name in columns.items()}


def _provisions(document: Document, *, with_text: bool) -> Iterator[Row]:
    """Each unit that has text of its own, the section or annex around it, its measures, and the
    beginning of the SHA-256 of the text; running text has the kind of the unit around it."""
    segments = Segments(document)
    held: dict[str, list[int]] = {}
    for at, leaf in enumerate(document.leaves):
        held.setdefault(leaf.address.path, []).append(at)
    for path, leaves in held.items():
        first = document.leaves[leaves[0]]
        above = document.parents[leaves[0]]
        around = (first, *reversed(above))
        spans = [document.leaves[at].span for at in leaves]
        text = " ".join(span.of(document.text) for span in spans)
        source = document.offsets.to_source(Span(spans[0].start, spans[-1].end))
        yield {
            "provision": path,
            "section": next((n.address.path for n in around if n.kind in _SECTIONS), ""),
            "unit": (above[-1] if first.kind is NodeKind.TEXT and above else first).kind.value,
            "role": first.role.value,
            "language": segments.language(leaves[0]),
            "provision_words": text.count(" ") + 1,
            "provision_sentences": sum(len(segments.sentences(span)) for span in spans),
            "provision_long_words": len(LONG_WORD.findall(text)),
            "text_hash": sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16],
            "text": text if with_text else "",
            "provision_start": source.start,
            "provision_end": source.end,
            "provision_target": first.target.path if first.target else "",
        }
