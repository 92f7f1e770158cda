"""RIX, which is asked for by name, and our measures against those of textstat."""

from __future__ import annotations

import pytest
from textstat import textstat

from documents import DocumentMaker
from regcheck.document.segments.measures import library_measures, measure_text, measured_text
from regcheck.document.segments.view import Segments
from regcheck.matching.checks.metric import document_rix, rix


def segments_of(sentence: str, times: int) -> Segments:
    return Segments(DocumentMaker().section("1").paragraph((sentence * times).strip()).done())


def test_a_text_of_long_words_is_reported_once() -> None:
    heavy = "Registreringsmyndigheten gjennomfører saksbehandlingen forvaltningsmessig. "
    (hit,) = document_rix(segments_of(heavy, 60), {"above": "3"})
    assert hit.value == 4.0


def test_short_words_and_short_texts_are_left_alone() -> None:
    assert not list(document_rix(segments_of("Båten skal ha navn. ", 60), {"above": "3"}))
    assert not list(document_rix(segments_of("Forvaltningsmessigheten. ", 5), {"above": "0"}))


@pytest.mark.parametrize("times", [1, 7])
def test_rix_is_what_textstat_counts(times: int) -> None:
    text = "Registreringsmyndigheten, f.eks. byen, avgjør. Nei. § 4 a gjelder e-postadresser! "
    textstat.set_lang("nb_NO")
    assert rix(text * times) == textstat.rix(text * times)
    assert library_measures(text)["rix"] == round(rix(text), 2)


def test_lix_is_what_textstat_counts_where_sentences_are_plain() -> None:
    segments = segments_of("Kommunen registrerer båtene. Eieren melder fra om endringer. ", 20)
    textstat.set_lang("nb_NO")
    assert measure_text(segments).lix == pytest.approx(textstat.lix(measured_text(segments)))


def test_nothing_is_measured_where_there_is_no_text() -> None:
    assert library_measures("") == {}
