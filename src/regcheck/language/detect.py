"""Which language a text is in: Bokmål, Nynorsk, English, or something else.

Bokmål and Nynorsk are told apart by a table of telling words and endings (see
`data-recipes/build_detector.py`); English and Danish by a few dozen words of their own. Whether a
whole text is Danish, Swedish or English is another question, which has to be answered without ever
taking Norwegian for one of these: `other_language` counts small words.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from regcheck.base.text.patterns import pattern
from regcheck.base.values import Value
from regcheck.language.lexicon import data_file, sections

_WORD = pattern(r"[a-zæøåéèêòóôü]+")
_LETTERS = pattern(r"[^\W\d_]+")
_SAMPLE_LEN = 1_500
_TELLING = 2.0
"""Weight from which one word is strong evidence for a standard."""
_CLEAR_MARGIN = 6.0
"""Margin from which the text overrides the language it claims."""
_OTHERS = {"da": 0.03, "sv": 0.08, "en": 0.12}
"""The languages that a whole text may be in, with the share of their small words from which it
is."""
_FEWEST_SMALL_WORDS = 4
_SEVERAL_WORDS = 3
_TIMES_NORWEGIAN = 4
_MODERN_SHARE = 0.01


class Guess(Value, frozen=True):
    """`language` is `nb`, `nn`, `en`, or empty for another language or too little to go by.

    `margin` is the distance to the runner-up in natural log-odds, 0 when nothing tells.
    """

    language: str
    margin: float


def detect(text: str) -> Guess:
    """The language of a text of any length; of a long one, samples are read."""
    if len(text) > 3 * _SAMPLE_LEN:
        middle = len(text) // 2
        text = f"{text[:_SAMPLE_LEN]} {text[middle : middle + _SAMPLE_LEN]} {text[-_SAMPLE_LEN:]}"
    found = _WORD.findall(text.lower())
    table = _table()
    hits = [hit for hit in map(table.get, found) if hit]
    weights = [hit for hit in hits if isinstance(hit, float)]
    difference = sum(weights)
    if len(weights) < len(hits):
        strongest = max(difference, -difference, *weights, 0.0)
        other = _foreign(Counter(hits), len(found), strongest)
        if other is not None:
            return other
    if not difference:
        endings = ["-" + word[-4:] for word in found if len(word) > 6]
        known = [hit for hit in map(table.get, endings) if isinstance(hit, float)]
        difference = sum(known) / 2
    if not difference:
        return Guess("", 0.0)
    return Guess("nn" if difference > 0 else "nb", round(abs(difference), 1))


@cache
def telling_words(language: str) -> frozenset[str]:
    """The lower-case words that are strong evidence against a text being in `nb` or `nn`; none for
    other languages."""
    sign = {"nb": 1, "nn": -1}.get(language)
    return frozenset(
        word
        for word, hit in _table().items()
        if sign and (isinstance(hit, str) or sign * hit >= _TELLING)
    )


def document_language(text: str, claimed: str) -> str:
    """The language of a document that claims to be in `claimed` (an IETF tag, or empty).

    `nb`, `nn` and `en` are believed unless the text clearly is in another of the three; for `no`
    and anything else the text decides, with Bokmål as the default for `no`.
    """
    tag = re.split(r"[-_]", claimed.strip().lower(), maxsplit=1)[0]
    known = {"nob": "nb", "nno": "nn", "eng": "en"}.get(
        tag, tag if tag in ("nb", "nn", "en") else ""
    )
    guess = detect(text)
    if known:
        return guess.language if guess.language and guess.margin >= _CLEAR_MARGIN else known
    return guess.language or ("nb" if tag in {"no", "nor"} else "")


def may_be_other(words: frozenset[str]) -> bool:
    """Whether a text with just these words can be in a language that `other_language` knows: it has
    several small words of one. A cheap test to come first."""
    small = sections("other-languages")
    return any(len(words.intersection(small[language])) >= _SEVERAL_WORDS for language in _OTHERS)


def other_language(text: str) -> str:
    """`da`, `sv` or `en` for a text that is in that language as a whole, empty for Norwegian and
    where little tells. Older Norwegian law, which writes much like Danish, is Norwegian."""
    counts = Counter(_LETTERS.findall(text.lower()))
    total = counts.total()
    words = sections("other-languages")
    for language, least in _OTHERS.items():
        own = sum(counts[word] for word in words[language])
        norwegian = sum(counts[word] for word in words[f"{language}-norwegian"])
        strange = own >= max(_FEWEST_SMALL_WORDS, least * total, _TIMES_NORWEGIAN * norwegian)
        # Norwegian law from before 1917 writes aa, Danish of our time does not.
        modern = sum(number for word, number in counts.items() if "å" in word)
        if strange and (language != "da" or modern >= _MODERN_SHARE * total):
            return language
    return ""


def _foreign(hits: Counter[float | str], number: int, norwegian: float) -> Guess | None:
    """The guess that a text is not Norwegian, if its share of telling words says so."""
    english = 2.0 * hits["en"] + 3.0 * hits["EN"]
    other = 5.0 * hits["other"]
    best = max(english, other)
    if best < 4.0 or best < norwegian or best < 0.12 * number:
        return None
    margin = round(best - max(norwegian, min(english, other)), 1)
    return Guess("en" if english >= other else "", max(margin, 0.0))


@cache
def _table() -> dict[str, float | str]:
    """Weights of Bokmål (< 0) and Nynorsk (> 0) words; for words of other languages, its code."""
    foreign = sections("foreign")
    table: dict[str, float | str] = dict.fromkeys(foreign["other"], "other")
    table |= dict.fromkeys(foreign["en"], "en")
    table |= dict.fromkeys(foreign["en-strong"], "EN")
    lines = (line.split(" ") for line in data_file("standards.txt").decode("utf-8").splitlines())
    return table | {word: int(tenths) / 10 for word, tenths in lines}
