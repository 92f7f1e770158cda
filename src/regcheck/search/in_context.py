"""What models have learned of words in their context: which of the words of a sentence are such as
careful readers marked, and which words around them say so.

A word is judged by itself and its letters, by the words right beside it, by those near it, and by
what it stands under: the lead-in, the heading, the section and the title of the document. Only
words that resemble marked ones are looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from regcheck.search.linear import Feature, LinearModel, model_from_json
from regcheck.text.patterns import pattern

_HALF = pattern(r"\\u[dD][89a-fA-F]")
_STEM = 6
NEAR = 8
"""Words on each side that are near one."""
EDGE = "^"
"""What stands before the first word of a line and after the last."""
_LETTERS = (3, 4, 5)
_MOST_LETTERS = 100
"""Letters of a word that are looked at."""
DOORS = "doors"
"""What a model's `about` calls the keys of the words that it looks at."""
PARTS = 20
STRENGTHS: Final = {
    "word": 20,
    "letters": 7,
    "-1": 20,
    "+1": 20,
    "-2": 14,
    "+2": 14,
    "before": 12,
    "after": 12,
    "-1 0": 20,
    "0 +1": 20,
    "-1 +1": 14,
    "-2 -1": 14,
    "+1 +2": 14,
    "lead": 8,
    "heading": 8,
    "title": 8,
    "section": 4,
}
"""How strongly a feature of each group holds, in twentieths."""
_MOST_WEIGHT = 100_000
"""The most that a weight may be, in thousandths: no sum of them leaves a model's bits."""
Over = Mapping[str, Collection[str]]
"""By group (`lead`, `heading`, …) the stems of the words that a line stands under, each once."""


class Line(NamedTuple):
    """A sentence as models learn from it: its `words` and marks, folded, with their stems, and what
    it stands under."""

    words: Sequence[str]
    stems: Sequence[str]
    over: Over


def stem(word: str) -> str:
    """The first letters of a word, which most of its forms and compounds share."""
    return word[:_STEM]


def keys_of(word: str) -> list[str]:
    """What a word is known by: itself, how it begins and how it ends."""
    keys = [word]
    if len(word) > 5:
        keys += [f"{word[:5]}*"]
    if len(word) > 6:
        keys += [f"{word[:7]}*", f"*{word[-6:]}"]
    return keys


def opens(doors: Collection[str], word: str) -> bool:
    """Whether a model with such doors looks at a word at all."""
    return any(key in doors for key in keys_of(word))


def letters_of(word: str) -> Iterator[str]:
    """The runs of letters in a word that count."""
    whole = f"<{word[:_MOST_LETTERS]}>"
    for size in _LETTERS:
        for at in range(len(whole) - size + 1):
            yield whole[at : at + size]


def features_of(line: Line, at: int) -> list[Feature]:
    """Everything that is known of a word in its place."""
    words = [EDGE, EDGE, *line.words, EDGE, EDGE]
    two, one, word, next_one, next_two = words[at : at + 5]
    found = [("word", word), *(("letters", some) for some in letters_of(word))]
    found += [("-1", one), ("+1", next_one), ("-2", two), ("+2", next_two)]
    found += [("-1 0", f"{one} {word}"), ("0 +1", f"{word} {next_one}")]
    found += [("-1 +1", f"{one} {next_one}")]
    found += [("-2 -1", f"{two} {one}"), ("+1 +2", f"{next_one} {next_two}")]
    found += [("before", near) for near in line.stems[max(0, at - NEAR) : at]]
    found += [("after", near) for near in line.stems[at + 1 : at + 1 + NEAR]]
    found += [(group, one) for group, stems in line.over.items() for one in stems]
    return [(group, value, STRENGTHS[group] / PARTS) for group, value in found]


def word_model(text: str | bytes) -> LinearModel:
    """The model in a file. Raises ValueError for anything that is none."""
    plain = text if isinstance(text, str) else text.decode("utf-8")
    if _HALF.search(plain):
        raise ValueError("not a model of words: it has halves of characters")
    linear = model_from_json(plain)
    doors = linear.about.get(DOORS)
    if not isinstance(doors, list) or not all(isinstance(door, str) for door in doors):
        raise ValueError("not a model of words")
    weights = (weight for values in linear.weights.values() for weight in values.values())
    if any(abs(weight) > _MOST_WEIGHT for weight in (linear.bias, *weights)):
        raise ValueError("not a model of words: it has weights beyond all measure")
    return linear
