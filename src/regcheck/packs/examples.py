"""The examples of rules, ready for whoever runs them: plain values, in a fixed order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from regcheck.packs.model import Example, Rule


@dataclass(frozen=True, slots=True)
class RuleExample:
    """One example and the rule it belongs to. `number` counts from 1 among the rule's bad, or good,
    examples in the same language, so that a report can name it («bad nb 2»)."""

    rule: Rule
    example: Example
    number: int

    @property
    def label(self) -> str:
        """Which example it is, for people: `paper/letter: bad nb 2`."""
        kind = "bad" if self.example.bad else "good"
        return f"{self.rule.id}: {kind} {self.example.language} {self.number}"


def collect_examples(rules: Iterable[Rule]) -> list[RuleExample]:
    """Every example of the rules, by rule id and then in the order of the file."""
    collected = []
    for rule in sorted(rules, key=lambda rule: rule.id):
        seen: Counter[tuple[bool, str]] = Counter()
        for example in rule.examples:
            key = (example.bad, example.language)
            seen[key] += 1
            collected.append(RuleExample(rule, example, seen[key]))
    return collected


def missing_examples(rule: Rule, least: int = 2) -> list[str]:
    """What a rule lacks of the `least` bad and good examples in each written standard, as words
    such as `bad nn: 1 of 2`."""
    counted = Counter((example.bad, example.language) for example in rule.examples)
    return [
        f"{'bad' if bad else 'good'} {language}: {counted[bad, language]} of {least}"
        for bad in (True, False)
        for language in ("nb", "nn")
        if counted[bad, language] < least
    ]
