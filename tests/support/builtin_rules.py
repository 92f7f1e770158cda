"""The built-in rules, read once in a process; compiled they are the fixture `every_rule`."""

from __future__ import annotations

from functools import cache

from regcheck.matching.checks.known import known_checks
from regcheck.packs.library import Library
from regcheck.packs.load import load_packs
from regcheck.packs.model import RuleSet
from regcheck.packs.select import select_rules
from regcheck.packs.source_files import builtin_folder


@cache
def library() -> Library:
    """All that lies under `rules/`."""
    return load_packs([builtin_folder()], frozenset(known_checks()))


@cache
def rule_set() -> RuleSet:
    """Every rule, those on trial too, with their examples."""
    return select_rules(library(), preview=True)
