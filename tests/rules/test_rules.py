"""The built-in rules: every example comes out as it says, and every rule is of the quality the
rule format asks for."""

from __future__ import annotations

from pathlib import Path

import pytest

from builtin_rules import library, rule_set
from regcheck.packs.model import Example, Rule, Severity
from regcheck.quality.ruletest.examples import example_pipeline, run_example
from regcheck.quality.ruletest.review import review
from regcheck.run.pipeline import Pipeline
from regcheck.run.rules import LoadedRules

STORE = Path(__file__).parents[2] / "corpora" / "precision"


@pytest.fixture(scope="session")
def pipeline(every_rule: LoadedRules) -> Pipeline:
    return example_pipeline(every_rule)


@pytest.mark.parametrize("rule", rule_set().rules, ids=lambda rule: rule.id)
def test_every_example_comes_out_as_it_says(rule: Rule, pipeline: Pipeline) -> None:
    results = [run_example(rule, example, pipeline) for example in rule.examples]
    assert [
        f"{one.example.language}, line {one.example.line}, {one.example.text}: {one.detail}"
        for one in results
        if not one.ok
    ] == []


@pytest.mark.parametrize("category", sorted({rule.category for rule in rule_set().rules}))
def test_regcheck_test_has_nothing_to_say(category: str) -> None:
    rules = [rule for rule in rule_set().rules if rule.category == category]
    remarks = review(library(), rules, shared=category == "paper", store=STORE)
    assert list(map(str, remarks)) == []


def test_every_record_of_precision_is_of_a_rule() -> None:
    records = {f"{file.parent.name}/{file.stem}" for file in STORE.glob("*/*.json")}
    assert len(records) > 200
    assert records <= library().rules.keys()


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
        "Eieren skal ha melding om vedtaket.",
        "Opplysningene gis på et varig medium.",
        "Klaga skal vere skriftleg.",
    ],
)
def test_technology_neutral_words_are_no_obstacle(sentence: str, pipeline: Pipeline) -> None:
    for rule in rule_set().rules:
        if rule.category != "paper":
            continue
        example = Example(bad=False, language="nb", text=sentence)
        if rule.severity > Severity.INFO:
            assert run_example(rule, example, pipeline).ok, f"{rule.id}: {sentence}"
