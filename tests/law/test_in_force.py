"""The days that metadata on entry into force tell."""

from __future__ import annotations

import pytest

from regcheck.law.in_force import in_force_period


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2031-07-01", "2031-07-01", ""),
        ("2031-07-01, 2031-01-01, Kongen bestemmer", "2031-01-01", ""),
        ("Kongen fastset, 2031-07-01", "2031-07-01", ""),
        ("2031-01-01 – 2031-12-31", "2031-01-01", "2031-12-31"),
        ("2031-01-01, oppheves 2032-12-31", "2031-01-01", "2032-12-31"),
        ("2031-01-01, 2031-03-01 – 2031-12-31", "2031-01-01", ""),
        ("2031-07-01, med virkning fra 2030-01-01", "2031-07-01", ""),
        ("2031-07-01, gjelder for fartøy bygd etter 2029-01-01", "2031-07-01", ""),
        ("2031-02-30", "", ""),
        ("1. juli 2031", "2031-07-01", ""),
        ("1. juli 2031, 3. mai 2031 nr. 7", "2031-05-03", ""),
        ("3. lyktedag 2031", "", ""),
        ("Kongen bestemmer", "", ""),
        ("", "", ""),
    ],
)
def test_the_first_day_and_the_last(written: str, first: str, last: str) -> None:
    assert in_force_period(written) == (first, last)
