"""Findings of two runs matched. Marks are matched one to one, in stages: equal, moved (rule and
content agree), changed (rule, document and unit agree, the sentence does not); never by number
or line. The outcome does not depend on their order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from enum import StrEnum
from operator import itemgetter
from typing import NamedTuple

from regcheck.base.text.patterns import pattern
from regcheck.base.text.printable import clipped
from regcheck.findings.model import Finding

_DIGITS = pattern(r"(\d+)")
_SENTENCE = "/setning/"
MOST_WORDS = 120
"""Code points of a finding's words that are kept at most."""
NOBODY = -1


class Grade(StrEnum):
    """How a finding is related to those of an earlier run."""

    EQUAL = "equal"
    MOVED = "moved"
    CHANGED = "changed"
    NEW = "new"

    @property
    def status(self) -> str:
        """The status of a finding of this grade: `known`, `moved` or `new`."""
        return {Grade.EQUAL: "known", Grade.MOVED: "moved"}.get(self, "new")


class Mark(NamedTuple):
    """What of a finding outlives its run: its rule, document, address, fingerprint parts and
    words."""

    rule: str
    document: str
    path: str
    address: str
    content: str
    nth: int = 0
    words: str = ""

    @property
    def unit(self) -> str:
        """The address without the sentence."""
        return self.address.partition(_SENTENCE)[0]


Key = Callable[[Mark], Hashable]
_SAME: Key = itemgetter(slice(6))
"""All but the words, which other tools may have cut otherwise."""
_STAGES: tuple[tuple[Grade, Key], ...] = (
    (Grade.EQUAL, lambda m: (m.rule, m.content, m.document, m.address, m.path)),
    (Grade.EQUAL, lambda m: (m.rule, m.content, m.document, m.address)),
    (Grade.MOVED, lambda m: (m.rule, m.content, m.document)),
    (Grade.MOVED, lambda m: (m.rule, m.content, m.address)),
    (Grade.MOVED, lambda m: (m.rule, m.content)),
    (Grade.CHANGED, lambda m: (m.rule, m.document, m.unit, m.words.casefold())),
    (Grade.CHANGED, lambda m: (m.rule, m.document, m.address)),
    (Grade.CHANGED, lambda m: (m.rule, m.document, m.unit)),
)


def mark_of(finding: Finding, refid: str, path: str) -> Mark:
    """The mark of a finding in the document with this id (may be empty) and path."""
    content, _, rest = finding.fingerprint.partition("-")
    nth = rest.rpartition("-")[2]
    return Mark(
        finding.rule.id,
        refid or path,
        path,
        address_within(finding.address_path, refid),
        content,
        int(nth) if nth.isdecimal() else 0,
        clipped(finding.quote, MOST_WORDS),
    )


def address_within(address_path: str, refid: str) -> str:
    """The path of an address without the id of the document."""
    return address_path.removeprefix(refid).removeprefix("/") if refid else address_path


def renamed(marks: Iterable[Mark], aliases: Mapping[str, str]) -> list[Mark]:
    """The marks with the rules' present ids; `aliases` gives them by former ones."""
    return [
        mark._replace(rule=aliases[mark.rule]) if mark.rule in aliases else mark for mark in marks
    ]


class Matching:
    """Earlier marks, and later ones as they come; `grades` and `partners` (a place in `earlier`,
    or `NOBODY`) are final after `finish`."""

    def __init__(self, earlier: Sequence[Mark]) -> None:
        self.earlier = earlier
        self.later: list[Mark] = []
        self.grades: list[Grade] = []
        self.partners: list[int] = []
        self._free = set(range(len(earlier)))
        self._same: dict[Hashable, list[int]] = defaultdict(list)
        self._contents: dict[tuple[str, str], int] = defaultdict(int)
        for number, mark in enumerate(earlier):
            self._same[_SAME(mark)].append(number)
            self._contents[mark.rule, mark.content] += 1

    def add(self, mark: Mark) -> int:
        """Take a later mark, and match it at once if an earlier one is the same in everything."""
        number = len(self.later)
        self.later.append(mark)
        self.grades.append(Grade.NEW)
        self.partners.append(NOBODY)
        same = self._same.get(_SAME(mark))
        if same:
            self._join(Grade.EQUAL, same.pop(), number)
        return number

    def may_still_match(self, number: int) -> bool:
        """Whether `finish` could find the words of a later mark among earlier ones."""
        mark = self.later[number]
        unmatched = self.partners[number] == NOBODY
        return unmatched and self._contents.get((mark.rule, mark.content), 0) > 0

    def finish(self) -> None:
        """Match what is left over, stage by stage."""
        left = [n for n, partner in enumerate(self.partners) if partner == NOBODY]
        left.sort(key=lambda n: _order(self.later[n]))
        free = sorted(self._free, key=lambda n: _order(self.earlier[n]))
        for grade, key in _STAGES:
            places: dict[Hashable, list[int]] = defaultdict(list)
            for number in reversed(free):
                places[key(self.earlier[number])].append(number)
            for number in left:
                mine = places.get(key(self.later[number]))
                if mine:
                    self._join(grade, mine.pop(), number)
            left = [n for n in left if self.partners[n] == NOBODY]
            free = [n for n in free if n in self._free]

    @property
    def left_over(self) -> list[int]:
        """The places of earlier marks without a later one."""
        return sorted(self._free)

    def _join(self, grade: Grade, earlier: int, later: int) -> None:
        self.grades[later] = grade
        self.partners[later] = earlier
        self._free.discard(earlier)
        mark = self.earlier[earlier]
        self._contents[mark.rule, mark.content] -= 1


def match_marks(earlier: Sequence[Mark], later: Iterable[Mark]) -> Matching:
    """Two whole runs matched; later marks are numbered in the order given."""
    matching = Matching(earlier)
    for mark in later:
        matching.add(mark)
    matching.finish()
    return matching


def natural(address: str) -> tuple[tuple[int, int, str], ...]:
    """A key that sorts addresses as people do: § 2 before § 10."""
    return tuple(
        (0, int(part[:18]), part) if part.isdecimal() else (1, 0, part)
        for part in _DIGITS.split(address)
        if part
    )


def _order(mark: Mark) -> tuple[object, ...]:
    return (mark.path, mark.document, natural(mark.address), mark.rule, mark.content, mark.nth)
