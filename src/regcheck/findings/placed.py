"""What the place of a finding makes of it: rules leave words in some places alone, and in others
only note them. In tables, notes and annexes they are less grave."""

from __future__ import annotations

from collections.abc import Iterable

from regcheck.base.texts.localised import localised
from regcheck.document.model import BESIDE_ROLES, Role
from regcheck.document.segments.view import Segments
from regcheck.findings.judge import Judged
from regcheck.matching.facts.known import DocumentFacts, facts_of
from regcheck.packs.model import Confidence, Fact, Severity

_WHY = {
    Fact.FOREIGN: "translated",
    Fact.FACTOR: "factor",
    Fact.SETTLED: "settled",
    Fact.CONDITIONED: "conditioned",
    Fact.FOR_REGULATIONS: "for_regulations",
    Fact.DATA_LIMIT: "data_limit",
}
"""What is said of a finding that is only noted, where its message says no more yet: texts
of `findings`."""


def placed(segments: Segments, judged: Iterable[Judged]) -> list[Judged]:
    """Drop matches in places that their rule excepts, and turn those in places it only notes into
    information. What stays above information carries the facts of its place."""
    facts = facts_of(segments)
    return [
        _noted(facts, _beside(segments, one))
        for one in judged
        if not (one.rule.except_places and facts.any_hold(one.rule.except_places, one.match))
    ]


def _beside(segments: Segments, one: Judged) -> Judged:
    """One degree less grave in tables, notes and annexes, unless its rule is about these."""
    role = segments.leaves[one.match.leaf].role
    if role not in BESIDE_ROLES or role.value in one.rule.scope:
        return one
    return one._replace(severity=Severity(max(one.severity - 1, Severity.INFO)))


def _noted(facts: DocumentFacts, one: Judged) -> Judged:
    if (
        one.severity <= Severity.INFO
        and facts.segments.leaves[one.match.leaf].role is not Role.FOREIGN
    ):
        return one
    holding = facts.of(one.match)
    if not holding:
        return one
    one = one._replace(facts=holding)
    for fact in (Fact.FOREIGN, *one.rule.note_places):
        if fact in holding:
            lower = Confidence.LOW if fact is Fact.FOREIGN else one.confidence
            known = one.note.get("nb") or fact not in _WHY
            why = one.note if known else localised(f"findings.{_WHY[fact]}")
            return one._replace(severity=Severity.INFO, confidence=lower, note=why)
    return one
