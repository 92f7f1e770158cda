"""The XML of office files as plain elements; comments and instructions are left out."""

from __future__ import annotations

from collections.abc import Iterator
from xml.parsers import expat


class XmlError(ValueError):
    """Bytes that are no sound XML; `reason` is `syntax`, `entity` or `depth`."""

    def __init__(self, reason: str, words: str = "") -> None:
        super().__init__(words)
        self.reason = reason


class Element:
    """An element; names are `{namespace}name`, `text` and `tail` as in ElementTree."""

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
    """From names as expat gives them, `namespace}name`, to names as elements have them."""

    def __missing__(self, given: str) -> str:
        made = self[given] = f"{{{given}" if "}" in given and given[0] != "{" else given
        return made


class _TreeBuilder:
    """Builds the tree of at most `max_depth` levels out of what expat reports."""

    def __init__(self, max_depth: int) -> None:
        self._max_depth = max_depth
        self._names = _Names()
        self.root = self._here = Element("", {})
        self._last: Element | None = None
        self._level = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._level += 1
        if self._level > self._max_depth:
            raise XmlError("depth")
        names = self._names
        given = {names[key]: value for key, value in attributes.items()}
        made = Element(names[name], given, self._here)
        self._here.children.append(made)
        self._here, self._last = made, None

    def end(self, _name: str) -> None:
        self._level -= 1
        self._last = self._here
        self._here = self._here.parent or self.root

    def data(self, text: str) -> None:
        if self._last is None:
            self._here.text += text
        else:
            self._last.tail += text

    def doctype(self, *_declaration: object) -> None:
        raise XmlError("entity")


def parse_tree(data: bytes, max_depth: int) -> Element:
    """The root element. Raises XmlError."""
    builder = _TreeBuilder(max_depth)
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = builder.doctype
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    try:
        parser.Parse(data, True)
    except XmlError:
        raise
    except (expat.ExpatError, ValueError, LookupError) as fault:
        raise XmlError("syntax", " ".join(str(fault).split())[:200]) from None
    (top,) = builder.root.children
    top.parent = None
    return top
