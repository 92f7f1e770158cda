"""Which of several findings is told for all, and which words are joined to one finding."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from test_overlap import BASE

from documents import DocumentMaker
from regcheck.base.text.span import Span
from regcheck.base.texts.localised import NO_TEXT, Localised, localised
from regcheck.document.segments.view import Segments
from regcheck.findings.judge import Judged
from regcheck.findings.overlap import side_by_side
from regcheck.findings.same_sentence import one_in_a_sentence
from regcheck.matching.model import Match
from regcheck.packs.model import Confidence, Severity, TermEntry

RULE = replace(BASE, one_in_sentence="category", join_adjoining=True)


def segments(*paragraphs: str) -> Segments:
    maker = DocumentMaker().section("1")
    for text in paragraphs:
        maker.paragraph(text)
    return Segments(maker.done())


def judged(on: Segments, words: str, *, rule: str = "paper/a", **changes: Any) -> Judged:
    start = on.text.index(words)
    span = Span(start, start + len(words))
    rules = {name: changes.pop(name) for name in ("one_in_sentence",) if name in changes}
    one = Judged(
        RULE if rule == RULE.id and not rules else replace(RULE, id=rule, **rules),
        Match(0, on.leaf_at(start), span, span),
        Severity.WARNING,
        Confidence.MEDIUM,
    )
    return one._replace(**changes)


LOW, HIGH = {"confidence": Confidence.LOW}, {"confidence": Confidence.HIGH}
GATE, USEFUL = {"gate": True}, {"usefulness": 0.5}
GRAVE = {"severity": Severity.ERROR}


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ({}, {}, "a"),
        ({}, HIGH, "b"),
        (LOW, {}, "b"),
        (HIGH, GATE, "b"),
        ({"gate": False}, {"gate": None}, "a"),
        (GATE, USEFUL, "b"),
        ({"usefulness": 0.1}, {"usefulness": None}, "a"),
        (USEFUL | GATE | HIGH, GRAVE, "b"),
        (GRAVE | LOW, USEFUL | GATE | HIGH, "a"),
    ],
)
def test_the_gravest_then_the_most_useful_then_a_gate_then_the_surest_is_told(
    first: dict[str, Any], second: dict[str, Any], told: str
) -> None:
    on = segments("a b.")
    found = one_in_a_sentence(on, [judged(on, "b", **second), judged(on, "a", **first)])
    assert [one.span.of(on.text) for one in found] == ["a", "b"]
    (one,) = [one for one in found if one.severity > Severity.INFO]
    (other,) = [one for one in found if one.severity is Severity.INFO]
    assert one.span.of(on.text) == told
    assert (one.also, one.note) == ((other.span,), NO_TEXT)
    assert (other.also, other.note) == ((), localised("findings.told_there"))


def test_others_stand_in_text_order_and_keep_what_was_said_of_them() -> None:
    on = segments("a b c d.")
    said = Localised("s", "s", "s")
    found = one_in_a_sentence(
        on,
        [
            judged(on, "d", note=said, unranked=Severity.ERROR),
            judged(on, "c", severity=Severity.ERROR),
            judged(on, "a"),
            judged(on, "b", severity=Severity.INFO, unranked=Severity.WARNING),
        ],
    )
    first, second, third, last = found
    assert [span.of(on.text) for span in third.also] == ["a", "b", "d"]
    assert (first.unranked, second.unranked, last.unranked) == (None, Severity.INFO, Severity.INFO)
    assert (first.note, last.note) == (localised("findings.told_there"), said)


def test_notes_others_rules_and_other_sentences_are_let_be() -> None:
    on = segments("a b er. Skapet er.", "d.")
    alone = [judged(on, "a"), judged(on, "Skapet"), judged(on, "d")]
    note = judged(on, "b", severity=Severity.INFO)
    assert one_in_a_sentence(on, [*alone, note]) == [alone[0], note, *alone[1:]]
    for kinds in (("", ""), ("category", ""), ("rule", "rule")):
        pair = [
            judged(on, words, rule=f"paper/{words}", one_in_sentence=kind)
            for words, kind in zip("ab", kinds, strict=True)
        ]
        assert one_in_a_sentence(on, pair) == pair


def test_what_a_user_has_raised_is_never_folded() -> None:
    on = segments("a b.")
    found = [judged(on, "a", usefulness=0.9), judged(on, "b", rule="paper/b", usefulness=0.1)]
    assert [one.severity for one in one_in_a_sentence(on, found)][1] is Severity.INFO
    assert one_in_a_sentence(on, found, {"paper/b"}) == found


ROW, OTHER_ROW = TermEntry("nb", ("a",)), TermEntry("nb", ("a",))


@pytest.mark.parametrize(
    ("text", "first", "second", "joined"),
    [
        ("en b", {}, {}, True),
        ("en, b", {}, {}, True),
        ("en og b", {}, {}, True),
        ("en, og svært b", {}, {}, True),
        ("en med b", {}, {}, True),
        ("en – b", {}, {}, False),
        ("en og så svært b", {}, {}, False),
        ("en b", GRAVE, {}, False),
        ("en b", {}, {"rule": "paper/b"}, False),
        ("en b", {"entry": ROW}, {"entry": ROW}, True),
        ("en b", {"entry": ROW}, {"entry": OTHER_ROW}, False),
        ("en b", {"entry": ROW}, {}, False),
    ],
)
def test_words_side_by_side(
    text: str, first: dict[str, Any], second: dict[str, Any], joined: bool
) -> None:
    on = segments(f"{text} er.")
    found = side_by_side(on, [judged(on, "b", **second), judged(on, "en", **first)])
    assert [one.span.of(on.text) for one in found] == ([text] if joined else ["en", "b"])


@pytest.mark.parametrize(("size", "joined"), [(60, True), (61, False)])
def test_no_more_is_joined_than_people_read_at_a_glance(size: int, joined: bool) -> None:
    long = "x" * (size - 3)
    on = segments(f"En {long} er.")
    assert len(side_by_side(on, [judged(on, "En"), judged(on, long)])) == (1 if joined else 2)


def test_paragraphs_are_not_joined_and_three_words_are() -> None:
    on = segments("a b c", "d")
    found = side_by_side(on, [judged(on, one) for one in "dcba"])
    assert [one.span.of(on.text) for one in found] == ["a b c", "d"]
    wide = judged(on, "b")
    wide = wide._replace(match=wide.match._replace(whole=Span(0, 5)))
    (one,) = side_by_side(on, [judged(on, "a"), wide])
    assert (one.match.span, one.match.whole) == (Span(0, 3), Span(0, 5))
