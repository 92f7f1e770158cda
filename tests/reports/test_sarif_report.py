"""SARIF against the official schema, and as other tools read it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from hostile_samples import EVERYTHING, LOUD, PATHS
from report_samples import (
    ALL,
    BOOK,
    RICH,
    RULE_SET,
    SLOW,
    VAULTS,
    finding,
    report_of,
    result,
)
from sarif.loader import load_sarif_file
from sarif_kit import validation_errors

from regcheck.base.text.printable import printable
from regcheck.base.texts.catalogue import Texts
from regcheck.findings.model import ProposedFix
from regcheck.packs.model import SourceReference
from regcheck.readers.remarks import NOTE_EMPTY
from regcheck.reports.sarif import location_of
from regcheck.results.result import DocumentResult


def log(*results: DocumentResult, **settings: object) -> Any:
    text = report_of("sarif", *results, **{"show_info": True, **settings})
    return json.loads(text.encode("utf-8", "backslashreplace"))


def run(*results: DocumentResult, **settings: object) -> Any:
    (only,) = log(*results, **settings)["runs"]
    return only


@pytest.mark.parametrize("results", [(), ALL[:1], ALL[1:2], ALL, EVERYTHING], ids=len)
def test_it_is_as_the_official_schema_says(results: tuple[DocumentResult, ...]) -> None:
    assert validation_errors(log(*results)) == []


def test_the_schema_refuses_what_is_not_sarif() -> None:
    broken = log(*ALL)
    del broken["runs"][0]["results"][0]["message"]
    assert validation_errors(broken)


def test_sarif_tools_reads_what_was_found(tmp_path: Path) -> None:
    file = tmp_path / "report.sarif"
    file.write_text(report_of("sarif", *ALL, show_info=True), encoding="utf-8")
    read = load_sarif_file(str(file))
    records = read.get_records()
    assert {(r["Tool"], r["Severity"], r["Code"]) for r in records} == {
        ("regcheck", "error", "paper/book"),
        ("regcheck", "note", "house/vault"),
    }
    assert [(r["Location"], r["Line"]) for r in records][:1] == [("a.md", 9)]
    assert read.get_result_count() == 4


def test_a_result_says_where_exactly() -> None:
    one = RICH._replace(end_line=10, end_column=4)
    (found,) = run(result("a.md", one))["results"]
    place = found["locations"][0]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "a.md", "uriBaseId": "%SRCROOT%", "index": 0},
        "region": {
            "startLine": 9,
            "startColumn": 29,
            "endLine": 10,
            "endColumn": 4,
            "charOffset": 528,
            "charLength": 13,
        },
    }
    assert place["logicalLocations"] == [
        {
            "name": "§ 2 første ledd (settes inn i lov 1. januar 2001 nr. 1 § 4)",
            "fullyQualifiedName": "forskrift/2030-01-02-3/§2/ledd/1",
            "kind": "provision",
        }
    ]
    assert run()["columnKind"] == "unicodeCodePoints"


def test_a_place_whose_end_is_not_known_has_only_a_start() -> None:
    (found,) = run(result("a.md", RICH))["results"]
    region = found["locations"][0]["physicalLocation"]["region"]
    assert "endLine" not in region


def test_a_result_says_what() -> None:
    (found,) = run(result("a.md", RICH))["results"]
    assert (found["ruleId"], found["level"]) == ("paper/book", "error")
    assert found["message"]["text"] == (
        "§ 2 første ledd (settes inn i lov 1. januar 2001 nr. 1 § 4): "
        "«innbundet bok» forutsetter papir. Avgjøres av: forvaltningen. "
        "Forslag: Skriv «register». Rett til: «register»"
    )
    assert found["partialFingerprints"] == {"regcheck/v1": "f-28"}
    assert found["properties"]["target"] == "lov/2001-01-01-1/§4"
    assert found["properties"]["related"][0]["quote"] == "hvelvet"


def test_rules_are_all_there_and_results_point_at_theirs() -> None:
    only = run(*ALL)
    rules = only["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.id for rule in RULE_SET.rules]
    for found in only["results"]:
        assert rules[found["ruleIndex"]]["id"] == found["ruleId"]


def test_a_finding_of_a_rule_that_is_not_in_the_set_brings_it_along() -> None:
    only = run(result("a.md", RICH, finding("hvelvet", LOUD)))
    last = only["results"][-1]
    assert last["ruleIndex"] == len(RULE_SET.rules)
    assert only["tool"]["driver"]["rules"][-1]["id"] == last["ruleId"] == "house/loud"


def test_a_rule_tells_what_its_file_says() -> None:
    from dataclasses import replace

    from regcheck.base.texts.localised import Localised
    from regcheck.reports.sarif import descriptor

    rule = replace(
        BOOK,
        aliases=("paper/ledger",),
        advice=Localised("Skriv {suggestion}.", "Skriv {suggestion}!", "Write it."),
        rationale=Localised("Bøker *må* bort.", "", ""),
        sources=(
            SourceReference("Uten adresse", "Utgiver"),
            SourceReference("Rar", url="javascript:alert(1)"),
            SourceReference("Veileder", "Etaten", "kap. 2", "https://example.com/v#2"),
        ),
    )
    told = descriptor(rule, Texts("report", "nb"))
    assert told["deprecatedIds"] == ["paper/ledger"]
    assert told["helpUri"] == "https://example.com/v#2"
    assert told["fullDescription"]["text"] == "Bøker *må* bort."
    assert told["help"]["text"].startswith("Forslag: Skriv ….\n\nBegrunnelse: Bøker *må* bort.")
    assert "Bøker \\*må\\* bort." in told["help"]["markdown"]
    assert "- Etaten, Veileder, kap. 2, https://example.com/v\\#2" in told["help"]["markdown"]
    assert told["properties"]["tags"] == ["paper", "integrity"]
    assert told["properties"]["confidence"] == "medium"
    assert told["defaultConfiguration"] == {"level": "note"}
    assert descriptor(rule, Texts("report", "nn"))["help"]["text"].startswith("Framlegg: Skriv …!")


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("new", "new"),
        ("moved", "unchanged"),
        ("known", "unchanged"),
        ("suppressed", None),
    ],
)
def test_the_state_against_a_baseline(status: str, state: str | None) -> None:
    one = result("a.md", RICH._replace(status=status))
    (found,) = run(one, baseline="regcheck.baseline.json", show_info=True)["results"]
    assert found.get("baselineState") == state


def test_without_a_baseline_nothing_is_said_of_one() -> None:
    (found,) = run(result("a.md", RICH))["results"]
    assert "baselineState" not in found


def test_suppressed_results_say_why() -> None:
    hushed = RICH._replace(status="suppressed", justification="Boken er vedtatt.")
    silent = RICH._replace(status="suppressed")
    found = run(result("a.md", RICH, hushed, silent))["results"]
    assert [one["suppressions"] for one in found] == [
        [],
        [{"kind": "inSource", "status": "accepted", "justification": "Boken er vedtatt."}],
        [{"kind": "inSource", "status": "accepted"}],
    ]


def test_a_fix_is_proposed_unless_it_is_only_for_show() -> None:
    safe = RICH._replace(fix=ProposedFix("safe", RICH.start, RICH.end, "register"))
    apart = RICH._replace(fix=ProposedFix("unsafe", 3, 7, ""))
    shown, mended, elsewhere = run(result("a.md", RICH, safe, apart))["results"]
    assert "fixes" not in shown
    change = mended["fixes"][0]["artifactChanges"][0]
    region = mended["locations"][0]["physicalLocation"]["region"]
    assert change["replacements"] == [
        {"deletedRegion": region, "insertedContent": {"text": "register"}}
    ]
    other = elsewhere["fixes"][0]["artifactChanges"][0]["replacements"][0]
    assert other["deletedRegion"] == {"charOffset": 3, "charLength": 4}


def test_what_is_missing_makes_the_run_unsuccessful() -> None:
    (told,) = run(*ALL)["invocations"]
    assert told["executionSuccessful"] is False
    notes = told["toolExecutionNotifications"]
    assert [note["descriptor"]["id"] for note in notes] == [
        "unreadable",
        "unreadable",
        "rule-not-run",
    ]
    uris = [n["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for n in notes]
    assert uris == ["borte.md", "feil.xml", "treg.md"]
    (fine,) = run(result("a.md", RICH))["invocations"]
    assert fine == {"executionSuccessful": True, "toolExecutionNotifications": []}


def test_a_rule_that_did_not_run_is_pointed_at() -> None:
    from dataclasses import replace

    skipped = replace(SLOW, skipped=(replace(SLOW.skipped[0], rule="paper/book"),))
    (told,) = run(skipped)["invocations"]
    (note,) = told["toolExecutionNotifications"]
    assert note["associatedRule"] == {"id": "paper/book", "index": 1}


def test_notes_on_documents_are_told() -> None:
    (told,) = run(result("a.md", notes=(NOTE_EMPTY,)))["invocations"]
    assert told["executionSuccessful"] is True
    (note,) = told["toolExecutionNotifications"]
    assert (note["level"], note["message"]["text"]) == ("note", "Merk: dokumentet er tomt")


def test_documents_are_listed_with_their_hash() -> None:
    listed = run(*ALL)["artifacts"]
    assert [one["location"]["uri"] for one in listed] == ["a.md", "b.md", "treg.md"]
    assert listed[0]["hashes"] == {"sha-256": "ab" * 32}


@pytest.mark.parametrize(
    ("path", "uri", "based"),
    [
        ("mappe med mellomrom/blå.md", "mappe%20med%20mellomrom/bl%C3%A5.md", True),
        ("a.tar.bz2!/nl/x.xml", "a.tar.bz2!/nl/x.xml", True),
        ("a:b%c?d#e.md", "a%3Ab%25c%3Fd%23e.md", True),
        ("ny\nlinje.md", "ny%0Alinje.md", True),
        ("../ute.md", "../ute.md", False),
        ("/rot/å.md", "file:///rot/%C3%A5.md", False),
        ("C:/x y.md", "file:///C:/x%20y.md", False),
        ("\\xff.md", "%5Cxff.md", True),
    ],
)
def test_paths_as_uris(path: str, uri: str, based: bool) -> None:
    assert location_of(path) == {"uri": uri} | ({"uriBaseId": "%SRCROOT%"} if based else {})


@pytest.mark.parametrize("path", PATHS)
def test_uris_lead_back_to_the_path(path: str) -> None:
    parts = urlsplit(location_of(path)["uri"])
    assert (parts.query, parts.fragment, parts.netloc) == ("", "", "")
    expected = f"/{path}" if path[1:3] == ":/" else path
    assert unquote(parts.path) == expected


def test_messages_hold_no_placeholder_and_no_link() -> None:
    one = finding("hvelvet", message="{0} og [lenke](https://example.com)")
    (found,) = run(result("a.md", one))["results"]
    assert "{{0}} og [lenke\\](https" in found["message"]["text"]


def test_what_is_shown_holds_no_control_character() -> None:
    only = run(*EVERYTHING)
    shown = [one["message"]["text"] for one in only["results"]]
    shown += [s["justification"] for one in only["results"] for s in one["suppressions"]]
    shown += [n["message"]["text"] for n in only["invocations"][0]["toolExecutionNotifications"]]
    assert len(shown) > 100
    assert [text for text in shown if printable(text) != text] == []


def test_a_document_that_comes_twice_is_listed_once() -> None:
    only = run(result("a.zip!/x.md", RICH), result("a.zip!/x.md", RICH))
    assert len(only["artifacts"]) == 1
    assert len(only["results"]) == 2


def test_settings_and_base_hold_nothing_of_the_machine() -> None:
    only = run(*ALL)
    assert only["originalUriBaseIds"] == {
        "%SRCROOT%": {"description": {"text": "Mappen kontrollen ble startet i."}}
    }
    assert only["properties"]["rule_set"]["digest"] == "d1"
    assert only["language"] == "nb"
    assert len(run(result("a.md", *VAULTS))["results"]) == 3
