"""The XML of office files as a tree of plain elements: what reading and marking them asks for.

Read with expat, which is told of nothing outside the part; comments and processing instructions
are passed over, and text on both sides of them is one.
"""

from __future__ import annotations

from collections.abc import Iterator
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
        return self.text + "".join(child.words() + child.tail for child in self.children)

    def above(self) -> Iterator[Element]:
        """What the element is in, from its parent outwards."""
        one = self.parent
        while one is not None:
            yield one
            one = one.parent


class _Names(dict[str, str]):
    """Names as expat gives them, `namespace}name`, to names as elements have them."""

    def __missing__(self, given: str) -> str:
        made = self[given] = f"{{{given}" if "}" in given else given
        return made


def parsed(data: bytes, most: int) -> Element:
    """The root element, of at most `most` levels. Raises XmlError."""
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    names = _Names()
    root = here = Element("", {})
    last: Element | None = None
    level = 0

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal here, last, level
        level += 1
        if level > most:
            raise XmlError("depth")
        if attributes:
            attributes = {names[key]: value for key, value in attributes.items()}
        made = Element(names[name], attributes, here)
        here.children.append(made)
        here, last = made, None

    def end(_name: str) -> None:
        nonlocal here, last, level
        level -= 1
        last = here
        here = here.parent or root

    def words(text: str) -> None:
        if last is None:
            here.text += text
        else:
            last.tail += text

    def declare(*_said: object) -> None:
        raise XmlError("entity")

    parser.StartDoctypeDeclHandler = declare
    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.CharacterDataHandler = words
    try:
        parser.Parse(data, True)
    except XmlError:
        raise
    except (expat.ExpatError, ValueError, LookupError) as fault:
        raise XmlError("syntax", " ".join(str(fault).split())[:200]) from None
    (top,) = root.children
    top.parent = None
    return top
