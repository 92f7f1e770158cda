"""Words that stand once and differ by a letter from one that the document uses."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.document.segments.outline import is_law
from regcheck.document.segments.view import Segments
from regcheck.language.forms import is_word
from regcheck.matching.checks.hits import CheckHit

_LONG = pattern(r"(?<![\w-])[a-zæøåé]{9,}(?![\w-])")
_CHEMICAL = pattern(r"yl|oks|fluor|klor|azol|amin|benz|fosf|sulf")
_VARIANTS = (
    (pattern(r"mning|[mn]ing"), "ing"),
    (pattern(r"(?<=[gk])j(?=[ae])|(?<=om)m(?=[ae])|(?<=gist)e(?=r)|e(?=leg)"), ""),
    (pattern(r"g(?=e(?:r|nde|lse))"), "k"),
    (pattern("æ"), "e"),
    (pattern("aa"), "å"),
    (pattern("(?<=n)d"), "n"),
    (pattern("(?<=l)d"), "l"),
)
"""Spellings that are both right, or were when the text was written."""
_JOINT = pattern("[se]$")
_SAME = 3
"""Letters at both ends that a slip leaves alone: a difference there is inflection or prefix."""


def near_spelling(segments: Segments, options: Mapping[str, str]) -> Iterator[CheckHit]:
    """Words used once that no word list has, one letter off a word used at least twice, which
    stands for `{suggestion}`."""
    if segments.document.meta.kind.is_amending:
        return
    language = "nn" if segments.document.meta.language == "nn" else "nb"
    places: dict[str, int] = {}
    counts: Counter[str] = Counter()
    for match in _LONG.finditer(segments.text):
        counts[match[0]] += 1
        places[match[0]] = match.start()
    alike: dict[tuple[str, str], list[str]] = defaultdict(list)
    for word in counts:
        alike[word[:_SAME], word[-_SAME:]].append(word)
    for group in alike.values():
        common = [word for word in group if counts[word] > 1]
        for word in group if common else ():
            if counts[word] == 1 and (meant := _meant(word, common, language)):
                leaf = segments.leaf_at(places[word])
                if leaf >= 0 and is_law(segments.leaves[leaf]):
                    span = Span(places[word], places[word] + len(word))
                    yield CheckHit(leaf, span, words=meant)


def _meant(word: str, common: list[str], language: str) -> str:
    near = next((one for one in common if _is_one_off(word, one)), "")
    if not near or _CHEMICAL.search(word) or _even(word) == _even(near):
        return ""
    shorter, longer = sorted((word, near), key=len)
    at = next(at for at in range(len(longer)) if shorter[at : at + 1] != longer[at])
    joins = len(shorter) < len(longer) and longer[at] == "s"
    known = is_word(word, language) or (not joins and _is_compound(word, language))
    return "" if known else near


def _is_compound(word: str, language: str) -> bool:
    """Whether two known words make it up, with or without `s` or `e` to join them, or a verb with
    an ending."""
    return is_word(word.removesuffix("n").removesuffix("lse"), language) or any(
        is_word(word[cut:], language)
        and (is_word(word[:cut], language) or is_word(_JOINT.sub("", word[:cut]), language))
        for cut in range(_SAME, len(word) - _SAME)
    )


def _even(word: str) -> str:
    """The word without what both standards, or the spelling before them, leave open."""
    for variant, plain in _VARIANTS:
        word = variant.sub(plain, word)
    return word


def _is_one_off(word: str, other: str) -> bool:
    """Whether one letter is missing, added or another, or two have changed places."""
    if abs(len(word) - len(other)) > 1:
        return False
    at = next((at for at, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), -1)
    rest, others = word[at:], other[at:]
    return at >= 0 and (
        rest[1:] == others[1:]
        or rest[1:] == others
        or rest == others[1:]
        or (rest[2:] == others[2:] and rest[:2] == others[1::-1])
    )
