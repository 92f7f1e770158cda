"""Statuses given while results pass by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from fake_checks import RULE, RULES, make_finding, make_rule
from regcheck.changes.earlier import Earlier, former_ids
from regcheck.changes.marks import Mark, mark_of, match_marks
from regcheck.law.metadata import DocumentMeta
from regcheck.packs.model import RuleSet
from regcheck.results.result import DocumentResult


def result(path: str, *words: str, refid: str = "", status: str = "new") -> DocumentResult:
    """A document whose findings have a content and an address each, such as `c1@§1`."""
    findings = []
    for word in words:
        content, _, address = word.partition("@")
        place = f"{refid}/{address}" if refid else address
        findings.append(
            make_finding(fingerprint=f"{content}-p-0", address_path=place, status=status)
        )
    return DocumentResult(path, "txt", "", DocumentMeta(refid=refid), tuple(findings))


def earlier(*results: DocumentResult) -> Earlier:
    marks = [mark_of(f, r.meta.refid, r.path) for r in results for f in r.findings]
    return Earlier(marks, str)


def statuses(results: Iterator[DocumentResult]) -> list[list[str]]:
    return [[finding.status for finding in one.findings] for one in results]


def test_known_moved_and_new() -> None:
    before = earlier(result("a", "c1@§1", "c2@§2"), result("b", "c3@§1"))
    after = [result("a", "c1@§1", "c3@§2", "c4@§3"), result("b", "c2@§1")]
    assert statuses(before.apply(after)) == [["known", "moved", "new"], ["moved"]]
    assert before.gone == []


def test_what_nothing_can_change_is_passed_on_at_once() -> None:
    seen: list[str] = []

    def results() -> Iterator[DocumentResult]:
        for path, words in (("a", "c1@§1"), ("b", "c9@§1"), ("c", "c2@§7"), ("d", "c9@§2")):
            seen.append(path)
            yield result(path, words)

    before = earlier(result("a", "c1@§1"), result("x", "c2@§1"))
    passed = before.apply(results())
    assert next(passed).path == "a"
    assert seen == ["a"]
    assert next(passed).path == "b"
    assert seen == ["a", "b"]
    assert statuses(passed) == [["moved"], ["new"]]


def test_a_document_with_an_id_is_known_wherever_it_lies() -> None:
    before = earlier(result("a", "c1@§1", refid="lov/2030-01-01-1"))
    assert statuses(before.apply([result("b", "c1@§1", refid="lov/2030-01-01-1")])) == [["known"]]


def test_suppressed_findings_stay_so_and_are_not_taken_for_gone() -> None:
    before = earlier(result("a", "c1@§1", "c2@§1"))
    assert statuses(before.apply([result("a", "c1@§1", status="suppressed")])) == [["suppressed"]]
    assert [before.matching.earlier[number].content for number in before.gone] == ["c2"]


def test_what_one_baseline_knows_another_does_not_make_new() -> None:
    after = result("a", "c1@§1", status="known")
    assert statuses(earlier(result("a", "c2@§1")).apply([after])) == [["known"]]


WORDS = st.builds("{}@{}".format, st.sampled_from(["c1", "c2", "c3"]), st.sampled_from("§123"))
RUN = st.lists(st.lists(WORDS, max_size=4), max_size=4)


@given(RUN, RUN)
def test_passing_by_gives_what_matching_everything_at_once_gives(
    before: list[list[str]], after: list[list[str]]
) -> None:
    old = [result(f"d{n}", *words) for n, words in enumerate(before)]
    new = [result(f"d{n}", *words) for n, words in enumerate(after)]
    marks: list[Mark] = [mark_of(f, "", r.path) for r in new for f in r.findings]
    whole = match_marks(earlier(*old).matching.earlier, marks)
    passed = statuses(earlier(*old).apply(iter(new)))
    assert [s for one in passed for s in one] == [grade.status for grade in whole.grades]


def test_former_ids_lead_to_present_ones() -> None:
    first = make_rule("house/first", aliases=("house/old", "house/table"))
    rules = RuleSet((first, RULE), packs=RULES.rule_set.packs)
    assert former_ids(rules) == {"house/old": "house/first"}
    assert former_ids(replace(rules, rules=())) == {}
