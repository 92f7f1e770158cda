"""What a rule makes of a match: rows of term sheets, who decides, and what is told once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_check import phrases, rule

from documents import DocumentMaker
from regcheck.base.texts.localised import Localised
from regcheck.findings.model import Finding
from regcheck.packs.model import (
    Adjustment,
    Condition,
    Confidence,
    Rule,
    RuleSet,
    Severity,
    TermEntry,
    Terminal,
    Verdict,
    Within,
)
from regcheck.results.result import Settings
from regcheck.run.pipeline import Pipeline
from regcheck.run.rules import LoadedRules

SHEET = (
    TermEntry("nb", ("naust",), ("båthus", "bu"), severity=Severity.WARNING),
    TermEntry("nb", ("brygge", "kai"), ("flyter",)),
    TermEntry("nb", ("stø",)),
)


def check(maker: DocumentMaker, *rules: Rule) -> list[Finding]:
    rule_set = RuleSet(tuple(sorted(rules, key=lambda r: r.id)), sheets={"house/words": SHEET})
    return list(
        Pipeline(LoadedRules.of(rule_set), Settings(locale="nb", nlp=False, rank=False))
        .check(maker.done())
        .findings
    )


def test_each_row_of_a_sheet_has_its_own_words_and_severity() -> None:
    sheet = replace(
        rule("house/words", ""),
        match=Terminal("terms", "", ("house/words",)),
        message=Localised(nb="«{match}»: {suggestion}"),
    )
    maker = DocumentMaker().section("1").paragraph("Et naust, en kai, en brygge og en stø.")
    found = check(maker, sheet)
    assert [(one.message, one.suggestion, one.severity) for one in found] == [
        ("«naust»: båthus / bu", "båthus / bu", Severity.WARNING),
        ("«kai»: flyter", "flyter", Severity.ERROR),
        ("«brygge»: flyter", "flyter", Severity.ERROR),
        ("«stø»: ", "", Severity.ERROR),
    ]
    (plain,) = check(maker, rule("house/plain", "naust"))
    assert plain.suggestion == ""


HERE = (Condition(pattern=phrases("digitalt"), within=Within.SENTENCE),)
THERE = (Condition(pattern=phrases("papir"), within=Within.SENTENCE),)


@pytest.mark.parametrize(
    ("text", "severity", "confidence", "verdict"),
    [
        ("Svar i posten.", Severity.ERROR, Confidence.HIGH, Verdict.PAPER),
        ("Svar digitalt i posten.", Severity.WARNING, Confidence.HIGH, Verdict.PAPER),
        ("Svar på papir i posten.", Severity.ERROR, Confidence.LOW, Verdict.UNCLEAR),
        ("Svar digitalt på papir i posten.", Severity.WARNING, Confidence.HIGH, Verdict.PAPER),
    ],
)
def test_the_first_adjustment_that_holds_changes_what_it_names(
    text: str, severity: Severity, confidence: Confidence, verdict: Verdict
) -> None:
    adjusted = replace(
        rule("paper/post", "i posten"),
        verdict=Verdict.PAPER,
        adjust=(
            Adjustment(HERE, severity=Severity.WARNING),
            Adjustment(THERE, confidence=Confidence.LOW, verdict=Verdict.UNCLEAR),
        ),
    )
    (found,) = check(DocumentMaker().section("1").paragraph(text), adjusted)
    assert (found.severity, found.confidence, found.verdict) == (severity, confidence, verdict)


@pytest.mark.parametrize("severity", list(Severity))
def test_what_is_left_to_somebody_is_a_warning_at_most(severity: Severity) -> None:
    fair = rule("house/fair", "rimelig", severity=severity)
    maker = DocumentMaker().section("1").paragraph("Kommunen kan gi fritak når det er rimelig.")
    (asked,) = check(maker, replace(fair, decider=True))
    assert (asked.severity, asked.gate) == (min(severity, Severity.WARNING), True)
    (other,) = check(maker, fair)
    assert (other.severity, other.gate, other.decider) == (severity, None, None)
    (discretion,) = check(maker, replace(fair, id="discretion/fair"))
    assert (discretion.severity, discretion.gate) == (severity, True)


@pytest.mark.parametrize(
    ("title", "heading", "gate"),
    [
        ("Forskrift om havner", "Drift", False),
        ("Forskrift om havner", "", False),
        ("Forskrift om havner", "Tilskudd til havner", True),
        ("Forskrift om tilskudd til havner", "Drift", True),
    ],
)
def test_what_stands_over_a_sentence_tells_whether_somebody_decides_a_case(
    title: str, heading: str, gate: bool
) -> None:
    maker = DocumentMaker().section("1", "Søknad om vedtak").section("2", heading)
    maker.meta = replace(maker.meta, title=title)
    maker.paragraph("Støtten er rimelig. Støtten er rimelig.")
    found = check(maker, replace(rule("house/fair", "rimelig"), decider=True))
    assert [one.gate for one in found] == [gate, gate]


@pytest.mark.parametrize("number", [0, 1, 2])
def test_who_decides_is_found_at_the_same_words_in_every_item(number: int) -> None:
    items = ["saken er ny og stor", "prisen er lav", "byen er liten"]
    items[number] += " og det er rimelig"
    maker = DocumentMaker().section("1").listing("Retten kan avgjøre saken når", items)
    (found,) = check(maker, replace(rule("house/fair", "rimelig"), decider=True))
    assert (found.decider, found.gate) == ("court", True)


INSIDE = "Det tilsynet finner rimelig, skal eieren gjøre."


@pytest.mark.parametrize(
    "sentence",
    [
        INSIDE,
        "Eieren skal male, og det retten finner rimelig, skal han betale.",
        "Det som er rimelig for eieren, kan kommunen gi fritak for.",
    ],
)
def test_who_decides_is_the_same_wherever_the_sentence_stands(sentence: str) -> None:
    fair = replace(rule("house/fair", "rimelig"), decider=True)
    maker = DocumentMaker().section("1").paragraph(sentence)
    (alone,) = check(maker, fair)
    maker.paragraph(f"Naustet males. {sentence}")
    maker.listing("Naustet males når", [sentence, "det regner"]).section("2").paragraph(sentence)
    found = check(maker, fair)
    assert len(found) == 4
    assert {(one.decider, one.gate) for one in (found[0], found[1], found[3])} == {
        (alone.decider, alone.gate)
    }
    assert sentence != INSIDE or alone.decider == "authority"


def test_a_condition_that_takes_too_long_silences_its_rule_alone() -> None:
    slow = Condition(
        pattern=Terminal("regex", "nb", (r"(?:a+)+(?:a+)+(?:a+)+b",)), within=Within.ARTICLE
    )
    waiting = replace(rule("house/slow", "posten"), adjust=(Adjustment((slow,)),))
    maker = DocumentMaker().section("1").paragraph("I posten.").section("2")
    maker.paragraph(f"I posten {'a' * 4000}.").section("3").paragraph("I posten.")
    rule_set = RuleSet((rule("house/quick", "posten"), waiting))
    settings = Settings(locale="nb", nlp=False, rank=False)
    result = Pipeline(LoadedRules.of(rule_set), settings).check(maker.done())
    quick = [one for one in result.findings if one.rule.id == "house/quick"]
    assert [one.rule for one in result.skipped] == ["house/slow"]
    assert len(quick) + sum(one.rule.id == "house/slow" for one in result.findings) >= 3


def told_once(*severities: Severity, later: Severity = Severity.WARNING) -> int:
    """How many findings of a rule are told in a paragraph after others of these severities."""
    others = [
        rule(f"house/o{number}", f"o{number}", severity=severity)
        for number, severity in enumerate(severities)
    ]
    last = replace(
        rule("house/post", "posten", severity=later),
        first_in=Within.PARAGRAPH,
        first_among=tuple(one.id for one in others),
    )
    words = " ".join(f"o{number}." for number in range(len(others)))
    maker = DocumentMaker().section("1").paragraph(f"{words} Til posten. I posten.")
    return sum(one.rule.id == last.id for one in check(maker, *others, last))


def test_a_rule_is_silent_after_others_that_are_as_grave() -> None:
    assert told_once() == 1
    assert told_once(Severity.WARNING) == 0
    assert told_once(Severity.ERROR) == 0
    assert told_once(Severity.INFO) == 1
    assert told_once(Severity.INFO, Severity.ERROR) == 0
    assert told_once(Severity.ERROR, Severity.INFO) == 0
    assert told_once(Severity.INFO, Severity.INFO) == 1
    assert told_once(Severity.WARNING, later=Severity.ERROR) == 1


def test_the_gravest_of_those_before_counts() -> None:
    other = rule("house/o", "o", severity=Severity.WARNING)
    lower = replace(other, adjust=(Adjustment(HERE, severity=Severity.INFO),))
    last = replace(
        rule("house/post", "posten", severity=Severity.WARNING),
        first_in=Within.PARAGRAPH,
        first_among=(other.id,),
    )
    for text, told in (
        ("En o er her. En o er digitalt her. Til posten.", 0),
        ("En o er digitalt her. En o er her. Til posten.", 0),
        ("En o er digitalt her. Til posten.", 1),
    ):
        found = check(DocumentMaker().section("1").paragraph(text), lower, last)
        assert sum(one.rule.id == last.id for one in found) == told, text


def test_each_paragraph_tells_its_own_first() -> None:
    once = replace(rule("house/post", "posten"), first_in=Within.PARAGRAPH)
    twice = replace(rule("house/brev", "brev"), first_in=Within.ARTICLE)
    maker = DocumentMaker().section("1").paragraph("Brev i posten. Brev i posten.")
    maker.paragraph("Brev i posten.")
    found = check(maker, once, twice)
    assert [one.quote for one in found] == ["Brev", "posten", "posten"]
