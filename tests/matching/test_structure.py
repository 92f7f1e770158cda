"""Headings, numbers, lists, references and written standards."""

from __future__ import annotations

from typing import Any

import pytest

from documents import DocumentMaker
from regcheck.base.text.span import Span
from regcheck.document.segments.view import Segments
from regcheck.law import citations
from regcheck.law.metadata import DocumentKind
from regcheck.law.provisions import read_provisions
from regcheck.matching.checks import sentences
from regcheck.matching.checks.languages import competing_terms, mixed_standard
from regcheck.matching.checks.references import dangling_reference
from regcheck.matching.checks.structure import (
    duplicate_number,
    list_depth,
    list_without_connector,
    numbering_gap,
    section_without_heading,
)
from regcheck.readers.markdown import read_markdown


def markdown(text: str) -> Segments:
    document = read_markdown(f"# Forskrift om havner\n\n{text}\n".encode(), "prove.md")
    return Segments(document)  # type: ignore[arg-type]


def sections(*pairs: tuple[str, str], kind: DocumentKind = DocumentKind.REGULATION) -> Segments:
    maker = DocumentMaker(kind=kind)
    for label, text in pairs:
        maker.section(label, "Tittel").paragraph(text)
    return Segments(maker.done())


def test_sections_without_heading_are_told_one_by_one_where_most_have_one() -> None:
    text = "### § 1. A\n\nEn.\n\n### § 2\n\nTo.\n\n### § 3. C\n\nTre."
    segments = markdown(text)
    (hit,) = section_without_heading(segments, {})
    assert (hit.span.of(segments.text), hit.value, hit.limit) == ("To.", 1, 3)


def test_a_document_without_headings_is_told_once() -> None:
    segments = markdown("### § 1\n\nEn.\n\n### § 2\n\nTo.\n\n### § 3\n\nTre.")
    (hit,) = section_without_heading(segments, {})
    assert (hit.span.of(segments.text), hit.value) == ("En.", 3)


def test_a_missing_number_is_told_at_the_next() -> None:
    (hit,) = numbering_gap(sections(("1", "En."), ("2", "To."), ("4", "Fire.")), {})
    assert hit.value == 3


@pytest.mark.parametrize(
    "labels", [("1", "2", "3"), ("1", "1a", "2"), ("1-9", "2-1"), ("7", "10"), ("1", "2", "2a")]
)
def test_numbers_that_follow(labels: tuple[str, ...]) -> None:
    assert not list(numbering_gap(sections(*((label, "Tekst.") for label in labels)), {}))


def test_an_amending_document_may_have_gaps() -> None:
    gap = (("1", "En."), ("4", "Fire."))
    assert not list(numbering_gap(sections(*gap, kind=DocumentKind.AMENDING_REGULATION), {}))


def test_a_missing_letter() -> None:
    segments = markdown("### § 1. A\n\nBok over\n\na) båter,\n\nb) gjester og\n\nd) varer.")
    assert [hit.span.of(segments.text) for hit in numbering_gap(segments, {})] == ["varer."]


def test_two_sections_with_one_number() -> None:
    segments = sections(("1", "En."), ("2", "To."), ("2", "To igjen."))
    assert [hit.span.of(segments.text) for hit in duplicate_number(segments, {})] == ["To igjen."]


@pytest.mark.parametrize(
    ("lead_in", "items", "told"),
    [
        ("Plassen kan sies opp når", ["båten er solgt", "leien mangler"], "når"),
        ("Plassen kan sies opp når", ["båten er solgt, eller", "leien mangler"], ""),
        ("Plassen kan sies opp når", ["båten er solgt", "eller leien mangler"], ""),
        ("Plassen kan sies opp når alle vilkårene er oppfylt:", ["solgt", "ubetalt"], ""),
        ("Når båten er solgt, skal vakten skrive ned:", ["navn", "dato"], ""),
        ("Vakten fører bok over", ["båter", "gjester"], ""),
        ("Plassen kan seiast opp dersom:", ["båten er seld", "leiga manglar"], "dersom:"),
    ],
)
def test_lists_of_conditions(lead_in: str, items: list[str], told: str) -> None:
    segments = Segments(DocumentMaker().section("1").listing(lead_in, items).done())
    found = [hit.span.of(segments.text) for hit in list_without_connector(segments, {})]
    assert found == ([told] if told else [])


def test_each_list_is_looked_at_for_itself() -> None:
    few = "Havnen kan lukkes dersom\n\na. det blåser."
    linked = "Havnen kan lukkes dersom\n\na. det blåser, og\n\nb. det snør."
    bare = "Havnen kan åpnes dersom\n\na. det er lyst,\n\nb. det er stille."
    plain = "Boken skal vise\n\na. navnet,\n\nb. dagen."
    texts = [("1", few), ("2", plain), ("3", linked), ("4", bare), ("5", few)]
    segments = markdown("\n\n".join(f"### § {label}. Havn\n\n{text}" for label, text in texts))
    (hit,) = list_without_connector(segments, {})
    assert hit.span.of(segments.text) == "dersom"


