"""Lovdata's elements to draft nodes and text; what only groups leaves no node."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain

from regcheck.base.text.normalise import Piece, append_pieces
from regcheck.base.text.offsets import TextBuilder
from regcheck.document.draft import DraftNode
from regcheck.document.model import NodeKind, Role
from regcheck.readers.lovdata import units
from regcheck.readers.lovdata.xml import Element, pieces_of, trim_start

_STRUCTURE = frozenset({NodeKind.DOCUMENT, NodeKind.PART, NodeKind.CHAPTER, NodeKind.ANNEX})
_LEDD_PARENTS = _STRUCTURE | {NodeKind.ARTICLE, NodeKind.CHANGE}
_NORWEGIAN = frozenset({"", "no", "nb", "nn", "n", "nob", "nno", "nor"})


def write_leaf(builder: TextBuilder, node: DraftNode, pieces: list[Piece]) -> bool:
    """Write running text as the text of `node`; False when it is blank."""
    if all(piece[0].isspace() for piece in pieces):
        return False
    if builder.length:
        builder.separate()
    node.start, node.end = append_pieces(builder, pieces)
    return node.end > node.start


class BlockReader:
    """Walks the element tree of one document and gathers its text in `builder`."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.builder = TextBuilder()
        self.changes = 0
        self.amended = ""
        self.divided: DraftNode | None = None
        self._methods: dict[str, Callable[[Element, DraftNode], None]] = {
            "section": self.section,
            **dict.fromkeys(("legalArticle", "futureLegalArticle"), self.article),
            **dict.fromkeys(("legalP", "numberedLegalP"), self.ledd),
            **dict.fromkeys(("defaultP", "centeredP"), self.running_text),
            "marginIdArticle": self.margin_point,
            **dict.fromkeys(("ul", "ol"), self.items),
            "table": self.table,
            "footnote": self.footnote,
            **dict.fromkeys(("changesToParent", "gazettenote"), self.note),
            "document-change": self.document_change,
            "change": self.change,
            "futuretitle": self.future_title,
            **dict.fromkeys(("miscHeadline", *units.HEADINGS), self.heading),
            "latexBlock": self.formula,
            "img": self.picture,
            "blockquote": self.quotation,
        }

    def blocks(self, element: Element, node: DraftNode) -> list[DraftNode]:
        """Add everything in `element` to `node`, in order; gives what was added."""
        before = len(node.children)
        run: list[Piece] = []
        for child in element.children:
            if isinstance(child, tuple):
                if run or not child[0].isspace():
                    run.append(child)
            elif child.inline and not child.mixed:
                pieces_of(child, run)
            else:
                if run:
                    self.loose(run, node)
                    run = []
                method = self._methods.get(child.cls) or self._methods.get(child.tag)
                if method is not None:
                    method(child, node)
                elif child.mixed:
                    self.blocks(child, node)
                else:
                    self.loose(pieces_of(child, []), node, child)
        if run:
            self.loose(run, node)
        return node.children[before:]

    def loose(self, run: list[Piece], node: DraftNode, element: Element | None = None) -> None:
        """Running text directly in a container: a paragraph of a structure, else plain text."""
        kind = NodeKind.PARAGRAPH if node.kind in _STRUCTURE else NodeKind.TEXT
        child = DraftNode(kind)
        if element is not None:
            self.claim_language(element, child)
        if write_leaf(self.builder, child, run):
            node.children.append(child)

    def fill(self, element: Element, node: DraftNode, parent: DraftNode) -> None:
        """Make `node` from an element's content, a leaf where it has no blocks, and add it."""
        if element.mixed:
            self.blocks(element, node)
            _collapse(node)
        else:
            only = element.children[0] if len(element.children) == 1 else None
            write_leaf(
                self.builder, node, [only] if isinstance(only, tuple) else pieces_of(element, [])
            )
        if node.children or node.end > node.start:
            parent.children.append(node)
            if "lang" in element.attrs:
                self.claim_language(element, node)

    def claim_language(self, element: Element, *nodes: DraftNode) -> None:
        """Give what the source claims to nodes and all inside them; foreign text is foreign."""
        claimed = element.attrs.get("lang", "").strip().lower()
        foreign = claimed not in _NORWEGIAN
        if not foreign and claimed not in ("nb", "nn"):
            return
        for inner in chain.from_iterable(node.walk() for node in nodes):
            inner.language = inner.language or claimed
            if foreign:
                inner.role = Role.FOREIGN

    def section(self, element: Element, parent: DraftNode) -> None:
        """A part, chapter or annex."""
        heading = units.first_heading(element)
        kind = units.section_kind(element, heading)
        node = _unit(kind, units.section_label(element, kind, heading), element)
        self.fill(element, node, parent)
        if units.FOREIGN.match(heading) or units.all_foreign(node):
            units.mark(node, Role.FOREIGN)
        elif units.NOTES.match(heading):
            units.mark(node, Role.EDITORIAL)

    def article(self, element: Element, parent: DraftNode) -> None:
        """A provision, in force or (in an amending act) to come."""
        name = element.attrs.get("data-name", "")
        node = _unit(NodeKind.ARTICLE, units.article_label(name), element)
        future = element.cls == "futureLegalArticle"
        if future:
            node.attributes["future"] = "true"
        repealed = element.attrs.get("data-repealeddate")
        if repealed:
            node.attributes["repealed"] = repealed
        cls = "futureLegalArticleHeader" if future else "legalArticleHeader"
        headers = [child for child in element.elements() if child.cls == cls]
        for header in headers:
            self.article_header(header, node)
        self.blocks(_without(element, headers), node)
        node.start = node.start or self.builder.length
        node.end = node.end or node.start
        parent.children.append(node)
        self.claim_language(element, node)
        if node.label.startswith("artikkel"):
            units.mark(node, Role.FOREIGN)

    def article_header(self, header: Element, node: DraftNode) -> None:
        """The title is the heading; the value («§ 3-2») is kept as an attribute."""
        value = header.find("span", "legalArticleValue")
        if value is not None:
            node.attributes["marker"] = value.words()
        values = [child for child in header.elements() if child.cls == "legalArticleValue"]
        title = trim_start(pieces_of(_without(header, values), []), " \t\r\n\u00a0.:–-")
        child = DraftNode(NodeKind.HEADING)
        if any(char.isalnum() for piece in title for char in piece[0]) and write_leaf(
            self.builder, child, title
        ):
            node.children.append(child)

    def ledd(self, element: Element, parent: DraftNode) -> None:
        """A paragraph of a provision; inside points and other paragraphs it is only text."""
        numerator = element.attrs.get("data-numerator", "")
        written = units.marker(element, numerator) if numerator else ""
        if parent.kind not in _LEDD_PARENTS and parent is not self.divided:
            self.flat(element, parent)
            return
        label = units.bare_label(numerator)
        self.fill(element, _unit(NodeKind.PARAGRAPH, label, element, written), parent)

    def flat(self, element: Element, parent: DraftNode) -> list[DraftNode]:
        """Add text, lists and tables of a paragraph that is not a unit of its own."""
        before = len(parent.children)
        if element.mixed:
            self.claim_language(element, *self.blocks(element, parent))
        else:
            self.loose(pieces_of(element, []), parent, element)
        return parent.children[before:]

    def running_text(self, element: Element, parent: DraftNode) -> None:
        """Text outside provisions: a paragraph in a structure, plain text elsewhere."""
        if parent.kind in _STRUCTURE:
            node = DraftNode(NodeKind.PARAGRAPH, attributes={units.RUNNING: "true"})
            self.fill(element, node, parent)
            return
        for child in self.flat(element, parent):
            if child.kind is NodeKind.TEXT:
                child.attributes = {units.RUNNING: "true"}

    def margin_point(self, element: Element, parent: DraftNode) -> None:
        """A point whose number is set in the margin."""
        number = element.find("span", "data-marginOriginalId")
        written = number.words() if number else ""
        node = _unit(NodeKind.ITEM, units.item_label(written), element, written)
        rest = _without(element, [number] if number else [])
        rest.mixed = True
        if sum(child.cls == "legalP" for child in rest.elements()) > 1:
            self.divided = node
        self.fill(rest, node, parent)

    def items(self, element: Element, parent: DraftNode) -> None:
        """The points of a list; the list itself is not a unit of law."""
        before = len(parent.children)
        for child in element.children:
            if isinstance(child, tuple):
                continue
            if child.tag != "li":
                self.blocks(child, parent)
                continue
            written = child.attrs.get("data-name") or child.attrs.get("data-li-identifier") or ""
            written = written or child.attrs.get("value", "")
            first = next(iter(child.elements()), None)
            node = _unit(NodeKind.ITEM, units.item_label(written), first, written)
            self.fill(_only_text(child), node, parent)
        self.claim_language(element, *parent.children[before:])

    def table(self, element: Element, parent: DraftNode) -> None:
        """A table; its caption is a heading, empty cells are left out but counted."""
        node = DraftNode(NodeKind.TABLE)
        for child in element.nearest("caption", "tr"):
            (self.heading if child.tag == "caption" else self.row)(child, node)
        if node.children:
            parent.children.append(node)
            self.claim_language(element, node)

    def row(self, element: Element, table: DraftNode) -> None:
        """A row of cells."""
        row = DraftNode(NodeKind.ROW)
        for column, cell in enumerate(element.elements(), 1):
            node = DraftNode(NodeKind.CELL, str(column))
            spans = ("rowspan", "colspan")
            node.attributes |= {k: v for k, v in cell.attrs.items() if k in spans}
            if cell.tag == "th":
                node.attributes["header"] = "true"
            self.fill(cell, node, row)
        if row.children:
            table.children.append(row)

    def footnote(self, element: Element, parent: DraftNode) -> None:
        """A footnote without its mark."""
        written = element.attrs.get("data-name", "")
        label = units.bare_label(written)
        node = DraftNode(NodeKind.FOOTNOTE, label, attributes={"marker": written})
        self.fill(element, node, parent)

    def note(self, element: Element, parent: DraftNode) -> None:
        """What the publisher adds: amendment history, corrections."""
        node = DraftNode(NodeKind.NOTE, attributes={"class": element.cls})
        self.fill(element, node, parent)
        units.mark(node, Role.EDITORIAL)

    def document_change(self, element: Element, parent: DraftNode) -> None:
        """All changes to one document; text around them only introduces them."""
        outer, self.amended = self.amended, element.attrs.get("data-document", "")
        added = self.blocks(element, parent)
        self.amended = outer
        for child in added:
            if child.kind is not NodeKind.CHANGE:
                units.mark(child, Role.AMENDMENT_INSTRUCTION)

    def change(self, element: Element, parent: DraftNode) -> None:
        """One change: the instruction and the new wording."""
        self.changes += 1
        node = _unit(NodeKind.CHANGE, str(self.changes), element)
        told = {name: value for name, value in element.attrs.items() if name.startswith("data-")}
        node.attributes |= told
        if self.amended:
            node.attributes["data-document"] = self.amended
        self.fill(element, node, parent)

    def future_title(self, element: Element, parent: DraftNode) -> None:
        """The new heading of a chapter or annex in an amended document."""
        node = _unit(NodeKind.HEADING, "", element)
        node.attributes["future"] = "true"
        self.fill(element, node, parent)

    def heading(self, element: Element, parent: DraftNode) -> None:
        """A heading of the unit around it."""
        self.fill(element, DraftNode(NodeKind.HEADING), parent)

    def formula(self, element: Element, parent: DraftNode) -> None:
        """A formula on its own is data, not prose: it has the role of a table."""
        node = DraftNode(NodeKind.TEXT, role=Role.TABLE, attributes={"formula": "latex"})
        self.fill(element, node, parent)

    def picture(self, element: Element, parent: DraftNode) -> None:
        """The words that stand for a picture; the publisher wrote them."""
        node = DraftNode(NodeKind.TEXT, role=Role.EDITORIAL, attributes={"picture": "true"})
        if write_leaf(self.builder, node, pieces_of(element, [], self.source)):
            parent.children.append(node)

    def quotation(self, element: Element, parent: DraftNode) -> None:
        """Quoted text."""
        for child in self.blocks(element, parent):
            units.mark(child, Role.QUOTED)


