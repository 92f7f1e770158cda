"""What holds for each document of a run, by the path it has."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import compress

from regcheck.base.files.globs import glob_list
from regcheck.findings.policy import NO_POLICY, PathOverride, Policy
from regcheck.packs.model import RuleSet, Severity
from regcheck.packs.selectors import OFF, ids_matching, levels_of_rules
from regcheck.results.result import Settings


class PathMatcher:
    """Whether a path, relative to the start folder or absolute, is meant by globs as in a
    `.gitignore`, which are relative to the folder `base`."""

    def __init__(self, globs: Sequence[str], base: str = ".") -> None:
        self._base = base
        self._globs = glob_list(globs)

    def __call__(self, path: str) -> bool:
        """Whether a glob means the path; outside the folder of the globs, none does."""
        try:
            inside = os.path.relpath(path, self._base)
        except ValueError:
            return False
        inside = inside.replace(os.sep, "/")
        return not inside.startswith("../") and self._globs.verdict(inside) is True


class Policies:
    """The policy of each document, by what settings and the collection of the run lay down."""

    def __init__(self, settings: Settings, rule_set: RuleSet) -> None:
        rules = rule_set.rules
        changes = (change for pack in rule_set.packs for change in pack.overrides.items())
        graded = ((name, said["severity"]) for name, said in changes if "severity" in said)
        self._severity = (*graded, *settings.severity)
        self._overrides = [(PathMatcher(o.paths, o.base), o) for o in settings.overrides]
        self._aliases = {alias: rule.id for rule in rules for alias in rule.aliases}
        self._ids = frozenset(rule.id for rule in rules)
        self._known: dict[tuple[bool, ...], Policy] = {}

    def of(self, path: str) -> Policy:
        """The policy for the document at a path."""
        if not self._overrides and not self._severity:
            return NO_POLICY
        meant = tuple(matches(path) for matches, _ in self._overrides)
        if meant not in self._known:
            self._known[meant] = self._policy([o for _, o in compress(self._overrides, meant)])
        return self._known[meant]

    def _policy(self, overrides: Sequence[PathOverride]) -> Policy:
        levels = list(self._severity)
        off: set[str] = set()
        for override in overrides:
            levels += override.severity
            if override.select:
                off |= self._ids - self._named(override.select)
            off |= self._named(override.ignore)
        words = levels_of_rules(levels, self._ids, self._aliases)
        off |= {rule for rule, word in words.items() if word == OFF}
        severities = {r: Severity[word.upper()] for r, word in words.items() if word != OFF}
        return Policy(frozenset(off), severities)

    def _named(self, selectors: Sequence[str]) -> set[str]:
        given = (self._aliases.get(selector, selector) for selector in selectors)
        return {rule_id for one in given for rule_id in ids_matching(one, self._ids)}
