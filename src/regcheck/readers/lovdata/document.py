"""The reader of Lovdata's XML. Metadata are in the header, in a `dl` of `dt`/`dd` pairs."""

from __future__ import annotations

import re

from regcheck.base.texts.locales import LOCALES
from regcheck.base.texts.message import message
from regcheck.document.assemble import assemble
from regcheck.document.draft import DraftNode
from regcheck.document.model import Document, NodeKind, Source
from regcheck.law.address_path import is_document
from regcheck.law.basis import adopting_body
from regcheck.law.dated import REFID
from regcheck.law.metadata import DocumentKind, DocumentMeta, ministries_in
from regcheck.law.titles import kind_of
from regcheck.readers.limits import DEFAULT, Limits
from regcheck.readers.lovdata.blocks import BlockReader
from regcheck.readers.lovdata.changes import resolve_changes
from regcheck.readers.lovdata.units import mark_preamble
from regcheck.readers.lovdata.xml import Element, decode, parse_xml
from regcheck.readers.remarks import NOTE_EMPTY, ReadError, read_as, reader

FORMAT = "xml"
_STATUSES = {"LTI": "promulgated", "NL": "consolidated", "SF": "consolidated"}
_NOTHING = "<html><main/></html>"


@reader
def read_lovdata_xml(data: bytes, path: str, limits: Limits = DEFAULT) -> Document:
    """The document in `data`; `path` is only named in the result."""
    source, encoding = decode(data)
    notes, blank = read_as(encoding), not source.strip()
    parsed = parse_xml(_NOTHING if blank else source, limits)
    meta = read_meta(parsed.root)
    taken = BlockReader(source)
    draft = DraftNode(NodeKind.DOCUMENT, language=meta.language)
    body = parsed.root.find("main") or parsed.root.find("body")
    if body is None:
        detail = message("readers.xml_other", tag=parsed.root.tag)
        raise ReadError("format", detail, message("readers.xml_only_lovdata"))
    taken.blocks(body, draft)
    text, offsets = taken.builder.build()

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
        source=Source.of(data, path, FORMAT),
        source_text=source,
        directives=parsed.directives,
        notes=(*notes, NOTE_EMPTY) if blank else notes,
    )


def read_meta(root: Element) -> DocumentMeta:
    """The metadata of a parsed document; what the header lacks is left empty."""
    header = root.find("dl", "data-document-key-info")
    fields = header.elements() if header else ()
    values = {child.cls: child for child in fields if child.tag == "dd"}
    refid = _words(values, "refid")
    dokid = _words(values, "dokid")
    if not refid and "/" in dokid:
        refid = dokid.partition("/")[2]
    refid = refid if is_document(refid) else ""
    heading = root.find("h1") or root.find("title")
    title = _words(values, "title") or (heading.words() if heading else "")
    claimed = root.attrs.get("lang", "").strip().lower().partition("-")[0]
    return DocumentMeta(
        refid=refid,
        kind=kind_of(title, refid) if refid else DocumentKind.DRAFT,
        title=title,
        short_title=_words(values, "titleShort"),
        language=claimed if claimed in LOCALES else "",
        ministries=ministries_in("; ".join(_list(values, "ministry"))),
        agency="; ".join(_list(values, "subunit")),
        legal_areas=_list(values, "legalArea"),
        based_on=_list(values, "basedOn"),
        adopted_by=adopting_body(_words(values, "miscInformation")),
        amends=tuple(one for one in _list(values, "changesToDocuments") if is_document(one)),
        in_force=_words(values, "dateInForce"),
        published=_words(values, "dateOfPublication"),
        status=_STATUSES.get(dokid.partition("/")[0], ""),
        amended_by=tuple(re.findall(REFID, _words(values, "lastChangedBy"))),
        last_amended=_words(values, "lastChangeInForce"),
    )


def _words(values: dict[str, Element], name: str) -> str:
    return " ".join(_list(values, name))


def _list(values: dict[str, Element], name: str) -> tuple[str, ...]:
    element = values.get(name)
    if element is None:
        return ()
    points = [point.words() for point in element.nearest("li")]
    return tuple(filter(None, points or [element.words()]))
