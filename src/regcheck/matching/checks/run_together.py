"""Tables, lists and headings that have run together into what looks like one sentence."""

from __future__ import annotations

import re
from typing import Final

from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.law.vocabulary import SHALL_OR_MAY

_MOST_ENTRIES: Final = 0.25
"""Share of names and numbers from which a stretch is a table or a list of references."""
_FORMULA: Final = "$$"
"""What stands around a formula in Markdown."""
_ENTRY = pattern(r"(?<!\S)[«\"(]?(?:[A-ZÆØÅ]|\S*\d)")
_CELL = pattern(r"\bkr \d| = |(?<!§ )(?<!\d )\b\d+(?:\.\d+)+ [A-ZÆØÅ]|\|")
_FEWEST_CELLS: Final = 3
_ITEM_ENDS = pattern(r"(?<=\w{5})[.;] (?=[a-zæøå–-])|(?<=[a-zæøå)])(?=[A-ZÆØÅ][a-zæøå])")
"""Between items that have run together: a stop before a small letter, or nothing at all."""
_LEAD_IN = pattern(
    rf"(?=(?:[^\s:]+ ){{3}})[^:]*?\b(?:{SHALL_OR_MAY}|er|har|gjelder|gjeld|dersom|hvis|når|følgende"
    r"|følgjande)\b[^:]*:\s",
    re.IGNORECASE,
)
"""What announces a list, which a term before its meaning does not."""
_COMMA = pattern(r"[,;] ")
_FEWEST_ITEMS: Final = 3
_TAIL = pattern(
    r"(?<=[a-zæøå,]) (?=[A-ZÆØÅ][a-zæøå]+(?: punktum| ledd)?"
    r" (?:kan|skal|er|må|har|får|gjelder|gjeld|regnes|reknast)\b)"
)
"""Where a list has been taken out from between its lead-in and the sentence after it."""
_SECTION = pattern(r"§ ?\d[\w-]*(?: [a-zæøå])? ?\.\s*\Z")
_HEADING = pattern(
    r"(?:§ ?\d[\w-]*(?: [a-zæøå])? ?\. )?[^.:;]{1,120}?[a-zæøå)] (?=[A-ZÆØÅ][a-zæøå]*\b)"
)
_BEFORE_HEADING: Final = 16


def is_table(text: str, span: Span) -> bool:
    """Whether a stretch is a table, an account or formulas written out: it has cells, or a quarter
    or more of its words have a capital first or a digit."""
    if text.find(_FORMULA, span.start, span.end) >= 0:
        return True
    cells = sum(1 for _ in _CELL.finditer(text, span.start, span.end))
    if cells >= _FEWEST_CELLS:
        return True
    words = text.count(" ", span.start, span.end) + 1
    return sum(1 for _ in _ENTRY.finditer(text, span.start, span.end)) >= _MOST_ENTRIES * words


def words_at_once(text: str, sentence: Span, *, over_list: bool = False) -> int:
    """How many words a reader has to hold at once: all of a sentence without the heading before it,
    but of a list the lead-in and the longest item, of items that have run together the longest;
    0 for what is a table. A stop `over_list`, where a lead-in has none, is that of the sentence
    after the list, which has run together with the lead-in."""
    if is_table(text, sentence):
        return 0
    start = sentence.start
    if _SECTION.search(text, max(0, start - _BEFORE_HEADING), start) or text[start] == "§":
        heading = _HEADING.match(text, start, sentence.end)
        start = heading.end() if heading else start
    words = text[start : sentence.end]
    parts = _TAIL.split(words) if over_list and words.endswith(".") else [words]
    return max(_in_list(item) for part in parts for item in _ITEM_ENDS.split(part))


def _in_list(words: str) -> int:
    opening = _LEAD_IN.match(words)
    if opening is None:
        return words.count(" ") + 1
    items = _COMMA.split(words[opening.end() :])
    if len(items) < _FEWEST_ITEMS:
        return words.count(" ") + 1
    longest = max(item.count(" ") + 1 for item in items)
    return words.count(" ", 0, opening.end()) + longest
