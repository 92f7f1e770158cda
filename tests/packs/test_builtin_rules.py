from __future__ import annotations

from builtin_rules import library, rule_set
from regcheck.base.values import decoded, encoded
from regcheck.packs.load import UNVERSIONED
from regcheck.packs.model import RuleSet, Status
from regcheck.packs.select import select_rules


def test_the_built_in_rules_load_without_a_problem() -> None:
    assert library().rules
    assert "default" in library().collections


def test_every_category_has_a_manifest() -> None:
    missing = [name for name, pack in library().packs.items() if pack.version == UNVERSIONED]
    assert missing == []


def test_default_runs_every_stable_rule() -> None:
    stable = [rule.id for rule in library().rules.values() if rule.status is Status.STABLE]
    assert [rule.id for rule in select_rules(library()).rules] == stable


def test_the_built_in_rules_survive_the_cache() -> None:
    assert decoded(encoded(rule_set()), RuleSet) == rule_set()
