"""Models taught by labelled provisions: what teaches them, and that it is the same each time."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from regcheck.evaluation.gold import Label, Provision
from regcheck.evaluation.teaching import (
    cross_validate,
    doors_of,
    judge_line,
    read_lines,
    teach,
)
from regcheck.text.span import Span

RECIPES = Path(__file__).parents[2] / "data-recipes"
THINGS = ("mappe", "perm", "skuff", "hylle", "kiste", "boks", "pose", "krukke")


def provision(number: int, text: str, quote: str = "", split: str = "train") -> Provision:
    bare = Provision(f"P{number}", split, f"forskrift/{number}", "Forskrift", "§ 1", "nb", text, ())
    if not quote:
        return bare
    start = bare.unit.index(quote)
    label = Label("paper", quote, "must", Span(start, start + len(quote)))
    return Provision(*(getattr(bare, name) for name in Provision.__slots__[:-1]), (label,))


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
def lines():
    return list(read_lines(labelled()))


def test_twenty_labels_teach_what_is_marked(lines):
    model = teach(lines, "paper", {})
    (new,) = read_lines(
        [provision(90, "Nøkkelen skal legges i gul mappe hos rektor.", "gul mappe")]
    )
    (other,) = read_lines([provision(91, "Nøkkelen skal vises på rød mappe hos rektor.")])
    assert judge_line(model, new, "paper").likely > 0.5 > judge_line(model, other, "paper").likely
    assert judge_line(model, new, "paper").placed


def test_the_same_labels_give_the_same_bytes(lines):
    again = list(read_lines(labelled()))
    assert teach(lines, "paper", {}).linear.to_json() == teach(again, "paper", {}).linear.to_json()


def test_only_words_like_marked_ones_are_looked_at(lines):
    doors = doors_of(lines, "paper")
    assert "gul" in doors
    assert "rød" not in doors
    assert doors_of(lines, "discretion") == []


def test_a_document_is_judged_by_what_others_taught(lines):
    scored = list(cross_validate(lines, "paper"))
    assert len(scored) == len(lines)
    assert {one.line.provision for one in scored} == {one.id for one in labelled()}


def test_only_the_split_that_teaches_teaches(monkeypatch):
    monkeypatch.syspath_prepend(str(RECIPES))
    import build_words

    from regcheck.evaluation.gold import Gold

    kept = [provision(n, "Svaret vises her.", split=s) for n, s in enumerate(("dev", "hard"))]
    gold = Gold((*labelled(), *kept))
    assert {one.split for one in build_words.teaching(gold)} == {"train"}
    assert len(build_words.teaching(gold)) == len(labelled())
    sys.modules.pop("build_words")
