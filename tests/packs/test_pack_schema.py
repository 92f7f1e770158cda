from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pack_maker import FILES, RULE, small_rule

from regcheck.base.datafiles.yaml_nodes import parse_yaml, to_plain
from regcheck.packs.schema import rule_schema, rule_schema_text
from regcheck.packs.source_files import builtin_folder, source_files

PUBLISHED = Path(__file__).resolve().parents[2] / "docs" / "rule-schema.json"


def faults(text: bytes | str) -> list[str]:
    data = text if isinstance(text, bytes) else text.encode()
    validator = jsonschema.Draft202012Validator(rule_schema())
    value: Any = to_plain(parse_yaml(data, "x.yaml").root)
    return [error.message for error in validator.iter_errors(value)]


def test_the_published_schema_is_the_present_one() -> None:
    assert PUBLISHED.read_text(encoding="utf-8") == rule_schema_text(), (
        "write docs/rule-schema.json anew from rule_schema_text()"
    )


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(rule_schema())


def test_every_built_in_rule_fits_the_schema() -> None:
    checked = 0
    for file in source_files(builtin_folder()):
        data = file.path.read_bytes()
        if not file.kind and b"\nsheet:" not in b"\n" + data:
            checked += 1
            assert not faults(data), file.name
    if not checked:
        pytest.skip("there are no built-in rules yet")


def test_a_good_rule_fits() -> None:
    assert faults(RULE) == []
    assert faults(FILES["groups/digital-way.yaml"])


@pytest.mark.parametrize(
    "more",
    [
        {"severity": "eror"},
        {"scope": "[operativ]"},
        {"match": "{}"},
        {"match": "{phrases: [a]}"},
        {"match": "{metric: {name: x}}"},
        {"match": "{dependency: [{RIGHT_ID: a, RIGHT_ATTRS: {LOWR: b}}]}"},
        {"when": "[{phrase: [a]}]"},
        {"when": "[{kind: [act], role: [quoted]}]"},
        {"requires": "[{kind: [act]}]"},
        {"adjust": "[{if: [{kind: [act]}]}]"},
        {"examples": "{bad: [{why: x}]}"},
        {"fix": "{replace: {a: b}}"},
        {"aliases": "[Old]"},
        {"strange": "1"},
    ],
)
def test_what_the_validator_refuses_by_its_tables_the_schema_refuses(more: dict[str, str]) -> None:
    assert faults(small_rule("paper/a", **more))
