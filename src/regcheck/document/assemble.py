"""From what a reader built to a `Document`: addresses, roles and the list of leaves.

Every format passes here, so that the same provision gets the same address and role however it was
written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from regcheck.document.draft import DraftNode
from regcheck.document.model import Directive, Document, Node, NodeKind, Role, Source
from regcheck.document.roles import role_of_heading, role_of_words
from regcheck.law.address import Address, Step, StepKind
from regcheck.law.metadata import DocumentMeta
from regcheck.text.offsets import OffsetMap
from regcheck.text.span import Span

_STEPS: dict[NodeKind, StepKind] = {
    kind: StepKind(kind.value) for kind in NodeKind if kind.value in set(StepKind)
}
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
_UNFIT = re.compile(r"[\s\[\]]+")


def assemble(
    root: DraftNode,
    text: str,
    offsets: OffsetMap,
    *,
    meta: DocumentMeta,
    source: Source,
    source_text: str,
    directives: tuple[Directive, ...] = (),
    notes: tuple[str, ...] = (),
) -> Document:
    """Give every node its address and role and freeze the tree.

    Articles and chapters are addressed without the parts and chapters around them wherever their
    label is unique in its context (the document, an annex, a change); where it is not, the whole
    chain is used, and what is still equal is told apart by a count. Hence addresses are unique.
    """
    place = Address((), meta.refid)
    work = _Assembler(text, meta.refid, _count_labels(root))
    node = work.freeze(root, place, place, id(root), root.role or Role.OPERATIVE)
    leaves: list[Node] = []
    parents: list[tuple[Node, ...]] = []
    _lineage(node, (), leaves, parents)
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
    )


def _count_labels(root: DraftNode) -> Counter[tuple[int, NodeKind, str]]:
    """How often each article and chapter label stands in its context."""
    counts: Counter[tuple[int, NodeKind, str]] = Counter()
    for context, node in _with_context(root, id(root)):
        if node.kind in _SHORTENED:
            counts[context, node.kind, node.label] += 1
    return counts


def _with_context(node: DraftNode, context: int) -> Iterator[tuple[int, DraftNode]]:
    stack = [(context, node)]
    while stack:
        context, node = stack.pop()
        yield context, node
        inner = id(node) if node.kind in _CONTEXT else context
        stack.extend((inner, child) for child in node.children)


class _Assembler:
    def __init__(
        self, text: str, refid: str, counts: Counter[tuple[int, NodeKind, str]]
    ) -> None:
        self.text = text
        self.refid = refid
        self.counts = counts

    def freeze(
        self, draft: DraftNode, address: Address, context: Address, context_id: int, role: Role
    ) -> Node:
        """The node for `draft`, whose own address and role are given; `context` is the address
        that articles and chapters inside it may be hung on when their label is unique there."""
        if draft.kind in _CONTEXT:
            context, context_id = address, id(draft)
        siblings: dict[tuple[StepKind, str, bool], int] = {}
        counted: Counter[StepKind] = Counter()
        inherited = self._inherited(draft, role)
        children = []
        for child in draft.children:
            kind = _STEPS.get(child.kind)
            if kind is None:
                place = address
            else:
                counted[kind] += 1
                parent = address
                if child.kind in _SHORTENED and (
                    self.counts[context_id, child.kind, child.label] == 1 and child.label
                ):
                    parent = context
                place = parent.child(_step(kind, child.label, counted[kind], siblings))
            children.append(
                self.freeze(child, place, context, context_id, self._role(child, inherited))
            )
        start, end = draft.start, draft.end
        if children:
            start = min(start or children[0].span.start, children[0].span.start)
            end = max(end, children[-1].span.end)
        return Node(
            kind=draft.kind,
            role=role,
            span=Span(start, end),
            address=address,
            language=draft.language,
            label=draft.label,
            target=draft.target,
            attributes=tuple(sorted(draft.attributes.items())) if draft.attributes else (),
            children=tuple(children),
        )

    def _inherited(self, draft: DraftNode, role: Role) -> Role:
        """The role children start from: an article's heading speaks for all of it."""
        if draft.kind is NodeKind.ARTICLE and role is Role.OPERATIVE:
            for child in draft.children:
                if child.kind is NodeKind.HEADING:
                    return role_of_heading(self.text[child.start : child.end])
        return role

    def _role(self, child: DraftNode, inherited: Role) -> Role:
        if child.role is not None:
            return child.role
        fixed = _FIXED_ROLES.get(child.kind)
        if fixed is not None:
            return fixed
        if child.kind is NodeKind.PARAGRAPH and inherited is Role.OPERATIVE:
            first = child.children[0] if child.children else child
            return role_of_words(self.text[first.start : first.end])
        return inherited


def _step(
    kind: StepKind, label: str, index: int, siblings: dict[tuple[StepKind, str, bool], int]
) -> Step:
    """The step for the `index`th sibling of its kind, told apart from earlier equal ones."""
    shown = _UNFIT.sub("", label).replace("/", "∕")
    if kind is StepKind.ITEM and not shown:
        key = (kind, "", False)
        siblings[key] = siblings.get(key, 0) + 1
        return Step(kind, "", siblings[key])
    shown = shown or str(index)
    key = (kind, shown.lower(), True)
    siblings[key] = siblings.get(key, 0) + 1
    return Step(kind, shown, siblings[key])


def _lineage(
    node: Node, above: tuple[Node, ...], leaves: list[Node], parents: list[tuple[Node, ...]]
) -> None:
    if not node.children:
        if node.span:
            leaves.append(node)
            parents.append(above)
        return
    line = (*above, node)
    for child in node.children:
        _lineage(child, line, leaves, parents)
