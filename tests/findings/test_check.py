"""From text to findings: addresses, messages, who decides, adjustments, overlaps, fingerprints."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from documents import DocumentMaker
from regcheck.base.texts.localised import Localised
from regcheck.document.model import Document, Role
from regcheck.findings.fingerprint import Fingerprints
from regcheck.findings.model import Finding
from regcheck.findings.policy import PathOverride, Policy
from regcheck.packs.model import (
    Adjustment,
    Combination,
    Condition,
    Confidence,
    Fix,
    Rule,
    RuleSet,
    Severity,
    Terminal,
    Verdict,
    Within,
)
from regcheck.readers.markdown import read_markdown
from regcheck.results.result import Settings
from regcheck.run.pipeline import Pipeline
from regcheck.run.rules import LoadedRules


def phrases(*texts: str, language: str = "nb") -> Terminal:
    return Terminal("phrase", language, texts)


def rule(rule_id: str, *texts: str, severity: Severity = Severity.ERROR) -> Rule:
    return Rule(
        id=rule_id,
        title=Localised("tittel", "tittel", "title"),
        message=Localised("«{match}» er funnet.", "«{match}» er funnen.", "“{match}” is found."),
        match=phrases(*texts),
        severity=severity,
        confidence=Confidence.HIGH,
    )


def check(maker: DocumentMaker, *rules: Rule, locale: str = "auto") -> list[Finding]:
    rule_set = RuleSet(tuple(sorted(rules, key=lambda r: r.id)))
    settings = Settings(locale=locale, nlp=False)
    return list(Pipeline(LoadedRules.of(rule_set), settings).check(maker.done()).findings)


def test_a_finding_says_what_and_where() -> None:
    maker = (
        DocumentMaker().section("4", "Klage").paragraph("Klagen går først. Den går i posten nå.")
    )
    (found,) = check(maker, rule("paper/post", "i posten"))
    assert found.quote == "i posten"
    assert found.message == "«i posten» er funnet."
    assert found.address == "§ 4 første ledd annet punktum"
    assert found.address_path == "forskrift/2027-01-01-1/§4/ledd/1/setning/2"
    assert found.excerpt == "Den går i posten nå."
    assert (found.severity, found.language) == (Severity.ERROR, "nb")
    assert found.line == 2
    assert found.column == maker.done().text.split("\n")[1].index("i posten") + 1


def test_messages_follow_the_locale() -> None:
    maker = DocumentMaker().section("1").paragraph("Svar sendes i posten.")
    (found,) = check(maker, rule("paper/post", "i posten"), locale="en")
    assert found.message == "“i posten” is found."
    assert found.address == "§ 1 first paragraph"


def test_an_item_shows_its_lead_in() -> None:
    maker = DocumentMaker().section("1").listing("Søkeren skal sende", ["brev i posten", "bilde"])
    (found,) = check(maker, rule("paper/post", "i posten"))
    assert found.excerpt == "Søkeren skal sende brev i posten"
    assert found.address == "§ 1 første ledd bokstav a"


def test_a_condition_cancels_within_its_reach_only() -> None:
    digital = Condition(pattern=phrases("digitalt"), within=Within.NORM)
    unless = replace(rule("paper/post", "i posten"), unless=(digital,))
    inside = DocumentMaker().section("1").paragraph("Svar sendes digitalt eller i posten.")
    beside = DocumentMaker().section("1").paragraph("Svar sendes i posten. Spørsmål går digitalt.")
    assert not check(inside, unless)
    assert check(beside, unless)


def test_an_item_is_not_excused_by_its_neighbour() -> None:
    digital = Condition(pattern=phrases("digitalt"), within=Within.NORM)
    unless = replace(rule("paper/post", "i posten"), unless=(digital,))
    maker = DocumentMaker().section("1").listing("Sendes", ["søknad i posten", "klage digitalt"])
    assert len(check(maker, unless)) == 1


@pytest.mark.parametrize(
    ("stretch", "expected"),
    [
        (None, ["§ 1/ledd/1", "§ 1/ledd/1", "§ 1/ledd/2", "§ 2/ledd/1"]),
        (Within.PARAGRAPH, ["§ 1/ledd/1", "§ 1/ledd/2", "§ 2/ledd/1"]),
        (Within.ARTICLE, ["§ 1/ledd/1", "§ 2/ledd/1"]),
        (Within.DOCUMENT, ["§ 1/ledd/1"]),
    ],
)
def test_a_rule_may_speak_of_a_thing_only_the_first_time(
    stretch: Within | None, expected: list[str]
) -> None:
    maker = (
        DocumentMaker()
        .section("1")
        .paragraph("Svar sendes i posten. Varsel går i posten.")
        .paragraph("Klagen går i posten.")
        .section("2")
        .paragraph("Søknaden går i posten.")
    )
    found = check(maker, replace(rule("paper/post", "i posten"), first_in=stretch))
    paths = [finding.address_path.removeprefix("forskrift/2027-01-01-1/") for finding in found]
    assert [path.partition("/setning")[0].replace("§", "§ ") for path in paths] == expected


def test_other_rules_may_be_the_first_if_they_are_as_grave() -> None:
    maker = (
        DocumentMaker()
        .section("1")
        .paragraph("Søknad sendes. Svar sendes i posten.")
        .section("2")
        .paragraph("Svar sendes i posten.")
    )
    other = rule("paper/apply", "søknad")
    later = replace(
        rule("paper/post", "i posten"), first_in=Within.ARTICLE, first_among=("paper/apply",)
    )
    assert [found.rule.id for found in check(maker, other, later)] == ["paper/apply", "paper/post"]
    lighter = replace(other, severity=Severity.INFO)
    assert len(check(maker, lighter, later)) == 3
    assert len(check(maker, lighter, later, rule("paper/send", "sendes"))) == 6


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Båten skal ha en trygg og forsvarlig plass.", ["trygg og forsvarlig"]),
        ("Båten skal ha en trygg, forsvarlig plass.", ["trygg, forsvarlig"]),
        ("Båten skal være trygg eller svært forsvarlig.", ["trygg eller svært forsvarlig"]),
        ("Båten skal være trygg når den er forsvarlig.", ["trygg", "forsvarlig"]),
    ],
)
def test_words_of_a_rule_that_stand_side_by_side_are_one_finding(
    text: str, quotes: list[str]
) -> None:
    maker = DocumentMaker().section("1").paragraph(text)
    apart = rule("house/vague", "trygg", "forsvarlig", severity=Severity.WARNING)
    joining = replace(apart, join_adjoining=True)
    assert [found.quote for found in check(maker, joining)] == quotes
    assert len(check(maker, apart)) == 2


def test_another_rule_of_the_category_keeps_words_apart() -> None:
    maker = DocumentMaker().section("1").paragraph("Båten er trygg og særlig forsvarlig.")
    joining = replace(rule("house/vague", "trygg", "forsvarlig"), join_adjoining=True)
    found = check(maker, joining, rule("house/fit", "særlig"))
    assert [one.quote for one in found] == ["trygg", "særlig", "forsvarlig"]
    found = check(maker, joining, rule("other/fit", "særlig"))
    assert [one.quote for one in found] == ["trygg og særlig forsvarlig", "særlig"]


def test_the_first_time_is_that_of_a_finding_not_of_the_words() -> None:
    excused = Condition(pattern=phrases("ikke"), within=Within.SENTENCE)
    first = replace(rule("paper/post", "i posten"), unless=(excused,), first_in=Within.DOCUMENT)
    maker = DocumentMaker().section("1").paragraph("Svar går ikke i posten. Klager går i posten.")
    (found,) = check(maker, first)
    assert found.excerpt == "Klager går i posten."


def test_an_adjustment_changes_severity_verdict_and_advice_and_names_the_words() -> None:
    digital = Condition(pattern=phrases("digitalt"), within=Within.ARTICLE)
    lowered = Adjustment(
        (digital,),
        severity=Severity.INFO,
        verdict=Verdict.UNCLEAR,
        note=Localised("Se også."),
        advice=Localised("La «{match}» stå."),
    )
    adjusted = replace(
        rule("paper/post", "i posten"),
        adjust=(lowered,),
        verdict=Verdict.PAPER,
        advice=Localised("Stryk det."),
    )
    maker = DocumentMaker().section("1").paragraph("Svar sendes i posten. Spørsmål går digitalt.")
    (found,) = check(maker, adjusted)
    assert (found.severity, found.verdict) == (Severity.INFO, Verdict.UNCLEAR)
    assert found.message.endswith("Se også.")
    assert found.advice == "La «i posten» stå."
    assert [related.quote for related in found.related] == ["digitalt"]
    elsewhere = DocumentMaker().section("1").paragraph("Svar sendes i posten.")
    (found,) = check(elsewhere.section("2").paragraph("Spørsmål går digitalt."), adjusted)
    assert (found.severity, found.verdict) == (Severity.ERROR, Verdict.PAPER)
    assert found.advice == "Stryk det."


def test_who_decides_is_said_and_never_an_error() -> None:
    asking = replace(rule("discretion/fair", "rimelig"), decider=True)
    maker = DocumentMaker().section("1").paragraph("Kommunen kan gi fritak når det er rimelig.")
    (found,) = check(maker, asking)
    assert found.decider == "authority"
    assert found.severity is Severity.WARNING
    assert found.confidence is Confidence.HIGH


def test_a_rule_may_ask_for_some_who_decide_and_be_silent_on_others() -> None:
    asking = replace(rule("discretion/fair", "rimelig"), decider=True)
    authority = (Condition(fact="decider", values=("authority",)),)
    court = (Condition(fact="decider", values=("court",)),)
    maker = DocumentMaker().section("1").paragraph("Kommunen kan gi fritak når det er rimelig.")
    cases: tuple[tuple[dict[str, Any], int], ...] = (
        ({"when": authority}, 1),
        ({"requires": court}, 0),
        ({"unless": authority}, 0),
        ({"unless": court}, 1),
        ({"when": court, "unless": court}, 0),
    )
    for changes, told in cases:
        assert len(check(maker, replace(asking, **changes))) == told, changes


def test_a_rule_that_does_not_ask_who_decides_says_nothing_of_it() -> None:
    maker = DocumentMaker().section("1").paragraph("Kommunen kan gi fritak når det er rimelig.")
    (found,) = check(maker, rule("discretion/fair", "rimelig"))
    assert (found.decider, found.gate, found.severity) == (None, True, Severity.ERROR)


def test_what_stands_in_a_translation_is_uncertain_and_said_to_be_one() -> None:
    maker = (
        DocumentMaker()
        .section("1")
        .paragraph("Det gis bok.")
        .paragraph("Det gis bok.", Role.FOREIGN)
    )
    book = replace(rule("paper/book", "bok"), scope=("operative", "foreign"))
    own, foreign = check(maker, book)
    assert (own.confidence, own.message) == (Confidence.HIGH, "«bok» er funnet.")
    assert (foreign.role, foreign.confidence) == ("foreign", Confidence.LOW)
    assert foreign.message.startswith("«bok» er funnet. Teksten er oversatt;")


def test_overlaps_are_settled_within_a_category_only() -> None:
    maker = DocumentMaker().section("1").paragraph("Svar sendes i vanlig post.")
    short = rule("paper/post", "post", severity=Severity.WARNING)
    long = rule("paper/plain-post", "i vanlig post", severity=Severity.WARNING)
    other = rule("technology/post", "post")
    assert [f.rule.id for f in check(maker, short, long, other)] == [
        "paper/plain-post",
        "technology/post",
    ]
    grave = replace(short, severity=Severity.ERROR)
    assert [f.rule.id for f in check(maker, grave, long)] == ["paper/post"]


def test_a_match_across_lead_in_and_item_is_reported_in_the_item() -> None:
    crossing = replace(rule("paper/attach", ""), match=phrases("vedlegge <4> attest"))
    maker = (
        DocumentMaker().section("1").listing("Søkeren skal vedlegge:", ["gyldig attest", "bilde"])
    )
    (found,) = check(maker, crossing)
    assert found.quote == "gyldig attest"
    assert [related.quote for related in found.related] == ["vedlegge"]
    assert found.address == "§ 1 første ledd bokstav a"


def test_all_needs_every_part_and_reports_the_first() -> None:
    both = replace(
        rule("paper/both", ""),
        match=Combination("all", (phrases("attest"), phrases("legge ved"))),
    )
    yes = DocumentMaker().section("1").paragraph("Søkeren skal legge ved attest.")
    no = DocumentMaker().section("1").paragraph("Kommunen utsteder attest.")
    (found,) = check(yes, both)
    assert found.quote == "attest"
    assert not check(no, both)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("E-post i posten.", ["i posten"]),
        ("Svar i posten-boken.", []),
        ("Svar i Posten.", ["i Posten"]),
        ("Svar (i posten).", ["i posten"]),
        ("Svar i postene.", []),
    ],
)
def test_phrases_match_whole_words_in_any_case(text: str, found: list[str]) -> None:
    maker = DocumentMaker().section("1").paragraph(text)
    assert [f.quote for f in check(maker, rule("paper/post", "i posten"))] == found


def test_fingerprints_outlive_moving_and_tell_equals_apart() -> None:
    post = rule("paper/post", "i posten")
    here = DocumentMaker().section("1").paragraph("Svar sendes i posten.")
    there = DocumentMaker().section("2").paragraph("Svar  sendes, i posten")
    changed = DocumentMaker().section("1").paragraph("Svar leveres i posten.")
    (first,), (moved,), (other,) = (check(m, post) for m in (here, there, changed))
    content, place, index = first.fingerprint.split("-")
    assert index == "0"
    assert moved.fingerprint.split("-")[0] == content
    assert moved.fingerprint.split("-")[1] != place
    assert other.fingerprint.split("-")[0] != content
    assert other.fingerprint.split("-")[1] == place
    twice = DocumentMaker().section("1").paragraph("Sendt i posten, hentet i posten.")
    a, b = check(twice, post)
    assert a.fingerprint.rsplit("-", 1)[0] == b.fingerprint.rsplit("-", 1)[0]
    assert a.fingerprint != b.fingerprint


def test_a_slow_expression_is_given_up_and_the_others_go_on() -> None:
    slow = replace(
        rule("paper/slow", ""), match=Terminal("regex", "nb", (r"(?:a+)+(?:a+)+(?:a+)+b",))
    )
    maker = DocumentMaker().section("1").paragraph("Svar i posten " + "a" * 4000 + ".")
    rule_set = RuleSet((rule("paper/post", "i posten"), slow))
    checked = Pipeline(LoadedRules.of(rule_set), Settings(nlp=False)).check(maker.done())
    assert [f.rule.id for f in checked.findings] == ["paper/post"]
    assert [skipped.rule for skipped in checked.skipped] == ["paper/slow"]


def test_an_expired_document_is_given_up() -> None:
    maker = DocumentMaker().section("1")
    for _ in range(400):
        maker.paragraph("Kan dette eller hint gjelde?")
    never = replace(rule("paper/gap", ""), match=phrases("dette <2> gjelde"))
    pipeline = Pipeline(LoadedRules.of(RuleSet((never,))), Settings(nlp=False))
    checked = pipeline.check(maker.done(), expired=lambda share=1, ahead=0: True)
    assert ("*", "time limit for the document") in {
        (s.rule, s.reason.partition(",")[0]) for s in checked.skipped
    }


def test_a_long_sentence_is_shown_around_the_words() -> None:
    long = "Svar " + "om noe annet " * 60
    maker = DocumentMaker().section("1").paragraph(f"{long}sendes i posten {long}snart.")
    (found,) = check(maker, rule("paper/post", "i posten"))
    assert found.excerpt.startswith("…")
    assert found.excerpt.endswith("…")
    assert "sendes i posten" in found.excerpt
    first = DocumentMaker().section("1").paragraph(f"I posten sendes {long}snart.")
    (found,) = check(first, rule("paper/post", "i posten"))
    assert found.excerpt.startswith("I posten sendes")
    assert found.excerpt.endswith("…")
    last = DocumentMaker().section("1").paragraph(f"{long}sendes i posten.")
    (found,) = check(last, rule("paper/post", "i posten"))
    assert found.excerpt.startswith("…")
    assert found.excerpt.endswith("i posten.")


def test_a_fix_keeps_the_case_of_the_first_letter() -> None:
    mended = replace(
        rule("plain-language/jfr", "jfr", "i posten"), fix=Fix("safe", {"i posten": "som post"})
    )
    maker = DocumentMaker().section("1").paragraph("I posten og i posten, jfr.")
    capital, small, other = check(maker, mended)
    assert capital.fix is not None
    assert small.fix is not None
    assert (capital.fix.replacement, small.fix.replacement) == ("Som post", "som post")
    assert (capital.fix.start, capital.fix.end) == (capital.start, capital.end)
    assert other.fix is None


def test_who_decides_in_a_list_is_read_over_lead_in_and_item() -> None:
    asking = replace(rule("discretion/fair", "rimelig"), decider=True)
    listed = (
        DocumentMaker()
        .section("1")
        .listing("Domstolen kan sette ned beløpet når", ["det er rimelig", "partene er enige"])
    )
    (found,) = check(listed, asking)
    assert found.decider == "court"
    both = (
        DocumentMaker()
        .section("1")
        .paragraph("Kommunen kan gi fritak. Retten kan sette ned beløpet når det er rimelig.")
    )
    (found,) = check(both, asking)
    assert found.decider == "court"


def test_who_decides_is_the_same_with_the_pipeline_in_plain_sentences() -> None:
    asking = replace(rule("discretion/fair", "rimelig"), decider=True)
    maker = DocumentMaker().section("1").paragraph("Kommunen kan gi fritak når det er rimelig.")
    maker.paragraph("Retten kan sette ned beløpet når det er rimelig.")
    rule_set = RuleSet((asking,))
    found = Pipeline(LoadedRules.of(rule_set), Settings()).check(maker.done()).findings
    assert [one.decider for one in found] == ["authority", "court"]


def test_the_nearest_word_before_who_decides_counts_from_its_own_sentence() -> None:
    asking = replace(rule("discretion/fair", "rimelig"), decider=True)
    maker = DocumentMaker().section("1")
    maker.paragraph("Et krav kan settes ned. Retten kan når det er rimelig, gi kommunen rett.")
    (found,) = check(maker, asking)
    assert found.decider == "court"


def test_a_document_may_have_rules_that_are_off_and_severities_of_its_own() -> None:
    first, second = rule("paper/post", "i posten"), rule("technology/fax", "telefaks")
    text = "Svar sendes i posten eller med telefaks."
    laid_down = (
        PathOverride(("a.md",), ignore=("paper/post",)),
        PathOverride(("b.md",), severity=(("technology/fax", "info"),)),
    )
    settings = Settings(nlp=False, overrides=laid_down)
    pipeline = Pipeline(LoadedRules.of(RuleSet((first, second))), settings)
    seen = {}
    for name in ("a.md", "b.md", "c.md"):
        document = read_markdown(f"# Lov om x\n\n### § 1. Svar\n\n{text}\n".encode(), name)
        assert isinstance(document, Document)
        seen[name] = [(f.rule.id, f.severity) for f in pipeline.check(document).findings]
    assert seen == {
        "a.md": [("technology/fax", Severity.ERROR)],
        "b.md": [("paper/post", Severity.ERROR), ("technology/fax", Severity.INFO)],
        "c.md": [("paper/post", Severity.ERROR), ("technology/fax", Severity.ERROR)],
    }


def test_a_context_may_lower_what_a_user_laid_down_and_not_raise_it() -> None:
    policy = Policy(severities={"a/b": Severity.WARNING})
    assert policy.severity("a/b", Severity.ERROR, None) is Severity.WARNING
    assert policy.severity("a/b", Severity.ERROR, Severity.INFO) is Severity.INFO
    assert policy.severity("a/b", Severity.ERROR, Severity.ERROR) is Severity.WARNING
    assert policy.severity("a/b", Severity.INFO, Severity.INFO) is Severity.WARNING
    assert policy.severity("a/b", Severity.INFO, Severity.ERROR) is Severity.WARNING
    assert policy.severity("c/d", Severity.ERROR, None) is Severity.ERROR
    assert policy.severity("c/d", Severity.ERROR, Severity.INFO) is Severity.INFO


def test_fingerprints_go_by_the_documents_id_or_else_by_its_path() -> None:
    post = rule("paper/post", "i posten")

    def named(refid: str) -> str:
        maker = DocumentMaker(refid).section("1").paragraph("Svar sendes i posten.")
        (found,) = check(maker, post)
        assert re.fullmatch(r"[0-9a-f]{16}-[0-9a-f]{8}-0", found.fingerprint)
        return found.fingerprint

    mark = Fingerprints("prove.txt").name(
        "paper/post", "i posten", "Svar sendes i posten.", "§1/ledd/1"
    )
    assert named("") == mark
    assert named("lov/2001-01-01-1") != named("lov/2001-01-01-2")


def test_a_long_lead_in_is_shown_from_a_word_near_its_end() -> None:
    lead_in = "Søkeren skal " + "etter nærmere regler " * 20 + "sende"
    maker = DocumentMaker().section("1").listing(lead_in, ["brev i posten", "bilde"])
    (found,) = check(maker, rule("paper/post", "i posten"))
    assert found.excerpt.startswith("…")
    assert found.excerpt.endswith("regler sende brev i posten")
    assert len(found.excerpt) < 200


@pytest.mark.parametrize(
    ("language", "words"), [("nb", "er funnet"), ("nn", "er funnen"), ("en", "is found")]
)
def test_messages_follow_the_document_where_no_locale_is_asked_for(
    language: str, words: str
) -> None:
    maker = DocumentMaker().section("1").paragraph("Svar post.")
    maker.meta = replace(maker.meta, language=language)
    post = replace(rule("paper/post", "post"), match=Terminal("phrase", "", ("post",)))
    (found,) = check(maker, post)
    assert words in found.message


@pytest.mark.parametrize(("locale", "words"), [("auto", "er funnen"), ("nb", "er funnet")])
def test_messages_follow_a_provision_in_the_other_standard(locale: str, words: str) -> None:
    text = (
        "# Forskrift\n\n## § 1 Svar\n\nSøkeren skal ikke sende svaret i posten, og kommunen skal "
        "ikke ta imot det.\n\n## § 2 Svar\n\nSøkjaren skal ikkje sende svaret i posten, og "
        "kommunen skal ikkje ta imot det frå nokon.\n"
    )
    document = read_markdown(f"---\nmalform: nb\n---\n\n{text}".encode(), "utkast.md")
    assert isinstance(document, Document)
    post = replace(rule("paper/post", "i posten"), match=Terminal("phrase", "", ("i posten",)))
    pipeline = Pipeline(LoadedRules.of(RuleSet((post,))), Settings(locale=locale, nlp=False))
    first, second = pipeline.check(document).findings
    assert "er funnet" in first.message
    assert words in second.message
