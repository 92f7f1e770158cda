"""Where a Word report may go."""

from __future__ import annotations

from pathlib import Path

import pytest

from regcheck.cli.main import main

DRAFT = "# Forskrift om prøver\n\n## § 1. Krav\n\nSend tre eksemplarer av svaret.\n"


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "utkast.md"
    path.write_text(DRAFT, encoding="utf-8")
    return path


def word(draft: Path, target: str, *more: str) -> int:
    return main(["check", str(draft), "--fail-on", "never", "--report", f"word={target}", *more])


def test_a_file_that_is_there_is_kept_unless_forced(
    draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert word(draft, "ut.docx") == 0
    first = Path("ut.docx").read_bytes()
    assert first.startswith(b"PK")
    assert word(draft, "ut.docx") == 2
    assert "--force" in capsys.readouterr().err
    assert Path("ut.docx").read_bytes() == first
    assert word(draft, "ut.docx", "--force") == 0


@pytest.mark.parametrize("more", [(), ("--force",)])
def test_the_document_itself_is_never_written_to(
    draft: Path, capsys: pytest.CaptureFixture[str], more: tuple[str, ...]
) -> None:
    assert word(draft, "./utkast.md", *more) == 2
    assert "is one of the documents being read" in capsys.readouterr().err
    assert draft.read_text(encoding="utf-8") == DRAFT


@pytest.mark.parametrize("lock", ["~$rapport.docx", "~$pport.docx", ".~lock.rapport.docx#"])
def test_a_file_that_is_open_is_left_alone(
    draft: Path, capsys: pytest.CaptureFixture[str], lock: str
) -> None:
    Path(lock).write_bytes(b"")
    assert word(draft, "rapport.docx", "--force") == 2
    assert "close it there first" in capsys.readouterr().err
    assert not Path("rapport.docx").exists()


def test_one_document_and_a_file(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (draft.parent / "to.md").write_text(DRAFT, encoding="utf-8")
    assert word(draft.parent, "ut.docx") == 2
    assert "one document" in capsys.readouterr().err
    assert word(draft, "-") == 2
    assert "needs a file" in capsys.readouterr().err


COMMANDS = (
    ("check", "utkast.md", "--output"),
    ("check", ".", "--output"),
    ("references", "utkast.md", "--output"),
    ("concepts", "extract", "utkast.md", "--output"),
    ("concepts", "export", "utkast.md", "--format", "csv", "--output"),
    ("compare", "utkast.md", "utkast.md", "--output"),
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_report_is_written_over_a_draft(
    draft: Path, capsys: pytest.CaptureFixture[str], command: tuple[str, ...]
) -> None:
    assert main([*command, "utkast.md"]) == 2
    assert "utkast.md: is one of the documents being read" in capsys.readouterr().err
    assert draft.read_text(encoding="utf-8") == DRAFT


def test_reports_in_the_folder_of_the_drafts_are_no_drafts_next_time(
    draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("tom.md").write_text("# Forskrift om vann\n\n## § 1. Vann\n\nVann er vått.\n")
    text = ("check", "tom.md", "--output", "tomt.txt")
    lines = ("check", "utkast.md", "--fail-on", "never", "--format", "concise", "-o", "linjer.txt")
    opened = ("check", "utkast.md", "--fail-on", "never", "--first", "1", "-o", "forst.txt")
    reports = ("html=ut.html", "junit=ut.xml", "checkstyle=stil.xml", "markdown=ut.md")
    further = [word for report in reports for word in ("--report", report)]
    command = ("check", ".", "--fail-on", "never", "--output", "ut.txt", *further)
    assert main(["readiness", "utkast.md", "-o", "svar.html"]) == 0
    for one in (text, lines, opened, command):
        assert main(list(one)) == 0
    first = Path("ut.txt").read_text(encoding="utf-8")
    assert main(list(command)) == 0
    assert "2 dokumenter" in first
    assert Path("ut.txt").read_text(encoding="utf-8") == first
    assert main(["check", "ut.html"]) == 3
