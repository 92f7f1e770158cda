"""What an amending document asks for, change by change, in the order of its text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import reduce
from typing import Final

from regcheck.base.text.patterns import pattern
from regcheck.document.model import Document, Node, NodeKind, Role
from regcheck.law.address import Address, Step
from regcheck.law.address_path import paths_in
from regcheck.law.amendments import named_last, parse_instructions
from regcheck.law.dated import find_amended_document

_QUOTED = r"[«\"”“]([^»\"”“]{1,400})[»\"”“]"
_SWAPPED: Final = pattern(
    rf"{_QUOTED}\s+(?:(?:skal\s+)?(?:endres|endrast|erstattes|erstattast|byttes\s+ut)\s+)?"
    rf"(?:til|med)\s+{_QUOTED}",
    re.IGNORECASE,
)
_ASKS: Final = pattern(
    r"\b(?:skal lyd[ae]|oppheves|opphevast|blir|endres|endrast|erstattes|tilføyes|utgår)\b"
)
_TWO_LETTERS: Final = pattern(r"§ ?\d+(?:-\d+)*[a-zæøå]{2}")
_LEAD_IN: Final = pattern(r"\b(?:innledning|innleiing|innleiande|innledende)\w*\b")


@dataclass(slots=True)
class Change:
    """One change to the document `refid`: places that go, move, get new wording or are new, the
    words swapped in them, and the new text, which may be a `heading` or a `lead_in`; `sure` says
    that the places were read whole."""

    refid: str
    instruction: str
    repealed: list[Address] = field(default_factory=list)
    moved: list[tuple[Address, Address]] = field(default_factory=list)
    worded: list[Address] = field(default_factory=list)
    added: list[Address] = field(default_factory=list)
    swapped: list[tuple[str, str]] = field(default_factory=list)
    text: list[Node] = field(default_factory=list)
    heading: bool = False
    lead_in: bool = False
    sure: bool = True

    @property
    def places(self) -> list[Address]:
        """Every place that it names."""
        return [*self.repealed, *(one for one, _ in self.moved), *self.worded, *self.added]

    @property
    def understood(self) -> bool:
        """Whether it asks for something that can be done."""
        if self.swapped:
            return self.sure and bool(self.worded)
        return self.sure and bool(
            self.repealed or self.moved or ((self.worded or self.added) and self.text)
        )


def changes_in(document: Document) -> list[Change]:
    """The changes that a document asks for; those not `understood` cannot be carried out."""
    reader = _ChangeReader(document)
    reader.take(document.root, None)
    return [one for one in reader.found if one.understood or _ASKS.search(one.instruction)]


class _ChangeReader:
    def __init__(self, document: Document) -> None:
        self.document = document
        amends = document.meta.amends
        self.current = amends[0] if len(amends) == 1 else ""
        self.context: tuple[Step, ...] = ()
        self.found: list[Change] = []

    def take(self, node: Node, change: Node | None) -> None:
        """Take a node and what is in it."""
        if node.kind is NodeKind.CHANGE:
            change = node
        brings_text = any(one.role is Role.INSERTED for one in node.walk())
        if node.role is Role.AMENDMENT_INSTRUCTION and not brings_text:
            self._instruct(node.span.of(self.document.text), change)
            return
        if node.target is not None or node.role is Role.INSERTED:
            if self.found:
                self.found[-1].text.append(node)
            return
        if self.current and not node.children:
            # Words may be swapped without a place that readers take for an instruction.
            text = node.span.of(self.document.text)
            if _SWAPPED.search(text) and _ASKS.search(text):
                self._instruct(text, change)
        for child in node.children:
            self.take(child, change)

    def _instruct(self, text: str, change: Node | None) -> None:
        marks = dict(change.attributes) if change is not None else {}
        marked = any(name.startswith("data-") and name.endswith("-part") for name in marks)
        last = self.found[-1] if self.found else None
        if marked and last is not None and last.instruction and self._same_change is change:
            # A marked change may instruct in several paragraphs; its marks hold for all of them.
            last.instruction = f"{last.instruction} {text}"
            last.swapped += _SWAPPED.findall(text)
            return
        self._same_change = change
        self.current = find_amended_document(text) or self.current
        made = Change(marks.get("data-document", "") or self.current, text)
        made.swapped = _SWAPPED.findall(text)
        self._parse(made, text)
        made.lead_in = bool(_LEAD_IN.search(text))
        if marked:
            _follow_marks(made, marks)
        self.found.append(made)
        if made.swapped and not made.worded and last is not None and not last.understood:
            made.worded = last.worded

    _same_change: Node | None = None

    def _parse(self, made: Change, text: str) -> None:
        if _TWO_LETTERS.search(text):
            return  # such a number would be read as another
        for one in parse_instructions(text, self.current, self.context):
            self.context = reduce(named_last, one.places, self.context)
            made.sure &= one.sure
            if one.operation == "repeal":
                made.repealed += one.targets
            elif one.operation == "move":
                if len(one.targets) == len(one.moved_to):
                    made.moved += zip(one.targets, one.moved_to, strict=True)
            elif one.operation == "insert":
                made.added += one.targets
            else:
                made.worded += one.targets
                made.heading |= one.operation == "heading"
            if one.targets and one.targets[0].refid:
                made.refid = one.targets[0].refid


def _follow_marks(made: Change, marks: dict[str, str]) -> None:
    """What the source marks as changed holds rather than what was read from the words."""
    made.sure = True
    made.repealed = paths_in(marks.get("data-repeal-part", ""))
    spoken = made.worded
    made.worded = paths_in(marks.get("data-change-part", ""))
    if len(spoken) == 1 == len(made.worded) and made.worded[0].covers(spoken[0]):
        made.worded = spoken  # Marks may stop at the section where the words go on.
    made.added = paths_in(marks.get("data-add-new-part", ""))
    pairs = re.findall(r"(\S+?);;\s*(\S+)", marks.get("data-move-part", ""))
    moved = [(paths_in(old), paths_in(new)) for old, new in pairs]
    made.moved = [(old[0], new[0]) for old, new in moved if old and new] or made.moved
