"""Compounds by their head, their modifier, and where they are cut."""

from __future__ import annotations

import pytest

from regcheck.language.compounds import ends_in, split_compound, starts_with
from regcheck.language.forms import forms_of

PAPER = forms_of("papir", "nb")
ATTEST = forms_of("attest", "nb")


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("papirskjema", "papir"),
        ("Papirkopier", "papir"),
        ("papir-kopi", "papir"),
        ("papirs-", ""),
        ("verdipapir", ""),
        ("papir", ""),
        ("papirene", ""),
        ("papirets", ""),
        ("papirer", ""),
        ("papirøy", ""),  # two letters are no word
        ("skjema", ""),
    ],
)
def test_modifier(word: str, found: str) -> None:
    assert starts_with(word, {"papir"}) == found


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("politiattest", "attest"),
        ("politiattesten", "attesten"),
        ("Legeattester", "attester"),
        ("e-attest", "attest"),
        ("attest", ""),
        ("attesten", ""),
        ("øyattest", ""),
        ("attestasjon", ""),
    ],
)
def test_head(word: str, found: str) -> None:
    assert ends_in(word, ATTEST) == found


def test_the_same_word_can_be_head_and_not_modifier() -> None:
    assert ends_in("verdipapirene", PAPER) == "papirene"
    assert not starts_with("verdipapirene", PAPER)
    assert starts_with("papirkravene", PAPER)


@pytest.mark.parametrize(
    ("word", "language", "parts"),
    [
        ("papirskjema", "nb", ("papir", "skjema")),
        ("arbeidsavtale", "nb", ("arbeids", "avtale")),
        ("arbeidsgiverperiode", "nb", ("arbeidsgiver", "periode")),
        ("barnehage", "nb", ("barne", "hage")),
        ("Havneavgiften", "nb", ("Havne", "avgiften")),
        ("EØS-borger", "nb", ("EØS-", "borger")),
        ("politiattest", "nn", ("politi", "attest")),
        ("opplysningsplikta", "nn", ("opplysnings", "plikta")),
        ("forskrift", "nb", None),
        ("underskrift", "nb", None),
        ("skjema", "nb", None),
        ("vedtak", "nn", None),
        ("xyzzyplugh", "nb", None),
        ("", "nb", None),
        ("a" * 5000, "nb", None),
    ],
)
def test_split(word: str, language: str, parts: tuple[str, str] | None) -> None:
    assert split_compound(word, language) == parts


@pytest.mark.parametrize("word", ["papirskjema", "kommunestyremøtene", "førerkortklasse"])
def test_the_parts_make_up_the_word(word: str) -> None:
    parts = split_compound(word, "nb")
    assert parts is not None
    assert "".join(parts) == word
