"""How results travel between processes: as plain tuples, a rule as its index in the rule set.

Rules are large and the same in every process; findings are many. Packing them to tuples makes a
result several times smaller and faster to send than the values themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from operator import attrgetter
from typing import Any

from regcheck.findings.model import Finding, ProposedFix, Related
from regcheck.packs.model import Confidence, Rule, RuleSet, Severity, Verdict
from regcheck.run.result import DocumentResult
from regcheck.text.span import Span

Packed = tuple[DocumentResult, tuple[tuple[Any, ...], ...]]
"""A result without its findings, and the findings as tuples of plain values."""

_SPECIAL = ("rule", "severity", "confidence", "verdict", "span", "sentence", "related", "fix")
_PLAIN = tuple(name for name in Finding._fields if name not in _SPECIAL)
_plain_of = attrgetter(*_PLAIN)


def pack(result: DocumentResult, rule_index: Mapping[str, int]) -> Packed:
    """`result` ready to be sent; `rule_index` gives each rule's place in the rule set by id."""
    packed = tuple(_packed(finding, rule_index[finding.rule.id]) for finding in result.findings)
    return _bare(result), packed


def unpack(packed: Packed, rule_set: RuleSet) -> DocumentResult:
    """The result that was packed in another process with the same rule set."""
    bare, findings = packed
    if not findings:
        return bare
    return replace(bare, findings=tuple(_unpacked(item, rule_set.rules) for item in findings))


def _bare(result: DocumentResult) -> DocumentResult:
    return replace(result, findings=(), measures=dict(result.measures))


def _packed(finding: Finding, rule: int) -> tuple[Any, ...]:
    fix = finding.fix
    return (
        rule,
        int(finding.severity),
        finding.confidence.value,
        finding.verdict.value if finding.verdict else None,
        (finding.span.start, finding.span.end),
        (finding.sentence.start, finding.sentence.end),
        tuple(
            (r.message, r.quote, r.span.start, r.span.end, r.start, r.end, r.address_path)
            for r in finding.related
        ),
        None if fix is None else (fix.applicability, fix.start, fix.end, fix.replacement),
        _plain_of(finding),
    )


def _unpacked(item: tuple[Any, ...], rules: tuple[Rule, ...]) -> Finding:
    rule, severity, confidence, verdict, span, sentence, related, fix, plain = item
    return Finding(
        rule=rules[rule],
        severity=Severity(severity),
        confidence=Confidence(confidence),
        verdict=Verdict(verdict) if verdict else None,
        span=Span(*span),
        sentence=Span(*sentence),
        related=tuple(Related(r[0], r[1], Span(r[2], r[3]), *r[4:]) for r in related),
        fix=ProposedFix(*fix) if fix else None,
        **dict(zip(_PLAIN, plain, strict=True)),
    )
