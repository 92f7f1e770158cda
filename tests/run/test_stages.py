"""The stages of the pipeline: which there are, in what order, and that each can be run alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from documents import DocumentMaker
from regcheck.base.texts.localised import Localised
from regcheck.document.model import Document, Unreadable
from regcheck.document.segments.view import Segments
from regcheck.findings.judge import Judged
from regcheck.findings.policy import NO_POLICY, Policy
from regcheck.matching.deadline import BUILT, JUDGED, MATCHED, NO_TIME, PLACED, RANKED
from regcheck.matching.document_matcher import find_matches
from regcheck.matching.engine import Engine
from regcheck.matching.model import Match
from regcheck.packs.model import Confidence, Fix, Rule, RuleSet, Severity, Terminal
from regcheck.readers.inputs import Input, Inputs
from regcheck.readers.limits import Limits
from regcheck.readers.registry import read_document
from regcheck.results.result import DocumentResult, Settings
from regcheck.results.totals import Totals
from regcheck.run import pipeline
from regcheck.run.check import RUN_STAGES
from regcheck.run.guard import MOST
from regcheck.run.pipeline import STAGES, Pipeline, Stage, Work, read_each
from regcheck.run.rules import LoadedRules


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
        *("adjoining", "notes", "rank", "sentences", "decisions", "insertions"),
        "clarified elsewhere",
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


class Late:
    """Says that time is up, and notes which shares of it were asked about."""

    def __init__(self, *, up: bool = True) -> None:
        self.up, self.shares = up, list[float]()

    def __call__(self, share: float = 1) -> bool:
        self.shares.append(share)
        return self.up


@pytest.mark.parametrize(
    ("up", "number", "done", "asked"),
    [(True, 256, 256, 0), (True, 257, 256, 1), (False, 600, 600, 2), (True, 0, 0, 0)],
)
def test_a_step_goes_on_until_time_is_up_and_does_the_first_always(
    up: bool, number: int, done: int, asked: int, work: Work
) -> None:
    work.expired = late = Late(up=up)
    given = [*range(number)]
    assert work.in_time(1.1, given, lambda some: [-one for one in some]) == [
        -one for one in given[:done]
    ]
    assert late.shares == [1.1] * asked
    assert work.slow == ({"*": NO_TIME} if done < number else {})


def test_a_step_without_a_guard_does_all(work: Work) -> None:
    assert work.in_time(1.1, [1] * 600, list) == [1] * 600
    assert not work.is_late(1)
    assert work.slow == {}


class Terms:
    """Stands in for what looks at the terms of a document: the words of each rule as a finding."""

    def __init__(self, *rules: Rule) -> None:
        self.rules, self.asked = rules, list[str]()

    def in_document(self, segments: Segments) -> list[Judged]:
        return self._found("document", segments)

    def against_index(self, segments: Segments) -> list[Judged]:
        return self._found("index", segments)

    def _found(self, where: str, segments: Segments) -> list[Judged]:
        self.asked.append(where)
        (match,) = find_one(segments, "Svar gis")
        return [Judged(rule, match, Severity.ERROR, Confidence.HIGH) for rule in self.rules]


def find_one(segments: Segments, words: str) -> list[Match]:
    rules = LoadedRules.of(RuleSet((rule("x/y", words),)))
    return list(find_matches(Engine(rules.rule_set, rules.compiled), segments).found)


def test_every_stage_has_more_of_the_time_than_those_before_it(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was found in time is judged, placed, ranked and built after it, before all must end."""
    monkeypatch.setattr(pipeline, "_AT_A_TIME", 1)
    late = Late(up=False)
    rules = work.pipeline.rules
    terms: Any = Terms(rule("terms/one"))
    ready = Pipeline(rules, Settings(nlp=False), terms)
    document = DocumentMaker().section("1").paragraph("Svar gis i brev. Brev gis i brev.").done()
    result = ready.check(document, expired=late)
    assert len(result.findings) > 1
    assert terms.asked == ["document", "index"]
    after = [share for share in late.shares if share != MATCHED]
    assert after == sorted(after)
    assert set(after) == {JUDGED, PLACED, RANKED, BUILT}
    assert MATCHED < min(after) < max(after) < MOST


