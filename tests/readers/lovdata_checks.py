"""What must hold of every document read from Lovdata's XML, checked by other means than ours."""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass
from itertools import zip_longest

from lxml import etree

from normal_words import normalise
from regcheck.base.text.span import Span
from regcheck.document.model import Document, Node, NodeKind, Role
from regcheck.law.address_path import parse_path

_REFERENCE = re.compile(r'<sup class="footnotereference".*?</sup>', re.DOTALL)
_BREAK = re.compile(r"<br\b[^>]*>")
_TAG = re.compile(r"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_WORD = re.compile(r"\S+")
_DROPPED = frozenset(
    ("legalArticleValue", "footnotereference", "footnoteLabel", "data-marginOriginalId")
)


def undo(source: str) -> str:
    """Source markup as the words it stands for."""
    plain = _TAG.sub("", _BREAK.sub(" ", _REFERENCE.sub("", source)))
    return normalise(html.unescape(plain))


def offset_faults(document: Document) -> list[str]:
    """Words and leaves whose place in the source does not hold them."""
    faults = []
    for leaf in document.leaves:
        words = leaf.span.of(document.text)
        places = [leaf.span]
        places += [Span(*m.span()).shift(leaf.span.start) for m in _WORD.finditer(words)]
        for place in places:
            source = document.offsets.to_source(place).of(document.source_text)
            if undo(source) != place.of(document.text):
                faults.append(f"{leaf.address}: {place.of(document.text)[:60]!r} {source[:90]!r}")
    return faults


def leaf_faults(document: Document) -> list[str]:
    """Leaves that overlap, stand out of order, or hold line breaks or runs of spaces."""
    faults = []
    end = 0
    for leaf in document.leaves:
        words = leaf.span.of(document.text)
        if leaf.span.start < end or normalise(words) != words or not words:
            faults.append(f"{leaf.address}: {words[:60]!r}")
        end = leaf.span.end
    return faults


def address_faults(document: Document) -> list[str]:
    """Addresses that more than one provision has."""
    counts = Counter(node.address.path for node in document.provisions())
    return [path for path, count in counts.items() if count > 1]


def article_faults(data: bytes, document: Document) -> list[str]:
    """Provisions whose label is not what the source says, in order."""
    wanted = []
    for article in etree.fromstring(data).iter("article"):
        if article.get("class") == "legalArticle":
            name = article.get("data-name") or ""
            bare = re.sub(r"^a(?:ARTIKKEL)?(?=\d)", "artikkel", name)
            wanted.append(bare.removeprefix("§"))
    found = [
        node.label
        for node in document.root.walk()
        if node.kind is NodeKind.ARTICLE and "future" not in dict(node.attributes)
    ]
    return [f"{a} {b}" for a, b in zip_longest(wanted, found) if a != b]


def lost_text(data: bytes, document: Document) -> str:
    """The first words of the law text that are in no leaf; empty when none is lost.

    Letters and digits are compared in order; numbers that mark paragraphs may be missing.
    """
    main = etree.fromstring(data).find(".//main")
    if main is None:
        return "no main"
    wanted: list[str] = []
    _gather(main, wanted)
    source = "".join(filter(str.isalnum, normalise("".join(wanted))))
    found = "".join(filter(str.isalnum, "".join(x.span.of(document.text) for x in document.leaves)))
    if source != found:
        at = next((i for i, (a, b) in enumerate(zip(source, found, strict=False)) if a != b), 0)
        return f"{source[max(0, at - 20) : at + 40]!r} {found[max(0, at - 20) : at + 40]!r}"
    return ""


def _gather(element: etree._Element, out: list[str]) -> None:
    if not isinstance(element.tag, str):
        return
    if element.get("class") in _DROPPED:
        return
    text = element.text or ""
    numerator = element.get("data-numerator")
    if numerator:
        text = re.sub(rf"^\s*\(?{re.escape(numerator)}\)?\.?\s*", "", text)
    out.append(element.get("alt", "") if element.tag == "img" else text)
    for child in element:
        _gather(child, out)
        out.append(child.tail or "")


@dataclass(frozen=True, slots=True)
class ChangeFault:
    """A change whose inserted text has no place, or not the one that the source names."""

    part: str
    found: str


def single_changes(document: Document) -> tuple[int, list[ChangeFault]]:
    """How many marked changes name one place and insert text, and those that go astray."""
    count = 0
    faults = []
    for node in document.root.walk():
        if node.kind is not NodeKind.CHANGE:
            continue
        attributes = dict(node.attributes)
        named = (
            attributes.get("data-change-part", "") + " " + attributes.get("data-add-new-part", "")
        )
        if len(named.split()) != 1:
            continue
        part = parse_path(named.strip())
        inserted = [c for c in node.children if c.role is not Role.AMENDMENT_INSTRUCTION]
        if not inserted:
            continue
        count += 1
        units = [child for child in inserted if child.kind is not NodeKind.HEADING] or inserted
        targets = [child.target for child in units]
        if not all(t is not None and (part.covers(t)) for t in targets):
            faults.append(ChangeFault(str(part), " ".join(map(str, targets))))
    return count, faults


def inserted_without_target(document: Document) -> list[Node]:
    """Inserted leaves that no place in the amended document is known for."""
    return [leaf for leaf in document.leaves if leaf.role is Role.INSERTED and leaf.target is None]
