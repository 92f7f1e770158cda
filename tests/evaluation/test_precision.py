from __future__ import annotations

import json
from pathlib import Path

import pytest

from regcheck.base.errors import UsageError
from regcheck.quality.evaluation.sample import (
    Mark,
    precision_of,
    precision_record,
    record_file,
    wilson,
)

MARKS = [
    Mark("lov/2001-01-01-1", "lov/2001-01-01-1/§2", True),
    Mark("lov/2001-01-01-1", "lov/2001-01-01-1/§1", True),
    Mark("forskrift/2002-02-02-2", "forskrift/2002-02-02-2/§3/ledd/1", False),
]


@pytest.mark.parametrize(
    ("right", "n", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (5, 10, 0.2366, 0.7634),
        (1, 1, 0.2065, 1.0),
        (27, 30, 0.7438, 0.9654),
    ],
)
def test_the_interval_is_wilsons(right: int, n: int, low: float, high: float) -> None:
    assert wilson(right, n) == pytest.approx((low, high), abs=1e-4)


def test_no_marks_give_no_precision() -> None:
    with pytest.raises(UsageError, match="no hit is marked"):
        precision_of([])


def test_a_record_holds_citations_in_order_and_no_more() -> None:
    record = json.loads(precision_record("paper/letter", "nl", "2025-01-31", MARKS))
    assert list(record) == [
        *("rule", "corpus", "date", "n", "right", "precision", "interval", "marks")
    ]
    assert (record["n"], record["right"], record["precision"]) == (3, 2, 0.6667)
    assert [mark["address_path"] for mark in record["marks"]] == [
        "forskrift/2002-02-02-2/§3/ledd/1",
        "lov/2001-01-01-1/§1",
        "lov/2001-01-01-1/§2",
    ]
    assert all(mark.keys() == {"refid", "address_path", "right"} for mark in record["marks"])
    assert precision_record("paper/letter", "nl", "2025-01-31", MARKS[::-1]) == precision_record(
        "paper/letter", "nl", "2025-01-31", MARKS
    )


@pytest.mark.parametrize("day", ["", "31.01.2025", "2025-02-30", "i dag"])
def test_the_day_is_a_date(day: str) -> None:
    with pytest.raises(UsageError, match="--date"):
        precision_record("paper/letter", "nl", day, MARKS)


@pytest.mark.parametrize("corpus", ["", " ", "x" * 81, "a\nb"])
def test_the_corpus_has_a_short_name(corpus: str) -> None:
    with pytest.raises(UsageError, match="--corpus"):
        precision_record("paper/letter", corpus, "2025-01-31", MARKS)


def test_a_record_lies_by_category_and_never_outside_the_store() -> None:
    assert record_file(Path("s"), "paper/letter") == Path("s/paper/letter.json")
    for rule in ("../x", "paper/../../x", "/etc/x", "paper", "paper/a/b", "paper/.x", "paper/x\n"):
        with pytest.raises(UsageError, match="not a rule id"):
            record_file(Path("s"), rule)