def test_list_depth() -> None:
    segments = markdown("### § 1. A\n\nBok over\n\n- båter som\n  - ligger her og\n    - er røde")
    (hit,) = list_depth(segments, {"above": "2"})
    assert (hit.span.of(segments.text), hit.value) == ("er røde", 3)
    assert not list(list_depth(segments, {"above": "3"}))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Gebyret følger § 7.", "§ 7"),
        ("Gebyret følger § 7 andre ledd.", "§ 7 andre ledd"),
        ("Gebyret følger § 2.", ""),
        ("Gebyret følger havneloven § 7.", ""),
        ("Gebyret følger § 7 i havneloven.", ""),
        ("Gebyret følger havnel. § 7.", ""),
        ("Reglene i forskrift om kaier gjelder. Gebyret følger § 7.", ""),
        ("Gebyret følger § 2-7.", ""),
        ("Gebyret følger denne forskriften § 7.", "§ 7"),
    ],
)
def test_references_to_sections_that_are_not_there(text: str, told: str) -> None:
    segments = sections(("1", text), ("2", "To."), ("3", "Tre."))
    found = [hit.span.of(segments.text) for hit in dangling_reference(segments, {})]
    assert found == ([told] if told else [])


TWO = "### § 1. Plass\n\nHavnen er åpen.\n\n### § 2. Gebyr\n\nGebyret kreves inn etter § 9."
CHAPTER = TWO.replace("§ ", "§ 1-")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"# Forskrift om havner\n\n{TWO}", ["§ 9"]),
        (f"# Forskrift om havner\n\n{CHAPTER}", ["§ 1-9"]),
        (TWO, []),
        (f"# Forskrift om havner (utdrag)\n\n{TWO}", []),
        (f"# Forskrift om havner\n\n{TWO.replace('§ 2', '§ 3')}", []),
        (f"# Forskrift om havner\n\n{TWO}\n\n[…]", []),
        (f"# Forskrift om endring i forskrift om havner\n\n{TWO}", []),
        ("# Forskrift om havner\n\n### § 1. Gebyr\n\nGebyret kreves inn etter § 9.", []),
    ],
)
def test_a_text_of_two_sections_may_refer_to_nothing(text: str, told: list[str]) -> None:
    segments = Segments(read_markdown(f"{text}\n".encode(), "prove.md"))  # type: ignore[arg-type]
    assert [h.span.of(segments.text) for h in dangling_reference(segments, {})] == told


def test_a_sentence_of_missing_sections_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read = []

    def counted(*given: Any, **more: Any) -> Any:
        read.append(given)
        return read_provisions(*given, **more)

    monkeypatch.setattr(citations, "read_provisions", counted)
    many = " eller ".join(f"saker som § {number} gjelder" for number in [4, 5, 6] * 40)
    segments = sections(("1", f"Dette er {many}."), ("2", "To."), ("3", "Tre."))
    assert len(list(dangling_reference(segments, {}))) == 120
    assert len(read) < 240


def test_mixed_standards() -> None:
    text = "Styret kan ikke leie ut plassen, og båten må hentes {} havnen innen en uke."
    segments = sections(("1", text.format("frå")))
    assert [hit.span.of(segments.text) for hit in mixed_standard(segments, {})] == ["frå"]
    assert not list(mixed_standard(sections(("1", text.format("fra"))), {}))
    quoted = "Ordet «frå» skal ikke stå på skiltet som henger ved inngangen til havnen."
    assert not list(mixed_standard(sections(("1", quoted)), {}))


def test_competing_words_are_told_once() -> None:
    text = "Nye arbeidstakere får vest. Alle arbeidstakere får skap. De ansatte og nye ansatte fri."
    segments = sections(("1", text))
    assert [hit.span.of(segments.text) for hit in competing_terms(segments, {}, "employee")] == [
        "ansatte"
    ]
    referred = sections(("1", text), ("2", "Ordet følger arbeidsmiljøloven § 1-8."))
    assert not list(competing_terms(referred, {}, "employee"))


def test_a_section_without_words_may_have_the_number_of_another() -> None:
    segments = markdown("# Lov om x\n\n### § 1.\n\n### § 1. Bord\n\nBordet er rødt.\n")
    (hit,) = duplicate_number(segments, {})
    assert hit.span.of(segments.text)
    assert hit.related == ()


def test_a_long_paragraph_is_searched_for_an_actor_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    find = sentences._names_actor

    def counted(segments: Segments, span: Span) -> bool:
        asked.append(span)
        return find(segments, span)

    monkeypatch.setattr(sentences, "_names_actor", counted)
    segments = sections(("1", "Brevet skal sendes. " * 100))
    assert len(list(sentences.passive_without_agent(segments, {}))) == 100
    assert len(set(asked)) == len(asked)
