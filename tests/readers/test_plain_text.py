"""Plain text to documents."""

from __future__ import annotations

import codecs

import pytest
from drawn import assert_sound, drawn, paths
from hypothesis import given
from hypothesis import strategies as st

from regcheck.document.model import Document, NodeKind, Unreadable
from regcheck.law.metadata import DocumentKind
from regcheck.readers.markdown import read_markdown
from regcheck.readers.plain_text import begins_block, read_plain_text

DRAFT = """Forskrift om brønner

Fastsatt av Vanndepartementet 1. mai 2030 med hjemmel i lov 4. mai 2021 nr. 7.

Kapittel 1
Innledende bestemmelser

§ 1. Formål
Forskriften skal legge til rette for god forvalt-
ning av brønner og kontroll-
og tilsynsarbeid.

§ 2 Virkeområde

Forskriften gjelder for

1. brønner,
2. kilder som
   a) er åpne, eller
   b) er lukket
3. andre anlegg

som brukes til drikkevann.

[regcheck: ignore paper/stamp because eksempel]
§ 3. Søknaden skal sendes til kommunen. Ellers gjelder
§ 4 tilsvarende.

§ 4 a. Dokumentasjon

(1) Søkeren skal legge ved:
- attest
- kart
(2) Kommunen kan be om mer.

Kap. 2. Avsluttende bestemmelser

§ 5 Forskriften trer i kraft straks.

Vedlegg 1. Skjema

Navn og adresse.
"""


def read(text: str) -> Document:
    document = read_plain_text(text.encode(), "utkast.txt")
    assert isinstance(document, Document)
    assert_sound(document)
    return document


def test_a_regulation() -> None:
    assert drawn(read(DRAFT)) == [
        "overskrift/1 heading | Forskrift om brønner",
        "innledning/1 preamble | Fastsatt av Vanndepartementet 1. mai 2030 med hjemmel i lov "
        "4. mai 2021 nr. 7.",
        "kap1/overskrift/1 heading | Innledende bestemmelser",
        "§1/overskrift/1 heading | Formål",
        "§1/ledd/1 purpose | Forskriften skal legge til rette for god forvaltning av brønner og "
        "kontroll- og tilsynsarbeid.",
        "§2/overskrift/1 heading | Virkeområde",
        "§2/ledd/1 operative | Forskriften gjelder for",
        "§2/ledd/1/nummer/1 operative | brønner,",
        "§2/ledd/1/nummer/2 operative | kilder som",
        "§2/ledd/1/nummer/2/bokstav/a operative | er åpne, eller",
        "§2/ledd/1/nummer/2/bokstav/b operative | er lukket",
        "§2/ledd/1/nummer/3 operative | andre anlegg",
        "§2/ledd/1 operative | som brukes til drikkevann.",
        "§3/ledd/1 operative | Søknaden skal sendes til kommunen. Ellers gjelder § 4 tilsvarende.",
        "§4a/overskrift/1 heading | Dokumentasjon",
        "§4a/ledd/1 operative | Søkeren skal legge ved:",
        "§4a/ledd/1/strekpunkt/1 operative | attest",
        "§4a/ledd/1/strekpunkt/2 operative | kart",
        "§4a/ledd/2 operative | Kommunen kan be om mer.",
        "kap2/overskrift/1 heading | Avsluttende bestemmelser",
        "§5/ledd/1 transitional | Forskriften trer i kraft straks.",
        "vedlegg/1/overskrift/1 heading | Skjema",
        "vedlegg/1/ledd/1 annex | Navn og adresse.",
    ]


def test_metadata_and_directive() -> None:
    document = read(DRAFT)
    assert document.meta.title == "Forskrift om brønner"
    assert document.meta.kind is DocumentKind.REGULATION
    (directive,) = document.directives
    assert directive.body == "ignore paper/stamp because eksempel"
    assert directive.span.of(DRAFT) == "[regcheck: ignore paper/stamp because eksempel]"


