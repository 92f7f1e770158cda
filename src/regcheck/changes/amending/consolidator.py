"""Carries out the changes of an amending document in a law, step by step. Places are looked up in
the law as it was; repeals and moves come first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from regcheck.base.text.patterns import pattern
from regcheck.changes.amending.edits import (
    LETTER,
    CannotError,
    apart_from_tables,
    is_headed,
    living,
    order,
    relabel,
    reorder,
    set_heading,
    swapped,
    wanted,
)
from regcheck.changes.amending.instructed import Change
from regcheck.changes.amending.markdown import has_table, item_of, markdown_of, paragraph_of
from regcheck.changes.amending.tree import LawUnit, UnitFinder, marker_end, read_tree, with_end
from regcheck.document.model import Document, Node, NodeKind
from regcheck.law.address import Address, Step, StepKind

_SMALL: Final = (StepKind.PARAGRAPH, StepKind.ITEM, StepKind.SENTENCE)
_AROUND: Final = (StepKind.PART, StepKind.CHAPTER)
_HEADING: Final = pattern(r"(?m)^(#+) ")
_AWAITED: Final = pattern(r"\A#+ .*\s+\*?Tilføyes ved .*\s*\Z")
"""A section that is announced in the law before it is in force: its heading and a note."""
_SUBHEADING: Final = pattern(r"ellomoverskrift|overskrift\b.{0,80}? (?:før|etter|foran|framfor) §")
"""A heading between sections belongs to none of them."""
_APART: Final = pattern(r"\d [a-zæøå]\b")
"""How the instruction writes a letter after a number: the section is to be written so too."""
GROWTH: Final = 10
"""How many times as long swapped words may make a law: such as hold themselves would double."""
_UNITS: Final = (NodeKind.ARTICLE, NodeKind.CHAPTER, NodeKind.PART)


@dataclass(slots=True)
class Consolidator:
    """The law while it changes: present numbers of units, units whose place is free, tables
    after new paragraphs, and how much swapped words have added."""

    law: Document
    amending: Document
    root: LawUnit = field(init=False)
    finder: UnitFinder = field(init=False)
    numbers: dict[int, int] = field(default_factory=dict)
    vacated: set[int] = field(default_factory=set)
    moved: dict[tuple[Step, ...], LawUnit] = field(default_factory=dict)
    tables: dict[int, list[Node]] = field(default_factory=dict)
    grown: int = 0

    def __post_init__(self) -> None:
        self.root = read_tree(self.law)
        self.finder = UnitFinder(self.root)

    def check(self, change: Change) -> None:
        """Refuse what cannot be carried out whole, before anything is done."""
        if not change.understood or _SUBHEADING.search(change.instruction):
            raise CannotError("not-understood")
        for place in (*change.repealed, *(old for old, _ in change.moved)):
            self._at(place)
        change.text, tables = apart_from_tables(change.text)
        self.tables |= tables

    def take_away(self, change: Change) -> None:
        """Carry out its repeals."""
        for place in change.repealed:
            unit = self._at(place)
            self.vacated.add(id(unit))
            unit.drop()

    def move(self, change: Change) -> None:
        """Carry out its renumbering."""
        units = [(self._at(old), new) for old, new in change.moved]
        for unit, new in units:
            self.vacated.add(id(unit))
            self.moved[new.steps] = unit
            relabel(unit, new.steps[-1])
            if unit.kind in _SMALL:
                self.numbers[id(unit)] = wanted(new.steps[-1])
            elif unit.kind is StepKind.ARTICLE and unit.parent is not None:
                reorder(unit)

    def swap(self, change: Change) -> None:
        """Carry out its changes of words."""
        if not change.swapped:
            return
        most = (GROWTH - 1) * (len(self.law.source_text) + 10_000)
        for place in change.worded:
            unit, times = self._at(place) if place.steps else self.root, 0
            for old, new in change.swapped:
                before = unit.written()
                if self.grown + before.lower().count(old.lower()) * len(new) > most:
                    raise CannotError("too-long")
                times += swapped(unit, old, new)
                self.grown += len(unit.written()) - len(before)
            if not times:
                raise CannotError("no-words", str(place))

    def write(self, change: Change) -> None:
        """Put its new text in place."""
        if change.swapped or not change.text:
            return
        places = [*change.worded, *change.added]
        kinds = {place.steps[-1].kind if place.steps else None for place in places}
        if change.heading and len(places) == 1:
            text = " ".join(one.span.of(self.amending.text) for one in change.text)
            set_heading(self._at(places[0]), text)
        elif change.lead_in:
            self._lead_in(places, change.text)
        elif kinds & {StepKind.ARTICLE, *_AROUND}:
            self._structures(change, places)
        elif kinds == {StepKind.SENTENCE}:
            self._sentences(change, places)
        elif kinds and kinds <= {StepKind.PARAGRAPH, StepKind.ITEM}:
            self._small(change, places)
        else:
            raise CannotError("not-understood", str(next(iter(places), "")))

    # Places -------------------------------------------------------------------------------------

    def _at(self, place: Address) -> LawUnit:
        unit = self.finder.find(place) if place.steps else None
        if unit is None:
            raise CannotError("no-place", str(place))
        return unit

    def _holder(self, place: Address) -> LawUnit:
        """What a paragraph, item or sentence stands in."""
        above = self._at(place.parent)
        if above.kind is StepKind.ARTICLE and place.steps[-1].kind is not StepKind.PARAGRAPH:
            inner = above.of_kind(StepKind.PARAGRAPH)
            if len(inner) != 1:
                raise CannotError("no-place", str(place))
            return inner[0]
        return above

    def _old(self, place: Address, change: Change) -> LawUnit | None:
        """The unit that new text for a place replaces, after all moves."""
        moved = self.moved.get(place.steps)
        unit = moved or self.finder.find(place)
        if unit is None or not unit.stands or moved:
            return moved
        if place in change.added:
            return unit if _AWAITED.search(unit.written()) else None
        return None if id(unit) in self.vacated else unit

    def _number(self, unit: LawUnit) -> int:
        if id(unit) not in self.numbers and unit.parent is not None:
            for number, one in enumerate(unit.parent.was_of_kind(unit.kind), 1):
                self.numbers.setdefault(id(one), number)
        return self.numbers.get(id(unit), 0)

    # Small units --------------------------------------------------------------------------------

    def _small(self, change: Change, places: Sequence[Address]) -> None:
        """New paragraphs and items: each for its place, and what is more after the last."""
        nodes = change.text
        by_target = {one.target: one for one in nodes}
        if len(nodes) == len(places) and set(by_target) == set(places):
            nodes = [by_target[place] for place in places]
        elif len(nodes) != len(places) and (len(nodes) < len(places) or len(places) > 1):
            raise CannotError("count", str(places[0]))
        for place, node in zip(places, nodes, strict=False):
            last = self._put(place, node, change)
        for node in nodes[len(places) :]:
            new = self._made(node, last)
            if last.parent is not None:
                at = last.parent.children.index(last) + 1
                self._insert(last.parent, new, at, self._number(last) + 1)
            last = new

    def _put(self, place: Address, node: Node, change: Change) -> LawUnit:
        old = self._old(place, change)
        step = place.steps[-1]
        if node.kind is not (NodeKind.ITEM if step.kind is StepKind.ITEM else NodeKind.PARAGRAPH):
            raise CannotError("count", str(place))
        if old is not None and old.parent is not None:
            new = self._made(node, old)
            new.own = with_end(new.own, old.written())
            after = old.parent.children.index(old) + 1
            for table in old.parent.children[after : after + 1]:
                if table.own.startswith("|"):
                    if id(node) not in self.tables and not has_table(node):
                        raise CannotError("table")  # the old one might stay, or not
                    table.drop()
            self.numbers[id(new)] = self._number(old)
            old.replace_by(new)
            return new
        holder = self._holder(place)
        new = self._made(node, (holder.of_kind(step.kind) or [holder])[-1])
        self._insert(holder, new, *self._slot(holder, place))
        return new

    def _slot(self, holder: LawUnit, place: Address) -> tuple[int, int]:
        """Where among the children of its holder a new unit belongs, and its number."""
        step = place.steps[-1]
        number, like = wanted(step), holder.of_kind(step.kind)
        before = next((one for one in like if self._number(one) >= number), None)
        listed = step.kind is StepKind.SENTENCE and holder.of_kind(StepKind.ITEM)
        if number and before is not None:
            return holder.children.index(before), number
        if number and like and not listed and number <= self._number(like[-1]) + 1:
            return holder.children.index(like[-1]) + 1, number
        if step.kind is StepKind.PARAGRAPH and number == 1:
            return 0, number
        raise CannotError("no-place", str(place))

    def _text(self, node: Node, *, labelled: bool = True) -> str:
        text = paragraph_of(self.amending, node, labelled=labelled)
        return text + markdown_of(self.amending, self.tables.get(id(node), ()), 0)

    def _insert(self, holder: LawUnit, new: LawUnit, at: int, number: int) -> None:
        """Put a new unit in; those from its number on count one higher where one has it already."""
        like = holder.of_kind(new.kind)
        if any(self._number(one) == number for one in like):
            for one in like:
                if self._number(one) >= number:
                    self.numbers[id(one)] += 1
        self.numbers[id(new)] = number
        before = holder.children[at - 1] if at else None
        if new.kind is StepKind.PARAGRAPH and before is not None:
            before.end_with("\n\n")
        elif before is not None and before.kind is new.kind:
            new.own = with_end(new.own, before.written())
            before.end_with(" " if new.kind is StepKind.SENTENCE else "\n")
        holder.put(new, at)

    def _made(self, node: Node, like: LawUnit) -> LawUnit:
        """A paragraph or item as a unit, labelled as those it comes among are."""
        if node.kind is NodeKind.ITEM:
            labelled = like.kind is not StepKind.ITEM or LETTER.match(like.own) is not None
            text = item_of(self.amending, node, labelled=labelled)
            return LawUnit(StepKind.ITEM, node.label, text)
        labelled = like.kind is StepKind.PARAGRAPH and like.own.lstrip().startswith("(")
        return LawUnit(StepKind.PARAGRAPH, node.label, self._text(node, labelled=labelled))

    def _sentences(self, change: Change, places: Sequence[Address]) -> None:
        """New sentences, which stand in one paragraph or item."""
        olds = [self._old(place, change) for place in places]
        if any(one.children for one in change.text) or (any(olds) and not olds[0]):
            raise CannotError("count", str(places[0]))
        text = " ".join(one.span.of(self.amending.text) for one in change.text)
        new = LawUnit(StepKind.SENTENCE, "", f"{text} ")
        there = [one for one in olds if one is not None]
        if not there:
            holder = self._holder(places[0])
            holder.sentences()
            self._insert(holder, new, *self._slot(holder, places[0]))
            return
        new.own = with_end(text, there[-1].own)
        self.numbers[id(new)] = self._number(there[0])
        there[0].replace_by(new)
        for one in there[1:]:
            one.drop()

    # Sections and chapters ----------------------------------------------------------------------

    def _structures(self, change: Change, places: Sequence[Address]) -> None:
        """New sections and chapters; loose text is that of the one section named."""
        loose = [one for one in change.text if one.kind not in _UNITS]
        whole = [one for one in change.text if one.kind in _UNITS]
        if loose:
            if len(places) != 1 or whole:
                raise CannotError("count", str(places[0]))
            self._body(places[0], loose, change)
        for node in whole:
            target = node.target or Address()
            place = next((p for p in places if p.steps[-1:] == target.steps[-1:]), target)
            self._structure(place, node, change)

    def _structure(self, place: Address, node: Node, change: Change) -> None:
        kind = StepKind(node.kind.value)
        if not place.steps or place.steps[-1].kind is not kind:
            raise CannotError("count", str(place))
        old = self._old(place, change)
        if (
            place in change.worded
            and place.steps not in self.moved
            and self.finder.find(place) is None
        ):
            raise CannotError("no-place", str(place))  # it may have come and gone since
        spaced = _APART.search(change.instruction) is not None
        text = markdown_of(self.amending, [node], self._level(kind), spaced=spaced)
        new = LawUnit(kind, place.steps[-1].label, text)
        if old is not None:
            if kind is StepKind.ARTICLE and not is_headed(node) and old.heading:
                first, _, rest = text.partition("\n")
                new.own = f"{first} {old.heading}\n{rest}"
            new.heading = old.heading
            old.replace_by(new)
            return
        around = tuple(one for one in place.steps[:-1] if one.kind in _AROUND)
        inside = self._at(Address(around)) if around else self.root
        # After the last one whose number comes before its own.
        earlier = [one for one in living(inside, kind) if order(one.label) < order(new.label)]
        before = max(earlier, key=lambda one: order(one.label), default=None)
        if before is None or before.parent is None:
            raise CannotError("no-place", str(place))
        before.end_with("\n\n")
        before.parent.put(new, before.parent.children.index(before) + 1)

    def _body(self, place: Address, loose: Sequence[Node], change: Change) -> None:
        """New text of a section that keeps its number and heading."""
        old = self._old(place, change)
        if old is None or old.kind is not StepKind.ARTICLE:
            raise CannotError("no-place", str(place))
        if loose[0].kind is NodeKind.HEADING:
            set_heading(old, loose[0].span.of(self.amending.text))
            loose = loose[1:]
        if any(one.kind is not NodeKind.PARAGRAPH for one in loose):
            raise CannotError("count", str(place))
        kept = [o for o in old.children if o.kind not in _SMALL and not o.own.startswith("|")]
        text = "".join(map(self._text, loose))
        old.children = [LawUnit(StepKind.PARAGRAPH, "", text, parent=old), *kept]

    def _lead_in(self, places: Sequence[Address], text: Sequence[Node]) -> None:
        unit = self._at(places[0])
        if unit.kind is StepKind.ARTICLE and len(unit.of_kind(StepKind.PARAGRAPH)) == 1:
            unit = unit.of_kind(StepKind.PARAGRAPH)[0]
        several = len(places) != 1 or len(text) != 1 or text[0].children
        if several or not unit.of_kind(StepKind.ITEM):
            raise CannotError("count", str(places[0]))
        marker = unit.own[: marker_end(unit.own)]
        unit.own = with_end(f"{marker}{text[0].span.of(self.amending.text)}", unit.own)

    def _level(self, kind: StepKind) -> int:
        for one in self.root.walk():
            if one.kind is kind and (found := _HEADING.match(one.own.lstrip())):
                return len(found[1]) + (kind in _AROUND)
        return 3
