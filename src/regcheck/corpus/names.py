"""What acts and regulations are called: from a name in running text to a document's id."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_BRACKET = re.compile(r"\(([^()]{3,80})\)\s*\.?$")
_PARTS = re.compile(r"\s+[–—-]\s+|\s*[,;]\s+")
_ENDINGS = (("lova", "loven"), ("forskrifta", "forskriften"), ("ordninga", "ordningen"))
_DATE = re.compile(r"^(lov|forskrift)(?: av)? \d{1,2}\. ?\w+ \d{4}(?: nr\.? ?\d+)?")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Called:
    """A document's id with its title and its short title."""

    refid: str
    title: str
    short_title: str


class Names:
    """The documents that names mean; a name that several have means none."""

    def __init__(self, documents: Iterable[Called]) -> None:
        self._known: dict[str, str] = {}
        for one in documents:
            for name in names_of(one):
                self._known[name] = (
                    one.refid if self._known.get(name, one.refid) == one.refid else ""
                )

    def refid(self, name: str) -> str:
        """The id of the document that is called so, or empty."""
        found = self._known.get(plain_name(name), "")
        return found or self._known.get(plain_name(name.removesuffix("s")), "")


def names_of(one: Called) -> Iterator[str]:
    """The names of a document as they are compared: short titles, the name in brackets at the end
    of its title, and the title itself."""
    names = [*_PARTS.split(one.short_title), one.title]
    if bracket := _BRACKET.search(one.title):
        names += [*_PARTS.split(bracket[1]), one.title[: bracket.start()]]
    for name in dict.fromkeys(plain_name(name) for name in names):
        if len(name) > 2:
            yield name


def plain_name(name: str) -> str:
    """A name in lower case and in Bokmål's endings, without date and number."""
    words = _SPACES.sub(" ", _DATE.sub(r"\1", name.lower())).strip(" .,;:()")
    for theirs, ours in _ENDINGS:
        if words.endswith(theirs):
            return words[: -len(theirs)] + ours
    return words
