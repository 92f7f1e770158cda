"""Proves a consolidated law against the law before it and the changes that were asked for: what
they do not name is equal, and what they name has the words and the number that they give it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

from regcheck.base.text.patterns import pattern
from regcheck.changes.amending.edits import order
from regcheck.changes.amending.instructed import Change
from regcheck.changes.amending.markdown import has_table
from regcheck.changes.amending.tree import LawUnit, UnitFinder, marker_end, plain, read_tree
from regcheck.document.model import Document, Node, NodeKind
from regcheck.law.address import Address, Step, StepKind

_AROUND: Final = (StepKind.PART, StepKind.CHAPTER)
_WORD: Final = pattern(r"[^\W\d_]{2,}")
_TOKEN: Final = pattern(r"\w+")
_DOUBLED: Final = pattern(r"#+ *((?:kapittel|kap\.?|del|vedlegg|§) *[\w-]+)\.? +\1\b")
_SMALLER: Final = pattern(r"\b(?:ledd|punktum|bokstav|(?<!\d{4} )nr|punkt|strekpunkt|setning)\b")
_NUMBERED: Final = pattern(r"\((\d{1,3}[a-z]?)\)")


@dataclass(frozen=True, slots=True)
class Fault:
    """What a law has wrong: why (`gone`, `twice` …), where, and the section or chapter it is in."""

    why: str
    place: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A section, or text between sections, by its name, with the chapters around it."""

    name: str
    around: frozenset[str]
    unit: LawUnit
    text: str


class LawState:
    """A law by its sections and what stands between them."""

    def __init__(self, document: Document) -> None:
        self.root = read_tree(document)
        self.finder = UnitFinder(self.root)
        self.pieces = list(_pieces(self.root, frozenset()))

    @cached_property
    def sections(self) -> dict[str, _Piece]:
        """The sections by name; of several with one name the last."""
        return {one.name: one for one in self.pieces if one.name.startswith("§")}


def _pieces(unit: LawUnit, around: frozenset[str]) -> Iterator[_Piece]:
    if unit.kind is StepKind.ARTICLE:
        yield _Piece(f"§ {plain(unit.label)}", around, unit, unit.written().strip())
        return
    name = f"{unit.kind} {plain(unit.label)}" if unit.kind in _AROUND else ""
    around |= {name} - {""}
    if unit.own.strip():
        yield _Piece(name, around, unit, unit.own.strip())
    for one in unit.children:
        yield from _pieces(one, around)


def name_of(place: Address) -> str:
    """The section that a place is in, or the chapter that it is."""
    section = (f"§ {plain(one.label)}" for one in place.steps if one.kind is StepKind.ARTICLE)
    return next(section, "".join(f"{one.kind} {plain(one.label)}" for one in place.steps[:1]))


def names_in(change: Change) -> set[str]:
    """The sections and chapters that a change names, also in the text it brings."""
    places = [*change.places, *(new for _, new in change.moved)]
    inside = [node for top in change.text for node in top.walk() if node.kind is NodeKind.ARTICLE]
    return {name_of(place) for place in places} | {f"§ {plain(one.label)}" for one in inside}


def words_of(document: Document, nodes: Iterable[Node]) -> list[str]:
    """The words of nodes, without their labels."""
    leaves = (leaf for node in nodes for leaf in node.walk() if not leaf.children)
    return [word for leaf in leaves for word in _tokens(leaf.span.of(document.text))]


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text.lower())


def _letters(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.lower()))


def holds(text: str, words: Sequence[str]) -> bool:
    """Whether words stand in a text, one after the other."""
    return f" {' '.join(words)} " in f" {' '.join(_tokens(text))} "