def test_split_words_map_back_to_both_lines() -> None:
    document = read(DRAFT)
    start = document.text.index("forvaltning")
    span = type(document.leaves[0].span)(start, start + len("forvaltning"))
    assert document.offsets.to_source(span).of(DRAFT) == "forvalt-\nning"


def test_utf_16_and_old_encodings_give_the_same() -> None:
    expected = drawn(read(DRAFT))
    for data in (codecs.BOM_UTF16_LE + DRAFT.encode("utf-16-le"), DRAFT.encode("cp1252")):
        document = read_plain_text(data, "utkast.txt")
        assert isinstance(document, Document)
        assert drawn(document) == expected
        assert document.notes


def test_roman_numerals_after_letters() -> None:
    document = read("§ 1\n\nDette gjelder:\n\na) en\nb) to:\ni) tre\nii) fire\nc) fem\n")
    assert paths(document)[1:] == [
        "§1/ledd/1/bokstav/a | en",
        "§1/ledd/1/bokstav/b | to:",
        "§1/ledd/1/bokstav/b/bokstav/i | tre",
        "§1/ledd/1/bokstav/b/bokstav/ii | fire",
        "§1/ledd/1/bokstav/c | fem",
    ]


def test_letter_i_after_h_is_a_letter() -> None:
    lines = "".join(f"{letter}) ledd nr. {letter}\n" for letter in "abcdefghij")
    document = read("§ 1\n\nDette gjelder:\n\n" + lines)
    assert [leaf.address.path for leaf in document.leaves[1:]] == [
        f"§1/ledd/1/bokstav/{letter}" for letter in "abcdefghij"
    ]


def test_numbered_paragraphs_without_a_lead_in_are_paragraphs() -> None:
    document = read("§ 1\n\n1. Eieren skal melde fra.\n\n2. Kommunen fører bok.\n")
    assert [leaf.address.path for leaf in document.leaves] == ["§1/ledd/1", "§1/ledd/2"]


def test_references_to_articles_are_no_headings() -> None:
    document = read(
        "§ 1. Frist\n\n§ 4 gjelder ikke for brønner.\n\n§§ 5 og 6 gjelder for kilder.\n\n"
        "Kapittel 3 gjelder for alle.\n"
    )
    assert [leaf.address.path for leaf in document.leaves] == [
        "§1/overskrift/1",
        "§1/ledd/1",
        "§1/ledd/2",
        "§1/ledd/3",
    ]


def test_amending_text_in_nynorsk() -> None:
    document = read(
        "Forskrift om endring i forskrift om brønnar\n\nI\n\nI forskrift 1. januar 2020 nr. 5 om "
        "brønnar blir det gjort følgjande endringar:\n\n§ 2 andre ledd skal lyde:\n\nEigaren skal\n"
        "melde frå.\n\n§ 3 blir oppheva.\n\nNoverande § 4 blir § 3.\n\nII\n\nForskrifta trer i "
        "kraft straks.\n"
    )
    changes = [line for line in drawn(document) if "endring/" in line]
    regulation = "forskrift/2020-01-01-5"
    assert changes == [
        "kapI/endring/1 amendment-instruction | § 2 andre ledd skal lyde:",
        f"kapI/endring/1/ledd/2 inserted → {regulation}/§2/ledd/2 | Eigaren skal melde frå.",
        "kapI/endring/2 amendment-instruction | § 3 blir oppheva.",
        "kapI/endring/3 amendment-instruction | Noverande § 4 blir § 3.",
    ]
    assert drawn(document)[-1].startswith("kapII/ledd/1 transitional")


def test_nothing_is_inserted_after_a_mere_move() -> None:
    document = read(
        "Lov om endring i brønnlova\n\nI lov 4. mai 2021 nr. 7 om brønner gjøres følgende "
        "endringer:\n\nNåværende § 4 blir § 5.\n\nDepartementet gir regler om overgangen.\n"
    )
    assert drawn(document)[-1] == "ledd/2 operative | Departementet gir regler om overgangen."


