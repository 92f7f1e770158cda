"""The XML of office files as plain elements; comments and instructions are left out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from xml.parsers import expat

DEEPEST = 256
"""Levels of elements that are read."""


class XmlError(Exception):
    """Bytes that are no sound XML; `reason` is `syntax`, `entity` or `depth`."""

    def __init__(self, reason: str, words: str = "") -> None:
        super().__init__(words or reason)
        self.reason = reason


class Element:
    """An element; names are `{namespace}name`, `text` and `tail` as in ElementTree."""

    __slots__ = ("attrib", "children", "parent", "tag", "tail", "text")

    def __init__(self, tag: str, attrib: dict[str, str], parent: Element | None = None) -> None:
        self.tag = tag
        self.attrib = attrib
        self.parent = parent
        self.children: list[Element] = []
        self.text = self.tail = ""

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


@lru_cache(maxsize=4096)
def _full(name: str) -> str:
    """A name as elements have it, from `namespace}name`."""
    return f"{{{name}" if "}" in name else name


def parse_tree(data: bytes, *, as_written: bool = False) -> Element:
    """The root element. Raises XmlError, also for more than DEEPEST levels. Names `as_written`
    have prefixes, declared by attributes, in place of namespaces."""
    open_ = [Element("", {})]

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(open_) > DEEPEST:
            raise XmlError("depth")
        given = {_full(key): value for key, value in attributes.items()}
        made = Element(_full(name), given, open_[-1])
        open_[-1].children.append(made)
        open_.append(made)

    def text(words: str) -> None:
        if children := open_[-1].children:
            children[-1].tail += words
        else:
            open_[-1].text += words

    def doctype(*_: object) -> None:
        raise XmlError("entity")

    parser = expat.ParserCreate(namespace_separator=None if as_written else "}")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: open_.pop()
    parser.CharacterDataHandler = text
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as fault:
        raise XmlError("syntax", " ".join(str(fault).split())[:200]) from None
    (root,) = open_[0].children
    root.parent = None
    return root
