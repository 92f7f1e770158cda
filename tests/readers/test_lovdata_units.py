"""What Lovdata's units are called, and which roles they have."""

from __future__ import annotations

import pytest

from regcheck.document.draft import DraftNode
from regcheck.document.model import NodeKind, Role
from regcheck.readers.limits import Limits
from regcheck.readers.lovdata import units
from regcheck.readers.lovdata.xml import Element, parse_xml

A, C, P, T = NodeKind.ARTICLE, NodeKind.CHAPTER, NodeKind.PARAGRAPH, NodeKind.TEXT


def element(source: str) -> Element:
    return parse_xml(source, Limits()).root


@pytest.mark.parametrize(
    ("written", "label", "item"),
    [
        ("(2)", "2", "2"),
        (" 1.1. ", "1.1", "1.1"),
        ("§ 3", "3", "3"),
        ("a)", "a", "a"),
        ("–", "", ""),
        ("•", "", ""),
        ("+", "+", ""),
        ("", "", ""),
    ],
)
def test_labels_are_bare(written: str, label: str, item: str) -> None:
    assert (units.bare_label(written), units.item_label(written)) == (label, item)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("§3-2", "3-2"),
        ("§ 3 a", "3a"),
        ("a5", "artikkel5"),
        ("art5", "artikkel5"),
        ("artikkel 5", "artikkel5"),
        ("aart5", "artikkel5"),
        ("Article 5a", "artikkel5a"),
        ("§a5", "a5"),
        ("3", "3"),
        ("ab", "ab"),
        ("", ""),
    ],
)
def test_labels_of_provisions(name: str, label: str) -> None:
    assert units.article_label(name) == label


@pytest.mark.parametrize(
    ("inner", "numerator", "written", "rest"),
    [
        ("(1) Lykt.", "1", "(1)", ["Lykt."]),
        (" 1. Lykt.", "1", "1.", ["Lykt."]),
        ("1 <i>a</i> b", "1", "1", ["", " b"]),
        ("(&#49;) Lykt.", "1", "(1)", ["Lykt."]),
        ("Lykt 1.", "1", "1", ["Lykt 1."]),
        ("<i>1</i> Lykt.", "1", "1", [" Lykt."]),
        ("1) a&amp;b", "1", "1)", ["a", "&", "b"]),
    ],
)
def test_the_number_of_a_paragraph_is_taken_off(
    inner: str, numerator: str, written: str, rest: list[str]
) -> None:
    source = f"<x>{inner}</x>"
    root = element(source)
    assert units.marker(root, numerator) == written
    left = [child for child in root.children if isinstance(child, tuple)]
    assert [piece[0] for piece in left] == rest
    for words, at, length in left:
        assert source[at : at + length] in (words, "&amp;")


@pytest.mark.parametrize(
    ("section", "kind", "label"),
    [
        ('<s data-name="kap3"><h2>Kapittel 3 Lys</h2></s>', C, "3"),
        ('<s data-name="kap3"><h2>Lys</h2></s>', C, "3"),
        ('<s data-name="kapR"><h2>Rådsforordning</h2></s>', C, ""),
        ('<s data-name="kapI"><h2>I. Lys</h2></s>', C, "I"),
        ('<s data-name="kap3A"><h2>Kapittel 3 A Lys</h2></s>', C, "3A"),
        ('<s data-name="kapA"/>', C, "A"),
        ('<s data-name="del1"><h2>Lys</h2></s>', NodeKind.PART, "1"),
        ("<s><h2>Første del</h2></s>", NodeKind.PART, ""),
        ("<s><h2>Delt ansvar</h2></s>", C, ""),
        ('<s data-name="vedlegg2"><h2>Lys</h2></s>', NodeKind.ANNEX, "2"),
        ("<s><h2>Vedlegg 2 Lys</h2></s>", NodeKind.ANNEX, "2"),
        ("<s><h2>Vedlegg</h2></s>", NodeKind.ANNEX, ""),
        ('<s data-name="vedlegg"><h2>Lys</h2></s>', NodeKind.ANNEX, ""),
        ("<s><h2>Lys</h2></s>", C, ""),
        ('<s><section/><h2>Vedlegg 2</h2></s>', C, ""),
        ("<s><p>x</p><h6>Vedlegg 2</h6></s>", NodeKind.ANNEX, "2"),
    ],
)  # fmt: skip
def test_kinds_and_labels_of_sections(section: str, kind: NodeKind, label: str) -> None:
    root = element(section)
    heading = units.first_heading(root)
    assert units.section_kind(root, heading) is kind
    assert units.section_label(root, kind, heading) == label


