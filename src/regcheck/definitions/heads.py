"""How a paragraph or list item begins that gives a term its meaning, as expressions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from regcheck.search.kept import compiled

WORD: Final = r"[^\s,.:;()«»\"“”]+"
_ARTICLE = r"(?:(?:En|Et|Ein|Eit|Ei|en|et|ein|eit|ei) )?"


@cache
def heads() -> Mapping[str, re.Pattern[str]]:
    """How a paragraph or item that defines a term begins, where its place says that it does."""
    several = r"(?:, [^.:;,«»]{2,40}?(?: og | eller )[^.:;,«»]{2,40}?)?"
    degree = r"(?i:(?:ph\.d\.|dr\.philos\.)(?=[ -]))?"
    words = rf"(?=[^\W\d_]){degree}[^.:;,«»\"“”]{{2,70}}?{several}"
    term = rf"{_ARTICLE}(?P<term>[A-ZÆØÅ](?= ?[:;])|{words})"

    return {
        "colon": compiled(
            r"(?:(?:Den|Det|De|Dei) )?" + term + r"(?: ?\([^()]{1,60}\))? ?[:;] ?(?=\S)"
        ),
        "dash": compiled(term + r"(?: ?\([^()]{1,60}\))? ?[–—] (?=\w)"),
        "spaced comma": compiled(term + r" , (?=\w)"),
        "comma": compiled(
            r"(?P<term>(?![^,]* (?:kan|skal|er|må) )[^\W\d_][^.:;,«»\"“”]{1,40}?"
            r"(?:, [^.:;,«»]{2,40}? og [^.:;,«»]{2,40}?)?)"
            r"(?: ?\([^()]{1,40}\))?, (?=[^\W\d_][^.;:]{3,})"
        ),
        "means": compiled(term + r" (?:betyr|tyder|betyder|defineres som|er definert som)\b"),
        "says": compiled(
            term + r" (?:innebærer|inneber|viser til|vil si|vil seie|tilsvarer|tilsvarar|betegner"
            r"|(?:blir|vert) (?:forstått|rekna) som|forstås som|er når)\b(?! (?:ikke|ikkje)\b)"
        ),
        "is": compiled(
            rf"{_ARTICLE}(?P<term>(?:(?!i denne |i dette ){WORD} ){{0,5}}?(?!og |som ){WORD}) "
            r"(?:er|omfatter|omfattar) "
            r"(?:(?:en|et|ein|eit|ei|den|det|dei|de|alle?|enhver|ethvert|kvar|kvart|summen)\b"
            r"|\w+(?:er|ar|ing|sjon|else)\b)"
        ),
        "is plainly": compiled(
            rf"{_ARTICLE}(?P<term>(?:{WORD} ){{0,3}}?{WORD}) er (?!(?:ikke|ikkje|også|òg|alltid"
            r"|ofte|normalt|som|i|på|til|under|for|av|ved|med|gitt|gjort|gjord|blitt|vorte|omfattet|omfatta|bare|berre|kun|her|der"
            r"|så|å|nå|no|uansett|utrykkelig|uttrykkelig|uttrykkjeleg|lagt)\b)(?!(?!\w*enhet\b)\w+(?:t|a|te|de|en|ig|leg|lege|lige|isk|ande|ende|bar)"
            r"(?:[,.]|$| (?:i|på|av|til|ved|etter|for|frå|fra|med|om|som|at|dersom|hvis|når|å|under"
            r"|og|eller|gjennom|innan|innen|slik|mot|der)\b))[a-zæøå]"
        ),
        "capital": compiled(
            r"(?P<term>[A-ZÆØÅ][^\W\d_A-ZÆØÅ]{2,}(?:[ -][^\W\d_A-ZÆØÅ]{2,}){0,2}) "
            r"(?=[A-ZÆØÅ][a-zæøå]+(?:/[a-zæøå]+)?,? [a-zæøå]|«[A-ZÆØÅ])"
            r"(?!(?:\S+ ){1,8}(?:skal|må|kan)\b)"
        ),
    }
