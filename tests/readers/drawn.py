"""A document drawn as lines, and what holds of every document read from running text."""

from __future__ import annotations

from unicodedata import normalize

from regcheck.base.text.normalise import INVISIBLE
from regcheck.document.model import Document, Node


def drawn(document: Document) -> list[str]:
    """One line for each leaf: `path role | words`, «→ target» where it has one."""
    lines = []
    for leaf in document.leaves:
        target = f" → {leaf.target.path}" if leaf.target else ""
        lines.append(f"{leaf.address.path} {leaf.role}{target} | {leaf.span.of(document.text)}")
    return lines


def paths(document: Document) -> list[str]:
    """Each leaf's path and words."""
    return [f"{leaf.address.path} | {leaf.span.of(document.text)}" for leaf in document.leaves]


def words_in_source(document: Document, leaf: Node) -> str:
    """What stands in the source for a leaf, normalised but not undone."""
    ranges = document.offsets.ranges(leaf.span)
    source = "".join(part.of(document.source_text) for part in ranges)
    for mark in INVISIBLE:
        source = source.replace(mark, "")
    return normalize("NFC", " ".join(source.split()))


def assert_sound(document: Document) -> None:
    """Spans slice, leaves are disjoint single lines, addresses are unique, parents cover."""
    end = 0
    for leaf in document.leaves:
        words = leaf.span.of(document.text)
        assert leaf.span.start >= end
        end = leaf.span.end
        assert words
        assert words == " ".join(words.split())
        assert document.offsets.ranges(leaf.span)
    assert end <= len(document.text)
    provisions = [node.address for node in document.provisions()]
    assert len(provisions) == len(set(provisions))
    for node in document.root.walk():
        for child in node.children:
            assert not child.span or node.span.covers(child.span)
