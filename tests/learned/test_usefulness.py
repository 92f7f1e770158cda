"""The ranking: what it folds, what it never touches, what it says, and what taught it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from real_law import shared_or_skip
from regcheck.base.search.linear import LinearModel
from regcheck.document.model import Document
from regcheck.findings.judge import Judged
from regcheck.findings.learned.features import Around, stem
from regcheck.findings.learned.usefulness import BY_CONFIDENCE, rank, usefulness_model
from regcheck.packs.model import Severity
from regcheck.results.result import Settings
from regcheck.run.api import load_rules, read
from regcheck.run.pipeline import Pipeline, Work

TEXT = """# Forskrift om båtplasser

## § 1 Tildeling

Kommunen kan i særlige tilfeller gi dispensasjon fra kravet. Søknaden skal sendes som
rekommandert brev i tre eksemplarer.
"""
HIGH = LinearModel(5000, {}, {"threshold": 0.4})
LOW = LinearModel(-5000, {}, {"threshold": 0.4})


@pytest.fixture(scope="module")
def found() -> tuple[Work, list[Judged]]:
    document = read(TEXT.encode(), name="a.md")
    assert isinstance(document, Document)
    rules = load_rules(select=["discretion", "paper"])
    return Pipeline(rules, Settings(rank=False)).find(document)


def test_what_few_would_act_on_is_folded(found: tuple[Work, list[Judged]]) -> None:
    work, judged = found
    warnings = [one for one in judged if one.severity is Severity.WARNING]
    assert warnings
    for before, after in zip(judged, rank(work.segments, judged, model=LOW), strict=True):
        if before.severity is Severity.WARNING:
            assert after.severity is Severity.INFO
            assert after.unranked is Severity.WARNING
        else:
            assert after.severity is before.severity


def test_errors_are_never_folded(found: tuple[Work, list[Judged]]) -> None:
    work, judged = found
    errors = [one for one in judged if one.severity is Severity.ERROR]
    assert errors
    ranked = rank(work.segments, errors, model=LOW)
    assert {one.severity for one in ranked} == {Severity.ERROR}


def test_nothing_is_raised(found: tuple[Work, list[Judged]]) -> None:
    work, judged = found
    ranked = rank(work.segments, judged, model=HIGH)
    assert [one.severity for one in ranked] == [one.severity for one in judged]


def test_rules_of_others_keep_their_severity(found: tuple[Work, list[Judged]]) -> None:
    work, judged = found
    ids = {one.rule.id for one in judged}
    ranked = rank(work.segments, judged, added=ids, model=LOW)
    assert [one.severity for one in ranked] == [one.severity for one in judged]
    assert [one.usefulness for one in ranked] == [BY_CONFIDENCE[one.confidence] for one in judged]


def test_a_severity_that_a_user_laid_down_is_kept(found: tuple[Work, list[Judged]]) -> None:
    work, judged = found
    ids = {one.rule.id for one in judged}
    ranked = rank(work.segments, judged, kept=ids, model=LOW)
    assert [one.severity for one in ranked] == [one.severity for one in judged]


def test_features_are_the_same_each_time(found: tuple[Work, list[Judged]]) -> None:
    work, judged = found
    first, second = Around(work.segments), Around(work.segments)
    assert [first.features(one) for one in judged] == [second.features(one) for one in judged]
    assert {"rule", "category", "severity", "gate", "before", "after", "word"} <= {
        group for one in judged for group, _, _ in first.features(one)
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [("søknaden", "søknader"), ("kommunen", "kommunar"), ("vurderast", "vurderes")],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_the_model_is_small_and_says_what_taught_it() -> None:
    model = usefulness_model()
    assert len(model.to_json().encode()) <= 380_000
    assert 0 < model.about["threshold"] < 1
    assert model.about["findings"] >= 2000


def test_no_document_for_measuring_taught_it() -> None:
    ratings = shared_or_skip() / "ratings" / "findings.jsonl"
    lines = ratings.read_text(encoding="utf-8").splitlines()
    rated = [json.loads(line) for line in lines]
    measuring = {one["refid"] or one["doc"] for one in rated if one["split"] == "dev"}
    digests = {hashlib.sha256(name.encode()).hexdigest()[:8] for name in measuring}
    assert measuring
    assert not digests & set(usefulness_model().about["documents"])


def test_the_kept_ratings_are_for_teaching() -> None:
    store = Path(__file__).parents[2] / "corpora" / "ratings"
    records = [
        json.loads(line)
        for file in sorted(store.glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    assert {one["split"] for one in records} == {"train"}
    assert not any(key in one for one in records for key in ("quote", "excerpt", "message"))
