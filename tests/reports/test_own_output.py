"""Files that regcheck wrote are told from drafts, and a draft is never taken for one."""

from __future__ import annotations

from pathlib import Path

import pytest

from regcheck.base.files.own_output import MARK, is_own_output
from regcheck.cli.main import main
from regcheck.reports.registry import REPORTS

DRAFT = "§ 1 Søknad\nSøknaden skal ha egenhendig underskrift.\n"
REPORTS_OF_TEXT = [one.name for one in REPORTS.values() if not one.binary]


@pytest.mark.parametrize("name", REPORTS_OF_TEXT)
@pytest.mark.parametrize("text", [DRAFT, ""], ids=["findings", "none"])
def test_every_report_in_a_file_is_known_again(tmp_path: Path, name: str, text: str) -> None:
    draft, report = tmp_path / "utkast.txt", tmp_path / "rapport"
    draft.write_text(text or "§ 1 Formål\nLoven skal gi en enkel hverdag.\n", "utf-8")
    main(["check", str(draft), "--format", name, "--output", str(report), "--no-config"])
    assert report.stat().st_size
    assert is_own_output(report)
    assert not is_own_output(draft)


def test_a_report_is_left_out_by_name_and_a_draft_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("utkast.txt").write_text(DRAFT, "utf-8")
    main(["check", ".", "--output", "rapport.txt", "--report", "markdown=rapport.md"])
    capsys.readouterr()
    assert main(["check", ".", "--fail-on", "never", "--format", "concise"]) == 0
    out, err = capsys.readouterr()
    assert "rapport.md, rapport.txt" in err
    assert "utkast.txt" in out
    assert "rapport" not in out


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("understreket.txt", f"Utkast til lov om naust\n{'─' * 40}\n{DRAFT}"),
        ("overskrift.md", f"## regcheck: en lov\n\n## § 1 Søknad\n\nTekst. {MARK}\n"),
        ("siste-ord.txt", f"{DRAFT}Merket er {MARK}\n"),
        ("kommentar.xml", "<!-- <checkstyle > --><html><body><p>Tekst</p></body></html>"),
        (
            "sitat.html",
            '<html><body><p><meta name="generator" content="regcheck"></p></body></html>',
        ),
        ("liste.json", '[{"description":"x","check_name":"y","fingerprint":"z"}]'),
        ("borte.txt", None),
    ],
)
def test_nothing_else_is_taken_for_one(tmp_path: Path, name: str, text: str | None) -> None:
    if text is not None:
        (tmp_path / name).write_text(text, "utf-8")
    assert not is_own_output(tmp_path / name)


def test_formats_without_a_mark_are_known_by_their_first_line(tmp_path: Path) -> None:
    table = tmp_path / "kartlegging.csv"
    table.write_bytes(b"sted;regel\nnaust;x\n")
    assert is_own_output(table, b"sted;regel\n")
    assert not is_own_output(table, b"sted;grad\n")
