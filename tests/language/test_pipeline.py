"""The trained pipeline on invented sentences."""

from __future__ import annotations

import subprocess
import sys

import pytest

from regcheck.language.pipeline import Analysis, analyse, load_pipeline, subject_at

NB = [
    "(1) Departementet kan gi forskrift om havner.",
    "a) Når retten finner det rimelig, kan kravet settes ned.",
    "Tillatelse kan gis av kommunen når særlige grunner foreligger.",
    "Tillatelse kan gis i særlige tilfeller.",
    "Arbeidsgiveren skal føre en liste, og kan kreve attest.",
    "Den som søker om tillatelse, skal legge fram attest.",
    "Eieren skal ikke bruke båten.",
    "– Meldingen sendes kommunen.",
]
NN = [
    "(2) Departementet kan gje forskrift om hamner.",
    "Søknaden skal sendast til kommunen.",
    "Eigaren skal ikkje bruke båten.",
]


def words_of(sentence: str, analysis: Analysis) -> list[tuple[str, str]]:
    return [(s.verb.of(sentence), s.phrase.of(sentence)) for s in analysis.subjects]


def test_subjects_of_modals_are_places_of_the_sentence_with_its_label() -> None:
    nb, nn = analyse(NB, "nb"), analyse(NN, "nn")
    assert ("kan", "Departementet") in words_of(NB[0], nb[0])
    assert nb[0].subjects[0].lemma == "departement"
    assert ("finner", "retten") in words_of(NB[1], nb[1])
    assert ("skal", "Søknaden") in words_of(NN[1], nn[1])
    assert ("kan", "Departementet") in words_of(NN[0], nn[0])


def test_a_coordinated_verb_has_the_subject_of_the_first() -> None:
    found = words_of(NB[4], analyse([NB[4]], "nb")[0])
    assert ("skal", "Arbeidsgiveren") in found
    assert ("kan", "Arbeidsgiveren") in found


def test_passives_and_their_agents() -> None:
    with_agent, without, *_ = analyse([NB[2], NB[3]], "nb")
    assert [(p.span.of(NB[2]), p.has_agent) for p in with_agent.passives] == [("gis", True)]
    assert [(p.span.of(NB[3]), p.has_agent) for p in without.passives] == [("gis", False)]
    agent = with_agent.subjects[0].agent
    assert agent is not None
    assert agent.of(NB[2]) == "kommunen"
    nynorsk = analyse([NN[1]], "nn")[0]
    assert [p.span.of(NN[1]) for p in nynorsk.passives] == ["sendast"]


def test_negation_and_what_it_negates() -> None:
    for sentence, language, word in ((NB[6], "nb", "ikke"), (NN[2], "nn", "ikkje")):
        found = analyse([sentence], language)[0].negations
        assert [(n.span.of(sentence), n.target.of(sentence)) for n in found] == [(word, "bruke")]


def test_the_subject_that_governs_a_place() -> None:
    analysis = analyse([NB[1]], "nb")[0]
    inner = subject_at(analysis, NB[1].index("rimelig"))
    outer = subject_at(analysis, NB[1].index("settes"))
    assert inner is not None
    assert inner.head.of(NB[1]) == "retten"
    assert outer is not None
    assert outer.head.of(NB[1]) == "kravet"
    assert subject_at(Analysis(), 3) is None
    assert subject_at(analysis, 0) is None  # the label


def test_the_same_alone_as_in_company_and_the_same_again() -> None:
    together = analyse(NB, "nb")
    assert [analyse([sentence], "nb")[0] for sentence in NB] == together
    assert analyse(NB, "nb") == together


@pytest.mark.parametrize("sentence", ["", " ", "(1) ", "§ 3", "a" * 6000, "😀 kan ) ( ¶"])
def test_odd_input(sentence: str) -> None:
    analysis = analyse([sentence], "nb")[0]
    assert all(0 <= start <= len(sentence) for start in analysis.starts)


def test_other_languages_are_not_analysed() -> None:
    assert analyse(["The ministry may decide."], "en") == [Analysis()]
    assert analyse([], "nb") == []


def test_it_is_loaded_once_without_the_sentence_splitter() -> None:
    assert load_pipeline() is load_pipeline()
    assert "senter" not in load_pipeline().pipe_names


def test_importing_the_room_does_not_import_spacy() -> None:
    code = (
        "import sys, regcheck.language.deciders, "
        "regcheck.language.detect, regcheck.language.sentences; "
        "sys.exit('spacy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
