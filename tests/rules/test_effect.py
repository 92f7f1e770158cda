"""What a change of rules adds and removes, told in context."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

from regcheck.quality.evaluation.ratings import Facts, RatedFinding

PROJECT = Path(__file__).resolve().parents[2]
PACK = PROJECT / "tests" / "cli" / "pack" / "house"
DEFAULT = "name: default\nversion: '1'\ntitle: {nb: a}\ndescription: {nb: a}\ninclude: ['*']\n"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    place = PROJECT / "benchmarks" / "effect.py"
    found = importlib.util.spec_from_file_location("effect", place)
    assert found and found.loader
    module = importlib.util.module_from_spec(found)
    sys.modules["effect"] = module
    found.loader.exec_module(module)
    return module


def test_what_comes_goes_and_is_graded_otherwise_is_told(
    script: ModuleType, tmp_path: Path
) -> None:
    for side in ("old", "new"):
        shutil.copytree(PACK, tmp_path / side / "house")
        (tmp_path / side / "collections").mkdir()
        (tmp_path / side / "collections" / "default.yaml").write_text(DEFAULT)
    rule = tmp_path / "new" / "house" / "sealed-letter.yaml"
    text = rule.read_text("utf-8")
    assert "severity: error" in text
    rule.write_text(text.replace("severity: error", "severity: warning"), "utf-8")
    (tmp_path / "new" / "house" / "old-word.yaml").unlink()
    law = tmp_path / "law"
    law.mkdir()
    (law / "a.md").write_text(
        "# Forskrift om post\n\n### § 1. Post\n\nBruk forseglet brev, herunder grønt.\n",
        "utf-8",
    )
    chosen = script.chosen_slice(law, 1)
    sides = [script.findings(tmp_path / side, chosen, [], 1) for side in ("old", "new")]
    lines = list(script.effect(*sides, 5))
    assert "house/sealed-letter  ~1" in "\n".join(lines)
    assert any("warning (was error)  a.md § 1" in line for line in lines)
    assert any("Bruk [forseglet brev], herunder grønt." in line for line in lines)
    assert "house/old-word  -1" in "\n".join(lines)
    back = list(script.effect(*reversed(sides), 5))
    assert back[0].startswith(f"{len(sides[1])} findings before, {len(sides[0])} after")
    assert script.slice_digest(chosen) == script.slice_digest(script.chosen_slice(law, 1))
    assert list(script.effect(sides[0], sides[0], 5)) == [
        f"{len(sides[0])} findings before, {len(sides[0])} after, 0 rules differ"
    ]


def test_ratings_of_the_same_words_are_told_and_count_against_the_budget(
    script: ModuleType,
) -> None:
    place, told = script.Place, script.Told

    def found(*quotes: str) -> dict[object, object]:
        return {
            place("paper/x", "a.md", at, at + len(quote)): told(
                "error", "§ 1", quote, quote, "lov/1"
            )
            for at, quote in enumerate(quotes)
        }

    old, new = found("et brev", "en kopi"), found("et brev", "et stempel", "en hatt")
    ratings = [
        RatedFinding(
            Facts(
                id=quote,
                refid="lov/1",
                address_path="§1",
                start=0,
                end=1,
                words=script.digest(quote),
                provision="p",
                says="s",
                rule="paper/y",
                severity="error",
            ),
            rating,
        )
        for quote, rating in (("en kopi", "act"), ("et stempel", "wrong"), ("et brev", "act"))
    ]
    counts = script.rated(old, new, ratings)
    assert counts == {"gone act": 1, "new wrong": 1, "new by nobody": 1}
    assert list(script.over_budget(old, new, counts, None, None)) == []
    assert list(script.over_budget(old, new, counts, 200, 2)) == []
    share, rated = script.over_budget(old, new, counts, 2, 1)
    assert "150.00 of a hundred" in share
    assert "1 go that readers would act on, 1 come that they called wrong" in rated
