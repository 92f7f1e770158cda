"""Where headings open sections."""

from __future__ import annotations

from regcheck.document.draft import DraftNode
from regcheck.document.model import NodeKind, Role
from regcheck.readers.sections import OpenSections


def sections() -> OpenSections:
    return OpenSections(DraftNode(NodeKind.DOCUMENT))


def test_levels_decide_and_ranks_where_levels_are_equal() -> None:
    stack = sections()
    stack.open(NodeKind.PART, "1", 2, 2, None)
    stack.open(NodeKind.CHAPTER, "1", 2, 3, None)
    stack.open(NodeKind.CHAPTER, "2", 2, 3, None)
    assert [section.node.label for section in stack.stack] == ["", "1", "2"]
    stack.open(NodeKind.CHAPTER, "3", 1, 3, None)
    assert [section.node.label for section in stack.stack] == ["", "3"]


def test_foreign_text_passes_its_role_on_and_ends_at_an_own_article() -> None:
    stack = sections()
    stack.open(NodeKind.ANNEX, "", 2, 1, Role.FOREIGN)
    assert stack.open(NodeKind.CHAPTER, "1", 3, 3, None).role is Role.FOREIGN
    assert stack.settle(3, None).kind is NodeKind.DOCUMENT


def test_nothing_around_a_change_is_closed_by_what_stands_in_it() -> None:
    stack = sections()
    outer = stack.open(NodeKind.CHAPTER, "I", 2, 4, None)
    change = outer.add(DraftNode(NodeKind.CHANGE, "1"))
    stack.enter_change(change)
    chapter = stack.open(NodeKind.CHAPTER, "4", 2, 3, None)
    assert chapter in change.children
    stack.leave_change()
    assert stack.node is outer
