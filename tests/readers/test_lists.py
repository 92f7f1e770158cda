"""Which list an item belongs to, by its marker and indentation and by what came before."""

from __future__ import annotations

import pytest

from regcheck.document.draft import DraftNode
from regcheck.document.model import Document, NodeKind, Role
from regcheck.readers import grammar
from regcheck.readers.plain_text import read_plain_text
from regcheck.readers.running_text import OpenItem, OpenLists, as_container
from regcheck.readers.sections import OpenSections


def listed(markers: str, depth: int = 9) -> str:
    """Each item as its level and the sort of its marker; `2-` is a dash indented by two."""
    lists, drawn = OpenLists(depth), []
    for number, one in enumerate(markers.split()):
        sign = one.lstrip("0123456789") if one[-1] in "-*" else one
        indent = int(one.removesuffix(sign) or 0)
        mark = grammar.marker(f"{sign} x")
        assert mark is not None
        sort = lists.sort_of(mark)
        parent = lists.parent(sort, indent)
        assert parent is (lists.items[-1].node if lists.items else None)
        lists.items.append(
            OpenItem(DraftNode(NodeKind.ITEM, mark.label or str(number)), sort, indent)
        )
        drawn.append(f"{len(lists.items)}{sort}")
    return " ".join(drawn)


@pytest.mark.parametrize(
    ("markers", "found"),
    [
        ("a) b)", "1a) 1a)"),
        ("a) 1) 2) b)", "1a) 21) 21) 1a)"),
        ("a) 1) - b)", "1a) 21) 3- 1a)"),
        # A letter that may be a numeral goes on the list that it continues,
        ("a) i) ii) b)", "1a) 2i) 2i) 1a)"),
        ("h) i) j)", "1a) 1a) 1a)"),
        ("u) v) w)", "1a) 1a) 1a)"),
        ("i) ii) a) b) iii)", "1i) 1i) 2a) 2a) 1i)"),
        ("iv) v)", "1i) 1i)"),
        ("xix) xx)", "1i) 1i)"),
        # only with the same sign,
        ("a) i. ii.", "1a) 2i. 2i."),
        ("h) i.", "1a) 2i."),
        # and alone only «i» is one.
        ("v)", "1a)"),
        ("i)", "1i)"),
        # Dashes are told apart by two columns and more.
        ("- 1- 2- 4- 1-", "1- 1- 1- 2- 1-"),
        ("- 2* 2- 2*", "1- 2* 3- 2*"),
        ("4- * 4-", "1- 1* 2-"),
    ],
)
def test_items_belong_together(markers: str, found: str) -> None:
    assert listed(markers) == found


@pytest.mark.parametrize(
    ("depth", "found"), [(4, "1a) 21) 3- 4*"), (3, "1a) 21) 3- 3*"), (2, "1a) 21) 2- 2*")]
)
def test_lists_go_no_deeper_than_is_allowed(depth: int, found: str) -> None:
    assert listed("a) 1) - *", depth) == found


def test_what_goes_on_an_item_is_indented_under_it() -> None:
    for indent, left in ((0, ""), (1, "a"), (2, "a"), (3, "ab")):
        lists = OpenLists(9)
        lists.items.append(OpenItem(DraftNode(NodeKind.ITEM, "a"), "a)", 0))
        lists.items.append(OpenItem(DraftNode(NodeKind.ITEM, "b"), "1)", 2))
        found = lists.continued(indent)
        assert (found.label if found else "") == left[-1:]
        assert "".join(one.node.label for one in lists.items) == left


@pytest.mark.parametrize(("number", "goes_on"), [(9, False), (10, True), (11, False)])
def test_a_number_may_go_on_that_of_the_paragraph(number: int, goes_on: bool) -> None:
    text = f"§ 1\n\n(9a) Eieren:\n\na) maler\n\n{number}. Naust\n"
    document = read_plain_text(text.encode(), "a.txt")
    assert isinstance(document, Document)
    assert (document.leaves[-1].kind is NodeKind.PARAGRAPH) is goes_on


def test_words_of_what_holds_more_become_a_lead_in_once() -> None:
    node = DraftNode(NodeKind.PARAGRAPH, start=3, end=9)
    assert as_container(as_container(node)) is node
    assert [(one.kind, one.start, one.end) for one in node.walk()] == [
        (NodeKind.PARAGRAPH, 0, 0),
        (NodeKind.TEXT, 3, 9),
    ]
    empty = as_container(DraftNode(NodeKind.PARAGRAPH))
    assert empty.children == []


def opened(*drawn: tuple[NodeKind, int, Role | None]) -> OpenSections:
    sections = OpenSections(DraftNode(NodeKind.DOCUMENT))
    for rank, (kind, level, role) in enumerate(drawn, 1):
        sections.open(kind, str(rank), level, rank, role)
    return sections


A, C = NodeKind.ANNEX, NodeKind.CHAPTER


@pytest.mark.parametrize(
    ("sections", "level", "role", "again", "found"),
    [
        # A § belongs to the innermost section that is not deeper than it,
        ([(C, 2, None), (C, 3, None)], 3, None, False, "2"),
        ([(C, 2, None), (C, 4, None)], 3, None, False, "1"),
        ([(C, 2, None), (C, 4, None)], 0, None, False, "2"),
        # the first ends annexes before it, a later one only those as deep,
        ([(A, 2, None)], 3, None, False, ""),
        ([(A, 2, None)], 3, None, True, "1"),
        ([(A, 3, None)], 3, None, True, ""),
        ([(A, 2, None)], 0, None, False, "1"),
        # any of the text's own ends foreign text, the first one guidance,
        ([(A, 2, Role.FOREIGN)], 3, None, True, ""),
        ([(A, 2, Role.FOREIGN)], 0, None, True, ""),
        ([(A, 2, Role.FOREIGN)], 3, Role.FOREIGN, True, "1"),
        ([(C, 2, Role.EDITORIAL)], 3, None, False, ""),
        ([(C, 2, Role.EDITORIAL)], 3, None, True, "1"),
        # with all that is in them.
        ([(C, 1, None), (A, 2, Role.FOREIGN), (C, 3, None)], 4, None, True, "1"),
    ],
)  # fmt: skip
def test_the_section_of_a_provision(
    sections: list[tuple[NodeKind, int, Role | None]],
    level: int,
    role: Role | None,
    again: bool,
    found: str,
) -> None:
    stack = opened(*sections)
    stack.settled = again
    assert stack.settle(level, role).label == found
    assert stack.settled is (again or role is None)


def test_in_a_change_nothing_around_it_ends() -> None:
    stack = opened((C, 2, None))
    change = DraftNode(NodeKind.CHANGE, "x")
    stack.enter_change(change)
    assert stack.settle(1, None) is change
    stack.open(C, "y", 1, 1, None)
    assert stack.settle(1, None).label == "y"
    stack.leave_change()
    assert stack.node.label == "1"
    assert stack.open(C, "z", 2, 1, None).label == "z" and len(stack.stack) == 2
