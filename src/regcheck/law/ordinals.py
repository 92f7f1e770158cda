"""Ordinal numbers as legal text writes them, in Bokmål, Nynorsk and English."""

from __future__ import annotations

_BOKMAL = (
    "første annet tredje fjerde femte sjette sjuende åttende niende tiende ellevte tolvte "
    "trettende fjortende femtende sekstende syttende attende nittende tjuende"
).split()
_NYNORSK = (
    "første andre tredje fjerde femte sjette sjuande åttande niande tiande ellevte tolvte "
    "trettande fjortande femtande sekstande syttande attande nittande tjuande"
).split()
_ENGLISH = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_WORDS = {"nb": _BOKMAL, "nn": _NYNORSK, "en": _ENGLISH}
_VARIANTS = {"andre": 2, "annen": 2, "fyrste": 1, "syvende": 7, "tyvende": 20}
_NUMBERS: dict[str, int] = {
    **{word: n for words in _WORDS.values() for n, word in enumerate(words, 1)},
    **_VARIANTS,
}

LOCALES = tuple(_WORDS)
"""The languages legal addresses are printed in."""

ORDINAL = rf"(?:{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
"""A regular expression (no group, for IGNORECASE) for one ordinal word of any of the languages."""

NUMBERED_ORDINAL = rf"(?:{ORDINAL}|\d{{1,4}}(?:\.|st\b|nd\b|rd\b|th\b))"
"""The same, or an ordinal in digits: `21.`, `21st`."""


def ordinal(number: int, locale: str, second: str = "annet") -> str:
    """The ordinal of a number from 1 up: a word up to twenty, then digits («21.», "21st").

    `second` is the Bokmål word for 2, «annet» or «andre». Raises ValueError for an unknown locale.
    """
    words = _WORDS.get(locale)
    if words is None:
        raise ValueError(f"unknown locale {locale!r}: use one of {', '.join(LOCALES)}")
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
    if plain in _NUMBERS:
        return _NUMBERS[plain]
    digits = plain.rstrip(".stndrh")
    if digits.isdecimal() and len(digits) <= 4:
        return int(digits)
    raise ValueError(f"{word!r} is no ordinal: write a word such as «tredje» or digits, «21.»")
