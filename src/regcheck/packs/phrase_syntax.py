"""The phrase language of rule files: its syntax tree, and the one parser.

A phrase that `parse_phrase` reads is well-formed and can be compiled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from regcheck.base.text.patterns import pattern
from regcheck.base.texts.message import Message, message

MAX_LENGTH: Final = 1_000
MAX_NESTING: Final = 8
MAX_GAP: Final = 25
_GAP: Final = pattern(r"<(\d{1,3})(?:-(\d{1,3}))?>")
_LETTERS: Final = pattern(r"[^\[\](){}<>~*|\s]*")
_MOST_KEPT: Final = 20_000
"""Phrases whose atoms are kept: rule files repeat them, and they are read both when a rule is
checked and when it is compiled."""
_BARS: Final = pattern(r"\s*\|\s*")
_CLOSING: Final = {"[": "]", "(": ")"}
_COMMON_WORDS: Final = """
alle alt annen andre anna at av bare bli blir ble berre da de dei dem den denne der det dette
disse desse du då eg ei ein eit eller en enn er et etter for fra før frå gjelder gjeld han har
hun ho i ikke ikkje ingen innen kan kunne kva med men mot må nå når og òg også om over på samt
seg sin sine sitt si skal skulle slik slike som så til under uten utan ut var ved vere være vert
vil ville å a an and are as at be by for from has if in is it may must not of on or shall that
the this to was which with
"""
_COMMON: Final = frozenset(_COMMON_WORDS.split())
"""Words that stand in nearly every sentence: they are found anywhere."""
_MOST_WAYS: Final = 200
"""Ways of leaving words out that are looked at."""
_OTHER: Final = "\x00"
"""Stands for what may be any word, and so is not one common word."""


@lru_cache(maxsize=_MOST_KEPT)
def parse_phrase(phrase: str) -> Sequence:
    """The atoms of a phrase. Raises PhraseError for one that is not well-formed."""
    if len(phrase) > MAX_LENGTH:
        raise PhraseError(message("packs.long_phrase", most=f"{MAX_LENGTH:,}"), MAX_LENGTH)
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


def groups_named(sequence: Sequence) -> list[str]:
    """The names of the groups in a sequence, in order."""
    return [atom.name for atom in atoms_in(sequence) if isinstance(atom, GroupName)]


def atoms_in(sequence: Iterable[Atom]) -> Iterator[Atom]:
    """Every atom of a sequence in order, a choice before those in its branches."""
    for atom in sequence:
        yield atom
        if isinstance(atom, Choice):
            for branch in atom.branches:
                yield from atoms_in(branch)


def is_plain(sequence: Sequence) -> bool:
    """Whether a phrase stands for a list of words: without gaps and groups, and with wildcards at
    its ends only, marks aside."""
    inner = [atom for atom in sequence if not isinstance(atom, Mark)]
    for end in (0, -1):
        if isinstance(inner[end], Wild):
            del inner[end]
    return not any(isinstance(atom, Wild | Gap | GroupName) for atom in atoms_in(inner))


def left_of(sequence: Sequence) -> str | None:
    """The word that a phrase may shrink to when it is a common one, `""` when nothing may be left
    of it, else None. A phrase without optional words shrinks to nothing."""
    if not _has_optional(sequence):
        return None
    left = {" ".join(one.split()) for one in _shortest(sequence)}
    if "" in left:
        return ""
    return min((word for word in left if word.lower() in _COMMON), default=None)


def _has_optional(sequence: Sequence) -> bool:
    return any(
        isinstance(atom, Choice) and (_may_go(atom) or any(map(_has_optional, atom.branches)))
        for atom in sequence
    )


def _may_go(choice: Choice) -> bool:
    return choice.optional or not all(choice.branches)


def _shortest(sequence: Sequence) -> list[str]:
    """The texts that a phrase stands for with as little of it as may be."""
    texts = [""]
    for atom in sequence:
        if isinstance(atom, Choice):
            some = [""]
            if not _may_go(atom):
                some = [one for branch in atom.branches for one in _shortest(branch)]
        elif isinstance(atom, Space):
            some = [" "]
        elif isinstance(atom, Word) and not atom.lemma:
            some = [atom.text]
        elif isinstance(atom, Mark) or (isinstance(atom, Gap) and not atom.least):
            some = [""]
        else:
            some = [_OTHER]
        texts = [text + one for text in texts for one in some][:_MOST_WAYS]
    return texts


def unpaired(sign: str, other: str) -> Message:
    """That one of two signs is missing."""
    return message("packs.unpaired", sign=sign, other=other)


def nothing_between(first: str, second: str) -> Message:
    """That two signs stand around nothing."""
    return message("packs.nothing_between", first=first, second=second)


class PhraseError(ValueError):
    """What is wrong with a phrase, and at which code point (from 0)."""

    def __init__(self, fault: Message, at: int) -> None:
        super().__init__(str(fault))
        self.fault = fault
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
    """Any member of a shared group."""

    name: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several sequences; `optional` adds the empty one."""

    branches: tuple[Sequence, ...]
    optional: bool = False


