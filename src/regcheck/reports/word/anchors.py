"""Comment marks in a Word part, set by splitting runs; nothing else in its tree changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from functools import partial
from itertools import takewhile
from operator import is_not
from typing import NamedTuple

from regcheck.base.text.patterns import pattern
from regcheck.base.texts.message import message
from regcheck.document.places import PartRange
from regcheck.readers.office.package import PackageError
from regcheck.readers.office.xml import Element, XmlError, parse_tree
from regcheck.readers.word.xml import R_PR, TEXTS, R, T, elements_of, w
from regcheck.reports.word.new_file import HEAD

_EDGES = " \t\r\n"
_SPACE = "xml:space"
_IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_IN_ATTRIBUTES = _IN_TEXT | str.maketrans({"\t": "&#9;", "\n": "&#10;", '"': "&quot;"})
_MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")
_ID = pattern(r"[0-9]{1,9}\Z")
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


class _Change(NamedTuple):
    """New words, whose they are, and the marks that stand around the old ones for a while."""

    words: str
    author: str
    begin: Element
    end: Element


class Anchors:
    """Collects marks for a part, which `root` was read from, and returns the part with them."""

    def __init__(self, data: bytes, root: Element) -> None:
        self.root = root
        self._top = parsed(data)
        self._nodes = dict(zip(root.iter(), self._top.iter(), strict=True))
        self._numbers = {element: number for number, element in enumerate(self._nodes)}
        self._cuts: dict[tuple[Element, int], tuple[list[int], list[int]]]
        self._cuts = defaultdict(lambda: ([], []))
        self._changes: list[_Change] = []
        ids = (one.get(w("id")) for one in root.iter())
        self._free = 1 + max((int(one) for one in ids if _ID.match(one)), default=0)
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

    def replace(self, places: Sequence[PartRange], words: str, author: str) -> bool:
        """Change words as a tracked change; False where they are not in runs of text side by side
        that nothing else cuts."""
        found = [one for place in places for one in elements_of(self.root, place)]
        runs = list(dict.fromkeys(element.parent for element, _, _ in found))
        first, last = (runs[0], runs[-1]) if runs else (None, None)
        if first is None or last is None or first.parent is None:
            return False
        beside = first.parent.children
        here = [one for one in beside if one in runs]
        plain = all(run.tag == R and all(o.tag in (T, R_PR) for o in run) for run in here)
        at = beside.index(first)
        if not plain or here != runs or beside[at : at + len(runs)] != runs:
            return False
        self._changes.append(_Change(words, author, Element("begin", {}), Element("end", {})))
        number = -len(self._changes)
        self._cuts[found[0][:2]][1].append(number)
        self._cuts[found[-1][0], found[-1][2]][0].append(number)
        return True

    def mark_reference(self, kind: str, note: str, number: int) -> bool:
        """Set a comment's marks around the reference to a footnote or endnote."""
        for element in self.root.iter(_NOTES[kind]):
            if element.get(w("id")) == note:
                self._cuts[element, 0][1].append(number)
                self._cuts[element, 1][0].append(number)
                return True
        return False

    def remove(self, ids: Container[str]) -> None:
        """Take out the marks of comments, and the runs that hold nothing else."""
        marks = [e for e in self.root.iter(*map(w, _MARKS)) if e.get(w("id")) in ids]
        gone = {self._nodes[one] for one in marks}
        for run in (one.parent for one in marks if one.parent is not None):
            looks = {self._nodes[one] for one in run.named(R_PR)}
            if run.tag == R and all(one in gone or one in looks for one in self._nodes[run]):
                gone.add(self._nodes[run])
        for parent in {one.parent for one in gone if one.parent is not None}:
            parent.children = [one for one in parent if one not in gone]

    def result(self) -> bytes:
        """The part with all marks: set from the end, so that what is before keeps its place."""
        cut_texts = set()
        for element, at in sorted(self._cuts, key=lambda o: (self._numbers[o[0]], o[1]))[::-1]:
            ends, begins = self._cuts[element, at]
            before = [self._begin(number) for number in begins]
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
        changed = {id(o.begin): at for at, o in enumerate(self._changes)}
        for parent in [one for one in self._top.iter() if any(id(o) in changed for o in one)]:
            self._swap(parent, changed)
        return written(self._top)

    def _swap(self, parent: Element, changed: Mapping[int, int]) -> None:
        """Turn what stands between the marks of a changed wording into a tracked change."""
        children: list[Element] = []
        waiting = iter(parent.children)
        for one in waiting:
            at = changed.get(id(one))
            if at is None:
                children.append(one)
                continue
            end = self._changes[at].end
            held = list(takewhile(partial(is_not, end), waiting))
            runs = [each for each in held if self._is_text(each)]
            others = [each for each in held if each not in runs]
            children += [*self._changed(at, runs), *others]
        parent.children = children

    def _is_text(self, node: Element) -> bool:
        names = {one.tag for one in node}
        return node.tag == f"{prefix_of(self._top)}r" and f"{prefix_of(self._top)}t" in names

    def _changed(self, at: int, runs: Sequence[Element]) -> tuple[Element, Element]:
        """The old runs as deleted, and a new one that looks like the first as inserted."""
        name = prefix_of(self._top)
        new = Element(f"{name}r", dict(runs[0].attrib))
        text = Element(f"{name}t", {_SPACE: "preserve"})
        text.text = self._changes[at].words
        new.children = [*(one for one in runs[0] if one.tag == f"{name}rPr"), text]
        for node in (one for run in runs for one in run if one.tag == f"{name}t"):
            node.tag, node.attrib = f"{name}delText", {_SPACE: "preserve"}
        both = (Element(f"{name}del", {}), Element(f"{name}ins", {}))
        for number, one in enumerate(both, self._free + 2 * at):
            one.attrib[f"{self._prefix}id"] = str(number)
            one.attrib[f"{self._prefix}author"] = self._changes[at].author
        both[0].children, both[1].children = list(runs), [new]
        return both

    def _begin(self, number: int) -> Element:
        if number < 0:
            return self._changes[-number - 1].begin
        return self._mark("commentRangeStart", number)

    def _end(self, number: int) -> tuple[Element, ...]:
        if number < 0:
            return (self._changes[-number - 1].end,)
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
