"""`regcheck decisions`: what is decided in drafts, box by box."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

from regcheck.base.errors import ExitCode, UsageError
from regcheck.base.texts.message import message
from regcheck.cli import options as shared
from regcheck.cli.options import choice
from regcheck.cli.progress import with_progress
from regcheck.cli.terminal import caches, deliver, look_of, painter, warn_unread

if TYPE_CHECKING:
    from regcheck.document.model import Unreadable
    from regcheck.reports.decisions import DecisionTable

_FORMATS = ("text", "html", "json", "csv", "xlsx", "mermaid")


def decisions(
    *,
    paths: shared.Paths,
    format: Annotated[str, choice(*_FORMATS)],
    output: shared.Output,
    force: bool,
    duties: bool,
    stdin_format: shared.StdinFormat,
    stdin_filename: shared.StdinFilename,
    locale: shared.Locale,
    allow_incomplete: bool,
) -> int:
    """List the decisions of documents with what they leave open."""
    from regcheck.base.texts.locales import locale_for
    from regcheck.cli.delivery import refuse_what_is_read
    from regcheck.cli.documents import find_documents
    from regcheck.decisions.read import decisions_in
    from regcheck.document.model import Unreadable
    from regcheck.reports import decisions as reports
    from regcheck.reports.files import ReportFile
    from regcheck.results.result import Settings
    from regcheck.results.shown import wanted_findings
    from regcheck.run.api import check
    from regcheck.run.pipeline import read_each
    from regcheck.run.rules import RuleChoice, load_rules

    if format == "xlsx" and output in ("", "-"):
        raise UsageError(message("cli.report_needs_file", name=format))
    inputs = find_documents(paths, stdin_format, stdin_filename)
    refuse_what_is_read(output, inputs)
    rules = load_rules(RuleChoice(select=("decisions",)), caches())
    tables: list[reports.DecisionTable] = []
    unreadable: list[Unreadable] = []
    for document in with_progress(read_each(inputs), len(inputs.entries)):
        if isinstance(document, Unreadable):
            unreadable.append(document)
            warn_unread(document)
            continue
        shown = shared.locale_or(locale, locale_for(document.meta.language))
        asked = wanted_findings(check(document, rules, locale=shown), Settings())
        found = decisions_in(document)
        tables.append(reports.decision_table(document, found, asked, shown, duties=duties))
    shown = shared.locale_or(locale, tables[0].locale if tables else "nb")
    if format == "xlsx":
        with ReportFile(output, force=force) as file:
            file.write_bytes(reports.decisions_workbook(tables, shown))
    elif format == "text" and output in ("", "-"):
        look = look_of(sys.stdout)
        painter(look)(reports.decisions_text(tables, look.width))
    else:
        deliver(_pieces(format, tables, unreadable, shown), output, force=force)
    return ExitCode.of(whole=allow_incomplete or not unreadable)


def _pieces(
    format: str, tables: Sequence[DecisionTable], unreadable: Sequence[Unreadable], locale: str
) -> Iterator[str]:
    """The list in a format that is text."""
    from regcheck.reports import decisions as reports
    from regcheck.reports.decisions_chart import decisions_mermaid
    from regcheck.reports.layout import plain

    if format == "html":
        return reports.decisions_html(tables, locale)
    if format == "json":
        return reports.decisions_json(tables, unreadable)
    if format == "csv":
        return reports.decisions_csv(tables)
    if format == "mermaid":
        return decisions_mermaid(tables)
    return (f"{plain(line)}\n" for line in reports.decisions_text(tables, 100))
