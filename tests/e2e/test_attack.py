"""What strangers once brought regcheck down with, or out of it. Others of their tries are tested
where they belong: reports, the desk, configurations, closed streams."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path

import pytest

import regcheck
from pdf_files import pdf
from regcheck.cli.main import main
from regcheck.document.model import Document


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("one-line", "L\n\n" + "x" * 100_000 + " og " + "x" * 200_000 + ".\n"),
        ("marks", "e" + "\u0301" * 200_000),
        ("signs", "# L\n\n" + "§ 1-1 " * 700),
        ("sign-line", "# L\n\n" + "§ 1-1 " * 100_000),
        (
            "conditions",
            "# L\n\n## § 1. A\n\nNoen kan " + "at han skal " * 5_000 + "være rimelig.\n",
        ),
    ],
    ids=lambda value: value if len(value) < 20 else "",
)
def test_repetition_is_read_and_checked_in_time(name: str, text: str, tmp_path: Path) -> None:
    place = tmp_path / f"{name}.md"
    place.write_text(text, "utf-8")
    assert isinstance(regcheck.read(place), Document)
    told = ["check", str(place), "--nlp", "off", "--no-config", "--fail-on", "never"]
    assert main([*told, "--format", "json", "--time-limit", "20"]) == 0


def test_half_a_character_in_a_pdf_is_read() -> None:
    whole = pdf([(700, "Lov om naust"), (680, "\xa7 1. Alle naust skal meldes.")])
    split = whole.replace(
        b"/Encoding/WinAnsiEncoding", b"/Encoding<</Type/Encoding/Differences[65/uniD800]>>"
    )
    found = regcheck.read(split, format="pdf")
    assert isinstance(found, Document)
    assert "lle naust" in found.text
    found.text.encode("utf-8")


def test_what_a_scan_says_is_no_formula_in_a_table(tmp_path: Path) -> None:
    draft = tmp_path / "utkast"
    draft.mkdir()
    (draft / "=1+1.md").write_text("# Lov\n\n## § 1. A\n\n=1+1 skal sendes i posten.\n", "utf-8")
    out = tmp_path / "ut"
    asked = ["scan", str(draft), "-o", str(out), "--format", "csv"]
    assert main([*asked, "--nlp", "off", "--no-config"]) == 0
    cells = [
        cell
        for part in out.rglob("*.csv")
        for row in csv.reader(io.StringIO(part.read_text("utf-8")))
        for cell in row
    ]
    assert any("=1+1" in cell for cell in cells)
    assert [cell for cell in cells if cell.startswith(("=", "@"))] == []


@pytest.mark.skipif(os.name == "nt", reason="rights of POSIX")
def test_what_is_kept_is_for_its_owner_alone(
    own_cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(own_cache))
    (tmp_path / "a.md").write_text("# Lov\n\n## § 1. A\n\nNoe skal sendes i posten.\n", "utf-8")
    asked = ["check", str(tmp_path / "a.md"), "--nlp", "off", "--fail-on", "never"]
    assert main([*asked, "--no-config"]) == 0
    kept = [path for path in own_cache.rglob("*") if path.is_file()]
    assert [path for path in kept if path.stat().st_mode & 0o077] == []
    assert kept
