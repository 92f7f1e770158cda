"""The mutable tree a reader builds before `assemble` turns it into a `Document`."""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.base.values import Record, member
from regcheck.document.model import NodeKind, Role
from regcheck.law.address import Address


class DraftNode(Record):
    """A node while reading. A container's `end` may be left 0; `role` None means «as the parent,
    or by content»; `label` is cleaned, `language` what the source claims."""

    kind: NodeKind
    label: str = ""
    role: Role | None = None
    start: int = 0
    end: int = 0
    language: str = ""
    target: Address | None = None
    attributes: dict[str, str] = member(default_factory=dict)
    children: list[DraftNode] = member(default_factory=list)

    def walk(self) -> Iterator[DraftNode]:
        """This node and all below it, in text order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))

    def add(self, child: DraftNode) -> DraftNode:
        """Append a child and give it back."""
        self.children.append(child)
        return child
