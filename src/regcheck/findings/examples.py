"""Rule examples as tests: every bad one must give exactly the marked findings, every good one
none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from regcheck.document.model import Unreadable
from regcheck.findings.check import Checker
from regcheck.packs.model import Example, Rule, RuleSet
from regcheck.readers.markdown import read_markdown


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """How one example of one rule came out; `detail` says what was expected and what was found."""

    rule: Rule
    example: Example
    ok: bool
    detail: str = ""


def run_examples(rule_set: RuleSet, checker: Checker | None = None) -> Iterator[ExampleResult]:
    """Run every example of every rule in the set, alone with its rule's findings."""
    runner = checker or Checker(rule_set, nlp=False)
    for rule in rule_set.rules:
        for example in rule.examples:
            yield run_example(rule, example, runner)


def run_example(rule: Rule, example: Example, checker: Checker) -> ExampleResult:
    """Put the example in a provision of its own and compare findings with marks."""
    scene, offset = _scene(example)
    document = read_markdown(scene.encode(), "example.md")
    if isinstance(document, Unreadable):
        return ExampleResult(rule, example, False, document.detail)
    found = sorted(
        (finding.start - offset, finding.end - offset)
        for finding in checker.findings_of(document, rule)
    )
    shown = ", ".join(f"«{example.text[start:end]}»" for start, end in found) or "nothing"
    if not example.bad:
        return ExampleResult(rule, example, not found, f"must give nothing, gave {shown}")
    if not example.marked:
        return ExampleResult(rule, example, bool(found), "must give a finding, gave nothing")
    wanted = sorted(example.marked)
    expected = ", ".join(f"«{example.text[start:end]}»" for start, end in wanted)
    return ExampleResult(rule, example, found == wanted, f"must give {expected}, gave {shown}")


def _scene(example: Example) -> tuple[str, int]:
    """A Markdown document around the example, and where the example begins in it."""
    heading = example.heading or "Krav"
    language = "forskrifta" if example.language == "nn" else "forskriften"
    before = f"# Forskrift om prøver ({language})\n\n### § 1. {heading}\n\n"
    return f"{before}{example.text}\n", len(before)
