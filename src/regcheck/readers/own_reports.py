"""Telling the reports that regcheck has written from drafts that lie in the same folder."""

from __future__ import annotations

import re
from pathlib import Path

_HEAD = 2048
_MARKUP = re.compile(
    rb'<meta name="generator" content="regcheck">|<testsuites name="regcheck">|<checkstyle[ >]'
)
_MARKDOWN = re.compile(rb"\A## regcheck: ")
_TEXT = re.compile(
    r"\A(?:[^\n]{1,500}\n(?:─){20}"
    r"|(?:Oppsummering|Summary)  \d[^\n]*\n  (?:Ingen funn|No findings)\.)".encode()
)
_MARKS = {
    ".html": _MARKUP,
    ".htm": _MARKUP,
    ".xml": _MARKUP,
    ".md": _MARKDOWN,
    ".txt": _TEXT,
    ".text": _TEXT,
}


def is_own_report(location: str, suffix: str) -> bool:
    """Whether a file begins as a report does that regcheck writes; False for one that cannot be
    opened, which is for the reader to tell."""
    mark = _MARKS.get(suffix)
    if mark is None:
        return False
    try:
        with Path(location).open("rb") as stream:
            return mark.search(stream.read(_HEAD)) is not None
    except OSError:
        return False