def _only_text(item: Element) -> Element:
    """The paragraph of a point that consists of nothing else, or the point."""
    here = item
    while True:
        inner = [c for c in here.children if isinstance(c, Element) or not c[0].isspace()]
        if len(inner) != 1 or not isinstance(inner[0], Element):
            return here
        only = inner[0]
        if only.cls not in ("listArticle", "legalP", "defaultP") or "lang" in only.attrs:
            return here
        here = only


def _collapse(node: DraftNode) -> None:
    """A unit with a single run of text is a leaf itself."""
    if len(node.children) == 1 and node.kind not in _LEDD_PARENTS:
        only = node.children[0]
        if only.kind is NodeKind.TEXT and not only.children and only.role is None:
            node.start, node.end = only.start, only.end
            node.language = node.language or only.language
            node.children = []


def _unit(kind: NodeKind, label: str, element: Element | None, written: str = "") -> DraftNode:
    """A node with the source's id for it, which is that of `element`, and its marker as written."""
    node = DraftNode(kind, label)
    own = element.attrs.get("id") if element is not None else ""
    if own:
        node.attributes["id"] = own
    if written:
        node.attributes["marker"] = written
    return node


def _without(element: Element, others: Sequence[Element]) -> Element:
    rest = [child for child in element.children if child not in others]
    return Element(element.tag, element.attrs, rest, element.mixed)
