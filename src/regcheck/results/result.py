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
from regcheck.results.settings import Settings as Settings  # noqa: PLC0414 - had from here too

Row = dict[str, str | int | bool | tuple[str, ...]]
WRONG_LANGUAGE: Final = "language"
"""The kind of text that is in another language than the rules are about."""


class SkippedRule(Value, frozen=True):
    """A chosen rule, `*` for all, that could not run on the document at a path."""

    rule: str
    reason: str
    path: str = ""


class NotChecked(NamedTuple):
    """Text that rules did not look at: how many words, in how many `places`. `kind` is its role,
    `set-aside`, or `language` with the code of another `language`."""

    kind: str
    words: int
    places: int = 0
    language: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The part as plain values, as in JSON."""
        return self._asdict() | {"language": self.language or None}


class NotesCounted(NamedTuple):
    """Findings of a rule that are only counted, in results notes; `translated` are those in
    translated text, `fixable` those that can be fixed safely."""

    rule: str
    category: str
    translated: bool
    fixable: bool
    number: int


class TermUnit(NamedTuple):
    """A defined term with place and meaning, and the texts that define it too, by name and place,
    with what each says."""

    term: str
    address: str
    definition: str
    elsewhere: tuple[tuple[str, str], ...] = ()


class Units(NamedTuple):
    """Rows by the names of their columns, in text order: of each addressed unit with text of its
    own, of each term where it is defined, of each place that is referred to, and of each
    decision."""

    provisions: tuple[Row, ...] = ()
    definitions: tuple[Row, ...] = ()
    references: tuple[Row, ...] = ()
    decisions: tuple[Row, ...] = ()


class Original(Value, frozen=True):
    """The bytes of a file, where in it the words of each finding stand, and its beginning."""

    data: bytes
    places: tuple[tuple[Span, tuple[PartRange, ...]], ...]
    beginning: tuple[PartRange, ...] = ()


class DocumentResult(Value, frozen=True):
    """Everything about one document, small enough to travel between processes. `blocks`,
    `original`, `units`, `terms` and `decisions` are there where the run was asked to keep them; an
    unreadable document has `unreadable` and nothing else."""

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
    units: Units = Units()
    terms: tuple[TermUnit, ...] = ()
    decisions: tuple[tuple[str, Decision], ...] = ()
    counted: tuple[NotesCounted, ...] = ()

    def to_dict(self, *, counted: bool = False) -> dict[str, Any]:
        """The document as in the JSON report, or only with the number of findings."""
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
    """Totals over a run; findings themselves are streamed. `open_by_both` counts new ones by
    category and severity as people are told them, `new` those that the exit code looks at,
    `removed` what a change took away, and `left_out` what `Settings.most` keeps out of reports for
    people."""

    settings: Settings
    rule_set_digest: str
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
        by_category = list(self.open_by_both.values())
        words = by_category[0] if by_category else ()
        return {word: sum(by[word] for by in by_category) for word in words}

    @property
    def complete(self) -> bool:
        """Whether every document was read and every chosen rule ran on it."""
        return not self.unreadable and not self.skipped
