"""The provisions that decisions are read from: sections of sentences, each with the lead-in or
the items that belong to it."""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.base.text.span import Span
from regcheck.base.values import Value
from regcheck.document.model import Node, NodeKind, Role
from regcheck.document.segments.view import Segments
from regcheck.law.address import Address

READ_ROLES = frozenset(
    {
        Role.OPERATIVE,
        Role.INSERTED,
        Role.TRANSITIONAL,
        Role.DELEGATION,
        Role.DEFINITION,
        Role.PURPOSE,
    }
)
"""The roles of text in which decisions are looked for."""
_SILENT = frozenset({NodeKind.HEADING, NodeKind.NOTE, NodeKind.FOOTNOTE, NodeKind.CELL})


class Sentence(Value, frozen=True):
    """A sentence of a provision: its span, the lead-in's last sentence where it is in an item, and
    the items below it where it is a lead-in."""

    span: Span
    leaf: int
    address: Address
    role: Role
    lead: Span | None = None
    items: tuple[Span, ...] = ()


class Section(Value, frozen=True):
    """A section (§), or the paragraphs of a text without sections: its heading and sentences."""

    address: Address
    heading: str
    sentences: tuple[Sentence, ...]

    @property
    def span(self) -> Span:
        """From the first sentence to the end of the last."""
        return Span(self.sentences[0].span.start, self.sentences[-1].span.end)


def sections_of(segments: Segments) -> Iterator[Section]:
    """The sections of a document that hold rules, in text order."""
    current: tuple[Node, int] | None = None
    held: list[Sentence] = []
    for leaf, node in enumerate(segments.leaves):
        if node.kind in _SILENT or node.role not in READ_ROLES:
            continue
        article = segments.article_of(leaf)
        if current is not None and article is not current[0]:
            yield _section(segments, current[1], current[0].address, held)
            held = []
        current = (article, leaf)
        held += _sentences(segments, leaf)
    if current is not None:
        yield _section(segments, current[1], current[0].address, held)


def _section(segments: Segments, leaf: int, address: Address, held: list[Sentence]) -> Section:
    heading = segments.heading_of(leaf)
    return Section(address, heading.of(segments.text) if heading else "", tuple(held))


def _sentences(segments: Segments, leaf: int) -> Iterator[Sentence]:
    node = segments.leaves[leaf]
    spans = segments.sentences(node.span)
    listed = segments.is_listed(leaf)
    for span in spans:
        lead: Span | None = None
        items: tuple[Span, ...] = ()
        if listed and (span is spans[0] or span is spans[-1]):
            others = [one for one in segments.norm(leaf, span) if one != span]
            if (
                segments.document.parents[leaf][-1].kind is NodeKind.ITEM
                or node.kind is NodeKind.ITEM
            ):
                lead = next((one for one in reversed(others) if one.start < span.start), None)
            else:
                items = tuple(one for one in others if one.start > span.start)
        yield Sentence(span, leaf, node.address, node.role, lead, items)
