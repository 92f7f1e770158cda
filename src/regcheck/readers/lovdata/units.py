"""What Lovdata's units are: labels and kinds, from `data-name`, markers and headings; and roles."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import takewhile

from regcheck.base.text.normalise import cut_pieces
from regcheck.base.text.patterns import pattern
from regcheck.document.draft import DraftNode
from regcheck.document.model import NodeKind, Role
from regcheck.readers.lovdata.xml import Element

RUNNING = "running-text"
"""The attribute of text that stands outside provisions in the source."""

STRUCTURE = frozenset(
    {NodeKind.DOCUMENT, NodeKind.PART, NodeKind.CHAPTER, NodeKind.ANNEX, NodeKind.ARTICLE}
    | {NodeKind.CHANGE}
)
"""Kinds of node that group others; there are few of them."""

_STRUCTURED = STRUCTURE - {NodeKind.DOCUMENT, NodeKind.CHANGE}
_EDGES = " \t\u00a0().,:;[]§–-−•·●○▪*"
_MARKER = r"\s*[(\[]?\s*{}\s*[)\].:]*\s*"
_ARTICLE = pattern(r"a(?:rt(?:ikkel|icle)?)?\s*(\d.*)", re.IGNORECASE)
_PART = pattern(r"(?:\w+ del\b|del\.?\s+(?:\d+|[IVXLC]+|\w\b))", re.IGNORECASE)
_ANNEX = pattern(
    r"(?:vedlegg|annex|bilag)\b\.?\s*(?:nr\.?\s*)?(\d+\w?\b|[IVXLC]+\b|\w\b)?", re.IGNORECASE
)
_NUMBERED = pattern(r"(kap|del|vedlegg|avsnitt)(.*)", re.IGNORECASE)
FOREIGN = pattern(
    r"(?:forord?ninger|rettsakter|direktiver)\W*$"
    r"|konsolidert\w* (?:forordning|direktiv)"
    r"|.{0,60}?(?:forordning|direktiv|beslutning)\w* \((?:EU|EØF|EF|Euratom)\b",
    re.IGNORECASE,
)
"""Headings of sections that hold acts of the EU in translation."""
NOTES = pattern(
    r"(?:rettelser|rettingar|merknader?\b.{0,40})\Z|informasjon om gjennomf", re.IGNORECASE
)
"""Headings of sections that hold corrections or remarks."""
_ENACTED = pattern(r"(?:Hjemmel|Fastsatt|Fastsett|Gitt|Med hjemmel|Vedtatt|Vedteke)\b")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def bare_label(written: str) -> str:
    """A label without brackets, full stops and spaces: «(2)» → `2`, «1.1.» → `1.1`."""
    return "".join(written.split()).strip(_EDGES)


def item_label(written: str) -> str:
    """The label of a point; empty for dashes, bullets and other signs."""
    label = bare_label(written)
    return label if any(char.isalnum() for char in label) else ""


def article_label(name: str) -> str:
    """The label of a provision: «§3-2» → `3-2`, «a5» (an article of a treaty) → `artikkel5`."""
    bare = "".join(name.split())
    if not bare.startswith("§"):
        inner = bare[1:] if bare.lower().startswith("aart") else bare
        found = _ARTICLE.fullmatch(inner)
        if found:
            return "artikkel" + found[1]
    return bare.lstrip("§")


def marker(element: Element, numerator: str) -> str:
    """Take the number off the start of a numbered paragraph; gives it as written."""
    run = [*takewhile(lambda child: isinstance(child, tuple), element.children)]
    pieces = [piece for piece in run if isinstance(piece, tuple)]
    joined = "".join(piece[0] for piece in pieces)
    found = re.match(_MARKER.format(re.escape(numerator)), joined)
    if found is None:
        return numerator
    rest = cut_pieces(pieces, found.end(), len(joined))
    element.children[: len(run)] = rest or [("", pieces[-1][1], 0)]
    return found[0].strip()


def first_heading(section: Element) -> str:
    """The words of a section's own heading."""
    for child in section.elements():
        if child.tag in HEADINGS:
            return child.words()
        if child.tag in ("section", "article"):
            break
    return ""


def section_kind(section: Element, heading: str) -> NodeKind:
    """Part, annex or chapter."""
    name = section.attrs.get("data-name", "").lower()
    if name.startswith("vedlegg") or _ANNEX.match(heading):
        return NodeKind.ANNEX
    if name.startswith("del") or _PART.match(heading):
        return NodeKind.PART
    return NodeKind.CHAPTER


def section_label(section: Element, kind: NodeKind, heading: str) -> str:
    """The label of a section, only if its heading has it as a word; else empty."""
    found = _NUMBERED.fullmatch(section.attrs.get("data-name", ""))
    if found:
        label = "".join(found[2].split())
        spaced = r"\W*".join(re.escape(char) for char in label)
        if label and (
            not heading
            or not label.isalpha()
            or re.search(rf"(?<![^\W_]){spaced}(?![^\W_])", heading)
        ):
            return label
    if kind is NodeKind.ANNEX:
        annex = _ANNEX.match(heading)
        return annex[1] or "" if annex else ""
    return ""


def mark(node: DraftNode, role: Role) -> None:
    """Give a role to a node and everything in it that is not the publisher's."""
    for inner in node.walk():
        if inner.role is not Role.EDITORIAL:
            inner.role = role


def all_foreign(section: DraftNode) -> bool:
    """Whether all provisions of a section are articles of a treaty or EU act."""
    articles = [inner for inner in section.walk() if inner.kind is NodeKind.ARTICLE]
    return bool(articles) and all(
        inner.label.startswith("artikkel") and "future" not in inner.attributes
        for inner in articles
    )


def is_running_text(node: DraftNode) -> bool:
    """Whether the node was text outside provisions in the source."""
    return RUNNING in node.attributes


def mark_preamble(root: DraftNode, text: Callable[[DraftNode], str]) -> None:
    """Text before the first chapter or provision of a document that has such is its preamble."""
    front = [*takewhile(lambda child: child.kind not in _STRUCTURED, root.children)]
    for child in front if len(front) < len(root.children) else ():
        enacts = is_running_text(child) or _ENACTED.match(text(child))
        if child.kind is NodeKind.PARAGRAPH and enacts:
            child.kind = NodeKind.PREAMBLE
            child.label = ""


def give(node: DraftNode, role: Role) -> None:
    """A role for a node and what inherits from it; foreign text and notes stay what they are."""
    if node.role is None:
        node.role = role
    if role is Role.AMENDMENT_INSTRUCTION:
        for inner in node.walk():
            inner.role = inner.role or role
