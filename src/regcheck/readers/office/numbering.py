"""Automatic numbers of lists in office files: how they count and how they are written."""

from __future__ import annotations

from collections.abc import Mapping

from regcheck.base.values import Value
from regcheck.readers.grammar import roman

_LONGEST_NUMBER = 60


class AutoNumber(Value, frozen=True):
    """The number of a paragraph as shown, with the gap after it; `bullet` counts nothing."""

    text: str
    level: int
    bullet: bool


class ListLevel(Value, frozen=True):
    """One level of a list, its `form` as Word names it. The odd ones of `parts` are levels whose
    counts are shown. `restart` is the level (from 1) whose counting makes this one begin anew, 0
    for never, -1 for every level above. `legal` shows all numbers as figures."""

    start: int = 1
    form: str = "decimal"
    parts: tuple[str, ...] = ("",)
    restart: int = -1
    legal: bool = False
    style: str = ""


def next_number(
    levels: Mapping[int, ListLevel], counts: dict[int, int], at: int, start: int | None = None
) -> AutoNumber | None:
    """Count the next paragraph at a level, from 0, which may say where to `start`, and give its
    number; None when the level shows nothing."""
    level = levels.get(at, ListLevel())
    counts[at] = counts.get(at, level.start - 1) + 1 if start is None else start
    for higher in range(at):
        counts.setdefault(higher, levels.get(higher, ListLevel()).start)
    for deeper in [one for one in counts if one > at]:
        restart = levels.get(deeper, ListLevel()).restart
        if restart < 0 or at < restart:
            del counts[deeper]
    if level.form == "bullet":
        return bullet(level.parts[0], at)
    shown = list(level.parts)
    for index in range(1, len(shown), 2):
        place = int(shown[index]) - 1
        form = levels.get(place, ListLevel()).form
        if level.legal and form not in ("none", "bullet"):
            form = "decimal"
        shown[index] = formatted(counts[place], form) if 0 <= place <= at else ""
    return auto_number("".join(shown)[:_LONGEST_NUMBER], at)


def auto_number(label: str, level: int) -> AutoNumber | None:
    """The number that a list shows as `label`; signs alone are a bullet, and nothing is None."""
    if not label.strip():
        return None
    if any(char.isalnum() or char == "§" for char in label):
        return AutoNumber(f"{label.rstrip()} ", level, False)
    return bullet(label, level)


def bullet(sign: str, level: int) -> AutoNumber:
    """A bullet as plain text: dashes stay, other signs (often of a font of signs) are dots."""
    dash = sign.strip() in ("-", "–", "—", "−", "\uf02d")
    return AutoNumber("–" if dash else "•", level, True)


def formatted(count: int, form: str) -> str:
    """A count in a format as Word names it (`decimal`, `lowerLetter` …); empty for none."""
    if form in ("none", "bullet"):
        return ""
    if form in ("lowerLetter", "upperLetter"):  # a … z, then aa, bb …
        times = min((count - 1) // 26 + 1, 20)
        letter = chr(ord("a") + (count - 1) % 26) * times if count > 0 else ""
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        shown = roman(count) if 0 < count < 5000 else str(count)
        return shown.upper() if form == "upperRoman" else shown
    if form == "decimalZero":
        return f"{count:02d}"
    return f"{count}." if form == "ordinal" else str(count)
