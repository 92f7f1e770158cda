"""Norms: what belongs together when a provision is read."""

from __future__ import annotations

from documents import DocumentMaker
from regcheck.base.text.span import Span
from regcheck.document.model import Document
from regcheck.document.segments.view import Segments, lower_in_place


def listed() -> Document:
    return (
        DocumentMaker()
        .section("1", "Søknad")
        .paragraph("Første setning her. Andre setning her.")
        .listing(
            "Fristen er kort. Søknaden skal ha", ["kopi av pass", "attest"], "i to eksemplarer."
        )
        .done()
    )


def norm_at(segments: Segments, words: str) -> list[str]:
    start = segments.text.index(words)
    span = Span(start, start + len(words))
    return [piece.of(segments.text) for piece in segments.norm(segments.leaf_at(start), span)]


def test_a_plain_norm_is_its_sentence() -> None:
    assert norm_at(Segments(listed()), "Andre") == ["Andre setning her."]


def test_an_item_has_lead_in_and_tail_but_not_its_neighbours() -> None:
    assert norm_at(Segments(listed()), "attest") == [
        "Søknaden skal ha",
        "attest",
        "i to eksemplarer.",
    ]


def test_a_lead_in_has_all_its_items_and_the_tail() -> None:
    assert norm_at(Segments(listed()), "Søknaden") == [
        "Søknaden skal ha",
        "kopi av pass",
        "attest",
        "i to eksemplarer.",
    ]


def test_an_earlier_sentence_of_a_lead_in_stands_alone() -> None:
    assert norm_at(Segments(listed()), "Fristen") == ["Fristen er kort."]


def test_paragraph_and_article() -> None:
    segments = Segments(listed())
    leaf = segments.leaf_at(segments.text.index("attest"))
    assert segments.paragraph_of(leaf).address.path.endswith("§1/ledd/2")
    assert segments.article_of(leaf).address.path.endswith("§1")
    heading = segments.heading_of(leaf)
    assert heading is not None
    assert heading.of(segments.text) == "Søknad"


def test_lowering_keeps_every_place() -> None:
    text = "İSTANBUL § 1 ÆØÅ"
    lowered = lower_in_place(text)
    assert len(lowered) == len(text)
    assert lowered.endswith("§ 1 æøå")
