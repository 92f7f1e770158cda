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
from typing import Generic, NamedTuple, TypeVar

from regcheck.values import Value

T = TypeVar("T")


@cache
def sections(name: str) -> dict[str, frozenset[str]]:
    """The sections of `data/<name>.txt` as sets of words.

    A section begins with a line `[name] what it is for`; lines that begin with # are remarks.
    """
    found: dict[str, set[str]] = {}
    current: set[str] = set()
    for line in data_file(f"{name}.txt").decode("utf-8").splitlines():
        if line.startswith("["):
            current = found.setdefault(line[1 : line.index("]")], set())
        elif not line.startswith("#"):
            current.update(line.split())
    return {section: frozenset(words) for section, words in found.items()}


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
    lemmas: dict[str, dict[str, Paradigm]] = {"n": {}, "v": {}, "a": {}, "b": {}}
    reverse: dict[str, set[tuple[str, str]]] = {}
    for line in zlib.decompress(data_file("forms-nb.z")).decode("utf-8").split("\n"):
        key, _, words = line.partition("\t")
        kind, cut, endings = key.split(":")
        paradigm = Paradigm(kind, int(cut), tuple(endings.split(",")))
        lemmas[kind].update(dict.fromkeys(words.split(" "), paradigm))
        tails = {(kind, ending) for ending in paradigm.endings if len(ending) == paradigm.cut}
        for ending in paradigm.endings:
            reverse.setdefault(ending, set()).update(tails)
    return Lexicon(lemmas, {ending: frozenset(tails) for ending, tails in reverse.items()})


@cache
def nynorsk() -> dict[str, frozenset[str]]:
    """Nynorsk lemmas by class: m, f, n (nouns by gender), va, v (verbs), a (adjectives)."""
    return sections("lexicon-nn")


@cache
def nynorsk_lemmas() -> frozenset[str]:
    """Lemmas that Nynorsk lists have and nouns in Nynorsk text, none taken over from Bokmål."""
    return frozenset().union(*nynorsk().values(), nouns("nn").values())


@cache
def irregular(section: str) -> dict[str, frozenset[str]]:
    """Irregular words with all their forms: section `nb-words`, `nn-verbs` or `nn-words`."""
    found: dict[str, frozenset[str]] = {}
    current = ""
    for line in data_file("irregular.txt").decode("utf-8").splitlines():
        if line.startswith("["):
            current = line.strip("[]")
        elif current == section and not line.startswith("#"):
            words = line.split()
            found[words[0]] = frozenset(words)
    return found


@cache
def nouns(language: str) -> dict[str, str]:
    """Noun form → lemma, for `nb` or `nn`, from running text."""
    found: dict[str, str] = {}
    current = ""
    for line in zlib.decompress(data_file("nouns.z")).decode("utf-8").split("\n"):
        if line.startswith("["):
            current = line.strip("[]")
        elif current == language:
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


class Lexicon(Value, frozen=True):
    """`lemmas[kind][lemma]` is a paradigm; kinds are n(oun), v(erb), a(djective), (adver)b.

    `reverse[ending]` holds (kind, lemma's ending) for every paradigm in which a form may end so.
    """

    lemmas: dict[str, dict[str, Paradigm]]
    reverse: dict[str, frozenset[tuple[str, str]]]

    def __contains__(self, lemma: str) -> bool:
        return any(lemma in known for known in self.lemmas.values())

    def forms(self, lemma: str, kinds: str = "nvab") -> set[str]:
        """The forms of a known lemma in the given word classes; empty for an unknown one."""
        found: set[str] = set()
        for kind in kinds:
            paradigm = self.lemmas[kind].get(lemma)
            if paradigm is not None:
                forms = paradigm.forms(lemma)
                found |= forms | {genitive(form) for form in forms} if kind == "n" else forms
        return found

    def lemmas_of(self, word: str, kinds: str = "nvab") -> tuple[str, ...]:
        """The lemmas a form belongs to, sorted; empty for an unknown one."""
        found = set()
        for size in range(min(len(word), 9)):
            ending = word[len(word) - size :]
            stem = word[: len(word) - size]
            for kind, tail in self.reverse.get(ending, ()):
                lemma = stem + tail
                paradigm = self.lemmas[kind].get(lemma) if kind in kinds else None
                if paradigm and paradigm.cut == len(tail) and ending in paradigm.endings:
                    found.add(lemma)
        return tuple(sorted(found))
