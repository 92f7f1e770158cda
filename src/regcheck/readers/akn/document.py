"""Akoma Ntoso to documents. Elements are known by their local names; a unit's address follows from
what it is inside. The eId of an element is kept in the attribute `id` of its node."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from regcheck.base.text.normalise import Piece
from regcheck.base.text.offsets import TextBuilder
from regcheck.base.text.patterns import pattern
from regcheck.base.texts.message import message
from regcheck.document.assemble import assemble
from regcheck.document.draft import DraftNode
from regcheck.document.model import Document, NodeKind, Role, Source
from regcheck.readers.akn.meta import SKIPPED, all_named, plain, read_meta, words
from regcheck.readers.limits import DEFAULT, Limits
from regcheck.readers.lovdata.blocks import write_leaf
from regcheck.readers.lovdata.xml import Element, decode, parse_xml
from regcheck.readers.remarks import NOTE_EMPTY, ReadError, read_as, reader

FORMAT = "akn"
ID = "id"
"""The attribute of nodes that holds the source's eId."""

_ROOT = pattern(r"<((?:[\w.-]{1,60}:)?)akomaNtoso[\s>]")
_ROOT_WITHIN = 1 << 16
_PARTS = frozenset({"book", "tome", "part", "subpart", "title", "subtitle", "division"})
_CHAPTERS = frozenset({"chapter", "subchapter", "subdivision"})
_UNITS = frozenset({"article", "section", "rule", "clause"})
_LEVELS = frozenset(
    {"paragraph", "subsection", "subparagraph", "subrule", "subclause", "alinea", "level"}
    | {"hcontainer", "transitional", "proviso", "indent", "point", "item", "sublist", "li"}
)
_ITEMS = frozenset({"indent", "point", "item", "li"})
_TEXTS = frozenset({"p", "listIntroduction", "listWrapUp", "block", "tblock"})
_HEADINGS = frozenset({"longTitle", "heading", "subheading", "crossHeading", "caption"})
_LANGUAGES = {
    **dict.fromkeys(("deu", "ger"), "de"),
    **dict.fromkeys(("fra", "fre"), "fr"),
    **{code: code[:2] for code in ("ita", "dan", "fin", "nld")},
    "spa": "es",
    "swe": "sv",
    "isl": "is",
    "pol": "pl",
    "por": "pt",
    "sme": "se",
}
"""Languages whose claim is believed: from the text alone only Norwegian and English are known."""
_NUMBER = pattern(r"[0-9][0-9A-Za-z./-]*|[IVXLCDM]+(?![a-z])|\b[A-Za-z]{1,5}(?=[).]|\s*$)")
_TREATY = pattern(r"art(?:ikkel|ikel|icle|icolo|\.)", re.IGNORECASE)


@reader
def read_akoma_ntoso(data: bytes, path: str, limits: Limits = DEFAULT) -> Document:
    """The document in `data`; `path` is only named in the result."""
    source, encoding = decode(data)
    root = _ROOT.search(source[:_ROOT_WITHIN])
    if root is None:
        raise ReadError("format", message("readers.akn_other"), message("readers.akn_only"))
    notes = read_as(encoding)
    parsed = parse_xml(source, limits, prefix=root[1])
    meta = read_meta(parsed.root)
    taken = _Reader(parsed.root)
    draft = DraftNode(NodeKind.DOCUMENT)
    taken.flow(parsed.root, draft)
    taken.footnotes(draft)
    text, offsets = taken.builder.build()
    document = assemble(
        draft,
        text,
        offsets,
        meta=meta,
        source=Source.of(data, path, FORMAT),
        source_text=source,
        directives=parsed.directives,
        notes=notes if text else (*notes, NOTE_EMPTY),
    )
    claimed = _LANGUAGES.get(meta.language, "")
    return replace(document, meta=replace(document.meta, language=claimed)) if claimed else document


