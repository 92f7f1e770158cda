"""Two compounds for one thing."""

import pytest

from documents import DocumentMaker
from regcheck.document.segments.view import Segments
from regcheck.matching.checks.twin_words import twin_words

FAR = "Kassereren skriver alle beløp i en bok som ligger på kontoret i havnen. "


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            f"Seilkostnader dekkes. Seilkostnader føres. {FAR}Andre seilutgifter dekkes ikke.",
            "seilutgifter",
        ),
        (f"Seilkostnader dekkes. {FAR}Andre seilutgifter dekkes ikke.", ""),
        (
            f"Seilkostnader, seilutgifter. Seilkostnader føres. {FAR}Seilutgifter føres ikke.",
            "",
        ),
        (f"Statsstøtte er forbudt. Statsstøtte meldes. {FAR}Statstilskudd er lov.", ""),
        (f"Utgifter føres. Utgifter dekkes. {FAR}Kostnader føres ikke.", ""),
    ],
    ids=["two-words", "used-once", "side-by-side", "state-aid", "no-compound"],
)
def test_the_rarer_of_two_compounds_is_found(text: str, found: str) -> None:
    segments = Segments(DocumentMaker().section("1").paragraph(text.strip()).done())
    hits = list(twin_words(segments, {}))
    assert [hit.span.of(segments.text) for hit in hits] == ([found] if found else [])
