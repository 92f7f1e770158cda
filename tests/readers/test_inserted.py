"""Where new wording belongs in what it amends: as Lovdata marks it, and as drafts tell it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from regcheck.document.draft import DraftNode
from regcheck.document.model import NodeKind, Role
from regcheck.law.address import Address
from regcheck.law.address_path import parse_path
from regcheck.law.amendments import Instruction, Operation
from regcheck.readers.blocks import Block, BlockKind
from regcheck.readers.changes import give_targets, without_quotes
from regcheck.readers.lovdata.changes import insert

ACT = "lov/2001-02-03-4"
KINDS = {
    "ledd": NodeKind.PARAGRAPH,
    "punkt": NodeKind.ITEM,
    "§": NodeKind.ARTICLE,
    "overskrift": NodeKind.HEADING,
    "tabell": NodeKind.TABLE,
    "tekst": NodeKind.TEXT,
    "kapittel": NodeKind.CHAPTER,
}


def nodes(drawn: str) -> list[DraftNode]:
    """Nodes of a drawing such as `§:5 ledd:2(punkt:a+punkt:b)`."""
    return [_node(one) for one in drawn.split()]


def _node(drawn: str) -> DraftNode:
    kind, _, rest = drawn.partition(":")
    label, _, inner = rest.partition("(")
    children = [_node(one) for one in inner.rstrip(")").split("+")] if inner else []
    return DraftNode(KINDS[kind], label, children=children)


def places(paths: str) -> tuple[Address, ...]:
    return tuple(parse_path(f"{ACT}/{path}") for path in paths.split())


def targets(of: Sequence[DraftNode]) -> str:
    every = (inner.target for node in of for inner in node.walk())
    return " ".join(one.path.removeprefix(f"{ACT}/") if one else "–" for one in every)


@pytest.mark.parametrize(
    ("drawn", "at", "found"),
    [
        # Pair by pair where they are equally many,
        ("ledd:", "§3/ledd/2", "§3/ledd/2"),
        ("ledd: ledd:", "§3/ledd/2 §3/ledd/3", "§3/ledd/2 §3/ledd/3"),
        ("punkt:a punkt:b", "§3/ledd/2/bokstav/a §3/ledd/2/bokstav/b",
         "§3/ledd/2/bokstav/a §3/ledd/2/bokstav/b"),
        # or where the paragraphs that sentences belong to are,
        ("ledd:", "§3/ledd/2/setning/1 §3/ledd/2/setning/2", "§3/ledd/2"),
        ("ledd: ledd:", "§3/ledd/2/setning/1 §3/ledd/2/setning/2 §3/ledd/3",
         "§3/ledd/2 §3/ledd/3"),
        # else by label,
        ("ledd:2 ledd:4", "§3/ledd/2 §3/ledd/3 §3/ledd/4", "§3/ledd/2 §3/ledd/4"),
        ("punkt:B", "§3/ledd/2/bokstav/a §3/ledd/2/bokstav/b §3/ledd/3", "§3/ledd/2/bokstav/b"),
        # else where all of them are.
        ("ledd:9 ledd:4", "§3/ledd/2 §3/ledd/3 §3/ledd/4", "§3 §3/ledd/4"),
        ("ledd: ledd:", "§3/ledd/2", "§3/ledd/2 §3/ledd/2"),
        ("tekst: ledd:", "§3/ledd/1 §3/ledd/2", "§3 §3"),
        ("tekst: ledd:", "§3/ledd/1/bokstav/a §3/ledd/1/bokstav/b §3/ledd/2", "§3 §3"),
        ("tabell:", "§3/ledd/1", "§3/ledd/1"),
        # Points stand in what is no point,
        ("punkt:c", "§3/ledd/2", "§3/ledd/2/bokstav/c"),
        ("punkt: punkt:", "§3/ledd/2", "§3/ledd/2/strekpunkt/1 §3/ledd/2/strekpunkt/2"),
        ("punkt:2 punkt:", "§3", "§3/nummer/2 §3/strekpunkt/1"),
        ("ledd: punkt:a", "§3/ledd/1 §3/ledd/2", "§3/ledd/1 §3/ledd/2/bokstav/a"),
        # and what is in a unit is counted there.
        ("ledd:(punkt:a+punkt:+punkt:+ledd:+ledd:)", "§3/ledd/2",
         "§3/ledd/2 §3/ledd/2/bokstav/a §3/ledd/2/strekpunkt/1 §3/ledd/2/strekpunkt/2"
         " §3/ledd/2/ledd/1 §3/ledd/2/ledd/2"),
        ("ledd:(tekst:+punkt:a)", "§3/ledd/2", "§3/ledd/2 §3/ledd/2 §3/ledd/2/bokstav/a"),
        # Sections are known by their labels, wherever the place leads in them.
        ("§:5 ledd:", "§5", "§5 §5"),
        ("§:5(ledd:+ledd:)", "§5/ledd/1", "§5 §5/ledd/1 §5/ledd/2"),
        ("§:5a(overskrift:+ledd:)", "§5A/ledd/1", "§5A §5A/overskrift/1 §5A/ledd/1"),
        ("§:7", "§5", "§7"),
        ("§:", "kap2", "§1"),
        # A heading is that of a chapter before that of a section.
        ("overskrift:", "kap2", "kap2/overskrift/1"),
        ("overskrift:", "§3", "§3/overskrift/1"),
        ("overskrift:", "§3 §4", "overskrift/1"),
        ("overskrift:", "§3 kap4", "kap4/overskrift/1"),
        ("ledd: §:5 overskrift:", "", "– §5 overskrift/1"),
    ],
)  # fmt: skip
def test_what_is_marked_goes_to_the_places_named(drawn: str, at: str, found: str) -> None:
    new = nodes(drawn)
    insert(new, places(at), ACT, lambda _: "Om lys")
    assert targets(new) == found
    own = (NodeKind.HEADING, NodeKind.TABLE)
    assert all((node.role is Role.INSERTED) == (node.kind not in own) for node in new)


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("Kapittel 4 a Lys", "kap4a/overskrift/1"),
        ("kap. II Lys", "kapII/overskrift/1"),
        ("Kapittel om lys", "overskrift/1"),
    ],
)
def test_a_heading_of_a_chapter_names_it(heading: str, found: str) -> None:
    new = nodes("overskrift:")
    insert(new, places("§3 §4"), ACT, lambda _: heading)
    assert targets(new) == found


def test_without_a_document_there_is_no_place_but_in_places() -> None:
    new = nodes("ledd:")
    insert(new, (), "", lambda _: "")
    assert (targets(new), new[0].role) == ("–", Role.INSERTED)
    insert(new, places("§3/ledd/1"), "", lambda _: "")
    assert targets(new) == "§3/ledd/1"
    new = nodes("§:7")
    insert(new, places("§5"), "", lambda _: "")
    assert targets(new) == "§7"


@pytest.mark.parametrize(
    ("drawn", "at", "found"),
    [
        ("ledd:", "§3/ledd/2", "§3/ledd/2"),
        ("ledd: ledd:", "§3/ledd/2", "§3/ledd/2 §3/ledd/3"),
        ("ledd: ledd: ledd:", "§3/ledd/2 §3/ledd/4", "§3/ledd/2 §3/ledd/4 §3/ledd/5"),
        ("ledd:7 ledd:", "§3/ledd/2", "§3/ledd/7 §3/ledd/3"),
        ("ledd: ledd:", "§3", "§3/ledd/1 §3/ledd/2"),
        ("ledd:4", "§3", "§3/ledd/4"),
        ("ledd:", "§3/ledd/2/setning/1", "§3/ledd/2/setning/1"),
        ("ledd:", "§3/ledd/2/setning/1 §3/ledd/2/setning/2", "§3/ledd/2"),
        ("ledd:", "§3/ledd/2/bokstav/a", "§3/ledd/2/bokstav/a"),
        ("ledd:(tekst:+punkt:b)", "§3/ledd/2/bokstav/a",
         "§3/ledd/2 §3/ledd/2 §3/ledd/2/bokstav/b"),
        ("punkt:b", "§3/ledd/2/bokstav/a §3/ledd/2/bokstav/b", "§3/ledd/2/bokstav/b"),
        ("punkt:c punkt:", "§3/ledd/2/bokstav/a §3/ledd/2/bokstav/b",
         "§3/ledd/2/bokstav/c §3/ledd/2/bokstav/b"),
        ("punkt: punkt:", "§3/ledd/2/bokstav/a §3/ledd/2/bokstav/b",
         "§3/ledd/2/bokstav/a §3/ledd/2/bokstav/b"),
        ("§:5(overskrift:+ledd:+ledd:)", "§4", "§5 §5/overskrift/1 §5/ledd/1 §5/ledd/2"),
        ("ledd:(tekst:+punkt:a+punkt:+punkt:)", "§5", "§5/ledd/1 §5/ledd/1"
         " §5/ledd/1/bokstav/a §5/ledd/1/strekpunkt/1 §5/ledd/1/strekpunkt/2"),
        ("kapittel:2(overskrift:+§:5(ledd:))", "kap2", "kap2 kap2/overskrift/1 §5 §5/ledd/1"),
        ("kapittel:", "kap2", "kap1"),
        ("tekst:", "§3", "§3"),
        ("tabell:", "§3 §4", "§3"),
        ("ledd:", "kap2", "kap2"),
    ],
)  # fmt: skip
def test_what_is_told_goes_to_the_places_named(drawn: str, at: str, found: str) -> None:
    new = nodes(drawn)
    give_targets(new, Instruction("replace", places(at)))
    assert targets(new) == found
    for node in (inner for one in new for inner in one.walk()):
        heading = node.kind is NodeKind.HEADING
        assert node.role is (Role.HEADING if heading else Role.INSERTED)


@pytest.mark.parametrize(
    ("operation", "kinds"),
    [
        ("heading", [NodeKind.HEADING, NodeKind.PARAGRAPH]),
        ("insert", [NodeKind.PARAGRAPH, NodeKind.PARAGRAPH]),
    ],
)
def test_a_new_heading_is_one_line(operation: Operation, kinds: list[NodeKind]) -> None:
    new = nodes("ledd: ledd:(tekst:)")
    give_targets(new, Instruction(operation, places("§3")))
    assert [node.kind for node in new] == kinds


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        ("«a»", "a"),
        ("«a».", "a"),
        ("«a».\n", "a"),
        ("«a", "a"),
        ("a»", "a"),
        ("a».", "a"),
        ("«a «b»", "a «b»"),
        ("«a b»» ", "«a b»"),
        ("«a» b».", "«a» b"),
        # What stands around single words stays.
        ("«a» b", "«a» b"),
        ("«a»b", "«a»b"),
        ("«a»,", "«a»,"),
        ("b «a»", "b «a»"),
        ("«a «b» c»", "«a «b» c»"),
        ("«a» og «b»", "«a» og «b»"),
        ("a» b", "a» b"),
        (" «a»", " «a»"),
        ("»", "»"),
        ("«»", "«»"),
    ],
)
def test_marks_that_only_set_new_wording_off_are_no_part_of_it(told: str, meant: str) -> None:
    block = Block(BlockKind.HEADING, told, 5, 2)
    block.note = True
    found = without_quotes(block)
    assert found.text == meant
    assert found.at == 5 + told.index(meant)
    assert (found.kind, found.level, found.note) == (BlockKind.HEADING, 2, True)
