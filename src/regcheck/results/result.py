"""What a run gives: one `DocumentResult` per document, and a `RunResult` once all are done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from regcheck.base.text.span import Span
from regcheck.base.texts.message import Message
from regcheck.base.values import Value, member
from regcheck.decisions.model import Decision
from regcheck.document.blocks import Block
from regcheck.document.model import Unreadable
from regcheck.document.places import PartRange
from regcheck.findings.model import Finding
from regcheck.findings.suppression import Suppression
from regcheck.law.metadata import DocumentMeta
from regcheck.packs.categories import Labels
from regcheck.results.settings import Settings
from regcheck.results.units import NO_UNITS, TermUnit, Units

__all__ = [
    "WRONG_LANGUAGE",
    "DocumentResult",
    "NotChecked",
    "NotesCounted",
    "Original",
    "RunResult",
    "Settings",
    "SkippedRule",
]
WRONG_LANGUAGE: Final = "language"
"""The kind of text that is in another language than the rules are about."""


class SkippedRule(Value, frozen=True):
    """A chosen rule that could not run on a document (time guard, missing extra); the run is then
    incomplete. `rule` is `*` when all rules were given up; `path` names the document."""

    rule: str
    reason: str
    path: str = ""


class NotChecked(NamedTuple):
    """Text of a document that rules did not look at: how many words of it, in how many `places`
    (tables, annexes, footnotes; 0 where it is in no countable ones).

    `kind` is the role of the text, `set-aside` for the memo around a bill, or `language` for text
    in another language than the rules are about; `language` is its code then.
    """

    kind: str
    words: int
    places: int = 0
    language: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The part as plain values, as in JSON."""
        return self._asdict() | {"language": self.language or None}


class NotesCounted(NamedTuple):
    """Notes of a rule that were only counted; `translated` are those in translated text, `fixable`
    those that can be fixed safely."""

    rule: str
    category: str
    translated: bool
    fixable: bool
    number: int


class Original(Value, frozen=True):
    """The file a document was read from, for reports that write into a copy of it: its bytes, where
    in the file the words of each finding stand, by their span, and where its text begins."""

    data: bytes
    places: tuple[tuple[Span, tuple[PartRange, ...]], ...]
    beginning: tuple[PartRange, ...] = ()


class DocumentResult(Value, frozen=True):
    """Everything about one document, small enough to travel between processes.

    `suppressions` are those that stand in the document; `run.suppressions` applies them.
    `measures` holds words, sentences, lix and the like; `provisions` is how many addressed units
    the document has; `blocks` is its text, and `original` the file, where the run was asked to
    keep them, and so are `units`, `terms` and `decisions`, each with what it says in one
    sentence. `not_checked` is the text that rules did not look at.
    A document that could not be read has `unreadable` and nothing else.
    """

    path: str
    format: str
    digest: str
    meta: DocumentMeta
    findings: tuple[Finding, ...] = ()
    measures: Mapping[str, float] = member(default_factory=dict)
    skipped: tuple[SkippedRule, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    notes: tuple[str | Message, ...] = ()
    unreadable: Unreadable | None = None
    provisions: int = 0
    blocks: tuple[Block, ...] = ()
    original: Original | None = None
    not_checked: tuple[NotChecked, ...] = ()
    units: Units = NO_UNITS
    terms: tuple[TermUnit, ...] = ()
    decisions: tuple[tuple[str, Decision], ...] = ()
    counted: tuple[NotesCounted, ...] = ()

    def to_dict(self, *, counted: bool = False) -> dict[str, Any]:
        """The document and its findings as plain values, or, `counted`, only how many there are;
        the keys are those of the JSON report."""
        meta = self.meta
        findings = [] if counted else [finding.to_dict() for finding in self.findings]
        return {
            "path": self.path,
            "refid": meta.refid,
            **({"expression": meta.expression} if meta.expression else {}),
            "kind": meta.kind.value,
            "title": meta.title,
            "language": meta.language,
            "format": self.format,
            "digest": self.digest,
            "provisions": self.provisions,
            "measures": dict(sorted(self.measures.items())),
            "findings": len(self.findings) if counted else findings,
            "not_checked": [part.to_dict() for part in self.not_checked],
            "notes": [str(note) for note in self.notes],
            "skipped": [{"rule": one.rule, "reason": one.reason} for one in self.skipped],
        }


class RunResult(Value, frozen=True):
    """Totals over a run; findings themselves are streamed, never held here.

    `categories` are what lists call the categories of the run, in the order of reports.
    `by_severity`, `by_category` and `by_status` count all findings; `open_by_both` counts new ones,
    by category and then severity, as people are told them: notes where the text is translated;
    `new` counts, by severity, those that the exit code looks at: new ones outside translated text.
    `removed` counts, by severity, findings that a change took away; empty when none was looked at.
    `by_rule` counts new findings of each rule that has any, by severity and as `fixable`;
    `left_out` is how many `Settings.most` keeps out of reports for people; `not_checked` sums up
    that of the documents.
    """

    settings: Settings
    rule_set_digest: str
    packs: tuple[tuple[str, str], ...]
    categories: Labels = member(default_factory=dict)
    documents: int = 0
    words: int = 0
    by_severity: Mapping[str, int] = member(default_factory=dict)
    by_category: Mapping[str, int] = member(default_factory=dict)
    unreadable: tuple[Unreadable, ...] = ()
    skipped: tuple[SkippedRule, ...] = ()
    new: Mapping[str, int] = member(default_factory=dict)
    by_status: Mapping[str, int] = member(default_factory=dict)
    open_by_both: Mapping[str, Mapping[str, int]] = member(default_factory=dict)
    removed: Mapping[str, int] = member(default_factory=dict)
    by_rule: Mapping[str, Mapping[str, int]] = member(default_factory=dict)
    left_out: int = 0
    not_checked: tuple[NotChecked, ...] = ()

    @property
    def open_by_severity(self) -> dict[str, int]:
        """New findings by severity, as people are told them."""
        found: dict[str, int] = {}
        for by_severity in self.open_by_both.values():
            for word, number in by_severity.items():
                found[word] = found.get(word, 0) + number
        return found

    @property
    def complete(self) -> bool:
        """Whether every document was read and every chosen rule ran on it."""
        return not self.unreadable and not self.skipped