Atom = Word | Wild | Space | Gap | Mark | GroupName | Choice
Sequence = tuple[Atom, ...]


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
                raise PhraseError(message("packs.bar_outside"), self.at)
            raise PhraseError(message("packs.closes_nothing", sign=char), self.at)
        if self.mark_from is not None:
            raise PhraseError(unpaired(">>", "<<"), self.mark_from)
        if not any(isinstance(atom, Word | GroupName) for atom in atoms_in(sequence)):
            raise PhraseError(message("packs.no_word"), 0)
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
            raise PhraseError(message("packs.stray_sign", sign=char), self.at)
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
            raise PhraseError(message("packs.deep_brackets", most=MAX_NESTING), opened)
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
            raise PhraseError(message("packs.never_closed", sign=bracket), opened)
        if char not in ("|", _CLOSING[bracket]):
            raise PhraseError(message("packs.closes_nothing", sign=char), self.at)
        if branches[-1]:
            return
        if char != "|":
            raise PhraseError(message("packs.empty_bracket"), self.at)
        if self.at > opened + 1:
            raise PhraseError(nothing_between("|", "|"), self.at)

    def _group(self) -> GroupName:
        begin, end = self.at, self.phrase.find("}", self.at)
        if end < 0:
            raise PhraseError(message("packs.never_closed", sign="{"), begin)
        name = self.phrase[begin + 1 : end].strip()
        if not name:
            raise PhraseError(message("packs.no_group_name"), begin)
        self.at = end + 1
        return GroupName(name)

    def _gap(self) -> Gap:
        found = _GAP.match(self.phrase, self.at)
        if found is None:
            raise PhraseError(message("packs.no_gap"), self.at)
        least, most = int(found[1]) if found[2] else 0, int(found[2] or found[1])
        if not 0 < most <= MAX_GAP or least > most:
            raise PhraseError(message("packs.gap_size", most=MAX_GAP), self.at)
        before, after = self.phrase[: self.at], self.phrase[found.end() :]
        if not before.strip() or not after.strip():
            raise PhraseError(message("packs.gap_between"), self.at)
        if not before[-1].isspace() or not after[0].isspace():
            raise PhraseError(message("packs.gap_spaces"), self.at)
        self.at = found.end()
        return Gap(least, most)

    def _lemma(self) -> Word:
        begin = self.at
        self.at += 1
        letters = self._letters()
        if not letters:
            raise PhraseError(message("packs.no_lemma"), begin)
        return Word(letters, lemma=True)

    def _wildcard(self) -> Wild:
        around = self.phrase[max(self.at - 1, 0) : self.at] + self.phrase[self.at + 1 : self.at + 2]
        if not around.strip():
            raise PhraseError(message("packs.star_alone"), self.at)
        self.at += 1
        return Wild()

    def _mark(self) -> Mark:
        opens = self.phrase[self.at] == ">"
        if self.brackets:
            raise PhraseError(message("packs.mark_in_brackets"), self.at)
        if opens and self.has_mark:
            raise PhraseError(message("packs.second_mark"), self.at)
        if not opens and self.mark_from is None:
            raise PhraseError(unpaired("<<", ">>"), self.at)
        if not opens and not self.phrase[(self.mark_from or 0) + 2 : self.at].strip():
            raise PhraseError(nothing_between(">>", "<<"), self.at)
        self.has_mark = True
        self.mark_from = self.at if opens else None
        self.at += 2
        return Mark(opens)
