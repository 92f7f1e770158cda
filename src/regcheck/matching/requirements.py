"""What every match of a phrase must hold, and which of it is rarest in law.

The prefilter looks for the rarest words; the others must be there too before a phrase is tried.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate

from regcheck.matching.phrase import Forms
from regcheck.packs.phrase_syntax import Choice, Gap, Mark, Sequence, Space, Word

_SELDOM_INSIDE = 8
"""Letters from which on a word is not looked for inside others when its frequency is guessed."""


@dataclass(frozen=True, slots=True)
class Required:
    """Lower-case strings one of which is in every match; `whole` when it stands there as a word
    of its own."""

    words: frozenset[str] = frozenset()
    whole: bool = False


def required_words(sequence: Sequence, forms: Forms) -> Required:
    """The best word that every match of the phrase must hold, in all its forms; no words when
    there is none (every atom optional)."""
    best = Required()
    for found in requirements(sequence, forms):
        if not best.words or _cost(found) < _cost(best):
            best = found
    return best


def requirements(sequence: Sequence, forms: Forms) -> Iterator[Required]:
    """All that every match of the phrase must hold, atom by atom."""
    for place, atom in enumerate(sequence):
        words: frozenset[str] = frozenset()
        whole = not _is_glued(sequence, place)
        if isinstance(atom, Word):
            words = forms(atom.text) if atom.lemma else frozenset({atom.text})
        elif isinstance(atom, Choice) and not atom.optional:
            inner = [required_words(branch, forms) for branch in atom.branches]
            if all(one.words for one in inner):
                words = frozenset().union(*(one.words for one in inner))
                whole = whole and all(one.whole for one in inner)
        if words:
            yield Required(frozenset(word.lower() for word in words), whole)


def _is_glued(sequence: Sequence, place: int) -> bool:
    """Whether the atom may be only part of a word, because something joins it without a space."""
    around = sequence[max(place - 1, 0) : place] + sequence[place + 1 : place + 2]
    return any(not isinstance(atom, Space | Mark | Gap) for atom in around)


def _cost(required: Required) -> float:
    """How often the words occur in law, per million words: the fewer, the better an anchor."""
    return sum(occurrences(word, whole=required.whole) for word in required.words)


@cache
def _frequencies() -> dict[str, int]:
    lines = (files("regcheck.matching") / "frequency.txt").read_text("utf-8").splitlines()
    return {word: int(count) for word, count in (line.split() for line in lines)}


@cache
def occurrences(word: str, *, whole: bool) -> float:
    """How often a string occurs in Norwegian law per million words, as a word or within words; a
    little more than nothing for what is not among the commonest, less for longer strings."""
    table = _frequencies()
    rare = 6 / (1 + len(word))
    if whole and " " not in word:
        return table.get(word, 0) + 0.2 * _within(word) + rare
    if " " in word:
        return min(occurrences(part, whole=True) for part in word.split(" ") if part) / 4 + rare
    return _within(word) + rare


@cache
def _within(word: str) -> int:
    if len(word) > _SELDOM_INSIDE:
        return _frequencies().get(word, 0)
    text, starts, counts = _listed()
    total, at = 0, text.find(word)
    while at >= 0:
        place = bisect_right(starts, at) - 1
        total += counts[place]
        at = text.find(word, starts[place + 1]) if place + 1 < len(starts) else -1
    return total


@cache
def _listed() -> tuple[str, list[int], list[int]]:
    """The frequent words one after the other, where each begins, and how often it occurs."""
    words = _frequencies()
    ends = accumulate(len(word) + 1 for word in words)
    return "\n".join(words), [0, *ends][:-1], list(words.values())
