"""The records of marked samples under `corpora/precision`; what rules may claim from them is one of
the demands that `regcheck test` makes."""

from __future__ import annotations

import json
from pathlib import Path

import yaml

from regcheck.quality.evaluation.sample import Mark, precision_record
from regcheck.quality.ruletest.demands import MANY

RULES = Path(__file__).parents[2] / "rules"
STORE = Path(__file__).parents[2] / "corpora" / "precision"


def test_a_record_is_as_the_command_writes_it() -> None:
    records = sorted(STORE.glob("*/*.json"))
    assert records
    for file in records:
        text = file.read_text(encoding="utf-8")
        record = json.loads(text)
        assert record["rule"] == f"{file.parent.name}/{file.stem}"
        marks = [Mark(m["refid"], m["address_path"], m["right"]) for m in record["marks"]]
        again = precision_record(record["rule"], record["corpus"], record["date"], marks)
        assert text == again, file


def test_a_gate_holds_the_errors_that_are_right_nine_times_in_ten() -> None:
    gate = yaml.safe_load((RULES / "collections" / "gate.yaml").read_text("utf-8"))["include"]
    sure = {
        record["rule"]
        for record in map(json.loads, (path.read_bytes() for path in STORE.glob("*/*.json")))
        if record["n"] >= MANY and record["interval"][0] >= 0.9
    }
    severities = {
        rule: yaml.safe_load((RULES / f"{rule}.yaml").read_text("utf-8"))["severity"]
        for rule in sure
    }
    assert sorted(gate) == sorted(rule for rule in sure if severities[rule] == "error")
