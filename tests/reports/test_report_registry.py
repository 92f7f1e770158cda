"""The registry of formats, and a format from a package that is not ours."""

from __future__ import annotations

import importlib.metadata
import re
import sys
import tomllib
from pathlib import Path

import pytest

from regcheck.base.errors import UsageError
from regcheck.cli.main import main
from regcheck.reports.registry import REPORTS, find_report, report_format, report_names

DRAFT = "# Forskrift om prøver\n\n## § 1. Krav\n\nSend tre eksemplarer av svaret.\n"
GUIDE = Path(__file__).parents[2] / "docs" / "architecture.md"
"""Shows how a package adds a format: a module and an entry point."""


@pytest.fixture
def draft(tmp_path: Path) -> str:
    path = tmp_path / "utkast.md"
    path.write_text(DRAFT, encoding="utf-8")
    return str(path)


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package with two entries, as if it were installed."""
    site = tmp_path / "site"
    told = site / "rule_list-1.0.dist-info"
    told.mkdir(parents=True)
    blocks = dict(re.findall(r"```(\w+)\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL))
    (site / "rule_list.py").write_text(blocks["python"] + 'ELSE = "no format"\n', encoding="utf-8")
    entries = tomllib.loads(blocks["toml"])["project"]["entry-points"]["regcheck.reports"]
    lines = [f"{name} = {place}" for name, place in (entries | {"else": "rule_list:ELSE"}).items()]
    (told / "entry_points.txt").write_text("\n".join(["[regcheck.reports]", *lines]))
    (told / "METADATA").write_text("Name: rule-list\nVersion: 1.0\n")
    monkeypatch.syspath_prepend(str(site))
    monkeypatch.delitem(sys.modules, "rule_list", raising=False)


def test_each_format_is_made_and_said_what_it_is_for() -> None:
    for name, one in REPORTS.items():
        assert one.name == name
        assert hasattr(one.make(lambda _: None), "document")
        assert all(one.about(locale) for locale in ("nb", "nn", "en"))
        assert one.with_text or not one.with_original


@pytest.mark.usefixtures("installed")
def test_a_format_from_outside_is_like_ours(
    draft: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    options = ["--no-config", "--no-cache", "--fail-on", "never"]
    target = tmp_path / "regler.txt"
    assert main(["check", draft, *options, "--format", "rule-list"]) == 0
    listed = capsys.readouterr().out
    assert "paper/several-copies\n" in listed
    assert main(["check", draft, *options, "--report", f"rule-list={target}"]) == 0
    assert target.read_text(encoding="utf-8") == listed
    assert report_format("rule-list").about("nn") == "reglar"


@pytest.mark.usefixtures("installed")
def test_it_is_listed_with_ours(draft: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert report_names() == (*REPORTS, "else", "rule-list")
    assert main(["check", "--help"]) == 0
    assert "rule-list" in capsys.readouterr().out
    assert main(["check", draft, "--no-config", "--format", "rule-lst"]) == 2
    assert "html, word, akn, else, rule-list" in capsys.readouterr().err


@pytest.mark.usefixtures("installed")
def test_an_entry_that_leads_to_no_format_is_told() -> None:
    with pytest.raises(UsageError, match="rule_list:ELSE is not a ReportFormat"):
        find_report("else")
    Path(sys.modules["rule_list"].__file__ or "").write_text("1 / 0", encoding="utf-8")
    del sys.modules["rule_list"]
    with pytest.raises(UsageError, match="rule-list cannot be used: ZeroDivisionError"):
        find_report("rule-list")


def test_others_are_not_looked_for_when_a_format_of_ours_is_named(
    draft: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: str) -> None:
        pytest.fail("entry points are looked up")

    monkeypatch.setattr(importlib.metadata, "entry_points", fail)
    options = ["--no-config", "--no-cache", "--fail-on", "never"]
    assert main(["check", draft, *options, "--format", "jsonl", "--report", "json=-"]) == 2
    assert main(["check", draft, *options, "--format", "jsonl"]) == 0
