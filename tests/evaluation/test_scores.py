from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from gold_samples import FIRST, SECOND, label, lines, row

from regcheck.base.text.span import Span
from regcheck.packs.model import Severity
from regcheck.quality.evaluation.gold import LabelledProvision, parse_gold
from regcheck.quality.evaluation.scores import (
    Counts,
    Flag,
    Scores,
    categories_of,
    score,
)


def provision(*labels: Any, unit: dict[str, Any] = FIRST) -> LabelledProvision:
    return parse_gold(lines(unit), lines(row(unit["id"], *labels))).provisions[0]


def flag(
    unit: LabelledProvision,
    words: str,
    rule: str = "paper/letter",
    severity: Severity = Severity.WARNING,
) -> Flag:
    start = unit.unit.rindex(words)
    return Flag(rule, rule.partition("/")[0], severity, Span(start, start + len(words)))


def scored(unit: LabelledProvision, *flags: Flag, **more: Any) -> Scores:
    return score(
        [unit], {unit.id: flags}, **{"categories": categories_of(definitions=True), **more}
    )


def counted(scores: Scores, category: str) -> tuple[int, int, int, int]:
    some = scores.by_category[category]
    return some.must, some.found, some.flags, some.right


def test_a_flag_that_shares_a_letter_with_a_label_is_right_and_finds_it() -> None:
    unit = provision(label("paper", "rekommandert brev"))
    assert counted(scored(unit, flag(unit, "brev. Ska")), "paper") == (1, 1, 1, 1)
    assert counted(scored(unit, flag(unit, ". Skapet")), "paper") == (1, 0, 1, 0)


def test_touching_is_not_sharing() -> None:
    unit = provision(label("paper", "rekommandert"))
    assert counted(scored(unit, flag(unit, " brev")), "paper") == (1, 0, 1, 0)


def test_may_counts_neither_as_a_miss_nor_as_a_false_alarm() -> None:
    unit = provision(label("paper", "rekommandert brev", "may"))
    assert counted(scored(unit), "paper") == (0, 0, 0, 0)
    assert counted(scored(unit, flag(unit, "brev")), "paper") == (0, 0, 1, 1)


def test_another_category_is_wrong_unless_the_label_says_also() -> None:
    plain = provision(label("discretion", "passelig"))
    assert counted(scored(plain, flag(plain, "passelig")), "paper") == (0, 0, 1, 0)
    both = provision(label("discretion", "passelig", also="automation"))
    scores = scored(both, flag(both, "passelig", "automation/single-case"))
    assert counted(scores, "discretion") == (1, 1, 0, 0)
    assert counted(scores, "automation") == (0, 0, 1, 1)
    assert scores.rules["automation/single-case"].found == 1


@pytest.mark.parametrize(("length", "right"), [(60, 1), (61, 0)])
def test_a_blanket_over_a_short_label_is_wrong(length: int, right: int) -> None:
    unit = provision(label("paper", "i"))
    place = unit.unit.index(" i rekom")
    long = Flag("paper/x", "paper", Severity.ERROR, Span(place, place + length))
    assert counted(scored(unit, long), "paper") == (1, right, 1, right)


@pytest.mark.parametrize(("length", "right"), [(90, 1), (91, 0)])
def test_a_flag_may_be_three_times_as_long_as_a_long_label(length: int, right: int) -> None:
    unit = provision(label("paper", "rekommandert brev. Skapet skal"))
    assert len("rekommandert brev. Skapet skal") == 30
    place = unit.unit.index("brev. Skapet")
    long = Flag("paper/x", "paper", Severity.ERROR, Span(place, place + length))
    assert counted(scored(unit, long), "paper") == (1, right, 1, right)


