"""Sorting the words of a condition by how they are looked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from regcheck.matching.literal import OPEN, Literal
from regcheck.matching.needs import Need, telling_words
from regcheck.matching.plans import PlannedExpression, WordPlan


def word_plan(literals: set[Literal], expressions: list[PlannedExpression]) -> WordPlan:
    """The plan of a finder, from the literals and the expressions that it looks for."""
    lowered = {
        Literal(x.text.lower(), x.open_left, x.open_right, (0, len(x.text))) for x in literals
    }
    single = {x for x in lowered if x.text.isalnum()}
    exact = {x for x in single if not x.open_left and not x.open_right}
    prefixes = {x for x in single if x.open_right and not x.open_left}
    suffixes = {x for x in single if x.open_left and not x.open_right}
    phrases = lowered - exact - prefixes - suffixes
    hints = [_telling(phrase) for phrase in phrases]
    return WordPlan(
        exact=tuple(sorted(x.text for x in exact)),
        prefixes=tuple(sorted(x.text for x in prefixes)),
        suffixes=tuple(sorted(x.text for x in suffixes)),
        phrases=tuple(sorted(phrases, key=lambda x: (x.text, x.open_left, x.open_right))),
        expressions=tuple(expressions),
        hints=tuple(sorted(frozenset().union(*hints))) if all(hints) else (),
    )


def word_sets(plan: WordPlan) -> Iterator[Iterable[str]]:
    """The sets of a vocabulary that a finder asks for: its single words, the hints of its phrases
    and those of each expression."""
    prefixes = (prefix + OPEN for prefix in plan.prefixes)
    suffixes = (OPEN + suffix for suffix in plan.suffixes)
    yield (*plan.exact, *prefixes, *suffixes)
    yield plan.hints
    for _, _, _, hints in plan.expressions:
        yield hints


def _telling(phrase: Literal) -> Need:
    left, right = OPEN * phrase.open_left, OPEN * phrase.open_right
    return telling_words((f"{left}{phrase.text}{right}",))