@pytest.mark.parametrize("name", ["document rules", "concepts"])
def test_terms_are_looked_at_in_time_and_as_was_laid_down(name: str, work: Work) -> None:
    stage = next(one.run for one in STAGES if one.name == name)
    one, two, off = rule("terms/one"), rule("terms/two"), rule("terms/off")
    terms: Any = Terms(one, two, off)
    work.pipeline.concepts = terms
    work.policy = Policy(frozenset({"terms/off"}), {"terms/one": Severity.INFO})
    before = stage(work, [])
    assert [(found.rule.id, found.severity) for found in before] == [
        ("terms/one", Severity.INFO),
        ("terms/two", Severity.ERROR),
    ]
    assert stage(work, before)[:2] == before
    work.rule = "terms/two"
    assert [found.rule.id for found in stage(work, [])] == ["terms/two"]
    work.expired = late = Late()
    assert stage(work, before) == before
    assert (late.shares, len(terms.asked), work.slow) == ([JUDGED], 3, {"*": NO_TIME})


def test_a_rule_that_is_off_finds_nothing_and_is_not_missed(work: Work) -> None:
    work.policy = Policy(frozenset({"paper/post"}))
    work.slow.update({"paper/post": "slow", "paper/brev": "slow"})
    found = STAGES[0].run(work, [])
    assert [one.rule.id for one in found] == ["paper/brev"]
    result = work.pipeline.result(work, found)
    assert [one.rule for one in result.skipped] == ["paper/brev"]


def checked(text: str, name: str = "a.md", **settings: Any) -> DocumentResult:
    rules = (
        rule("paper/brev", "i brev"),
        rule("paper/note", "på papir", severity=Severity.INFO),
    )
    document = read_document(text.encode(), name)
    assert isinstance(document, Document)
    ready = Pipeline(LoadedRules.of(RuleSet(rules)), Settings(nlp=False, rank=False, **settings))
    return ready.check(document)


REGULATION = """# Forskrift om naust

Fastsatt av kommunen med hjemmel i lov 21. mai 2027 nr. 4 om naust § 3.

## § 1. Svar

Svar gis innen fire uker.

Svar gis i brev.

## § 2. Søknad

Søknad sendes på papir.
"""


def test_only_findings_from_the_level_on_are_built() -> None:
    assert [one.severity for one in checked(REGULATION).findings] == [
        Severity.WARNING,
        Severity.INFO,
    ]
    (alone,) = checked(REGULATION, level="warning").findings
    assert alone.severity is Severity.WARNING
    assert checked(REGULATION, level="error").findings == ()


def test_messages_follow_the_language_of_the_document_or_the_one_that_was_asked_for() -> None:
    nynorsk = REGULATION.replace(
        "Svar gis innen", "Eigaren får ikkje vite noko meir frå kommunen innan"
    )
    for text, settings, language, address in (
        (REGULATION, {}, "nb", "§ 1 annet ledd"),
        (nynorsk, {}, "nn", "§ 1 andre ledd"),
        (REGULATION, {"language": "nn"}, "nn", "§ 1 andre ledd"),
        (REGULATION, {"locale": "en"}, "nb", "§ 1 second paragraph"),
    ):
        result = checked(text, **settings)
        assert (result.meta.language, result.findings[0].address) == (language, address)


def test_provisions_are_counted_and_words_measured() -> None:
    result = checked("§ 1. Svar\n\nSvar gis i brev.\n", "a.txt")
    assert result.provisions == 4  # the document, the section, its heading and its paragraph
    assert result.measures["words"] == 4


def test_documents_are_read_one_at_a_time_for_commands_that_run_no_rules() -> None:
    bad = Unreadable("b", "not-found", "no such file")
    inputs = Inputs((Input("a.md", data=REGULATION.encode()), bad), Limits())
    document, passed = read_each(inputs)
    assert isinstance(document, Document) and document.source.path == "a.md"
    assert passed == bad


@pytest.mark.parametrize("suppressed", [False, True])
def test_notes_that_are_only_counted_count_as_much(suppressed: bool) -> None:
    fix = Fix("safe", {"i brev": "digitalt"})
    rules = RuleSet(
        (
            replace(rule("paper/brev", "i brev", severity=Severity.INFO), fix=fix),
            rule("paper/post", "posten"),
        )
    )
    text = "## § 1. Svar\n\nSvar gis i brev. Avslag gis i brev med posten.\n"
    text += "<!-- regcheck: ignore paper/brev -->\n" * suppressed
    document = read_document(text.encode(), "a.md")
    assert isinstance(document, Document)
    counts = []
    for settings in (Settings(), Settings(count_notes=True)):
        result = Pipeline(LoadedRules.of(rules), settings).check(document)
        total = Totals(settings, rules)
        total.add(result)
        run = total.result()
        counts.append((run.by_severity, run.by_status, run.by_rule, run.new, run.open_by_both))
    assert counts[0] == counts[1]
    assert counts[0][0]["info"] == 2
    assert len(result.findings) == (3 if suppressed else 1)
