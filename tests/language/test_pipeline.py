"""The trained pipeline on invented sentences."""

from __future__ import annotations

import subprocess
import sys

import pytest

from regcheck.language.pipeline import LONGEST, load_pipeline, parsed


@pytest.mark.parametrize(
    ("sentence", "verb", "subject"),
    [
        ("Departementet kan gi forskrift om havner.", "gi", "departement"),
        ("Eigaren skal ikkje bruke båten.", "bruke", "eigar"),
    ],
)
def test_both_standards_are_read(sentence: str, verb: str, subject: str) -> None:
    (found,) = [token for token in parsed(sentence) if token.dep_ == "nsubj"]
    assert (found.head.text, found.lemma_.lower()) == (verb, subject)


def test_a_text_is_one_sentence_and_one_that_is_too_long_none() -> None:
    assert len(list(parsed("Båten er rød. Bilen er blå.").sents)) == 1
    assert len(parsed("a " * LONGEST)) == 0


def test_it_is_loaded_once_without_the_sentence_splitter() -> None:
    assert load_pipeline() is load_pipeline()
    assert "senter" not in load_pipeline().pipe_names


def test_importing_the_room_does_not_import_spacy() -> None:
    code = (
        "import sys, regcheck.language.deciders, regcheck.language.pipeline, "
        "regcheck.language.detect, regcheck.language.sentences; "
        "sys.exit('spacy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
