"""Where the elements of an XML part begin and end in its own text, so that a part can be changed
in a few places and stay as it is everywhere else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from regcheck.errors import UsageError

if TYPE_CHECKING:
    from lxml.etree import _Element

_TAG_END = re.compile(rb"""(?:[^>"']|"[^"]*"|'[^']*')*>""")
_UTF_8 = (b"utf-8", b"us-ascii", b"ascii")
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_NAME = re.compile(rb"<([^\s/>]+)")
_CHARACTER = re.compile(r"&[^;]*;|\r\n|.", re.DOTALL)
_DECLARED = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")


@dataclass(frozen=True, slots=True)
class Extent:
    """Bytes of an element: its start tag from `start` to `inner`, its end tag from `outer` to
    `end`. An empty element has no end tag: `inner`, `outer` and `end` are one."""

    start: int
    inner: int
    outer: int
    end: int


class PartLayout:
    """The elements of a part by their number in document order, with the part's bytes in UTF-8."""

    def __init__(self, data: bytes) -> None:
        self.data = as_utf8(data)
        self.extents = _extents(self.data)

    def name(self, at: int) -> bytes:
        """An element's name with its prefix, as written."""
        found = _NAME.match(self.data, self.extents[at].start)
        return found[1] if found else b""

    def start_tag(self, at: int) -> bytes:
        """An element's start tag as written."""
        extent = self.extents[at]
        return self.data[extent.start : extent.inner]

    def whole(self, at: int) -> bytes:
        """An element with all that is in it."""
        extent = self.extents[at]
        return self.data[extent.start : extent.end]

    def prefix(self, at: int = 0) -> bytes:
        """The prefix of an element's name; empty for none."""
        head, colon, _ = self.name(at).partition(b":")
        return head if colon else b""

    def offset(self, at: int, characters: int) -> int:
        """The byte after so many characters of an element's text; -1 where its text is written in
        a way that cannot be cut."""
        extent = self.extents[at]
        raw = self.data[extent.inner : extent.outer]
        if b"<" in raw:
            return -1
        text = raw.decode("utf-8")
        done = 0
        for found in _CHARACTER.finditer(text):
            if done == characters:
                return extent.inner + len(text[: found.start()].encode("utf-8"))
            done += 1
        return extent.outer if done == characters else -1


def as_utf8(data: bytes) -> bytes:
    """The part in UTF-8; most are."""
    declared = _DECLARED.match(data[:200].lstrip(b"\xef\xbb\xbf"))
    name = (declared[1] if declared else b"utf-8").lower()
    if name in _UTF_8 and not data.startswith(_UTF_16_MARKS):
        return data
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(data, parser)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def _extents(data: bytes) -> list[Extent]:
    from xml.parsers import expat

    parser = expat.ParserCreate()
    parser.buffer_text = True
    found: list[Extent] = []
    open_: list[int] = []
    starts: list[tuple[int, int]] = []

    def begin(name: str, attributes: dict[str, str]) -> None:
        start = parser.CurrentByteIndex
        end = _TAG_END.match(data, start)
        inner = end.end() if end else start
        open_.append(len(starts))
        starts.append((start, inner))
        found.append(Extent(start, inner, inner, inner))

    def close(name: str) -> None:
        at = open_.pop()
        start, inner = starts[at]
        if data[inner - 2 : inner] == b"/>":
            return
        outer = parser.CurrentByteIndex
        found[at] = Extent(start, inner, outer, data.index(b">", outer) + 1)

    parser.StartElementHandler = begin
    parser.EndElementHandler = close
    try:
        parser.Parse(data, True)
    except expat.ExpatError as fault:
        raise UsageError(f"a part of the Word file cannot be read again: {fault}") from None
    return found


def numbers(root: _Element) -> dict[_Element, int]:
    """Each element's number in document order, as `PartLayout` counts."""
    return {element: at for at, element in enumerate(root.iter("*"))}
