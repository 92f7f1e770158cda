"""Learned rules in the pipeline: where they speak, what they tell, and models that are none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from regcheck.document.model import Document
from regcheck.errors import PackError, UsageError
from regcheck.files.sealed import CacheFolder
from regcheck.findings.model import Finding
from regcheck.packs.model import Severity
from regcheck.readers.registry import read_document
from regcheck.reports.records import finding_record
from regcheck.results.result import DocumentResult, Settings
from regcheck.run.pipeline import Pipeline
from regcheck.run.rules import LoadedRules, RuleChoice, load_rules

RULE = """
id: kontor/{name}
severity: {severity}
title: {{nb: "{name}", nn: "{name}", en: "{name}"}}
message: {{nb: "«{{match}}»", nn: "«{{match}}»", en: "“{{match}}”"}}
match:
  {match}
"""
LEARNED = "learned: {model: gul, above: 0.5, note-below: 0.9}"


def model(bias: int = 0) -> str:
    """A model that looks at «gul» and at nothing else, and likes «mappe» after it."""
    weights = {"word": {"gul": 1000}, "+1": {"mappe": 3000, "perm": 500}}
    return json.dumps({"format": 1, "about": {"doors": ["gul"]}, "bias": bias, "weights": weights})


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "egne" / "kontor"
    folder.mkdir(parents=True)
    (folder / "gul.model").write_text(model(), "utf-8")
    learned = RULE.format(name="gul", severity="warning", match=LEARNED)
    (folder / "gul.yaml").write_text(learned, "utf-8")
    return folder


def add(pack: Path, name: str, severity: str, phrase: str) -> None:
    text = RULE.format(name=name, severity=severity, match=f'phrase: "{phrase}"')
    (pack / f"{name}.yaml").write_text(text, "utf-8")


def check(
    pack: Path, text: str, rules: LoadedRules | None = None
) -> tuple[DocumentResult, list[Finding]]:
    rules = rules or load_rules(RuleChoice(packs=(str(pack.parent),), select=("kontor",)))
    document = read_document(f"# Forskrift\n\n### § 1. Prøve\n\n{text}\n".encode(), "p.md", "md")
    assert isinstance(document, Document)
    result = Pipeline(rules, Settings(rank=False)).check(document)
    return result, [f for f in result.findings if f.rule.id == "kontor/gul"]


def test_a_learned_rule_finds_words_by_what_stands_around(pack: Path) -> None:
    _, found = check(pack, "Brev legges i en gul mappe hos vakten. En gul bil er lov.")
    assert [f.quote for f in found] == ["gul", "gul"]
    assert [f.likelihood for f in found] == [0.982, 0.731]


def test_what_is_less_likely_is_only_noted(pack: Path) -> None:
    _, found = check(pack, "Brev legges i en gul mappe hos vakten. En gul bil er lov.")
    assert [f.severity for f in found] == [Severity.WARNING, Severity.INFO]


def test_the_report_says_that_it_is_learned_and_what_tipped_it(pack: Path) -> None:
    result, (found,) = check(pack, "Brev legges i en gul mappe hos vakten.")
    record = finding_record(found, result)
    assert record["likelihood"] == 0.982
    assert [other["quote"] for other in record["related"]] == ["mappe"]


def test_it_is_silent_where_a_written_rule_speaks(pack: Path) -> None:
    add(pack, "brev", "warning", "brev")
    assert check(pack, "Brev legges i en gul mappe.")[1] == []
    assert len(check(pack, "Kart legges i en gul mappe. Brev er lov.")[1]) == 1


def test_a_written_note_silences_only_its_own_words(pack: Path) -> None:
    add(pack, "brev", "info", "brev")
    assert len(check(pack, "Brev legges i en gul mappe.")[1]) == 1
    add(pack, "gulfarge", "info", "gul mappe")
    assert check(pack, "Kart legges i en gul mappe.")[1] == []


def test_conditions_hold_for_learned_rules_too(pack: Path) -> None:
    text = (pack / "gul.yaml").read_text("utf-8") + "unless:\n  - {within: norm, phrase: digital}\n"
    (pack / "gul.yaml").write_text(text, "utf-8")
    assert check(pack, "Kart legges i en gul mappe, men digital visning er lov.")[1] == []


def test_another_model_makes_another_rule_set(pack: Path) -> None:
    choice = RuleChoice(packs=(str(pack.parent),), select=("kontor",))
    first = load_rules(choice)
    (pack / "gul.model").write_text(model(-9000), "utf-8")
    second = load_rules(choice)
    assert first.rule_set.digest != second.rule_set.digest
    assert check(pack, "Kart legges i en gul mappe.")[1] == []


def test_the_kept_rules_hold_the_model(pack: Path, tmp_path: Path) -> None:
    choice = RuleChoice(packs=(str(pack.parent),), select=("kontor",))
    cache = CacheFolder.of(tmp_path / "cache")
    load_rules(choice, cache)
    kept = load_rules(choice, cache)
    assert [f.quote for f in check(pack, "Brev legges i en gul mappe.", kept)[1]] == ["gul"]


@pytest.mark.parametrize("text", ["", "{}", "[1]", "\x00\xff", '{"format":1,"bias":"a"}'])
def test_a_file_that_is_no_model_is_told(pack: Path, text: str) -> None:
    (pack / "gul.model").write_text(text, "latin-1")
    with pytest.raises(PackError, match=r"gul\.model: not a model"):
        check(pack, "Kart.")


def test_a_model_that_is_not_there_is_told(pack: Path) -> None:
    (pack / "gul.model").unlink()
    with pytest.raises(PackError, match="no model «gul» in «kontor»"):
        check(pack, "Kart.")


def test_a_likelihood_lies_between_0_and_1(pack: Path) -> None:
    text = (pack / "gul.yaml").read_text("utf-8").replace("above: 0.5", "above: 50")
    (pack / "gul.yaml").write_text(text, "utf-8")
    with pytest.raises(PackError, match="between 0 and 1: 50"):
        check(pack, "Kart.")


def test_rules_without_models_read_nothing_again() -> None:
    rules = load_rules(RuleChoice(select=("technology",)))
    assert Pipeline(rules, Settings()).engine.second_reader.triggers == ()


def test_so_many_learned_patterns_are_refused(pack: Path) -> None:
    every = ", ".join(f"{{learned: {{model: gul, above: 0.{n:03}}}}}" for n in range(1, 120))
    many = RULE.format(name="gul", severity="warning", match=f"any: [{every}]")
    (pack / "gul.yaml").write_text(many, "utf-8")
    with pytest.raises(UsageError, match="more than 100"):
        load_rules(RuleChoice(packs=(str(pack.parent),), select=("kontor",)))
