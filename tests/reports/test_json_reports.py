"""The machine formats, against each other and against their published schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from report_samples import ALL, RICH, report_of, result

from regcheck.reports.registry import report_format
from regcheck.results.result import DocumentResult

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "output-schema.json").read_text("utf-8"))


def as_object(*results: DocumentResult, **settings: object) -> Any:
    return json.loads(report_of("json", *results, **settings))


def as_lines(*results: DocumentResult) -> list[Any]:
    return [json.loads(line) for line in report_of("jsonl", *results).splitlines()]


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("results", [(), ALL[:1], ALL[1:2], ALL], ids=len)
def test_json_is_as_the_schema_says(results: tuple[DocumentResult, ...]) -> None:
    Draft202012Validator(SCHEMA).validate(as_object(*results))


@pytest.mark.parametrize("results", [(), ALL], ids=len)
def test_each_line_is_as_the_schema_says(results: tuple[DocumentResult, ...]) -> None:
    validator = Draft202012Validator({"$ref": "#/$defs/line", "$defs": SCHEMA["$defs"]})
    for line in as_lines(*results):
        validator.validate(line)


def test_the_schema_refuses_what_is_not_a_report() -> None:
    report = as_object(*ALL)
    del report["findings"][0]["quote"]
    assert not Draft202012Validator(SCHEMA).is_valid(report)


def test_a_finding_says_everything() -> None:
    (found,) = as_object(result("a.md", RICH))["findings"]
    assert list(found)[:4] == ["rule", "category", "severity", "confidence"]
    assert found["rule"] == "paper/book"
    assert found["category"] == "paper"
    assert (found["severity"], found["confidence"]) == ("error", "low")
    assert found["path"] == "a.md"
    assert found["refid"] == "forskrift/2030-01-02-3"
    assert found["address"] == "§ 2 første ledd"
    assert found["address_path"] == "forskrift/2030-01-02-3/§2/ledd/1"
    assert found["target"] == "lov/2001-01-01-1/§4"
    assert found["end"] - found["start"] == len(found["quote"])
    assert (found["verdict"], found["decider"], found["function"]) == (
        "paper",
        "authority",
        "integrity",
    )
    assert found["gate"] is True
    assert found["related"][0]["quote"] == "hvelvet"
    assert found["fix"]["replacement"] == "register"
    assert found["status"] == "new"
    assert "justification" not in found


def test_a_suppressed_finding_says_why() -> None:
    one = RICH._replace(status="suppressed", justification="Boken er vedtatt.")
    report = as_object(result("a.md", one))
    Draft202012Validator(SCHEMA).validate(report)
    assert report["findings"][0]["justification"] == "Boken er vedtatt."


def test_lines_come_in_path_order_between_header_and_summary() -> None:
    kinds = [line["type"] for line in as_lines(*ALL)]
    assert kinds == [
        "header",
        "document",
        *["finding"] * 4,
        "unreadable",
        "unreadable",
        "document",
        "document",
        "summary",
    ]


def test_both_formats_say_the_same() -> None:
    whole, lines = as_object(*ALL), as_lines(*ALL)
    for key, kind in (("findings", "finding"), ("documents", "document")):
        stripped = [{**line} for line in lines if line["type"] == kind]
        for line in stripped:
            del line["type"]
        assert stripped == whole[key]
    assert {**whole["summary"], "type": "summary"} == lines[-1]
    assert lines[0]["settings"] == whole["settings"]


def test_clean_documents_are_listed_and_the_run_is_incomplete() -> None:
    whole = as_object(*ALL)
    assert [d["path"] for d in whole["documents"]] == ["a.md", "b.md", "treg.md"]
    assert [u["reason"] for u in whole["unreadable"]] == ["not-found", "syntax"]
    assert whole["summary"]["complete"] is False
    assert whole["summary"]["skipped"][0]["path"] == "treg.md"
    assert whole["summary"]["findings"] == 4


def test_letters_stay_letters_and_findings_stand_on_lines_of_their_own() -> None:
    text = report_of("json", *ALL)
    assert "første ledd" in text
    assert sum(line.startswith('{"rule":') for line in text.splitlines()) == 4
    assert text == report_of("json", *ALL)


def test_settings_do_not_tell_of_what_cannot_change_a_result() -> None:
    assert as_object(show_info=True) == as_object(show_info=False)
    assert as_object(nlp=True) != as_object(nlp=False)


def test_documents_are_written_as_they_come() -> None:
    parts: list[str] = []
    report = report_format("json").make(parts.append)
    report.document(result("a.md", RICH))
    assert "innbundet bok" in "".join(parts)
