"""What a phrase matches when all its optional words are left out.

A phrase that is then empty, or one word that stands in nearly every sentence, is seldom what its
author meant.
"""

from __future__ import annotations

from typing import Final

from regcheck.packs.phrase_syntax import Choice, Gap, Mark, Sequence, Space, Word

_WORDS: Final = """
alle alt annen andre anna at av bare bli blir ble berre da de dei dem den denne der det dette
disse desse du då eg ei ein eit eller en enn er et etter for fra før frå gjelder gjeld han har
hun ho i ikke ikkje ingen innen kan kunne kva med men mot må nå når og òg også om over på samt
seg sin sine sitt si skal skulle slik slike som så til under uten utan ut var ved vere være vert
vil ville å a an and are as at be by for from has if in is it may must not of on or shall that
the this to was which with
"""
_COMMON: Final = frozenset(_WORDS.split())
"""Words that stand in nearly every sentence: they are found anywhere."""
_MOST: Final = 200
"""Ways of leaving words out that are looked at."""
_OTHER: Final = "\x00"
"""Stands for what may be any word, and so is not one common word."""


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
        texts = [text + one for text in texts for one in some][:_MOST]
    return texts
