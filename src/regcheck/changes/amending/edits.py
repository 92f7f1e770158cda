"""What is done to single units of a law: new labels, words and headings, and their order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from regcheck.base.text.patterns import pattern
from regcheck.changes.amending.markdown import has_table, is_plain
from regcheck.changes.amending.tree import LawUnit, place_of
from regcheck.document.model import Node, NodeKind
from regcheck.law.address import Step, StepKind

_LABEL: Final = pattern(r"(§ *)\d+(?:-\d+)*(?: ?[a-zæøå]\b)?", re.IGNORECASE)
_NUMBER: Final = pattern(r"\((\d{1,3})\)")
_NATURAL: Final = pattern(r"(\d+)|([a-zæøå]+)", re.IGNORECASE)
LETTER: Final = pattern(r"^(\s*[-*+] +)(\w{1,3})([.)] )")
"""The label of an item."""


class CannotError(Exception):
    """A change that cannot be carried out; `why` is a stable word for it."""

    def __init__(self, why: str, place: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.place = place


def wanted(step: Step) -> int:
    """The number that a step asks for."""
    if step.kind is StepKind.ITEM:
        return place_of(step)
    return int(step.label) if step.label.isdecimal() and len(step.label) < 5 else 0


def relabel(unit: LawUnit, step: Step) -> None:
    """Give a unit the number it moves to, where it shows one."""
    unit.label = step.label
    if unit.kind is StepKind.ARTICLE:
        spaced = re.sub(r"(\d)([a-zæøå])$", r"\1 \2", step.label)
        unit.own = _LABEL.sub(rf"\g<1>{spaced}", unit.own, count=1)
    elif unit.kind is StepKind.PARAGRAPH:
        unit.own = _NUMBER.sub(f"({step.label})", unit.own, count=1)
    elif unit.kind is StepKind.ITEM:
        unit.own = LETTER.sub(rf"\g<1>{step.label}\g<3>", unit.own, count=1)


def reorder(unit: LawUnit) -> None:
    """Move a section to where its new number belongs among its neighbours."""
    parent = unit.parent
    if parent is None or not unit.stands:
        return
    others = [one for one in parent.of_kind(unit.kind) if one is not unit]
    earlier = [one for one in others if order(one.label) < order(unit.label)]
    if earlier:
        parent.children.remove(unit)
        parent.put(unit, parent.children.index(earlier[-1]) + 1)


def order(label: str) -> tuple[tuple[int, str], ...]:
    """A label such that those of a law sort as they stand: 3, 3a, 3-1, 4, V."""
    return tuple((int(n), "") if n else (0, w.lower()) for n, w in _NATURAL.findall(label))


def living(inside: LawUnit, kind: StepKind) -> list[LawUnit]:
    """The units of a kind that are there now, in order."""
    found = [inside] if inside.kind is kind else []
    for one in inside.children:
        found += living(one, kind)
    return found


def swapped(unit: LawUnit, old: str, new: str) -> int:
    """Change words in a unit as it is now, also where they begin a sentence; how many times."""
    times = 0
    pairs = ((old, new), (old[:1].upper() + old[1:], new[:1].upper() + new[1:]))
    for one, other in dict(pairs).items():
        pieces = re.split(rf"(?<!\w){re.escape(one)}(?!\w)", unit.own)
        unit.own = other.join(pieces)
        times += len(pieces) - 1
    return times + sum(swapped(child, old, new) for child in unit.children)


def set_heading(unit: LawUnit, words: str) -> None:
    """Give a section or chapter another heading."""
    if not unit.heading or unit.heading not in unit.own:
        raise CannotError("no-place")
    words = re.sub(rf"^(?:\w+|§) *{re.escape(unit.label)}\. +", "", words)
    unit.own = unit.own.replace(unit.heading, words, 1)
    unit.heading = words


def apart_from_tables(text: Sequence[Node]) -> tuple[list[Node], dict[int, list[Node]]]:
    """New text without the tables that follow a paragraph, and these by the `id` of the paragraph.
    Raises CannotError for annexes, and for tables elsewhere or of another form than Markdown's."""
    kept: list[Node] = []
    tables: dict[int, list[Node]] = {}
    for one in text:
        inner = [each for each in one.walk() if each.kind is NodeKind.TABLE]
        in_items = any(has_table(each) for each in one.walk() if each.kind is NodeKind.ITEM)
        if one.kind is NodeKind.ANNEX or in_items or not all(map(is_plain, inner)):
            raise CannotError("table")
        if one.kind is not NodeKind.TABLE:
            kept.append(one)
        elif kept and kept[-1].kind is NodeKind.PARAGRAPH:
            tables.setdefault(id(kept[-1]), []).append(one)
        else:
            raise CannotError("table")
    return kept, tables


def is_headed(node: Node) -> bool:
    """Whether a heading belongs to a node."""
    return any(one.kind is NodeKind.HEADING for one in node.children)
