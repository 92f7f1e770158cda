"""JUnit XML as junitparser reads it."""

from __future__ import annotations

from typing import Any

import pytest
from hostile_samples import EVERYTHING, TEXTS
from hypothesis import given
from hypothesis import strategies as st
from junitparser import Error, Failure, JUnitXml, Skipped
from lxml import etree
from report_samples import ALL, RICH, VAULTS, finding, report_of, result

from regcheck.packs.model import Severity
from regcheck.reports.xml_text import tag, xml_text
from regcheck.results.result import DocumentResult

WARNED = finding("hvelvet", severity=Severity.WARNING, address="§ 3")


def suites(*results: DocumentResult, **settings: object) -> list[Any]:
    read = JUnitXml.fromstring(report_of("junit", *results, **settings).encode("utf-8"))
    return list(read)


def outcomes(suite: Any) -> list[tuple[str, list[type]]]:
    return [(case.name, [type(one) for one in case.result]) for case in suite]


def test_a_suite_for_each_document() -> None:
    read = suites(*ALL)
    assert [suite.name for suite in read] == ["a.md", "borte.md", "feil.xml", "b.md", "treg.md"]
    counts = [(s.tests, s.failures, s.errors, s.skipped) for s in read]
    assert counts == [(2, 1, 0, 0), (1, 0, 1, 0), (1, 0, 1, 0), (1, 0, 0, 0), (2, 0, 1, 0)]


@pytest.mark.parametrize("results", [ALL, EVERYTHING], ids=len)
def test_the_counts_are_right(results: tuple[DocumentResult, ...]) -> None:
    for suite in suites(*results, fail_on="warning"):
        told = (suite.tests, suite.failures, suite.errors, suite.skipped)
        suite.update_statistics()
        assert told == (suite.tests, suite.failures, suite.errors, suite.skipped)


def test_a_clean_document_passes() -> None:
    (suite,) = suites(result("b.md"))
    assert outcomes(suite) == [("Lest og kontrollert", [])]


def test_a_failure_says_where_what_and_why() -> None:
    (suite,) = suites(result("a.md", RICH))
    _, case = suite
    assert case.classname == "a.md"
    assert case.name == (
        "§ 2 første ledd (settes inn i lov 1. januar 2001 nr. 1 § 4): Innbundet bok (paper/book)"
    )
    (failure,) = case.result
    assert isinstance(failure, Failure)
    assert (failure.message, failure.type) == ("«innbundet bok» forutsetter papir.", "paper/book")
    assert failure.text.split("\n") == [
        "a.md:9:29",
        RICH.excerpt,
        "«innbundet bok» forutsetter papir.",
        "Avgjøres av: forvaltningen.",
        "Forslag: Skriv «register».",
        "Rett til: «register»",
        "",
    ]


@pytest.mark.parametrize(
    ("fail_on", "failing"), [("error", 1), ("warning", 2), ("info", 3), ("never", 0)]
)
def test_what_fails_follows_the_threshold(fail_on: str, failing: int) -> None:
    (suite,) = suites(result("a.md", RICH, WARNED, VAULTS[0]), fail_on=fail_on)
    assert suite.failures == failing
    first, *_ = suite
    quiet = first.system_out.strip().split("\n")[1:] if failing < 2 else []
    assert len(quiet) == max(0, 2 - failing)


def test_what_does_not_fail_is_listed_with_the_document() -> None:
    (suite,) = suites(result("a.md", WARNED, RICH._replace(status="known")), show_info=True)
    (case,) = suite
    assert case.result == []
    assert case.system_out.strip().split("\n") == [
        "Funn som ikke feller dokumentet:",
        "9:60 advarsel: § 3: «hvelvet» forutsetter papir. Forslag: Skriv «register». (paper/book)",
        "9:29 feil, kjent fra før: § 2 første ledd (settes inn i lov 1. januar 2001 nr. 1 § 4): "
        "«innbundet bok» forutsetter papir. Avgjøres av: forvaltningen. Forslag: Skriv «register». "
        "Rett til: «register» (paper/book)",
    ]


def test_suppressed_findings_are_skipped_with_the_reason() -> None:
    hushed = RICH._replace(status="suppressed", justification="Vedtatt i 2029.")
    (suite,) = suites(result("a.md", hushed, hushed._replace(justification="")))
    _, first, second = suite
    assert [type(one) for case in (first, second) for one in case.result] == [Skipped, Skipped]
    assert first.result[0].message == "Unntatt: Vedtatt i 2029."
    assert second.result[0].message == "Unntatt: uten begrunnelse"


def test_what_is_missing_is_an_error() -> None:
    _, gone, _, _, slow = suites(*ALL)
    assert outcomes(gone) == [("Ikke lest", [Error])]
    assert outcomes(slow) == [("Lest og kontrollert", []), ("Ikke kjørt: *", [Error])]


def test_names_are_unique_within_a_document() -> None:
    (suite,) = suites(result("a.md", RICH, RICH, RICH))
    names = [case.name for case in suite]
    assert len(set(names)) == 4
    assert names[-1].endswith("(paper/book) #3")


@pytest.mark.parametrize("text", TEXTS)
def test_hostile_words_stay_words(text: str) -> None:
    one = finding("hvelvet", message=text, advice=text, address=text, excerpt=text)
    (suite,) = suites(result("a.md", one, one._replace(severity=Severity.INFO)))
    assert (suite.tests, suite.failures) == (2, 1)


@given(st.text())
def test_any_text_is_allowed_in_xml_and_comes_back(text: str) -> None:
    written = tag("a", {"b": text}) + xml_text(text) + "</a>"
    read = etree.fromstring(written.encode("utf-8"))
    expected = "".join(char if allowed(char) else f"\\u{ord(char):04x}" for char in text)
    assert read.get("b") == expected
    assert (read.text or "") == expected


def allowed(char: str) -> bool:
    """Whether XML may hold the character, and it shows as itself."""
    code = ord(char)
    hidden = code in (0x200E, 0x200F, 0xFFFE, 0xFFFF) or 0x2028 <= code <= 0x202E
    control = code < 32 and char not in "\t\n\r"
    return not (hidden or control or 0x7F <= code < 0xA0 or 0x2066 <= code <= 0x2069)
