"""Comment marks in a Word part, set by splitting runs; nothing else in its tree changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from regcheck.base.texts.message import message
from regcheck.document.places import PartRange
from regcheck.readers.office.package import PackageError
from regcheck.readers.office.xml import Element, XmlError, parse_tree
from regcheck.readers.word.xml import R_PR, TEXTS, R, elements_of, w
from regcheck.reports.word.new_file import HEAD

_EDGES = " \t\r\n"
_SPACE = "xml:space"
_IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_IN_ATTRIBUTES = _IN_TEXT | str.maketrans({"\t": "&#9;", "\n": "&#10;", '"': "&quot;"})
_NOTES = {"footnotes": w("footnoteReference"), "endnotes": w("endnoteReference")}


def parsed(data: bytes) -> Element:
    """The root of a part, with names as written. Raises PackageError."""
    try:
        return parse_tree(data, as_written=True)
    except XmlError as fault:
        raise PackageError("syntax", message("reports.unreadable_part", why=fault)) from None


def written(root: Element) -> bytes:
    """The part with that root, in UTF-8."""
    return (HEAD + _xml(root)).encode()


def _xml(node: Element) -> str:
    attributes = "".join(f' {k}="{v.translate(_IN_ATTRIBUTES)}"' for k, v in node.attrib.items())
    inside = (f"{_xml(one)}{one.tail.translate(_IN_TEXT)}" for one in node)
    content = node.text.translate(_IN_TEXT) + "".join(inside)
    return f"<{node.tag}{attributes}{f'>{content}</{node.tag}' if content else '/'}>"


def add(parent: Element, name: str, **attributes: str) -> None:
    """Put an element in another, with the same prefix, as the last."""
    parent.children.append(Element(f"{prefix_of(parent)}{name}", attributes))


def prefix_of(node: Element) -> str:
    """The prefix of a node, with its colon."""
    prefix, colon, _ = node.tag.rpartition(":")
    return prefix + colon


class Anchors:
    """Collects marks for a part, which `root` was read from, and returns the part with them."""

    def __init__(self, data: bytes, root: Element) -> None:
        self.root = root
        self._top = parsed(data)
        self._nodes = dict(zip(root.iter(), self._top.iter(), strict=True))
        self._numbers = {element: number for number, element in enumerate(self._nodes)}
        self._cuts: dict[tuple[Element, int], tuple[list[int], list[int]]]
        self._cuts = defaultdict(lambda: ([], []))
        self._prefix = prefix_of(self._top)
        self.space = self._top.get(f"xmlns:{self._prefix}".rstrip(":"))
        if not self._prefix:  # attributes need one
            self._prefix = "rc:"
            self._top.attrib["xmlns:rc"] = self.space

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
            around = next((one for one in element.above() if one.tag == R), element)
            run, look = self._nodes[around], [self._nodes[one] for one in around.named(R_PR)]
            beside = (run.parent or self._top).children
            here = beside.index(run)
            inner = element.tag in TEXTS and 0 < at < len(element.text)
            if run is node.parent:
                cut = run.children.index(node) + bool(at)
                others = run.children[cut:] if at else run.children[:cut]
                if not node.children if inner else any(one not in look for one in others):
                    right = Element(run.tag, run.attrib, run.parent)
                    right.children = [*look, *run.children[cut:]]
                    del run.children[cut:]
                    if inner:
                        if node.get(_SPACE) != "preserve":
                            cut_texts.add(node)
                        right.children.insert(len(look), _second_part(node, at))
                    before, after = [], [*after, *before, right]
            beside[here + 1 : here + 1] = after
            beside[here:here] = before
        for node in cut_texts:
            node.text = node.text.lstrip(_EDGES)
        return written(self._top)

    def _end(self, number: int) -> tuple[Element, Element]:
        run = Element(f"{self._prefix}r", {})
        run.children.append(self._mark("commentReference", number))
        return self._mark("commentRangeEnd", number), run

    def _mark(self, name: str, number: int) -> Element:
        return Element(f"{self._prefix}{name}", {f"{self._prefix}id": str(number)})


def _second_part(node: Element, at: int) -> Element:
    """What follows a place in a text, taken from it; white space is preserved in both."""
    left, right = node.text[:at], node.text[at:]
    if node.get(_SPACE) != "preserve":
        right = right.rstrip(_EDGES)
        node.attrib[_SPACE] = "preserve"
    other = Element(node.tag, node.attrib)
    node.text, other.text = left, right
    return other
