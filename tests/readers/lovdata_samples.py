"""Invented documents in the shape of Lovdata's XML."""

from __future__ import annotations

from regcheck.document.model import Document, Node, Unreadable
from regcheck.readers.lovdata.document import read_lovdata_xml

HEADER = (
    '<header class="documentHeader"><dl class="data-document-key-info">'
    '<dt class="dokid">D</dt><dd class="dokid">{dokid}</dd>'
    '<dt class="refid">R</dt><dd class="refid">{refid}</dd>'
    '<dt class="title">T</dt><dd class="title">{title}</dd>{more}</dl></header>'
)


def wrap(
    body: str,
    *,
    refid: str = "lov/2031-05-06-7",
    title: str = "Lov om lykter",
    more: str = "",
    lang: str = "nb",
) -> bytes:
    """A whole document around a body."""
    header = HEADER.format(dokid=f"LTI/{refid}", refid=refid, title=title, more=more)
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><title>x</title></head><body>{header}'
        f'<main class="documentBody">{body}</main></body></html>'
    ).encode()


def amends(*refids: str) -> str:
    """The metadata that says what is amended."""
    points = "".join(f"<li>{refid}</li>" for refid in refids)
    return f'<dd class="changesToDocuments"><ul>{points}</ul></dd>'


def read(data: bytes) -> Document:
    """The document, which must be readable."""
    document = read_lovdata_xml(data, "lov.xml")
    assert isinstance(document, Document), document
    return document


def refused(data: bytes) -> Unreadable:
    """Why a document cannot be read."""
    found = read_lovdata_xml(data, "lov.xml")
    assert isinstance(found, Unreadable)
    return found


def drawn(document: Document) -> list[str]:
    """Every leaf as «path role → target | words», without the document's own id."""
    own = document.meta.refid + "/"
    return [_line(document, leaf, own) for leaf in document.leaves]


def _line(document: Document, leaf: Node, own: str) -> str:
    target = f" → {leaf.target}" if leaf.target else ""
    place = leaf.address.path.removeprefix(own)
    return f"{place} {leaf.role}{target} | {leaf.span.of(document.text)}"
