"""The stages of the pipeline: which there are, in what order, and that each can be run alone."""

from __future__ import annotations

import pytest

from documents import DocumentMaker
from regcheck.findings.policy import NO_POLICY
from regcheck.packs.model import Confidence, Rule, RuleSet, Severity, Terminal
from regcheck.results.result import Settings
from regcheck.run.check import RUN_STAGES
from regcheck.run.pipeline import STAGES, Pipeline, Stage, Work
from regcheck.run.rules import LoadedRules
from regcheck.segments.view import Segments
from regcheck.texts.localised import Localised


def rule(rule_id: str, *phrases: str, severity: Severity = Severity.WARNING) -> Rule:
    text = Localised("t", "t", "t")
    return Rule(
        id=rule_id,
        title=text,
        message=text,
        match=Terminal("phrase", "nb", phrases),
        severity=severity,
        confidence=Confidence.HIGH,
    )


@pytest.fixture
def work() -> Work:
    rules = (rule("paper/brev", "i brev"), rule("paper/post", "i brev med posten"))
    pipeline = Pipeline(LoadedRules.of(RuleSet(rules)), Settings(nlp=False))
    document = DocumentMaker().section("1", "Svar").paragraph("Svar gis i brev med posten.").done()
    return Work(pipeline, Segments(document), NO_POLICY)


def test_the_stages_stand_in_order() -> None:
    assert [stage.name for stage in STAGES] == [
        *("match", "judge", "document rules", "concepts", "places", "overlap", "once"),
        *("adjoining", "rank", "sentences", "insertions", "clarified elsewhere"),
    ]
    assert [name for name, _ in RUN_STAGES] == ["suppress", "answer", "compare"]


def test_a_stage_can_be_run_alone(work: Work) -> None:
    by_name = {stage.name: stage.run for stage in STAGES}
    found = by_name["match"](work, [])
    assert [one.rule.id for one in found] == ["paper/brev", "paper/post"]
    (kept,) = by_name["overlap"](work, found)
    assert kept.rule.id == "paper/post"


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)
def test_a_stage_makes_nothing_of_nothing(stage: Stage, work: Work) -> None:
    if stage.name != "match":
        assert stage.run(work, []) == []


def test_with_one_rule_no_other_pushes_its_findings_aside(work: Work) -> None:
    document = work.segments.document
    assert [f.rule.id for f in work.pipeline.check(document).findings] == ["paper/post"]
    (alone,) = work.pipeline.check(document, rule="paper/brev").findings
    assert alone.quote == "i brev"
