"""What people are shown, in which order, and what they are told to look at first."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fake_checks import make_finding, make_rule
from regcheck.base.texts.catalogue import Texts
from regcheck.findings.model import Finding
from regcheck.law.metadata import DocumentMeta
from regcheck.packs.model import Confidence, Severity
from regcheck.reports.finding_text import none_found
from regcheck.results.result import DocumentResult, NotChecked, Settings
from regcheck.results.shown import (
    FIRST_AT,
    Best,
    First,
    first_of,
    grouped,
    left_out,
    rank,
    section_of,
    shown_findings,
    wanted_findings,
)

RULES = [make_rule(f"house/r{n}") for n in range(4)]
SETTINGS = Settings()


def found(rule: int, section: int, useful: float | None, **values: Any) -> Finding:
    where = f"lov/x/§{section}/ledd/1"
    severity = values.pop("severity", Severity.WARNING)
    return make_finding(
        rule=RULES[rule], address_path=where, usefulness=useful, severity=severity, **values
    )


def document(path: str, *findings: Finding) -> DocumentResult:
    return DocumentResult(path, "txt", "", DocumentMeta(), findings)


FINDINGS = st.builds(
    found, st.integers(0, 3), st.integers(1, 4), st.none() | st.integers(0, 9).map(lambda n: n / 10)
)


@given(st.lists(st.lists(FINDINGS, max_size=12), max_size=3), st.integers(1, 4))
def test_the_first_are_those_a_look_at_all_of_them_would_give(
    documents: list[list[Finding]], number: int
) -> None:
    first = First(number)
    everything = []
    for at, findings in enumerate(documents):
        first.add(document(f"{at}.md", *findings))
        everything += [(f"{at}.md", finding) for finding in findings]
    best: list[tuple[str, Finding]] = []
    for path, finding in sorted(everything, key=lambda one: rank(one[1])):
        taken = {(p, section_of(f)) for p, f in best} | {f.rule.id for _, f in best}
        worth = finding.usefulness is None or finding.usefulness >= FIRST_AT
        fresh = not taken & {(path, section_of(finding)), finding.rule.id}
        if worth and fresh and len(best) < number:
            best.append((path, finding))
    expected = best if len(everything) > number else []
    assert [(one.path, one.finding) for one in first.chosen()] == expected


def test_notes_known_findings_and_translated_text_are_never_first() -> None:
    aside = [
        found(0, 1, 0.9, severity=Severity.INFO),
        found(1, 2, 0.9, status="known"),
        found(2, 3, 0.9, role="foreign"),
    ]
    shown = first_of(document("a", *aside, found(3, 4, 0.8), found(3, 5, 0.9)), Settings(first=1))
    assert [one.address_path for one in shown] == ["lov/x/§5/ledd/1"]


def test_without_usefulness_severity_and_confidence_and_place_decide() -> None:
    low = found(0, 1, None, confidence=Confidence.LOW)
    high, later = found(1, 2, None), found(2, 3, None)
    error = found(3, 4, None, severity=Severity.ERROR)
    ordered = shown_findings(
        document("a", low, high, later, error), replace(SETTINGS, sort="usefulness")
    )
    assert ordered == [error, high, later, low]


def test_no_more_are_wanted_than_asked_for_but_what_is_not_shown_is_kept() -> None:
    note = found(0, 1, 0.9, severity=Severity.INFO)
    one = document("a", found(1, 2, 0.1), note, found(2, 3, 0.8), found(3, 4, 0.5))
    two = replace(SETTINGS, most=2)
    assert [f.usefulness for f in shown_findings(one, two)] == [0.8, 0.5]
    assert [f.usefulness for f in wanted_findings(one, two)] == [0.9, 0.8, 0.5]
    assert (left_out(one, two), left_out(one, SETTINGS)) == (1, 0)
    assert shown_findings(one, replace(SETTINGS, most=0)) == []


def test_the_same_wording_is_one_group_and_errors_need_the_same_words_too() -> None:
    def say(words: str, severity: Severity) -> Finding:
        return found(0, 1, None, quote=words, message=f"Hva er «{words}»?", severity=severity)

    words = ("rimelig", "rimelige", "urimelig")
    assert [len(g) for g in grouped([say(w, Severity.WARNING) for w in words])] == [3]
    assert [len(g) for g in grouped([say(w, Severity.ERROR) for w in words])] == [2, 1]


@pytest.mark.parametrize(
    "beside", [" I samme setning: «mulig».", " In the same sentence: “maybe”, “soon”."]
)
def test_what_else_the_sentence_says_makes_no_other_wording(beside: str) -> None:
    plain = found(0, 1, None, message="Hva er et bord?")
    assert len(grouped([plain, plain._replace(message=plain.message + beside)])) == 1
    assert len(grouped([plain, plain._replace(message=plain.message + " Se også: § 3.")])) == 2


def test_the_best_are_kept_and_the_others_counted() -> None:
    best = Best[str](2)
    for name, useful in (("a", 0.1), ("b", 0.9), ("c", 0.5), ("d", 0.9)):
        best.add(found(0, 1, useful), partial(str, name))
    assert (best.items, best.in_order, best.left_out) == (["b", "d"], ["b", "d"], 2)
    best.add(found(0, 1, 1.0), lambda: "e")
    assert (best.items, best.in_order) == (["e", "b"], ["b", "e"])


def test_nothing_found_is_said_of_what_was_checked_alone() -> None:
    table, danish = NotChecked("table", 7, 1), NotChecked("language", 9, 0, "da")
    words = Texts("report", "nb")
    assert none_found((), 9, SETTINGS, words) == words.no_findings
    assert none_found((), 9, replace(SETTINGS, since="main"), words) == words.nothing_new
    assert none_found((table,), 9, SETTINGS, words) == words.none_in_rest
    assert none_found((table,), 0, SETTINGS, words) == words.nothing_checked
    assert none_found((danish,), 9, SETTINGS, words) == words.nothing_checked
