"""Addresses in words."""

from __future__ import annotations

import pytest

from regcheck.law.address import Address, Step, StepKind
from regcheck.law.address_path import parse_path
from regcheck.law.address_text import long, short

CASES = [
    (
        "§3-2/ledd/2/bokstav/b",
        "§ 3-2 (2) b",
        "§ 3-2 annet ledd bokstav b",
        "§ 3-2 andre ledd bokstav b",
        "§ 3-2 second paragraph letter b",
    ),
    (
        "§12a/ledd/7/setning/3",
        "§ 12 a (7) 3. pkt.",
        "§ 12 a sjuende ledd tredje punktum",
        "§ 12 a sjuande ledd tredje punktum",
        "§ 12 a seventh paragraph third sentence",
    ),
    (
        "§4/ledd/21/nummer/3",
        "§ 4 (21) nr. 3",
        "§ 4 21. ledd nr. 3",
        "§ 4 21. ledd nr. 3",
        "§ 4 21st paragraph No. 3",
    ),
    ("kap3", "kap. 3", "kapittel 3", "kapittel 3", "chapter 3"),
    ("del/II", "del II", "del II", "del II", "part II"),
    ("vedlegg/I/punkt/1.2", *["vedlegg I punkt 1.2"] * 3, "annex I point 1.2"),
    ("§3/bokstav/a", *["§ 3 bokstav a"] * 3, "§ 3 letter a"),
    ("§3/overskrift/1", *["§ 3 overskriften"] * 2, "§ 3 overskrifta", "§ 3 the heading"),
    ("endring/4/§7", *["endring 4 § 7"] * 3, "change 4 § 7"),
    ("innledning/1", "innledningen", "innledningen", "innleiinga", "the preamble"),
    ("artikkel5/strekpunkt/2", "artikkel 5 strekpunkt 2", "artikkel 5 annet strekpunkt",
     "artikkel 5 andre strekpunkt", "article 5 second indent"),
    ("tabell/1/rad/2/kolonne/3", *["tabell 1 rad 2 kolonne 3"] * 3, "table 1 row 2 column 3"),
    ("fotnote/1", *["fotnote 1"] * 3, "footnote 1"),
    ("§3[2]", "§ 3 [2]", "§ 3 (den andre)", "§ 3 (den andre)", "§ 3 (the second)"),
    ("", "dokumentet", "hele dokumentet", "heile dokumentet", "the whole document"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "compact", "nb", "nn", "en"), CASES)
def test_addresses_are_printed(path: str, compact: str, nb: str, nn: str, en: str) -> None:
    address = parse_path(path)
    assert short(address) == compact
    assert long(address, "nb") == nb
    assert long(address, "nn") == nn
    assert long(address, "en") == en


def test_the_act_comes_first_when_asked_for() -> None:
    address = parse_path("lov/2005-05-20-28/§3/ledd/1")
    assert long(address, "nb", with_document=True) == "lov 20. mai 2005 nr. 28 § 3 første ledd"
    assert (
        long(address, "en", with_document=True) == "Act of 20 May 2005 No. 28 § 3 first paragraph"
    )
    assert short(address, with_document=True) == "lov/2005-05-20-28 § 3 (1)"
    assert long(address, "nb") == "§ 3 første ledd"


def test_every_ordinal_word_is_printed_in_all_three_languages() -> None:
    printed = {
        locale: [
            long(Address((Step(StepKind.PARAGRAPH, str(n)),)), locale).split()[0]
            for n in range(1, 24)
        ]
        for locale in ("nb", "nn", "en")
    }
    assert printed["nb"][19:] == ["tjuende", "21.", "22.", "23."]
    assert printed["nn"][19:] == ["tjuande", "21.", "22.", "23."]
    assert printed["en"][19:] == ["twentieth", "21st", "22nd", "23rd"]
    assert all(len(set(words)) == 23 for words in printed.values())


def test_an_unknown_locale_is_refused() -> None:
    with pytest.raises(ValueError, match="nb, nn or en"):
        long(parse_path("§1"), "sv")


def test_large_counts_are_no_ordinals() -> None:
    assert long(parse_path("§4/ledd/9999"), "nb") == "§ 4 9999. ledd"
    assert long(parse_path("§4/ledd/10000"), "nb") == "§ 4 ledd 10000"
    assert long(parse_path("§4/ledd/02"), "nb") == "§ 4 ledd 02"
