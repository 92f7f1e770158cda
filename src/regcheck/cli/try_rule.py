"""`regcheck try`: one rule's hits in a body of text, with their context and how many there are."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

import typer

from regcheck.cli import options as shared
from regcheck.cli.configured import find_resolved_documents, resolved_settings
from regcheck.cli.library import find_rule, warn_of_doubts
from regcheck.cli.terminal import look_of, painter, say, warn, warn_unread
from regcheck.errors import ExitCode

if TYPE_CHECKING:
    from regcheck.document.model import Document
    from regcheck.findings.model import Finding
    from regcheck.packs.model import Severity
    from regcheck.reports.layout import Line

_SIDE = 60
"""Code points of context on each side of a hit."""


def try_rule(
    *,
    context: typer.Context,
    rule: shared.RuleName,
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Files, folders, archives, or -.")
    ],
    pack: shared.Packs = None,
    lang: shared.Language = "auto",
    locale: shared.Locale = "auto",
    nlp: shared.Nlp = "off",
    config: shared.ConfigFile = "",
    no_config: shared.NoConfig = False,
    debug: shared.Debug = False,
) -> int:
    """Try a rule on documents: every hit in its context, and how common it is.

    Exit codes: 0 done, 2 nothing was done, 3 something could not be read or run.
    """
    from regcheck.cli.job import make_job
    from regcheck.document.model import Unreadable
    from regcheck.packs.select import select_rules
    from regcheck.reports.layout import printable
    from regcheck.run.pipeline import read_each
    from regcheck.run.rules import LoadedRules

    resolved = resolved_settings(context, paths)
    settings = resolved.settings
    library, wanted = find_rule(rule, settings.packs)
    warn_of_doubts(library, [wanted])
    inputs = find_resolved_documents(resolved, paths)
    rules = LoadedRules.of(select_rules(library, select=[wanted.id], preview=True))
    job = make_job(resolved, settings, inputs, paths, rules=rules, keep=False)
    paint = painter(look_of(sys.stdout))
    tally = _Tally()
    for document in read_each(inputs):
        if isinstance(document, Unreadable):
            warn_unread(document)
            tally.missing += 1
            continue
        checked = job.check(document)
        tally.add(checked.findings, int(checked.measures.get("words", 0)))
        for skipped in checked.skipped:
            warn(printable(f"not run: {skipped.path}: {wanted.id}: {skipped.reason}"))
            tally.missing += 1
        paint(line for finding in checked.findings for line in _hit(finding, document))
    say(tally.summary(wanted.id))
    return ExitCode.of(whole=not tally.missing)


@dataclass(slots=True)
class _Tally:
    """Counts of one trial."""

    documents: int = 0
    with_hits: int = 0
    hits: int = 0
    words: int = 0
    severities: Counter[Severity] = field(default_factory=Counter)
    missing: int = 0

    def add(self, findings: Sequence[Finding], words: int) -> None:
        self.documents += 1
        self.with_hits += bool(findings)
        self.hits += len(findings)
        self.words += words
        self.severities.update(finding.severity for finding in findings)

    def summary(self, rule: str) -> str:
        """Hits, hits per 1,000 words of operative text, hits per document, hits by severity."""
        per_words = 1000 * self.hits / self.words if self.words else 0.0
        per_document = self.hits / self.documents if self.documents else 0.0
        graded = sorted(self.severities.items(), reverse=True)
        by_severity = ", ".join(f"{severity.word} {number}" for severity, number in graded)
        return (
            f"{rule}: hits: {self.hits}, in {self.with_hits} of {self.documents} documents; "
            f"{per_words:.2f} per 1,000 words, {per_document:.2f} per document"
            f"{f'; {by_severity}' if by_severity else ''}\n"
        )


def _hit(finding: Finding, document: Document) -> Iterator[Line]:
    """The words before, the match, the words after, below the place."""
    from regcheck.reports.layout import as_match, printable

    span, text = finding.span, document.text
    before = text[max(0, span.start - _SIDE) : span.start].rpartition("\n")[2]
    after = text[span.end : span.end + _SIDE].partition("\n")[0]
    yield (
        (printable(f"{document.source.path}: "), "path"),
        (printable(finding.address), "address"),
        (f"  {', '.join(_facts(finding))}", "dim"),
    )
    yield (
        (f"    {printable(before)}", ""),
        *as_match(span.of(text)),
        (printable(after), ""),
    )


def _facts(finding: Finding) -> Iterator[str]:
    yield from (finding.severity.word, finding.role, finding.language or "?")
    if finding.status != "new":
        yield finding.status
