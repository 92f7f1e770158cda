"""Ordinals in Bokmål, Nynorsk and English, and the labels between the ends of a range."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from regcheck.base.texts.catalogue import Texts
from regcheck.base.texts.locales import LOCALES
from regcheck.law.vocabulary import ORDINALS

LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"
"""The letters of items, in their order."""
_LONGEST = 60
_DIGITS = 6


def ordinal(number: int, locale: str, second: str = "annet") -> str:
    """The ordinal of a number: a word up to twenty, then digits. `second` is «annet» or «andre».
    Raises ValueError for an unknown locale."""
    if locale not in LOCALES:
        raise ValueError(f"unknown locale {locale!r}: use one of {', '.join(LOCALES)}")
    words = _ordinals(locale)
    if number == 2 and locale == "nb":
        return second
    if 1 <= number <= len(words):
        return words[number - 1]
    if locale != "en":
        return f"{number}."
    teens = 10 <= number % 100 <= 20
    ending = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def number_of(word: str) -> int:
    """The number an ordinal of any of the languages stands for; raises ValueError for others."""
    plain = word.strip().lower()
    if number := _numbers().get(plain):
        return number
    digits = plain.rstrip(".stndrh")
    if digits.isdecimal() and len(digits) <= 4:
        return int(digits)
    raise ValueError(f"{word!r} is no ordinal: write a word such as «tredje» or digits, «21.»")


@cache
def any_ordinal() -> str:
    """An expression for one ordinal of any language: «tredje», «21.», "21st"."""
    words = "|".join(sorted(_numbers(), key=len, reverse=True))
    return rf"(?:(?:{words})|\d{{1,4}}(?:\.|st\b|nd\b|rd\b|th\b))"


@cache
def _ordinals(locale: str) -> list[str]:
    return Texts("address", locale).ordinals.split()


@cache
def _numbers() -> Mapping[str, int]:
    return {**ORDINALS, **{word: number for number, word in enumerate(_ordinals("en"), 1)}}


def expand_range(first: str, last: str) -> Iterator[str]:
    """The labels strictly between two: 3 and 6 → 4, 5; a and d → b, c; maybe none."""
    (stem, mine), (other, theirs) = _parted(first), _parted(last)
    if not mine or not theirs or stem != other:
        return
    if mine.isdecimal() and theirs.isdecimal():
        if len(mine) < _DIGITS and len(theirs) < _DIGITS and int(theirs) - int(mine) <= _LONGEST:
            yield from (f"{stem}{number}" for number in range(int(mine) + 1, int(theirs)))
        return
    letters = LETTERS if mine.islower() else LETTERS.upper()
    low, high = letters.find(mine), letters.find(theirs)
    if low >= 0 and high >= 0:
        yield from (stem + letter for letter in letters[low + 1 : high])


def _parted(label: str) -> tuple[str, str]:
    """A label without the number or letter it ends in, and that; nothing without one."""
    stem = label.rstrip("0123456789")
    if stem == label and label[-1:].lower() in LETTERS:
        stem = label[:-1]
    return stem, label[len(stem) :]
