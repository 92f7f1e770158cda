"""Legal addresses: a document id and steps under it. The *path* is the form that machines read,
in the grammar of Lovdata's `data-change-part`: `lov/2005-05-20-28/§3-2/ledd/2/bokstav/b`."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import total_ordering

from regcheck.base.text.patterns import pattern
from regcheck.base.values import Value


class StepKind(StrEnum):
    """The kinds of step an address is made of."""

    PART = "part"
    CHAPTER = "chapter"
    ARTICLE = "article"
    PARAGRAPH = "paragraph"
    SENTENCE = "sentence"
    ITEM = "item"
    ANNEX = "annex"
    TABLE = "table"
    ROW = "row"
    CELL = "cell"
    HEADING = "heading"
    FOOTNOTE = "footnote"
    NOTE = "note"
    CHANGE = "change"
    PREAMBLE = "preamble"


PATH_WORDS: dict[StepKind, str] = {
    StepKind.PART: "del",
    StepKind.CHAPTER: "kap",
    StepKind.PARAGRAPH: "ledd",
    StepKind.SENTENCE: "setning",
    StepKind.ANNEX: "vedlegg",
    StepKind.TABLE: "tabell",
    StepKind.ROW: "rad",
    StepKind.CELL: "kolonne",
    StepKind.HEADING: "overskrift",
    StepKind.FOOTNOTE: "fotnote",
    StepKind.NOTE: "merknad",
    StepKind.CHANGE: "endring",
    StepKind.PREAMBLE: "innledning",
}
"""What steps are called in paths; items go by their `item_word`."""
_LETTER = pattern(r"[a-zæøå]{1,2}|[ivxl]+", re.IGNORECASE)
_NATURAL = pattern(r"(\d+)")
_UNFIT = pattern(r"[\s\[\]()\x00-\x1f]+")
_EDGE = ".,;:'\"«»–—"
_MAX_LABEL = 40


def fit_label(label: str) -> str:
    """`label` as a step may carry it: tidy, at most 40 code points, maybe empty."""
    if label.isascii() and label.isalnum() and len(label) <= _MAX_LABEL:
        return label
    plain = _UNFIT.sub("", label).replace("/", "∕").replace(",", ".").replace(";", ".")
    return plain.strip(_EDGE)[:_MAX_LABEL].strip(_EDGE)


class Step(Value, frozen=True):
    """One step of an address. `label` is what the text says (`3-2`, `b`, `IV`), or the 1-based
    count of an unnumbered unit, empty only for dashes. `ordinal` counts dashes, and equal labels
    in one place."""

    kind: StepKind
    label: str = ""
    ordinal: int = 1

    @property
    def item_word(self) -> str:
        """`bokstav` (also for i, ii, iii), `nummer`, `strekpunkt` or `punkt`, by the label."""
        if not self.label:
            return "strekpunkt"
        if self.label.isdecimal():
            return "nummer"
        return "bokstav" if _LETTER.fullmatch(self.label) else "punkt"

    @property
    def path(self) -> str:
        """This step in path form."""
        if self.kind is StepKind.ITEM and not self.label:
            return f"strekpunkt/{self.ordinal}"
        if self.kind is StepKind.ITEM:
            body = f"{self.item_word}/{self.label}"
        elif self.kind is StepKind.ARTICLE:
            body = self.label if self.label.startswith("artikkel") else f"§{self.label}"
        elif self.kind is StepKind.CHAPTER:
            body = f"kap{self.label}"
        else:
            body = f"{PATH_WORDS[self.kind]}/{self.label}"
        return f"{body}[{self.ordinal}]" if self.ordinal > 1 else body

    @property
    def sort_key(self) -> tuple[object, ...]:
        """Natural order: 2 before 10, 3 before 3a, a before b."""
        parts = _NATURAL.split(self.label.lower())
        return (
            self.kind.value,
            tuple((0, int(p), "") if p.isdecimal() else (1, 0, p) for p in parts if p),
            self.ordinal,
        )


@total_ordering
class Address(Value, frozen=True):
    """A place in a document: the document's id (may be empty) and the steps down to the place."""

    steps: tuple[Step, ...] = ()
    refid: str = ""

    @property
    def path(self) -> str:
        """The machine form; the document's id first where it is known."""
        parts = [step.path for step in self.steps]
        if self.refid:
            parts.insert(0, self.refid)
        return "/".join(parts)

    @property
    def parent(self) -> Address:
        """The address one step up; the document itself for a single step."""
        return Address(self.steps[:-1], self.refid)

    def child(self, step: Step) -> Address:
        """The address one step further down."""
        return Address((*self.steps, step), self.refid)

    def covers(self, other: Address) -> bool:
        """Whether `other` is this place or lies inside it."""
        return self.refid == other.refid and other.steps[: len(self.steps)] == self.steps

    def __lt__(self, other: Address) -> bool:
        mine = (self.refid, tuple(s.sort_key for s in self.steps))
        return mine < (other.refid, tuple(s.sort_key for s in other.steps))

    def __str__(self) -> str:
        return self.path
