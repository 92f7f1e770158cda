"""Selectors: a rule id, a category, or a glob over ids."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable


def ids_matching(selector: str, ids: Iterable[str]) -> list[str]:
    """The ids a selector means, sorted. A selector without a slash and without `*`, `?` or `[` is
    a category; in a glob `*` stands for slashes too."""
    if any(char in selector for char in "*?["):
        return sorted(rule_id for rule_id in ids if fnmatch.fnmatchcase(rule_id, selector))
    if "/" in selector:
        return [selector] if selector in set(ids) else []
    return sorted(rule_id for rule_id in ids if rule_id.startswith(f"{selector}/"))
