"""What Akoma Ntoso says of a document (FRBR addresses, kind, title, dates), and its words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from regcheck.base.text.normalise import Piece
from regcheck.base.text.patterns import pattern
from regcheck.law.address_path import is_document
from regcheck.law.metadata import DocumentKind, DocumentMeta
from regcheck.readers.lovdata.xml import Element

SKIPPED = frozenset({"meta", "num", "toc", "del", "noteRef"})
"""Elements that hold no text of the law."""

_REGULATION = pattern(r"regulation|ordinance|decree|order|verordnung|forskrift", re.IGNORECASE)
_IN_FORCE = pattern(r"in-?kraft|entry-?into-?force|in-?force", re.IGNORECASE)


def read_meta(root: Element) -> DocumentMeta:
    """The metadata of a parsed document; its id is the FRBR address of the work."""
    work, expression = root.find("FRBRWork"), root.find("FRBRExpression")
    refid = _value(work, "FRBRthis").removesuffix("/!main").removesuffix("/main")
    title = root.find("docTitle") or root.find("longTitle")
    short = root.find("shortTitle")
    published = root.find("publication") or (work.find("FRBRdate") if work else None)
    author = work.find("FRBRauthor") if work else None
    # The references say what an author is called.
    key = author.attrs.get("href", "").lstrip("#") if author else ""
    names = (one.attrs.get("showAs", "") for one in root.below() if one.attrs.get("eId") == key)
    amends = (_work_of(one.attrs.get("href", "")) for one in all_named(root, "affectedDocument"))
    return DocumentMeta(
        refid=refid if is_document(refid) else "",
        kind=_kind(root),
        title=words(title),
        short_title=words(short).strip("()[] "),
        language=_value(expression, "FRBRlanguage", "language"),
        agency=next(filter(None, names), "") if key else "",
        amends=tuple(dict.fromkeys(one for one in amends if one and is_document(one))),
        in_force=_in_force(root),
        published=published.attrs.get("date", "") if published else "",
        expression=_value(expression, "FRBRthis"),
    )


def _kind(root: Element) -> DocumentKind:
    sort = next((one for one in root.elements() if one.tag not in SKIPPED), root)
    amending = root.find("activeModifications") is not None or root.find("mod") is not None
    described = f"{sort.attrs.get('name', '')} {_value(root, 'FRBRsubtype')}"
    if sort.tag != "act":
        return DocumentKind.DRAFT
    if _REGULATION.search(described):
        return DocumentKind.AMENDING_REGULATION if amending else DocumentKind.REGULATION
    return DocumentKind.AMENDING_ACT if amending else DocumentKind.ACT


def _value(element: Element | None, tag: str, name: str = "value") -> str:
    found = element.find(tag) if element else None
    return found.attrs.get(name, "") if found else ""


def words(element: Element | None) -> str:
    """The text of an element, white space collapsed; empty for none."""
    pieces = plain(element) if element else ()
    return " ".join("".join(piece[0] for piece in pieces).split())


def _in_force(root: Element) -> str:
    """The day of the first event that the lifecycle calls the entry into force."""
    days = (
        event.attrs.get("date", "")
        for event in all_named(root, "eventRef")
        if _IN_FORCE.search(f"{event.attrs.get('refersTo', '')} {event.attrs.get('source', '')}")
    )
    return min(filter(None, days), default="")


def _work_of(href: str) -> str:
    """The address of the work in that of an expression of it; a place in a text is left out."""
    place, _, component = href.partition("#")[0].rpartition("/")
    dated = re.fullmatch(r"(.+?)/\d{4}-\d\d-\d\d/\d+/[a-z]{3}", place)
    return f"{dated[1]}/{component}" if dated else href.partition("#")[0].partition("~")[0]


def all_named(root: Element, tag: str) -> Iterator[Element]:
    """The elements below with this tag, in document order."""
    return (element for element in root.below() if element.tag == tag)


def plain(element: Element) -> Iterator[Piece]:
    """All text below an element in order, without notes."""
    stack: list[Element | Piece] = [element]
    while stack:
        item = stack.pop()
        if isinstance(item, tuple):
            yield item
        elif item.tag == "br":
            yield " ", item.at, item.size
        elif item.tag not in ("authorialNote", "noteRef", "del"):
            stack.extend(reversed(item.children))
