"""A law as units over its own Markdown; what is not changed stays as it was, to the letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from regcheck.base.text.patterns import pattern
from regcheck.document.model import Document, Node, NodeKind
from regcheck.language.sentences import sentence_spans
from regcheck.law.address import Address, Step, StepKind

_KINDS = {
    NodeKind.PART: StepKind.PART,
    NodeKind.CHAPTER: StepKind.CHAPTER,
    NodeKind.ARTICLE: StepKind.ARTICLE,
    NodeKind.PARAGRAPH: StepKind.PARAGRAPH,
    NodeKind.ITEM: StepKind.ITEM,
    NodeKind.ANNEX: StepKind.ANNEX,
}
_OTHER = StepKind.NOTE
_MARKER = pattern(r"\s*(?:[-*+] +)?(?:\(?\d{1,3}[a-z]?[.)] +|\(?[a-zæøå][.)] +)?")
_SECTION = pattern(r"(#+ +|\*\*)?§ *([0-9]+(?:-[0-9]+)*) ?([a-zæøå]?)\b", re.IGNORECASE)
_AROUND = frozenset({StepKind.PART, StepKind.CHAPTER})
LAST = "siste"


@dataclass(slots=True, eq=False)
class LawUnit:
    """A unit with its label, its own text, its children now, and `first` as they were."""

    kind: StepKind
    label: str
    own: str
    children: list[LawUnit] = field(default_factory=list)
    first: list[LawUnit] = field(default_factory=list)
    parent: LawUnit | None = None
    heading: str = ""

    def written(self) -> str:
        """Its text."""
        return self.own + "".join(one.written() for one in self.children)

    def walk(self) -> Iterator[LawUnit]:
        """It and everything in it, as it was."""
        yield self
        for one in self.first:
            yield from one.walk()

    def of_kind(self, kind: StepKind) -> list[LawUnit]:
        """Its own children of a kind that are there now."""
        return [one for one in self.children if one.kind is kind]

    def was_of_kind(self, kind: StepKind) -> list[LawUnit]:
        """Its own children of a kind as it was."""
        return [one for one in self.first if one.kind is kind]

    @property
    def stands(self) -> bool:
        """Whether it is still there."""
        return self.parent is not None and self in self.parent.children

    def replace_by(self, unit: LawUnit) -> None:
        """Put another unit in its place."""
        if self.parent is not None:
            at = self.parent.children.index(self)
            self.parent.children.pop(at)
            self.parent.put(unit, at)

    def drop(self) -> None:
        """Take it out of what it stands in; what stands before it now ends as it did."""
        if self.parent is None or not self.stands:
            return
        at = self.parent.children.index(self)
        before = self.parent.children[at - 1] if at else None
        if before is not None and before.kind is self.kind:
            written = self.written()
            before.end_with(written[len(written.rstrip()) :])
        self.parent.children.remove(self)

    def end_with(self, end: str) -> None:
        """Give it another end."""
        last = self
        while last.children:
            last = last.children[-1]
        last.own = last.own.rstrip() + end

    def put(self, unit: LawUnit, at: int) -> None:
        """Put a unit among the children."""
        unit.parent = self
        self.children.insert(at, unit)

    def sentences(self) -> list[LawUnit]:
        """The sentences of a paragraph or item; from now on units of their own."""
        found = self.was_of_kind(StepKind.SENTENCE)
        if not found:
            spans = sentence_spans(self.own, marker_end(self.own))
            ends = [*(span.start for span in spans[1:]), len(self.own)]
            for span, end in zip(spans, ends, strict=True):
                found.append(
                    LawUnit(StepKind.SENTENCE, "", self.own[span.start : end], parent=self)
                )
            self.own = self.own[: spans[0].start] if spans else self.own
            self.children[:0] = found
            self.first[:0] = found
        tails = (one for one in self.first if one.kind is _OTHER)
        return found + [sentence for tail in tails for sentence in tail.sentences()]


def marker_end(own: str) -> int:
    """Where the words begin after the mark of a list or a number."""
    found = _MARKER.match(own)
    return found.end() if found else 0


def with_end(text: str, like: str) -> str:
    """A text with the white space that another ends in."""
    return text.rstrip() + like[len(like.rstrip()) :]


def read_tree(document: Document) -> LawUnit:
    """The units of a law that was read from Markdown."""
    starts = _starts(document)
    order = {id(leaf): number for number, leaf in enumerate(document.leaves)}

    def build(node: Node, end: int) -> LawUnit:
        begin = starts[_first_leaf(node, order)]
        inner = [one for one in node.children if _first_leaf(one, order) >= 0]
        parts = [one for one in inner if one.kind in _KINDS]
        if parts:
            # What stands after a part that is a unit is one too, so that text keeps its order.
            at = inner.index(parts[0])
            parts = [*parts[:1], *inner[at + 1 :]]
        edges = [starts[_first_leaf(one, order)] for one in parts] + [end]
        text = document.source_text[begin : edges[0]]
        unit = LawUnit(_KINDS.get(node.kind, _OTHER), node.label, text)
        heading = next((one for one in node.children if one.kind is NodeKind.HEADING), None)
        unit.heading = heading.span.of(document.text) if heading else ""
        for one, stop in zip(parts, edges[1:], strict=True):
            child = build(one, stop)
            child.parent = unit
            unit.children.append(child)
        unit.first = list(unit.children)
        return unit

    root = build(document.root, len(document.source_text))
    if document.leaves:
        root.own = document.source_text[: starts[0]] + root.own
    return root


def _first_leaf(node: Node, order: dict[int, int]) -> int:
    while node.children:
        node = node.children[0]
    return order.get(id(node), -1)


def _starts(document: Document) -> list[int]:
    """Where in the source each leaf begins: with its line, unless the line holds others before."""
    found: list[int] = []
    before = 0
    for leaf in document.leaves:
        span = document.offsets.to_source(leaf.span)
        line = document.source_text.rfind("\n", 0, span.start) + 1
        found.append(line if line >= before else span.start)
        before = span.end
    return found


class UnitFinder:
    """Finds places as an amending document calls them: as they were before it."""

    def __init__(self, root: LawUnit) -> None:
        self.root = root
        self._sections: dict[str, list[LawUnit]] = {}
        self._chapters: list[LawUnit] = []
        for one in root.walk():
            if one.kind is StepKind.ARTICLE:
                self._sections.setdefault(plain(one.label), []).append(one)
            elif one.kind in _AROUND:
                self._chapters.append(one)

    def find(self, address: Address) -> LawUnit | None:
        """The unit at a place, or None if there is none or more than one."""
        here: LawUnit | None = self.root
        for step in address.steps:
            here = self._step(here, step) if here is not None else None
        return here

    def _step(self, here: LawUnit, step: Step) -> LawUnit | None:
        if step.kind in _AROUND:
            return _only(
                one
                for one in self._chapters
                if one.kind is step.kind and plain(one.label) == plain(step.label)
            )
        if step.kind is StepKind.ARTICLE:
            inside = self._sections.get(plain(step.label), [])
            return _only(one for one in inside if here is self.root or one in here.walk())
        if step.kind is StepKind.PARAGRAPH:
            return _numbered(here.was_of_kind(StepKind.PARAGRAPH), step.label)
        holder = here
        if here.kind is StepKind.ARTICLE:
            inner = here.was_of_kind(StepKind.PARAGRAPH)
            if step.kind is StepKind.ITEM:
                inner = [one for one in inner if one.was_of_kind(StepKind.ITEM)]
            if len(inner) != 1:
                return None
            holder = inner[0]
        if step.kind is StepKind.ITEM:
            return _item(holder.was_of_kind(StepKind.ITEM), step)
        if step.kind is StepKind.SENTENCE:
            return _numbered(holder.sentences(), step.label)
        return None


def _only(units: Iterator[LawUnit]) -> LawUnit | None:
    found = list(units)
    return found[0] if len(found) == 1 else None


def _numbered(units: list[LawUnit], label: str) -> LawUnit | None:
    if label == LAST:
        return units[-1] if units else None
    number = int(label) if label.isdecimal() and len(label) < 5 else 0
    return units[number - 1] if 0 < number <= len(units) else None


def _item(items: list[LawUnit], step: Step) -> LawUnit | None:
    """An item by its label, or by its place where the list has none."""
    wanted = plain(step.label)
    labelled = [one for one in items if one.label]
    if labelled and wanted:
        return _only(one for one in labelled if plain(one.label) == wanted)
    return _numbered(items, str(place_of(step)))


def place_of(step: Step) -> int:
    """The place that an item's label gives it in a list: 1 for a and for 1."""
    label = plain(step.label)
    if not label:
        return step.ordinal
    if label.isdecimal() and len(label) < 5:
        return int(label)
    letters = "abcdefghijklmnopqrstuvwxyzæøå"
    return letters.index(label) + 1 if len(label) == 1 and label in letters else 0


def plain(label: str) -> str:
    """A label without its stop, bracket and spaces, in lower case."""
    return label.lower().rstrip(".)").replace(" ", "")