def test_what_says_when_the_act_comes_into_force_ends_the_new_wording() -> None:
    document = read(
        "Lov om endring i brønnlova\n\nI lov 4. mai 2021 nr. 7 om brønner gjøres følgende "
        "endringer:\n\n§ 4 første ledd skal lyde:\n\nBrønnen har lokk.\n\nLoven trer i kraft "
        "straks.\n\nDenne forskriften gjelder fra 1. mai.\n"
    )
    assert drawn(document)[-3:] == [
        "endring/1/ledd/1 inserted → lov/2021-05-04-7/§4/ledd/1 | Brønnen har lokk.",
        "ledd/2 transitional | Loven trer i kraft straks.",
        "ledd/3 transitional | Denne forskriften gjelder fra 1. mai.",
    ]


@pytest.mark.parametrize(
    "words",
    [
        "§ 3 og noe helt annet som ikke er noe sted i det hele tatt skal lyde: Brønnen.",
        "§ 3 og alt det andre i hele den store vide verden her skal lyde: A. § 4 skal lyde: B.",
        "Nye regler om alt mulig rart her i dag skal lyde: Ja.",
    ],
)
def test_what_only_looks_like_an_instruction_is_text(words: str) -> None:
    document = read(
        "Lov om endring i brønnlova\n\nI lov 4. mai 2021 nr. 7 om brønner gjøres følgende "
        f"endringer:\n\n{words}\n"
    )
    assert drawn(document)[2:] == [f"ledd/2 operative | {words}"]
    document = read(f"I lov 4. mai 2021 nr. 7 gjøres følgende endringer: {words}\n")
    assert " ".join(document.text.split()).endswith(words)


def test_text_that_follows_no_grammar_is_kept() -> None:
    document = read("Hei.\n\n) rart\n\n12\n\n***\n\nSlutt uten punktum\n")
    assert [leaf.span.of(document.text) for leaf in document.leaves] == [
        "Hei.",
        ") rart",
        "12",
        "***",
        "Slutt uten punktum",
    ]


@pytest.mark.parametrize(
    ("line", "before", "expected"),
    [
        # Under the heading of a §, a sentence begins anew; a title only goes on in small letters.
        ("Naust males.", "§ 1 Naust", True),
        ("Naust", "§ 1 Naust", True),
        ("naust males.", "§ 1 Naust", False),
        # Under that of a chapter, what ends as a sentence or lead-in does.
        ("Naust males", "Kapittel 1 Om", False),
        ("Naust males:", "Kapittel 1 Om", True),
        ("«Naust» males,", "Kapittel 1 Om", True),
        ("– naust", "Kapittel 1 Om", False),
        ("(1) naust", "Kapittel 1 Om", True),
        # A § is a heading after a full stop, or by itself.
        ("§ 2 Båt", "Naust males.", True),
        ("§ 2 Båt", "Naust males etter", True),
        ("§ 2", "Naust males etter", True),
        ("§ 2 gjelder ikke", "Naust males.", True),
        ("§ 2 gjelder ikke", "Naust males etter", False),
        ("§ 2 Båt.", "Naust males etter", False),
        ("§ 2 Båt. Båten males", "Naust males etter", False),
        ("Kapittel 2 Båt", "Naust males.", True),
        ("Kapittel 2 Båt", "Naust males etter", False),
        ("II", "Naust males.", True),
        ("Delvis", "Naust males.", False),
        # A marker is one after a full stop, colon or comma, or where it can be nothing else,
        ("b. en", "Naust:", True),
        ("b. en", "Naust og", False),
        ("1.2 en", "Naust,", True),
        ("1.2 en", "Naust og", False),
        ("a) en", "Naust og", True),
        ("- en", "Naust og", True),
        ("* en", "Naust og", True),
        # where it begins a list,
        ("a. en", "Naust og", True),
        ("1. en", "Naust og", True),
        ("2. en", "Naust og", False),
        # or where it goes on one.
        ("2. en", "1. Naust og", True),
        ("2. en", "b. Naust og", True),
        ("– en", "– Naust og", True),
        ("– en", "1. Naust og", False),
        ("– en", "Naust og", False),
        ("12 en", "Naust.", False),
        ("Båt", "Naust.", False),
        ("(se", "Naust.", False),
    ],
)
def test_what_begins_anew_right_under_a_line(line: str, before: str, expected: bool) -> None:
    assert begins_block(line, before, single=True) is expected


