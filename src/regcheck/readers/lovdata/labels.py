"""Labels and kinds of Lovdata's units, from `data-name`, markers and headings."""

from __future__ import annotations

import re

from regcheck.document.model import NodeKind
from regcheck.readers.xml_tree import Element

_EDGES = " \t\u00a0().,:;[]§–-−•·●○▪*"
_MARKER = r"\s*[(\[]?\s*{}\s*[)\].:]*\s*"
_ARTICLE = re.compile(r"a(?:rt(?:ikkel|icle)?)?\s*(\d.*)", re.IGNORECASE)
_PART = re.compile(r"(?:\w+ del\b|del\.?\s+(?:\d+|[IVXLC]+|\w\b))", re.IGNORECASE)
_ANNEX = re.compile(
    r"(?:vedlegg|annex|bilag)\b\.?\s*(?:nr\.?\s*)?(\d+\w?\b|[IVXLC]+\b|\w\b)?", re.IGNORECASE
)
_NUMBERED = re.compile(r"(kap|del|vedlegg|avsnitt)(.*)", re.IGNORECASE)
_FOREIGN = re.compile(
    r"(?:forord?ninger|rettsakter|direktiver)\W*$"
    r"|konsolidert\w* (?:forordning|direktiv)"
    r"|.{0,60}?(?:forordning|direktiv|beslutning)\w* \((?:EU|EØF|EF|Euratom)\b",
    re.IGNORECASE,
)
_NOTES = re.compile(
    r"(?:rettelser|rettingar|merknader?\b.{0,40}|informasjon om gjennomf)", re.IGNORECASE
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


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
    run: list[tuple[int, tuple[str, int, int]]] = []
    for index, child in enumerate(element.children):
        if isinstance(child, Element):
            break
        run.append((index, child))
    joined = "".join(piece[0] for _, piece in run)
    found = re.match(_MARKER.format(re.escape(numerator)), joined)
    if found is None:
        return numerator
    left = found.end()
    for index, (text, at, length) in run:
        taken = min(left, len(text))
        left -= taken
        if length == len(text):
            element.children[index] = (text[taken:], at + taken, length - taken)
        elif taken:
            element.children[index] = ("", at, 0)
    return found[0].strip()


def first_heading(section: Element) -> str:
    """The words of a section's own heading."""
    for child in section.elements():
        if child.tag in _HEADINGS:
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
    """The label of a section, empty where it has none.

    Lovdata also reads a first letter such as the «R» of «Rådsforordning» as a number; a label
    counts only if the heading has it as a word.
    """
    found = _NUMBERED.fullmatch(section.attrs.get("data-name", ""))
    if found:
        label = "".join(found[2].split())
        if label and (not heading or _has_word(heading, label)):
            return label
    if kind is NodeKind.ANNEX:
        annex = _ANNEX.match(heading)
        return annex[1] or "" if annex else ""
    return ""


def foreign_heading(heading: str) -> bool:
    """Whether a section holds acts of the EU in translation, by its heading."""
    return bool(_FOREIGN.match(heading))


def note_heading(heading: str) -> bool:
    """Whether a section holds corrections or remarks, by its heading."""
    return bool(_NOTES.fullmatch(heading) or heading.lower().startswith("informasjon om gjennomf"))


def _has_word(heading: str, label: str) -> bool:
    spaced = r"\W*".join(re.escape(char) for char in label)
    return bool(re.search(rf"(?<![^\W_]){spaced}(?![^\W_])", heading)) or not label.isalpha()
