"""What is packed comes out equal."""

from __future__ import annotations

import pytest

from fake_checks import FULL, OTHER, RULES, make_finding
from regcheck.document.model import Unreadable
from regcheck.law.metadata import DocumentMeta
from regcheck.packs.model import RuleSet
from regcheck.results.result import DocumentResult, SkippedRule
from regcheck.results.wire import pack, rule_index, unpack
from regcheck.run.pipeline import unread

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


@pytest.mark.parametrize("damage", [b"", b"x", b"\x90", b"\xc1" * 9])
def test_damaged_bytes_are_refused(damage: bytes) -> None:
    with pytest.raises(ValueError, match="damaged"):
        unpack(damage, RULES.rule_set)


def test_another_rule_set_is_refused() -> None:
    packed = pack(DocumentResult("a", "txt", "", DocumentMeta(), findings=(FULL,)), INDEX)
    with pytest.raises(ValueError, match="damaged"):
        unpack(packed, RuleSet(()))
