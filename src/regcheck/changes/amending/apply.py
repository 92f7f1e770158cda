"""The law as an amending document leaves it: each change is carried out and proved, or named, as
are those that the law has already, or is newer than."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence, Set
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from regcheck.base.text.patterns import pattern
from regcheck.changes.amending.check import (
    ConsolidationCheck,
    Fault,
    LawState,
    holds,
    names_in,
    words_of,
)
from regcheck.changes.amending.consolidator import Consolidator
from regcheck.changes.amending.edits import CannotError, is_headed
from regcheck.changes.amending.instructed import Change
from regcheck.document.model import Document
from regcheck.law.address import StepKind
from regcheck.law.dated import DATED, dated_refid
from regcheck.readers.markdown import read_markdown

_GAP: Final = pattern(r"\n{3,}")
_CHANGED: Final = pattern(r"(?m)^sist-endret: \"?((?:lov|forskrift)/[\d-]+)")
_HISTORY: Final = pattern(
    r".*\b(?:[Ee]ndr[ea]\w*|[Tt]ilføy\w+|[Ff]øydd til|[Nn]y|[Oo]pphev\w+) (?:ved|med|i) .*\d{4}.*"
)
_SENTENCE: Final = pattern(r"\. +(?=[A-ZÆØÅ])")
_COMING: Final = pattern(
    r"\W*(?:(?:Vert|Blir|Skal) |(?:Endres|Endrast|Tilføyes|Oppheves|Opphevast)\b)"
)
_ASIDE: Final = pattern(r"\([^()]*\)")
_DATE: Final = pattern(DATED)


_Date: TypeAlias = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class UnappliedChange:
    """A change that was left undone, why (`no-place`, `no-words` …) and where."""

    change: Change
    why: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class ConsolidatedLaw:
    """A law as the changes leave it, in Markdown, with those that were carried out and not."""

    text: str
    done: Sequence[Change]
    undone: Sequence[UnappliedChange]


def apply_changes(law: Document, amending: Document, changes: Iterable[Change]) -> ConsolidatedLaw:
    """Carry out the changes in a law that was read from Markdown; `amending` holds their text.
    Those that leave the law other than they say are taken back, until what is left is proved."""
    asked = list(changes)
    undone = {
        number: UnappliedChange(asked[number], why, str(next(iter(asked[number].places), "")))
        for number, why in Standing(law, amending).of_all(asked).items()
    }
    while True:
        text, refused = _attempt(law, amending, asked, undone)
        if not refused:
            refused = _refused(law, amending, asked, undone, text)
        if not refused:
            break
        undone |= refused
    done = [one for number, one in enumerate(asked) if number not in undone]
    return ConsolidatedLaw(text, done, [undone[number] for number in sorted(undone)])


def _attempt(
    law: Document, amending: Document, asked: Sequence[Change], undone: Container[int]
) -> tuple[str, dict[int, UnappliedChange]]:
    """The law with the changes that are not undone, and those that could not be carried out."""
    work = Consolidator(law, amending)
    mine = [(n, replace(one)) for n, one in enumerate(asked) if n not in undone]
    refused: dict[int, UnappliedChange] = {}
    for step in (work.check, work.take_away, work.move, work.swap, work.write):
        for number, change in mine:
            if number in refused:
                continue
            try:
                step(change)
            except CannotError as fault:
                refused[number] = UnappliedChange(asked[number], fault.why, fault.place)
    return _GAP.sub("\n\n", work.root.written()), refused


def _refused(
    law: Document,
    amending: Document,
    asked: Sequence[Change],
    undone: Container[int],
    text: str,
) -> dict[int, UnappliedChange]:
    """The changes that left the law with faults; all of them where it cannot be told which."""
    made = {n: one for n, one in enumerate(asked) if n not in undone}
    faults = _faults(law, amending, list(made.values()), text)
    refused = {
        number: UnappliedChange(change, fault.why, fault.place)
        for fault in faults[::-1]
        for number, change in made.items()
        if fault.name and fault.name in names_in(change)
    }
    if faults and not refused:
        for number, change in made.items():
            alone, cannot = _attempt(law, amending, asked, set(range(len(asked))) - {number})
            for fault in [] if cannot else _faults(law, amending, [change], alone)[:1]:
                refused[number] = UnappliedChange(change, fault.why, fault.place)
    if faults and not refused:
        fault = faults[0]
        refused = {n: UnappliedChange(one, fault.why, fault.place) for n, one in made.items()}
    return refused


def _faults(
    law: Document, amending: Document, changes: Sequence[Change], text: str
) -> Sequence[Fault]:
    after = read_markdown(text.encode(), law.source.path) if changes else law
    if not isinstance(after, Document):
        return [Fault("unreadable", law.source.path)]
    check = ConsolidationCheck(LawState(law), LawState(after), changes, amending)
    return list(check.faults()) if changes else []


class Standing:
    """Tells of changes whether the law has them (`already`) or has changed since (`newer`)."""

    def __init__(self, law: Document, amending: Document) -> None:
        self.law = law
        self.amending = amending
        self.state = LawState(law)
        self.date = _date(amending.meta.refid)
        found = _CHANGED.search(law.source_text)
        self.latest: _Date = _date(found[1]) if found else ()

    def of_all(self, changes: Sequence[Change]) -> dict[int, str]:
        """`already` or `newer` by the place of a change; those still to be made are left out."""
        found = {n: "already" for n, one in enumerate(changes) if self._stands(one)}
        most = 2 * len(found) >= sum(one.understood for one in changes)
        sections = {name for n in found for name in names_in(changes[n])}
        for number, change in enumerate(changes):
            if number in found or not change.understood:
                continue
            past, coming = self._history(names_in(change))
            beside = bool(sections) and (most or sections & names_in(change))
            if any(date >= self.date for date in past) or (beside and self.date not in coming):
                found[number] = "newer"
        return found

    def _history(self, names: Set[str]) -> tuple[set[_Date], set[_Date]]:
        """The documents that changed what is named, and those that are still to change it."""
        past: set[_Date] = {self.latest} if self.date and self.latest == self.date else set()
        coming: set[_Date] = set()
        for piece in self.state.pieces:
            if not self.date or not names & {piece.name, *piece.around, ""}:
                continue
            for line in _HISTORY.findall(piece.text):
                for said in _SENTENCE.split(_ASIDE.sub("", _ASIDE.sub("", line))):
                    dates = (_date(dated_refid("lov", one)) for one in _DATE.finditer(said))
                    (coming if _COMING.match(said) else past).update(dates)
        return past, coming

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


def _date(refid: str) -> _Date:
    """Year, month, day and number of an id, which sort by age."""
    numbers = refid.rpartition("/")[2].split("-")
    return tuple(map(int, numbers)) if all(map(str.isdecimal, numbers)) else ()
