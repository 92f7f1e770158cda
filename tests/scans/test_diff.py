"""`regcheck scan-diff`: what changed between two scans."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from regcheck.cli.main import main

pytest.importorskip("duckdb", reason="duckdb is not installed")
HEAD = '---\nrefid: forskrift/1999-02-30-7\ndepartement: "{}"\n---\n\n# Forskrift\n\n'
LETTER = "### § {}. Søknad\n\nSøknaden skal sendes som rekommandert brev.\n\n"
COPY = "### § {}. Kopi\n\nSøkeren skal legge ved bekreftet kopi av skjøtet.\n\n"
NEWSPAPER = "### § {}. Varsel\n\nVedtaket skal kunngjøres i en avis.\n\n"


@pytest.fixture
def scans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    law = tmp_path / "lov"
    law.mkdir()
    head = HEAD.format("Miljøverndepartementet")
    (law / "a.md").write_text(head + LETTER.format(1) + COPY.format(2), encoding="utf-8")
    options = ["--no-config", "--select", "paper"]
    assert main(["scan", "lov", "-o", "old", *options]) == 0
    text = head + NEWSPAPER.format(1) + LETTER.format(3)
    (law / "a.md").write_text(text, encoding="utf-8")
    (law / "b.md").write_text("# Forskrift\n\n" + COPY.format(1), encoding="utf-8")
    assert main(["scan", "lov", "-o", "new", *options]) == 0
    return tmp_path


def test_counts_by_ministry_and_rule(scans: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["scan-diff", "old", "new", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["same_rules"] is True
    assert found["documents"] == {"added": 1, "gone": 0, "changed": 1}
    rules = found["by_rule"]
    assert rules["paper/registered-letter"] == {"introduced": 0, "removed": 0, "moved": 1}
    assert rules["paper/newspaper-announcement"]["introduced"] == 1
    assert rules["paper/certified-copy"] == {"introduced": 1, "removed": 1, "moved": 0}
    assert found["by_ministry"]["Klima- og miljødepartementet"]["removed"] == 1
    assert found["by_ministry"][""]["introduced"] == 1
    (moved,) = [one for one in found["differences"] if one["change"] == "moved"]
    assert moved["was"].startswith("§ 1")
    assert moved["address"].startswith("§ 3")
    for change in ("introduced", "removed", "moved"):
        assert found[change] == sum(one["change"] == change for one in found["differences"])


def test_a_scan_is_as_itself(scans: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["scan-diff", "new", "new", "--format", "csv"]) == 0
    assert len(list(csv.reader(io.StringIO(capsys.readouterr().out)))) == 1
    assert main(["scan-diff", "new", "new", "--locale", "en"]) == 0
    assert "0 added, 0 gone, 0 changed" in capsys.readouterr().out


def test_different_rules_are_told(scans: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scan", "lov", "-o", "other", "--no-config", "--select", "discretion"]) == 0
    capsys.readouterr()
    assert main(["scan-diff", "new", "other"]) == 0
    assert "ulike regler" in capsys.readouterr().out


def test_bad_input(scans: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scan-diff", "old", "none"]) == 2
    assert "none: there is no scan here" in capsys.readouterr().err
