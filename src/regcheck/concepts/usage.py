"""How much law uses the words of a concept, from packed words of each text."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from regcheck.base.text.patterns import pattern
from regcheck.concepts.lemmas import concept_of

_WORD = pattern(r"[a-zæøå]{3,40}(?:-[a-zæøå]{2,40})?")
_BEGINS = 3
_MOST_BYTES = 4_000_000


@dataclass(frozen=True, slots=True)
class Usage:
    """In how many texts a concept's words occur, and how often the rarest of them does."""

    documents: int = 0
    times: int = 0


def packed(text: str) -> bytes:
    """The words of a text with their numbers, to be kept in an index."""
    counted = Counter(_WORD.findall(text.lower()))
    lines = "\n".join(f"{word} {number}" for word, number in sorted(counted.items()))
    return zlib.compress(lines.encode(), 6)


def usage_of(concepts: Iterable[str], texts: Iterable[tuple[str, bytes]]) -> Mapping[str, Usage]:
    """How the texts, by id and packed words, use each concept."""
    wanted = {concept: _parts(concept) for concept in concepts}
    parts = {part for some in wanted.values() for part in some}
    begins = {part[:_BEGINS] for part in parts}
    known: dict[str, str] = {}
    documents: Counter[str] = Counter()
    times: Counter[str] = Counter()
    for _, words in texts:
        here: Counter[str] = Counter()
        for line in _unpacked(words):
            word, _, number = line.partition(" ")
            if word[:_BEGINS] in begins:
                if word not in known:
                    known[word] = _part(word, parts)
                here[known[word]] += int(number)
        for concept, some in wanted.items():
            least = min((here[part] for part in some), default=0)
            if least:
                documents[concept] += 1
                times[concept] += least
    return {concept: Usage(documents[concept], times[concept]) for concept in wanted}


def _unpacked(words: bytes) -> list[str]:
    """The lines that were packed; none of what is damaged or too large."""
    try:
        return zlib.decompressobj().decompress(words, _MOST_BYTES).decode().splitlines()
    except (zlib.error, UnicodeDecodeError):
        return []


def _parts(concept: str) -> tuple[str, ...]:
    words = _WORD.findall(concept)
    return tuple(word for word in words if len(word) > _BEGINS) or tuple(words)


def _part(word: str, parts: set[str]) -> str:
    """The part that a word is a form of, in either written standard; empty where it is of none."""
    forms = (word, word.removesuffix("e"), *(concept_of(word, lang) for lang in ("nb", "nn")))
    return next((form for form in forms if form in parts), "")
