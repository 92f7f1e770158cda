"""Rule examples as tests: bad ones give exactly the marked findings, good ones none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from regcheck.changes.suppressions.suppress import CATEGORY, Known, fault_findings, suppress
from regcheck.concepts.draft_rules import DraftConcepts, example_law
from regcheck.document.model import Document, Unreadable
from regcheck.findings.model import Finding
from regcheck.findings.suppression import read_suppressions
from regcheck.packs.model import Example, Rule, RuleSet
from regcheck.readers.markdown import read_markdown
from regcheck.results.result import Settings
from regcheck.run.pipeline import Pipeline
from regcheck.run.rules import LoadedRules

_EXAMPLES_DAY = date(2026, 1, 1)
"""The day it is in examples."""


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """How one example of one rule came out; `detail` says what was expected and what was found."""

    rule: Rule
    example: Example
    ok: bool
    detail: str = ""


def run_examples(rule_set: RuleSet) -> Iterator[ExampleResult]:
    """Run every example of every rule in the set, alone with its rule's findings."""
    pipeline = example_pipeline(LoadedRules.of(rule_set))
    for rule in rule_set.rules:
        for example in rule.examples:
            yield run_example(rule, example, pipeline)


def example_documents(rule_set: RuleSet) -> Iterator[Document]:
    """The documents that the examples of a rule set stand in."""
    for rule in rule_set.rules:
        for example in rule.examples:
            document = read_markdown(_scene(example)[0].encode(), "example.md")
            if not isinstance(document, Unreadable):
                yield document


def example_pipeline(rules: LoadedRules) -> Pipeline:
    """The pipeline that examples go through: concepts are seen against law made up for them."""
    settings = Settings(locale="nb", nlp=True, rank=False)
    return Pipeline(rules, settings, DraftConcepts(rules.rule_set, example_law()))


def run_example(rule: Rule, example: Example, pipeline: Pipeline) -> ExampleResult:
    """Put the example in a provision of its own and compare findings with marks."""
    scene, offset = _scene(example)
    document = read_markdown(scene.encode(), "example.md")
    if isinstance(document, Unreadable):
        return ExampleResult(rule, example, False, str(document.detail))
    findings: Sequence[Finding]
    if rule.category == CATEGORY:
        names = pipeline.rules.rule_set.names
        known = Known(names, frozenset(names.values()))
        _, faults = suppress((), read_suppressions(document), known, _EXAMPLES_DAY)
        findings = fault_findings(faults, {rule.id: rule}, document.source.path, "nb")
    else:
        findings = pipeline.check(document, rule=rule.id).findings
    found = sorted((finding.start - offset, finding.end - offset) for finding in findings)
    shown = ", ".join(f"«{example.text[start:end]}»" for start, end in found) or "nothing"
    if not example.bad:
        return ExampleResult(rule, example, not found, f"must give nothing, gave {shown}")
    wanted = sorted(example.marked)
    expected = ", ".join(f"«{example.text[start:end]}»" for start, end in wanted) or "a finding"
    if found != wanted if wanted else not found:
        return ExampleResult(rule, example, False, f"must give {expected}, gave {shown}")
    severity = example.severity
    others = {finding.severity for finding in findings} - {severity}
    if severity is not None and others:
        given = ", ".join(one.word for one in sorted(others))
        detail = f"must give {expected} as {severity.word}, gave {shown} as {given}"
        return ExampleResult(rule, example, False, detail)
    return ExampleResult(rule, example, True, f"must give {expected}, gave {shown}")


def _scene(example: Example) -> tuple[str, int]:
    heading = example.heading or "Krav"
    if example.language == "en":
        before = f"---\nspråk: en\n---\n# Trial\n\n### § 1. {example.heading or 'Trial'}\n\n"
        return f"{before}{example.text}\n", len(before)
    language = "forskrifta" if example.language == "nn" else "forskriften"
    before = f"# Forskrift om prøver ({language})\n\n### § 1. {heading}\n\n"
    return f"{before}{example.text}\n", len(before)
