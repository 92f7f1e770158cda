"""Hearing memos and propositions in Word: only the bill or regulation in them is law."""

from __future__ import annotations

import pytest
from drawn import assert_sound, drawn

from regcheck.document.model import Document, Role
from regcheck.readers.reading import NOTE_MEMO, NOTE_PROSE
from regcheck.readers.word.document import read_word
from word_files import p, table, word

TALK = (
    "Rådet foreslår her at bord skal vaskes oftere enn før, og at den som eier bordet, selv skal "
    "svare for det. Forslaget følger opp en gjennomgang av alle bord i bygget, og bygger på det "
    "som kom fram da stolene ble vurdert i fjor høst."
)


def read(*blocks: str) -> Document:
    document = read_word(word(*blocks), "notat.docx")
    assert isinstance(document, Document), document
    assert_sound(document)
    return document


def law(document: Document) -> list[str]:
    return [line for line in drawn(document) if " editorial | " not in line]


def before() -> tuple[str, ...]:
    return (
        p("Høringsnotat om bord", style="Tittel"),
        p("1 Innledning", style="Overskrift1"),
        p(TALK),
        p("2 Gjeldende rett", style="Overskrift1"),
        p("§ 3 sier i dag:"),
        p("§ 3 Vask"),
        p("Bordet skal vaskes hver måned."),
        p("3 Forslag til endringer i forskriften", style="Overskrift1"),
        p(TALK),
        p(TALK),
        p("§ 3 skal lyde:"),
        table(("Før", "Nå"), ("måned", "uke")),
    )


def test_a_regulation_inside_a_memo() -> None:
    document = read(
        *before(),
        p("4 Forslag til forskrift om vask av bord", style="Overskrift1"),
        p("Hjemmel: Fastsatt av Bordrådet 1. mai 2027."),
        p("Kapittel 1 Vask", style="Overskrift1"),
        p("§ 1 Hvor ofte", style="Overskrift2"),
        p("Bordet skal vaskes hver uke."),
        p("§ 2 Hvem"),
        p("Eieren vasker:"),
        p("a) plata og"),
        p("b) beina."),
        p("5 Merknader til bestemmelsene", style="Overskrift1"),
        p("Til § 1"),
        p("Her står det hvor ofte."),
    )
    assert law(document) == [
        "overskrift/1 heading | Forslag til forskrift om vask av bord",
        "innledning/1 preamble | Hjemmel: Fastsatt av Bordrådet 1. mai 2027.",
        "kap1/overskrift/1 heading | Vask",
        "§1/overskrift/1 heading | Hvor ofte",
        "§1/ledd/1 operative | Bordet skal vaskes hver uke.",
        "§2/overskrift/1 heading | Hvem",
        "§2/ledd/1 operative | Eieren vasker:",
        "§2/ledd/1/bokstav/a operative | plata og",
        "§2/ledd/1/bokstav/b operative | beina.",
    ]
    assert document.notes == (NOTE_MEMO,)
    assert "vaskes hver måned" in document.text
    assert document.meta.title == "Forslag til forskrift om vask av bord"
    kept = {leaf.role for leaf in document.leaves if "måned" in leaf.span.of(document.text)}
    assert kept == {Role.EDITORIAL}


def test_an_amending_bill_at_the_end_of_a_proposition() -> None:
    document = read(
        p("Prop. 1 L", style="Tittel"),
        p("Endringer i bordlova"),
        p("1 Hovudinnhaldet i proposisjonen", style="Overskrift1"),
        p(TALK),
        p(TALK),
        p("Vi legg fram"),
        p("Forslag til lov om endringer i bordlova", style="Overskrift1"),
        p("I"),
        p("I lov 2. mai 2021 nr. 7 om bord gjøres følgende endringer:"),
        p("§ 3 første ledd skal lyde:"),
        p("Bordet skal vaskes med såpe."),
        p("§ 4 oppheves."),
        p("II"),
        p("Loven trer i kraft straks."),
    )
    lines = law(document)
    assert any("lov/2021-05-02-7/§3/ledd/1 | Bordet skal vaskes med såpe." in one for one in lines)
    assert document.meta.amends == ("lov/2021-05-02-7",)
    assert document.meta.title == "Forslag til lov om endringer i bordlova"
    assert document.notes == (NOTE_MEMO,)


@pytest.mark.parametrize(
    "heading",
    [
        "Utkast til forskrift om vask av bord",
        "6. Utkast til midlertidig lov om bord",
        "Vedlegg 1: Forslag til ny forskrift om bord",
        "8.2 Departementets forslag til endringer i bordloven",
        "Framlegg til lov om bord",
        "Lovforslag",
        "Forskriftsutkast",
    ],
)
@pytest.mark.parametrize("style", ["Overskrift1", "Overskrift2", ""])
def test_headings_of_bills(heading: str, style: str) -> None:
    document = read(*before(), p(heading, style=style), p("§ 1 Vask"), p("Bordet skal vaskes."))
    assert law(document)[1:] == [
        "§1/overskrift/1 heading | Vask",
        "§1/ledd/1 operative | Bordet skal vaskes.",
    ]


def test_the_title_of_the_bill_itself_goes_before_the_heading_of_the_memo() -> None:
    document = read(
        *before(),
        p("4 Forslag til forskrift", style="Overskrift1"),
        p("Forskrift om vask av bord", style="Overskrift2"),
        p("§ 1 Vask"),
        p("Bordet skal vaskes."),
    )
    assert document.meta.title == "Forskrift om vask av bord"
    assert law(document)[0] == "overskrift/1 heading | Forskrift om vask av bord"


def test_a_draft_with_such_a_title_is_no_memo() -> None:
    document = read(
        p("Forslag til forskrift om bord", style="Tittel"),
        p("Hjemmel: Fastsatt av Bordrådet 1. mai 2027."),
        p("§ 1 Vask"),
        p("Bordet skal vaskes."),
        p("Merknader", style="Overskrift1"),
    )
    assert document.notes == ()
    assert "§1/ledd/1 operative | Bordet skal vaskes." in drawn(document)


def test_a_memo_without_a_bill_is_read_as_it_is() -> None:
    document = read(*before())
    assert document.notes == ()
    assert "§3/ledd/1" in "".join(drawn(document))


@pytest.mark.parametrize("style", ["Overskrift1", ""])
@pytest.mark.parametrize("first", ["Forslag", "Utkast", "Framlegg", "Høringsutkast"])
def test_a_heading_on_two_lines_begins_the_bill(first: str, style: str) -> None:
    document = read(
        *before(),
        p(first, style=style),
        p("til lov om vask av bord", style=style),
        p("§ 1 Hvor ofte"),
        p("Bordet skal vaskes hver uke."),
    )
    assert law(document) == [
        "overskrift/1 heading | lov om vask av bord",
        "§1/overskrift/1 heading | Hvor ofte",
        "§1/ledd/1 operative | Bordet skal vaskes hver uke.",
    ]


def test_much_prose_before_the_provisions_is_told() -> None:
    talk = [p(TALK) for _ in range(8)]
    document = read(p("Om bord", style="Tittel"), *talk, p("§ 1 Vask"), p("Bordet vaskes."))
    assert document.notes == (NOTE_PROSE,)
    assert read(p("Om bord"), *talk[:3], p("§ 1 Vask"), p("Bordet vaskes.")).notes == ()
