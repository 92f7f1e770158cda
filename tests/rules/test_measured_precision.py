"""The records of marked samples under `corpora/precision`; what rules may claim from them is one of
the demands that `regcheck test` makes."""

from __future__ import annotations

import json
from pathlib import Path

from regcheck.quality.evaluation.sample import Mark, precision_record

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
