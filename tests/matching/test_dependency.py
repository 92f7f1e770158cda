"""Rules that go by how words depend on each other, which only run with the trained pipeline."""

from __future__ import annotations

from pathlib import Path

import pytest

from exhaustive import check_exhaustively
from regcheck.matching.dependency import NO_PIPELINE
from regcheck.packs.load import load_packs
from regcheck.packs.model import RuleSet
from regcheck.readers.markdown import read_markdown
from regcheck.results.result import DocumentResult, Settings
from regcheck.run.pipeline import Pipeline
from regcheck.run.rules import LoadedRules

RULE = """\
id: egne/dokumenterer
severity: warning
title: {en: Documents}
message: {en: "«{match}»"}
match:
  nb:
    dependency:
      - {RIGHT_ID: verb, RIGHT_ATTRS: {LEMMA: dokumentere}}
      - {LEFT_ID: verb, REL_OP: ">", RIGHT_ID: subject, RIGHT_ATTRS: {DEP: nsubj, LEMMA: søker}}
      - {LEFT_ID: verb, REL_OP: ">", RIGHT_ID: object, RIGHT_ATTRS: {DEP: obj}}
"""
TEXT = """\
# Forskrift om benker

## § 1 Søknad

Kommunen dokumenterer svaret. I skjemaet må søkeren dokumentere bostedet sitt. Søkeren sitter.
"""


def checked(folder: Path, rule: str, **settings: object) -> DocumentResult:
    (folder / "dokumenterer.yaml").write_text(rule, encoding="utf-8")
    rules = LoadedRules.of(RuleSet(tuple(load_packs([folder]).rules.values())))
    document = read_markdown(TEXT.encode(), "benker.md")
    made = Pipeline(rules, Settings(rank=False, **settings))  # type: ignore[arg-type]
    plain, whole = made.check(document), check_exhaustively(made, document)  # type: ignore[arg-type]
    assert plain == whole
    return plain


@pytest.mark.parametrize(
    "listed", ["LEMMA: dokumentere", "LEMMA: {IN: [vise, dokumentere]}", "LOWER: dokumentere"]
)
def test_words_are_found_by_what_they_depend_on(listed: str, tmp_path: Path) -> None:
    rule = RULE.replace("LEMMA: dokumentere", listed)
    (finding,) = checked(tmp_path, rule, nlp=True).findings
    assert finding.quote == "søkeren dokumentere bostedet"


def test_without_the_pipeline_such_a_rule_is_missing_only_where_it_was_chosen_by_name(
    tmp_path: Path,
) -> None:
    silent = checked(tmp_path, RULE)
    assert (silent.findings, silent.skipped) == ((), ())
    (skipped,) = checked(tmp_path, RULE, select=("egne/dokumenterer",)).skipped
    assert (skipped.rule, skipped.reason) == ("egne/dokumenterer", NO_PIPELINE)


def test_a_pipeline_that_cannot_be_had_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> None:
        raise ImportError

    monkeypatch.setattr("regcheck.matching.dependency.load_pipeline", missing)
    (skipped,) = checked(tmp_path, RULE, nlp=True).skipped
    assert skipped.reason == NO_PIPELINE
