"""The reader of Lovdata's XML: acts, regulations and the issues of Norsk Lovtidend."""

from __future__ import annotations

from hashlib import sha256

from regcheck.document.assemble import assemble
from regcheck.document.draft import DraftNode
from regcheck.document.model import Document, NodeKind, Source, Unreadable
from regcheck.law.metadata import DocumentMeta
from regcheck.readers.limits import DEFAULT, Limits
from regcheck.readers.lovdata.blocks import BlockReader
from regcheck.readers.lovdata.changes import resolve_changes
from regcheck.readers.lovdata.meta import read_meta
from regcheck.readers.lovdata.roles import mark_preamble
from regcheck.readers.xml_tree import Element, XmlError, XmlSource, decode, parse_xml
from regcheck.text.offsets import OffsetMap

FORMAT = "xml"


def read_lovdata_xml(data: bytes, path: str, limits: Limits = DEFAULT) -> Document | Unreadable:
    """The document in `data`, or why it cannot be read (size, encoding, syntax, depth, an entity
    or document type that is refused, XML of another kind). `path` is only named in the result."""
    try:
        if len(data) > limits.max_file_bytes:
            raise XmlError(
                "size",
                f"{len(data)} bytes are more than the {limits.max_file_bytes} that are read",
            )
        text, encoding = decode(data)
        origin = Source(path, FORMAT, sha256(data).hexdigest())
        notes = () if encoding == "utf-8" else (f"read as {encoding}",)
        if not text.strip():
            return _empty(text, origin, notes)
        return _document(parse_xml(text, limits), origin, notes)
    except XmlError as fault:
        return Unreadable(path, fault.reason, fault.detail, fault.hint)
    except RecursionError:
        return Unreadable(path, "depth", "elements lie too deep inside each other")


def _empty(text: str, origin: Source, notes: tuple[str, ...]) -> Document:
    """A file of nothing is a document without text."""
    return assemble(
        DraftNode(NodeKind.DOCUMENT),
        "",
        OffsetMap.identity(0),
        meta=DocumentMeta(),
        source=origin,
        source_text=text,
        notes=(*notes, "empty"),
    )


def _document(parsed: XmlSource, origin: Source, notes: tuple[str, ...]) -> Document:
    meta = read_meta(parsed.root)
    reader = BlockReader(parsed.text)
    draft = DraftNode(NodeKind.DOCUMENT, language=meta.language)
    reader.blocks(_body(parsed.root), draft)
    text, offsets = reader.builder.build()

    def words(node: DraftNode) -> str:
        first = node.children[0] if node.children else node
        return text[first.start : first.end]

    mark_preamble(draft, words)
    resolve_changes(draft, words, meta.amends, meta.kind.is_amending)
    return assemble(
        draft,
        text,
        offsets,
        meta=meta,
        source=origin,
        source_text=parsed.text,
        directives=tuple(parsed.directives),
        notes=notes,
    )


def _body(root: Element) -> Element:
    """The element that holds the law text."""
    body = root.find("main") or root.find("body")
    if body is None:
        raise XmlError(
            "format",
            f"the root element <{root.tag}> has no <main>: this is not Lovdata's XML",
            "only XML as Lovdata publishes it is read",
        )
    return body
