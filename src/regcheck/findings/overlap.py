"""One finding for one stretch of words: overlaps are settled within a category, never across."""

from __future__ import annotations

from collections.abc import Sequence

from regcheck.findings.model import Finding


def without_overlaps(findings: Sequence[Finding]) -> list[Finding]:
    """The findings that stay: of two in a category that share words, the graver one, then the
    longer, then the one whose rule comes first. Whole-sentence measures do not compete."""
    kept: list[Finding] = []
    by_category: dict[str, list[Finding]] = {}
    for finding in sorted(findings, key=_rank):
        mine = by_category.setdefault(finding.rule.category, [])
        if not any(other.span.overlaps(finding.span) for other in _near(mine, finding)):
            mine.append(finding)
            kept.append(finding)
    return kept


def in_order(findings: Sequence[Finding]) -> list[Finding]:
    """The order of every report: by place in the text, then by rule."""
    return sorted(findings, key=lambda f: (f.span.start, f.span.end, f.rule.id))


def _rank(finding: Finding) -> tuple[int, int, int, str]:
    return (-finding.severity, -len(finding.span), finding.span.start, finding.rule.id)


def _near(mine: list[Finding], finding: Finding) -> list[Finding]:
    if finding.rule.category in ("readability", "structure"):
        return [other for other in mine if other.rule.id == finding.rule.id]
    return mine
