"""Which findings a suppression covers, and when it is said to be unused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fake_checks import OTHER, RULE, make_finding, make_rule
from regcheck.base.text.span import Span
from regcheck.base.texts.localised import Localised
from regcheck.changes.suppressions.suppress import (
    EXPIRED,
    REASONLESS,
    UNKNOWN,
    UNUSED,
    Known,
    fault_findings,
    suppress,
)
from regcheck.findings.suppression import EXTERNAL, Suppression

KNOWN = Known(
    {RULE.id: RULE.id, OTHER.id: OTHER.id, "old/table": RULE.id}, frozenset({RULE.id, OTHER.id})
)
TODAY = date(2027, 3, 1)


def one(**values: object) -> Suppression:
    fields: dict[str, object] = {
        "names": (RULE.id,),
        "reason": "avtalt",
        "scope": Span(0, 20),
        **values,
    }
    return Suppression(**fields)  # type: ignore[arg-type]


def outcome(
    suppression: Suppression, *ats: int, known: Known = KNOWN, **values: object
) -> tuple[list[str], list[str]]:
    findings = [make_finding(None, at, **values) for at in ats]
    settled, faults = suppress(findings, [suppression], known, TODAY)
    return [finding.status for finding in settled], [fault.rule for fault in faults]


def test_what_lies_in_the_scope_is_suppressed_ends_included() -> None:
    assert outcome(one(scope=Span(4, 20)), 3, 4, 16, 17) == (
        ["new", "suppressed", "suppressed", "new"],
        [],
    )


def test_the_finding_says_why_and_by_what() -> None:
    told = one(path="a.md", line=3, until="2027-03-01")
    (found,), _ = suppress([make_finding(at=0)], [told], KNOWN, TODAY)
    assert found.justification == "avtalt"
    assert found.suppressed_by is not None
    assert (found.suppressed_by.path, found.suppressed_by.line) == ("a.md", 3)


@pytest.mark.parametrize(
    ("address", "covered"),
    [("", True), ("§1", True), ("§1/ledd/2", True), ("§1/ledd/20", False), ("§10", False)],
)
def test_one_kept_beside_the_document_goes_by_address(address: str, covered: bool) -> None:
    beside = one(kind=EXTERNAL, address=address, scope=None)
    statuses, faults = outcome(beside, 0, address_path="§1/ledd/2")
    assert statuses == (["suppressed"] if covered else ["new"])
    assert faults == ([] if covered else [UNUSED])


def test_a_repeated_label_lies_below_its_address() -> None:
    beside = one(kind=EXTERNAL, address="§1", scope=None)
    assert outcome(beside, 0, address_path="§1[2]/ledd/1")[0] == ["suppressed"]


def test_former_ids_and_globs_mean_the_rule() -> None:
    for name in ("old/table", "house", "house/*"):
        assert outcome(one(names=(name,)), 0)[0] == ["suppressed"]


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"reason": ""}, REASONLESS),
        ({"until": "2027-02-28"}, EXPIRED),
        ({"names": ("paper/none",)}, UNKNOWN),
    ],
)
def test_a_faulty_one_suppresses_nothing(changed: dict[str, object], fault: str) -> None:
    assert outcome(one(**changed), 0) == (["new"], [fault])


def test_the_last_day_still_counts() -> None:
    assert outcome(one(until="2027-03-01"), 0) == (["suppressed"], [])


def test_unused_is_told_only_where_all_that_it_names_was_run() -> None:
    away = one(scope=Span(50, 60))
    assert outcome(away, 0) == (["new"], [UNUSED])
    assert outcome(away, 0, known=Known(KNOWN.names, frozenset({OTHER.id})))[1] == []
    assert outcome(one(scope=None), 0)[1] == [UNUSED]


def test_a_rule_that_runs_only_when_asked_for_does_not_hold_back_unused() -> None:
    both = one(names=("house",), scope=Span(50, 60))
    known = Known(KNOWN.names, frozenset({RULE.id}), frozenset({OTHER.id}))
    assert outcome(both, 0, known=known)[1] == [UNUSED]
    alone = one(names=(OTHER.id,), scope=Span(50, 60))
    assert outcome(alone, 0, known=known)[1] == []


def test_of_two_that_cover_a_finding_both_are_used() -> None:
    settled, faults = suppress([make_finding(at=0)], [one(), one(reason="igjen")], KNOWN, TODAY)
    assert [finding.justification for finding in settled] == ["avtalt"]
    assert faults == []


def test_a_fault_is_a_finding_at_the_place_it_is_about() -> None:
    title = Localised("«{match}» til {suggestion}", "nn", "en")
    rule = replace(make_rule("suppressions/expired"), message=title)
    there = one(path="a.md", until="2027-02-01", address="§1/ledd/2", words="ignore house/table")
    beside = one(path="s.yaml", line=4, until="2027-02-01", kind=EXTERNAL, words="house/table")
    _, faults = suppress([], [there, beside], KNOWN, TODAY)
    inside, outside = fault_findings(faults, {rule.id: rule}, "a.md", "nb")
    assert inside.message == "«house/table» til 2027-02-01"
    assert (inside.address, inside.address_path) == ("§ 1 annet ledd", "§1/ledd/2")
    assert (inside.quote, inside.excerpt) == ("ignore house/table", "ignore house/table")
    assert (inside.line, inside.column) == (1, 1)
    assert outside.message == "«house/table» til 2027-02-01 (s.yaml:4)"
    assert (outside.address, outside.address_path, outside.quote) == ("hele dokumentet", "", "")
    assert outside.excerpt == "s.yaml:4: house/table"
    assert fault_findings(faults, {}, "a.md", "nb") == []
