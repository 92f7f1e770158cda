"""Ordinal words and the ranges that legal numbering runs through, as instructions write them."""

from __future__ import annotations

from collections.abc import Iterator

LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"
"""The letters of items, in their order."""

ORDINALS: dict[str, int] = {
    "første": 1, "fyrste": 1, "annet": 2, "andre": 2, "annen": 2, "anna": 2, "tredje": 3,
    "fjerde": 4, "femte": 5, "sjette": 6, "syvende": 7, "sjuende": 7, "sjuande": 7, "åttende": 8,
    "åttande": 8, "niende": 9, "niande": 9, "tiende": 10, "tiande": 10, "ellevte": 11,
    "tolvte": 12, "trettende": 13, "trettande": 13, "fjortende": 14, "fjortande": 14,
    "femtende": 15, "femtande": 15, "sekstende": 16, "sekstande": 16, "syttende": 17,
    "syttande": 17, "attende": 18, "attande": 18, "nittende": 19, "nittande": 19, "tyvende": 20,
    "tjuende": 20, "tjuande": 20,
}  # fmt: skip
"""Ordinal words of Bokmål and Nynorsk, in lower case, old and new forms alike."""

_LONGEST = 60
_DIGITS = 6


def expand_range(first: str, last: str) -> Iterator[str]:
    """The labels strictly between two that a text joins with «til»: 3 and 6 → 4, 5; 14-1 and 14-3
    → 14-2; a and d → b, c. Nothing where the two do not belong to one row."""
    if first.isdecimal() and last.isdecimal():
        if len(first) < _DIGITS and len(last) < _DIGITS:
            low, high = int(first), int(last)
            if high - low <= _LONGEST:
                yield from (str(number) for number in range(low + 1, high))
        return
    stem, mine = _parted(first)
    other, theirs = _parted(last)
    if not mine or not theirs or stem != other:
        return
    if mine.isdecimal() and theirs.isdecimal():
        yield from (stem + label for label in expand_range(mine, theirs))
        return
    small = mine.islower()
    low, high = LETTERS.find(mine.lower()), LETTERS.find(theirs.lower())
    if low >= 0 and high >= 0 and small == theirs.islower():
        for letter in LETTERS[low + 1 : high]:
            yield stem + (letter if small else letter.upper())


def _parted(label: str) -> tuple[str, str]:
    """A label without the number or letter that it ends in, and that; nothing where it ends in
    neither."""
    stem = label.rstrip("0123456789")
    if stem == label and label[-1:].lower() in LETTERS:
        stem = label[:-1]
    return stem, label[len(stem) :]
