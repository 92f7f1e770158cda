"""The XML of office files as a tree of plain elements: what reading and marking them asks for.

Nothing outside the part is asked for; comments and processing instructions are passed over, and
text on both sides of them is one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast
from xml.parsers import expat


class XmlError(ValueError):
    """Bytes that are no sound XML (`reason` is `syntax`), that declare a document type (`entity`)
    or that are nested too deep (`depth`)."""

    def __init__(self, reason: str, words: str = "") -> None:
        super().__init__(words)
        self.reason = reason


class Element:
    """An element: `tag` and names of attributes are `{namespace}name`; `text` is what stands before
    the first child, `tail` what stands after the element itself."""

    __slots__ = ("attrib", "children", "parent", "tag", "tail", "text")

    def __init__(self, tag: str, attrib: dict[str, str], parent: Element | None = None) -> None:
        self.tag = tag
        self.attrib = attrib
        self.parent = parent
        self.children: list[Element] = []
        self.text = ""
        self.tail = ""

    def __iter__(self) -> Iterator[Element]:
        return iter(self.children)

    def get(self, name: str, default: str = "") -> str:
        """The value of an attribute."""
        return self.attrib.get(name, default)

    def find(self, *names: str) -> Element | None:
        """The first child of a name, its first child of the next name, and so on."""
        within = [self]
        for name in names:
            within = [child for one in within for child in one.children if child.tag == name]
        return within[0] if within else None

    def named(self, *names: str) -> Iterator[Element]:
        """The children of these names."""
        return (child for child in self.children if child.tag in names)

    def iter(self, *names: str) -> Iterator[Element]:
        """The element and all in it in document order, of these names if any are given."""
        stack = [self]
        while stack:
            one = stack.pop()
            if not names or one.tag in names:
                yield one
            stack.extend(reversed(one.children))

    def words(self) -> str:
        """All text in the element."""
        parts = []
        stack: list[Element | str] = [self]
        while stack:
            one = stack.pop()
            if isinstance(one, str):
                parts.append(one)
                continue
            parts.append(one.text)
            for child in reversed(one.children):
                stack += child.tail, child
        return "".join(parts)

    def above(self) -> Iterator[Element]:
        """What the element is in, from its parent outwards."""
        one = self.parent
        while one is not None:
            yield one
            one = one.parent


class _Names(dict[str, str]):
    """Names as expat gives them, `namespace}name`, to names as elements have them."""

    def __missing__(self, given: str) -> str:
        made = self[given] = f"{{{given}" if "}" in given and given[0] != "{" else given
        return made


class _Growing:
    """The tree that a parser tells of, of at most `most` levels; a target as lxml knows them."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._names = _Names()
        self._root = self._here = Element("", {})
        self._last: Element | None = None
        self._level = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._level += 1
        if self._level > self._most:
            raise XmlError("depth")
        names = self._names
        given = {names[key]: value for key, value in attributes.items()}
        made = Element(names[name], given, self._here)
        self._here.children.append(made)
        self._here, self._last = made, None

    def end(self, _name: str) -> None:
        self._level -= 1
        self._last = self._here
        self._here = self._here.parent or self._root

    def data(self, text: str) -> None:
        if self._last is None:
            self._here.text += text
        else:
            self._last.tail += text

    def doctype(self, *_said: object) -> None:
        raise XmlError("entity")

    def close(self) -> list[Element]:
        for top in self._root.children:
            top.parent = None
        return self._root.children


def parsed(data: bytes, most: int) -> Element:
    """The root element, of at most `most` levels: read with lxml, or with expat where lxml is not
    installed. Raises XmlError."""
    growing = _Growing(most)
    try:
        from lxml import etree
    except ImportError:
        return _by_expat(data, growing)
    parser = etree.XMLParser(
        target=cast(Any, growing),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        (top,) = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError, LookupError) as fault:
        raise _unsound(fault) from None
    for told in parser.error_log.filter_from_errors():
        raise XmlError("syntax", told.message)
    return cast(Element, top)


def _by_expat(data: bytes, growing: _Growing) -> Element:
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = growing.doctype
    parser.StartElementHandler = growing.start
    parser.EndElementHandler = growing.end
    parser.CharacterDataHandler = growing.data
    try:
        parser.Parse(data, True)
        (top,) = growing.close()
    except (expat.ExpatError, ValueError, LookupError) as fault:
        raise _unsound(fault) from None
    return top


def _unsound(fault: Exception) -> XmlError:
    if isinstance(fault, XmlError):
        return fault
    return XmlError("syntax", " ".join(str(fault).split())[:200])
