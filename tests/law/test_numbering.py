"""Ordinal words, and the labels between the two ends of a range."""

from __future__ import annotations

import pytest

from regcheck.law.numbering import expand_range
from regcheck.law.vocabulary import ORDINALS

BOKMAAL = (
    "første annet tredje fjerde femte sjette sjuende åttende niende tiende ellevte tolvte "
    "trettende fjortende femtende sekstende syttende attende nittende tjuende"
)
NYNORSK = (
    "første andre tredje fjerde femte sjette sjuande åttande niande tiande ellevte tolvte "
    "trettande fjortande femtande sekstande syttande attande nittande tjuande"
)


@pytest.mark.parametrize("words", [BOKMAAL, NYNORSK])
def test_ordinals_count_to_twenty(words: str) -> None:
    assert [ORDINALS[word] for word in words.split()] == list(range(1, 21))


def test_older_forms_mean_the_same() -> None:
    assert (ORDINALS["syvende"], ORDINALS["tyvende"], ORDINALS["andre"]) == (7, 20, 2)


@pytest.mark.parametrize(
    ("first", "last", "between"),
    [
        ("3", "6", ["4", "5"]),
        ("3", "4", []),
        ("6", "3", []),
        ("14-1", "14-4", ["14-2", "14-3"]),
        ("14-1", "15-3", []),
        ("a", "d", ["b", "c"]),
        ("A", "C", ["B"]),
        ("a", "C", []),
        ("y", "å", ["z", "æ", "ø"]),
        ("5a", "5d", ["5b", "5c"]),
        ("5a", "6d", []),
        ("3", "c", []),
        ("1", "61", [str(number) for number in range(2, 61)]),
        ("1", "62", []),
        ("99998", "99999", []),
        ("99997", "99999", ["99998"]),
        ("99997", "100000", []),
        ("100000", "100002", []),
        ("", "4", []),
        ("§", "§", []),
        ("1" * 100_000 + "§", "1" * 100_000 + "§", []),
    ],
)
def test_what_lies_between_two_labels(first: str, last: str, between: list[str]) -> None:
    assert list(expand_range(first, last)) == between
