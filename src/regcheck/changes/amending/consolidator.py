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
    take_table,
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

    # What each step does ------------------------------------------------------------------------

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
        if not places:
            raise CannotError("not-understood")
        kinds = {place.steps[-1].kind if place.steps else None for place in places}
        if change.heading and len(places) == 1:
            self._head(places[0], change.text)
        elif change.lead_in:
            self._lead_in(places, change.text)
        elif kinds & {StepKind.ARTICLE, *_AROUND}:
            self._structures(change, places)
        elif kinds == {StepKind.SENTENCE}:
            self._sentences(change, places)
        elif kinds <= {StepKind.PARAGRAPH, StepKind.ITEM}:
            self._small(change, places)
        else:
            raise CannotError("not-understood", str(places[0]))

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
        if place.steps in self.moved:
            return self.moved[place.steps]
        if place in change.added:
            unit = self.finder.find(place)
            return unit if unit and _AWAITED.search(unit.written()) else None
        unit = self.finder.find(place)
        return None if unit is None or id(unit) in self.vacated else unit

    def _number(self, unit: LawUnit) -> int:
        """The present place of a unit among its like."""
        if id(unit) not in self.numbers and unit.parent is not None:
            for number, one in enumerate(unit.parent.was_of_kind(unit.kind), 1):
                self.numbers.setdefault(id(one), number)
        return self.numbers.get(id(unit), 0)

    # Small units --------------------------------------------------------------------------------

    def _small(self, change: Change, places: Sequence[Address]) -> None:
        """New paragraphs and items: each for its place, and what is more after the last."""
        nodes = [one for one in change.text if one.kind in (NodeKind.PARAGRAPH, NodeKind.ITEM)]
        if len(nodes) != len(change.text) or not nodes:
            raise CannotError("count", str(places[0]))
        by_target = {one.target: one for one in nodes}
        if len(nodes) == len(places) and set(by_target) == set(places):
            nodes = [by_target[place] for place in places]
        elif len(nodes) != len(places) and (len(nodes) < len(places) or len(places) > 1):
            raise CannotError("count", str(places[0]))
        for place, node in zip(places, nodes, strict=False):
            last = self._put(place, node, change)
        for node in nodes[len(places) :]:
            new = self._made(node, last)
            if last.parent is None:
                raise CannotError("count", str(places[0]))
            at = last.parent.children.index(last) + 1
            self._insert(last.parent, new, at, self._number(last) + 1)
            last = new

    def _put(self, place: Address, node: Node, change: Change) -> LawUnit:
        old = self._old(place, change)
        step = place.steps[-1]
        if (step.kind is StepKind.ITEM) is not (node.kind is NodeKind.ITEM):
            raise CannotError("count", str(place))
        if old is not None and old.parent is not None and old in old.parent.children:
            new = self._made(node, old)
            new.own = with_end(new.own, old.written())
            at = old.parent.children.index(old)
            take_table(old.parent, at + 1, brings=id(node) in self.tables or has_table(node))
            self.numbers[id(new)] = self._number(old)
            new.parent = old.parent
            old.parent.children[at] = new
            return new
        holder, number = self._holder(place), wanted(step)
        if not number:
            raise CannotError("no-place", str(place))
        like = holder.of_kind(step.kind)
        before = next((one for one in like if self._number(one) >= number), None)
        new = self._made(node, (like or [holder])[-1])
        if before is not None:
            at = holder.children.index(before)
        elif like:
            if number > self._number(like[-1]) + 1:
                raise CannotError("no-place", str(place))
            at = holder.children.index(like[-1]) + 1
        elif step.kind is StepKind.PARAGRAPH and number == 1:
            at = 0
        else:
            raise CannotError("no-place", str(place))
        self._insert(holder, new, at, number)
        return new

    def _text(self, node: Node, *, labelled: bool = True) -> str:
        """A new paragraph with the tables that follow it."""
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
            written = before.written()
            new.own = with_end(new.own, written)
            before.end_with(" " if new.kind is StepKind.SENTENCE else "\n")
        holder.put(new, at)

    def _made(self, node: Node, like: LawUnit) -> LawUnit:
        """A paragraph or item as a unit, labelled as those it comes among are."""
        if node.kind is NodeKind.ITEM:
            labelled = like.kind is not StepKind.ITEM or LETTER.match(like.own) is not None
            return LawUnit(
                StepKind.ITEM, node.label, item_of(self.amending, node, labelled=labelled)
            )
        labelled = like.kind is StepKind.PARAGRAPH and like.own.lstrip().startswith("(")
        return LawUnit(StepKind.PARAGRAPH, node.label, self._text(node, labelled=labelled))

    def _sentences(self, change: Change, places: Sequence[Address]) -> None:
        """New sentences, which stand in one paragraph or item."""
        if any(one.children for one in change.text):
            raise CannotError("count", str(places[0]))
        text = " ".join(one.span.of(self.amending.text) for one in change.text)
        new = LawUnit(StepKind.SENTENCE, "", f"{text} ")
        first, *_ = olds = [self._old(place, change) for place in places]
        if first is not None and first.parent is not None and first in first.parent.children:
            last = next(one for one in reversed(olds) if one is not None)
            new.own = with_end(text, last.own)
            self.numbers[id(new)] = self._number(first)
            first.parent.put(new, first.parent.children.index(first))
            for one in olds:
                if one is not None:
                    one.drop()
            return
        if any(olds):
            raise CannotError("count", str(places[0]))
        holder, number = self._holder(places[0]), wanted(places[0].steps[-1])
        holder.sentences()
        like = holder.of_kind(StepKind.SENTENCE)
        before = next((one for one in like if self._number(one) >= number), None)
        if before is None and (not like or number > self._number(like[-1]) + 1):
            raise CannotError("no-place", str(places[0]))
        if before is None and holder.of_kind(StepKind.ITEM):
            raise CannotError("no-place", str(places[0]))
        at = holder.children.index(before) if before else holder.children.index(like[-1]) + 1
        self._insert(holder, new, at, number)

    # Sections and chapters ----------------------------------------------------------------------

    def _structures(self, change: Change, places: Sequence[Address]) -> None:
        """New sections and chapters; loose text is that of the one section named."""
        loose = [one for one in change.text if one.kind not in _UNITS]
        whole = [one for one in change.text if one.kind in _UNITS]
        if loose and whole and loose[0].kind is not NodeKind.HEADING:
            raise CannotError("count", str(places[0]))
        if loose:
            if len(places) != 1 or whole:
                raise CannotError("count", str(places[0]))
            self._body(places[0], loose, change)
        for node in whole:
            target = node.target
            if target is None or not target.steps:
                raise CannotError("no-place", str(places[0]))
            place = next((p for p in places if p.steps[-1:] == target.steps[-1:]), target)
            self._structure(place, node, change)

    def _structure(self, place: Address, node: Node, change: Change) -> None:
        step = place.steps[-1]
        if step.kind is not StepKind(node.kind.value):
            raise CannotError("count", str(place))
        old = self._old(place, change)
        level = self._level(step.kind)
        spaced = _APART.search(change.instruction) is not None
        text = markdown_of(self.amending, [node], level, spaced=spaced)
        new = LawUnit(step.kind, step.label, text)
        if old is not None and old.parent is not None and old in old.parent.children:
            if step.kind is StepKind.ARTICLE and not is_headed(node) and old.heading:
                first, _, rest = text.partition("\n")
                new.own = f"{first} {old.heading}\n{rest}"
            new.heading = old.heading
            new.parent = old.parent
            old.parent.children[old.parent.children.index(old)] = new
            return
        around = [one for one in place.steps[:-1] if one.kind in _AROUND]
        inside = self._at(Address(tuple(around))) if around else self.root
        self._between(inside, new, place)

    def _between(self, inside: LawUnit, new: LawUnit, place: Address) -> None:
        """Put a new section or chapter after the last one whose number comes before its own."""
        mine = order(new.label)
        earlier = [one for one in living(inside, new.kind) if order(one.label) < mine]
        if not earlier:
            raise CannotError("no-place", str(place))
        before = max(earlier, key=lambda one: order(one.label))
        if before.parent is None:
            raise CannotError("no-place", str(place))
        before.end_with("\n\n")
        before.parent.put(new, before.parent.children.index(before) + 1)

    def _body(self, place: Address, loose: Sequence[Node], change: Change) -> None:
        """New text of a section that keeps its number and heading."""
        old = self._old(place, change)
        if old is None or old.kind is not StepKind.ARTICLE:
            raise CannotError("no-place", str(place))
        if any(one.kind not in (NodeKind.PARAGRAPH, NodeKind.HEADING) for one in loose):
            raise CannotError("count", str(place))
        if loose[0].kind is NodeKind.HEADING:
            set_heading(old, loose[0].span.of(self.amending.text))
        body = [one for one in loose if one.kind is NodeKind.PARAGRAPH]
        kept = [o for o in old.children if o.kind not in _SMALL and not o.own.startswith("|")]
        text = "".join(map(self._text, body))
        old.children = [LawUnit(StepKind.PARAGRAPH, "", text, parent=old), *kept]

    def _head(self, place: Address, text: Sequence[Node]) -> None:
        """A new heading."""
        set_heading(self._at(place), " ".join(one.span.of(self.amending.text) for one in text))

    def _lead_in(self, places: Sequence[Address], text: Sequence[Node]) -> None:
        """New words before the list of a paragraph or section."""
        unit = self._at(places[0])
        if unit.kind is StepKind.ARTICLE and len(unit.of_kind(StepKind.PARAGRAPH)) == 1:
            unit = unit.of_kind(StepKind.PARAGRAPH)[0]
        several = len(places) != 1 or len(text) != 1 or text[0].children
        if several or not unit.of_kind(StepKind.ITEM):
            raise CannotError("count", str(places[0]))
        marker = unit.own[: marker_end(unit.own)]
        unit.own = with_end(f"{marker}{text[0].span.of(self.amending.text)}", unit.own)

    def _level(self, kind: StepKind) -> int:
        """The level of headings of a kind in the law."""
        for one in self.root.walk():
            if one.kind is kind and (found := _HEADING.match(one.own.lstrip())):
                return len(found[1]) + (kind in _AROUND)
        return 3
