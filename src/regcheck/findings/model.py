"""`Finding`: a match that has been judged, with everything a report may want to say about it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, NamedTuple

from regcheck.base.text.span import Span
from regcheck.base.values import Value
from regcheck.document.model import Answered
from regcheck.packs.model import Confidence, Rule, Severity, Verdict

_SAID = ("rule", "category", "severity", "confidence", "message", "advice")
_PLACED = (
    *("address", "address_path", "target", "role", "quote", "start", "end", "line", "column"),
    *("excerpt", "language", "verdict", "decider", "gate", "usefulness", "weighed"),
    *("rule_severity", "function", "suggestion", "related", "fix", "questions", "status"),
    "fingerprint",
)
_IF_ANY = ("eid", "part", "justification", "answered", "suppressed_by")
"""Keys of a finding in JSON: before and after those of its document, and where there is a value."""
_RELATED = ("message", "quote", "start", "end", "address_path")


class Related(Value, frozen=True):
    """Another place the finding rests on: the lead-in of a list, the words that tipped a verdict.

    `span` is in the document's text; `start` and `end` are in the source.
    """

    message: str
    quote: str
    span: Span
    start: int
    end: int
    address_path: str = ""


class ProposedFix(Value, frozen=True):
    """New words for a stretch of the source; applicability is `safe`, `unsafe` or `display`."""

    applicability: str
    start: int
    end: int
    replacement: str


class Question(NamedTuple):
    """What a finding wants answered: the trouble in one word, the place in the source, the words
    of the question."""

    trouble: str
    start: int
    end: int
    text: str


class SuppressedBy(NamedTuple):
    """What suppresses a finding: `kind` is `inSource` or `external`; the file and line where it is
    written; the ISO date of its last day, or empty."""

    kind: str
    path: str
    line: int
    until: str = ""


class Finding(NamedTuple):
    """One finding in one document.

    `span` and `sentence` are in `Document.text`; `start` and `end` are code points of the decoded
    source and `line` and `column` are 1-based there. `address` is the long form in the chosen
    locale. `suggestion` is what a term sheet proposes for exactly these words. `justification` is
    the reason a suppression gives for the status and `suppressed_by` tells where that is written.
    `end_line` and `end_column` are the place after the last code point, `byte_column` and
    `end_byte_column` columns in bytes of UTF-8; 0 is unknown. `part` names the part of a Word file
    that the words stand in; `start` and `end` are then offsets into the document's text.
    `gate` says whether the words condition or limit a decision that a public authority makes in the
    single case; it is None where the rule is not about discretion.
    `usefulness` is how likely a careful drafter is to act on it, from 0 to 1, None where that is
    not asked; `weighed` says in words what raised (+) and lowered (−) it most, and
    `rule_severity` what the severity would be without it. `answered` tells who has answered it;
    `justification` is then what they said. `eid` is the eId of the innermost element around the
    words, in Akoma Ntoso.
    """

    rule: Rule
    severity: Severity
    confidence: Confidence
    message: str
    advice: str
    address: str
    address_path: str
    target: str | None
    role: str
    quote: str
    span: Span
    sentence: Span
    excerpt: str
    start: int
    end: int
    line: int
    column: int
    language: str
    verdict: Verdict | None = None
    decider: str | None = None
    related: tuple[Related, ...] = ()
    fix: ProposedFix | None = None
    suggestion: str = ""
    status: str = "new"
    justification: str = ""
    fingerprint: str = ""
    end_line: int = 0
    end_column: int = 0
    byte_column: int = 0
    end_byte_column: int = 0
    part: str = ""
    suppressed_by: SuppressedBy | None = None
    gate: bool | None = None
    usefulness: float | None = None
    weighed: tuple[str, ...] = ()
    rule_severity: Severity | None = None
    answered: Answered | None = None
    eid: str = ""
    questions: tuple[Question, ...] = ()

    def to_dict(self, **document: str) -> dict[str, Any]:
        """The finding as plain values, with what is given of its document; the keys are those of
        the JSON report."""
        by, one = self.suppressed_by, self._asdict()
        one |= {
            "rule": self.rule.id,
            "category": self.rule.category,
            "severity": self.severity.word,
            "confidence": self.confidence.value,
            "verdict": self.verdict.value if self.verdict else None,
            "weighed": list(self.weighed),
            "rule_severity": (self.rule_severity or self.severity).word,
            "function": self.rule.function or None,
            "suggestion": self.suggestion or None,
            "related": [{key: getattr(to, key) for key in _RELATED} for to in self.related],
            "fix": None if self.fix is None else asdict(self.fix),
            "questions": [question._asdict() for question in self.questions],
            "answered": None if self.answered is None else _answer(self.answered),
            "suppressed_by": None if by is None else by._asdict() | {"until": by.until or None},
        }
        record = {key: one[key] for key in _SAID} | document
        record |= {key: one[key] for key in _PLACED}
        return record | {key: one[key] for key in _IF_ANY if one[key]}


def _answer(answered: Answered) -> dict[str, Any]:
    told = asdict(answered)
    return told if answered.before else {k: v for k, v in told.items() if k != "before"}
