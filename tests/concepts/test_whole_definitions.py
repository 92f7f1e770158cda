"""Definitions with all that belongs to them, and terms as a catalogue would list them."""

from __future__ import annotations

import pytest

from regcheck.concepts.definitions import Definition, definitions_in, is_relative
from regcheck.concepts.lemmas import concept_of, lemma_of
from regcheck.document.model import Document
from regcheck.readers.registry import read_document


def found_in(text: str) -> dict[str, Definition]:
    document = read_document(f"# Havnelova\n\n## § 1. Ord\n\n{text}".encode(), "havn.md", "md")
    assert isinstance(document, Document)
    return {one.concept: one for one in definitions_in(document)}


def test_sentences_that_go_on_with_a_definition_belong_to_it() -> None:
    found = found_in(
        "Med brygge menes en fast konstruksjon ved sjøen. Som brygge regnes også en flytende "
        "kai. Det samme gjelder moloer. Kommunen fører tilsyn med bryggene."
    )
    assert found["brygge"].definition == (
        "en fast konstruksjon ved sjøen. Som brygge regnes også en flytende kai. Det samme gjelder "
        "moloer."
    )


def test_the_next_paragraph_belongs_when_it_adds_to_the_term() -> None:
    found = found_in(
        "Med bryggje er meint ein fast konstruksjon.\n\nBryggja omfattar ikkje flytande kaier.\n\n"
        "Kommunen kan gi forskrift."
    )
    assert found["brygge" if "brygge" in found else "bryggje"].definition == (
        "ein fast konstruksjon. Bryggja omfattar ikkje flytande kaier."
    )


def test_neighbours_in_one_sentence_are_told_apart() -> None:
    found = found_in(
        "Med tankbåt menes båt som fører olje, og med lastebåt menes båt som fører varer."
    )
    assert found["tankbåt"].definition == "båt som fører olje"
    assert found["lastebåt"].definition == "båt som fører varer."


def test_what_counts_begins_at_the_verb_that_counts() -> None:
    found = found_in(
        "Som fast gjest regnes den som ligger i havna, når leien er ment å vare et halvt år."
    )
    assert found["fast gjest"].definition == (
        "den som ligger i havna, når leien er ment å vare et halvt år."
    )


def test_what_is_to_be_done_is_said_from_its_infinitive_on() -> None:
    found = found_in("Med båtmekling menes å opptre som mellommann ved salg av båt.")
    assert found["båtmekling"].definition == "å opptre som mellommann ved salg av båt."


@pytest.mark.parametrize("says", ["er", "er å anse som", "Er"])
def test_a_verb_after_the_colon_is_not_part_of_the_meaning(says: str) -> None:
    found = found_in(
        f"I denne loven menes med:\n\n- lekter: {says} båt uten motor\n- kai: brygge\n"
    )
    assert found["lekter"].definition == "båt uten motor"


@pytest.mark.parametrize("here", ["her", "i disse forskrifter", "i denne forskriften"])
def test_where_a_meaning_holds_is_not_part_of_it(here: str) -> None:
    assert (
        found_in(f"Med kai menes {here} brygge av stein.")["kai"].definition == "brygge av stein."
    )


def test_a_definition_limited_to_its_section_or_repeated_in_several_is_bound_there() -> None:
    limited = found_in("Som leie regnes i denne paragrafen alt som betales for plassen.")
    assert limited["leie"].scope == "section"
    repeated = (
        "Som inntekt regnes leie og gebyr.\n\n## § 2. Støtte\n\nSom inntekt regnes leie alene."
    )
    assert found_in(repeated)["inntekt"].scope == "section"


def test_what_says_nothing_is_no_definition() -> None:
    assert not found_in("Som fast plass regnes det med: .").get("med")


@pytest.mark.parametrize(
    ("term", "lemma", "concept"),
    [
        ("noens nærstående", "nærstående", "nærstående"),
        ("Båtene", "båt", "båt"),
        ("havnepenger", "havnepenger", "havnepenger"),
        ("botid etter kapitlene 2 , 3 A og 4", "botid", "botid"),
        ("kontroll i tredje ledd og §§ 4-6", "kontroll", "kontroll"),
        ("samboerpar", "samboerpar", "samboer"),
        ("omfattende ombygging", "omfattende ombygging", "omfattende ombygging"),
        ("tekniske opplysninger", "tekniske opplysninger", "teknisk opplysning"),
    ],
)
def test_terms_are_listed_as_a_catalogue_would(term: str, lemma: str, concept: str) -> None:
    assert lemma_of(term, "nb") == lemma
    assert concept_of(lemma, "nb") == concept


@pytest.mark.parametrize(
    ("nynorsk", "concept"),
    [
        ("arbeidstakar", "arbeidstaker"),
        ("sambuar", "samboer"),
        ("nærståande", "nærstående"),
        ("dei bryggeytarane", "bryggeytar"),
        ("bryggjeregisteret", "bryggjeregister"),
        ("gått", "gått"),
    ],
)
def test_both_written_standards_meet_in_one_concept(nynorsk: str, concept: str) -> None:
    assert concept_of(lemma_of(nynorsk, "nn"), "nn") == concept


def test_terms_that_mean_something_only_in_their_own_text_are_relative() -> None:
    found = found_in("Med eksisterende båt menes båt som ikke er ny.")
    assert is_relative(found["eksisterende båt"])
    other = found_in("Med båt menes et fartøy på under 15 meter.")
    assert not is_relative(other["båt"])


def test_a_term_whose_verb_stands_after_the_next_term_is_read_without_fault() -> None:
    found = found_in(
        "Med pir og molo menes faste anlegg, og med kai og brygge menes flytende anlegg."
    )
    assert all(one.definition for one in found.values())
