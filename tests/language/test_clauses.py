"""Clauses read from conjunctions and finite verbs."""

from __future__ import annotations

import pytest

from regcheck.language.clauses import is_passive, read_clauses


def outline(sentence: str) -> list[tuple[str, int, str, str]]:
    """Each clause with its kind, the clause around it, its verb and its subject."""
    reading = read_clauses(sentence)
    return [
        (
            clause.kind,
            clause.parent,
            reading.words[clause.verb] if clause.verb >= 0 else "",
            " ".join(reading.words[place] for place in clause.subject),
        )
        for clause in reading.clauses
    ]


def test_a_condition_that_stands_first_belongs_to_the_main_clause_after_it() -> None:
    assert outline("Når tilsynet krever det, skal eieren vise det som er rimelig.") == [
        ("main", -1, "skal", ""),
        ("condition", 0, "krever", "tilsynet"),
        ("relative", 0, "er", ""),
    ]


def test_a_condition_may_begin_with_its_verb() -> None:
    assert outline("Finner nemnda at båten er farlig, kan den stenge havnen.") == [
        ("main", -1, "kan", ""),
        ("condition", 0, "finner", ""),
        ("that", 1, "er", "båten"),
    ]


def test_a_relative_clause_in_the_subject_ends_at_the_verb_of_the_main_clause() -> None:
    assert outline("Den som eier huset, skal rydde.") == [
        ("main", -1, "skal", "den som eier huset ,"),
        ("relative", 0, "eier", ""),
    ]


def test_what_og_joins_has_the_subject_of_the_first_or_its_own() -> None:
    joined = outline("Tilsynet fører kontroll og kan gi pålegg, og eieren skal rydde.")
    assert [(verb, subject) for _, _, verb, subject in joined] == [
        ("fører", "tilsynet"),
        ("kan", "tilsynet"),
        ("skal", "eieren"),
    ]


def test_a_clause_between_a_modal_and_its_verb_is_closed_by_the_verb() -> None:
    sentence = "Eieren skal, så langt det er mulig, varsles i god tid."
    reading = read_clauses(sentence)
    main = reading.clauses[0]
    assert [reading.words[place] for place in reading.own(main)][-5:] == [
        "varsles", "i", "god", "tid", ".",
    ]  # fmt: skip


@pytest.mark.parametrize("word", ["gis", "settes", "undergis", "foretas", "setjast", "anses"])
def test_passives(word: str) -> None:
    assert is_passive(word)


@pytest.mark.parametrize("word", ["felles", "partenes", "nemndas", "Norges", "finnes", "deres"])
def test_words_that_look_like_passives(word: str) -> None:
    assert not is_passive(word)


@pytest.mark.parametrize(
    "sentence", ["", " ", "(1)", "§ 3", "a" * 9000, "og " * 900, "som, som, når"]
)
def test_odd_sentences_are_read_too(sentence: str) -> None:
    reading = read_clauses(sentence)
    assert len(reading.words) == len(reading.starts) == len(reading.inside)
    assert all(reading.line(place) for place in range(len(reading.words)))