@pytest.mark.parametrize(
    ("heading", "foreign", "note"),
    [
        ("Forordninger", True, False),
        ("Rettsakter:", True, False),
        ("Konsolidert forordning om lys", True, False),
        ("Kommisjonsforordning (EU) 2030/1", True, False),
        ("Forordninger om lys", False, False),
        ("Rettelser", False, True),
        ("Merknader til lovvedtaket", False, True),
        ("Informasjon om gjennomføring av lys", False, True),
        ("Retting av lys", False, False),
        ("Lys", False, False),
        ("", False, False),
    ],
)
def test_headings_of_what_is_no_law_of_ours(heading: str, foreign: bool, note: bool) -> None:
    assert [bool(one.match(heading)) for one in (units.FOREIGN, units.NOTES)] == [foreign, note]


def node(kind: NodeKind, *children: DraftNode, label: str = "", **more: str) -> DraftNode:
    return DraftNode(kind, label, children=list(children), attributes=more)


@pytest.mark.parametrize(
    ("section", "foreign"),
    [
        (node(C, node(A, label="artikkel5"), node(A, label="artikkel6")), True),
        (node(C, node(C, node(A, label="artikkel5"))), True),
        (node(C, node(A, label="artikkel5"), node(A, label="6")), False),
        (node(C, node(A, label="artikkel5", future="true")), False),
        (node(C, node(P)), False),
        (node(C), False),
    ],
)
def test_a_section_of_articles_alone_is_foreign(section: DraftNode, foreign: bool) -> None:
    assert units.all_foreign(section) is foreign


def test_roles_are_given_to_all_but_what_the_publisher_wrote() -> None:
    note = DraftNode(NodeKind.NOTE, role=Role.EDITORIAL)
    tree = node(C, node(P, note), node(A))
    units.mark(tree, Role.FOREIGN)
    assert [one.role for one in tree.walk()] == [
        Role.FOREIGN, Role.FOREIGN, Role.EDITORIAL, Role.FOREIGN,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("role", "inner"),
    [(Role.INSERTED, None), (Role.AMENDMENT_INSTRUCTION, "amendment-instruction")],
)
def test_an_instruction_is_one_throughout(role: Role, inner: str | None) -> None:
    note = DraftNode(NodeKind.NOTE, role=Role.EDITORIAL)
    tree = node(P, node(T), note)
    units.give(tree, role)
    found = [one.role.value if one.role else None for one in tree.walk()]
    assert found == [role.value, inner, "editorial"]
    units.give(note, role)
    assert note.role is Role.EDITORIAL


def test_what_stands_before_the_first_unit_is_the_preamble() -> None:
    enacted, plain, running = node(P, label="1"), node(P, label="2"), node(P, label="3")
    running.attributes[units.RUNNING] = "true"
    later = node(P)
    later.attributes[units.RUNNING] = "true"
    root = node(NodeKind.DOCUMENT, enacted, plain, running, node(A), later)
    said = {id(enacted): "Fastsatt av rådet", id(plain): "Lykter"}
    units.mark_preamble(root, lambda one: said.get(id(one), ""))
    assert [(one.kind, one.label) for one in root.children] == [
        (NodeKind.PREAMBLE, ""), (P, "2"), (NodeKind.PREAMBLE, ""), (A, ""), (P, ""),
    ]  # fmt: skip
    alone = node(NodeKind.DOCUMENT, node(P))
    units.mark_preamble(alone, lambda _: "Fastsatt av rådet")
    assert alone.children[0].kind is P
