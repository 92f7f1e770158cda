"""How many spaces a match of a phrase can hold, by which it is told how far it reaches."""

from __future__ import annotations

from collections.abc import Callable

from regcheck.matching.phrase import Forms
from regcheck.matching.reach import UNKNOWN
from regcheck.packs.phrase_syntax import Choice, Gap, GroupName, Sequence, Space, Word


def most_spaces(sequence: Sequence, forms: Forms, group: Callable[[str], int]) -> int:
    """The most spaces a match of a phrase can hold, or `UNKNOWN`. `group` says it of a named
    group."""
    total = 0
    for atom in sequence:
        if isinstance(atom, Space):
            most = 1
        elif isinstance(atom, Gap):
            most = atom.most
        elif isinstance(atom, Word):
            words = forms(atom.text) if atom.lemma else (atom.text,)
            most = max(word.count(" ") for word in words)
        elif isinstance(atom, GroupName):
            most = group(atom.name)
        elif isinstance(atom, Choice):
            inner = [most_spaces(branch, forms, group) for branch in atom.branches]
            # An optional choice may bring the space before or after it along.
            most = UNKNOWN if UNKNOWN in inner else max(inner, default=0) + 1
        else:
            most = 0
        if most == UNKNOWN:
            return UNKNOWN
        total += most
    return total
