"""The demo drafts give the findings that lie beside them, and each finding lies where it says.

`make expected` writes `corpora/drafts/expected/` anew, to be read before it is committed.
"""

from __future__ import annotations

import html
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from commands import DRAFTS, Regcheck, draft_files

FEW_ERRORS = 2
EXPECTED = DRAFTS / "expected"
CLEAN = "lov-om-turstier.md"
ENCODINGS = {"lov-om-stillesoner.txt": "cp1252", "endringslov-felleslaasar.txt": "utf-16"}
AMENDED = {
    "endringsforskrift-stavkirkebesok.md": "forskrift/2016-03-03-9402",
    "endringslov-felleslaasar.txt": "lov/2009-06-12-9317",
    "endringslov-grendekino.xml": "lov/1998-05-15-9311",
}
NAMES = [path.name for path in draft_files()]
SHOWN = ("rule", "severity", "address_path", "target", "quote")
NOWHERE = {"path": "", "fingerprint": ""}
"""What of a finding depends on how the document was named."""
_TAG = re.compile(r"<[^>]*>")

Record = dict[str, Any]


@pytest.fixture(scope="module")
def report(cache: Path) -> Any:
    """The JSON report of all drafts."""
    ended = Regcheck(cache)(*("check", "corpora/drafts", "--format", "json", "--fail-on", "never"))
    assert (ended.code, ended.stderr) == (0, "")
    return ended.json


def findings_of(report: Any, name: str) -> list[Record]:
    return [f for f in report["findings"] if f["path"] == f"corpora/drafts/{name}"]


def as_lines(record: Record) -> str:
    """JSON with a line for each finding, so that a change shows as the lines it concerns."""
    lines = (json.dumps(value, ensure_ascii=False) for value in record["findings"])
    rows = ",".join(f"\n    {line}" for line in lines)
    return f'{{\n  "document": {json.dumps(record["document"])},\n  "findings": [{rows}\n  ]\n}}\n'


@pytest.mark.parametrize("name", NAMES)
def test_expected_findings(name: str, report: Any) -> None:
    found = [{key: f[key] for key in SHOWN} for f in findings_of(report, name)]
    got = {"document": name, "findings": found}
    file = EXPECTED / f"{name}.json"
    if os.environ.get("REGCHECK_WRITE_EXPECTED"):
        file.write_text(as_lines(got), encoding="utf-8", newline="\n")
    assert file.is_file(), f"no expected findings for {name}: run make expected"
    assert got == json.loads(file.read_text(encoding="utf-8")), "if this is right: make expected"


def test_every_file_of_expected_findings_has_its_draft() -> None:
    assert sorted(path.name for path in EXPECTED.iterdir()) == [f"{name}.json" for name in NAMES]


def test_the_drafts_are_all_read(report: Any) -> None:
    assert report["unreadable"] == []
    assert [d["path"] for d in report["documents"]] == [f"corpora/drafts/{n}" for n in NAMES]
    assert all(d["skipped"] == [] for d in report["documents"])


def test_the_drafts_are_of_both_standards_and_three_formats(report: Any) -> None:
    documents = report["documents"]
    assert {d["language"] for d in documents} == {"nb", "nn"}
    assert {d["format"] for d in documents} == {"markdown", "text", "xml"}
    assert {d["kind"] for d in documents} == {
        "act",
        "regulation",
        "amending-act",
        "amending-regulation",
    }


def test_the_clean_draft_has_nothing_above_info(report: Any) -> None:
    assert {f["severity"] for f in findings_of(report, CLEAN)} <= {"info"}


@pytest.mark.parametrize("name", [name for name in NAMES if name != CLEAN])
def test_every_other_draft_has_a_warning(name: str, report: Any) -> None:
    assert "warning" in {f["severity"] for f in findings_of(report, name)}


def test_the_drafts_have_errors(report: Any) -> None:
    assert sum(f["severity"] == "error" for f in report["findings"]) > FEW_ERRORS


@pytest.mark.parametrize("name", NAMES)
def test_offsets_cut_the_quote_out_of_the_source(name: str, report: Any) -> None:
    source = (DRAFTS / name).read_bytes().decode(ENCODINGS.get(name, "utf-8"))
    marked_up = Path(name).suffix == ".xml"
    for finding in findings_of(report, name):
        cut = source[finding["start"] : finding["end"]]
        plain = html.unescape(_TAG.sub("", cut)) if marked_up else cut
        assert " ".join(plain.split()) == finding["quote"], finding


@pytest.mark.parametrize("name", NAMES)
def test_lines_and_columns_lead_to_the_quote(name: str, report: Any) -> None:
    source = (DRAFTS / name).read_bytes().decode(ENCODINGS.get(name, "utf-8"))
    lines = source.split("\n")
    for finding in findings_of(report, name):
        before = sum(len(line) + 1 for line in lines[: finding["line"] - 1])
        assert before + finding["column"] - 1 == finding["start"], finding


@pytest.mark.parametrize("name", NAMES)
def test_findings_in_changes_name_what_they_change(name: str, report: Any) -> None:
    targets = [(f["role"], f["address_path"], f["target"]) for f in findings_of(report, name)]
    if name not in AMENDED:
        assert {target for _, _, target in targets} == {None}
        return
    inserted = [target for role, _, target in targets if role == "inserted"]
    assert inserted
    assert all(target and target.startswith(f"{AMENDED[name]}/§") for target in inserted)
    assert all(role == "inserted" for role, address, _ in targets if "kapI/" in address)


def test_the_odd_encodings_are_what_they_are_said_to_be() -> None:
    windows = (DRAFTS / "lov-om-stillesoner.txt").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        windows.decode("utf-8")
    assert b"\r\n" in windows
    assert (DRAFTS / "endringslov-felleslaasar.txt").read_bytes().startswith(b"\xff\xfe")


def test_a_draft_can_be_checked_from_anywhere(tmp_path: Path, cache: Path) -> None:
    regcheck = Regcheck(cache)
    there = regcheck("check", DRAFTS / CLEAN, "--format", "json", cwd=tmp_path)
    here = regcheck("check", CLEAN, "--format", "json", cwd=DRAFTS)
    assert (there.code, there.stderr, here.code, here.stderr) == (0, "", 0, "")
    assert [{**f, **NOWHERE} for f in there.json["findings"]] == [
        {**f, **NOWHERE} for f in here.json["findings"]
    ]