class ConsolidationCheck:
    """Compares a law as it was with the law as changes left it."""

    def __init__(
        self, before: LawState, after: LawState, changes: Sequence[Change], amending: Document
    ) -> None:
        self.before = before
        self.after = after
        self.changes = changes
        self.amending = amending
        self.names = {name for change in changes for name in names_in(change)}
        self.moved = {new.steps: old for change in changes for old, new in change.moved}
        self.left = {old.steps for change in changes for old, _ in change.moved}

    def faults(self) -> Iterator[Fault]:
        """Everything that is wrong."""
        if "" not in self.names:  # words swapped in all of the law
            yield from self._unnamed()
        yield from self._numbers()
        for change in self.changes:
            yield from self._targets(change)
        for name in sorted(self.names):
            yield from self._section(name)

    def _unnamed(self) -> Iterator[Fault]:
        whole = {
            name_of(place)
            for change in self.changes
            for place in change.places
            if not change.heading and name_of(place)[:1] != "§"
        }
        kept = [
            [
                one
                for one in state.pieces
                if not (one.name and one.name in self.names) and not one.around & whole
            ]
            for state in (self.before, self.after)
        ]
        texts = [[(one.name, one.text) for one in pieces] for pieces in kept]
        if texts[0] == texts[1]:
            return
        counts = [Counter(some) for some in texts]
        for why, missing in (("gone", counts[0] - counts[1]), ("unnamed", counts[1] - counts[0])):
            for name, text in missing:
                yield Fault(why, name or text[:60], name)
        if counts[0] == counts[1]:
            yield Fault("order", self.changes[0].refid)

    def _numbers(self) -> Iterator[Fault]:
        """Numbers of sections are unique and in order, and headings say theirs once."""
        was, now = (
            [one for one in state.pieces if one.name.startswith("§")]
            for state in (self.before, self.after)
        )
        earlier = Counter(one.name for one in was)
        for name, times in Counter(one.name for one in now).items():
            if times > max(1, earlier[name]):
                yield Fault("twice", name, name)
        turned = set(_turned(was))
        for one, other in _turned(now):
            if (one, other) not in turned:
                yield Fault("order", other, other if other in self.names else one)
        for piece in self.after.pieces:
            if piece.name in self.names and _DOUBLED.match(piece.text.lower()):
                yield Fault("heading", piece.name, piece.name)

    def _targets(self, change: Change) -> Iterator[Fault]:
        """What a change gives a place stands there."""
        places = [*change.worded, *change.added]
        whole = bool(places) and all(one.steps[-1:] and _is_whole(one) for one in places)
        small = _SMALLER.search(change.instruction.lower().partition("lyd")[0])
        if whole and small and not (change.swapped or change.heading or change.lead_in):
            yield Fault("not_named", str(places[0]), name_of(places[0]))
        for place in (*places, *(new for _, new in change.moved)):
            if place.steps and self._after(place) is None:
                yield Fault("missing", str(place), name_of(place))
        nodes = change.text
        if change.swapped or len(nodes) != len(places):
            return
        targets = {one.target for one in nodes}
        for number, place in enumerate(places):
            node = nodes[number]
            if targets == set(places):
                node = next(one for one in nodes if one.target == place)
            unit = self._after(place)
            if unit and not all(
                holds(unit.written(), words_of(self.amending, [leaf]))
                for leaf in node.walk()
                if not leaf.children
            ):
                yield Fault("missing", str(place), name_of(place))

    def _after(self, place: Address) -> LawUnit | None:
        """The unit at a place now; what a sentence stands in, as one may be written as two."""
        sentence = place.steps[-1].kind is StepKind.SENTENCE
        return self.after.finder.find(place.parent if sentence else place)

    def _section(self, name: str) -> Iterator[Fault]:
        """Of a section that is named, what is not named in it stays; nothing comes twice."""
        if not name.startswith("§"):
            return
        step = Step(StepKind.ARTICLE, name[2:])
        old = next((one for new, one in self.moved.items() if _is_section(new, name)), None)
        was = self.before.sections.get(name_of(old) if old else name)
        now = self.after.sections.get(name)
        mine = [one for one in self.changes if name in names_in(one)]
        gone = any(_is_section(one.steps, name) for change in mine for one in change.repealed)
        left = any(_is_section(one, name) for one in self.left)
        if (gone or left) and old is None:
            was = None
        if was is None or any(
            place.steps and _is_whole(place) and not change.swapped and not change.heading
            and name in (name_of(place), *_inside(change, place))
            for change in mine for place in (*change.worded, *change.added)
        ):  # fmt: skip
            yield from self._whole(name, was, now, mine)
            return
        if now is None:
            yield Fault("gone", name, name)
            return
        yield from self._parts(name, was, now, mine)
        yield from _labels(was.unit, now.unit, str(Address((step,))), name)

    def _whole(
        self, name: str, was: _Piece | None, now: _Piece | None, mine: Sequence[Change]
    ) -> Iterator[Fault]:
        """A section that is new as a whole has the new words, and its old heading at the most."""
        given = [node for change in mine for node in change.text]
        articles = [
            one
            for node in given
            for one in node.walk()
            if one.kind is NodeKind.ARTICLE and f"§ {plain(one.label)}" == name
        ]
        if now is None:
            if articles:
                yield Fault("missing", name, name)
            return
        texts = " ".join(words_of(self.amending, articles or given))
        kept = was.unit.heading if was else ""
        if was:
            kept += "".join(o.written() for o in was.unit.children if o.kind is StepKind.NOTE)
        if was and was.text.partition(" ")[0] != now.text.partition(" ")[0]:
            yield Fault("unnamed", name, name)  # a heading of another level
        more = _letters(now.text) - _letters(texts) - _letters(kept)
        if more or _letters(texts) - _letters(now.text):
            yield Fault("unnamed" if more else "missing", name, name)

    def _parts(
        self, name: str, was: _Piece, now: _Piece, mine: Sequence[Change]
    ) -> Iterator[Fault]:
        removed: list[LawUnit] = []
        touched: list[LawUnit] = []
        words: Counter[str] = Counter()
        for change in mine:
            places = [] if change.swapped or change.heading else change.worded
            touched += filter(None, map(self.before.finder.find, change.worded))
            for place in change.added:
                self.before.finder.find(place)  # parts its sentences
            origins = [
                self.moved.get(place.steps, place)
                for place in places
                if place.steps in self.moved or place.steps not in self.left
            ]
            for origin in (*change.repealed, *origins):
                unit = self.before.finder.find(origin)
                if unit is not None and not _is_whole(origin):
                    removed += [unit, *_table_after(unit, change)]
            if not change.swapped:
                words += _letters(" ".join(words_of(self.amending, change.text)))
            if change.lead_in:
                removed = [one for one in removed if one not in touched]
        swapped = any(change.swapped for change in mine)
        loose = any(change.heading or change.lead_in for change in mine)
        at, text = 0, now.text
        for unit in _kept(was.unit, [*removed, *(touched if swapped or loose else [])]):
            own = unit.own[marker_end(unit.own) :].strip() if unit is not was.unit else ""
            found = text.find(own, at)
            if found < 0:
                yield Fault("gone", own[:60], name)
                return
            at = found + len(own)
        if swapped or loose:
            return
        gone: Counter[str] = sum((_letters(one.written()) for one in removed), Counter())
        expected = _letters(was.text) - gone + words
        if expected != _letters(now.text):
            why = "unnamed" if _letters(now.text) - expected else "gone"
            yield Fault(why, name, name)


