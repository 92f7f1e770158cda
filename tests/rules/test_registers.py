"""What rules say of public registers: of none but those that the table describes."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from builtin_rules import rule_set
from regcheck.packs.source_files import builtin_folder

_NAMED = re.compile(
    r"\b(?:[A-ZÆØÅ][a-zæøå]+-?(?:registeret|registrene|registera|portalen)"
    r"|Registeret for [a-zæøå]+ støtte|Nasjonal [a-zæøå]+database"
    r"|a-ordning(?:en|a)|matrikkelen|grunnbok(?:en|a))\b"
)
_FIELDS = {"names", "keeper", "of", "holds", "lacks", "since", "source"}


@pytest.fixture(scope="module")
def registers() -> list[dict[str, Any]]:
    loaded = yaml.safe_load((builtin_folder() / "registers.yaml").read_text("utf-8"))
    registers: list[dict[str, Any]] = loaded["registers"]
    return registers


def test_every_register_tells_who_keeps_it_and_what_it_holds(
    registers: list[dict[str, Any]],
) -> None:
    for register in registers:
        assert register.keys() <= _FIELDS
        assert register.keys() >= {"names", "keeper", "holds", "source"}


def test_every_register_that_a_rule_names_is_in_the_table(
    registers: list[dict[str, Any]],
) -> None:
    known = {name for register in registers for name in register["names"]}
    named = set()
    for rule in rule_set().rules:
        said = (rule.message, rule.advice, rule.rationale, *(a.note for a in rule.adjust))
        for text in said:
            named |= set(_NAMED.findall(f"{text.nb} {text.nn}"))
    assert {"Folkeregisteret", "Aa-registeret", "Nasjonal vitnemålsdatabase"} <= named
    assert named <= known
