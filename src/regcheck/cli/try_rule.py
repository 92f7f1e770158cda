"""`regcheck try`: one rule's hits in a body of text, with their context and how many there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
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
    tally: Counter[str] = Counter()
    severities: Counter[Severity] = Counter()
    documents = ReadableDocuments(inputs)
    for document in documents:
        checked = job.check(document)
        found = checked.findings
        severities.update(finding.severity for finding in found)
        tally.update(documents=1, with_hits=int(bool(found)), hits=len(found))
        tally["words"] += int(checked.measures.get("words", 0))
        for skipped in checked.skipped:
            warn_not_run(skipped.path, wanted.id, skipped.reason)
            tally["missing"] += 1
        show(line for finding in found for line in _hit(finding, document))
    say_line(_summary(wanted.id, tally, severities))
    return ExitCode.of(whole=not (tally["missing"] or documents.unreadable))


def _summary(rule: str, tally: Counter[str], severities: Counter[Severity]) -> Message:
    """Hits, hits per 1,000 words of operative text, hits per document, hits by severity."""
    words = Texts("cli", spoken())
    per_words = 1000 * tally["hits"] / tally["words"] if tally["words"] else 0
    per_document = tally["hits"] / tally["documents"] if tally["documents"] else 0
    graded = sorted(severities.items(), reverse=True)
    return message(
        "cli.hits",
        rule=rule,
        hits=tally["hits"],
        with_hits=tally["with_hits"],
        documents=tally["documents"],
        per_words=words.decimal(per_words, 2),
        per_document=words.decimal(per_document, 2),
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
