"""Comment marks in a Word part, set by splitting runs; only those places in it change."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from regcheck.base.errors import UsageError
from regcheck.base.text.patterns import pattern
from regcheck.base.texts.message import message
from regcheck.document.places import PartRange
from regcheck.readers.office.xml import Element
from regcheck.readers.word.xml import R_PR, SPACE, TEXTS, R, elements_of, w

_SPACE = pattern(rb"\sxml:space\s*=\s*(\"[^\"]*\"|'[^']*')")
_EDGES = b" \t\r\n"
_TAG_END = pattern(rb"""(?:[^>"']|"[^"]*"|'[^']*')*>""")
_UTF_8 = (b"utf-8", b"us-ascii", b"ascii")
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_NAME = pattern(rb"<([^\s/>]+)")
_CHARACTER = pattern(r"&[^;]*;|\r\n|.", re.DOTALL)
_DECLARED = pattern(rb"""<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_SAID = pattern(r"""\A(<\?xml[^>]*encoding\s*=\s*["'])[A-Za-z0-9._-]+""")
_NOTES = {"footnotes": w("footnoteReference"), "endnotes": w("endnoteReference")}


@dataclass(slots=True)
class _Cut:
    """What is inserted at a byte: ends of comments before beginnings, split elements around."""

    before: bytes = b""
    after: bytes = b""
    ends: list[bytes] = field(default_factory=list)
    begins: list[bytes] = field(default_factory=list)

    @property
    def text(self) -> bytes:
        return self.before + b"".join(self.ends) + b"".join(self.begins) + self.after


class Anchors:
    """Collects marks for a part, which `root` is parsed from, and returns the part with them."""

    def __init__(self, data: bytes, root: Element) -> None:
        self.layout = PartLayout(data)
        self.root = root
        self._numbers = _numbers(root)
        self._cuts: dict[int, _Cut] = defaultdict(_Cut)
        self._edits: dict[tuple[int, int], bytes] = {}
        self._opened: set[int] = set()
        prefix = self.layout.prefix()
        self._name = prefix + b":" if prefix else b"rc:"
        uri = re.search(rb"xmlns:?%s\s*=\s*[\"']([^\"']+)" % prefix, self.layout.start_tag(0))
        self._uri = b"" if prefix or not uri else b' xmlns:rc="%s"' % uri[1]

    def mark(self, places: Sequence[PartRange], number: int) -> bool:
        """Set a comment's marks around the words; False if they are not found."""
        found = [one for place in places for one in elements_of(self.root, place)]
        if not found:
            return False
        self._begin(*found[0][:2], number)
        self._end(found[-1][0], found[-1][2], number)
        return True

    def mark_reference(self, kind: str, note: str, number: int) -> bool:
        """Set a comment's marks around the reference to a footnote or endnote."""
        for element in self.root.iter(_NOTES[kind]):
            if element.get(w("id")) == note:
                self._begin(element, 0, number)
                self._end(element, 1, number)
                return True
        return False

    def result(self) -> bytes:
        """The part with all marks."""
        changes = [(at, at, cut.text) for at, cut in self._cuts.items()]
        changes += [(start, end, text) for (start, end), text in self._edits.items()]
        pieces, done = [], 0
        for start, end, text in sorted(changes, key=lambda change: change[:2]):
            pieces += [self.layout.data[done:start], text]
            done = end
        return b"".join([*pieces, self.layout.data[done:]])

    def _begin(self, element: Element, at: int, number: int) -> None:
        tag = b'<%scommentRangeStart%s %sid="%d"/>' % (self._name, self._uri, self._name, number)
        self._cut(element, at, first=True).begins.append(tag)

    def _end(self, element: Element, at: int, number: int) -> None:
        name, uri = self._name, self._uri
        tag = b'<%scommentRangeEnd%s %sid="%d"/>' % (name, uri, name, number)
        tag += b'<%sr%s><%scommentReference %sid="%d"/></%sr>' % (
            *(name, uri, name, name, number, name),
        )
        self._cut(element, at, first=False).ends.append(tag)

    def _cut(self, element: Element, at: int, *, first: bool) -> _Cut:
        """The place for a mark before (`first`) or after character `at` of an element."""
        run = element.parent
        if run is None or run.tag != R:
            while run is not None and run.tag != R:
                run = run.parent
            return self._outside(element if run is None else run, first=first)
        size = len(element.text) if element.tag in TEXTS else 1
        if 0 < at < size:
            return self._inside(element, run, at, first=first)
        low = at == 0
        if _is_edge(element, run, low=low):
            return self._outside(run, first=low)
        return self._between(element, run, low=low)

    def _outside(self, run: Element, *, first: bool) -> _Cut:
        extent = self.layout.extents[self._numbers[run]]
        return self._cuts[extent.start if first else extent.end]

    def _between(self, element: Element, run: Element, *, low: bool) -> _Cut:
        extent = self.layout.extents[self._numbers[element]]
        cut = self._cuts[extent.start if low else extent.end]
        if not cut.before:
            close, reopen = self._reopen(run)
            cut.before, cut.after = close, reopen
        return cut

    def _inside(self, element: Element, run: Element, at: int, *, first: bool) -> _Cut:
        number = self._numbers[element]
        place = self.layout.offset(number, at)
        if place < 0:
            return self._outside(run, first=first)
        cut = self._cuts[place]
        if not cut.before:
            name = self.layout.name(number)
            close, reopen = self._reopen(run)
            cut.before = b"</%s>%s" % (name, close)
            cut.after = b'%s<%s xml:space="preserve">' % (reopen, name)
            self._keep_space(element, number)
        return cut

    def _reopen(self, run: Element) -> tuple[bytes, bytes]:
        """What ends a run, and what begins another with the same formatting."""
        number = self._numbers[run]
        properties = run.find(R_PR)
        look = b"" if properties is None else self.layout.whole(self._numbers[properties])
        return b"</%s>" % self.layout.name(number), self.layout.start_tag(number) + look

    def _keep_space(self, element: Element, number: int) -> None:
        """Preserve white space where a text is split, and only there."""
        if number in self._opened or element.get(SPACE) == "preserve":
            return
        self._opened.add(number)
        extent = self.layout.extents[number]
        tag = _SPACE.sub(b"", self.layout.start_tag(number))
        raw = self.layout.data[extent.inner : extent.outer]
        left, right = len(raw) - len(raw.lstrip(_EDGES)), len(raw) - len(raw.rstrip(_EDGES))
        kept = tag[:-1] + b' xml:space="preserve">'
        self._edits[extent.start, extent.inner + left] = kept
        if right:
            self._edits[extent.outer - right, extent.outer] = b""


def _is_edge(element: Element, run: Element, *, low: bool) -> bool:
    """Whether only its properties precede (`low`) or nothing follows an element in its run."""
    at = run.children.index(element)
    others = run.children[:at] if low else run.children[at + 1 :]
    return all(other.tag == R_PR for other in others)


@dataclass(frozen=True, slots=True)
class Extent:
    """Bytes of an element: start tag `start` to `inner`, end tag `outer` to `end`, if any."""

    start: int
    inner: int
    outer: int
    end: int


class PartLayout:
    """The elements of a part, numbered in document order, and the part's bytes in UTF-8."""

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

    def prefix(self) -> bytes:
        """The prefix of the root's name; empty for none."""
        head, colon, _ = self.name(0).partition(b":")
        return head if colon else b""

    def offset(self, at: int, characters: int) -> int:
        """The byte after so many characters of a text; -1 if it cannot be split."""
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
    text = data.decode("utf-16" if data.startswith(_UTF_16_MARKS) else name.decode("ascii"))
    return _SAID.sub(r"\1UTF-8", text.removeprefix("\ufeff"), count=1).encode()


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
        raise UsageError(message("reports.unreadable_part", why=fault)) from None
    return found


def _numbers(root: Element) -> dict[Element, int]:
    """Each element's number in document order, as `PartLayout` counts."""
    return {element: at for at, element in enumerate(root.iter())}
