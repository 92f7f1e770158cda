"""The XML of office files as elements of lxml; comments and instructions are left out."""

# The stubs of lxml know nothing of classes of elements.
# mypy: disable-error-code="no-any-return"
from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from lxml import etree

DEEPEST = 256
"""Levels of elements that libxml2 reads."""
_ElementBase: Any = etree.ElementBase


class XmlError(ValueError):
    """Bytes that are no sound XML; `reason` is `syntax`, `entity` or `depth`."""

    def __init__(self, reason: str, words: str = "") -> None:
        super().__init__(words)
        self.reason = reason


class Element(_ElementBase):  # type: ignore[misc]
    """An element; text and attributes that are missing are empty."""

    def __bool__(self) -> bool:
        return True  # even without children

    @property
    def text(self) -> str:
        """The text before the first child."""
        return super().text or ""

    @property
    def parent(self) -> Element | None:
        """The element around this one."""
        return self.getparent()

    @property
    def children(self) -> list[Element]:
        """The elements inside."""
        return list(super().__iter__())

    def __iter__(self) -> Iterator[Element]:
        return super().__iter__()

    def iter(self, *names: str) -> Iterator[Element]:
        """The element and all in it in document order, of these names if any are given."""
        return super().iter(*names)

    def get(self, name: str, default: str = "") -> str:
        """The value of an attribute."""
        return super().get(name, default)

    def find(self, *names: str) -> Element | None:
        """The first child of a name, its first child of the next name, and so on."""
        return super().find("/".join(names))

    def named(self, *names: str) -> Iterator[Element]:
        """The children of these names."""
        return self.iterchildren(*names)

    def words(self) -> str:
        """All text in the element."""
        return "".join(self.itertext())

    def above(self) -> Iterator[Element]:
        """What the element is in, from its parent outwards."""
        return self.iterancestors()


@cache
def _parser() -> Any:
    """A parser that looks nothing up and keeps to libxml2's limits."""
    parser: Any = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=Element))
    return parser


def parse_tree(data: bytes) -> Element:
    """The root element. Raises XmlError, also for more than DEEPEST levels."""
    try:
        root: Any = etree.fromstring(data, _parser())
    except etree.XMLSyntaxError as fault:
        words = " ".join((fault.msg or "").split())[:200]
        raise XmlError("depth" if "depth" in words else "syntax", words) from None
    if root.getroottree().docinfo.doctype:
        raise XmlError("entity")
    return root
