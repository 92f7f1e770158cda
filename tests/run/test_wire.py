"""What is packed comes out equal."""

from __future__ import annotations

import pickle

from fake_checks import FULL, OTHER, RULES, make_finding

from regcheck.document.model import Unreadable
from regcheck.law.metadata import DocumentMeta
from regcheck.run.document import unread
from regcheck.run.result import DocumentResult, SkippedRule
from regcheck.run.wire import pack, unpack

INDEX = {rule.id: index for index, rule in enumerate(RULES.rules)}


def sent(result: DocumentResult) -> DocumentResult:
    return unpack(pickle.loads(pickle.dumps(pack(result, INDEX))), RULES.rule_set)  # noqa: S301


def test_a_result_survives_the_way_between_processes() -> None:
    result = DocumentResult(
        "a.md",
        "markdown",
        "00",
        DocumentMeta(title="Om bord", ministries=("X", "Y")),
        findings=(FULL, make_finding(at=3, rule=OTHER)),
        measures={"words": 3},
        skipped=(SkippedRule("*", "time", "a.md"),),
        notes=("empty",),
        provisions=4,
    )
    assert sent(result) == result


def test_rules_are_not_sent() -> None:
    result = DocumentResult("a", "txt", "", DocumentMeta(), findings=(FULL,))
    assert b"house/table" not in pickle.dumps(pack(result, INDEX))
    assert sent(result).findings[0].rule is RULES.rules[INDEX["house/table"]]


def test_unreadable_ones_survive_too() -> None:
    result = unread(Unreadable("a", "size", "too large", "split it"))
    assert sent(result) == result
