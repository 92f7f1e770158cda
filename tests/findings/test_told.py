"""What a finding tells: how much of its sentence, in what words, and under which name."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from test_check import check, rule

from documents import DocumentMaker
from regcheck.base.text.span import Span
from regcheck.document.model import Answered, Document
from regcheck.document.segments.view import Segments
from regcheck.findings.build import FindingBuilder, _filled, weight_text
from regcheck.findings.fingerprint import Fingerprints, plain
from regcheck.findings.judge import Judged
from regcheck.findings.learned.usefulness import usefulness_model
from regcheck.findings.model import Finding, ProposedFix, Question, Related, SuppressedBy
from regcheck.matching.model import Match
from regcheck.packs.model import Confidence, Fix, RuleSet, Severity
from regcheck.readers.markdown import read_markdown
from regcheck.results.result import Settings
from regcheck.run.pipeline import Pipeline
from regcheck.run.rules import LoadedRules


def test_new_words_begin_as_the_old_ones_do() -> None:
    mended = replace(rule("house/jfr", "jfr", "ikke noe", "e"), fix=Fix("safe", {
        "jfr": "jf.", "ikke noe": "intet", "e": "ø",
    }))  # fmt: skip
    maker = DocumentMaker().section("1").paragraph("Jfr loven, jfr forskriften. Ikke noe, E.")
    found = [one.fix.replacement for one in check(maker, mended) if one.fix is not None]
    assert found == ["Jf.", "jf.", "Intet", "Ø"]


CONDITION = "condition for a decision in the single case"
POST = rule("paper/post", "i posten")


def excerpt(text: str) -> str:
    (found,) = check(DocumentMaker().section("1").paragraph(text), POST)
    return found.excerpt


def test_a_sentence_is_shown_whole_up_to_320_code_points() -> None:
    whole = "Svar i posten ".ljust(319, "x") + "."
    assert excerpt(whole) == whole
    longer = "Svar i posten ".ljust(320, "x") + "."
    assert excerpt(longer) == f"{longer[: 5 + 8 + 156]}…"


@pytest.mark.parametrize("before", [150, 155, 156, 157, 200])
def test_a_longer_one_is_shown_evenly_around_the_words(before: int) -> None:
    text = "x" * (before - 1) + " i posten " + "y" * 400 + "."
    shown = excerpt(text)
    assert shown.startswith("…") == (before > 156)
    assert shown.removeprefix("…").startswith("x" * (min(before, 156) - 1) + " i posten ")
    assert shown.endswith("y" * 155 + "…")


def test_of_long_words_something_is_shown_on_both_sides() -> None:
    words = "posten " * 60
    asked = rule("paper/post", words.strip())
    maker = DocumentMaker().section("1").paragraph(f"{'x' * 60} {words}{'y' * 60}.")
    (found,) = check(maker, asked)
    assert found.excerpt == f"…{'x' * 39} {words}{'y' * 39}…"


@pytest.mark.parametrize(("size", "whole"), [(159, True), (160, True), (161, False)])
def test_a_lead_in_is_shown_whole_up_to_160_code_points(size: int, whole: bool) -> None:
    lead_in = "Søkeren skal sende ".ljust(size, "x")
    maker = DocumentMaker().section("1").listing(lead_in, ["brev i posten"])
    (found,) = check(maker, POST)
    shown = lead_in if whole else f"…skal sende {'x' * (size - 19)}"
    assert found.excerpt == f"{shown} brev i posten"


def test_the_nearest_lead_in_is_shown() -> None:
    text = "### § 1. Svar\n\nSøkeren skal:\n\n- sende:\n  - brev i posten\n  - bilde\n"
    document = read_markdown(text.encode(), "a.md")
    assert isinstance(document, Document)
    loaded = LoadedRules.of(RuleSet((POST,)))
    (found,) = Pipeline(loaded, Settings(locale="nb", nlp=False)).check(document).findings
    assert found.excerpt == "sende: brev i posten"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Svar i posten.", "§1/ledd/1"),
        ("Svar i posten. Takk.", "§1/ledd/1/setning/1"),
        ("Takk. Svar i posten.", "§1/ledd/1/setning/2"),
        ("Takk. Nei. Svar i posten. Ja.", "§1/ledd/1/setning/3"),
    ],
)
def test_a_sentence_is_named_where_there_are_several(text: str, address: str) -> None:
    (found,) = check(DocumentMaker().section("1").paragraph(text), POST)
    assert found.address_path == f"forskrift/2027-01-01-1/{address}"


def test_a_heading_has_no_sentences() -> None:
    asked = replace(POST, scope=("heading",))
    (found,) = check(DocumentMaker().section("1", "Svar. Klage i posten"), asked)
    assert found.address_path == "forskrift/2027-01-01-1/§1/overskrift/1"


def test_all_in_one_sentence_are_told_alike_and_all_in_others_apart() -> None:
    maker = DocumentMaker().section("1")
    maker.paragraph("I posten og i posten. I posten.").paragraph("I posten.")
    found = check(maker, POST)
    places = [one.address_path.partition("§1/")[2] for one in found]
    assert places == ["ledd/1/setning/1", "ledd/1/setning/1", "ledd/1/setning/2", "ledd/2"]
    assert [one.excerpt for one in found] == ["I posten og i posten."] * 2 + ["I posten."] * 2


def builder(*paragraphs: str, locale: str = "nb") -> FindingBuilder:
    maker = DocumentMaker().section("1")
    for text in paragraphs:
        maker.paragraph(text)
    return FindingBuilder(Segments(maker.done()), locale)


def judged(made: FindingBuilder, words: str, **changes: Any) -> Judged:
    start = made.segments.text.index(words)
    span = Span(start, start + len(words))
    match = Match(0, made.segments.leaf_at(start), span, span)
    return Judged(POST, match, Severity.WARNING, Confidence.HIGH, **changes)


@pytest.mark.parametrize(
    ("locale", "told"),
    [
        ("nb", "«a» er funnet. I samme setning: «b», «c»."),
        ("nn", "«a» er funnen. I same setninga: «b», «c»."),
        ("en", "“a” is found. In the same sentence: “b”, “c”."),
    ],
)
def test_others_in_the_sentence_are_named_once_each(locale: str, told: str) -> None:
    made = builder("a b c b.", locale=locale)
    also = tuple(Span(at, at + 1) for at in (2, 4, 6))
    found = made.build(judged(made, "a", also=also))
    assert found.message == told
    speaks = {"nb": "i samme setning", "nn": "i same setninga", "en": "in the same sentence"}
    assert [(one.message, one.quote, one.start) for one in found.related] == [
        (speaks[locale], "b", 2),
        (speaks[locale], "c", 4),
        (speaks[locale], "b", 6),
    ]


def test_places_a_finding_rests_on_stand_in_text_order_each_once() -> None:
    made = builder("a b c.", "d e.")
    text = made.segments.text
    one = judged(made, "c", tipping=(Span(text.index("d"), text.index("d") + 1), Span(0, 1)))
    one = one._replace(match=one.match._replace(others=(Span(2, 3), Span(0, 1))))
    found = made.build(one)
    assert [(place.quote, place.address_path.partition("§1/")[2]) for place in found.related] == [
        ("a", "ledd/1"),
        ("b", "ledd/1"),
        ("d", "ledd/2"),
    ]
    assert {place.message for place in found.related} == {"hører til"}
    assert made.build(judged(made, "c")).related == ()


def test_what_lies_in_no_provision_is_no_place() -> None:
    made = builder("a.", "b.")
    gap = Span(made.segments.text.index("\n"), made.segments.text.index("\n") + 1)
    match = judged(made, "a").match
    assert made.related(match, (gap,)) == ()
    after = Span(gap.end, gap.end + 1)
    assert [one.quote for one in made.related(match, (gap, after))] == ["b"]


def test_ids_are_those_of_the_innermost_element_in_akoma_ntoso() -> None:
    maker = DocumentMaker().section("1").paragraph("Svar i posten.").paragraph("Nei i posten.")
    maker.article.attributes["id"] = "sec_1"
    maker.article.children[0].attributes["id"] = "sec_1__p_1"
    document = maker.done()
    for form, found in (("akn", ["sec_1__p_1", "sec_1"]), ("text", ["", ""])):
        source = replace(document.source, format=form)
        made = FindingBuilder(Segments(replace(document, source=source)), "nb")
        assert [made.eid(leaf) for leaf in range(2)] == found


@pytest.mark.parametrize(
    ("locale", "raises", "feature", "words"),
    [
        ("nb", True, ("quote", "snarest"), "+ ordene «snarest»"),
        ("en", False, ("quote", "snarest"), "− the words “snarest”"),
        ("en", True, ("next before", "snarest"), "+ “snarest” just before"),
        ("en", True, ("two after", "snarest"), "+ “snarest” just after"),
        ("en", True, ("rule quote", "a/b snarest"), "+ the words “snarest”"),
        ("en", True, ("gate", "yes"), f"+ the words are a {CONDITION}"),
        ("en", False, ("gate", "no"), f"− the words are no {CONDITION}"),
        ("en", True, ("rule gate", "a/b no"), f"+ the words are no {CONDITION}"),
        ("en", True, ("rule", "a/b"), "+ the rule itself"),
        ("en", True, ("quote", "så snart"), "+ the words “så snart”"),
        ("en", True, ("next before", "så snart"), "+ “så snart” just before"),
    ],
)  # fmt: skip
def test_weights_in_words(locale: str, raises: bool, feature: tuple[str, str], words: str) -> None:
    assert weight_text(locale, *feature, raises) == words


@pytest.mark.parametrize("locale", ["nb", "nn", "en"])
def test_each_feature_of_the_model_has_words(locale: str) -> None:
    for group, weights in usefulness_model().weights.items():
        value = next(iter(weights))
        assert weight_text(locale, group, value, True).startswith("+ ")


def test_only_what_adds_is_said_to_raise() -> None:
    made = builder("a.")
    weighed = (("rule", "a/b", 0.5), ("quote", "a", -0.5), ("quote", "b", 0.0))
    found = made.build(judged(made, "a", weighed=weighed, unranked=Severity.ERROR))
    assert found.weighed == ("+ regelen i seg selv", "− ordene «a»", "− ordene «b»")
    assert (found.rule_severity, found.severity) == (Severity.ERROR, Severity.WARNING)
    assert made.build(judged(made, "a")).rule_severity is Severity.WARNING


def filled(template: str, value: float = 0.0, limit: float = 0.0, locale: str = "nb") -> str:
    match = Match(0, 0, Span(0, 1), Span(0, 1), value=value, limit=limit)
    return _filled(template, match, "ord", "x / y", locale)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (("{match}: {suggestion}",), "ord: x / y"),
        (("{value} av {limit}", 61.25, 60.0), "61,2 av 60"),
        (("{value} av {limit}", 0.5, 0.25), "0,5 av 0,2"),
        (("{value} of {limit}", 61.25, 60.04, "en"), "61.2 of 60"),
        (("{value}",), "{value}"),
        (("value", 3.0), "value"),
    ],
)
def test_messages_are_filled(given: tuple[Any, ...], shown: str) -> None:
    assert filled(*given) == shown


def test_names_of_findings_are_kept_in_files_and_never_change() -> None:
    """Baselines and answers of others go by them."""
    sentences = (
        "Svar, sendes i POSTEN etter § 3 a.",
        "Svar sendes i posten etter §§ 4-1, 5 og 6.",
        "x" * 20_000,
        "x" * 20_001,
    )
    names = Fingerprints("lov/2001-01-01-1")
    found = [names.name("paper/post", "i posten", one, "§1/ledd/1") for one in sentences]
    assert found == [
        "fc437d0f15f81cdd-17c48b98-0",
        "25f0b9c1b675044a-17c48b98-0",
        "b44c770a89ef1c56-17c48b98-0",
        "c22f1f832f08ffc3-17c48b98-0",
    ]
    assert plain("  Svar_på: «ØL»,\n3-a ") == "svar på øl 3 a"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("etter § 3 nå", "etter § 4-1 nå"),
        ("etter § 3 nå", "etter § 12a nå"),
        ("etter §§ 3 og 4 nå", "etter §§ 5, 6 og 7 nå"),
        ("etter §§ 3 til 4 nå", "etter § 3 nå"),
    ],
)
def test_numbers_of_sections_make_no_other_name(one: str, other: str) -> None:
    first, second = (Fingerprints("x").name("a/b", "nå", text, "§1") for text in (one, other))
    assert first == second
    third = Fingerprints("x").name("a/b", "nå", f"{one} da", "§1")
    assert third.split("-")[0] != first.split("-")[0]


PLAIN = Finding(
    rule=POST, severity=Severity.WARNING, confidence=Confidence.LOW, message="m", advice="a",
    address="§ 1", address_path="§1", target=None, role="operative", quote="q", span=Span(0, 1),
    sentence=Span(0, 2), excerpt="e", start=3, end=4, line=5, column=6, language="nb",
)  # fmt: skip


def test_a_finding_as_plain_values_leaves_out_what_it_has_not() -> None:
    record = PLAIN.to_dict(path="a.md")
    assert list(record) == [
        "rule", "category", "severity", "confidence", "message", "advice", "path", "address",
        "address_path", "target", "role", "quote", "start", "end", "line", "column", "excerpt",
        "language", "verdict", "decider", "gate", "usefulness", "weighed", "rule_severity",
        "function", "suggestion", "related", "fix", "questions", "status", "fingerprint",
    ]  # fmt: skip
    for name in ("verdict", "decider", "gate", "usefulness", "function", "suggestion", "fix"):
        assert record[name] is None, name
    assert (record["related"], record["weighed"], record["status"]) == ([], [], "new")
    assert record["questions"] == []
    unknown = (PLAIN.end_line, PLAIN.end_column, PLAIN.byte_column, PLAIN.end_byte_column)
    assert unknown == (0, 0, 0, 0)
    assert (record["severity"], record["rule_severity"]) == ("warning", "warning")


def test_a_finding_as_plain_values_has_all_that_it_has() -> None:
    whole = PLAIN._replace(
        related=(Related("r", "q", Span(7, 8), 9, 10, "§2"),),
        fix=ProposedFix("safe", 3, 4, "n"),
        questions=(Question("no-decider", 5, 6, "Hvem?"),),
        eid="sec", part="word/document.xml", justification="j",
        answered=Answered("keep", "Kari", "2031-05-02"),
        suppressed_by=SuppressedBy("inSource", "a.md", 3),
        rule_severity=Severity.ERROR, usefulness=0.0, gate=False, suggestion="s",
    )  # fmt: skip
    record = whole.to_dict()
    assert record["related"] == [
        {"message": "r", "quote": "q", "start": 9, "end": 10, "address_path": "§2"}
    ]
    assert record["fix"] == {"applicability": "safe", "start": 3, "end": 4, "replacement": "n"}
    assert record["questions"] == [{"trouble": "no-decider", "start": 5, "end": 6, "text": "Hvem?"}]
    assert (record["eid"], record["part"]) == ("sec", "word/document.xml")
    assert (record["justification"], record["answered"]["by"]) == ("j", "Kari")
    assert record["suppressed_by"] == {
        "kind": "inSource", "path": "a.md", "line": 3, "until": None,
    }  # fmt: skip
    assert (record["rule_severity"], record["severity"]) == ("error", "warning")
    assert (record["usefulness"], record["gate"], record["suggestion"]) == (0.0, False, "s")
