"""Small documents for tests, made without any reader."""

from __future__ import annotations

from dataclasses import replace

from regcheck.base.text.offsets import TextBuilder
from regcheck.document.assemble import assemble
from regcheck.document.draft import DraftNode
from regcheck.document.model import Document, NodeKind, Role, Source
from regcheck.law.metadata import DocumentKind, DocumentMeta


def section(make: DocumentMaker, parent: DraftNode, label: str, heading: str = "") -> DraftNode:
    """A section with one paragraph and perhaps a heading, in a node of the maker's."""
    article = parent.add(DraftNode(NodeKind.ARTICLE, label))
    if heading:
        make.leaf(article, NodeKind.HEADING, heading)
    paragraph = article.add(DraftNode(NodeKind.PARAGRAPH))
    make.leaf(paragraph, NodeKind.TEXT, "Søkeren skal gi opplysninger.")
    return article


def _copied(root: DraftNode) -> DraftNode:
    """A copy of a tree, however deep it is."""
    made = replace(root)
    waiting = [made]
    while waiting:
        one = waiting.pop()
        one.attributes = dict(one.attributes)
        one.children = [replace(child) for child in one.children]
        waiting += one.children
    return made


class DocumentMaker:
    """Adds sections and paragraphs one after the other."""

    def __init__(
        self, refid: str = "forskrift/2027-01-01-1", kind: DocumentKind = DocumentKind.REGULATION
    ) -> None:
        self.meta = DocumentMeta(refid=refid, kind=kind, title="Prøve", language="nb")
        self.root = DraftNode(NodeKind.DOCUMENT)
        self.builder = TextBuilder()
        self.article = self.root

    def leaf(
        self,
        parent: DraftNode,
        kind: NodeKind,
        text: str,
        label: str = "",
        role: Role | None = None,
    ) -> DraftNode:
        """A leaf with its text."""
        if self.builder.length:
            self.builder.separate()
        start = self.builder.length
        self.builder.add(text, start)
        return parent.add(DraftNode(kind, label, role, start, self.builder.length))

    def section(self, label: str, heading: str = "") -> DocumentMaker:
        """Begin a new section (§)."""
        self.article = self.root.add(DraftNode(NodeKind.ARTICLE, label))
        if heading:
            self.leaf(self.article, NodeKind.HEADING, heading)
        return self

    def paragraph(self, text: str, role: Role | None = None) -> DocumentMaker:
        """A paragraph without a list."""
        self.leaf(self.article, NodeKind.PARAGRAPH, text, role=role)
        return self

    def listing(self, lead_in: str, items: list[str], tail: str = "") -> DocumentMaker:
        """A paragraph with a lead-in, items a, b, c … and perhaps a tail."""
        paragraph = self.article.add(DraftNode(NodeKind.PARAGRAPH))
        self.leaf(paragraph, NodeKind.TEXT, lead_in)
        for number, item in enumerate(items):
            self.leaf(paragraph, NodeKind.ITEM, item, "abcdefghij"[number])
        if tail:
            self.leaf(paragraph, NodeKind.TEXT, tail)
        return self

    def done(self) -> Document:
        """The finished document; its source is its text."""
        text, offsets = self.builder.build()
        return assemble(
            _copied(self.root),  # it is used up
            text,
            offsets,
            meta=self.meta,
            source=Source("prove.txt", "text", ""),
            source_text=text,
        )
