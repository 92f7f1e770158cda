"""A place can silence a rule or make its findings information, and a sentence tells one finding."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from documents import DocumentMaker
from regcheck.base.texts.localised import Localised
from regcheck.document.model import Role
from regcheck.findings.model import Finding
from regcheck.packs.model import Fact, Rule, RuleSet, Severity, Terminal
from regcheck.results.result import Settings
from regcheck.run.pipeline import Pipeline
from regcheck.run.rules import LoadedRules

FACTORS = "Det skal legges vekt på hvor egnet båten er."


def rule(name: str, *words: str, **changes: Any) -> Rule:
    plain = Rule(
        id=f"house/{name}",
        title=Localised("t", "t", "t"),
        message=Localised("m", "m", "m"),
        match=Terminal("phrase", "nb", words),
        severity=Severity.WARNING,
        scope=("operative", "inserted", "foreign"),
    )
    return replace(plain, **changes)


def findings(text: str, *rules: Rule, role: Role = Role.OPERATIVE) -> tuple[Finding, ...]:
    document = DocumentMaker().section("4", "Regler").paragraph(text, role=role).done()
    pipeline = Pipeline(LoadedRules.of(RuleSet(rules)), Settings(nlp=False, rank=False))
    return pipeline.check(document).findings


def graded(*found: Finding) -> list[tuple[str, str]]:
    return [(one.quote, one.severity.word) for one in found]


def test_a_place_is_let_be_or_only_noted() -> None:
    assert graded(*findings(FACTORS, rule("a", "egnet"))) == [("egnet", "warning")]
    assert not findings(FACTORS, rule("a", "egnet", except_places=(Fact.FACTOR,)))
    (noted,) = findings(FACTORS, rule("a", "egnet", note_places=(Fact.FACTOR,)))
    assert noted.severity is Severity.INFO
    assert noted.message == "m Her er det ett av flere momenter som skal veies."


def test_a_place_of_another_kind_changes_nothing() -> None:
    places = {"except_places": (Fact.NARRATIVE,), "note_places": (Fact.SETTLED,)}
    assert graded(*findings(FACTORS, rule("a", "egnet", **places))) == [("egnet", "warning")]


def test_a_translation_is_only_noted_whatever_the_rule() -> None:
    found = findings("Båten skal være egnet.", rule("a", "egnet"), role=Role.FOREIGN)
    assert graded(*found) == [("egnet", "info")]


def test_beside_the_text_a_finding_is_one_degree_less_grave() -> None:
    for beside in (Role.TABLE, Role.ANNEX, Role.FOOTNOTE):
        for severity, less in ((Severity.ERROR, "warning"), (Severity.WARNING, "info")):
            one = rule("a", "egnet", severity=severity)
            assert graded(*findings(FACTORS, one, role=beside)) == [("egnet", less)]
            about_these = replace(one, scope=("operative", beside.value))
            found = findings(FACTORS, about_these, role=beside)
            assert graded(*found) == [("egnet", severity.word)]


SENTENCE = "Er det rimelig, kan havnen i særlige tilfeller sette vilkår. Det skal være rimelig."


def test_one_of_the_category_is_told_in_a_sentence() -> None:
    first = rule("a", "rimelig", one_in_sentence="category")
    other = rule("b", "særlige tilfeller", one_in_sentence="category")
    found = findings(SENTENCE, first, other)
    assert graded(*found) == [
        ("rimelig", "warning"),
        ("særlige tilfeller", "info"),
        ("rimelig", "warning"),
    ]
    assert found[0].message == "m I samme setning: «særlige tilfeller»."
    assert [one.quote for one in found[0].related] == ["særlige tilfeller"]
    assert found[2].message == "m"


def test_the_gravest_is_told() -> None:
    first = rule("a", "rimelig", one_in_sentence="category")
    graver = rule("b", "særlige tilfeller", severity=Severity.ERROR, one_in_sentence="category")
    assert graded(*findings(SENTENCE, first, graver))[:2] == [
        ("rimelig", "info"),
        ("særlige tilfeller", "error"),
    ]


def test_one_of_the_rule_alone_is_told() -> None:
    words = "Er det rimelig, kan havnen kreve det som er rimelig i særlige tilfeller."
    first = rule("a", "rimelig", one_in_sentence="rule")
    other = rule("b", "særlige tilfeller", one_in_sentence="rule")
    assert graded(*findings(words, first, other)) == [
        ("rimelig", "warning"),
        ("rimelig", "info"),
        ("særlige tilfeller", "warning"),
    ]


def test_all_are_told_where_nothing_is_said() -> None:
    found = findings(SENTENCE, rule("a", "rimelig"), rule("b", "særlige tilfeller"))
    assert {one.severity for one in found} == {Severity.WARNING}


def test_a_note_stays_a_note_and_knows_nothing_of_its_place() -> None:
    note = rule("a", "egnet", severity=Severity.INFO, note_places=(Fact.FACTOR,))
    (found,) = findings(FACTORS, note)
    assert (found.severity, found.message) == (Severity.INFO, "m")
    for beside in (Role.TABLE, Role.FOOTNOTE):
        lowest = rule("a", "egnet", severity=Severity.INFO, scope=("operative",))
        assert graded(*findings(FACTORS, lowest, role=beside)) == [("egnet", "info")]


def test_of_several_facts_that_are_noted_the_first_that_holds_is_told() -> None:
    places = (Fact.SETTLED, Fact.FACTOR)
    (found,) = findings(FACTORS, rule("a", "egnet", note_places=places))
    assert found.message == "m Her er det ett av flere momenter som skal veies."
    (foreign,) = findings(FACTORS, rule("a", "egnet", note_places=places), role=Role.FOREIGN)
    assert foreign.message.startswith("m Teksten er oversatt")
