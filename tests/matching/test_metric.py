"""Measures: what is counted, and where the limits come from."""

from __future__ import annotations

import pytest

from documents import DocumentMaker
from regcheck.document.segments.measures import measure_text
from regcheck.document.segments.view import Segments
from regcheck.matching.checks.hits import Check
from regcheck.matching.checks.metric import (
    document_lix,
    paragraph_words,
    percentiles,
    sentence_words,
)
from regcheck.matching.checks.sentences import (
    passive_without_agent,
    sentence_conditions,
    sentence_references,
    word_letters,
)


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


def test_a_table_written_out_as_text_is_no_sentence() -> None:
    row = "Vare {} kilo per eske til lager, "
    plain = segments_of("".join(row.format("en") for _ in range(9)) + "slutt.")
    table = segments_of("".join(row.format(f"{n},50") for n in range(9)) + "slutt.")
    assert len(list(sentence_words(plain, {"above": "30"}))) == 1
    assert not list(sentence_words(table, {"above": "30"}))


def test_a_formula_and_what_its_symbols_stand_for_are_no_sentence() -> None:
    words = "summen er det som står igjen av beløpet når fradraget er gjort hvert år " * 3
    plain, formula = (
        segments_of(f"Her gjelder $ 9 der {words}."),
        segments_of(f"Her gjelder $$a = b$$ der {words}."),
    )
    assert len(list(sentence_words(plain, {"above": "30"}))) == 1
    assert not list(sentence_words(formula, {"above": "30"}))


def test_long_paragraphs_are_reported_at_their_first_sentence() -> None:
    segments = segments_of("Her er én. " + "Og her er fem ord. " * 4 + "Slutt.")
    (hit,) = paragraph_words(segments, {"above": "20"})
    assert hit.span.of(segments.text) == "Her er én."


def test_lix_is_words_per_sentence_plus_share_of_long_words() -> None:
    segments = segments_of("Kommunen fører registeret. Alle kan se det.")
    measures = measure_text(segments)
    assert (measures.words, measures.sentences, measures.long_words) == (7, 2, 2)
    assert abs(measures.lix - (7 / 2 + 100 * 2 / 7)) < 1e-9


@pytest.mark.parametrize(("word", "long_words"), [("abcdef", 0), ("abcdefg", 1)])
def test_seven_letters_are_long_and_six_are_not(word: str, long_words: int) -> None:
    assert measure_text(segments_of(word)).long_words == long_words


def test_a_heavy_document_is_reported_once_and_a_short_one_never() -> None:
    heavy = "Registreringsmyndigheten gjennomfører saksbehandlingen forvaltningsmessig. " * 60
    segments = segments_of(heavy)
    (hit,) = document_lix(segments, {"percentile": "75"})
    assert hit.value > hit.limit
    assert not list(document_lix(segments_of(heavy[:300]), {"percentile": "75"}))


def spans(check: Check, text: str, options: dict[str, str]) -> list[tuple[str, float]]:
    segments = segments_of(text)
    return [(hit.span.of(segments.text), hit.value) for hit in check(segments, options)]


def test_conditions_are_counted_by_sentence() -> None:
    three = "Hvis båten er solgt, og når leien mangler, går plassen, med mindre styret sier nei."
    text = f"Når det regner, stenger vi. {three} Hvis ikke, er det åpent."
    assert spans(sentence_conditions, text, {"above": "2"}) == [(three, 3)]
    assert not spans(sentence_conditions, text, {"above": "2", "below": "3"})


def test_references_are_counted_by_sentence() -> None:
    five = "Reglene i § 2, § 3, § 5, § 6 og § 8 gjelder."
    assert spans(sentence_references, f"Se § 1. {five}", {"above": "4"}) == [(five, 5)]
    chain = "Plassen gis etter § 2, jf. § 4, jf. § 6, jf. § 7."
    assert spans(sentence_references, chain, {"above": "4"}) == [(chain, 6)]
    fine = "Den som bryter § 2, § 3, § 5, § 6 eller § 8, straffes med bøter."
    assert not spans(sentence_references, fine, {"above": "4"})


def test_a_very_long_word_is_told_the_first_time() -> None:
    word = "båtplasstildelingsprioriteringsliste"
    text = (
        f"Vi har en {word}. En {word} er lang, og spesialisthelsetjenestepersonelloven er en lov."
    )
    assert spans(word_letters, text, {"above": "27"}) == [(word, 36)]
    assert not spans(word_letters, text, {"above": "36"})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Meldingen skal sendes innen ti dager.", True),
        ("Meldinga skal sendast innan ti dagar.", True),
        ("Vedtaket skal straks kunngjøres.", True),
        ("Meldingen skal sendes av kommunen innen ti dager.", False),
        ("Eieren melder fra. Meldingen skal sendes innen ti dager.", False),
        ("Veggene skal bygges av stein.", False),
        ("Det må kunne vurderes.", False),
    ],
)
def test_duties_without_anyone_who_has_them(text: str, told: bool) -> None:
    assert bool(spans(passive_without_agent, text, {})) is told


def test_a_lead_in_may_name_who_has_the_duty() -> None:
    items = ["meldingen skal sendes i dag", "boken skal føres i morgen"]
    maker = DocumentMaker().section("1").listing("Kommunen har ansvar for at", items)
    assert not list(passive_without_agent(Segments(maker.done()), {}))
