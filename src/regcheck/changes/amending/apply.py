"""The law as an amending document leaves it: each change is carried out and proved, or named."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from regcheck.base.text.patterns import pattern
from regcheck.changes.amending.check import ConsolidationCheck, Fault, LawState, names_in
from regcheck.changes.amending.consolidator import Consolidator
from regcheck.changes.amending.edits import CannotError
from regcheck.changes.amending.instructed import Change
from regcheck.changes.amending.standing import Standing
from regcheck.document.model import Document
from regcheck.readers.markdown import read_markdown

_GAP: Final = pattern(r"\n{3,}")


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
