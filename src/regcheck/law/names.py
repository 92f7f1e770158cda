"""From the name of an act or regulation in running text to the id of a document."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice, takewhile
from pathlib import Path

from regcheck.base.text.patterns import pattern

_BRACKET = pattern(r"[(\[]([^()\[\]]{3,80})[)\]]\s*\.?$")
_PARTS = pattern(r"\s+[–—-]\s+|\s*[,;]\s+")
_SPELT = (
    ("føretak", "foretak"), ("verksemd", "virksomhet"), ("teneste", "tjeneste"),
    ("høgskul", "høyskol"), ("høgskol", "høyskol"), ("skule", "skole"),
    ("høgare", "høyere"), ("høgre", "høyere"), ("høgere", "høyere"),
    ("naturmangfald", "naturmangfold"), ("forseinkingsrente", "forsinkelsesrente"),
    ("personopplysings", "personopplysnings"),
    ("marknadsfør", "markedsfør"), ("forurensings", "forurensnings"),
    ("universitet- og", "universitets- og"),
    ("universitetets- og", "universitets- og"), ("husleige", "husleie"),
    ("forvaltings", "forvaltnings"), ("burettslag", "borettslag"),
    ("tvangsfullføring", "tvangsfullbyrdelse"),
    ("tvangsfullbyrding", "tvangsfullbyrdelse"),
)  # fmt: skip
_AND_MORE = pattern(r"\bm\. ?v\.?(?= |$)|\bm\. ?m\.?(?= |$)|\b(?:mv|mm)\.?(?= |$)")
_REPEALS = pattern(r"\bopphev(?:ing|else)\b", re.IGNORECASE)
_SHORTENED = 18
_ENDINGS = (("lova", "loven"), ("forskrifta", "forskriften"), ("ordninga", "ordningen"))
_DATE = pattern(r"^(lov|forskrift)(?: av)? \d{1,2}\. ?\w+ \d{4}(?: nr\.? ?\d+)?")
_DAY = pattern(r"\d{4}-\d{2}-\d{2}")
_SPACES = pattern(r"\s+")
_IS_TITLE = pattern(r"(?:lov|forskrift) (?:om|til) ")
_WORD = pattern(r"\S+")
_STOP = pattern(r" ?[;:§()\[\]«»\n]| kapittel \d|\. [A-ZÆØÅ]| \.")
_OF_ONE_WORD = pattern(r"lov om ([a-zæøå]{5,})\b(?=[,.;:)]| [§(]| kap| og (?:lov|forskrift))")
_GOES_ON = pattern(
    r" (?:for|om|mellom|mot"
    r"|og (?!(?:forskrift|lov|i |av |til |den|med |etter |andre |anna|annet|øvrig)))"
)
_ENDS_SMALL = pattern(r" [a-zæøå]{1,3}$")
_DATA = Path(__file__).parent / "data"
_BEGINS, _MOST, _SHORTEST, _STEM, _SMALL, _FEWEST = 60, 240, 3, 6, 3, 2


@dataclass(frozen=True, slots=True)
class NamedDocument:
    """A document's id, title, short title and day of entry into force (or words)."""

    refid: str
    title: str
    short_title: str
    in_force: str = ""


class Names:
    """The documents that names refer to; of several with one name the only one in force."""

    def __init__(self, documents: Iterable[NamedDocument]) -> None:
        called: dict[str, list[NamedDocument]] = {}
        self._since: dict[str, str] = {}
        for one in documents:
            day = _DAY.match(one.in_force)
            self._since[one.refid] = max(one.refid.partition("/")[2][:10], day[0] if day else "")
            for name in names_of(one):
                if not fits(name, one.refid):
                    continue
                called.setdefault(name, []).append(one)
        self._known = {name: _meant(some) for name, some in called.items()}
        self._titles = sorted(name for name in self._known if " om " in name)

    @cached_property
    def _begins(self) -> frozenset[str]:
        return frozenset(_begin(name) for name in self._known if _IS_TITLE.match(name))

    @cached_property
    def _loose(self) -> Mapping[str, str]:
        return _distinct(self._known)

    def refid(self, name: str, as_of: str = "") -> str:
        """The id of the document with this name, today or on the day `as_of`, or empty."""
        plain = plain_name(name)
        return self._one(plain, as_of) or self._one(plain_name(name.removesuffix("s")), as_of)

    def titled(self, words: str, as_of: str = "") -> str:
        """The id of the one document whose title begins with the words, or they with it."""
        plain = plain_name(words)
        parts = plain.split()
        for count in range(len(parts), 2, -1):
            rest = " ".join(("", *parts[count : count + 2]))
            if _GOES_ON.match(rest):
                continue
            if found := self._one(" ".join(parts[:count]).rstrip(",.("), as_of):
                return found
        if len(plain) < _SHORTENED:
            return ""
        at = bisect_left(self._titles, plain)
        longer = takewhile(lambda title: title.startswith(plain), islice(self._titles, at, None))
        begun = {self._one(title, as_of) for title in longer} - {""}
        return begun.pop() if len(begun) == 1 else ""

    def title_in(self, words: str, as_of: str = "") -> tuple[str, int]:
        """The id and length of the whole title that the words begin with, acts also inflected."""
        stop = _STOP.search(words)
        ends = [found.end() for found in _WORD.finditer(words, 0, stop.start() if stop else _MOST)]
        ends = [end for end in ends[_SHORTEST - 1 :] if not _GOES_ON.match(words, end)]
        if _begin(plain_name(words[:_BEGINS])) in self._begins:
            for end in reversed(ends):
                if refid := self._one(plain_name(words[:end]), as_of):
                    return refid, len(words[:end].rstrip(","))
        whole = [end for end in ends if not _ENDS_SMALL.search(words[:end])]
        for end in reversed(whole if words.startswith("lov ") else ()):
            refid = self._loose.get(_loosely(words[:end]), "")
            if refid and not (as_of and refid.partition("/")[2][:10] > as_of):
                return refid, len(words[:end].rstrip(","))
        if (about := _OF_ONE_WORD.match(words)) and not _GOES_ON.match(words, about.end()):
            for joint in ("", "s"):
                name = f"{about[1]}{joint}loven".replace("lll", "ll")
                if refid := self.refid(name, as_of):
                    return refid, about.end()
        return "", 0

    def _one(self, plain: str, as_of: str) -> str:
        if as_of and has_successor(plain):
            return known_act(plain, as_of)
        refids = self._known.get(plain, ())
        if as_of:
            refids = [one for one in refids if self._since.get(one, "") <= as_of][-1:]
        return refids[0] if len(refids) == 1 else known_act(plain, as_of)


