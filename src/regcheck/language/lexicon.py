"""The word lists and inflection tables in `data/`, each read when first needed and then kept.

Bokmål: lemmas by paradigm, from Norsk Ordbank. Nynorsk: lemmas by class and gender, with a list of
irregular words. Both: nouns of running text with their lemmas. `data-recipes/` shows how the tables
are made.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final, Generic, NamedTuple, TypeVar

from regcheck.base.values import Value

T = TypeVar("T")
KINDS: Final = "nvab"
BEGINNING: Final = 3
"""Letters that lemmas of the Bokmål table are kept by."""


@cache
def sections(name: str) -> dict[str, frozenset[str]]:
    """The sections of `data/<name>.txt` as sets of words.

    A section begins with a line `[name] what it is for`; lines that begin with # are remarks.
    """
    lines = _lines_of_sections(data_file(f"{name}.txt"))
    return {section: frozenset(" ".join(some).split()) for section, some in lines.items()}


def _lines_of_sections(data: bytes) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in data.decode("utf-8").splitlines():
        if line.startswith("["):
            current = found.setdefault(line[1 : line.index("]")], [])
        elif not line.startswith("#"):
            current.append(line)
    return found


class Listed(NamedTuple, Generic[T]):
    """What words are by a list: `word` is listed whole, `-word` as an ending, `*word` as both;
    `sizes` are the lengths of endings, longest first."""

    whole: dict[str, T]
    endings: dict[str, T]
    sizes: tuple[int, ...]

    def of(self, form: str) -> T | None:
        """What a form in lower case is; None where it is not listed."""
        if form in self.whole:
            return self.whole[form]
        for size in self.sizes:
            if size < len(form) and form[-size:] in self.endings:
                return self.endings[form[-size:]]
        return None


def listed(entries: Iterable[tuple[str, T]]) -> Listed[T]:
    """The list with these entries; of two for one word the first holds."""
    whole: dict[str, T] = {}
    endings: dict[str, T] = {}
    for entry, kind in entries:
        word = entry.lstrip("*-")
        if not entry.startswith("-"):
            whole.setdefault(word, kind)
        if entry != word:
            endings.setdefault(word, kind)
    return Listed(whole, endings, tuple(sorted({len(one) for one in endings}, reverse=True)))


@cache
def grammar_words(*names: str) -> frozenset[str]:
    """The words of several sections of `data/grammar.txt` together."""
    return frozenset().union(*(sections("grammar")[name] for name in names))


def data_file(name: str) -> bytes:
    """The content of a file in `data/`."""
    return (Path(__file__).parent / "data" / name).read_bytes()


def genitive(form: str) -> str:
    """The form with -s, or unchanged when it already ends in a sibilant."""
    return form if form.endswith(("s", "x", "z")) else form + "s"


@cache
def bokmaal() -> Lexicon:
    """The Bokmål table."""
    return Lexicon(zlib.decompress(data_file("forms-nb.z")).decode("utf-8"))


@cache
def nynorsk_lemmas() -> frozenset[str]:
    """Lemmas that Nynorsk lists have and nouns in Nynorsk text, none taken over from Bokmål."""
    return frozenset().union(*sections("lexicon-nn").values(), nouns("nn").values())


@cache
def irregular(section: str) -> dict[str, frozenset[str]]:
    """Irregular words with all their forms: section `nb-words`, `nn-verbs` or `nn-words`."""
    lines = _lines_of_sections(data_file("irregular.txt"))[section]
    return {words[0]: frozenset(words) for words in map(str.split, lines)}


@cache
def nouns(language: str) -> dict[str, str]:
    """Noun form → lemma, for `nb` or `nn`, from running text."""
    found: dict[str, str] = {}
    for line in _lines_of_sections(zlib.decompress(data_file("nouns.z")))[language]:
        way, _, forms = line.partition("\t")
        cut, _, ending = way.partition(":")
        for form in forms.split(" "):
            found[form] = form[: len(form) - int(cut)] + ending
    return found


class Paradigm(Value, frozen=True):
    """A lemma loses its last `cut` letters, then takes each of `endings` (itself included)."""

    kind: str
    cut: int
    endings: tuple[str, ...]

    def forms(self, lemma: str) -> set[str]:
        """All forms of a lemma with this paradigm."""
        stem = lemma[: len(lemma) - self.cut]
        return {stem + ending for ending in self.endings}


class Lexicon:
    """Lemmas with the paradigm of each, kept by the letters they begin with and unpacked when one
    that begins so is first looked up: a draft needs few, and the table has 140,000.

    The first line of its text holds all paradigms, `class:cut:ending,ending,…`; the classes are
    n(oun), v(erb), a(djective), (adver)b. Each other line is a beginning, and after tabs the places
    of paradigms in that list, each with the rests of the lemmas that follow it.
    """

    def __init__(self, text: str) -> None:
        paradigms, *beginnings = text.split("\n")
        self._paradigms = [
            Paradigm(kind, int(cut), tuple(endings.split(",")))
            for kind, cut, endings in (key.split(":") for key in paradigms.split(" "))
        ]
        self._packed = dict(line.split("\t", 1) for line in beginnings)
        self._lemmas: dict[tuple[str, str], Paradigm] = {}
        tails: dict[str, set[tuple[str, str]]] = {}
        for one in self._paradigms:
            own = {(one.kind, ending) for ending in one.endings if len(ending) == one.cut}
            for ending in one.endings:
                tails.setdefault(ending, set()).update(own)
        self._tails = tails
        """By the end of a form the ends, with their class, that its lemma may have instead."""

    def __contains__(self, lemma: str) -> bool:
        return any(self.paradigm(lemma, kind) for kind in KINDS)

    def paradigm(self, lemma: str, kind: str) -> Paradigm | None:
        """How a lemma of a word class inflects; None when it is not known."""
        begin = lemma[:BEGINNING]
        if begin in self._packed:
            for some in self._packed.pop(begin).split("\t"):
                place, *rests = some.split(" ")
                found = self._paradigms[int(place)]
                self._lemmas.update(((found.kind, begin + rest), found) for rest in rests)
        return self._lemmas.get((kind, lemma))

    def forms(self, lemma: str, kinds: str = KINDS) -> set[str]:
        """The forms of a known lemma in the given word classes; empty for an unknown one."""
        found: set[str] = set()
        for kind in kinds:
            paradigm = self.paradigm(lemma, kind)
            if paradigm is not None:
                forms = paradigm.forms(lemma)
                found |= forms | {genitive(form) for form in forms} if kind == "n" else forms
        return found

    def lemmas_of(self, word: str, kinds: str = KINDS) -> tuple[str, ...]:
        """The lemmas a form belongs to, sorted; empty for an unknown one."""
        found = set()
        for size in range(min(len(word), 9)):
            ending = word[len(word) - size :]
            stem = word[: len(word) - size]
            for kind, tail in self._tails.get(ending, ()):
                lemma = stem + tail
                paradigm = self.paradigm(lemma, kind) if kind in kinds else None
                if paradigm and paradigm.cut == len(tail) and ending in paradigm.endings:
                    found.add(lemma)
        return tuple(sorted(found))
