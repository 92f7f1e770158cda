"""The words of a definition as they are compared, and its wording: all a text alone needs to be
seen to define one concept twice."""

from __future__ import annotations

import re

from regcheck.law.vocabulary import (
    AN,
    ORDINAL,
    THE,
    THE_ACT,
    THE_ENACTMENT,
    THE_REGULATION,
    word_set,
)

_WORD = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_]+(?:-[^\W\d_]+)*")
_DATED = r"(?: (?:av )?\d{1,2}\. ?\w+ \d{4} nr\. ?\d+)?"
_CITATION = re.compile(
    r"(?:lov|forskrift)(?: av)? \d{1,2}\. ?\w+ \d{4}(?: nr\.? ?\d+)?(?: om [^.;:§()]{1,140}?)?"
    r"(?= ?(?:\([^()]{1,60}\))? ?[§,.;:)(]|\s*$)"
    rf"|\((?:(?:lov|forskrift) om [^()]{{1,140}}|[\w -]{{0,40}}(?:{THE_ENACTMENT}))\)|"
    r"(?:\(EU\)|\(EF\)|\(EØF\))? ?(?:nr\. ?)?\d{2,4}/\d{2,4}(?:/E[FØU]+)?"
    rf"|(?:lov|forskrift)(?: om [\w ]{{1,60}}?)?{_DATED}(?: om [\w ]{{1,40}})?(?= §)"
    rf"|\b[\w-]+(?:{THE_ACT}|lovens|{THE_REGULATION}|forordningen|direktivet|konvensjon(?:en)?"
    r"|reglementet|instruksen|koden)\b"
    r"|\bjfr?\.?(?= )|§§? ?[\d-]+(?: ?[a-z]\b)?|\bartikkel \d+\w*"
    rf"|\b(?:{ORDINAL}) (?:ledd|punktum)"
    r"|\bbokstav(?:ene)? [a-z](?: (?:og|eller|til) [a-z])?\b"
    r"|\b(?:nr|pkt|punkt)\.? ?\d+(?:\.\d+)*(?: (?:og|eller|til) \d+\b)?"
    r"|\bvedlegg [IVX\d]+|\bkapittel \d+\w*",
    re.IGNORECASE,
)
_EDITORIAL = re.compile(
    r"\*?\s*\b(?:Endret|Endra|Tilføy[de]?t?|Føyd til|Sist endret)\s+ved\s+(?:lov|forskrift|res)"
    r"[\s\S]*$"
)
_NUMERALS = {
    word: str(number)
    for number, words in enumerate(
        ("tre", "fire", "fem", "seks", "sju syv", "åtte", "ni", "ti", "elleve", "tolv"), 3
    )
    for word in words.split()
}
_ARTICLES = word_set(f"{AN}|{THE}")


def without_citations(definition: str) -> str:
    """A definition with a space for each citation of other law."""
    return _CITATION.sub(" ", definition)


def without_notes(definition: str) -> str:
    """A definition without what an editor has noted on its changes."""
    return _EDITORIAL.sub("", definition)


def words_of(definition: str) -> tuple[str, ...]:
    """The words in order and in lower case, numbers that are spelt out as figures."""
    return tuple(_NUMERALS.get(word, word) for word in _WORD.findall(definition.lower()))


def without_articles(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words without articles."""
    return tuple(word for word in words if word not in _ARTICLES)


def wording_of(definition: str) -> tuple[str, ...]:
    """A definition's words in lower case, without articles and citations: much sooner told than
    what it means."""
    return without_articles(words_of(without_citations(without_notes(definition))))
