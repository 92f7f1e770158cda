"""`regcheck decisions`: what is decided in drafts, box by box."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import Annotated

from regcheck.base.errors import ExitCode, UsageError
from regcheck.base.texts.locales import locale_for
from regcheck.base.texts.message import message
from regcheck.cli import options as shared
from regcheck.cli.delivery import refuse_what_is_read
from regcheck.cli.documents import ReadableDocuments, find_documents
from regcheck.cli.options import choice
from regcheck.cli.progress import with_progress
from regcheck.cli.terminal import caches, deliver, look_of, painter
from regcheck.decisions.read import decisions_in
from regcheck.document.model import Unreadable
from regcheck.reports import decisions as reports
from regcheck.reports.decisions import DecisionTable, decisions_mermaid
from regcheck.reports.layout import plain
from regcheck.results.result import Settings
from regcheck.results.shown import wanted_findings
from regcheck.run.api import check
from regcheck.run.rules import RuleChoice, load_rules


def decisions(
    *,
    paths: shared.Paths,
    format: Annotated[str, choice("text", "html", "json", "csv", "xlsx", "mermaid")],
    output: shared.Output,
    force: bool,
    duties: bool,
    stdin_format: shared.StdinFormat,
    stdin_filename: shared.StdinFilename,
    locale: shared.Locale,
    allow_incomplete: bool,
) -> int:
    """List the decisions of documents with what they leave open."""
    if format == "xlsx" and output in ("", "-"):
        raise UsageError(message("cli.report_needs_file", name=format))
    inputs = find_documents(paths, stdin_format, stdin_filename)
    refuse_what_is_read(output, inputs)
    rules = load_rules(RuleChoice(select=("decisions",)), caches())
    tables: list[reports.DecisionTable] = []
    documents = ReadableDocuments(inputs)
    for document in with_progress(documents, len(inputs.entries)):
        shown = shared.locale_or(locale, locale_for(document.meta.language))
        asked = wanted_findings(check(document, rules, locale=shown), Settings())
        found = decisions_in(document)
        tables.append(reports.decision_table(document, found, asked, shown, duties=duties))
    shown = shared.locale_or(locale, tables[0].locale if tables else "nb")
    if format == "xlsx":
        deliver(reports.decisions_workbook(tables, shown), output, force=force)
    elif format == "text" and output in ("", "-"):
        look = look_of(sys.stdout)
        painter(look)(reports.decisions_text(tables, look.width))
    else:
        deliver(_pieces(format, tables, documents.unreadable, shown), output, force=force)
    return ExitCode.of(whole=allow_incomplete or not documents.unreadable)


def _pieces(
    format: str, tables: Sequence[DecisionTable], unreadable: Sequence[Unreadable], locale: str
) -> Iterator[str]:
    """The list in a format that is text."""
    if format == "html":
        return reports.decisions_html(tables, locale)
    if format == "json":
        return reports.decisions_json(tables, unreadable)
    if format == "csv":
        return reports.decisions_csv(tables)
    if format == "mermaid":
        return decisions_mermaid(tables)
    return (f"{plain(line)}\n" for line in reports.decisions_text(tables, 100))
