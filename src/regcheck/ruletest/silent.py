"""Exceptions that never take effect: neither on examples nor on documents that are looked through.

Each exception of a rule is asked for on its own, wherever the rule would match if it had none.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from regcheck.document.model import Document
from regcheck.matching.engine import Engine
from regcheck.matching.model import Match
from regcheck.packs.library import terminals_of
from regcheck.packs.model import (
    Adjustment,
    Combination,
    Condition,
    Pattern,
    Rule,
    RuleSet,
    Terminal,
)
from regcheck.ruletest.specimens import alternatives
from regcheck.segments.view import Segments
from regcheck.text.span import Span

_AROUND: Final = 80
"""How far, in code points, exceptions are looked for around a match."""


@dataclass(frozen=True, slots=True)
class Exempting:
    """One exception of a rule: a phrase of `except`, or one condition or phrase under `unless`.

    `listed` is the phrase as it stands in the file, `text` the one of its alternatives that is
    meant where the phrase is nothing but alternatives; a fact has neither. `place` are the
    exceptions that the pattern has, for those of `except`.
    """

    rule: str
    condition: Condition
    listed: str = ""
    text: str = ""
    line: int = 0
    place: str = ""


class Silence:
    """Looks through documents, and then tells which exceptions took no effect in any."""

    def __init__(self, rule_set: RuleSet) -> None:
        self._exceptions = [list(_exceptions(rule)) for rule in rule_set.rules]
        bare = [
            _without_exceptions(rule, found)
            for rule, found in zip(rule_set.rules, self._exceptions, strict=True)
        ]
        self._engine = Engine(replace(rule_set, rules=tuple(bare)))
        self._left = [dict(enumerate(found)) for found in self._exceptions]

    def look_through(self, document: Document) -> None:
        """Note the exceptions that take effect in a document."""
        segments = Segments(document, "")
        for match in self._engine.match(segments).found:
            left = self._left[match.rule]
            for number in [n for n in left if self._holds(segments, match, n)]:
                del left[number]
        segments.forget()

    def left(self) -> list[Exempting]:
        """The exceptions that have taken no effect so far."""
        return [exception for left in self._left for exception in left.values()]

    def _holds(self, segments: Segments, match: Match, number: int) -> bool:
        exception = self._exceptions[match.rule][number]
        compiled = self._engine.compiled
        (plan,) = compiled.rules[match.rule].adjust[number]
        if not exception.place:
            return self._engine.judge(segments).holds(plan, match, "")
        trigger = compiled.triggers[match.trigger]
        if dict(trigger.options).get("but") != exception.place:
            return False
        finder, leaf = self._engine.finder(plan.words), segments.leaves[match.leaf].span
        near = Span(
            max(leaf.start, match.whole.start - _AROUND), min(leaf.end, match.whole.end + _AROUND)
        )
        kinds = self._engine.judge(segments).kinds
        return finder.overlaps(segments, kinds, near, match.whole)


def _exceptions(rule: Rule) -> Iterator[Exempting]:
    """The exceptions of a rule, those left out that rest on who decides."""
    for terminal in _distinct(terminals_of(rule.match)):
        place = terminal.option("except")
        for listed in json.loads(place or "[]"):
            for text in _each(listed):
                words = Condition(Terminal("phrase", terminal.language, (text,)))
                yield Exempting(rule.id, words, listed, text, terminal.line, place)
    for condition in rule.unless:
        if condition.pattern is not None:
            for listed, part in _parts(condition.pattern):
                text = part.values[0] if listed else ""
                yield Exempting(
                    rule.id, replace(condition, pattern=part), listed, text, part.line
                )
        elif condition.fact != "decider":
            for value in condition.values:
                yield Exempting(rule.id, replace(condition, values=(value,)), value, value)


def _distinct(terminals: Iterable[Terminal]) -> Iterator[Terminal]:
    """One of the terminals of each list of exceptions and language."""
    return iter({(t.option("except"), t.language): t for t in terminals}.values())


def _parts(pattern: Pattern) -> Iterator[tuple[str, Terminal]]:
    """The phrases of a condition, and what else it holds, each with how it is written."""
    for terminal in terminals_of(pattern):
        if terminal.kind != "phrase":
            yield "", terminal
            continue
        for listed in terminal.values:
            for text in _each(listed):
                yield listed, replace(terminal, values=(text,))


def _each(phrase: str) -> list[str]:
    """The alternatives of a phrase that is nothing else, or the phrase."""
    whole = [one for one in alternatives(phrase) if one.alone == f"[{one.text}]"]
    return [one.text.strip() for one in whole] or [phrase]


def _without_exceptions(rule: Rule, exceptions: Iterable[Exempting]) -> Rule:
    """The rule without exceptions, which stand in the place of its adjustments."""
    adjust = tuple(Adjustment((one.condition,)) for one in exceptions)
    return replace(rule, match=_bare(rule.match), unless=(), adjust=adjust)


def _bare(pattern: Pattern) -> Pattern:
    """A pattern whose exceptions are kept by another name, which nothing heeds."""
    if isinstance(pattern, Terminal):
        named = tuple(("but" if k == "except" else k, v) for k, v in pattern.options)
        return replace(pattern, options=named)
    return Combination(pattern.operator, tuple(map(_bare, pattern.parts)), pattern.options)
