"""Comment marks in a Word part, set by splitting runs; nothing else in its tree changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from copy import deepcopy
from typing import TYPE_CHECKING

from regcheck.base.texts.message import message
from regcheck.document.places import PartRange
from regcheck.readers.office.package import PackageError
from regcheck.readers.office.xml import Element
from regcheck.readers.word.xml import SPACE, TEXTS, R, elements_of, w
from regcheck.reports.word.new_file import HEAD

if TYPE_CHECKING:
    from lxml.etree import _Element as Node

_EDGES = " \t\r\n"
_NOTES = {"footnotes": w("footnoteReference"), "endnotes": w("endnoteReference")}


def parsed(data: bytes) -> Node:
    """The root of a part. Raises PackageError."""
    from lxml import etree

    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError as fault:
        raise PackageError("syntax", message("reports.unreadable_part", why=fault)) from None


def written(root: Node) -> bytes:
    """The part with that root, in UTF-8."""
    from lxml import etree

    return HEAD.encode() + etree.tostring(root.getroottree(), encoding="utf-8")


def add(parent: Node, name: str, **attributes: str) -> None:
    """Put an element in another, in the same namespace, as the last."""
    parent.append(parent.makeelement(f"{space_of(parent)}{name}", attributes))


def space_of(node: Node) -> str:
    """The namespace of a node, in braces."""
    return str(node.tag).rpartition("}")[0] + "}"


def _like(node: Node) -> Node:
    """An empty element of the same name and attributes."""
    made = node.makeelement(node.tag)
    for name, value in node.items():
        made.set(name, value)
    return made


class Anchors:
    """Collects marks for a part, which `root` was read from, and returns the part with them."""

    def __init__(self, data: bytes, root: Element) -> None:
        self.root = root
        self._top = parsed(data)
        self._nodes = dict(zip(root.iter(), self._top.iter("*"), strict=True))
        self._numbers = {element: number for number, element in enumerate(self._nodes)}
        self._cuts: dict[tuple[Element, int], tuple[list[int], list[int]]]
        self._cuts = defaultdict(lambda: ([], []))
        self.space = space_of(self._top)
        self._look = f"{self.space}rPr"

    def mark(self, places: Sequence[PartRange], number: int) -> bool:
        """Set a comment's marks around the words; False if they are not found."""
        found = [one for place in places for one in elements_of(self.root, place)]
        if found:
            self._cuts[found[0][:2]][1].append(number)
            self._cuts[found[-1][0], found[-1][2]][0].append(number)
        return bool(found)

    def mark_reference(self, kind: str, note: str, number: int) -> bool:
        """Set a comment's marks around the reference to a footnote or endnote."""
        for element in self.root.iter(_NOTES[kind]):
            if element.get(w("id")) == note:
                self._cuts[element, 0][1].append(number)
                self._cuts[element, 1][0].append(number)
                return True
        return False

    def result(self) -> bytes:
        """The part with all marks: set from the end, so that what is before keeps its place."""
        cut_texts = set()
        for element, at in sorted(self._cuts, key=lambda o: (self._numbers[o[0]], o[1]))[::-1]:
            ends, begins = self._cuts[element, at]
            before = [self._mark("commentRangeStart", number) for number in begins]
            after = [one for number in ends for one in self._end(number)]
            node = self._nodes[element]
            run = self._nodes[next((one for one in element.above() if one.tag == R), element)]
            inner = element.tag in TEXTS and 0 < at < len(element.text)
            beside = node.itersiblings(preceding=not at)
            if run is node.getparent() and (
                not len(node) if inner else any(one.tag != self._look for one in beside)
            ):
                if inner and node.get(SPACE) != "preserve":
                    cut_texts.add(node)
                run = self._split(run, node, at, inner=inner)
                before, after = after + before, []
            for one in before:
                run.addprevious(one)
            for one in reversed(after):
                run.addnext(one)
        for node in cut_texts:
            node.text = (node.text or "").lstrip(_EDGES)
        return written(self._top)

    def _split(self, run: Node, node: Node, at: int, *, inner: bool) -> Node:
        """Move what follows a place in a run to a new one with the same formatting."""
        right = _like(run)
        look = run.find(self._look)
        if look is not None:
            right.append(deepcopy(look))
        rest = [*([] if at else [node]), *node.itersiblings()]
        if inner:
            text, kept = node.text or "", node.get(SPACE) == "preserve"
            node.set(SPACE, "preserve")
            other = _like(node)
            node.text, other.text = text[:at], text[at:] if kept else text[at:].rstrip(_EDGES)
            right.append(other)
        right.extend(rest)
        run.addnext(right)
        return right

    def _end(self, number: int) -> tuple[Node, Node]:
        run = self._top.makeelement(f"{self.space}r")
        run.append(self._mark("commentReference", number))
        return self._mark("commentRangeEnd", number), run

    def _mark(self, name: str, number: int) -> Node:
        attributes = {f"{self.space}id": str(number)}
        return self._top.makeelement(f"{self.space}{name}", attributes)
