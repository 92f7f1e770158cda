"""The phrase language of rule files: its syntax tree, and the one parser.

A phrase that `parse_phrase` reads is well-formed and can be compiled. What a phrase needs from
elsewhere – a language, groups – is in `PhraseFacts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

MAX_LENGTH: Final = 1_000
MAX_NESTING: Final = 8
MAX_GAP: Final = 25
_GAP: Final = re.compile(r"<(\d{1,3})(?:-(\d{1,3}))?>")
_LETTERS: Final = re.compile(r"[^\[\](){}<>~*|\s]*")
_MOST_KEPT: Final = 20_000
"""Phrases whose atoms are kept: rule files repeat them, and they are read both when a rule is
checked and when it is compiled."""
_BARS: Final = re.compile(r"\s*\|\s*")
_CLOSING: Final = {"[": "]", "(": ")"}


@lru_cache(maxsize=_MOST_KEPT)
def parse_phrase(phrase: str) -> Sequence:
    """The atoms of a phrase. Raises PhraseError for one that is not well-formed."""
    if len(phrase) > MAX_LENGTH:
        raise PhraseError(f"a phrase of more than {MAX_LENGTH:,} characters", MAX_LENGTH)
    return _Parser(phrase).run()


def lemma_phrase(text: str) -> Sequence:
    """The atoms of words separated by spaces, each of which may stand in any inflected form."""
    atoms: list[Atom] = []
    for word in text.split():
        atoms += [Space(), Word(word, lemma=True)]
    return tuple(atoms[1:])


def on_one_line(phrase: str) -> str:
    """A phrase without the spaces that folding it over several lines puts beside `|`."""
    return _BARS.sub("|", phrase)


def phrase_facts(phrase: str) -> PhraseFacts:
    """Read a phrase and say what it holds. Raises PhraseError."""
    sequence = parse_phrase(phrase)
    atoms = list(atoms_in(sequence))
    return PhraseFacts(
        groups=[(atom.name, atom.at) for atom in atoms if isinstance(atom, GroupName)],
        has_lemma=any(isinstance(atom, Word) and atom.lemma for atom in atoms),
        has_gap=any(isinstance(atom, Gap) for atom in atoms),
        has_inner_wildcard=_has_inner_wildcard(sequence),
    )


def atoms_in(sequence: Iterable[Atom]) -> Iterator[Atom]:
    """Every atom of a sequence in order, a choice before those in its branches."""
    for atom in sequence:
        yield atom
        if isinstance(atom, Choice):
            for branch in atom.branches:
                yield from atoms_in(branch)


def _has_inner_wildcard(sequence: Sequence) -> bool:
    """Whether a wildcard stands elsewhere than first or last, marks aside."""
    inner = [atom for atom in sequence if not isinstance(atom, Mark)]
    for end in (0, -1):
        if isinstance(inner[end], Wild):
            del inner[end]
    return any(isinstance(atom, Wild) for atom in atoms_in(inner))


class PhraseError(ValueError):
    """What is wrong with a phrase, and at which code point (from 0)."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.at = at


@dataclass(frozen=True, slots=True)
class Word:
    """Literal characters, or a lemma in any form."""

    text: str
    lemma: bool = False


@dataclass(frozen=True, slots=True)
class Wild:
    """Any letters (`*`)."""


@dataclass(frozen=True, slots=True)
class Space:
    """The space between two words."""


