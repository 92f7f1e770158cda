"""How two definitions of a term compare: by the lemmas that carry meaning, in one written
standard, and by figures and registers; figures that differ make definitions different."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cache, lru_cache

from regcheck.base.text.patterns import pattern
from regcheck.base.values import Value
from regcheck.concepts.conditions import NUMERALS
from regcheck.concepts.lemmas import in_bokmaal
from regcheck.language.forms import lemmas_of
from regcheck.language.lexicon import sections
from regcheck.law.vocabulary import (
    AN,
    MENTIONED,
    ORDINAL,
    THE,
    THE_ACT,
    THE_ENACTMENT,
    THE_REGULATION,
    word_set,
)

_WORD = pattern(r"\d+(?:[.,]\d+)?|[^\W\d_]+(?:-[^\W\d_]+)*")
_DATED = r"(?: (?:av )?\d{1,2}\. ?\w+ \d{4} nr\. ?\d+)?"
_CITATION = pattern(
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
    r"|\b(?:nr|nummer|pkt|punkt)\.? ?\d+(?:\.\d+)*(?: (?:og|eller|til) \d+\b)?"
    r"|\bvedlegg [IVX\d]+|\bkapittel \d+\w*",
    re.IGNORECASE,
)
_EDITORIAL = pattern(
    r"\*?\s*\b(?:Endret|Endra|Tilføy[de]?t?|Føyd til|Sist endret)\s+ved\s+(?:lov|forskrift|res)"
    r"[\s\S]*$"
)
_NUMERALS = {word: figure for word, figure in NUMERALS.items() if int(figure) >= 3}
_ARTICLES = word_set(f"{AN}|{THE}")
_NUMBER = pattern(r"\d")
_POINTS = pattern(
    rf"^\W*(?:(?:{AN}|{THE}|personer?|personell?|som|slik|det som|det samme som"
    r"|det same som|[\w-]+) ){0,4}?(?:som )?(?:(?:er|blir|slik det er|slik dette er) )?"
    rf"(?:{MENTIONED}|definert|definerte|omhandlet|angitt|beskrevet|fastsatt|fastsett"
    r"|oppfyller kravene|etter|i henhold til|i samsvar med|i medhald av|omfattet av)\b",
    re.IGNORECASE,
)
_REGISTER = pattern(r"\b\w*(?:registeret|registrert i \w+|registrerte? i \w+)\b", re.IGNORECASE)
_NEGATION = frozenset({"ikke", "unntatt", "unntak", "uten", "verken"})
_NUMBERLESS = frozenset({"flere"})
"""Words that only say that there may be several: «ett eller flere lag», «et lag eller lag»."""
_WIDENING = frozenset({"herunder", "også", "medregne", "inkludere", "eller", "samt"})
_MORE_SUCH = frozenset({"lignende", "liknende", "liknande", "tilsvarende", "tilsvarande", "andre"})
_LEAVES_OUT = frozenset(
    ("anses", "regnes", "omfatter", "omfattes", "reknast", "omfattar", "inkluderer", "medregnes")
)
"""Verbs that with «ikke» leave something out of a concept."""
_NARROWING = frozenset(
    {"som", "når", "dersom", "hvis", "der", "forutsatt", "bare", "unntatt", "ikke"}
)
_FIXED = {
    "flere": "flere", "fleire": "flere", "fler": "flere", "ett": "en", "eitt": "en", "én": "en",
    "éin": "en", "éi": "en", "eit": "en", "ein": "en", "ei": "en", "et": "en",
    "helge": "hellig", "helgedag": "helligdag", "liknende": "lignende", "liknande": "lignende",
}  # fmt: skip
_SAME, _ALIKE, _NEARLY, _INSIDE, _LEAST_EXTRA = 0.97, 0.8, 0.7, 0.85, 2
_LONG = 8
_SOFTLY, _IN_ORDER, _AKIN, _RETOLD, _SPELT = 0.65, 0.6, 5, 0.5, 0.6


class Agreement(StrEnum):
    """How one definition compares with another of the same term. The last three take more than the
    words: `differences` finds them."""

    SAME_WORDING = "same-wording"
    SAME_SUBSTANCE = "same-substance"
    BY_REFERENCE = "by-reference"
    NARROWER = "narrower"
    WIDER = "wider"
    DIFFERENT = "different"
    CONDITION = "other-condition"
    HOMONYM = "homonym"
    RELATIVE = "relative"

    @property
    def agrees(self) -> bool:
        """Whether a reader may take both to mean the same."""
        return self in (self.SAME_WORDING, self.SAME_SUBSTANCE, self.BY_REFERENCE)

    @property
    def matters(self) -> bool:
        """Whether two definitions of one concept do not fit together."""
        return self in (self.NARROWER, self.WIDER, self.CONDITION, self.DIFFERENT)


class Meaning(Value, frozen=True):
    """A definition prepared for comparison: words, meaning lemmas, figures, registers,
    negations, whether it only points elsewhere, and its breaks."""

    words: tuple[str, ...]
    content: frozenset[str]
    numbers: frozenset[str]
    registers: frozenset[str]
    negated: frozenset[str]
    points: bool
    parts: int = 0


class Verdict(Value, frozen=True):
    """How the second definition compares, likeness (0 to 1), and words of each alone."""

    agreement: Agreement
    likeness: float
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]


@lru_cache(maxsize=65_536)
def meaning_of(definition: str, language: str) -> Meaning:
    """A definition prepared for comparison. `language` is nb, nn or en."""
    definition = _EDITORIAL.sub("", definition)
    bare = _CITATION.sub(" ", definition)
    words = _words(bare)
    lemmas = [_lemma(word, language) for word in words if not _NUMBER.match(word)]
    content = frozenset(lemma for lemma in lemmas if len(lemma) > 1 and lemma not in empty_words())
    points = bare != definition and (
        (_POINTS.match(definition) is not None and len(content) <= 5) or len(content) <= 2
    )
    return Meaning(
        words=words,
        content=content - _NEGATION,
        numbers=frozenset(word for word in words if _NUMBER.match(word)),
        registers=frozenset(found.lower() for found in _REGISTER.findall(bare)),
        negated=frozenset(lemmas) & _NEGATION,
        points=points,
        parts=sum(bare.count(mark) for mark in ",;"),
    )


def compare(first: Meaning, second: Meaning) -> Verdict:
    """How the second definition compares; `narrower` means that it covers less."""
    shared = len(first.content & second.content)
    union = len(first.content | second.content) or 1
    likeness = shared / union
    return Verdict(
        _agreement(first, second, likeness, shared),
        round(likeness, 4),
        *_differing(first.words, second.words),
    )


def is_same_wording(first: Meaning, second: Meaning) -> bool:
    """Whether `compare` would find the same wording, at a fraction of the cost."""
    if first.words == second.words:
        return True
    if first.points or second.points or not _same_facts(first, second):
        return False
    matcher = _matcher(first, second)
    ratios = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)
    return all(ratio() >= _SAME for ratio in ratios)


def are_retold(first: Meaning, second: Meaning) -> bool:
    """Whether definitions in different written standards say the same."""
    if first.numbers != second.numbers or first.negated != second.negated:
        return False

    def spelt_like(word: str, left: Sequence[str]) -> str:
        near = ((SequenceMatcher(None, word, other).ratio(), other) for other in left)
        ratio, match = max(near, default=(0.0, ""))
        return match if ratio >= _SPELT else ""

    return _soft_likeness(first, second, spelt_like) >= _RETOLD


def _same_facts(first: Meaning, second: Meaning) -> bool:
    return (
        first.numbers == second.numbers
        and first.registers == second.registers
        and first.negated == second.negated
    )


def _matcher(first: Meaning, second: Meaning) -> SequenceMatcher[str]:
    return SequenceMatcher(None, _without_articles(first.words), _without_articles(second.words))


def _agreement(first: Meaning, second: Meaning, likeness: float, shared: int) -> Agreement:
    if first.words == second.words:
        return Agreement.SAME_WORDING
    if first.points or second.points:
        return Agreement.BY_REFERENCE
    if first.numbers != second.numbers and (first.numbers and second.numbers):
        return Agreement.DIFFERENT
    if _same_facts(first, second):
        ratio = _matcher(first, second).ratio()
        if ratio >= _SAME:
            return Agreement.SAME_WORDING
        if first.content - _NUMBERLESS == second.content - _NUMBERLESS:
            return Agreement.SAME_SUBSTANCE
        if (added := _with_alternative(first, second)) is not None:
            return added
        if likeness >= _ALIKE or (
            likeness >= _NEARLY and max(ratio, _inside(first, second)) >= _ALIKE
        ):
            return Agreement.SAME_SUBSTANCE
        least = min(len(first.content), len(second.content))
        alike = least >= _LONG and ratio >= _IN_ORDER
        if alike and _soft_likeness(first, second, _akin) >= _SOFTLY:
            return Agreement.SAME_SUBSTANCE
    return _inclusion(first, second, shared)


def _with_alternative(first: Meaning, second: Meaning) -> Agreement | None:
    """Wider or narrower where one only adds an alternative; else None."""
    less, more = sorted((first, second), key=lambda one: len(one.words))
    matcher = SequenceMatcher(None, less.words, more.words, autojunk=False)
    changes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    added = {word for _, _, _, c, d in changes for word in more.words[c:d]}
    if {kind for kind, *_ in changes} != {"insert"}:
        return None
    if not added & _WIDENING or not added - _WIDENING - _MORE_SUCH - empty_words():
        return None
    return Agreement.WIDER if more is second else Agreement.NARROWER


def _soft_likeness(
    first: Meaning, second: Meaning, match: Callable[[str, Sequence[str]], str]
) -> float:
    """The likeness when words that match one of those left count as shared."""
    shared, left = len(first.content & second.content), second.content - first.content
    for word in sorted(first.content - second.content):
        if found := match(word, sorted(left)):
            left -= {found}
            shared += 1
    return shared / ((len(first.content) + len(second.content) - shared) or 1)


def _akin(word: str, left: Sequence[str]) -> str:
    """The first word that is a compound or derivation of another, or the other way round."""
    for other in left:
        short, long = sorted((word, other), key=len)
        begins = short[: max(_AKIN, len(short) - 3)]
        if len(short) >= _AKIN and (long.endswith(short) or long.startswith(begins)):
            return other
    return ""


def _inside(first: Meaning, second: Meaning) -> float:
    """The share of the shorter content that the longer has; 0 where one word matters."""
    least = min(len(first.content), len(second.content))
    return len(first.content & second.content) / least if least >= _LONG else 0.0


def _inclusion(first: Meaning, second: Meaning, shared: int) -> Agreement:
    """Narrower or wider where one says nearly all that the other does, and more."""
    small, large = sorted((first, second), key=lambda one: len(one.content))
    extra = len(large.content) - shared
    if not small.content or shared / len(small.content) < _INSIDE or extra < _LEAST_EXTRA:
        return Agreement.DIFFERENT
    if small.numbers - large.numbers:
        return Agreement.DIFFERENT
    widens = _widens(small, large)
    return Agreement.WIDER if widens is (large is second) else Agreement.NARROWER


def _widens(small: Meaning, large: Meaning) -> bool:
    """Whether what only the larger one says widens the concept."""
    extra_words = Counter(large.words) - Counter(small.words)
    added = _differing(small.words, large.words)[1]
    first = added[0] if added else ""
    if first in _WIDENING or first in _NARROWING:
        return first in _WIDENING
    if {"ikke", "ikkje"} & extra_words.keys() and _LEAVES_OUT & extra_words.keys():
        return False
    listed = large.parts > small.parts
    if listed and large.words[: len(small.words)] == small.words:
        return True
    return any(word in _WIDENING for word in extra_words) or (
        listed and not any(word in _NARROWING for word in extra_words)
    )


def _differing(
    first: Sequence[str], second: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    ours: list[str] = []
    theirs: list[str] = []
    for kind, a, b, c, d in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if kind != "equal":
            ours += first[a:b]
            theirs += second[c:d]
    return tuple(ours), tuple(theirs)


@lru_cache(maxsize=1 << 15)
def _lemma(word: str, language: str) -> str:
    if word in _FIXED:
        return _FIXED[word]
    if word.startswith("frem"):
        word = f"fram{word[4:]}"
    found = lemmas_of(word, language) if language in ("nb", "nn") else (word,)
    lemma = found[0] if found else word
    return in_bokmaal(lemma) if language == "nn" else lemma


@cache
def empty_words() -> frozenset[str]:
    """Words that carry no meaning of their own."""
    words = sections("function-words")
    more = "være vere bli verte ha kunne skulle ville måtte som å i denne dette lov forskrift annen"
    more += " henhold samsvar medhold medhald fastsette fastsetje"
    return (
        frozenset(words.get("nb", frozenset()) | words.get("nn", frozenset()) | set(more.split()))
        - _NEGATION
    )


def wording_of(definition: str) -> tuple[str, ...]:
    """A definition's words in lower case, without articles and citations."""
    return _without_articles(_words(_CITATION.sub(" ", _EDITORIAL.sub("", definition))))


def _words(definition: str) -> tuple[str, ...]:
    return tuple(_NUMERALS.get(word, word) for word in _WORD.findall(definition.lower()))


def _without_articles(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in _ARTICLES)
