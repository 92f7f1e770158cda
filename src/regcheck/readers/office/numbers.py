"""Automatic numbers of office files: how counts are written."""

from __future__ import annotations

from dataclasses import dataclass

_ROMANS = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class AutoNumber:
    """The number of a paragraph as shown, the gap after it included; `level` from 0; `bullet` for
    marks that count nothing."""

    text: str
    level: int
    bullet: bool


def mark(pattern: str) -> str:
    """A bullet as plain text: dashes stay, other signs (often of a font of signs) are dots."""
    sign = pattern.strip()
    return "–" if sign in ("-", "–", "—", "−", "\uf02d") else "•"


def formatted(count: int, form: str) -> str:
    """A count in a format as Word names it (`decimal`, `lowerLetter` …); empty for none."""
    if form in ("none", "bullet"):
        return ""
    if form in ("lowerLetter", "upperLetter"):
        letter = _letters(count)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        roman = _roman(count)
        return roman.upper() if form == "upperRoman" else roman
    if form == "decimalZero":
        return f"{count:02d}"
    return f"{count}." if form == "ordinal" else str(count)


def _letters(count: int) -> str:
    """a … z, then aa, bb …"""
    if count < 1:
        return ""
    return chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 20)


def _roman(count: int) -> str:
    if not 0 < count < 5000:
        return str(count)
    parts = []
    for size, sign in _ROMANS:
        parts.append(sign * (count // size))
        count %= size
    return "".join(parts)
