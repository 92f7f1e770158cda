"""Ordinal numbers and months as legal text writes them, in Bokmål, Nynorsk and English."""

from __future__ import annotations

from regcheck.law.numbering import ORDINALS
from regcheck.texts.locales import LOCALES

_WORDS = {
    "nb": (
        "første", "annet", "tredje", "fjerde", "femte", "sjette", "sjuende", "åttende",
        "niende", "tiende", "ellevte", "tolvte", "trettende", "fjortende", "femtende",
        "sekstende", "syttende", "attende", "nittende", "tjuende",
    ),
    "nn": (
        "første", "andre", "tredje", "fjerde", "femte", "sjette", "sjuande", "åttande",
        "niande", "tiande", "ellevte", "tolvte", "trettande", "fjortande", "femtande",
        "sekstande", "syttande", "attande", "nittande", "tjuande",
    ),
    "en": (
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth",
        "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth",
        "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
    ),
}  # fmt: skip
_NUMBERS: dict[str, int] = {
    **ORDINALS,
    **{word: number for number, word in enumerate(_WORDS["en"], 1)},
}

MONTHS = (
    "januar", "februar", "mars", "april", "mai", "juni",
    "juli", "august", "september", "oktober", "november", "desember",
)  # fmt: skip
"""The months in Norwegian, as citations write them."""

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
