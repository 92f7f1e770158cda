"""What of an amending document a law has already, and where the law is newer than it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from regcheck.base.text.patterns import pattern
from regcheck.changes.amending.check import LawState, holds, name_of, names_in, words_of
from regcheck.changes.amending.edits import is_headed
from regcheck.changes.amending.instructed import Change
from regcheck.document.model import Document
from regcheck.law.address import Address, StepKind
from regcheck.law.dated import DATED, dated_refid

_CHANGED: Final = pattern(r"(?m)^sist-endret: \"?((?:lov|forskrift)/[\d-]+)")
_HISTORY: Final = pattern(r"\b(?:[Ee]ndr[ea]t?|[Tt]ilføy[det]+|[Nn]y|[Oo]pphev[eat]+)\b.*\bved\b.*")
_ASIDE: Final = pattern(r"\([^()]*\)")
_DATE: Final = pattern(DATED)


class Standing:
    """Tells of changes whether the law has them (`already`) or has changed since (`newer`)."""

    def __init__(self, law: Document, amending: Document) -> None:
        self.law = law
        self.amending = amending
        self.state = LawState(law)
        self.date = _date(amending.meta.refid)
        found = _CHANGED.search(law.source_text)
        self.latest = _date(found[1]) if found else ()

    def of_all(self, changes: Sequence[Change]) -> dict[int, str]:
        """`already` or `newer` by the place of a change; those still to be made are left out."""
        found = {n: "already" for n, one in enumerate(changes) if self._stands(one)}
        most = 2 * len(found) >= sum(one.understood for one in changes)
        sections = {name for n in found for name in names_in(changes[n])}
        for number, change in enumerate(changes):
            if number in found or not change.understood:
                continue
            if self._is_older(change) or (sections and (most or sections & names_in(change))):
                found[number] = "newer"
        return found

    def _is_older(self, change: Change) -> bool:
        places = [*change.places, *(new for _, new in change.moved)]
        return bool(self.date) and (self.latest == self.date or any(map(self._newer, places)))

    def _stands(self, change: Change) -> bool:
        places = [*change.worded, *change.added]
        if change.swapped or change.heading or not places or not change.text:
            return False
        if change.repealed or change.moved:
            return False
        words = words_of(self.amending, change.text)
        units = [self.state.finder.find(place) for place in places]
        texts = []
        for unit in units:
            if unit is None:
                return False
            own = unit.own.split("\n", 1)[0] if unit.kind is StepKind.ARTICLE else ""
            headed = any(map(is_headed, change.text))
            text = unit.written().removeprefix(own) if own and not headed else unit.written()
            notes = (one.written() for one in unit.walk() if one.kind is StepKind.NOTE)
            for note in (one for one in notes if _HISTORY.search(one)):
                text = text.replace(note, " ")
            texts.append(text)
        text = " ".join(texts)
        # Numbers that the law shows and the new text has as labels are not counted.
        spare = len(words) // 10 + 6 * len(places)
        whole = len(text.split()) <= len(words) + spare
        leaves = (leaf for node in change.text for leaf in node.walk() if not leaf.children)
        return whole and all(holds(text, words_of(self.amending, [leaf])) for leaf in leaves)

    def _newer(self, place: Address) -> bool:
        """Whether the history of what a place is in names the amending document or a later one."""
        name = name_of(place)
        pieces = [o for o in self.state.pieces if name in (o.name, *o.around) or not name]
        for piece in pieces:
            for line in _HISTORY.findall(piece.text):
                for found in _DATE.finditer(_ASIDE.sub("", line)):
                    if _date(dated_refid("lov", found)) >= self.date:
                        return True
        return False


def _date(refid: str) -> tuple[int, ...]:
    """Year, month, day and number of an id, which sort by age."""
    numbers = refid.rpartition("/")[2].split("-")
    return tuple(map(int, numbers)) if all(map(str.isdecimal, numbers)) else ()
