"""Exceptions that take no effect on examples or documents, each looked for on its own wherever
the rule would match without any."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from msgspec import structs

from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.document.model import Document
from regcheck.document.segments.view import Segments
from regcheck.matching.document_matcher import find_matches
from regcheck.matching.engine import Engine
from regcheck.matching.facts.known import facts_of
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

_CHOICE: Final = pattern(r"\[([^][()]+)\]")
_AROUND: Final = 80
"""How far, in code points, exceptions are looked for around a match."""


@dataclass(frozen=True, slots=True)
class Exemption:
    """One phrase of `except`, or one phrase, group or fact under `unless`; it takes effect when
    `condition` holds. `entry` numbers its list, which begins at `line` of the file; `text` is the
    alternative meant, `beside` the exceptions a pattern must have for it to count."""

    rule: str
    entry: int
    condition: Condition
    text: str
    line: int = 0
    beside: str = ""


class ExemptionWatch:
    """Looks through documents, and then tells which exemptions took no effect."""

    def __init__(self, rule_set: RuleSet) -> None:
        self._exemptions = [list(_exemptions(rule)) for rule in rule_set.rules]
        self._engine = Engine(
            replace(rule_set, rules=tuple(map(_unrestricted, rule_set.rules, self._exemptions)))
        )
        self._left = [set(range(len(found))) for found in self._exemptions]

    def look_through(self, document: Document) -> None:
        """Note the exemptions that take effect in a document."""
        segments = Segments(document, "")
        facts = facts_of(segments)
        for match in find_matches(self._engine, segments).found:
            alone = self._engine.rules[match.rule].except_places
            if facts.any_hold(alone, match):
                continue
            left = self._left[match.rule]
            left -= {number for number in left if self._takes_effect(segments, match, number)}
        segments.forget()

    def without_effect(self) -> list[Exemption]:
        """The exemptions that have taken no effect."""
        return [
            found[number]
            for found, left in zip(self._exemptions, self._left, strict=True)
            for number in sorted(left)
        ]

    def _takes_effect(self, segments: Segments, match: Match, number: int) -> bool:
        exemption = self._exemptions[match.rule][number]
        compiled, judge = self._engine.compiled, self._engine.judge(segments)
        (plan,) = compiled.rules[match.rule].adjust[number]
        if not exemption.beside:
            return judge.holds(plan, match, "")
        trigger = compiled.triggers[match.trigger]
        if dict(trigger.options).get(_KEPT) != exemption.beside:
            return False
        leaf, whole = segments.leaves[match.leaf].span, match.whole
        around = Span(max(leaf.start, whole.start - _AROUND), min(leaf.end, whole.end + _AROUND))
        mask = judge.kinds.of_leaf(match.leaf)
        return self._engine.finder(plan.words).overlaps(segments, mask, around, whole)


def entries_without_effect(rules: Iterable[Rule], left: Iterable[Exemption]) -> list[Exemption]:
    """The first exemption of each entry none of which took effect."""
    silent: dict[tuple[str, int], list[Exemption]] = {}
    for one in left:
        silent.setdefault((one.rule, one.entry), []).append(one)
    sizes = Counter((one.rule, one.entry) for rule in rules for one in _exemptions(rule))
    return [found[0] for key, found in silent.items() if len(found) == sizes[key]]


def _exemptions(rule: Rule) -> Iterator[Exemption]:
    """The exemptions of a rule, those left out that rest on who decides."""
    lists = {(t.option("except"), t.language): t for t in terminals_of(rule.match)}
    entry = 0
    for (beside, language), terminal in lists.items():
        for listed in json.loads(beside or "[]"):
            for text in _alternatives(listed):
                condition = Condition(Terminal("phrase", language, (text,)))
                yield Exemption(rule.id, entry, condition, text, terminal.line, beside)
        entry += 1
    for condition in rule.unless:
        if condition.pattern is not None:
            for terminal in terminals_of(condition.pattern):
                for listed in terminal.values:
                    for text in _alternatives(listed) if terminal.kind == "phrase" else [listed]:
                        part = replace(condition, pattern=structs.replace(terminal, values=(text,)))
                        yield Exemption(rule.id, entry, part, text, terminal.line)
        elif condition.fact != "decider":
            for value in condition.values:
                part = replace(condition, values=(value,))
                yield Exemption(rule.id, entry, part, value, rule.line)
        entry += 1


def _alternatives(phrase: str) -> list[str]:
    """The alternatives of a phrase that is nothing else, or the phrase."""
    whole = _CHOICE.fullmatch(phrase)
    found = [one.strip() for one in whole[1].split("|")] if whole else []
    return list(filter(None, found)) or [phrase]


_KEPT: Final = "exemptions"


def _unrestricted(rule: Rule, exemptions: Iterable[Exemption]) -> Rule:
    """The rule without exemptions, which are kept in the place of its adjustments."""
    adjust = tuple(Adjustment((one.condition,)) for one in exemptions)
    return replace(rule, match=_without_exceptions(rule.match), unless=(), adjust=adjust)


def _without_exceptions(pattern: Pattern) -> Pattern:
    """A pattern whose exceptions are kept by another name, which nothing heeds."""
    if isinstance(pattern, Terminal):
        named = tuple((_KEPT if key == "except" else key, v) for key, v in pattern.options)
        return structs.replace(pattern, options=named)
    parts = tuple(map(_without_exceptions, pattern.parts))
    return Combination(pattern.operator, parts, pattern.options)
