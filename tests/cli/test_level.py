"""`check --level`: the same in every format, and by default what each is for."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from regcheck.cli.main import main
from regcheck.reports.registry import REPORTS

RULES = """\
id: {name}
severity: {severity}
confidence: high
title: {name}
message: Dette er {name}.
match: {{phrase: [{word}]}}
"""
CARRY_ALL = ("json", "jsonl", "html")
"""The formats that have notes unless they are asked not to."""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("hus").mkdir()
    for name, severity, word in (("brev", "warning", "brev"), ("ord", "info", "slik")):
        text = RULES.format(name=f"hus/{name}", severity=severity, word=word)
        Path(f"hus/{name}.yaml").write_text(text, "utf-8")
    Path("lov.md").write_text("# Lov om x\n\n### § 1. A\n\nSend et brev, slik det var.\n", "utf-8")
    Path("lov.akn").write_text(
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="lov">'
        '<meta></meta><body><article eId="a1"><num>§ 1</num><paragraph eId="p1"><content>'
        "<p>Send et brev, slik det var.</p></content></paragraph></article></body></act>"
        "</akomaNtoso>",
        "utf-8",
    )


def report(name: str, *more: str) -> str:
    source = "lov.akn" if name == "akn" else "lov.md"
    given = ("--pack", "hus", "--select", "hus", "--nlp", "off", "--no-cache", "--force", *more)
    assert main(["check", source, *given, "--format", name, "-o", "ut"]) == 0
    data = Path("ut").read_bytes()
    if data.startswith(b"PK"):
        with zipfile.ZipFile("ut") as parts:
            data = b"".join(map(parts.read, sorted(parts.namelist())))
    return data.decode()


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_every_report_has_the_level_that_is_asked_for(name: str) -> None:
    for more, notes in (
        ((), name in CARRY_ALL),
        (("--level", "warning"), False),
        (("--level", "warning", "--show-info"), False),
        (("--level", "info"), True),
        (("--show-info",), True),
    ):
        told = report(name, *more)
        assert "Dette er hus/brev." in told, more
        assert ("Dette er hus/ord." in told) is notes, more


def test_the_level_of_reports_changes_neither_counts_nor_exit_code() -> None:
    summaries = [
        json.loads(report("json", *more))["summary"] for more in ((), ("--level", "warning"))
    ]
    assert summaries[0] == summaries[1]
    assert summaries[0]["by_severity"] == {"error": 0, "warning": 1, "info": 1}
    given = ["check", "lov.md", "--pack", "hus", "--select", "hus/ord", "--fail-on", "info"]
    assert main([*given, "--level", "warning", "-o", "ut"]) == 1


def test_a_comparison_has_the_level_that_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    Path("ny.md").write_text("# Lov om x\n\n### § 1. A\n\nBare slik.\n\nEt brev.\n", "utf-8")
    given = ("compare", "lov.md", "ny.md", "--pack", "hus", "--select", "hus", "--nlp", "off")
    told = {}
    for level in ("info", "warning"):
        capsys.readouterr()
        assert main([*given, "--format", "json", "--level", level]) == 0
        told[level] = json.loads(capsys.readouterr().out)
    rules = {
        level: {one["rule"] for key in ("introduced", "removed", "kept") for one in found[key]}
        for level, said in told.items()
        for found in said["documents"]
    }
    assert rules == {"info": {"hus/brev", "hus/ord"}, "warning": {"hus/brev"}}


@pytest.mark.parametrize("command", ["check", "watch", "compare", "lsp", "serve"])
def test_every_command_that_shows_findings_takes_a_level(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = () if command in ("lsp", "serve") else ("a", "b")
    assert main([command, "--level", "error", *paths]) == 2
    assert "--level" in capsys.readouterr().err
