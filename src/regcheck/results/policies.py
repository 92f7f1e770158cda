"""What holds for each document of a run, by the path it has."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from regcheck.base.files.globs import glob_list
from regcheck.findings.policy import NO_POLICY, PathOverride, Policy
from regcheck.packs.model import Rule, Severity
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


@dataclass
class Policies:
    """The policy of each document; `rules` are those of the run."""

    settings: Settings
    rules: Sequence[Rule]
    _known: dict[tuple[bool, ...], Policy] = field(default_factory=dict)

    def of(self, path: str) -> Policy:
        """The policy for the document at a path."""
        if not self.settings.overrides and not self.settings.severity:
            return NO_POLICY
        meant = tuple(matches(path) for matches in self._matchers)
        if meant not in self._known:
            chosen = zip(self.settings.overrides, meant, strict=True)
            self._known[meant] = self._policy([o for o, wanted in chosen if wanted])
        return self._known[meant]

    @cached_property
    def _matchers(self) -> list[PathMatcher]:
        return [PathMatcher(o.paths, o.base) for o in self.settings.overrides]

    @cached_property
    def _aliases(self) -> Mapping[str, str]:
        return {alias: rule.id for rule in self.rules for alias in rule.aliases}

    def _policy(self, overrides: Sequence[PathOverride]) -> Policy:
        levels = list(self.settings.severity)
        off: set[str] = set()
        for override in overrides:
            levels += override.severity
            if override.select:
                off |= self._ids.difference(self._named(override.select))
            off |= self._named(override.ignore)
        words = levels_of_rules(levels, self._ids, self._aliases)
        off |= {rule for rule, word in words.items() if word == OFF}
        severities = {r: Severity[word.upper()] for r, word in words.items() if word != OFF}
        return Policy(frozenset(off), severities)

    @cached_property
    def _ids(self) -> frozenset[str]:
        return frozenset(rule.id for rule in self.rules)

    def _named(self, selectors: Sequence[str]) -> set[str]:
        return {
            rule_id
            for selector in selectors
            for rule_id in ids_matching(self._aliases.get(selector, selector), self._ids)
        }
