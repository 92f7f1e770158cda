"""Models taught by labelled provisions: what teaches them, and that it is the same each time."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from regcheck.evaluation.gold import Gold, Label, Provision
from regcheck.evaluation.teaching import (
    USUAL,
    ReadLine,
    cross_validate,
    doors_of,
    judge_line,
    read_lines,
    teach,
)
from regcheck.run.api import check, load_rules, read
from regcheck.search.word_models import WordModels, packed
from regcheck.text.span import Span

RECIPES = Path(__file__).parents[2] / "data-recipes"
THINGS = ("mappe", "perm", "skuff", "hylle", "kiste", "boks", "pose", "krukke")


PACK = """
name: kontor
version: "1"
label: {nb: kontor, nn: kontor, en: office}
gold-order: 90
"""
RULE = """
id: kontor/learned
severity: warning
title: {nb: Lært, nn: Lært, en: Learned}
message: {nb: "«{match}»", nn: "«{match}»", en: "“{match}”"}
match: {learned: {model: learned, above: 0.5}}
"""


def provision(number: int, text: str, quote: str = "", split: str = "train") -> Provision:
    bare = Provision(f"P{number}", split, f"forskrift/{number}", "Forskrift", "§ 1", "nb", text, ())
    if not quote:
        return bare
    start = bare.unit.index(quote)
    label = Label("paper", quote, "must", Span(start, start + len(quote)))
    return replace(bare, labels=(label,))


def labelled() -> list[Provision]:
    """Twenty provisions: what lies in a yellow thing is marked, what lies in a red one is not."""
    marked = [
        provision(n, f"Svaret skal legges i gul {thing} hos vakten.", f"gul {thing}")
        for n, thing in enumerate(THINGS)
    ]
    left = [
        provision(20 + n, f"Svaret skal vises på rød {thing} hos vakten.")
        for n, thing in enumerate((*THINGS, "bil", "benk", "dør", "stol"))
    ]
    return marked + left


@pytest.fixture(scope="module")
def lines() -> list[ReadLine]:
    return list(read_lines(labelled()))


def test_twenty_labels_teach_what_is_marked(lines: list[ReadLine]) -> None:
    model = WordModels(packed([teach(lines, "paper", {})]), [0.0])
    (new,) = read_lines(
        [provision(90, "Nøkkelen skal legges i gul mappe hos rektor.", "gul mappe")]
    )
    (other,) = read_lines([provision(91, "Nøkkelen skal vises på rød mappe hos rektor.")])
    assert judge_line(model, new, "paper").likely > 0.5 > judge_line(model, other, "paper").likely
    assert judge_line(model, new, "paper").placed


def test_the_same_labels_give_the_same_bytes(lines: list[ReadLine]) -> None:
    again = list(read_lines(labelled()))
    assert teach(lines, "paper", {}).to_json() == teach(again, "paper", {}).to_json()


def test_only_words_like_marked_ones_are_looked_at(lines: list[ReadLine]) -> None:
    doors = doors_of(lines, "paper", USUAL.least_share)
    assert "gul" in doors
    assert "rød" not in doors
    assert doors_of(lines, "discretion", USUAL.least_share) == []


def test_a_document_is_judged_by_what_others_taught(lines: list[ReadLine]) -> None:
    scored = list(cross_validate(lines, "paper"))
    assert len(scored) == len(lines)
    assert {one.line.provision for one in scored} == {one.id for one in labelled()}


@pytest.fixture
def recipe(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    monkeypatch.syspath_prepend(str(RECIPES))
    yield import_module("build_words")
    sys.modules.pop("build_words")


def test_only_the_split_that_teaches_teaches(recipe: ModuleType) -> None:
    kept = [provision(n, "Svaret vises her.", split=s) for n, s in enumerate(("dev", "hard"))]
    gold = Gold((*labelled(), *kept))
    assert {one.split for one in recipe.teaching(gold)} == {"train"}
    assert len(recipe.teaching(gold)) == len(labelled())


def test_twenty_labels_of_ones_own_make_a_rule(recipe: ModuleType, tmp_path: Path) -> None:
    folder = tmp_path / "egne" / "kontor"
    folder.mkdir(parents=True)
    (folder / "pack.yaml").write_text(PACK, "utf-8")
    (folder / "learned.yaml").write_text(RULE, "utf-8")
    rows = [(one, one.labels or ()) for one in labelled()]
    keys = {"language": "lang"}
    names = ("id", "split", "refid", "title", "address", "language", "text")
    units = [{keys.get(name, name): getattr(one, name) for name in names} for one, _ in rows]
    marks = [
        {"id": one.id, "labels": [{"cat": "kontor", "quote": m.quote, "level": "must"} for m in ms]}
        for one, ms in rows
    ]
    for name, some in (("provisions", units), ("labels", marks)):
        (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, some)), "utf-8")
    recipe.main([str(tmp_path), "kontor", "--pack", str(folder.parent)])
    rules = load_rules(folder.parent, select=["kontor"])
    text = "# Forskrift\n\n### § 1. Nøkler\n\nNøkkelen skal legges i gul mappe hos rektor.\n"
    found = check(read(text.encode(), format="md"), rules).findings
    assert [one.quote for one in found] == ["gul mappe"]