def _table_after(unit: LawUnit, change: Change) -> list[LawUnit]:
    if unit.parent is None or not any(map(has_table, change.text)):
        return []
    at = unit.parent.children.index(unit) + 1
    return [one for one in unit.parent.children[at : at + 1] if one.own.startswith("|")]


def _turned(pieces: Sequence[_Piece]) -> Iterator[tuple[str, str]]:
    for one, other in pairwise(pieces):
        if order(one.unit.label) > order(other.unit.label):
            yield one.name, other.name


def _is_whole(place: Address) -> bool:
    return place.steps[-1].kind in (StepKind.ARTICLE, *_AROUND)


def _is_section(steps: tuple[Step, ...], name: str) -> bool:
    return bool(steps) and steps[-1].kind is StepKind.ARTICLE and name_of(Address(steps)) == name


def _inside(change: Change, place: Address) -> set[str]:
    return set() if place.steps[-1].kind is StepKind.ARTICLE else names_in(change)


def _kept(unit: LawUnit, removed: Sequence[LawUnit]) -> Iterator[LawUnit]:
    if unit in removed:
        return
    yield unit
    for one in unit.first:
        yield from _kept(one, removed)


def _labels(was: LawUnit, now: LawUnit, place: str, name: str) -> Iterator[Fault]:
    """Numbers of paragraphs and letters of items are unique and in order if they were."""
    ran = all(_runs(_shown(one)) for one in was.walk())
    for one in now.walk():
        shown = _shown(one)
        if len(shown) > 1 and ran and not _runs(shown):
            yield Fault("twice" if len(set(shown)) < len(shown) else "order", place, name)


def _shown(unit: LawUnit) -> list[str]:
    """The numbers of paragraphs and letters of items in a unit."""
    found = []
    for one in unit.children:
        if one.kind is StepKind.PARAGRAPH and (number := _NUMBERED.match(one.own.lstrip())):
            found.append(number[1])
        elif one.kind is StepKind.ITEM and (label := plain(one.label)):
            found.append(label)
    return found


def _runs(labels: Sequence[str]) -> bool:
    numbers = [order(one) for one in labels]
    return all(one < other for one, other in pairwise(numbers))
