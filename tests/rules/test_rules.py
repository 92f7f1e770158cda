"""The built-in rules: every example comes out as it says, and every rule is of the quality the
rule format asks for."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from builtin_rules import rule_set
from regcheck.packs.model import Example, Rule, Severity
from regcheck.run.examples import example_pipeline, run_example
from regcheck.run.pipeline import Pipeline
from regcheck.run.rules import LoadedRules

DOCUMENT_MEASURES = {"readability/heavy-text", "readability/high-rix"}
"""Rules about whole documents, whose bad examples would be pages; see the tests of measures."""


@pytest.fixture(scope="session")
def pipeline(every_rule: LoadedRules) -> Pipeline:
    return example_pipeline(every_rule)


def cases() -> list[tuple[Rule, Example]]:
    return [(rule, example) for rule in rule_set().rules for example in rule.examples]


def name(case: tuple[Rule, Example]) -> str:
    rule, example = case
    return f"{rule.id}-{'bad' if example.bad else 'good'}-{example.language}-{example.line}"


@pytest.mark.parametrize("case", cases(), ids=name)
def test_example(case: tuple[Rule, Example], pipeline: Pipeline) -> None:
    result = run_example(*case, pipeline)
    assert result.ok, f"{result.example.text}: {result.detail}"


@pytest.mark.parametrize("rule", rule_set().rules, ids=lambda rule: rule.id)
def test_rule_has_two_examples_each_way_in_both_standards(rule: Rule) -> None:
    if rule.id in DOCUMENT_MEASURES:
        pytest.skip("a measure of whole documents")
    given = Counter((example.bad, example.language) for example in rule.examples)
    wanted = {(bad, language): 2 for bad in (True, False) for language in ("nb", "nn")}
    assert not Counter(wanted) - given


@pytest.mark.parametrize("rule", rule_set().rules, ids=lambda rule: rule.id)
def test_rule_speaks_three_languages(rule: Rule) -> None:
    for text in (rule.title, rule.message, rule.advice, rule.rationale):
        for locale in ("nb", "nn", "en"):
            assert getattr(text, locale), f"{rule.id} lacks a text in {locale}"
    assert rule.sources, f"{rule.id} names no source"
    assert re.fullmatch(r"[a-z-]+/[a-z0-9-]+", rule.id)


def test_there_are_enough_rules_in_each_category() -> None:
    count: dict[str, int] = {}
    for rule in rule_set().rules:
        count[rule.category] = count.get(rule.category, 0) + 1
    assert len(rule_set().rules) >= 60
    assert count["discretion"] >= 15
    assert count["paper"] >= 24
    assert {"plain-language", "readability", "concepts", "technology"} <= count.keys()


def test_discretion_is_never_an_error() -> None:
    for rule in rule_set().rules:
        if rule.category == "discretion":
            assert rule.severity < Severity.ERROR
            assert all(a.severity is not Severity.ERROR for a in rule.adjust)


@pytest.mark.parametrize(
    "sentence",
    [
        "Klagen skal være skriftlig.",
        "Søknaden skal være undertegnet av søkeren.",
        "Eieren skal ha melding om vedtaket.",
        "Opplysningene gis på et varig medium.",
        "Klaga skal vere skriftleg og underskriven.",
    ],
)
def test_technology_neutral_words_are_no_obstacle(sentence: str, pipeline: Pipeline) -> None:
    for rule in rule_set().rules:
        if rule.category != "paper":
            continue
        example = Example(bad=False, language="nb", text=sentence)
        if rule.severity > Severity.INFO:
            assert run_example(rule, example, pipeline).ok, f"{rule.id}: {sentence}"