@pytest.mark.parametrize(
    "text", ["a\n b", "§ 1 A\nB.", "  a\nb", "1. a\n2. b", "a", "Lov om a\n§ 1"]
)
def test_what_a_text_begins_with_is_read_as_if_something_stood_before(text: str) -> None:
    first = read(text)
    assert drawn(first) == drawn(read(f"\n{text}"))
    start = first.offsets.to_source(first.leaves[0].span).start
    assert text[start:].startswith(first.leaves[0].span.of(first.text)[0])


def test_under_several_lines_there_is_no_heading() -> None:
    assert not begins_block("Naust males.", "§ 1 Naust", single=False)


_PARTS = st.sampled_from(
    ["§ 3-2. ", "§ 4 ", "Kapittel 1\n", "Kap. 2. Om\n", "II\n", "Vedlegg 1\n", "Artikkel 5\n",
     "(2) ", "- ", "– ", "a) ", "i) ", "1. ", "  ", "\n", "\n\n", "\r\n", "\f", "\u00ad", "\u00a0",
     "ord-\n",
     "Søknaden skal ", "skal lyde:\n\n", "[regcheck: ignore a/b]\n", "«", "»", "oppheves.\n",
     "I lov 4. mai 2021 nr. 7 gjøres følgende endringer:\n\n", "Lov om x\n\n", ":\n", "\u2028"]
)  # fmt: skip


@given(st.lists(_PARTS | st.text(max_size=6), max_size=25).map("".join))
def test_any_text_is_read_soundly_and_alike(text: str) -> None:
    data = text.encode("utf-8", "replace")
    first, second = read_plain_text(data, "a.txt"), read_plain_text(data, "a.txt")
    if isinstance(first, Unreadable):
        assert first == second
        return
    assert isinstance(second, Document)
    assert_sound(first)
    assert first.root == second.root
    assert first.text == second.text


def test_what_stands_after_an_instruction_stays_in_order() -> None:
    """A line like a preamble under an amending instruction is not moved in front of it."""
    text = "§ 6 nytt annet ledd skal lyde:\n\nHjemmel: Fastsatt av rådet.\n\nBordet er stort.\n"
    document = read_plain_text(text.encode(), "a.txt")
    assert isinstance(document, Document)
    assert_sound(document)


def test_words_before_the_first_section_are_kept_and_a_lead_in_is_no_heading() -> None:
    document = read_plain_text("Lov om naust\n§ 1. Kommunen gir:\n\nsvar\n".encode(), "a.txt")
    assert isinstance(document, Document)
    assert document.text == "Lov om naust § 1. Kommunen gir:\nsvar"
    assert not any(leaf.kind is NodeKind.HEADING for leaf in document.leaves)


def test_what_follows_a_change_does_not_stand_in_what_the_change_stood_in() -> None:
    text = (
        "# Lov om endringer i lov om naust\n\n## I\n\nI lov 5. mai 2031 nr. 5 om naust gjøres\n"
        "følgende endringer:\n\n§ 1 skal lyde:\n\n### § 1. Krav\n\nNaust er røde.\n\n## II\n\n"
        "Loven trer i kraft straks.\n"
    )
    document = read_markdown(text.encode(), "a.md")
    assert isinstance(document, Document)
    last = document.leaves[-1]
    assert last.span.of(document.text) == "Loven trer i kraft straks."
    assert last.address.path == "kapII/ledd/1"
