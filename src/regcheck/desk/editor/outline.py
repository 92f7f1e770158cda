"""How a text is built up, and what in it leads where."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cached_property

from regcheck.base.errors import UsageError
from regcheck.base.text.span import Span
from regcheck.base.texts.locales import locale_for
from regcheck.concepts.definitions import Definition, definitions_in
from regcheck.concepts.index import open_index
from regcheck.desk.editor.terms import term_at
from regcheck.document.blocks import TITLED
from regcheck.document.lookup import NodeIndex
from regcheck.document.model import Document, Node, NodeKind, Unreadable
from regcheck.law.address import Address
from regcheck.law.address_path import parse_path
from regcheck.law.address_text import long
from regcheck.readers.registry import read_document
from regcheck.references.library import ReferenceLibrary
from regcheck.references.model import FOUND, Reference
from regcheck.references.resolve import references_in

_READ_AS = {"markdown": "md", "text": "txt"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A chapter, section or annex, its place in the source and that of its first line."""

    kind: NodeKind
    name: str
    span: Span
    first: Span
    units: tuple[Unit, ...]

    def walk(self) -> Iterator[Unit]:
        """This unit and all in it, in text order."""
        yield self
        for unit in self.units:
            yield from unit.walk()


class Outline:
    """What a text consists of, worked out when it is asked for. Empty for a text that cannot be
    read. `format` is that of a document that was read, or the name of a format; `index` is the path
    of an index of law, or empty."""

    def __init__(self, text: str, path: str, format: str, index: str = "") -> None:
        self._source = text
        self._index = index
        data = text.encode("utf-8", "replace")
        document = read_document(data, path, _READ_AS.get(format, format))
        self._document = None if isinstance(document, Unreadable) else document

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The outermost units, in text order."""
        document = self._document
        return tuple(self._units(document, document.root)) if document else ()

    @cached_property
    def terms(self) -> tuple[Definition, ...]:
        """The terms that are defined in the text."""
        return tuple(definitions_in(self._document)) if self._document else ()

    def definition(self, at: int) -> list[Span]:
        """Where what stands at a code point is laid down: provisions, or a term's definition."""
        cited = [place for one, place in self._links if one.start <= at <= one.end]
        if cited:
            return list(dict.fromkeys(cited))
        term = term_at(self._source, at, self.terms)
        return [Span(term[0].start, term[0].end)] if term else []

    def cited(self, at: int) -> Reference | None:
        """What is cited at a code point of another document that is known by its id."""
        own = self._document.meta.refid if self._document else ""
        cited = (one for one in self._references if one.start <= at <= one.end)
        return next((one for one in cited if one.target not in ("", own)), None)

    def uses(self, at: int) -> list[Span]:
        """The citations that lead to, or into, the provision cited or beginning at a code point."""
        wanted = self.definition(at) or [
            u.first for top in self.units for u in top.walk() if u.first.start <= at <= u.first.end
        ]
        whole = [self._around(one) for one in wanted]
        found = (
            Span(one.start, one.end)
            for one, place in self._links
            if any(around.start <= place.start < around.end for around in whole)
        )
        return list(dict.fromkeys(found))

    @cached_property
    def _links(self) -> list[tuple[Reference, Span]]:
        """Each citation of a provision in this text, with the first line of that."""
        document = self._document
        if document is None:
            return []
        nodes = NodeIndex(document)
        found = []
        for one in self._references:
            if one.status != FOUND or one.target not in ("", document.meta.refid):
                continue
            node = nodes.find(parse_path(one.target_path)) if one.target_path else None
            if node is not None:
                found.append((one, self._first(self._place(document, node))))
        return found

    @cached_property
    def _references(self) -> list[Reference]:
        if self._document is None:
            return []
        try:
            with open_index(self._index) if self._index else nullcontext() as law:
                return references_in(self._document, ReferenceLibrary(law))
        except UsageError:
            return references_in(self._document, ReferenceLibrary())

    def _around(self, first: Span) -> Span:
        """All of the innermost unit that begins with a line; else the line itself."""
        begun = [u.span for top in self.units for u in top.walk() if u.first.start == first.start]
        return begun[-1] if begun else first

    def _units(self, document: Document, above: Node) -> Iterator[Unit]:
        for node in above.children:
            inside = tuple(self._units(document, node))
            if node.kind not in TITLED:
                yield from inside
                continue
            span = self._place(document, node)
            yield Unit(node.kind, _name(document, node), span, self._first(span), inside)

    def _place(self, document: Document, node: Node) -> Span:
        """A node in the source, with the beginning of its line in texts that have lines."""
        span = document.offsets.to_source(node.span)
        if document.source.format not in _READ_AS:
            return span
        return Span(self._source.rfind("\n", 0, span.start) + 1, span.end)

    def _first(self, span: Span) -> Span:
        end = self._source.find("\n", span.start, span.end)
        return Span(span.start, end if end >= 0 else span.end)


def _name(document: Document, node: Node) -> str:
    locale = locale_for(document.meta.language)
    address = long(Address(node.address.steps[-1:]), locale) if node.address.steps else ""
    heading = next((one for one in node.children if one.kind is NodeKind.HEADING), None)
    words = " ".join(heading.span.of(document.text).split()) if heading else ""
    return f"{address} {words}".strip() or node.kind.value
