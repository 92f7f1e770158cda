"""What the marked samples under `corpora/precision` say, and what the rules claim from them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builtin_rules import library
from regcheck.evaluation.sample import Mark, precision_record
from regcheck.packs.model import Confidence, Severity

STORE = Path(__file__).parents[2] / "corpora" / "precision"
RECORDS = sorted(STORE.glob("*/*.json"))
LEAST = 2 / 3
FEW = 8
"""With fewer marks than this no rule is sure."""


def highest(precision: float, n: int) -> Confidence:
    if precision >= 0.9 and n >= FEW:
        return Confidence.HIGH
    return Confidence.MEDIUM if precision >= 0.75 else Confidence.LOW


@pytest.mark.parametrize("file", RECORDS, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_a_rule_claims_no_more_than_its_marks_bear_out(file: Path) -> None:
    record = json.loads(file.read_text(encoding="utf-8"))
    rule = library().rules[f"{file.parent.name}/{file.stem}"]
    assert record["rule"] == rule.id
    order = [Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH]
    best = highest(record["precision"], record["n"])
    assert order.index(rule.confidence) <= order.index(best)
    if rule.severity > Severity.INFO:
        assert record["precision"] >= LEAST, "narrow it, make it info or drop it"


@pytest.mark.parametrize("file", RECORDS, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_a_record_is_as_the_command_writes_it(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    record = json.loads(text)
    marks = [Mark(m["refid"], m["address_path"], m["right"]) for m in record["marks"]]
    again = precision_record(record["rule"], record["corpus"], record["date"], marks)
    assert text == again
