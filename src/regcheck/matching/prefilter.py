"""The literals a rule set looks for in one pass, and what each of them starts.

They lie in groups by their rarest word. A short text is searched for those groups alone whose word
it holds, since to make a searcher of all literals takes longer than to check a draft; only when
much text has been seen is it made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from regcheck.search.frequency import occurrences
from regcheck.search.scanner import Scan, build_scanner

MUCH_TEXT = 20
"""Code points for each group from which on it pays to look for all literals."""
_WORD = re.compile(r"[^\W_]+")
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


class Starts(NamedTuple):
    """What a literal of the prefilter starts: whole matches, and triggers to try, each with
    whether the literal must be a word of its own for it. `closed`: all of it asks for that."""

    uses: tuple[LiteralUse, ...] = ()
    anchors: tuple[tuple[int, bool], ...] = ()
    closed: bool = True


Group = tuple[tuple[str, bytes], ...]
"""Literals, each with its `Starts` as MessagePack."""
Groups = dict[str, bytes]
"""By word, a `Group` as MessagePack."""


def in_groups(starts: Mapping[str, Starts]) -> Groups:
    """The literals (lower case) and what they start, grouped and packed; in order."""
    import msgspec

    pack = msgspec.msgpack.encode
    groups: dict[str, list[tuple[str, bytes]]] = {}
    for literal in sorted(starts):
        group = groups.setdefault(_rarest_word(literal, closed=starts[literal].closed), [])
        group.append((literal, pack(starts[literal])))
    return {word: pack(groups[word]) for word in sorted(groups)}


def _rarest_word(literal: str, *, closed: bool) -> str:
    """The rarest of the words that are whole ones wherever the literal counts: those at the edges
    of an open literal may be parts of words."""
    words = [
        found[0]
        for found in _WORD.finditer(literal)
        if closed or (found.start() > 0 and found.end() < len(literal))
    ]
    return min(words, key=lambda word: (occurrences(word, whole=True), word), default=_ANYWHERE)


class _Searcher:
    """Some of the literals, ready to be looked for. What they start is unpacked when they are
    first met."""

    def __init__(self, group: Iterable[tuple[str, bytes]]) -> None:
        import msgspec

        self._decode = msgspec.msgpack.Decoder(Starts).decode
        self.literals: list[str] = []
        self._starts: list[Starts | bytes] = []
        for literal, packed in group:
            self.literals.append(literal)
            self._starts.append(packed)
        self._scan: Scan = build_scanner(self.literals)

    def start(self, index: int) -> Starts:
        """What the literal with this index starts."""
        found = self._starts[index]
        if isinstance(found, bytes):
            found = self._starts[index] = self._decode(found)
        return found

    def hits(self, lowered: str) -> Iterator[tuple[Starts, int, int]]:
        starts, start_of, size = self._starts, self.start, len(lowered)
        for index, begin, end in self._scan(lowered):
            found = starts[index]
            if isinstance(found, bytes):
                found = start_of(index)
            if not found.closed or not (
                (end < size and lowered[end].isalnum()) or (begin and lowered[begin - 1].isalnum())
            ):
                yield found, begin, end


class Prefilter:
    """Finds all literals of a rule set in one text after another."""

    def __init__(self, groups: Groups) -> None:
        import msgspec

        self._decode = msgspec.msgpack.Decoder(Group).decode
        self._groups = groups
        self._seen = 0
        self._whole: _Searcher | None = None

    def hits(self, lowered: str) -> Iterator[tuple[Starts, int, int]]:
        """What each occurrence of a literal starts, with its span in `lowered` (code points), by
        ends; overlapping ones too. Literals that are closed are left out within words, and may be
        where they are no words of their own."""
        self._seen += len(lowered)
        if self._whole is None and self._seen < MUCH_TEXT * len(self._groups):
            words = {_ANYWHERE, *_WORD.findall(lowered)}
            return _Searcher(self._of(sorted(words & self._groups.keys()))).hits(lowered)
        return self._everything().hits(lowered)

    def literals(self) -> Iterator[tuple[str, Starts]]:
        """All literals with what they start, in order."""
        whole = self._everything()
        for index in sorted(range(len(whole.literals)), key=whole.literals.__getitem__):
            yield whole.literals[index], whole.start(index)

    def _everything(self) -> _Searcher:
        if self._whole is None:
            self._whole = _Searcher(self._of(self._groups))
        return self._whole

    def _of(self, words: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        return chain.from_iterable(self._decode(self._groups[word]) for word in words)
