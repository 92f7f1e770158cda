"""Where a suppression is put into a text, and how it is written there."""

from __future__ import annotations

import re

MARKDOWN, TEXT = "markdown", "text"
_FORMS = {
    MARKDOWN: "<!-- regcheck: ignore {rule} reason: {reason} -->",
    TEXT: "[regcheck: ignore {rule} reason: {reason}]",
}
_ITEM = re.compile(r"\s*(?:[-*+•–]|\(?[0-9a-zæøå]{1,4}[.)])\s", re.IGNORECASE)


def suppression(source: str, offset: int, format: str, rule: str, reason: str) -> tuple[int, str]:
    """The place and the line that suppress a rule in the provision at a code point: before the
    paragraph or list item. The line is empty for a format that suppressions are not put into."""
    if format not in _FORMS:
        return 0, ""
    start = source.rfind("\n", 0, offset) + 1
    while start > 0 and not _begins(source, start):
        start = source.rfind("\n", 0, start - 1) + 1
    ending = "\r\n" if "\r\n" in source else "\n"
    return start, _FORMS[format].format(rule=rule, reason=reason) + ending


def _begins(source: str, start: int) -> bool:
    """Whether a paragraph, item or heading begins with the line that starts there."""
    end = source.find("\n", start)
    line = source[start : end if end >= 0 else len(source)]
    before = source[source.rfind("\n", 0, start - 1) + 1 : start]
    return not before.strip() or bool(_ITEM.match(line)) or before.lstrip().startswith("#")
