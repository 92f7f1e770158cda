"""What a report lacks: documents that could not be read and rules that did not run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from regcheck.document.model import Unreadable
from regcheck.reports.layout import printable
from regcheck.results.result import DocumentResult, SkippedRule
from regcheck.texts.catalogue import Texts
from regcheck.texts.message import said

UNREADABLE = "unreadable"
NOT_RUN = "rule-not-run"


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that is not in the report.

    `kind` is `unreadable` or `rule-not-run`; `title` and `text` are for people; `rule` is a rule's
    id, `*` for all, and empty when the document is missing.
    """

    kind: str
    path: str
    title: str
    text: str
    rule: str = ""


def missing_from(result: DocumentResult, words: Texts) -> Iterator[Missing]:
    """What is missing of one document."""
    if result.unreadable is not None:
        text = printable(why_unread(result.unreadable, words))
        yield Missing(UNREADABLE, result.path, words.unread_title, text)
    for skipped in result.skipped:
        text = printable(why_not_run(skipped, words))
        yield Missing(NOT_RUN, result.path, words.not_run_title, text, skipped.rule)


def why_unread(item: Unreadable, words: Texts) -> str:
    """Why a document was not read, and what to do about it."""
    return "; ".join(said(part, words.locale) for part in (item.detail, item.hint) if part)


def why_not_run(skipped: SkippedRule, words: Texts) -> str:
    """Which rule did not run, and why."""
    rule = words.all_rules if skipped.rule == "*" else skipped.rule
    reason = skipped.reason
    for english, translated in words.table("time_limits").items():
        if reason.startswith(english):
            reason = reason.replace(english, translated, 1)
    return f"{rule}: {reason}"
