"""The rules about a draft's concepts, and what they give."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from regcheck.base.text.span import Span
from regcheck.base.texts.localised import Localised
from regcheck.matching.model import Match
from regcheck.packs.model import RuleSet, Severity

if TYPE_CHECKING:
    from regcheck.findings.judge import Judged

ENABLING = "concepts/differs-from-enabling-act"
OTHER_LAW = "concepts/differs-from-other-law"
CATALOGUE = "concepts/differs-from-catalogue"
TWO_TERMS = "concepts/two-terms"
UNDEFINED = "concepts/undefined-key-term"
DISCOURAGED = "concepts/discouraged-term"
CIRCULAR = "concepts/circular-definition"
OUTSIDE = "concepts/used-outside-scope"
NEED_INDEX = (ENABLING, OTHER_LAW, CATALOGUE, UNDEFINED, DISCOURAGED)
"""The rules that find something only with an index."""


class ConceptRules:
    """Those of these rules that a rule set has; false when it has none."""

    def __init__(self, rule_set: RuleSet) -> None:
        self._rules = {
            rule.id: (number, rule)
            for number, rule in enumerate(rule_set.rules)
            if rule.id in (*NEED_INDEX, TWO_TERMS, CIRCULAR, OUTSIDE)
        }

    def __bool__(self) -> bool:
        return bool(self._rules)

    def __contains__(self, rule_id: str) -> bool:
        return rule_id in self._rules

    def judged(
        self,
        rule_id: str,
        place: tuple[int, Span],
        note: Localised,
        *,
        proposal: Localised | None = None,
        severity: Severity | None = None,
        others: tuple[Span, ...] = (),
    ) -> Iterator[Judged]:
        """The rule's match at a leaf and span, when the rule is in the set."""
        from regcheck.findings.judge import Judged

        if rule_id in self._rules:
            (number, rule), (leaf, span) = self._rules[rule_id], place
            match = Match(number, leaf, span, span, others=others)
            severity, proposal = severity or rule.severity, proposal or Localised()
            yield Judged(rule, match, severity, rule.confidence, note=note, proposal=proposal)
