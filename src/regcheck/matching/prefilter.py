"""The literals a rule set looks for in one pass, and what each of them starts.

They lie in groups by their rarest word. A short text is searched for those groups alone whose word
it holds, since to make a searcher of all literals takes longer than to check a draft; only when
much text has been seen is it made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

import msgspec

from regcheck.base.search.frequency import occurrences
from regcheck.base.search.scanner import Scan, build_scanner
from regcheck.base.text.patterns import pattern
from regcheck.base.values import encoded
from regcheck.document.model import Role

MUCH_TEXT = 20
"""Code points for each group from which on it pays to look for all literals."""
_WORD = pattern(r"[^\W_]+")
_ANYWHERE = ""
"""The group of literals of which no word must be there as a word of its own."""


class LiteralUse(NamedTuple):
    """A literal that is a whole match of a trigger: how its edges must be, and what to report."""

    trigger: int
    open_left: bool
    open_right: bool
    marked_start: int
    marked_end: int
    rest: int = 0
    entry: int = -1
    cased: str = ""


Uses = tuple[LiteralUse, ...]
Anchors = tuple[tuple[int, bool], ...]


class AnchorUse(NamedTuple):
    """A trigger that has a literal as anchor. `only_whole`: the literal must be a whole word;
    `need` and `list_need`: masks of words that the leaf, or the list around it, must also hold (-1:
    the list does not count)."""

    trigger: int
    only_whole: bool
    need: int
    list_need: int


class InRole(NamedTuple):
    """What a literal starts in text of one role."""

    uses: Uses
    anchored: tuple[AnchorUse, ...]


def met(anchored: Iterable[AnchorUse], own: int, around: int, *, whole: bool) -> Iterator[int]:
    """The triggers whose needs are met in a leaf or the list around it, given by their masks.
    `whole`: the literal is a word of its own there."""
    for trigger, only_whole, need, list_need in anchored:
        if (whole or not only_whole) and (
            own & need == need or (list_need >= 0 and around & list_need == list_need)
        ):
            yield trigger


@dataclass(frozen=True, slots=True)
class Starts:
    """What a literal of the prefilter starts: whole matches, and triggers to try, each with
    whether the literal must be a word of its own for it. `closed`: all of it asks for that.
    `in_role` is what of it counts by the role of a text, as far as it has been worked out."""

    uses: Uses = ()
    anchors: Anchors = ()
    closed: bool = True
    in_role: dict[Role, InRole | None] = field(default_factory=dict, compare=False, repr=False)


Group = tuple[tuple[str, bool, bytes], ...]
"""Literals, each with whether it is closed, and its uses and anchors as MessagePack."""
Groups = dict[str, bytes]
"""By word, a `Group` as MessagePack."""


def in_groups(starts: Mapping[str, Starts]) -> Groups:
    """The literals (lower case) and what they start, grouped and packed; in order."""
    groups: dict[str, list[tuple[str, bool, bytes]]] = {}
    for literal in sorted(starts):
        one = starts[literal]
        group = groups.setdefault(_rarest_word(literal, closed=one.closed), [])
        group.append((literal, one.closed, encoded((one.uses, one.anchors))))
    return {word: encoded(groups[word]) for word in sorted(groups)}


def _rarest_word(literal: str, *, closed: bool) -> str:
    """The rarest of the words that are whole ones wherever the literal counts: those at the edges
    of an open literal may be parts of words."""
    words = [
        found[0]
        for found in _WORD.finditer(literal)
        if closed or (found.start() > 0 and found.end() < len(literal))
    ]
    return min(words, key=lambda word: (occurrences(word, whole=True), word), default=_ANYWHERE)


class _Searcher(dict[int, Starts]):
    """Some of the literals, ready to be looked for, and by index what they start: that is unpacked
    when they are first met."""

    def __init__(self, group: Iterable[tuple[str, bool, bytes]]) -> None:
        self._decode = msgspec.msgpack.Decoder(tuple[Uses, Anchors]).decode
        self.literals: list[str] = []
        self._closed: list[bool] = []
        self._packed: list[bytes] = []
        for literal, closed, packed in group:
            self.literals.append(literal)
            self._closed.append(closed)
            self._packed.append(packed)
        self._scan: Scan = build_scanner(self.literals)

    def __missing__(self, index: int) -> Starts:
        """Unpack what the literal with this index starts."""
        uses, anchors = self._decode(self._packed[index])
        found = self[index] = Starts(uses, anchors, self._closed[index])
        return found

    def hits(self, lowered: str) -> list[tuple[Starts, int, int]]:
        closed, around = self._closed, f" {lowered} "
        return [
            (self[index], begin, end)
            for index, begin, end in self._scan(lowered)
            if not (closed[index] and (around[begin].isalnum() or around[end + 1].isalnum()))
        ]


class Prefilter:
    """Finds all literals of a rule set in one text after another."""

    def __init__(self, groups: Groups) -> None:
        self._decode = msgspec.msgpack.Decoder(Group).decode
        self._groups = groups
        self._seen = 0
        self._whole: _Searcher | None = None

    def hits(self, lowered: str) -> list[tuple[Starts, int, int]]:
        """What each occurrence of a literal starts, with its span in `lowered` (code points), by
        ends; overlapping ones too. Literals that are closed are left out within words, and may be
        where they are no words of their own."""
        self._seen += len(lowered)
        if self._whole is None and self._seen < MUCH_TEXT * len(self._groups):
            words = {_ANYWHERE, *_WORD.findall(lowered)}
            return _Searcher(self._of(sorted(words & self._groups.keys()))).hits(lowered)
        return self._everything().hits(lowered)

    def _everything(self) -> _Searcher:
        if self._whole is None:
            self._whole = _Searcher(self._of(self._groups))
        return self._whole

    def _of(self, words: Iterable[str]) -> Iterator[tuple[str, bool, bytes]]:
        return chain.from_iterable(self._decode(self._groups[word]) for word in words)
