"""The texts that can be referred to, by id and by name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Protocol

from regcheck.concepts.index import IndexedDocument
from regcheck.law.names import Names
from regcheck.references.targets import Target

_ACT = re.compile(r"\b[A-ZÆØÅa-zæøå-]{3,}lov(?:en|a)\b")
_ABOUT_ACT = re.compile(
    r"\b(?:til|etter|av) (lov (?:\d{1,2}\. \w+ \d{4} nr\. \d+ )?om [^()]{3,160})"
)
_NEW_ACT = re.compile(r"\b(?:til|av|etter) ny ([a-zæøå]{3,}lov)\b")
_STEM, _WORDS = 5, 12
_SHORT = re.compile(r"\(([^(),]{3,60}?)forskrift(?:en|a)\)")


class Source(Protocol):
    """The body of law that citations are looked up in, such as `ConceptIndex`."""

    def documents(self, refids: Iterable[str]) -> Iterator[IndexedDocument]:
        """The documents with these ids."""

    def names(self) -> Names:
        """What documents are called."""

    def refids(self) -> Iterable[str]:
        """The ids of all documents."""


class Library:
    """Texts that can be referred to: those of an index, and those that are read anyway."""

    def __init__(self, source: Source | None = None) -> None:
        self._source = source
        self._names = source.names() if source else Names(())
        self._targets: dict[str, Target | None] = {}
        self._begun: dict[str, list[str]] = {}
        for refid in sorted(source.refids()) if source else ():
            self._begun.setdefault(_undated(refid), []).append(refid)

    def named(self, name: str, as_of: str = "") -> str:
        """The id of the text that is called so, or was on that day; or empty."""
        return self._names.refid(name, as_of)

    def titled(self, words: str, as_of: str = "") -> str:
        """The id of the text whose title the words begin with, or empty."""
        return self._names.titled(words, as_of)

    def title_in(self, words: str, as_of: str = "") -> tuple[str, int]:
        """The id of the text whose whole title the words begin with, and the title's length."""
        return self._names.title_in(words, as_of)

    def whole(self, refid: str, title: str = "") -> str:
        """An id with its number where only one text has the date it gives, or only one of those
        has the title that the words begin with."""
        found = self._begun.get(refid, [])
        if len(found) > 1 and refid not in found and title:
            found = [one for one in found if one == self.titled(title)]
        elif title and found and refid not in found and not self._may_be(found[0], title):
            return refid
        return found[0] if refid not in found and len(found) == 1 else refid

    def _may_be(self, refid: str, title: str) -> bool:
        """Whether a title can be that of a text: whether they share a word, where both have any."""
        target = self.target(refid)
        mine, theirs = _stems(title), _stems(target.title if target else "")
        return not mine or not theirs or bool(mine & theirs)

    def basis(self, title: str) -> str:
        """The act that a regulation with this title is about («Forskrift til lov om båter»,
        «Forskrift om båter (båtforskriften)»), or empty."""
        named = {self.named(name.lower()) for name in _ACT.findall(title)} - {""}
        named |= {self.named(f"{name}en") for name in _NEW_ACT.findall(title)} - {""}
        if (about := _ABOUT_ACT.search(title)) and (refid := self.titled(about[1])):
            named.add(refid)
        if not named and (short := _SHORT.search(title)):
            words = short[1].lower().removesuffix("lov").split()[-2:]
            named = {self.named(f"{' '.join(words[at:])}loven") for at in range(len(words))}
        found = {one for one in named if one.startswith("lov/")}
        return found.pop() if len(found) == 1 else ""

    def target(self, refid: str) -> Target | None:
        """A text by its id; None when it is not at hand."""
        if refid not in self._targets:
            known = next(iter(self._source.documents([refid])), None) if self._source else None
            self._targets[refid] = (
                Target(refid, known.places, known.short_title or known.title) if known else None
            )
        return self._targets[refid]


def _stems(title: str) -> set[str]:
    """The beginnings of the longer words of a title that says what it is about."""
    about = title.partition(" om ")[2].lower().split()[:_WORDS]
    return {word[:_STEM] for word in about if len(word) > _STEM}


def _undated(refid: str) -> str:
    """An id without its number."""
    return "-".join(refid.split("-")[:3])
