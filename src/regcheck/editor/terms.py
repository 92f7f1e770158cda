"""What a term means that whoever writes points at: as the text defines it, and who else does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from regcheck.concepts.comparison import counts
from regcheck.concepts.definitions import Definition, definitions_in
from regcheck.concepts.notes import place_of
from regcheck.document.model import Unreadable
from regcheck.errors import UsageError
from regcheck.readers.registry import read_document
from regcheck.text.printable import printable
from regcheck.texts.catalogue import Texts

_AROUND, _MOST_PLACES, _ENDING, _LEAST = 100, 3, 2, 4
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
_READ_AS = {"markdown": "md", "text": "txt"}


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a term, in Markdown, and its place in code points of the text."""

    words: str
    start: int
    end: int


def terms_of(text: str, path: str, format: str) -> tuple[Definition, ...]:
    """The definitions in a text, none where it cannot be read."""
    document = read_document(text.encode("utf-8", "replace"), path, _READ_AS.get(format, format))
    return () if isinstance(document, Unreadable) else tuple(definitions_in(document))


def told_at(
    text: str, at: int, terms: Sequence[Definition], index: str, locale: str
) -> Told | None:
    """What the longest of the terms means that stands at a code point; None where none does.
    `index` is the path of an index of concepts, or empty."""
    start = max(0, at - _AROUND)
    around = text[start : at + _AROUND].lower()
    found = None
    for one in terms:
        for match in _written(one).finditer(around):
            longest = found is None or match.end() - match.start() > found[1].end - found[1].start
            if start + match.start() <= at <= start + match.end() and longest:
                place = Told("", start + match.start(), start + match.end())
                found = (one, place)
    if found is None:
        return None
    one, place = found
    return Told(_words(one, index, Texts("editor", locale)), place.start, place.end)


def _written(one: Definition) -> re.Pattern[str]:
    """The term in any of its forms."""
    stems = (word[: max(_LEAST, len(word) - _ENDING)] for word in one.lemma.split())
    return re.compile(r"\b" + r"\w*\s+".join(map(re.escape, stems)) + r"\w{0,5}\b")


def _words(one: Definition, index: str, words: Texts) -> str:
    means = words.term.format(
        term=_plain(one.lemma), place=_plain(one.address), definition=_plain(one.definition)
    )
    places = [_plain(place_of(other, words.locale)) for other in _elsewhere(one, index)]
    return (
        f"{means}\n\n{words.term_elsewhere.format(places='; '.join(places))}" if places else means
    )


def _elsewhere(one: Definition, index: str) -> list[Definition]:
    """Other texts that define the concept, acts first."""
    if not index:
        return []
    from regcheck.concepts.index import open_index

    try:
        with open_index(index) as opened:
            others = [
                other
                for other in opened.definitions([one.concept])
                if counts(other) and other.refid != one.refid
            ]
    except UsageError:
        return []
    others.sort(key=lambda other: (other.kind != "act", other.refid, other.start))
    first = {other.refid or other.path: other for other in reversed(others)}
    return list(first.values())[::-1][:_MOST_PLACES]


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", printable(text))
