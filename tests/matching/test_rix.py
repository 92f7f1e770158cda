"""RIX, which is asked for by name."""

from __future__ import annotations

import pytest

from documents import DocumentMaker
from regcheck.matching.checks.metric import document_rix, rix
from regcheck.segments.view import Segments


def segments_of(sentence: str, times: int) -> Segments:
    return Segments(DocumentMaker().section("1").paragraph(sentence * times).done())


def test_a_text_of_long_words_is_reported_once() -> None:
    heavy = "Registreringsmyndigheten gjennomfører saksbehandlingen forvaltningsmessig. "
    (hit,) = document_rix(segments_of(heavy, 60), {"above": "3"})
    assert hit.value == 4.0


def test_short_words_and_short_texts_are_left_alone() -> None:
    assert not list(document_rix(segments_of("Båten skal ha navn. ", 60), {"above": "3"}))
    assert not list(document_rix(segments_of("Forvaltningsmessigheten. ", 5), {"above": "0"}))


def test_textstat_counts_the_same() -> None:
    textstat = pytest.importorskip("textstat").textstat
    textstat.set_lang("nb_NO")
    text = "Registreringsmyndigheten, f.eks. byen, avgjør. Nei. § 4 a gjelder e-postadresser! "
    for times in (1, 7):
        assert rix(text * times) == textstat.rix(text * times)
