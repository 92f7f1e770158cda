"""Specimens: texts that stand for all that a phrase matches, with signs for wildcards, gaps and
groups. A phrase covers another where it matches every specimen of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, product
from math import prod
from typing import Final, NamedTuple

import regex

from regcheck.matching.groups import Groups, atoms_of, inflected
from regcheck.matching.literal import OPEN
from regcheck.matching.needs import best_need
from regcheck.matching.phrase import Forms, pattern_in_lower_case, to_regex
from regcheck.packs.model import Terminal
from regcheck.packs.phrase_syntax import (
    Atom,
    Choice,
    Gap,
    GroupName,
    Mark,
    Sequence,
    Wild,
    Word,
    atoms_in,
)

MOST: Final = 6_000
"""Specimens of one phrase; of a phrase with more nothing is said."""
_LETTER: Final = "ж"
"""A letter that only a wildcard matches."""
_NO_LETTER: Final = "¤"
"""Stands for a word in a gap: what no wildcard, only a gap, matches."""
_OPENS, _CLOSES = "\x02", "\x03"
_SPACES: Final = re.compile(r" +")
_COMMA: Final = re.compile(r" ,")


@dataclass(frozen=True, slots=True)
class Specimen:
    """One text, and the stretch of it that would be reported."""

    text: str
    marked: tuple[int, int]


@dataclass(frozen=True)
class Phrase:
    """One phrase where it stands: what it matches, and its specimens, worked out when asked for."""

    text: str
    terminal: Terminal
    groups: Groups

    def but(self, text: str) -> Phrase:
        """Another phrase in the same place."""
        return Phrase(text, self.terminal, self.groups)

    def matches(self, specimen: Specimen) -> bool:
        """Whether the phrase matches a whole specimen and would report the same of it."""
        if not self._may_be_in(specimen):
            return False
        found = self._regex.fullmatch(specimen.text)
        if found is None:
            return False
        reported: tuple[int, int] = found.span("marked" if "marked" in found.re.groupindex else 0)
        return reported == specimen.marked

    def is_in(self, specimen: Specimen) -> bool:
        """Whether the phrase is found anywhere in a specimen."""
        return self._may_be_in(specimen) and self._regex.search(specimen.text) is not None

    def specimens(self) -> Iterator[Specimen]:
        """The specimens of the phrase; none where they would be too many."""
        if 0 < self.size <= MOST:
            for parts in product(*self._parts):
                yield _specimen("".join(parts), self._cased)

    @property
    def size(self) -> int:
        """How many specimens the phrase has, those counted that come out the same."""
        return prod(map(len, self._parts))

    def _may_be_in(self, specimen: Specimen) -> bool:
        """Whether some word is there of which a match holds one; cheaper than compiling."""
        return not self._needed or self._cased or any(w in specimen.text for w in self._needed)

    @property
    def _cased(self) -> bool:
        return self.terminal.option("case") == "true"

    @cached_property
    def _atoms(self) -> Sequence:
        return atoms_of(self.terminal, self.text)

    @cached_property
    def _needed(self) -> tuple[str, ...]:
        language = self.terminal.language
        need = best_need(self._atoms, inflected(language), self.groups.need(language))
        signs = {_sign(one.name) for one in atoms_in(self._atoms) if isinstance(one, GroupName)}
        return tuple(word.strip(OPEN) for word in need | signs) if need else ()

    @cached_property
    def _parts(self) -> list[list[str]]:
        return _options(self._atoms, inflected(self.terminal.language))

    @cached_property
    def _regex(self) -> regex.Pattern[str]:
        language = self.terminal.language
        members = self.groups.regex(language)

        def named(name: str) -> str:  # a group, or its sign
            return f"(?:{re.escape(_sign(name))}|{members(name)})"

        pattern = to_regex(self._atoms, inflected(language), named)
        return regex.compile(pattern if self._cased else pattern_in_lower_case(pattern))


class Alternative(NamedTuple):
    """One bracketed alternative, the others, and the phrase with it alone and without it."""

    text: str
    siblings: tuple[str, ...]
    alone: str
    without: str


def alternatives(phrase: str) -> list[Alternative]:
    """Every alternative in brackets that hold several, in order, those in inner brackets too."""
    found: list[Alternative] = []
    bars: list[list[int]] = []
    for at, char in enumerate(phrase):
        if char in "[(":
            bars.append([at])
        elif char == "|":
            bars[-1].append(at)
        elif char in "])":
            found += _branches(phrase, [*bars.pop(), at])
    return found


def _branches(phrase: str, bars: list[int]) -> list[Alternative]:
    pairs = list(pairwise(bars))
    texts = [phrase[a + 1 : b] for a, b in pairs]
    if len(texts) < 2:
        return []
    before, after = phrase[: bars[0]], phrase[bars[-1] + 1 :]
    opens, closes = phrase[bars[0]], phrase[bars[-1]]
    found = []
    for at, text in enumerate(texts):
        others = texts[:at] + texts[at + 1 :]
        rest = "|".join(others)
        if text.strip() and rest.strip():
            alone = f"{before}{opens}{text}{closes}{after}"
            without = f"{before}{opens}{rest}{closes}{after}"
            found.append(Alternative(text, tuple(filter(str.strip, others)), alone, without))
    return found


def _sign(group: str) -> str:
    return f"{{{group}}}"


def _specimen(raw: str, cased: bool) -> Specimen:
    text = _COMMA.sub(",", _SPACES.sub(" ", raw)).strip(" ")
    begin = text.find(_OPENS)
    text = text.replace(_OPENS, "")
    end = text.find(_CLOSES)
    text = text.replace(_CLOSES, "")
    marked = (max(begin, 0), end if end >= 0 else len(text))
    return Specimen(text if cased else text.lower(), marked)


def _options(sequence: Sequence, forms: Forms) -> list[list[str]]:
    """What may stand at each place of a sequence; nothing where one is a choice among too many."""
    return [_of_atom(atom, forms) for atom in sequence]


def _of_atom(atom: Atom, forms: Forms) -> list[str]:
    if isinstance(atom, Choice):
        some = [""] if atom.optional else []
        for branch in atom.branches:
            options = _options(branch, forms)
            if not 0 < prod(map(len, options)) <= MOST:
                return []
            some += ["".join(parts) for parts in product(*options)]
        return some
    if isinstance(atom, Word):
        return sorted(forms(atom.text)) if atom.lemma else [atom.text]
    if isinstance(atom, Gap):
        counts = range(atom.least, atom.most + 1)
        return [", " * comma + f"{_NO_LETTER} " * n for n in counts for comma in (False, True)]
    if isinstance(atom, Wild):
        return ["", _LETTER]
    if isinstance(atom, GroupName):
        return [_sign(atom.name)]
    if isinstance(atom, Mark):
        return [_OPENS if atom.opens else _CLOSES]
    return [" "]
