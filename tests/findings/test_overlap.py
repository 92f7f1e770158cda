"""Of findings in one category that share words one stays, unless a rule stands for itself."""

from __future__ import annotations

from dataclasses import replace

from regcheck.base.text.span import Span
from regcheck.base.texts.localised import Localised
from regcheck.findings.judge import Judged
from regcheck.findings.overlap import in_order, without_overlaps
from regcheck.matching.model import Match
from regcheck.packs.model import Confidence, Overlap, Rule, Severity, Terminal

BASE = Rule(
    id="paper/a",
    title=Localised("t", "t", "t"),
    message=Localised("m", "m", "m"),
    match=Terminal("phrase", "nb", ("x",)),
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
)


def judged(rule: str, start: int, end: int, severity: Severity = Severity.WARNING) -> Judged:
    span = Span(start, end)
    return Judged(replace(BASE, id=rule), Match(0, 0, span, span), severity, Confidence.HIGH)


def kept(*given: Judged) -> list[tuple[str, int, int]]:
    return [
        (one.rule.id, one.span.start, one.span.end) for one in in_order(without_overlaps(given))
    ]


def test_the_graver_stays_then_the_longer_then_the_first_then_the_rule_that_comes_first() -> None:
    grave = judged("paper/b", 4, 6, Severity.ERROR)
    assert kept(judged("paper/a", 0, 9), grave) == [("paper/b", 4, 6)]
    assert kept(judged("paper/a", 0, 4), judged("paper/b", 2, 9)) == [("paper/b", 2, 9)]
    assert kept(judged("paper/b", 2, 6), judged("paper/a", 0, 4)) == [("paper/a", 0, 4)]
    assert kept(judged("paper/b", 0, 4), judged("paper/a", 0, 4)) == [("paper/a", 0, 4)]


def test_what_shares_no_words_stays() -> None:
    assert kept(judged("paper/a", 0, 4), judged("paper/b", 4, 9)) == [
        ("paper/a", 0, 4),
        ("paper/b", 4, 9),
    ]


def test_other_categories_do_not_compete() -> None:
    assert len(kept(judged("paper/a", 0, 4), judged("technology/a", 0, 4))) == 2


def test_a_rule_yields_across_categories_where_it_says_so() -> None:
    rule = replace(BASE, id="discretion/a", yields_to=("automation/a",))
    words = Span(2, 6)
    mine = Judged(rule, Match(0, 0, words, words), Severity.WARNING, Confidence.HIGH)
    assert kept(mine, judged("automation/a", 0, 4)) == [("automation/a", 0, 4)]
    assert len(kept(mine, judged("automation/a", 6, 9))) == 2
    assert len(kept(mine, judged("automation/b", 0, 4))) == 2
    assert len(kept(mine, judged("automation/a", 0, 4, Severity.INFO))) == 2


def test_a_rule_that_stands_for_itself_competes_with_its_own_findings_alone() -> None:
    def alone(one: Judged) -> Judged:
        return one._replace(rule=replace(one.rule, overlap=Overlap.RULE))

    long, short = judged("house/a", 0, 9), judged("house/a", 0, 4)
    other = judged("house/b", 0, 4)
    assert kept(long, other) == [("house/a", 0, 9)]
    assert len(kept(alone(long), other)) == 2
    assert len(kept(alone(long), alone(other))) == 2
    assert kept(alone(long), alone(short)) == [("house/a", 0, 9)]


def test_the_order_is_by_place_then_length_then_rule() -> None:
    shuffled = [judged("paper/b", 5, 9), judged("paper/c", 0, 9), judged("paper/a", 0, 9)]
    assert [one.rule.id for one in in_order([*shuffled, judged("paper/d", 0, 4)])] == [
        "paper/d",
        "paper/a",
        "paper/c",
        "paper/b",
    ]
