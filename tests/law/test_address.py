"""Labels, paths and the order of addresses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regcheck.law.address import Address, Step, StepKind, fit_label


def article(label: str, *more: Step) -> Address:
    return Address((Step(StepKind.ARTICLE, label), *more))


@given(st.text(max_size=80))
def test_a_fitted_label_can_stand_in_a_path(label: str) -> None:
    fitted = fit_label(label)
    assert len(fitted) <= 40
    assert not set(fitted) & set("/[](), \n\t\u00a0")
    assert fit_label(fitted) == fitted


@pytest.mark.parametrize(
    ("label", "fitted"),
    [("3-2", "3-2"), ("12 a", "12a"), ("(2)", "2"), ("1.", "1"), ("b)", "b"), ("1.2", "1.2")],
)
def test_labels_lose_only_what_is_not_theirs(label: str, fitted: str) -> None:
    assert fit_label(label) == fitted


@pytest.mark.parametrize(
    ("step", "path"),
    [
        (Step(StepKind.ARTICLE, "3-2"), "§3-2"),
        (Step(StepKind.ARTICLE, "artikkel5"), "artikkel5"),
        (Step(StepKind.CHAPTER, "4A"), "kap4A"),
        (Step(StepKind.ITEM, "b"), "bokstav/b"),
        (Step(StepKind.ITEM, "iii"), "bokstav/iii"),
        (Step(StepKind.ITEM, "7"), "nummer/7"),
        (Step(StepKind.ITEM, "1.2"), "punkt/1.2"),
        (Step(StepKind.ITEM, "", 3), "strekpunkt/3"),
        (Step(StepKind.SENTENCE, "2"), "setning/2"),
        (Step(StepKind.ARTICLE, "3", 2), "§3[2]"),
    ],
)
def test_paths_of_steps(step: Step, path: str) -> None:
    assert step.path == path


def test_numbers_sort_as_numbers_and_letters_after_them() -> None:
    labels = ["10", "3a", "2", "3", "3-10", "3-9"]
    ordered = sorted(article(label) for label in labels)
    assert [a.steps[0].label for a in ordered] == ["2", "3", "3-9", "3-10", "3a", "10"]


def test_an_address_covers_what_lies_inside_it() -> None:
    paragraph = article("3", Step(StepKind.PARAGRAPH, "1"))
    assert article("3").covers(paragraph)
    assert not paragraph.covers(article("3"))
    assert not article("3").covers(Address(paragraph.steps, "lov/2020-01-01-1"))
    assert paragraph.parent == article("3")


@pytest.mark.parametrize(
    ("written", "kept"), [("x" * 40, 40), ("x" * 41, 40), ("x" * 39 + ".y", 39)]
)
def test_long_labels_are_cut_at_forty(written: str, kept: int) -> None:
    assert fit_label(written) == written[:kept]
