"""What a user has laid down for documents: rules that are off, and severities."""

from __future__ import annotations

from collections.abc import Mapping

from regcheck.base.values import Value, member
from regcheck.packs.model import Severity


class PathOverride(Value, frozen=True):
    """What holds for the documents that `paths`, globs relative to the folder `base`, mean.

    `select` narrows the rules of the run, `ignore` takes some away, `severity` sets the severity
    of rules (`error`, `warning`, `info`) or turns them `off`, as (selector, word) in the order of
    application.
    """

    paths: tuple[str, ...]
    base: str = "."
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, str], ...] = ()


class Policy(Value, frozen=True):
    """Rules that are off for a document, and the severities that rules have there, by id."""

    off: frozenset[str] = frozenset()
    severities: Mapping[str, Severity] = member(default_factory=dict)

    def severity(self, rule: str, own: Severity, adjusted: Severity | None) -> Severity:
        """The severity of a finding. `own` is the rule's, `adjusted` what the context makes of it:
        where the user has set one, that holds unless the context makes less of the finding."""
        adjusted = adjusted or own
        wanted = self.severities.get(rule, adjusted)
        return wanted if adjusted >= own else min(wanted, adjusted)


NO_POLICY = Policy()
