"""`regcheck decisions`: what is decided in drafts, box by box."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import Annotated

from regcheck.base.errors import UsageError
from regcheck.base.texts.locales import locale_for
from regcheck.base.texts.message import message
from regcheck.cli import options as shared
from regcheck.cli.delivery import Target
from regcheck.cli.documents import Source
from regcheck.cli.options import choice
from regcheck.cli.progress import with_progress
from regcheck.cli.terminal import caches, show, width
from regcheck.decisions.read import decisions_in
from regcheck.reports import decisions as reports
from regcheck.reports.layout import plain
from regcheck.reports.rows import spreadsheet
from regcheck.results.result import Settings
from regcheck.results.shown import wanted_findings
from regcheck.run.api import check
from regcheck.run.rules import RuleChoice, load_rules


def decisions(
    *,
    format: Annotated[str, choice("text", "html", "json", "csv", "xlsx", "mermaid")],
    target: Target,
    duties: bool,
    source: Source,
    locale: shared.Locale,
) -> int:
    """List the decisions of documents with what they leave open."""
    if format == "xlsx" and target.is_stdout:
        raise UsageError(message("cli.report_needs_file", name=format))
    documents = source.documents(target.output)
    rules = load_rules(RuleChoice(select=("decisions",)), caches())
    tables: list[reports.DecisionTable] = []
    for document in with_progress(documents, len(documents.inputs.entries)):
        shown = shared.locale_or(locale, locale_for(document.meta.language))
        asked = wanted_findings(check(document, rules, locale=shown), Settings())
        found = decisions_in(document)
        tables.append(reports.decision_table(document, found, asked, shown, duties=duties))
    shown = shared.locale_or(locale, tables[0].locale if tables else "nb")
    if format == "text" and target.is_stdout:
        show(reports.decisions_text(tables, width(sys.maxsize)))
        return documents.exit_code
    written: dict[str, Callable[[], Iterable[str] | bytes]] = {
        "text": lambda: (f"{plain(line)}\n" for line in reports.decisions_text(tables, 100)),
        "html": lambda: reports.decisions_html(tables, shown),
        "json": lambda: reports.decisions_json(tables, documents.unreadable),
        "csv": lambda: spreadsheet(reports.COLUMNS, reports.all_cells(tables)),
        "xlsx": lambda: reports.decisions_workbook(tables, shown),
        "mermaid": lambda: reports.decisions_mermaid(tables),
    }
    target.write(written[format]())
    return documents.exit_code
