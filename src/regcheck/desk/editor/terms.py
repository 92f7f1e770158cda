"""What a term means that whoever writes points at: as the text defines it, and who else does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from regcheck.base.errors import UsageError
from regcheck.base.text.patterns import pattern
from regcheck.base.text.printable import printable
from regcheck.base.texts.catalogue import Texts
from regcheck.concepts.definitions import Definition
from regcheck.concepts.index import open_index
from regcheck.concepts.notes import place_of
from regcheck.concepts.told import definers

_AROUND, _ENDING, _LEAST = 100, 2, 4
_SPECIAL = pattern(r"([\\`*_{}\[\]<>#|~!&])")


def term_at(text: str, at: int, terms: Sequence[Definition]) -> tuple[Definition, int, int] | None:
    """The longest term at a code point with its beginning and end, or None."""
    start = max(0, at - _AROUND)
    around = text[start : at + _AROUND].lower()
    found = None
    for one in terms:
        for match in _written(one).finditer(around):
            begin, end = start + match.start(), start + match.end()
            if begin <= at <= end and (found is None or end - begin > found[2] - found[1]):
                found = (one, begin, end)
    return found


def _written(one: Definition) -> re.Pattern[str]:
    """The term in any of its forms."""
    stems = (word[: max(_LEAST, len(word) - _ENDING)] for word in one.lemma.split())
    return re.compile(r"\b" + r"\w*\s+".join(map(re.escape, stems)) + r"\w{0,5}\b")


def meaning(one: Definition, index: str, words: Texts) -> str:
    """What a term means, in Markdown; `index` is the path of one or empty."""
    means = words.term.format(
        term=as_markdown(one.lemma),
        place=as_markdown(one.address),
        definition=as_markdown(one.definition),
    )
    places = [as_markdown(place_of(other, words.locale)) for other in _elsewhere(one, index)]
    return (
        f"{means}\n\n{words.term_elsewhere.format(places='; '.join(places))}" if places else means
    )


def _elsewhere(one: Definition, index: str) -> list[Definition]:
    """Other texts that define the concept, acts first."""
    if not index:
        return []
    try:
        with open_index(index) as opened:
            return definers(opened, one)
    except UsageError:
        return []


def as_markdown(text: str) -> str:
    """Text that stays text in Markdown."""
    return _SPECIAL.sub(r"\\\1", printable(text))
