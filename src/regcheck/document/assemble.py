"""From a reader's draft to a `Document`: every format gets addresses, roles and leaves here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from regcheck.base.text.offsets import OffsetMap
from regcheck.base.text.span import Span
from regcheck.base.texts.message import Message
from regcheck.base.values import Record, member
from regcheck.document.draft import DraftNode
from regcheck.document.model import Directive, Document, Node, NodeKind, Role, Source
from regcheck.document.places import PartPlaces
from regcheck.document.roles import are_recitals, role_of_heading, role_of_title, role_of_words
from regcheck.language.detect import document_language
from regcheck.law.address import Address, Step, StepKind, fit_label
from regcheck.law.metadata import DocumentMeta

_Counts = Counter[tuple[int, NodeKind, str]]
STEPS: dict[NodeKind, StepKind] = {
    kind: StepKind(kind.value) for kind in NodeKind if kind.value in set(StepKind)
}
"""The steps of addresses by the kind of node that has one."""
_OF_RECITALS = frozenset({Role.FOREIGN, Role.OPERATIVE})
"""Roles of text in which the recitals of an act of the union stand."""
_FIXED_ROLES: dict[NodeKind, Role] = {
    NodeKind.HEADING: Role.HEADING,
    NodeKind.TABLE: Role.TABLE,
    NodeKind.ANNEX: Role.ANNEX,
    NodeKind.FOOTNOTE: Role.FOOTNOTE,
    NodeKind.NOTE: Role.EDITORIAL,
    NodeKind.PREAMBLE: Role.PREAMBLE,
}
_CONTEXT = frozenset({NodeKind.ANNEX, NodeKind.CHANGE})
_SHORTENED = frozenset({NodeKind.ARTICLE, NodeKind.CHAPTER})


def assemble(
    root: DraftNode,
    text: str,
    offsets: OffsetMap,
    *,
    meta: DocumentMeta,
    source: Source,
    source_text: str,
    directives: tuple[Directive, ...] = (),
    notes: tuple[str | Message, ...] = (),
    places: PartPlaces | None = None,
) -> Document:
    """Give every node its address and role and freeze the tree. Articles and chapters are
    addressed without what is around them wherever their label is unique in the document, annex
    or change; what is still equal is counted, so that addresses are unique. The draft is used
    up."""
    work = _Assembler(text, _count_labels(root))
    place = _Branch(Address((), meta.refid))
    node = work.freeze(root, place, place, id(root), root.role or role_of_title(meta.title))
    leaves, parents = _lineage(node)
    meta = replace(meta, language=_language(text, leaves, parents, meta))
    return Document(
        meta=meta,
        text=text,
        root=node,
        offsets=offsets,
        source=source,
        source_text=source_text,
        directives=directives,
        notes=notes,
        leaves=tuple(leaves),
        parents=tuple(parents),
        places=places,
    )


def _count_labels(root: DraftNode) -> _Counts:
    """How often each article and chapter label occurs in its context."""
    counts: _Counts = Counter()
    stack = [(id(root), root)]
    while stack:
        context, node = stack.pop()
        if node.kind in _SHORTENED:
            counts[context, node.kind, fit_label(node.label).lower()] += 1
        inner = id(node) if node.kind in _CONTEXT else context
        stack.extend(
            (inner, child) for child in node.children if child.children or child.kind in _SHORTENED
        )
    return counts


def _lineage(root: Node) -> tuple[list[Node], list[tuple[Node, ...]]]:
    """The leaves that hold text, in text order, and the nodes above each from the root down."""
    leaves: list[Node] = []
    parents: list[tuple[Node, ...]] = []
    stack: list[tuple[Node, tuple[Node, ...]]] = [(root, ())]
    while stack:
        node, above = stack.pop()
        if node.children:
            line = (*above, node)
            stack.extend([(child, line) for child in reversed(node.children)])
        elif node.span:
            leaves.append(node)
            parents.append(above)
    return leaves, parents


def _extent(draft: DraftNode, children: list[Node]) -> Span:
    """From the first to the last of a node's own text and its children's."""
    start, end = draft.start, draft.end
    spans = [child.span for child in children if child.span]
    if spans:
        first = spans[0].start
        start = min(start, first) if end > start else first
        end = max(end, spans[-1].end)
    return Span(start, max(start, end))


def _language(
    text: str,
    leaves: Sequence[Node],
    parents: Sequence[Sequence[Node]],
    meta: DocumentMeta,
) -> str:
    """The language of the document, or of its title where a longer annex has another."""
    claimed, title = meta.language, meta.title
    whole = document_language(text, claimed)
    if whole in ("nb", "nn"):
        return whole
    own = " ".join(
        leaf.span.of(text)
        for leaf, above in zip(leaves, parents, strict=True)
        if leaf.role not in (Role.FOREIGN, Role.ANNEX)
        and not any(node.kind is NodeKind.ANNEX for node in above)
    )
    for words in (own, title):
        language = document_language(words, claimed)
        if language in ("nb", "nn"):
            return language
    return whole


def _node(
    draft: DraftNode, address: Address, role: Role, span: Span, children: tuple[Node, ...]
) -> Node:
    attributes = tuple(sorted(draft.attributes.items())) if draft.attributes else ()
    return Node(
        draft.kind,
        role,
        span,
        address,
        draft.language,
        draft.label,
        draft.target,
        attributes,
        children,
    )


class _Branch(Record):
    """An address; `taken` counts equal labels under it, `counted` units of each kind."""

    address: Address
    taken: Counter[tuple[StepKind, str]] = member(default_factory=Counter)
    counted: Counter[StepKind] = member(default_factory=Counter)

    def hang(
        self, kind: StepKind, label: str, index: int, steps: dict[tuple[StepKind, str, int], Step]
    ) -> Address:
        """The distinct address of a unit here; `index` stands in for a missing label."""
        if not label and kind is not StepKind.ITEM:
            label = str(index)
        self.taken[kind, label.lower()] += 1
        number = self.taken[kind, label.lower()]
        step = steps.setdefault((kind, label, number), Step(kind, label, number))
        return self.address.child(step)


class _Assembler(Record):
    text: str
    counts: _Counts
    steps: dict[tuple[StepKind, str, int], Step] = member(default_factory=dict)

    def freeze(
        self, draft: DraftNode, place: _Branch, context: _Branch, context_id: int, role: Role
    ) -> Node:
        """The node for `draft`; articles and chapters in it hang on `context` if unique there."""
        kind = draft.kind
        if kind in _CONTEXT:
            context, context_id = place, id(draft)
        children: list[Node] = []
        inherited = role
        if kind is NodeKind.ARTICLE and role is Role.OPERATIVE:  # its heading speaks for all of it
            headings = (one for one in draft.children if one.kind is NodeKind.HEADING)
            if (heading := next(headings, None)) is not None:
                inherited = role_of_heading(self.text[heading.start : heading.end])
        for child in draft.children:
            address = self._address(child, place, context, context_id)
            given = self._role(child, inherited)
            if child.children:
                below = place if address is place.address else _Branch(address)
                children.append(self.freeze(child, below, context, context_id, given))
            else:
                own = Span(child.start, child.end)
                children.append(_node(child, address, given, own, ()))
        span = _extent(draft, children)
        draft.children = []  # lest a large document be held twice
        return _node(draft, place.address, role, span, tuple(children))

    def _address(
        self, child: DraftNode, place: _Branch, context: _Branch, context_id: int
    ) -> Address:
        """Where a child stands; text of its parent stands where the parent does."""
        kind = STEPS.get(child.kind)
        if kind is None:
            return place.address
        place.counted[kind] += 1
        label = fit_label(child.label) if child.label else ""
        owner = place
        if child.kind in _SHORTENED and label:
            key = (context_id, child.kind, label.lower())
            if self.counts[key] == 1:
                owner = context
        return owner.hang(kind, label, place.counted[kind], self.steps)

    def _role(self, child: DraftNode, inherited: Role) -> Role:
        role = self._own_role(child, inherited)
        paragraph = child.kind is NodeKind.PARAGRAPH
        if role in _OF_RECITALS and paragraph and are_recitals(self._first_words(child)):
            return Role.PREAMBLE
        if role is Role.FOREIGN and inherited is Role.PREAMBLE and not paragraph:
            return inherited
        return role

    def _own_role(self, child: DraftNode, inherited: Role) -> Role:
        if child.role is not None:
            return child.role
        fixed = _FIXED_ROLES.get(child.kind)
        if fixed is not None:
            return fixed
        if inherited is Role.OPERATIVE and child.kind is NodeKind.PARAGRAPH:
            return role_of_words(self._first_words(child))
        return inherited

    def _first_words(self, node: DraftNode) -> str:
        first = node.children[0] if node.children else node
        return self.text[first.start : first.end]
