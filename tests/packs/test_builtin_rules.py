from __future__ import annotations

import pytest

from regcheck.packs.cache_codec import decode_rule_set, encode_rule_set
from regcheck.packs.library import Library
from regcheck.packs.load import UNVERSIONED, builtin_folder, load_packs
from regcheck.packs.model import Status
from regcheck.packs.select import select_rules


@pytest.fixture(scope="module")
def library() -> Library:
    return load_packs([builtin_folder()])


def test_the_built_in_rules_load_without_a_problem(library: Library) -> None:
    assert library.rules
    assert "default" in library.collections


def test_every_category_has_a_manifest(library: Library) -> None:
    missing = [name for name, pack in library.packs.items() if pack.version == UNVERSIONED]
    assert missing == []


def test_default_runs_every_stable_rule(library: Library) -> None:
    stable = [rule.id for rule in library.rules.values() if rule.status is Status.STABLE]
    assert [rule.id for rule in select_rules(library).rules] == stable


def test_the_built_in_rules_survive_the_cache(library: Library) -> None:
    everything = select_rules(library, preview=True)
    assert decode_rule_set(encode_rule_set(everything)) == everything
