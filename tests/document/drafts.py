"""Draft trees made by hand, as a reader would make them."""

from __future__ import annotations

from regcheck.document.assemble import assemble
from regcheck.document.draft import DraftNode
from regcheck.document.model import Document, NodeKind, Source
from regcheck.law.metadata import DocumentMeta
from regcheck.text.offsets import OffsetMap

K = NodeKind


class Builder:
    """Makes a draft tree and its text side by side."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.root = DraftNode(K.DOCUMENT)

    def leaf(self, parent: DraftNode, kind: NodeKind, words: str, label: str = "") -> DraftNode:
        node = DraftNode(kind, label, start=self.length, end=self.length + len(words))
        self.parts.append(words + "\n")
        self.length += len(words) + 1
        return parent.add(node)

    def done(self, refid: str = "") -> Document:
        text = "".join(self.parts)
        return assemble(
            self.root,
            text,
            OffsetMap.identity(len(text)),
            meta=DocumentMeta(refid=refid),
            source=Source("utkast.txt", "text", "0"),
            source_text=text,
        )


def section(build: Builder, parent: DraftNode, label: str, heading: str = "") -> DraftNode:
    """A section with a heading and one paragraph."""
    article = parent.add(DraftNode(K.ARTICLE, label))
    if heading:
        build.leaf(article, K.HEADING, heading)
    paragraph = article.add(DraftNode(K.PARAGRAPH))
    build.leaf(paragraph, K.TEXT, "Søkeren skal gi opplysninger.")
    return article
