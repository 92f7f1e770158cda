"""Metadata of Lovdata's XML: the `dl` of `dt`/`dd` pairs in the document's header."""

from __future__ import annotations

import re

from regcheck.law.address_path import is_document
from regcheck.law.metadata import DocumentKind, DocumentMeta
from regcheck.readers.xml_tree import Element

_AMENDING = re.compile(
    r"(?:mellombels |midlertidig )?(?:(?:lov|forskrift|vedtak|vedtekt)\w*\b.{0,40}? (?:om|av) )?"
    r"(?:\w+ ){0,2}?(?:endr(?:ing|a|e)|opphev|opphør)",
    re.IGNORECASE,
)
_STATUSES = {"LTI": "promulgated", "NL": "consolidated", "SF": "consolidated"}
_STANDARDS = frozenset({"nb", "nn", "en"})


def read_meta(root: Element) -> DocumentMeta:
    """The metadata of a parsed document; what the header lacks is left empty."""
    header = root.find("dl", "data-document-key-info")
    values = (
        {child.cls: child for child in header.elements() if child.tag == "dd"} if header else {}
    )
    refid = _words(values, "refid")
    dokid = _words(values, "dokid")
    if not refid and "/" in dokid:
        refid = dokid.partition("/")[2]
    refid = refid if is_document(refid) else ""
    title = _words(values, "title") or _title(root)
    return DocumentMeta(
        refid=refid,
        kind=_kind(refid, title),
        title=title,
        short_title=_words(values, "titleShort"),
        language=standard(root.attrs.get("lang", "")),
        ministries=_list(values, "ministry"),
        agency="; ".join(_list(values, "subunit")),
        legal_areas=_list(values, "legalArea"),
        based_on=_list(values, "basedOn"),
        amends=tuple(one for one in _list(values, "changesToDocuments") if is_document(one)),
        in_force=_words(values, "dateInForce"),
        published=_words(values, "dateOfPublication"),
        status=_STATUSES.get(dokid.partition("/")[0], ""),
    )


def standard(claimed: str) -> str:
    """A `lang` value as `nb`, `nn` or `en`; empty for «no», none, or another language."""
    short = claimed.strip().lower().partition("-")[0]
    return short if short in _STANDARDS else ""


def _kind(refid: str, title: str) -> DocumentKind:
    amending = _AMENDING.match(title) is not None
    if refid.startswith("lov/"):
        return DocumentKind.AMENDING_ACT if amending else DocumentKind.ACT
    if refid.startswith("forskrift/"):
        return DocumentKind.AMENDING_REGULATION if amending else DocumentKind.REGULATION
    return DocumentKind.DRAFT


def _title(root: Element) -> str:
    heading = root.find("h1") or root.find("title")
    return heading.words() if heading else ""


def _words(values: dict[str, Element], name: str) -> str:
    element = values.get(name)
    return element.words() if element else ""


def _list(values: dict[str, Element], name: str) -> tuple[str, ...]:
    """The points of a list, or its words where it is none."""
    element = values.get(name)
    if element is None:
        return ()
    points: list[str] = []
    stack = [element]
    while stack:
        here = stack.pop()
        if here.tag == "li":
            points.append(here.words())
        else:
            stack.extend(reversed(here.elements()))
    if not points:
        points = [element.words()]
    return tuple(point for point in points if point)
