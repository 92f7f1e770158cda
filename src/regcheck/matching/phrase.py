"""The phrase language of rule files: parsing, expansion to literals, and regular expressions.

A phrase becomes a small tree of atoms. Where that tree stands for a moderate number of strings it
is expanded, so that matching needs no regular expression; otherwise it becomes one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import product
from typing import Any

OPEN, MARK, UNMARK = "\x01", "\x02", "\x03"
_SPECIAL = set("[](){}<>~*|")
_GAP = re.compile(r"<(\d+)(?:-(\d+))?>")
_SPACES = re.compile(r" {2,}")
MAX_STRINGS = 4000
MIN_FAST = 4
"""Alternatives from which on an expression is built as a trie."""


class PhraseError(ValueError):
    """A phrase that cannot be read; the message says where and what was expected."""


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


def parse_phrase(phrase: str) -> Sequence:
    """The atoms of a phrase. Raises PhraseError for unbalanced brackets or unknown marks."""
    atoms, rest = _sequence(phrase, 0, "")
    if rest != len(phrase):
        raise PhraseError(f"unexpected «{phrase[rest]}» at character {rest + 1} of «{phrase}»")
    if not atoms:
        raise PhraseError("an empty phrase")
    return atoms


def _sequence(phrase: str, at: int, stop: str) -> tuple[Sequence, int]:
    atoms: list[Atom] = []
    while at < len(phrase) and phrase[at] not in stop:
        atom, at = _atom(phrase, at)
        if not (isinstance(atom, Space) and (not atoms or isinstance(atoms[-1], Space))):
            atoms.append(atom)
    while atoms and isinstance(atoms[-1], Space):
        atoms.pop()
    return tuple(atoms), at


def _atom(phrase: str, at: int) -> tuple[Atom, int]:
    char = phrase[at]
    if char.isspace():
        return Space(), at + 1
    if char == "*":
        return Wild(), at + 1
    if char == "[":
        branches, end = _branches(phrase, at + 1, "]")
        return Choice(branches), end
    if char == "(":
        branches, end = _branches(phrase, at + 1, ")")
        return Choice(branches, optional=True), end
    if char == "{":
        end = phrase.find("}", at)
        if end < 0:
            raise PhraseError(f"«{{» at character {at + 1} of «{phrase}» is never closed")
        return GroupName(phrase[at + 1 : end].strip()), end + 1
    if phrase.startswith((">>", "<<"), at):
        return Mark(char == ">"), at + 2
    if char == "<":
        return _gap(phrase, at)
    if char == "~" or char not in _SPECIAL:
        end = at + (char == "~")
        while end < len(phrase) and phrase[end] not in _SPECIAL and not phrase[end].isspace():
            end += 1
        if char == "~" and end == at + 1:
            raise PhraseError(f"«~» at character {at + 1} of «{phrase}» has no word after it")
        return Word(phrase[at + (char == "~") : end], char == "~"), end
    raise PhraseError(f"unexpected «{char}» at character {at + 1} of «{phrase}»")


def _gap(phrase: str, at: int) -> tuple[Atom, int]:
    gap = _GAP.match(phrase, at)
    if gap is None:
        raise PhraseError(f"«<» at character {at + 1} of «{phrase}» begins no gap such as <3>")
    first, second = int(gap[1]), gap[2]
    least, most = (first, int(second)) if second else (0, first)
    if most > 25 or least > most:
        raise PhraseError(f"a gap in «{phrase}» must be at most 25 words and not end below")
    return Gap(least, most), gap.end()


def _branches(phrase: str, at: int, close: str) -> tuple[tuple[Sequence, ...], int]:
    begun, branches = at, []
    while True:
        branch, at = _sequence(phrase, at, "|" + close)
        branches.append(branch)
        if at >= len(phrase):
            raise PhraseError(f"the bracket at character {begun} of «{phrase}» is never closed")
        if phrase[at] == close:
            return tuple(branches), at + 1
        at += 1


Forms = Callable[[str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Literal:
    """One string a phrase stands for.

    `open_left`/`open_right`: more letters may stand there. `marked` is the part that is reported,
    as (start, end) in `text`.
    """

    text: str
    open_left: bool = False
    open_right: bool = False
    marked: tuple[int, int] = (0, 0)


def expand(sequence: Sequence, forms: Forms) -> tuple[Literal, ...] | None:
    """The literals a phrase stands for, sorted; None when it has gaps, groups, inner wildcards or
    stands for too many."""
    strings = _strings(sequence, forms)
    if strings is None:
        return None
    found = set()
    for raw in strings:
        literal = _literal(_SPACES.sub(" ", raw).strip(" "))
        if literal is None:
            return None
        if literal.text:
            found.add(literal)
    return tuple(sorted(found, key=lambda x: (x.text, x.open_left, x.open_right, x.marked)))


def _literal(raw: str) -> Literal | None:
    marked_from = raw.find(MARK)
    raw = raw.replace(MARK, "")
    marked_to = raw.find(UNMARK)
    raw = raw.replace(UNMARK, "")
    left, right = raw.startswith(OPEN), raw.endswith(OPEN)
    text = raw.strip(OPEN)
    if OPEN in text:
        return None
    shift = 1 if left else 0
    begin = max(marked_from - shift, 0) if marked_from >= 0 else 0
    end = min(marked_to - shift, len(text)) if marked_to >= 0 else len(text)
    while begin < end and text[begin] == " ":
        begin += 1
    return Literal(text, left, right, (begin, len(text[:end].rstrip(" "))))


def _strings(sequence: Sequence, forms: Forms) -> list[str] | None:
    options: list[list[str]] = []
    size = 1
    for atom in sequence:
        if isinstance(atom, Gap | GroupName):
            return None
        if isinstance(atom, Choice):
            some: list[str] = [""] if atom.optional else []
            for branch in atom.branches:
                inner = _strings(branch, forms)
                if inner is None:
                    return None
                some += inner
        elif isinstance(atom, Word):
            some = sorted(forms(atom.text)) if atom.lemma else [atom.text]
        else:
            some = [
                " "
                if isinstance(atom, Space)
                else OPEN
                if isinstance(atom, Wild)
                else MARK
                if atom.opens
                else UNMARK
            ]
        options.append(some)
        size *= len(some)
        if size > MAX_STRINGS:
            return None
    return ["".join(parts) for parts in product(*options)]


LEFT_EDGE, RIGHT_EDGE = r"(?<!\w)(?<!\w-)", r"(?!\w|-\w)"


def to_regex(sequence: Sequence, forms: Forms, group: Callable[[str], str]) -> str:
    """A regular expression for a phrase on text with single spaces. What is marked with `>>…<<`
    is the group `marked`. `group` gives the expression of a named group."""
    body = inner_regex(sequence, forms, group)
    left = "" if sequence and isinstance(sequence[0], Wild) else LEFT_EDGE
    right = "" if sequence and isinstance(sequence[-1], Wild) else RIGHT_EDGE
    return f"{left}{body}{right}"


def inner_regex(sequence: Sequence, forms: Forms, group: Callable[[str], str]) -> str:
    """The same without the conditions that it begins and ends where words do."""
    parts: list[str] = []
    spaced = True
    for place, atom in enumerate(sequence):
        follows = place + 1 < len(sequence) and isinstance(sequence[place + 1], Space)
        if isinstance(atom, Space):
            if not spaced:
                parts.append(" ")
            spaced = True
        elif isinstance(atom, Gap):
            parts.append(f"(?:[^\\s;:]+ ){{{atom.least},{atom.most}}}")
        elif isinstance(atom, Choice):
            inner = _choice(atom, forms, group, word_ends=follows or place + 1 == len(sequence))
            if not atom.optional:
                parts.append(inner)
                spaced = False
            elif parts and parts[-1] == " ":
                parts[-1] = f"(?: {inner})?"
                spaced = False
            elif spaced and follows:
                parts.append(f"(?:{inner} )?")
            else:
                parts.append(f"{inner}?")
                spaced = False
        else:
            parts.append(_simple(atom, forms, group))
            spaced = spaced and isinstance(atom, Mark)
    return "".join(parts)


def _choice(atom: Choice, forms: Forms, group: Callable[[str], str], *, word_ends: bool) -> str:
    """The alternatives as a group, as a trie where they are many plain words."""
    strings = plain_strings(atom.branches, forms) if word_ends else None
    if strings and len(strings) >= MIN_FAST:
        return choice_regex(strings)
    return "(?:" + "|".join(inner_regex(branch, forms, group) for branch in atom.branches) + ")"


def plain_strings(branches: Iterable[Sequence], forms: Forms) -> frozenset[str] | None:
    """What alternatives stand for, when they are plain words with or without open ends; an open
    end is the character `OPEN`."""
    found: set[str] = set()
    for branch in branches:
        if any(isinstance(atom, Mark) for atom in branch):
            return None
        some = _strings(branch, forms)
        if some is None:
            return None
        found.update(_SPACES.sub(" ", one).strip(" ") for one in some)
    if "" in found or any(OPEN in one[1:-1] for one in found):
        return None
    return frozenset(found)


def choice_regex(strings: frozenset[str]) -> str:
    """A fast expression for plain strings after which a word must end: common beginnings stand
    once, and open beginnings are looked for from the end of the word."""
    suffixes = sorted(s[1:] for s in strings if s.startswith(OPEN) and s[1:].isalpha())
    rest = strings - {OPEN + s for s in suffixes}
    parts = [_trie_regex(rest)] if rest else []
    if suffixes:
        parts.append(rf"\w++(?<={'|'.join(suffixes)})")
    return "(?:" + "|".join(parts) + ")"


def _trie_regex(strings: Iterable[str]) -> str:
    """Strings as one expression in which common beginnings stand once."""
    trie: dict[str, Any] = {}
    for one in strings:
        node = trie
        for char in one:
            node = node.setdefault(char, {})
        node[""] = {}
    return _trie_branch(trie)


def _trie_branch(node: dict[str, Any]) -> str:
    branches = []
    for char in sorted(node):
        if not char:
            continue
        run, below = [char], node[char]
        while len(below) == 1 and "" not in below:
            (following,) = below
            run.append(following)
            below = below[following]
        shown = "".join(r"\w*" if c == OPEN else re.escape(c) for c in run)
        branches.append(shown + (_trie_branch(below) if below.keys() - {""} else ""))
    body = "|".join(branches)
    if "" in node:
        return f"(?:{body})?"
    return f"(?:{body})" if len(branches) > 1 else body


def _simple(atom: Atom, forms: Forms, group: Callable[[str], str]) -> str:
    if isinstance(atom, Word):
        if not atom.lemma:
            return re.escape(atom.text)
        return "(?:" + "|".join(re.escape(f) for f in sorted(forms(atom.text), reverse=True)) + ")"
    if isinstance(atom, Wild):
        return r"\w*"
    if isinstance(atom, Mark):
        return "(?P<marked>" if atom.opens else ")"
    if isinstance(atom, GroupName):
        return group(atom.name)
    raise PhraseError("this cannot stand inside brackets")
