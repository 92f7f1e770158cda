"""Checking labelled provisions, each as a document of its own, in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from regcheck.base.errors import UsageError
from regcheck.base.text.span import Span
from regcheck.packs.model import Severity
from regcheck.quality.evaluation.gold import DEFINITION, LabelledProvision
from regcheck.quality.evaluation.lines import fault
from regcheck.quality.evaluation.scores import Flag
from regcheck.readers.inputs import Input, Inputs
from regcheck.readers.limits import Limits
from regcheck.results.result import Settings, SkippedRule
from regcheck.results.shown import usefulness_of
from regcheck.run.check import CheckJob
from regcheck.run.options import RunOptions
from regcheck.run.rules import LoadedRules

TERM = f"{DEFINITION}/term"
"""Stands in for a rule's id for the terms that regcheck sees being defined."""


def unit_inputs(provisions: Iterable[LabelledProvision]) -> Inputs:
    """The provisions as Markdown documents, in order."""
    entries = []
    for provision in provisions:
        data = provision.unit.encode("utf-8")
        entries.append(Input(f"{provision.id}.md", "", "md", len(data), data))
    return Inputs(tuple(entries), Limits())


def check_provisions(
    provisions: Sequence[LabelledProvision],
    rules: LoadedRules,
    settings: Settings,
    options: RunOptions,
    skipped: list[SkippedRule],
    *,
    definitions: bool = False,
) -> Iterator[tuple[LabelledProvision, list[Flag]]]:
    """Each provision with what is flagged in it; with `definitions` also the terms it defines.
    Raises UsageError for one that cannot be read."""
    results = CheckJob(rules, settings, options).results(unit_inputs(provisions))
    for provision, result in zip(provisions, results, strict=True):
        if result.unreadable is not None:
            reason = result.unreadable.detail
            raise UsageError(fault("unreadable_provision", id=provision.id, reason=reason))
        skipped.extend(result.skipped)
        shown = [f for f in result.findings if f.severity > Severity.INFO]
        told = {(one.start, one.end) for f in shown for one in f.related}
        flags = [
            Flag(
                f.rule.id,
                f.rule.category,
                f.severity,
                Span(f.start, f.end),
                usefulness_of(f),
                f.severity is Severity.INFO and (f.start, f.end) in told,
            )
            for f in result.findings
        ]
        if definitions:
            flags += _terms(provision)
        yield provision, flags


def _terms(provision: LabelledProvision) -> Iterator[Flag]:
    from regcheck.document.model import Unreadable
    from regcheck.document.segments.view import Segments
    from regcheck.readers.registry import read_document
    from regcheck.terms.named_terms import named_terms

    document = read_document(provision.unit.encode("utf-8"), f"{provision.id}.md", "md")
    if isinstance(document, Unreadable):
        return
    for term in named_terms(Segments(document, "")):
        yield Flag(TERM, DEFINITION, Severity.WARNING, document.offsets.to_source(term.span))
