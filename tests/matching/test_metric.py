"""Measures: what is counted, and where the limits come from."""

from __future__ import annotations

from documents import DocumentMaker
from regcheck.matching.metric import document_lix, paragraph_words, percentiles, sentence_words
from regcheck.segments.measures import measure_text
from regcheck.segments.view import Segments


def segments_of(*paragraphs: str) -> Segments:
    maker = DocumentMaker().section("1", "Prøve")
    for paragraph in paragraphs:
        maker.paragraph(paragraph)
    return Segments(maker.done())


def test_percentiles_rise() -> None:
    for kind in ("act", "regulation"):
        for measure in ("sentence-words", "paragraph-words", "lix"):
            table = percentiles(kind, measure)
            assert len(table) == 99
            assert list(table) == sorted(table)


def test_long_sentences_are_found_with_their_length() -> None:
    long = "Ord " + "ord " * 28 + "slutt."
    segments = segments_of(f"Kort setning her. {long}", long)
    hits = list(sentence_words(segments, {"above": "29"}))
    assert [(hit.value, hit.span.of(segments.text)) for hit in hits] == [(30.0, long), (30.0, long)]
    assert not list(sentence_words(segments, {"above": "30"}))


def test_long_paragraphs_are_reported_at_their_first_sentence() -> None:
    segments = segments_of("Her er én. " + "Og her er fem ord. " * 4 + "Slutt.")
    (hit,) = paragraph_words(segments, {"above": "20"})
    assert hit.span.of(segments.text) == "Her er én."


def test_lix_is_words_per_sentence_plus_share_of_long_words() -> None:
    segments = segments_of("Kommunen fører registeret. Alle kan se det.")
    measures = measure_text(segments)
    assert (measures.words, measures.sentences, measures.long_words) == (7, 2, 2)
    assert abs(measures.lix - (7 / 2 + 100 * 2 / 7)) < 1e-9


def test_a_heavy_document_is_reported_once_and_a_short_one_never() -> None:
    heavy = "Registreringsmyndigheten gjennomfører saksbehandlingen forvaltningsmessig. " * 60
    segments = segments_of(heavy)
    (hit,) = document_lix(segments, {"percentile": "75"})
    assert hit.value > hit.limit
    assert not list(document_lix(segments_of(heavy[:300]), {"percentile": "75"}))
