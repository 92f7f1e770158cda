"""The names that `regcheck` offers, and that importing it costs nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import regcheck

NAMES = [
    "Address",
    "Document",
    "Finding",
    "RegcheckError",
    "Rule",
    "RunResult",
    "Severity",
    "check",
    "compare",
    "concepts_in",
    "evaluate",
    "load_rules",
    "precedents_for",
    "read",
    "references_in",
    "scan",
    "scan_results",
]


def test_public_names_are_listed_and_there() -> None:
    assert regcheck.__all__ == NAMES
    for name in NAMES:
        assert getattr(regcheck, name) is not None
        assert name in dir(regcheck)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        _ = regcheck.nothing_of_the_kind


def test_version_is_that_of_the_project() -> None:
    project = (Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8")
    assert f'\nversion = "{regcheck.__version__}"\n' in project


def test_importing_regcheck_imports_no_room() -> None:
    code = "import sys, regcheck; print([m for m in sys.modules if m.startswith('regcheck.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout == "[]\n"


def test_reading_and_checking_as_a_library(tmp_path: Path) -> None:
    pack = Path(__file__).parent / "cli" / "pack"
    rules = regcheck.load_rules(pack, select=["house"])
    draft = tmp_path / "draft.md"
    draft.write_text("# Forskrift om post\n\n### § 1. Post\n\nBruk forseglet brev.\n", "utf-8")

    document = regcheck.read(draft)
    assert isinstance(document, regcheck.Document)
    result = regcheck.check(document, rules, nlp=False, locale="en")

    (finding,) = result.findings
    assert isinstance(finding, regcheck.Finding)
    assert finding.severity is regcheck.Severity.ERROR
    assert finding.rule in rules.rules
    assert finding.message == "“forseglet brev” exists on paper only."
    assert draft.read_text("utf-8")[finding.start : finding.end] == "forseglet brev"


def test_what_cannot_be_read_is_a_value() -> None:
    missing = regcheck.read("no/such/file.md")
    assert not isinstance(missing, regcheck.Document)
    assert missing.reason == "not-found"
    result = regcheck.check(missing, regcheck.load_rules(select=["paper"]))
    assert result.unreadable == missing
    assert result.findings == ()


def test_a_wrong_choice_of_rules_is_a_regcheck_error() -> None:
    with pytest.raises(regcheck.RegcheckError, match="no-such-category"):
        regcheck.load_rules(select=["no-such-category"])
