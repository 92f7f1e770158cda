"""Which rules a choice of packs leads to."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from builtin_rules import library
from regcheck.packs.source_files import builtin_folder
from regcheck.run.rules import RuleChoice, pack_places, rules_of_packs


@pytest.mark.parametrize("part", [".", "paper", "paper/by-post.yaml"])
@pytest.mark.parametrize("absolute", [True, False])
def test_built_in_rules_can_be_named_by_where_they_lie(part: str, *, absolute: bool) -> None:
    named = builtin_folder() / part
    given = str(named) if absolute else os.path.relpath(named)
    choice = RuleChoice(packs=(given,))
    assert pack_places(choice) == [builtin_folder()]  # so that the library is the built-in one
    found = rules_of_packs(library(), [given])
    assert "paper/by-post" in found
    assert (part == ".") == (len(found) > 100)


def test_a_pack_elsewhere_is_loaded_beside_the_built_in_ones(tmp_path: Path) -> None:
    assert pack_places(RuleChoice(packs=(str(tmp_path),))) == [builtin_folder(), tmp_path]
