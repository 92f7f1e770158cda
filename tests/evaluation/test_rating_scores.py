"""What is shown of what readers rated, how it is ranked, and how far readers agree."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rating_samples import facts, finding, rated

from regcheck.base.text.span import Span
from regcheck.findings.model import Finding
from regcheck.law.metadata import DocumentKind, DocumentMeta
from regcheck.packs.model import Severity
from regcheck.quality.evaluation.rating_places import PlacedRating
from regcheck.quality.evaluation.rating_scores import (
    RatingScores,
    agreement,
    auc,
    by_finding,
    see,
)
from regcheck.quality.evaluation.ratings import RatedFinding
from regcheck.results.result import DocumentResult

HERE = Span(facts().start, facts().end)


def scored(*pairs: tuple[RatedFinding, Sequence[Finding]]) -> RatingScores:
    seen = []
    for one, findings in pairs:
        meta = DocumentMeta(kind=DocumentKind.REGULATION)
        result = DocumentResult("a.md", "md", "", meta, tuple(findings))
        seen += see([PlacedRating(one, HERE)], result)
    return RatingScores(tuple(seen))


def state(one: RatedFinding, *findings: Finding) -> str:
    (seen,) = scored((one, findings)).seen
    return seen.state


def test_states() -> None:
    assert state(rated(), finding()) == "shown"
    assert state(rated(), finding(Severity.WARNING, "paper/other")) == "shown"
    assert state(rated(), finding(Severity.INFO)) == "folded"
    assert state(rated(), finding(Severity.INFO), finding(rule="paper/other")) == "shown"
    assert state(rated()) == "gone"
    assert state(rated(), finding(rule="discretion/other")) == "gone"
    beside = finding(start=HERE.end, end=HERE.end + 3)
    assert state(rated(), beside) == "gone"


def test_of_several_the_rule_that_was_rated_stands_for_the_finding() -> None:
    other = finding(rule="paper/other")
    (seen,) = scored((rated(), [other, finding()])).seen
    assert seen.finding is not None
    assert seen.finding.rule.id == facts().rule


@pytest.mark.parametrize("reason", ["advice", "decider", "untrue"])
def test_what_is_said_otherwise_than_when_it_was_rated_wrong_is_changed(reason: str) -> None:
    wrong = rated("wrong", reason)
    assert state(wrong, finding()) == "shown"
    assert state(wrong, finding(advice="Noe annet.")) == "changed"
    assert state(wrong, finding(message="Noe annet.")) == "changed"
    assert state(wrong, finding(decider="authority")) == "changed"
    assert state(wrong, finding(rule="paper/other")) == "changed"
    assert state(wrong, finding(Severity.INFO, advice="Noe annet.")) == "folded"
    assert state(rated("wrong", "negated"), finding(advice="Noe annet.")) == "shown"
    assert state(rated("act"), finding(advice="Noe annet.")) == "shown"


def test_shares_and_groups() -> None:
    scores = scored(
        (rated("act", gate=True), [finding(Severity.WARNING, decider="authority")]),
        (rated("note", "aim", gate=False), [finding(Severity.WARNING, decider="authority")]),
        (rated("wrong", "repeat"), [finding()]),
        (rated("act"), [finding(Severity.INFO)]),
        (rated("act"), []),
    )
    assert scores.counts("shown") == {"act": 1, "note": 1, "wrong": 1}
    assert scores.keeps == pytest.approx(1 / 3)
    assert scores.groups("severity") == {"warning": {"act": 1, "note": 1}, "error": {"wrong": 1}}
    assert scores.groups("decider") == {"authority": {"act": 1, "note": 1}, "": {"wrong": 1}}
    assert scores.groups("gate") == {"yes": {"act": 1}, "no": {"note": 1}, "": {"wrong": 1}}
    assert scores.groups("kind")["regulation"].total() == 3
    assert list(scores.groups("category")) == ["paper"]
    assert list(scores.groups("rule")) == [facts().rule]
    assert list(scores.groups("confidence")) == ["high"]


def test_nothing_rated_act_keeps_nothing() -> None:
    assert scored((rated("note", "aim"), [finding()])).keeps is None


@given(st.lists(st.tuples(st.sampled_from([0.0, 0.2, 0.25, 0.9, 1.0]), st.booleans()), max_size=30))
def test_auc_is_the_chance_of_a_pair_in_the_right_order(valued: list[tuple[float, bool]]) -> None:
    good = [value for value, true in valued if true]
    bad = [value for value, true in valued if not true]
    found = auc(valued)
    if not good or not bad:
        assert found is None
        return
    won = sum((a > b) + 0.5 * (a == b) for a, b in product(good, bad))
    assert found == pytest.approx(won / len(good) / len(bad))


def test_ranking_is_of_all_that_is_not_gone() -> None:
    scores = scored(
        (rated("act"), [finding(usefulness=0.91)]),
        (rated("act"), [finding(Severity.INFO, usefulness=0.15)]),
        (rated("note", "aim"), [finding(usefulness=0.11)]),
        (rated("act"), []),
        (rated("act"), [finding()]),
        (rated("wrong", "other"), [finding(usefulness=1.0)]),
    )
    ranking = scores.ranking
    assert ranking is not None
    assert (ranking["n"], ranking["auc"]) == (4, pytest.approx(2 / 4))
    second, last = ranking["tenths"]
    assert second == {"from": 0.1, "n": 2, "mean": (0.15 + 0.11) / 2, "act": 0.5}
    assert (last["from"], last["n"]) == (0.9, 2)
    assert scored((rated(), [finding()])).ranking is None


def test_gates() -> None:
    pairs = [(True, True), (True, False), (False, True), (False, False), (None, True), (True, None)]
    scores = scored(*((rated(gate=a), [finding(gate=b)]) for a, b in pairs))
    assert scores.gates is not None
    assert list(scores.gates.values()) == [1, 1, 1, 1, 4, 0.5]
    assert scored((rated(gate=True), [finding()])).gates is None


def test_readers_are_compared_finding_by_finding() -> None:
    def both(start: int, first: str, second: str) -> list[RatedFinding]:
        return [rated(first, reader="A", start=start), rated(second, reader="B", start=start)]

    whole = [
        *both(1, "act", "act"),
        *both(2, "note", "wrong"),
        *both(3, "note", "note"),
        *both(4, "act", "note"),
        rated(reader="A", start=5),
    ]
    found = agreement(whole)
    # By chance: act 2/4 · 1/4, note 2/4 · 2/4, wrong 0; seen: 2/4.
    assert found is not None
    assert list(found.values()) == [4, 0.75, (0.5 - 0.375) / (1 - 0.375), 0, None]
    assert agreement([rated(reader="A"), rated(reader="A")]) is None
    same = agreement(both(1, "act", "act"))
    assert same is not None
    assert same["kappa"] is None
    assert [len(readers) for readers in by_finding(whole).values()] == [2, 2, 2, 2, 1]


def test_readers_are_compared_on_gates() -> None:
    found = agreement([rated(reader="A", gate=True), rated(reader="B", gate=False)])
    assert found is not None
    assert (found["gates"], found["gate"]) == (1, 0.0)