class _Reader:
    """Walks the element tree of one document. `builder` gathers its text."""

    def __init__(self, root: Element) -> None:
        self.builder = TextBuilder()
        self.changes = 0
        self.grouping = _grouping(root)
        self.notes: list[Element] = []
        self.methods: dict[str, Callable[[Element, DraftNode], None]] = {
            **dict.fromkeys(_PARTS | _CHAPTERS | _UNITS | _LEVELS, self.unit),
            **dict.fromkeys(_TEXTS, self.flow),
            **dict.fromkeys(_HEADINGS, self.heading),
            **dict.fromkeys(("preface", "preamble"), self.preamble),
            **dict.fromkeys(("conclusions", "coverPage", "header"), self.aside),
            **dict.fromkeys(("attachment", "annex", "component"), self.annex),
            "quotedStructure": self.insertion,
            "embeddedStructure": self.quotation,
            "table": self.table,
            "foreign": self.formula,
        }

    def flow(self, element: Element, node: DraftNode) -> None:
        """Add what is in `element` to `node`, running text as leaves with its id."""
        run: list[Piece] = []
        instructs = False

        def flush() -> None:
            role = Role.AMENDMENT_INSTRUCTION if instructs else None
            self.leaf(DraftNode(NodeKind.TEXT, role=role), run, node, element)
            run.clear()

        def walk(inside: Element) -> None:
            nonlocal instructs
            for child in inside.children:
                if isinstance(child, tuple):
                    run.append(child)
                elif child.tag == "br":
                    run.append((" ", child.at, child.size))
                elif child.tag == "authorialNote":
                    self.notes.append(child)
                elif (method := self.methods.get(child.tag)) is not None:
                    flush()
                    method(child, node)
                elif child.tag not in SKIPPED:
                    instructs = instructs or child.tag == "mod"
                    walk(child)

        walk(element)
        flush()

    def leaf(self, leaf: DraftNode, run: list[Piece], node: DraftNode, element: Element) -> None:
        """Write running text as a leaf of `node`, unless it is blank."""
        if write_leaf(self.builder, leaf, run):
            if key := element.attrs.get("eId"):
                leaf.attributes[ID] = key
            node.children.append(leaf)

    def filled(self, kind: NodeKind, element: Element, parent: DraftNode, label: str = "") -> None:
        """Add a node of this kind with all that is in the element, unless that is nothing."""
        node = _node(kind, element, label)
        before = len(self.notes)
        self.flow(element, node)
        if node.children:
            parent.children.append(node)
        if kind not in (NodeKind.PARAGRAPH, NodeKind.ITEM, NodeKind.CELL):
            self.footnotes(node if node.children else parent, before)

    def footnotes(self, node: DraftNode, first: int = 0) -> None:
        """Add the notes met since the `first`, below the unit they belong to."""
        waiting, self.notes = self.notes[first:], self.notes[:first]
        for note in waiting:
            self.filled(NodeKind.FOOTNOTE, note, node, _label(note.attrs.get("marker", "")))

    def unit(self, element: Element, parent: DraftNode) -> None:
        """A unit of the hierarchy, by its name and by what it is inside."""
        written = words(_own(element, "num")) or element.attrs.get("value", "")
        kind = self.kind(element, parent, written)
        if kind is None:
            self.flow(element, parent)
            return
        if kind is NodeKind.ARTICLE and not written:  # the number may stand in the heading
            title = words(_own(element, "heading"))
            written = title if _TREATY.match(title) and len(title) < 20 else ""
        label = _label(written)
        if kind is NodeKind.ARTICLE and label and _TREATY.match(written):
            label = f"artikkel{label}"
        self.filled(kind, element, parent, label)
        if written and parent.children:
            parent.children[-1].attributes.setdefault("marker", written)

    def kind(self, element: Element, parent: DraftNode, written: str) -> NodeKind | None:
        """What a unit is; None for one that only continues what it is inside."""
        tag = element.tag
        if tag in _PARTS:
            return NodeKind.PART
        if tag in _CHAPTERS or (tag != "article" and id(element) in self.grouping):
            return NodeKind.CHAPTER
        inside = parent.kind in (NodeKind.PARAGRAPH, NodeKind.ITEM)
        if tag == "article" or (tag in _UNITS and not inside and parent.kind != NodeKind.ARTICLE):
            return NodeKind.ARTICLE
        if tag in _ITEMS or (inside and written):
            return NodeKind.ITEM
        return None if inside else NodeKind.PARAGRAPH

    def heading(self, element: Element, parent: DraftNode) -> None:
        """A heading of the unit around it, or the title of the document."""
        self.notes += all_named(element, "authorialNote")
        node = _node(NodeKind.HEADING, element)
        self.leaf(node, list(plain(element)), parent, element)

    def preamble(self, element: Element, parent: DraftNode) -> None:
        """What stands before the provisions; the title is a heading of the document."""
        titles = [one for one in element.elements() if one.tag == "longTitle"]
        for title in titles:
            self.heading(title, parent)
        rest = [one for one in element.children if one not in titles]
        self.filled(NodeKind.PREAMBLE, Element(element.tag, element.attrs, rest), parent)

    def aside(self, element: Element, parent: DraftNode) -> None:
        """What states no law: the cover, signatures."""
        self.filled(NodeKind.NOTE, element, parent)

    def annex(self, element: Element, parent: DraftNode) -> None:
        """A document that belongs to this one."""
        self.filled(NodeKind.ANNEX, element, parent, _label(words(_own(element, "num"))))

    def insertion(self, element: Element, parent: DraftNode) -> None:
        """New wording for another document."""
        self.changes += 1
        node = _node(NodeKind.CHANGE, element, str(self.changes))
        node.role = Role.INSERTED
        self.flow(element, node)
        if node.children:
            parent.children.append(node)

    def quotation(self, element: Element, parent: DraftNode) -> None:
        """Text of another document that is only cited."""
        before = len(parent.children)
        self.flow(element, parent)
        for child in parent.children[before:]:
            child.role = Role.QUOTED

    def table(self, element: Element, parent: DraftNode) -> None:
        """A table; empty cells are left out but counted."""
        table = _node(NodeKind.TABLE, element)
        for child in element.nearest("caption", "tr"):
            if child.tag == "caption":
                self.heading(child, table)
                continue
            row = _node(NodeKind.ROW, child)
            for column, cell in enumerate(child.elements(), 1):
                self.filled(NodeKind.CELL, cell, row, str(column))
            if row.children:
                table.children.append(row)
        if table.children:
            parent.children.append(table)

    def formula(self, element: Element, parent: DraftNode) -> None:
        """What is in another vocabulary, such as a formula, is data, not prose."""
        leaf = DraftNode(NodeKind.TEXT, role=Role.TABLE)
        self.leaf(leaf, list(plain(element)), parent, element)


def _node(kind: NodeKind, element: Element, label: str = "") -> DraftNode:
    key = element.attrs.get("eId", "")
    language = element.attrs.get("xml:lang", "")
    return DraftNode(kind, label, language=language, attributes={ID: key} if key else {})


def _own(element: Element, tag: str) -> Element | None:
    return next((one for one in element.elements() if one.tag == tag), None)


def _grouping(root: Element) -> set[int]:
    found: set[int] = set()
    stack: list[tuple[Element, tuple[int, ...]]] = [(root, ())]
    while stack:
        element, above = stack.pop()
        if element.tag == "article":
            found.update(above)
        if element.tag == "quotedStructure":
            above = ()
        elif element.tag in _UNITS or element.tag in _LEVELS:
            above = (*above[-8:], id(element))
        stack.extend((child, above) for child in element.elements())
    return found


def _label(written: str) -> str:
    """The number or letter in a marker as written: «§ 12a», «Article 5», «(iv)», «Section 3.»."""
    found = _NUMBER.search(written)
    return found[0].rstrip("./-") if found else ""
