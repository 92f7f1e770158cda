"""What a compiled rule set consists of: plain data, which can be kept and loaded again without
parsing phrases or opening the dictionaries.
"""

from __future__ import annotations

from typing import TypeAlias

from regcheck.base.values import Record, Value, member
from regcheck.matching.literal import Literal
from regcheck.matching.prefilter import Groups
from regcheck.packs.model import Within

LOWERED, ANY_CASE, CASED = "lowered", "any-case", "cased"
"""What an expression is run on: lower-case text, or the text itself, with or without regard to
case."""
PlannedExpression: TypeAlias = tuple[str, str, tuple[str, ...], tuple[str, ...]]
"""The pattern of an expression, what it is run on, its anchors and its hints (`WordPlan`)."""


class WordPlan(Value, frozen=True):
    """What a `Finder` is made from: see `matching.words.Finder`. `hints`: words, some of them open,
    one of which is there wherever a phrase is found; none when that is not known. Each expression
    has its own."""

    exact: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    phrases: tuple[Literal, ...] = ()
    expressions: tuple[PlannedExpression, ...] = ()
    hints: tuple[str, ...] = ()
    excepted: tuple[tuple[int, int], ...] = ()


class ConditionPlan(Value, frozen=True):
    """A condition of a rule: words (an index into the plans) or a fact."""

    words: int = -1
    within: str = Within.NORM.value
    position: str = ""
    distance: int = 0
    fact: str = ""
    values: tuple[str, ...] = ()


class TriggerPlan(Value, frozen=True):
    """One pattern of one rule that starts a match.

    `kind` is `literal`, `regex`, `dependency`, `metric` or `structure`. `pattern` holds the
    expression, the JSON of a dependency pattern, or the name of a check or term sheet.
    `crosses`: may run from a lead-in into an item. `excepts` is an index into the word plans or -1.
    `needs` are bits of sets of words of each of which a match holds one.
    """

    rule: int
    kind: str
    language: str = ""
    pattern: str = ""
    on_lowered: bool = False
    cased: bool = False
    crosses: bool = False
    excepts: int = -1
    requires: tuple[ConditionPlan, ...] = ()
    unless: tuple[ConditionPlan, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    needs: tuple[int, ...] = ()


class RulePlan(Value, frozen=True):
    """The conditions of a rule, compiled, in the rule set's order."""

    requires: tuple[ConditionPlan, ...] = ()
    unless: tuple[ConditionPlan, ...] = ()
    when: tuple[ConditionPlan, ...] = ()
    adjust: tuple[tuple[ConditionPlan, ...], ...] = ()


class CompiledRules(Record):
    """All plans of a rule set. `literals` are those of the prefilter (`matching.prefilter`);
    `unanchored` triggers are tried on every leaf; `words` are plans as MessagePack, unpacked when
    a condition first asks for them, since a document meets few of them.

    `vocabulary` gives, for each word that a trigger needs or a plan looks for, the bits of the sets
    it belongs to (`matching.vocabulary`); `word_bits` are those of the sets of each plan, 0
    for an empty one. `phrases` are the anchors of `decisions.spots`.
    """

    rules: list[RulePlan] = member(default_factory=list)
    triggers: list[TriggerPlan] = member(default_factory=list)
    words: list[bytes] = member(default_factory=list)
    literals: Groups = member(default_factory=dict)
    unanchored: list[int] = member(default_factory=list)
    word_bits: list[list[int]] = member(default_factory=list)
    vocabulary: dict[str, list[int]] = member(default_factory=dict)
    phrases: dict[str, list[str]] = member(default_factory=dict)
