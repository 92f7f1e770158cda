"""Compounds: where they are cut."""

from __future__ import annotations

import pytest

from regcheck.language.compounds import split_compound


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
