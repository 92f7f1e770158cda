"""Looking nodes up by address."""

from __future__ import annotations

import pytest

from documents import DocumentMaker, section
from regcheck.document.draft import DraftNode
from regcheck.document.lookup import NodeIndex, find_node
from regcheck.document.model import Document, NodeKind
from regcheck.law.address_path import parse_address

K = NodeKind


def draft() -> Document:
    build = DocumentMaker("lov/2020-01-01-1")
    for chapter in ("1", "2"):
        node = build.root.add(DraftNode(K.CHAPTER, chapter))
        section(build, node, "3")
        section(build, node, f"{chapter}-4a")
    article = build.root.add(DraftNode(K.ARTICLE, "9"))
    paragraph = article.add(DraftNode(K.PARAGRAPH))
    build.leaf(paragraph, K.TEXT, "Søkeren skal legge ved")
    build.leaf(paragraph, K.ITEM, "et kart", "a")
    return build.done()


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("kapittel 2 § 3", "kap2/§3"),
        ("§ 3", "kap1/§3"),
        ("§ 2-4 A første ledd", "§2-4a/ledd/1"),
        ("kapittel 2 § 2-4a", "§2-4a"),
        ("§ 9 bokstav a", "§9/ledd/1/bokstav/a"),
        ("§ 9 første ledd annet punktum", "§9/ledd/1"),
        ("kapittel 2", "kap2"),
    ],
)
def test_what_goes_without_saying_may_be_left_out(written: str, path: str) -> None:
    node = find_node(draft(), parse_address(written))
    assert node is not None
    assert node.address.path == f"lov/2020-01-01-1/{path}"


@pytest.mark.parametrize("written", ["§ 8", "§ 9 annet ledd", "§ 9 bokstav b", "kapittel 3"])
def test_what_is_not_there_is_not_found(written: str) -> None:
    assert find_node(draft(), parse_address(written)) is None


def test_an_address_in_another_act_is_not_here() -> None:
    index = NodeIndex(draft())
    assert index.find(parse_address("lov/2020-01-01-1 § 9")) is not None
    assert index.find(parse_address("lov/2020-01-01-2 § 9")) is None
