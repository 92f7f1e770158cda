"""What a writing assistant may ask of a text, or of a file lent to it: answers as plain values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from threading import Lock
from typing import Literal

from regcheck.base.errors import UsageError
from regcheck.base.text.printable import cut
from regcheck.base.texts.catalogue import Texts
from regcheck.base.texts.locales import AUTO, locale_for
from regcheck.base.texts.message import message
from regcheck.concepts.index import open_index
from regcheck.decisions.read import decisions_in
from regcheck.document.model import Document, Unreadable
from regcheck.packs.model import Rule
from regcheck.readers.inputs import Input
from regcheck.references.library import ReferenceLibrary
from regcheck.references.model import FAULTS, count_statuses
from regcheck.references.resolve import references_in
from regcheck.reports.decisions import decision_table
from regcheck.reports.finding_text import address_of, caveats, missing_from, source_text, why_unread
from regcheck.reports.records import Record
from regcheck.results.result import DocumentResult
from regcheck.results.shown import left_out, severity_of, shown_findings
from regcheck.run.check import CheckJob

MOST = 4_000_000
"""Bytes of a text that is asked about."""
LISTED = 100
"""Findings, decisions or references that one answer holds."""
_REFERENCE = ("address", "quote", "status", "target", "target_address")


@dataclass(slots=True)
class Assistant:
    """Answers one question at a time. It opens no file but the `lent` ones, by name and each time
    anew, and `index`, if there is one: law that references are looked up in."""

    job: CheckJob
    lent: Mapping[str, Input | Unreadable]
    find_rule: Callable[[str], Rule]
    index: str = ""
    _lock: Lock = field(default_factory=Lock)

    def check(self, text: str = "", file: str = "") -> Record:
        """The findings with their questions, and what was not looked at."""
        _, result, words = self._checked(text, file)
        found = [
            {
                "severity": severity_of(one).word,
                "rule": one.rule.id,
                "address": address_of(one, words),
                "words": one.quote,
                "message": one.message,
                "advice": one.advice,
                "questions": [question.text for question in one.questions],
            }
            for one in shown_findings(result, self.job.settings)
        ]
        remarks = caveats(result, words) + [one.text for one in missing_from(result, words)]
        told: Record = {"language": result.meta.language, "findings": found}
        return told | {"left_out": left_out(result, self.job.settings), "remarks": remarks}

    def explain(self, rule: str, language: Literal["nb", "nn", "en"] = "nb") -> Record:
        """What a rule looks for, why, and by whose authority."""
        found = self.find_rule(rule)
        texts = ("title", "advice", "rationale")
        told: Record = {"rule": found.id, "severity": found.severity.word}
        told |= {name: getattr(found, name).get(language) for name in texts}
        told |= {"sources": [source_text(one) for one in found.sources], "bad": [], "good": []}
        for example in found.examples:
            if example.language == language:
                told["bad" if example.bad else "good"].append(example.text)
        return told

    def decisions(self, text: str = "", file: str = "") -> Record:
        """The boxes of each decision, with the questions of rules."""
        document, result, words = self._checked(text, file)
        asked = shown_findings(result, self.job.settings)
        table = decision_table(document, decisions_in(document), asked, words.locale)
        rows = [table.cells(row) for row in table.rows]
        return {"decisions": rows[:LISTED], "left_out": len(rows[LISTED:])}

    def references(self, text: str = "", file: str = "", everything: bool = False) -> Record:
        """The references that lead nowhere, or all, and how many there are of each status."""
        document, _, _ = self._checked(text, file)
        with open_index(self.index) if self.index else nullcontext() as law:
            found = references_in(document, ReferenceLibrary(law))
        shown = [one.to_dict() for one in found if everything or one.status in FAULTS]
        told = [{name: one[name] for name in _REFERENCE} for one in shown[:LISTED]]
        counts, rest = dict(count_statuses(found)), len(shown[LISTED:])
        return {"counts": counts, "references": told, "left_out": rest}

    def _checked(self, text: str, file: str) -> tuple[Document, DocumentResult, Texts]:
        """A document, the result of a run that it did not take too much of, and the texts of
        reports. Raises UsageError for what was not lent and what cannot be read."""
        data = text.encode("utf-8", "replace")
        if bool(text) == bool(file) or len(data) > MOST:
            raise UsageError(message("mcp.one_of", most=MOST))
        if file and file not in self.lent:
            known = ", ".join([*self.lent][:LISTED]) or "–"
            raise UsageError(message("mcp.not_lent", file=cut(file, LISTED), known=known))
        item = self.lent[file] if file else Input("text", "", "", len(data), data)
        with self._lock:
            (result,) = self.job.results([item])
        chosen = self.job.settings.locale
        words = Texts("report", locale_for(result.meta.language) if chosen == AUTO else chosen)
        read = result.unreadable or (item.document() if isinstance(item, Input) else item)
        if isinstance(read, Unreadable):
            raise UsageError(f"{read.path}: {why_unread(read, words)}")
        return read, result, words
