"""The documentation site: every page is in it, every rule has one, and nothing is loaded from
elsewhere."""

from __future__ import annotations

import os
import re
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from commands import PROJECT

import regcheck
from builtin_rules import library

LOADED = re.compile(
    r"<(?:script|img|iframe|source|audio|video)\b[^>]*\bsrc=[\"']?(?:https?:)?//"
    r"|<link\b(?=[^>]*rel=[\"']?(?:stylesheet|preconnect|icon|preload))[^>]*href=[\"']?(?:https?:)?//"
    r"|url\([\"']?(?:https?:)?//|@import",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def site() -> dict[str, Any]:
    return runpy.run_path(str(PROJECT / "docs" / "site.py"), run_name="site")


@pytest.fixture(scope="module")
def laid_out(site: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("docs") / "docs"
    site["lay_out"](target)
    return target


def test_every_guide_is_in_the_navigation(laid_out: Path) -> None:
    config = yaml.safe_load((PROJECT / "mkdocs.yml").read_text(encoding="utf-8"))
    named: list[str] = []
    stack: list[Any] = [config["nav"]]
    while stack:
        entry = stack.pop()
        if isinstance(entry, str):
            named.append(entry)
        else:
            stack += entry.values() if isinstance(entry, dict) else entry
    guides = {path.relative_to(laid_out).as_posix() for path in laid_out.rglob("*.md")}
    pages = {page for page in guides if not page.startswith("rules/")} | {"rules/index.md"}
    assert sorted(named) == sorted(pages)


def test_every_rule_has_a_page(laid_out: Path) -> None:
    rules = library().rules
    index = (laid_out / "rules" / "index.md").read_text(encoding="utf-8")
    for rule_id in rules:
        page = (laid_out / "rules" / f"{rule_id}.md").read_text(encoding="utf-8")
        assert f"`{rule_id}`" in page
        assert f"]({rule_id}.md)" in index


def test_measured_precision_stands_on_the_page(site: dict[str, Any], laid_out: Path) -> None:
    record = PROJECT / "corpora" / "precision" / "paper" / "registered-letter.json"
    assert record.is_file()
    told = site["measured"]("paper/registered-letter")
    assert re.fullmatch(r"\d+ % \(\d+ av \d+; 95 %: \d+–\d+ %\)", told)
    page = (laid_out / "rules" / "paper" / "registered-letter.md").read_text(encoding="utf-8")
    assert told in page
    assert site["measured"]("paper/none") == "–"


def test_the_table_of_rooms_is_that_of_the_packages(site: dict[str, Any]) -> None:
    page = (PROJECT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert site["with_rooms"](page) == page, "run make rooms"
    packages = sorted(path.parent.name for path in PROJECT.glob("src/regcheck/*/__init__.py"))
    assert [name for name in packages if f"| `{name}` |" not in page] == []


def test_the_functions_of_the_library_are_described(site: dict[str, Any]) -> None:
    page = (PROJECT / "docs" / "api.md").read_text(encoding="utf-8")
    assert site["with_functions"](page) == page, "run make rooms"
    assert "### references_in" in page


def test_every_public_name_is_in_the_reference(laid_out: Path) -> None:
    page = (laid_out / "api.md").read_text(encoding="utf-8")
    for name in regcheck.__all__:
        is_class = isinstance(getattr(regcheck, name), type)
        told = rf"::: regcheck\.[\w.]+\.{name}$" if is_class else rf"```python\n{name}\("
        assert re.search(rf"^###? {name}\n\n{told}", page, re.MULTILINE)


def test_the_site_builds_strictly_and_loads_nothing_from_elsewhere(
    laid_out: Path, tmp_path: Path
) -> None:
    pytest.importorskip("material", reason="mkdocs-material is not installed")
    config = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")
    config = config.replace("build/docs", laid_out.as_posix())
    file = tmp_path / "mkdocs.yml"
    file.write_text(config.replace("build/site", "site"), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-f", str(file)],
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    pages = [path for path in (tmp_path / "site").rglob("*") if path.suffix in (".html", ".css")]
    assert len(pages) > 100
    loading = [p.name for p in pages if LOADED.search(p.read_text(encoding="utf-8"))]
    assert loading == []
    reference = (tmp_path / "site" / "api.html").read_text(encoding="utf-8")
    assert "tracked_changes" in reference or "tracked-changes" in reference
    fences = re.compile(r"```|<code>(?:text|sh|yaml|json|python)\n")
    broken = [p.name for p in pages if p.suffix == ".html" and fences.search(p.read_text("utf-8"))]
    assert broken == [], "code blocks that are not read as such"
