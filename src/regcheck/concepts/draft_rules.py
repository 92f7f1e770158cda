"""The rules about concepts in a run: what they compare a draft with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from regcheck.concepts.concept_rules import NEED_INDEX, TWO_TERMS
from regcheck.packs.model import RuleSet
from regcheck.results.result import Settings

if TYPE_CHECKING:
    from regcheck.concepts.draft import DraftConcepts


def concepts_of(rule_set: RuleSet, settings: Settings) -> DraftConcepts | None:
    """What finds the concepts of a draft; None when no rule asks for it. Raises UsageError for an
    index that cannot be used."""
    if not any(rule.id in (*NEED_INDEX, TWO_TERMS) for rule in rule_set.rules):
        return None
    from regcheck.concepts.draft import DraftConcepts

    if not settings.concepts:
        return DraftConcepts(rule_set)
    from regcheck.concepts.index import keep_open

    return DraftConcepts(rule_set, keep_open(settings.concepts))


def example_concepts(rule_set: RuleSet) -> DraftConcepts:
    """The same for examples of rules, which are seen against law made up for them."""
    from regcheck.concepts.draft import DraftConcepts
    from regcheck.concepts.example_law import ExampleLaw

    return DraftConcepts(rule_set, ExampleLaw())
