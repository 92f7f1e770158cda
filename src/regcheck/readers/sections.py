"""The parts, chapters, annexes and changes that are open while a text is read."""

from __future__ import annotations

from typing import NamedTuple

from regcheck.document.draft import DraftNode
from regcheck.document.model import NodeKind, Role


class OpenSection(NamedTuple):
    """A section that is open: its node, heading level (0 for none), rank and role."""

    node: DraftNode
    level: int
    rank: int
    role: Role | None


class OpenSections:
    """A stack of sections, the innermost last; headings never close the first `floor` of them."""

    def __init__(self, root: DraftNode) -> None:
        self.stack = [OpenSection(root, 0, 0, None)]
        self.floor = 1
        self.settled = False

    @property
    def node(self) -> DraftNode:
        """The innermost section."""
        return self.stack[-1].node

    def open(
        self, kind: NodeKind, label: str, level: int, rank: int, role: Role | None
    ) -> DraftNode:
        """Open a section after closing those its heading ends; some roles are passed on."""
        stack = self.stack
        while len(stack) > self.floor and not _holds(stack[-1], level, rank):
            stack.pop()
        outer = stack[-1].role
        if role is None and outer in (Role.FOREIGN, Role.EDITORIAL):
            role = outer
        node = stack[-1].node.add(DraftNode(kind, label, role))
        stack.append(OpenSection(node, level, rank, role))
        return node

    def settle(self, level: int, role: Role | None) -> DraftNode:
        """The section that a § with a heading at this level belongs to. A § of the text itself ends
        annexes of foreign text; the first one ends the guidance before it."""
        stack = self.stack
        if role is None:
            first, self.settled = not self.settled, True
            for index in range(self.floor, len(stack)):
                section = stack[index]
                annex = section.node.kind is NodeKind.ANNEX
                guidance = first and section.role is Role.EDITORIAL
                ends = annex and level and (first or section.level >= level)
                if section.role is Role.FOREIGN or guidance or ends:
                    del stack[index:]
                    break
        while len(stack) > self.floor and level and stack[-1].level > level:
            stack.pop()
        return stack[-1].node

    def enter_change(self, node: DraftNode) -> None:
        """Open a change; nothing around it is closed until `leave_change`."""
        self.stack.append(OpenSection(node, 0, 0, None))
        self.floor = len(self.stack)

    def leave_change(self) -> None:
        """Close the change and all that is open in it."""
        del self.stack[self.floor - 1 :]
        self.floor = 1


def _holds(outer: OpenSection, level: int, rank: int) -> bool:
    """Whether a heading opens a section inside `outer`: by level, or by rank."""
    if level and outer.level and level != outer.level:
        return outer.level < level
    return outer.rank < rank
