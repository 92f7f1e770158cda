"""One document from bytes to result, in whatever process it happens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Protocol

from regcheck.document.blocks import blocks_of
from regcheck.document.model import Document, Unreadable
from regcheck.findings.check import Checked
from regcheck.findings.suppression import read_suppressions
from regcheck.law.metadata import DocumentMeta
from regcheck.readers.inputs import Input
from regcheck.readers.limits import Limits
from regcheck.readers.registry import read_document
from regcheck.results.result import DocumentResult, Original, Settings, SkippedRule
from regcheck.texts.message import message

AUTO = "auto"


class DocumentChecker(Protocol):
    """What a run needs of `findings.check.Checker`."""

    def check(self, document: Document, *, expired: Callable[[], bool] | None = None) -> Checked:
        """Every finding in the document."""


@dataclass(frozen=True, slots=True)
class Guard:
    """How long a document may take. `clock` gives seconds; it must be a module-level function, so
    that it can be sent to other processes."""

    clock: Callable[[], float] | None = None
    seconds: float = 30.0

    def start(self) -> Callable[[], bool] | None:
        """A question to be asked now and then: is the time up? None when nothing guards."""
        clock = self.clock
        if clock is None:
            return None
        end = clock() + self.seconds
        return lambda: clock() > end


@dataclass(frozen=True, slots=True)
class DocumentRun:
    """Reads and checks documents one at a time. With `reraise` a fault of regcheck's own is not
    turned into a result; with `keep_text` results hold the documents' text, and with
    `keep_original` the bytes of a file made of parts."""

    checker: DocumentChecker
    settings: Settings
    limits: Limits = field(default_factory=Limits)
    guard: Guard = field(default_factory=Guard)
    reraise: bool = False
    keep_text: bool = False
    keep_original: bool = False

    def __call__(self, item: Input) -> DocumentResult:
        """The result for one document; never raises for anything the document holds."""
        try:
            return self._result(item)
        except MemoryError:
            detail, hint = message("readers.no_memory"), message("readers.split_or_fewer_jobs")
            return unread(Unreadable(item.path, "memory", detail, hint))
        except Exception as fault:
            if self.reraise:
                raise
            return unread(own_fault(item.path, fault))

    def _result(self, item: Input) -> DocumentResult:
        expired = self.guard.start()
        data = item.read(self.limits)
        if isinstance(data, Unreadable):
            return unread(data)
        document = read_document(
            data, item.path, item.format, self.limits, self.settings.tracked_changes
        )
        if isinstance(document, Unreadable):
            return unread(replace(document, path=item.path))
        checked = self.checker.check(document, expired=expired)
        result = document_result(document, checked, item.path, self.settings)
        if self.keep_text:
            result = replace(result, blocks=tuple(blocks_of(document)))
        if self.keep_original and document.source.format == "docx" and document.places:
            spans = dict.fromkeys(finding.span for finding in result.findings)
            places = tuple((span, document.places.runs(span)) for span in spans)
            result = replace(result, original=Original(data, places))
        return result


def document_result(
    document: Document, checked: Checked, path: str, settings: Settings
) -> DocumentResult:
    """What reports are told about a document that was checked."""
    meta = document.meta
    if settings.language != AUTO:
        meta = replace(meta, language=settings.language)
    return DocumentResult(
        path=path,
        format=document.source.format,
        digest=document.source.digest,
        meta=meta,
        findings=checked.findings,
        measures=checked.measures,
        skipped=tuple(SkippedRule(rule, why, path) for rule, why in checked.skipped),
        notes=document.notes,
        provisions=sum(1 for _ in document.provisions()),
        suppressions=read_suppressions(document),
    )


def own_fault(path: str, fault: Exception) -> Unreadable:
    """What to answer for a document that made regcheck fail."""
    words = " ".join(f"{type(fault).__name__}: {fault}".split())[:300]
    detail, hint = message("readers.own_fault", words=words), message("readers.report_it")
    return Unreadable(path, "internal", detail, hint)


def died_twice(path: str) -> Unreadable:
    """What to answer for a document whose process died, and died again when it was tried alone."""
    detail, hint = message("readers.died_twice"), message("readers.one_job")
    return Unreadable(path, "crashed", detail, hint)


def unread(reason: Unreadable) -> DocumentResult:
    """The result of a document that could not be read."""
    return DocumentResult(reason.path, "", "", DocumentMeta(), unreadable=reason)
