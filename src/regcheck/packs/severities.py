"""Severities that a user gives rules: by id, category or glob, later ones winning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from regcheck.packs.selectors import ids_matching

OFF: Final = "off"
Levels = Iterable[tuple[str, str]]
"""Selectors with `error`, `warning`, `info` or `off`, in the order of application."""


def levels_of_rules(
    levels: Levels, ids: Iterable[str], aliases: Mapping[str, str]
) -> dict[str, str]:
    """The word that each id gets, of those that get any; `aliases` are former ids."""
    known = list(ids)
    found: dict[str, str] = {}
    for selector, word in levels:
        for rule_id in ids_matching(aliases.get(selector, selector), known):
            found[rule_id] = word
    return found
