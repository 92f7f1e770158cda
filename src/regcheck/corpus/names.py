"""What acts and regulations are called: from a name in running text to a document's id."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_BRACKET = re.compile(r"\(([^()]{3,80})\)\s*\.?$")
_PARTS = re.compile(r"\s+[–—-]\s+|\s*[,;]\s+")
_ENDINGS = (("lova", "loven"), ("forskrifta", "forskriften"), ("ordninga", "ordningen"))
_DATE = re.compile(r"^(lov|forskrift)(?: av)? \d{1,2}\. ?\w+ \d{4}(?: nr\.? ?\d+)?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Called:
    """A document's id with its title, its short title and the day it entered into force; words
    such as «Kongen bestemmer» where it has not."""

    refid: str
    title: str
    short_title: str
    in_force: str = ""


class Names:
    """The documents that names mean; of several with one name the only one that is in force, and
    none where that does not tell them apart."""

    def __init__(self, documents: Iterable[Called]) -> None:
        called: dict[str, list[Called]] = {}
        for one in documents:
            for name in names_of(one):
                if not _fits(name, one.refid):
                    continue
                called.setdefault(name, []).append(one)
        self._known = {name: _meant(some) for name, some in called.items()}

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


def _meant(called: list[Called]) -> str:
    refids = {one.refid for one in called}
    if len(refids) > 1:
        refids = {one.refid for one in called if _DAY.match(one.in_force)}
    return refids.pop() if len(refids) == 1 else ""


def _fits(name: str, refid: str) -> bool:
    """Whether a name that says act or regulation is one of a document of that kind: regulations
    name in brackets the act that they are about."""
    if name.endswith(("loven", "lov")):
        return refid.startswith("lov/")
    return not name.endswith(("forskriften", "forskrift")) or refid.startswith("forskrift/")


def plain_name(name: str) -> str:
    """A name in lower case and in Bokmål's endings, without date and number."""
    words = _SPACES.sub(" ", _DATE.sub(r"\1", name.lower())).strip(" .,;:()")
    for theirs, ours in _ENDINGS:
        if words.endswith(theirs):
            return words[: -len(theirs)] + ours
    return words
