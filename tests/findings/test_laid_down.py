"""A severity that a user lays down: every rule takes it, unless the context makes less of it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from regcheck.concepts.draft_rules import DraftConcepts, example_law
from regcheck.document.model import Document
from regcheck.findings.policy import PathOverride
from regcheck.packs.model import Pack, Rule, RuleSet, Severity
from regcheck.packs.select import select_rules
from regcheck.packs.selectors import levels_of_rules
from regcheck.quality.ruletest.examples import example_documents
from regcheck.results.result import Settings
from regcheck.results.shown import fails, is_shown
from regcheck.run.pipeline import Pipeline
from regcheck.run.rules import LoadedRules, RuleChoice, load_library

LIBRARY = load_library(RuleChoice())
RULES = [
    one
    for one in LIBRARY.rules.values()
    if one.category != "suppressions" and any(example.bad for example in one.examples)
]


@cache
def pipeline(select: str, selector: str = "", word: str = "", path: str = "") -> Pipeline:
    """Some rules, with a severity for every document, or for those of a path."""
    levels = ((selector, word),) if word else ()
    named = levels_of_rules(() if path else levels, LIBRARY.rules, LIBRARY.aliases)
    changes = {name: {"severity": level} for name, level in named.items()}
    chosen = select_rules(LIBRARY, select=[select], preview=True, overrides=changes)
    settings = Settings(nlp=True, locale="en", severity=() if path else levels)
    if path:
        settings = replace(settings, overrides=(PathOverride((path,), severity=levels),))
    return Pipeline(LoadedRules.of(chosen), settings, DraftConcepts(chosen, example_law()))


def first_example(rule: Rule) -> Document:
    """The first example of what a rule finds, as a document."""
    bad = next(one for one in rule.examples if one.bad)
    (document,) = example_documents(RuleSet((replace(rule, examples=(bad,)),)))
    return document


@pytest.mark.parametrize("path", ["", "*.md"])
def test_every_rule_takes_the_severity_that_is_laid_down(path: str) -> None:
    refused, lowered = set(), set()
    for rule in RULES:
        document = first_example(rule)
        plain, raised = (
            [one for one in by.find(document, rule=rule.id)[1] if one.rule.id == rule.id]
            for by in (pipeline("*"), pipeline("*", "*", "error", path))
        )
        assert raised and len(raised) == len(plain), rule.id
        for before, after in zip(plain, raised, strict=True):
            if (before.unranked or before.severity) < rule.severity:
                lowered.add(rule.id)
            elif after.severity is not Severity.ERROR:
                refused.add(rule.id)
    assert refused == set()
    assert 0 < len(lowered) < 10


@pytest.mark.parametrize("how", ["id", "category", "glob"])
@pytest.mark.parametrize("path", ["", "*.md"])
@pytest.mark.parametrize(
    "name",
    [
        "technology/web-address",
        "plain-language/frequent-word",
        "decisions/settled-by-a-word",
        "concepts/used-outside-scope",
        "concepts/outdated-body",
        "discretion/assumed",
        "application-only/apply-for-right",
    ],
)
def test_what_is_raised_is_shown_and_fails_the_run(name: str, path: str, how: str) -> None:
    rule = LIBRARY.rules[name]
    selector = {"id": name, "category": rule.category, "glob": f"*{name[3:]}"}[how]
    document = first_example(rule)
    for word in ("warning", "error"):
        by = pipeline(name, selector, word, path)
        found = by.check(document).findings
        assert {one.severity.word for one in found} == {word}
        assert all(is_shown(one, by.settings) for one in found)
        assert all(fails(one, "error") for one in found) is (word == "error")


def test_what_a_collection_raises_is_shown_too() -> None:
    rule = LIBRARY.rules["plain-language/frequent-word"]
    chosen = select_rules(LIBRARY, select=[rule.id], overrides={rule.id: {"severity": "warning"}})
    house = Pack("house", "1", overrides={rule.id: {"severity": "warning"}})
    document = first_example(rule)
    shown = []
    for packs in ((), (house,)):
        rules = LoadedRules.of(replace(chosen, packs=packs))
        found = Pipeline(rules, Settings(nlp=False)).check(document).findings
        shown.append({one.severity for one in found})
    assert shown == [{Severity.INFO}, {Severity.WARNING}]
