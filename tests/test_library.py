"""What programs do with many documents, by the notebook of the documentation and on their own."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

import regcheck
from regcheck.document.model import Document
from regcheck.run.rules import LoadedRules, RuleChoice

PROJECT = Path(__file__).parents[1]
NOTEBOOK = PROJECT / "docs" / "library.ipynb"
FRAMES = {"pandas": "pandas", ".df()": "pandas", "polars": "polars", ".pl()": "polars"}
"""What stands in cells of the notebook that need a library which CI alone has."""
OLD = """# Lov om drager

## § 1 Krav

Med drage menes et fly uten motor. Søknad sendes etter § 2.
"""
NEW = OLD.replace("## § 1", "## § 0 Formål\n\nLoven skal gi luft.\n\n## § 1").replace(
    "Søknad sendes", "Søknad sendes i rekommandert brev"
)


@pytest.fixture(scope="module")
def rules(loaded: Callable[..., LoadedRules]) -> LoadedRules:
    return loaded(RuleChoice(select=("paper",)))


def read(text: str) -> Document:
    found = regcheck.read(text.encode(), name="lov.md")
    assert isinstance(found, Document)
    return found


def plain(value: Any) -> Any:
    return json.loads(json.dumps(value.to_dict()))


def test_versions_are_compared(rules: LoadedRules) -> None:
    compared = regcheck.compare(read(OLD), read(NEW), rules, nlp=False)
    told = plain(compared)
    assert [one["rule"] for one in told["introduced"]] == ["paper/registered-letter"]
    assert (told["removed"], told["kept"]) == ([], [])
    (finding,) = (one.finding for one in compared.introduced)
    assert plain(finding)["quote"] == "rekommandert brev"
    assert all(plain(one)["new"] is not None for one in regcheck.precedents_for(finding))


def test_terms_and_references_are_values() -> None:
    (term,) = regcheck.concepts_in(read(OLD))
    assert (plain(term)["term"], plain(term)["address_path"]) == ("drage", "§1/ledd/1")
    (reference,) = regcheck.references_in(read(OLD))
    assert (plain(reference)["target_path"], plain(reference)["status"]) == ("§2", "dangling")


def test_rules_are_measured_without_categories_that_were_not_chosen(
    rules: LoadedRules, tmp_path: Path
) -> None:
    told = {"id": "T1", "split": "dev", "refid": "lov/2031-01-01-1", "title": "Lov", "lang": "nb"}
    text = {"address": "§ 1. Krav", "text": "Søknad sendes i rekommandert brev av særlige grunner."}
    labels = [
        {"cat": "paper", "quote": "rekommandert brev", "level": "must"},
        {"cat": "discretion", "quote": "særlige grunner", "level": "must"},
    ]
    (tmp_path / "provisions.jsonl").write_text(json.dumps(told | text))
    (tmp_path / "labels.jsonl").write_text(json.dumps({"id": "T1", "labels": labels}))
    scores = plain(regcheck.evaluate(tmp_path, rules, split="dev", nlp=False))
    assert (scores["total"]["must"], scores["total"]["found"]) == (1, 1)
    assert list(scores["categories"]) == ["paper"]


def test_a_scan_says_what_is_wrong(rules: LoadedRules, tmp_path: Path) -> None:
    with pytest.raises(regcheck.RegcheckError, match="nowhere"):
        regcheck.scan(tmp_path / "nowhere", tmp_path / "s", rules)
    with pytest.raises(regcheck.RegcheckError, match="findings, all"):
        regcheck.scan(tmp_path, tmp_path / "s", rules, tables="some")


def test_the_notebook_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("duckdb", reason="duckdb is not installed")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "corpora").symlink_to(PROJECT / "corpora")
    names: dict[str, Any] = {}
    cells = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
    for cell in cells:
        source = "".join(cell["source"])
        if cell["cell_type"] != "code":
            continue
        needed = [library for word, library in FRAMES.items() if word in source]
        if all(map(find_spec, needed)):
            exec(source, names)  # noqa: S102
    assert names["compared"].introduced
    assert names["results"].findings.columns
    if find_spec("pandas"):
        assert len(names["frame"]) == len(names["results"].findings)
