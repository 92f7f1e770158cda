"""`regcheck try`: one rule's hits in a body of text, with their context and how many there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Annotated

from regcheck.base.errors import ExitCode
from regcheck.base.text.printable import printable
from regcheck.base.texts.catalogue import Texts
from regcheck.base.texts.message import Message, message
from regcheck.cli import options as shared
from regcheck.cli.documents import ReadableDocuments
from regcheck.cli.job import make_job
from regcheck.cli.options import argument, settings
from regcheck.cli.rules import find_rule, warn_of_doubts
from regcheck.cli.setup import SettingsRequest
from regcheck.cli.terminal import say_line, show, spoken, warn_not_run
from regcheck.document.model import Document
from regcheck.findings.model import Finding
from regcheck.packs.model import Severity
from regcheck.packs.select import select_rules
from regcheck.reports.layout import Line, as_match
from regcheck.run.rules import LoadedRules

_SIDE = 60
"""Code points of context on each side of a hit."""


def try_rule(
    rule: shared.RuleName,
    paths: Annotated[tuple[str, ...], argument("PATH...")],
    request: Annotated[SettingsRequest, settings("packs language locale nlp config-choice")],
) -> int:
    """Print every hit of a rule in its context, and how common it is."""
    setup = request.resolve(paths)
    library, wanted = find_rule(rule, setup.values.packs)
    warn_of_doubts(library, [wanted])
    inputs = setup.find_documents()
    rules = LoadedRules.of(select_rules(library, select=[wanted.id], preview=True))
    job = make_job(setup, inputs, rules=rules, keep=False)
    tally = _Tally()
    documents = ReadableDocuments(inputs)
    for document in documents:
        checked = job.check(document)
        tally.add(checked.findings, int(checked.measures.get("words", 0)))
        for skipped in checked.skipped:
            warn_not_run(skipped.path, wanted.id, skipped.reason)
            tally.missing += 1
        show(line for finding in checked.findings for line in _hit(finding, document))
    say_line(tally.summary(wanted.id))
    return ExitCode.of(whole=not (tally.missing or documents.unreadable))


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

    def summary(self, rule: str) -> Message:
        """Hits, hits per 1,000 words of operative text, hits per document, hits by severity."""
        words = Texts("cli", spoken())
        graded = sorted(self.severities.items(), reverse=True)
        return message(
            "cli.hits",
            rule=rule,
            hits=self.hits,
            with_hits=self.with_hits,
            documents=self.documents,
            per_words=words.decimal(1000 * self.hits / self.words if self.words else 0, 2),
            per_document=words.decimal(self.hits / self.documents if self.documents else 0, 2),
            by_severity="".join(f"; {one.word} {number}" for one, number in graded),
        )


def _hit(finding: Finding, document: Document) -> Iterator[Line]:
    """The words before, the match, the words after, below the place."""
    span, text = finding.span, document.text
    before = text[max(0, span.start - _SIDE) : span.start].rpartition("\n")[2]
    after = text[span.end : span.end + _SIDE].partition("\n")[0]
    facts = [finding.severity.word, finding.role, finding.language or "?"]
    facts += [finding.status] if finding.status != "new" else []
    yield (
        (printable(f"{document.source.path}: "), "path"),
        (printable(finding.address), "address"),
        (f"  {', '.join(facts)}", "dim"),
    )
    yield (
        (f"    {printable(before)}", ""),
        *as_match(span.of(text)),
        (printable(after), ""),
    )
