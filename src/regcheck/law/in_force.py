"""When law is in force, by the words of its metadata."""

from __future__ import annotations

import re
from datetime import date

from regcheck.base.text.patterns import pattern
from regcheck.law.dated import DATED, dated_refid

_DAY = pattern(rf"\b\d{{4}}-\d{{2}}-\d{{2}}\b|\b{DATED}", re.ASCII)
_ENDS = pattern(r"[–-]\s*$|\bopphev|\btil og med\b", re.IGNORECASE)
_APPLIES = pattern(r"\b(?:virkning|verknad|rettsvirkning|gjelder|gjeld|etter)\b", re.IGNORECASE)
"""Words before a day from which what is in force already has effect, or for whom."""


def in_force_period(written: str) -> tuple[str, str]:
    """The first day in force and the last, or that of repeal, as ISO dates, empty where none is
    told: «2031-07-01, 2031-01-01» begins on the earlier; «2031-01-01 – 2031-12-31» ends."""
    starts, ends, at = [], [], 0
    for found in _DAY.finditer(written):
        before, at = written[at : found.start()], found.end()
        try:
            written_out = found["month"] and dated_refid("lov", found).split("/")[-1]
            day = date.fromisoformat((written_out or found[0])[:10]).isoformat()
        except ValueError:
            continue
        if _ENDS.search(before):
            ends.append(day)
        elif not _APPLIES.search(before):
            starts.append(day)
    ended = len(starts) == len(ends)
    return min(starts, default=""), max(ends, default="") if ended else ""
