"""What a rule lacks before others can rely on it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from regcheck.base.texts.localised import Localised
from regcheck.packs.model import (
    Confidence,
    Example,
    Rule,
    Severity,
    SourceReference,
    Terminal,
    Within,
)
from regcheck.quality.ruletest.demands import demands_on, highest_confidence, is_earned, long_lines

TEXT = Localised("tekst", "tekst", "text")
RULE = Rule(
    "paper/x",
    TEXT,
    TEXT,
    Terminal("phrase", "", ("brev",)),
    severity=Severity.WARNING,
    advice=TEXT,
    rationale=TEXT,
    sources=(SourceReference("Kilde"),),
    examples=tuple(
        Example(bad, language, "Et brev.")
        for bad in (True, False)
        for language in ("nb", "nn")
        for _ in range(2)
    ),
)
FILE = Path("x.yaml")


def lacking(rule: Rule, store: Path | None = None) -> list[str]:
    return [str(problem.message) for problem in demands_on(rule, FILE, store)]


def record(store: Path, right: int, marks: int) -> Path:
    (store / "paper").mkdir(exist_ok=True)
    (store / "paper" / "x.json").write_text(json.dumps({"n": marks, "right": right}))
    return store


def test_a_whole_rule_lacks_nothing(tmp_path: Path) -> None:
    assert lacking(RULE) == []
    assert lacking(RULE, record(tmp_path, 9, 10)) == []


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (replace(RULE, advice=Localised("råd", "", "advice")), "advice is missing in nn"),
        (replace(RULE, rationale=Localised()), "rationale is missing in nb, nn, en"),
        (replace(RULE, sources=()), "no source is named"),
        (replace(RULE, examples=RULE.examples[1:]), "bad examples in nb: 1;"),
        (replace(RULE, examples=RULE.examples[:-2]), "good examples in nn: 0;"),
    ],
)
def test_what_is_missing_is_told(rule: Rule, words: str) -> None:
    (told,) = lacking(rule)
    assert told.startswith(words)


def test_a_measure_of_whole_documents_needs_no_examples() -> None:
    match = Terminal("metric", "", ("lix",))
    rule = replace(RULE, match=match, examples=(), segment=Within.DOCUMENT)
    assert lacking(rule) == []
    assert lacking(replace(rule, segment=Within.SENTENCE))


def test_only_rules_above_info_need_marks(tmp_path: Path) -> None:
    (told,) = lacking(RULE, tmp_path)
    assert told.startswith("warning, but there is no record of how often the rule is right")
    assert lacking(replace(RULE, severity=Severity.INFO), tmp_path) == []
    assert lacking(replace(RULE, id="suppressions/x"), tmp_path) == []


@pytest.mark.parametrize(
    ("confidence", "severity", "right", "words"),
    [
        (Confidence.HIGH, Severity.WARNING, 8, ["confidence high with 8 of 10"]),
        (Confidence.MEDIUM, Severity.WARNING, 7, ["confidence medium with 7 of 10"]),
        (Confidence.LOW, Severity.WARNING, 6, ["warning with 6 of 10"]),
        (Confidence.LOW, Severity.INFO, 1, []),
    ],
)
def test_marks_must_bear_a_rule_out(
    tmp_path: Path, confidence: Confidence, severity: Severity, right: int, words: list[str]
) -> None:
    rule = replace(RULE, confidence=confidence, severity=severity)
    told = lacking(rule, record(tmp_path, right, 10))
    assert len(told) == len(words)
    assert all(map(str.startswith, told, words))


def test_an_error_is_earned_by_many_marks_that_are_nearly_all_right() -> None:
    assert is_earned(30, 30) and is_earned(29, 30)
    assert not is_earned(29, 29)
    assert not is_earned(28, 30)
    assert is_earned(88, 100) and not is_earned(86, 100)


def test_few_marks_make_no_rule_sure() -> None:
    assert highest_confidence(1.0, 7) is Confidence.MEDIUM
    assert highest_confidence(0.9, 8) is Confidence.HIGH


def test_long_lines_are_told_with_their_numbers(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text(f"{'å' * 120}\n{'å' * 121}\n", "utf-8")
    (problem,) = long_lines(file)
    assert str(problem).startswith(f"{file}:2: a line of 121 characters: at most 120")
