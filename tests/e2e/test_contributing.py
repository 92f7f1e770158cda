"""What CONTRIBUTING.md promises: the first rule works as shown, and make has what is listed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from commands import DRAFTS, PROJECT, Regcheck

PAGE = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
MAKEFILE = (PROJECT / "Makefile").read_text(encoding="utf-8")


@pytest.fixture
def rule(tmp_path: Path) -> Path:
    """The rule that the page shows, saved as it says."""
    (shown,) = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    path = tmp_path / "stempelpute.yaml"
    path.write_text(shown, encoding="utf-8")
    return path


def test_the_first_rule(rule: Path, tmp_path: Path, own_cache: Path) -> None:
    regcheck = Regcheck(own_cache)
    for arguments in (("test", rule), ("explain", rule), ("try", rule, DRAFTS)):
        ended = regcheck(*arguments)
        assert (ended.code, ended.stderr) == (0, ""), arguments
    (tmp_path / "a.md").write_text("# Lov\n\n### § 1. A\n\nKontoret har stempelpute.\n", "utf-8")
    told = ("--select", "egne", "--format", "json", "--nlp", "off")
    ended = regcheck("check", "a.md", "--pack", rule, *told, cwd=tmp_path)
    assert [finding["rule"] for finding in ended.json["findings"]] == ["egne/stempelpute"]


def test_every_target_of_make_is_told_of() -> None:
    targets = set(re.findall(r"^([a-z][a-z-]*):", MAKEFILE, re.MULTILINE))
    phony = re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)
    assert phony
    assert targets == set(phony[1].split())
    assert [
        name for name in sorted(targets) if f"`make {name}`" not in PAGE and f"`{name}`" not in PAGE
    ] == []


def test_the_forms_for_issues_are_whole() -> None:
    forms = sorted((PROJECT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))
    assert len(forms) == 4
    for path in forms:
        form = yaml.safe_load(path.read_text(encoding="utf-8"))
        if path.name != "config.yml":
            assert {"name", "description", "body"} <= form.keys()
            assert all(field["attributes"]["label"] for field in form["body"])
