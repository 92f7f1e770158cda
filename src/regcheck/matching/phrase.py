"""What the phrases of rule files stand for: literals, or regular expressions.

Where the tree of atoms of a phrase stands for a moderate number of strings it is expanded, so that
matching needs no regular expression; otherwise it becomes one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import product

from regcheck.base.text.patterns import pattern
from regcheck.matching.literal import MARK, OPEN, UNMARK, Literal
from regcheck.packs.phrase_syntax import (
    Choice,
    Gap,
    GroupName,
    Mark,
    Sequence,
    Space,
    Wild,
    Word,
)

_SPACES = pattern(r" {2,}")
_LETTERS = pattern(r"(\\.|\(\?P<marked>)|[^\\(]+", re.DOTALL)
"""Stretches of an expression to be lowered, or in the group what is to stay as it is."""
MAX_STRINGS = 4000
ANY_LETTERS = r"\w*"


Forms = Callable[[str], frozenset[str]]


def expand(sequence: Sequence, forms: Forms, most: int = MAX_STRINGS) -> tuple[Literal, ...] | None:
    """The literals a phrase stands for, sorted; None when it has gaps, groups, inner wildcards or
    stands for more than `most`, those counted that come out the same."""
    strings = strings_of(sequence, forms, most)
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
    if raw.isprintable():  # none of the signs is
        return Literal(raw, marked=(0, len(raw)))
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


def strings_of(sequence: Sequence, forms: Forms, most: int = MAX_STRINGS) -> list[str] | None:
    """All strings a sequence stands for, with `OPEN`, `MARK` and `UNMARK` in them; None when it has
    gaps or groups, or stands for more than `most`."""
    options: list[list[str]] = []
    size = 1
    for atom in sequence:
        if isinstance(atom, Gap | GroupName):
            return None
        if isinstance(atom, Choice):
            some: list[str] = [""] if atom.optional else []
            for branch in atom.branches:
                if len(branch) == 1 and isinstance(branch[0], Word) and not branch[0].lemma:
                    some.append(branch[0].text)
                    continue
                inner = strings_of(branch, forms, most)
                if inner is None:
                    return None
                some += inner
        elif isinstance(atom, Word):
            some = _in_order(forms(atom.text)) if atom.lemma else [atom.text]
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
        if size > most:
            return None
    return ["".join(parts) for parts in product(*options)]


@lru_cache(maxsize=1 << 14)
def _in_order(words: frozenset[str]) -> list[str]:
    """The forms of a word, sorted; the most used ones are asked for hundreds of times."""
    return sorted(words)


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
            if parts and parts[-1] == " ":
                parts[-1] = ",? "
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


def pattern_in_lower_case(pattern: str) -> str:
    """An expression made from a phrase, for lower-case text: letters lowered, classes kept."""
    return _LETTERS.sub(lambda found: found[1] or found[0].lower(), pattern)


def _choice(atom: Choice, forms: Forms, group: Callable[[str], str], *, word_ends: bool) -> str:
    strings = plain_strings(atom.branches, forms) if word_ends else None
    if strings is not None:
        return choice_regex(strings)
    return "(?:" + "|".join(inner_regex(branch, forms, group) for branch in atom.branches) + ")"


def plain_strings(branches: Iterable[Sequence], forms: Forms) -> frozenset[str] | None:
    """What alternatives stand for, when they are plain words with or without open ends; an open
    end is the character `OPEN`."""
    found: set[str] = set()
    for branch in branches:
        if any(isinstance(atom, Mark) for atom in branch):
            return None
        some = strings_of(branch, forms)
        if some is None:
            return None
        found.update(_SPACES.sub(" ", one).strip(" ") for one in some)
    if "" in found or any(OPEN in one[1:-1] for one in found):
        return None
    return frozenset(found)


def choice_regex(strings: Iterable[str]) -> str:
    """An expression for plain strings after which a word must end, the longest first."""
    in_order = sorted(strings, key=lambda one: (-len(one), one))
    return f"(?:{'|'.join(re.escape(one).replace(OPEN, ANY_LETTERS) for one in in_order)})"


def _simple(atom: Word | Wild | Mark | GroupName, forms: Forms, group: Callable[[str], str]) -> str:
    if isinstance(atom, Word):
        if not atom.lemma:
            return re.escape(atom.text)
        return "(?:" + "|".join(re.escape(f) for f in sorted(forms(atom.text), reverse=True)) + ")"
    if isinstance(atom, Wild):
        return ANY_LETTERS
    if isinstance(atom, Mark):
        return "(?P<marked>" if atom.opens else ")"
    return group(atom.name)
