"""A lead-in and its items as running text, and the way back to the document."""

from __future__ import annotations

from documents import DocumentMaker
from regcheck.base.text.span import Span
from regcheck.document.segments.view import Segments
from regcheck.matching.joined import JoinedNorm, joined_norms


def listed(items: list[str]) -> Segments:
    maker = DocumentMaker().section("1", "Skap").paragraph("Skap er røde.")
    return Segments(maker.listing("Nøkler er gule. Eieren skal sende:", items).done())


def norms_of(segments: Segments, words: str) -> list[JoinedNorm]:
    leaf = segments.leaf_at(segments.text.index(words))
    return list(joined_norms(segments, leaf))


def test_a_lead_in_is_joined_with_each_item() -> None:
    segments = listed(["Et brev, –", "en Nøkkel og", "–", "en lås. Låsen er ny."])
    assert [norm.text for norm in norms_of(segments, "Eieren")] == [
        "Eieren skal sende Et brev",
        "Eieren skal sende en Nøkkel og",
        "Eieren skal sende",
        "Eieren skal sende en lås.",
    ]
    assert norms_of(segments, "Eieren")[1].lowered == "eieren skal sende en nøkkel og"


def test_an_item_is_joined_with_its_lead_in() -> None:
    segments = listed(["et brev,", "en nøkkel"])
    assert [norm.text for norm in norms_of(segments, "en nøkkel")] == [
        "Eieren skal sende en nøkkel"
    ]


def test_every_stretch_is_found_in_the_document_but_for_the_joint() -> None:
    segments = listed(["et brev,", "en nøkkel"])
    norm = norms_of(segments, "Eieren")[1]
    joint = norm.at[1] - 1
    assert norm.text[joint] == " "
    for start in range(len(norm.text)):
        for end in range(start, len(norm.text) + 1):
            found = "".join(span.of(segments.text) for span in norm.locate(Span(start, end)))
            kept = (norm.text[at] for at in range(start, end) if at != joint)
            assert found == "".join(kept)
