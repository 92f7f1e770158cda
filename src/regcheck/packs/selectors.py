"""Selectors – a rule id, a category, or a glob over ids – and severities given by them."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable, Mapping
from typing import Final

OFF: Final = "off"
Levels = Iterable[tuple[str, str]]
"""Selectors with `error`, `warning`, `info` or `off`, in the order of application."""


def ids_matching(selector: str, ids: Iterable[str]) -> list[str]:
    """The ids a selector means, sorted. A selector without a slash and without `*`, `?` or `[` is
    a category; in a glob `*` stands for slashes too."""
    if any(char in selector for char in "*?["):
        return sorted(rule_id for rule_id in ids if fnmatch.fnmatchcase(rule_id, selector))
    if "/" in selector:
        return [selector] if selector in set(ids) else []
    return sorted(rule_id for rule_id in ids if rule_id.startswith(f"{selector}/"))


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
