"""What is packed comes out equal."""

from __future__ import annotations

import pytest

from fake_checks import FULL, OTHER, RULES, make_finding
from regcheck.base.texts.message import message
from regcheck.document.model import Unreadable
from regcheck.law.metadata import DocumentMeta
from regcheck.packs.model import RuleSet
from regcheck.readers.remarks import NOTE_EMPTY
from regcheck.results.result import DocumentResult, SkippedRule
from regcheck.results.wire import pack, rule_index, unpack
from regcheck.run.guard import unread

INDEX = rule_index(RULES.rule_set)


def sent(result: DocumentResult) -> DocumentResult:
    return unpack(pack(result, INDEX), RULES.rule_set)


def test_a_result_survives_the_way_between_processes() -> None:
    result = DocumentResult(
        "a.md",
        "markdown",
        "00",
        DocumentMeta(title="Om bord", ministries=("X", "Y")),
        findings=(FULL, make_finding(at=3, rule=OTHER)),
        measures={"words": 3, "lix": 41.5},
        skipped=(SkippedRule("*", "time", "a.md"),),
        notes=("empty",),
        provisions=4,
    )
    again = sent(result)
    assert again == result
    assert repr(dict(again.measures)) == "{'words': 3, 'lix': 41.5}"


def test_rules_are_not_sent() -> None:
    result = DocumentResult("a", "txt", "", DocumentMeta(), findings=(FULL,))
    assert b"house/table" not in pack(result, INDEX)
    assert sent(result).findings[0].rule is RULES.rules[INDEX["house/table"]]


def test_unreadable_ones_survive_too() -> None:
    result = unread(Unreadable("a", "size", "too large", "split it"))
    assert sent(result) == result


def test_messages_survive_with_their_values() -> None:
    inner = message("readers.bomb", size=3, out=9, ratio=2.5)
    detail = message("readers.part", part="a.xml", detail=inner)
    result = unread(Unreadable("a", "bomb", detail, message("readers.do_not_open")))
    assert sent(result) == result
    assert sent(result).unreadable.detail.said("nb").startswith("delen a.xml: 3 byte blir")  # type: ignore[union-attr]
    noted = DocumentResult("a", "text", "", DocumentMeta(), notes=(NOTE_EMPTY, "as it is"))
    assert sent(noted) == noted


@pytest.mark.parametrize("damage", [b"", b"x", b"\x90", b"\xc1" * 9])
def test_damaged_bytes_are_refused(damage: bytes) -> None:
    with pytest.raises(ValueError, match="damaged"):
        unpack(damage, RULES.rule_set)


def test_another_rule_set_is_refused() -> None:
    packed = pack(DocumentResult("a", "txt", "", DocumentMeta(), findings=(FULL,)), INDEX)
    with pytest.raises(ValueError, match="damaged"):
        unpack(packed, RuleSet(()))
