"""What acts and regulations are called: from a name in running text to a document's id."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from regcheck.law.act_names import has_successor, known_act

_BRACKET = re.compile(r"\(([^()]{3,80})\)\s*\.?$")
_PARTS = re.compile(r"\s+[–—-]\s+|\s*[,;]\s+")
_SPELT = (
    ("føretak", "foretak"), ("verksemd", "virksomhet"), ("teneste", "tjeneste"),
    ("høgskul", "høyskol"), ("høgskol", "høyskol"), ("skule", "skole"),
    ("naturmangfald", "naturmangfold"), ("forseinkingsrente", "forsinkelsesrente"),
    ("personopplysings", "personopplysnings"),
    ("marknadsfør", "markedsfør"), ("forurensings", "forurensnings"),
    ("universitet- og", "universitets- og"), ("husleige", "husleie"),
    ("forvaltings", "forvaltnings"), ("tvangsfullføring", "tvangsfullbyrdelse"),
    ("tvangsfullbyrding", "tvangsfullbyrdelse"),
)  # fmt: skip
_AND_MORE = re.compile(r"\bm\. ?v\.?(?= |$)|\bm\. ?m\.?(?= |$)|\b(?:mv|mm)\.?(?= |$)")
_REPEALS = re.compile(r"\bopphev(?:ing|else)\b", re.IGNORECASE)
_SHORTENED = 18
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
        self._titles = sorted(name for name in self._known if " om " in name)

    def refid(self, name: str, as_of: str = "") -> str:
        """The id of the document that is called so, or empty. With `as_of`, a day `YYYY-MM-DD`, a
        name that several acts have had means the one of that time."""
        plain = plain_name(name)
        return self._one(plain, as_of) or self._one(plain_name(name.removesuffix("s")), as_of)

    def titled(self, words: str, as_of: str = "") -> str:
        """The id of the document whose title the words begin with («lov om båter og noe mer»), or,
        where they are the beginning of one title only, of that."""
        plain = plain_name(words)
        parts = plain.split()
        for count in range(len(parts), 2, -1):
            if found := self._one(" ".join(parts[:count]).rstrip(",.("), as_of):
                return found
        if len(plain) < _SHORTENED:
            return ""
        begun = {self._one(title, as_of) for title in self._titles if title.startswith(plain)} - {
            ""
        }
        return begun.pop() if len(begun) == 1 else ""

    def _one(self, plain: str, as_of: str) -> str:
        if as_of and has_successor(plain):
            return known_act(plain, as_of)
        refids = self._known.get(plain, ())
        if len(refids) > 1 and as_of:
            refids = [one for one in refids if one.partition("/")[2][:10] <= as_of][-1:]
        return refids[0] if len(refids) == 1 else known_act(plain, as_of)


def names_of(one: Called) -> Iterator[str]:
    """The names of a document as they are compared: short titles, the name in brackets at the end
    of its title, and the title itself."""
    short = one.short_title
    names = [*_PARTS.split(short), *_PARTS.split(_BRACKET.sub("", short)), one.title]
    bracket = _BRACKET.search(one.title)
    if bracket and not _REPEALS.search(one.title):
        names += [*_PARTS.split(bracket[1]), one.title[: bracket.start()]]
    for name in dict.fromkeys(plain_name(name) for name in names):
        if len(name) > 2:
            yield name


def _meant(called: list[Called]) -> list[str]:
    """The ids that a name has, oldest first; only those in force where there are several."""
    refids = {one.refid for one in called}
    if len(refids) > 1:
        refids = {one.refid for one in called if _DAY.match(one.in_force)}
    return sorted(refids, key=lambda refid: refid.partition("/")[2])


def _fits(name: str, refid: str) -> bool:
    """Whether a name that says act or regulation is one of a document of that kind: regulations
    name in brackets the act that they are about."""
    if name.endswith(("loven", "lov")):
        return refid.startswith("lov/")
    return not name.endswith(("forskriften", "forskrift")) or refid.startswith("forskrift/")


def plain_name(name: str) -> str:
    """A name in lower case and in Bokmål's endings, without date and number."""
    words = _SPACES.sub(" ", _DATE.sub(r"\1", name.lower())).strip(" .,;:()")
    words = _SPACES.sub(" ", _AND_MORE.sub("", words)).strip(" ,")
    for theirs, ours in _SPELT:
        words = words.replace(theirs, ours)
    for theirs, ours in _ENDINGS:
        if words.endswith(theirs):
            return words[: -len(theirs)] + ours
    return words
