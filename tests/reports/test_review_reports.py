"""What GitLab, reviewdog and readers of Checkstyle ask for, by their documentation."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hostile_samples import EVERYTHING, PATHS
from lxml import etree
from report_samples import ALL, RICH, VAULTS, finding, report_of, result

from regcheck.findings.model import ProposedFix
from regcheck.packs.model import Severity
from regcheck.results.result import DocumentResult


def as_json(name: str, *results: DocumentResult) -> Any:
    return json.loads(report_of(name, *results, show_info=True).encode("utf-8", "backslashreplace"))


def as_xml(*results: DocumentResult) -> Any:
    return etree.fromstring(report_of("checkstyle", *results, show_info=True).encode("utf-8"))


@pytest.mark.parametrize("results", [(), ALL, EVERYTHING], ids=len)
def test_gitlab_gets_the_fields_it_requires(results: tuple[DocumentResult, ...]) -> None:
    listed = as_json("gitlab", *results)
    assert isinstance(listed, list)
    for one in listed:
        assert set(one) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert one["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert re.fullmatch("[0-9a-f]{32}", one["fingerprint"])
        assert one["description"] and one["check_name"]
        assert not one["location"]["path"].startswith("./")
        assert one["location"]["lines"]["begin"] >= 1


def test_gitlab_gets_each_finding_once() -> None:
    listed = as_json("gitlab", *EVERYTHING)
    prints = [one["fingerprint"] for one in listed]
    assert len(set(prints)) == len(prints) > 50


def test_gitlab_tells_findings_of_two_documents_apart() -> None:
    listed = as_json("gitlab", result("a.md", RICH), result("b.md", RICH))
    assert len({one["fingerprint"] for one in listed}) == 2


def test_gitlab_fingerprints_do_not_follow_lines() -> None:
    moved = RICH._replace(line=70, column=1, start=9_000, end=9_013)
    (before,), (after,) = (as_json("gitlab", result("a.md", one)) for one in (RICH, moved))
    assert before["fingerprint"] == after["fingerprint"]


def test_gitlab_severities_and_what_is_missing() -> None:
    warned = finding("hvelvet", severity=Severity.WARNING)
    listed = as_json("gitlab", *ALL, result("c.md", warned))
    told = [(one["check_name"], one["severity"], one["location"]["path"]) for one in listed]
    assert told == [
        ("paper/book", "major", "a.md"),
        *[("house/vault", "info", "a.md")] * 3,
        ("regcheck/unreadable", "blocker", "borte.md"),
        ("regcheck/unreadable", "blocker", "feil.xml"),
        ("regcheck/rule-not-run", "blocker", "treg.md"),
        ("paper/book", "minor", "c.md"),
    ]


def position(value: Any) -> bool:
    return set(value) <= {"line", "column"} and all(
        isinstance(number, int) and number >= 1 for number in value.values()
    )


@pytest.mark.parametrize("results", [(), ALL, EVERYTHING], ids=len)
def test_reviewdog_gets_what_its_format_says(results: tuple[DocumentResult, ...]) -> None:
    whole = as_json("rdjson", *results)
    assert set(whole) == {"source", "diagnostics"}
    assert whole["source"] == {"name": "regcheck"}
    for one in whole["diagnostics"]:
        assert set(one) <= {"message", "location", "severity", "code", "suggestions"}
        assert one["message"]
        assert one["severity"] in ("ERROR", "WARNING", "INFO")
        assert set(one["code"]) <= {"value", "url"}
        assert one["location"]["path"]
        for where in one["location"].get("range", {}).values():
            assert position(where)


def test_reviewdog_gets_columns_in_bytes_and_the_fix() -> None:
    placed = RICH._replace(end_line=9, end_column=42, byte_column=30, end_byte_column=43)
    fixed = placed._replace(fix=ProposedFix("safe", RICH.start, RICH.end, "register"))
    shown, mended = as_json("rdjson", result("a.md", placed, fixed))["diagnostics"]
    where = {"start": {"line": 9, "column": 30}, "end": {"line": 9, "column": 43}}
    assert shown["location"] == {"path": "a.md", "range": where}
    assert "suggestions" not in shown
    assert mended["suggestions"] == [{"range": where, "text": "register"}]


def test_reviewdog_gets_the_line_where_bytes_are_not_known() -> None:
    (found,) = as_json("rdjson", result("a.md", RICH))["diagnostics"]
    assert found["location"]["range"] == {"start": {"line": 9}}


def test_checkstyle_has_a_file_for_each_document() -> None:
    root = as_xml(*ALL)
    assert root.tag == "checkstyle"
    assert root.get("version")
    assert [file.get("name") for file in root] == [
        "a.md",
        "borte.md",
        "feil.xml",
        "b.md",
        "treg.md",
    ]
    assert [len(file) for file in root] == [4, 1, 1, 0, 1]


@pytest.mark.parametrize("results", [(), ALL, EVERYTHING], ids=len)
def test_checkstyle_errors_have_what_readers_ask_for(results: tuple[DocumentResult, ...]) -> None:
    for error in as_xml(*results).iter("error"):
        assert int(error.get("line")) >= 1
        assert int(error.get("column", "1")) >= 1
        assert error.get("severity") in ("error", "warning", "info", "ignore")
        assert error.get("message")
        assert re.fullmatch(r"regcheck\.[\w-]+(\.[\w-]+)?", error.get("source"))


def test_checkstyle_says_place_words_and_rule() -> None:
    error = as_xml(result("a.md", *VAULTS[:1]))[0][0]
    assert dict(error.attrib) == {
        "line": "9",
        "column": str(VAULTS[0].column),
        "severity": "info",
        "message": "§ 2: «hvelvet» forutsetter papir. (house/vault)",
        "source": "regcheck.house.vault",
    }


def test_checkstyle_keeps_paths_that_xml_can_hold() -> None:
    names = [file.get("name") for file in as_xml(*(result(path) for path in PATHS))]
    assert names[:7] == list(PATHS[:7])