@dataclass(frozen=True, slots=True)
class Gap:
    """`least` to `most` words in between."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Mark:
    """Where what is reported begins or ends."""

    opens: bool


@dataclass(frozen=True, slots=True)
class GroupName:
    """Any member of a shared group; the name's bracket opens at code point `at` of the phrase."""

    name: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several sequences; `optional` adds the empty one."""

    branches: tuple[Sequence, ...]
    optional: bool = False


Atom = Word | Wild | Space | Gap | Mark | GroupName | Choice
Sequence = tuple[Atom, ...]


@dataclass(frozen=True, slots=True)
class PhraseFacts:
    """What a phrase holds: names of groups with the code point (from 0) where each is named,
    whether it has a lemma, a gap, and a wildcard that is not at an end."""

    groups: list[tuple[str, int]]
    has_lemma: bool
    has_gap: bool
    has_inner_wildcard: bool


class _Parser:
    """Reads a phrase from left to right; `at` is the code point (from 0) it has come to."""

    def __init__(self, phrase: str) -> None:
        self.phrase = phrase
        self.at = 0
        self.brackets: list[int] = []
        self.has_mark = False
        self.mark_from: int | None = None

    def run(self) -> Sequence:
        sequence = self._sequence()
        if self.at < len(self.phrase):
            char = self.phrase[self.at]
            if char == "|":
                raise PhraseError("«|» stands outside brackets", self.at)
            raise PhraseError(f"«{char}» closes no bracket", self.at)
        if self.mark_from is not None:
            raise PhraseError("«>>» without «<<» after it", self.mark_from)
        if not any(isinstance(atom, Word | GroupName) for atom in atoms_in(sequence)):
            raise PhraseError("a phrase without a word", 0)
        return sequence

    def _sequence(self) -> Sequence:
        """The atoms up to what ends a branch, without spaces at the ends and twice in a row."""
        atoms: list[Atom] = []
        while self.at < len(self.phrase) and self.phrase[self.at] not in "|])":
            atom = self._atom()
            if not isinstance(atom, Space) or (atoms and not isinstance(atoms[-1], Space)):
                atoms.append(atom)
        if atoms and isinstance(atoms[-1], Space):
            atoms.pop()
        return tuple(atoms)

    def _atom(self) -> Atom:
        char = self.phrase[self.at]
        if self.phrase.startswith((">>", "<<"), self.at):
            return self._mark()
        if char in _CLOSING:
            return self._choice()
        if char == "{":
            return self._group()
        if char == "<":
            return self._gap()
        if char == "~":
            return self._lemma()
        if char == "*":
            return self._wildcard()
        if char in "}>":
            raise PhraseError(f"«{char}» opens nothing and closes nothing", self.at)
        if char.isspace():
            self.at += 1
            return Space()
        return Word(self._letters())

    def _letters(self) -> str:
        found = _LETTERS.match(self.phrase, self.at)
        letters = found[0] if found else ""
        self.at += len(letters)
        return letters

    def _choice(self) -> Choice:
        opened = self.at
        if len(self.brackets) >= MAX_NESTING:
            raise PhraseError(f"more than {MAX_NESTING} brackets in each other", opened)
        self.brackets.append(opened)
        branches: list[Sequence] = []
        char = "|"
        while char == "|":
            self.at += 1
            branches.append(self._sequence())
            char = self.phrase[self.at : self.at + 1]
            self._check_branch(branches, opened, char)
        self.brackets.pop()
        self.at += 1
        return Choice(tuple(branches), optional=self.phrase[opened] == "(")

    def _check_branch(self, branches: list[Sequence], opened: int, char: str) -> None:
        """Refuse a branch that `char` does not end, and an empty one; only the first may be."""
        bracket = self.phrase[opened]
        if not char:
            raise PhraseError(f"«{bracket}» is never closed", opened)
        if char not in ("|", _CLOSING[bracket]):
            raise PhraseError(f"«{char}» closes no bracket", self.at)
        if branches[-1]:
            return
        if char != "|":
            raise PhraseError("a bracket with nothing in it or after «|»", self.at)
        if self.at > opened + 1:
            raise PhraseError("nothing stands between «|» and «|»", self.at)

    def _group(self) -> GroupName:
        begin, end = self.at, self.phrase.find("}", self.at)
        if end < 0:
            raise PhraseError("«{» is never closed", begin)
        name = self.phrase[begin + 1 : end].strip()
        if not name:
            raise PhraseError("«{}» names no group", begin)
        self.at = end + 1
        return GroupName(name, begin)

    def _gap(self) -> Gap:
        found = _GAP.match(self.phrase, self.at)
        if found is None:
            raise PhraseError("«<» begins no gap such as <3> or <1-3>", self.at)
        least, most = int(found[1]) if found[2] else 0, int(found[2] or found[1])
        if not 0 < most <= MAX_GAP or least > most:
            raise PhraseError(f"a gap is from 1 to {MAX_GAP} words", self.at)
        before, after = self.phrase[: self.at], self.phrase[found.end() :]
        if not before.strip() or not after.strip():
            raise PhraseError("a gap stands between words", self.at)
        if not before[-1].isspace() or not after[0].isspace():
            raise PhraseError("a gap has a space on both sides", self.at)
        self.at = found.end()
        return Gap(least, most)

    def _lemma(self) -> Word:
        begin = self.at
        self.at += 1
        letters = self._letters()
        if not letters:
            raise PhraseError("«~» has no word after it", begin)
        return Word(letters, lemma=True)

    def _wildcard(self) -> Wild:
        around = self.phrase[max(self.at - 1, 0) : self.at] + self.phrase[self.at + 1 : self.at + 2]
        if not around.strip():
            raise PhraseError("«*» stands alone; a word is written <1>", self.at)
        self.at += 1
        return Wild()

    def _mark(self) -> Mark:
        opens = self.phrase[self.at] == ">"
        if self.brackets:
            raise PhraseError("a mark cannot stand inside brackets", self.at)
        if opens and self.has_mark:
            raise PhraseError("a second «>>»", self.at)
        if not opens and self.mark_from is None:
            raise PhraseError("«<<» without «>>» before it", self.at)
        if not opens and not self.phrase[(self.mark_from or 0) + 2 : self.at].strip():
            raise PhraseError("nothing stands between «>>» and «<<»", self.at)
        self.has_mark = True
        self.mark_from = self.at if opens else None
        self.at += 2
        return Mark(opens)
