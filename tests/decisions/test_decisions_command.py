"""`regcheck decisions`: a row for each decision, in every format."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from regcheck.cli.main import main
from regcheck.reports.workbooks import load_openpyxl

DRAFT = """# Forskrift om båtplasser

### § 1. Båtplass

Havnekontoret kan gi båtplass etter søknad. Søkeren skal legge ved målebrev for båten.

### § 2. Tap av plassen

Havnekontoret skal si opp plassen når leien ikke er betalt innen 30 dager. \
Havnekontoret kan trekke tilbake plassen. Eieren skal varsle havnekontoret om salg.

### § 3. Klage

Vedtak kan påklages til havnestyret.
"""


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "utkast.md"
    file.write_text(DRAFT, "utf-8")
    return file


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["decisions", "utkast.md", *arguments]) == 0
    return capsys.readouterr().out


@pytest.mark.usefixtures("draft")
def test_each_decision_has_its_boxes_and_its_questions(capsys: pytest.CaptureFixture[str]) -> None:
    (give, withdraw) = csv.DictReader(io.StringIO(run(capsys, "--format", "csv")[1:]))
    assert (give["act"], give["strength"], give["decider"]) == ("gi", "kan", "Havnekontoret")
    assert (give["initiative"], give["time"]) == ("søknad", "ikke sagt")
    assert give["evidence"] == "Søkeren skal legge ved målebrev for båten. (§ 1)"
    assert give["appeal"] == "påklages (§ 3)"
    assert withdraw["address"] == "§ 2 første ledd"
    assert withdraw["questions"].startswith("Havnekontoret kan trekke tilbake plassen: hva er nok")


@pytest.mark.usefixtures("draft")
def test_json_has_spans_of_the_source_and_duties_when_wanted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    record = json.loads(run(capsys, "--format", "json"))
    first = record["decisions"][0]
    (span,) = first["decider"]["spans"]
    assert DRAFT[span["start"] : span["end"]] == "Havnekontoret"
    assert first["appeal"]["state"] == "elsewhere"
    assert first["appeal"]["address"].endswith("§3")
    assert [one["duty"] for one in record["decisions"]] == [False, False]
    more = json.loads(run(capsys, "--format", "json", "--duties"))
    assert [one["acts"] for one in more["decisions"] if one["duty"]] == [["send"], ["notify"]]


@pytest.mark.usefixtures("draft")
@pytest.mark.parametrize(
    ("locale", "words"),
    [("nb", "2 avgjørelser"), ("nn", "2 avgjerder"), ("en", "2 decisions")],
)
def test_a_terminal_has_a_line_for_each_decision(
    capsys: pytest.CaptureFixture[str], locale: str, words: str
) -> None:
    lines = run(capsys, "--locale", locale).splitlines()
    (row,) = [line for line in lines if line.startswith("§ 2 (1)")]
    assert "Havnekontoret kan trekke tilbake plassen" in row
    assert row.endswith("§ 3")
    assert lines[lines.index(row) + 1].startswith("    ? ")
    assert any(line.startswith(words) for line in lines)


def test_files_for_people(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = run(capsys, "--format", "html")
    assert page.count('class="asked"') == 2
    chart = run(capsys, "--format", "mermaid")
    assert 'd1{{"§ 2 (1): Havnekontoret kan trekke tilbake plassen"}}' in chart
    assert 'evidence -->|"senere"| d1' in chart
    assert "Klage (§ 3)" in chart
    assert main(["decisions", "utkast.md", "--format", "xlsx"]) == 2
    run(capsys, "--format", "xlsx", "-o", "ut.xlsx")
    sheet = load_openpyxl().load_workbook(draft.parent / "ut.xlsx").active
    assert [row[2].value for row in sheet.iter_rows(min_row=2)] == ["gi", "trekke tilbake"]