@pytest.mark.parametrize("told", [False, True])
def test_notes_find_nothing_but_on_the_curve_and_what_is_told_is_no_miss(told: bool) -> None:
    unit = provision(label("paper", "brev"), label("plain-language", "passelig"))
    brev = replace(flag(unit, "brev", severity=Severity.INFO), usefulness=0.25, told=told)
    word = flag(unit, "passelig", "plain-language/words", Severity.INFO)
    scores = scored(unit, brev, replace(word, usefulness=0.05))
    assert counted(scores, "paper") == (1, 0, 0, 0)
    assert counted(scores, "plain-language") == (1, 1, 1, 1)
    assert (scores.total.told, scores.total.recall) == (told, (1 + told) / 2)
    assert [miss["quote"] for miss in scores.misses] == ["brev"][told:]
    points = [(some.must, some.found, some.flags, some.right) for some in scores.curve.values()]
    assert points[:4] == [(2, 2, 2, 2), (2, 1, 1, 1), (2, 1, 1, 1), (2, 0, 0, 0)]


def test_a_label_in_the_heading_is_no_miss_but_makes_a_flag_there_right() -> None:
    unit = provision(label("paper", "Rekommandert brev"))
    at = unit.unit.index("Rekommandert")
    inside = Flag("paper/x", "paper", Severity.ERROR, Span(at, at + 12))
    assert counted(scored(unit), "paper") == (0, 0, 0, 0)
    assert counted(scored(unit, inside), "paper") == (0, 0, 1, 1)


def test_a_label_found_twice_is_found_once_and_both_flags_are_right() -> None:
    unit = provision(label("paper", "rekommandert brev"))
    scores = scored(unit, flag(unit, "rekommandert", "paper/a"), flag(unit, "brev", "paper/b"))
    assert counted(scores, "paper") == (1, 1, 2, 2)
    assert [scores.rules[rule].found for rule in ("paper/a", "paper/b")] == [1, 1]


def test_categories_nobody_labels_take_no_part() -> None:
    unit = provision(label("definition", "Skapet"))
    scores = scored(
        unit,
        flag(unit, "Skapet", "readability/long-sentence"),
        categories=categories_of(definitions=False),
        rules=["readability/long-sentence", "paper/letter"],
    )
    assert scores.total == Counts()
    assert list(scores.rules) == ["paper/letter"]
    assert "definition" in categories_of(definitions=True)


def test_a_provision_nobody_has_read_takes_no_part() -> None:
    unread = parse_gold(lines(FIRST), b"").provisions[0]
    scores = scored(unread, flag(unread, "brev"))
    assert (scores.provisions, scores.unlabelled, scores.total) == (0, 1, Counts())


def test_counts_by_written_standard_add_up() -> None:
    first = provision(label("paper", "rekommandert brev"))
    second = provision(label("technology", "såpe"), label("paper", "Golvet"), unit=SECOND)
    flags = {"A1": [flag(first, "brev")], "A2": [flag(second, "slutt")]}
    scores = score([first, second], flags, categories=categories_of(definitions=True))
    assert sorted(scores.by_language) == ["nb", "nn"]
    assert scores.by_language["nn"]["paper"] == Counts(must=1, flags=1)
    assert scores.by_language["nb"]["paper"] == Counts(must=1, found=1, flags=1, right=1)
    assert scores.total == Counts(must=3, found=1, flags=2, right=1)
    assert len(scores.documents) == 2


def test_misses_and_false_alarms_are_shown_in_context() -> None:
    unit = provision(label("technology", "såpe"), unit=SECOND)
    scores = scored(unit, flag(unit, "Golvet"))
    (miss,), (alarm,) = scores.misses, scores.false_alarms
    assert (miss["before"], miss["quote"], miss["after"][:20]) == (
        "§ 2 Golvet skal vaskast. - med ",
        "såpe",
        " - med varmt vatn, o",
    )
    assert (alarm["rule"], alarm["quote"], alarm["severity"]) == (
        "paper/letter",
        "Golvet",
        "warning",
    )


def test_rates() -> None:
    some = Counts(must=4, found=3, flags=2, right=1)
    assert (some.recall, some.precision, some.wrong) == (0.75, 0.5, 1)
    assert some.f1 == pytest.approx(0.6)
    empty = Counts()
    assert (empty.recall, empty.precision, empty.f1) == (None, None, 0.0)
    assert Counts(must=1, flags=1).f1 == 0.0