def known_act(name: str, as_of: str = "") -> str:
    """The id of the act that a short name meant on a day, or means today, or empty."""
    fitting = [id for id, since in _known("acts").get(name, ()) if not as_of or since <= as_of]
    return fitting[-1] if fitting else ""


def known_name(refid: str) -> str:
    """The short name of an act that is known by its id, or empty."""
    return next((name for name, ids in _known("acts").items() if (refid, "") in ids), "")


def known_eu_act(name: str) -> str:
    """The id of the EU act with this name, or empty."""
    return next((id for id, _ in _known("eu-acts").get(name.lower(), ())), "")


def has_successor(name: str) -> bool:
    """Whether a name has referred to one act after another."""
    return len(_known("acts").get(name, ())) > 1


@cache
def _known(kind: str) -> Mapping[str, Sequence[tuple[str, str]]]:
    """For each name in a data file its ids in order, each with the day from which it applies."""
    found = {}
    for line in (_DATA / f"{kind}.txt").read_text(encoding="utf-8").splitlines():
        name, _, ids = line.partition("\t")
        if ids:
            versions = (one.partition(" from ") for one in ids.split(", "))
            found[name] = [(id, since) for id, _, since in versions]
    return found


def names_of(one: NamedDocument) -> Iterator[str]:
    """The names of a document in comparable form: short titles, name in brackets, title."""
    short = one.short_title
    plain = _BRACKET.sub("", short)
    names = [*_parted(short), one.title]
    if known_act(plain_name(plain)) in ("", one.refid):
        names += _parted(plain)
    bracket = _BRACKET.search(one.title)
    if bracket and not _REPEALS.search(one.title):
        names += [*_PARTS.split(bracket[1]), one.title[: bracket.start()]]
    for name in dict.fromkeys(plain_name(name) for name in names):
        if len(name) > 2:
            yield name


def _parted(short: str) -> list[str]:
    return [short] if " om " in short else _PARTS.split(short)


def _meant(called: list[NamedDocument]) -> list[str]:
    """The ids that a name has, oldest first; only those in force where there are several."""
    refids = {one.refid for one in called}
    if len(refids) > 1:
        refids = {one.refid for one in called if _DAY.match(one.in_force)}
    return sorted(refids, key=lambda refid: refid.partition("/")[2])


def _begin(name: str) -> str:
    return " ".join(word.rstrip(",.") for word in name.split()[:3])


def _loosely(title: str) -> str:
    return " ".join(word[:_STEM] for word in plain_name(title).split() if len(word) > _SMALL)


def _distinct(known: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The acts by the beginnings of the longer words of their titles, where distinct."""
    found: dict[str, set[str]] = {}
    for name, refids in known.items():
        if name.startswith("lov om "):
            found.setdefault(_loosely(name), set()).update(refids)
    return {
        key: refids.pop()
        for key, refids in found.items()
        if len(refids) == 1 and key.count(" ") >= _FEWEST - 1
    }


def fits(name: str, refid: str) -> bool:
    """Whether a name may be the document's: a regulation's may name its act in brackets."""
    if name.endswith(("loven", "lov")):
        return refid.startswith("lov/")
    return not name.endswith(("forskriften", "forskrift")) or refid.startswith("forskrift/")


def plain_name(name: str) -> str:
    """A name in lower case and in Bokmål's endings, without date and number."""
    words = _SPACES.sub(" ", _DATE.sub(r"\1", name.lower())).strip(" .,;:()[]")
    words = _SPACES.sub(" ", _AND_MORE.sub("", words)).strip(" ,")
    for theirs, ours in _SPELT:
        words = words.replace(theirs, ours)
    for theirs, ours in _ENDINGS:
        if words.endswith(theirs):
            return words[: -len(theirs)] + ours
    return words
