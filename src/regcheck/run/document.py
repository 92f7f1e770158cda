"""One document from bytes to result, in whatever process it happens."""

from __future__ import annotations

from dataclasses import replace

from regcheck.base.values import Value, member
from regcheck.document.model import Document, Role, Unreadable
from regcheck.document.segments.view import Segments
from regcheck.law.basis import adopting_body, basis_named
from regcheck.law.dated import documents_in_history
from regcheck.law.metadata import DocumentKind, DocumentMeta
from regcheck.readers.inputs import Input
from regcheck.readers.registry import read_document
from regcheck.results.result import DocumentResult, Settings
from regcheck.run.guard import OutOfTime, bounded, given_up, own_fault, unread
from regcheck.run.options import DocumentChecker, RunOptions
from regcheck.run.pipeline import with_text


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
            from regcheck.run.units import units_of

            segments = Segments(document)
            result = replace(
                result,
                units=units_of(segments, result.findings, with_text=options.tables == "text"),
                measures={**result.measures, **library_measures(measured_text(segments))},
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
