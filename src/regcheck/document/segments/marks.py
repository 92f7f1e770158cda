"""Where the words stand that several checks begin from, found in one pass over the text."""

from __future__ import annotations

import re
from functools import cache

from regcheck.base.text.patterns import pattern
from regcheck.document.segments.view import Segments

Marks = dict[str, list[int]]
"""Positions in the text, in order, by what they are looked up for."""

_WHOLE = {
    "condition": ("dersom", "hvis", "når", "viss", "såfremt", "so framt"),
    "duty": ("skal", "må"),
}
_OTHER = {
    "nb": (
        "ikkje", "frå", "ein", "eit", "dei", "vere", "nokon", "nokre", "berre", "korleis", "kvar",
        "vert", "eigen", "kva", "meir",
    ),
    "nn": (
        "ikke", "fra", "noen", "noe", "være", "hvordan", "hver", "egen", "hva", "mer", "hvilken",
        "hvilke",
    ),
}  # fmt: skip
_BEGINNINGS = {
    "condition": ("med mindre ",),
    "defining": ("menes", "forstås", "meiner ein", "meiner vi", "meint", "meinast"),
    "worker": ("arbeidstak",),
    "staff": ("ansatte", "tilsatte", "dei tilsette"),
    "official": ("tjenestemann", "tjenestemenn", "tenestemann", "tenestemenn", "funksjonær"),
    "undertaking": ("virksomhete", "verksemde", "verksemda"),
    "company": ("foretak", "føretak"),
    "business": ("bedrift",),
    "trader": ("næringsdrivende", "næringsdrivande"),
}


def marks(segments: Segments) -> Marks:
    """The positions of the words; `other` holds those of the other written standard."""
    return segments.remember("marks", lambda: _find(segments))


def _find(segments: Segments) -> Marks:
    found: Marks = {name: [] for name in (*_WHOLE, *_BEGINNINGS, "other")}
    other = _OTHER.get(segments.document.meta.language, ())
    lists = {word: found[name] for word, name in _names(other).items()}
    for match in _pattern(other).finditer(segments.lowered):
        lists[match[0]].append(match.start() + 1)
    return found


@cache
def _names(other: tuple[str, ...]) -> dict[str, str]:
    """What each spelling, with the space before it, is looked up for."""
    names = {f" {word}": "other" for word in other}
    for table in (_WHOLE, _BEGINNINGS):
        names |= {f" {word}": name for name, words in table.items() for word in words}
    return names


@cache
def _pattern(other: tuple[str, ...]) -> re.Pattern[str]:
    """All the words as one expression, grouped by first letter so that few are tried at a space."""
    whole = [word for words in _WHOLE.values() for word in words]
    rests: dict[str, list[str]] = {}
    for word in (*whole, *other):
        rests.setdefault(word[0], []).append(f"{word[1:]}(?=[ ,])")
    for words in _BEGINNINGS.values():
        for word in words:
            rests.setdefault(word[0], []).append(word[1:])
    return pattern(" (?:" + "|".join(f"{c}(?:{'|'.join(r)})" for c, r in rests.items()) + ")")


@cache
def own_words(standard: str) -> re.Pattern[str]:
    """Words that are telling for a written standard (nb or nn), with the space before them."""
    words = "|".join(_OTHER["nn" if standard == "nb" else "nb"])
    return pattern(rf" (?:{words})(?=[ ,])")
