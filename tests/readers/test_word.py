"""Word files: the body, styles, tables, notes, fields and what is left out."""

from __future__ import annotations

import pytest
from drawn import assert_sound, drawn, paths

from regcheck.document.model import Document
from regcheck.readers.limits import Limits
from regcheck.readers.office.package import Package
from regcheck.readers.registry import read_document
from regcheck.readers.word.document import WordFile, read_word
from regcheck.readers.word.styles import Styles
from word_files import (
    STYLES,
    bold,
    control,
    field,
    footnotes,
    levels,
    noted,
    numbering,
    p,
    run,
    t,
    table,
    word,
)  # fmt: skip


def read(*blocks: str, mode: str = "accepted", **parts: str) -> Document:
    document = read_word(word(*blocks, parts=parts), "utkast.docx", tracked_changes=mode)
    assert isinstance(document, Document), document
    assert_sound(document)
    return document


LEVELS = numbering(
    {
        0: levels(
            ("decimal", "Kapittel %1."),
            ("decimal", "§ %1-%2."),
            ("decimal", "(%3)"),
            ("lowerLetter", "%4)"),
            ("lowerRoman", "%5."),
        ),
        1: levels(("bullet", "\uf0b7"), ("bullet", "-")),
    },
    {1: (0, ""), 2: (1, "")},
)


def test_numbers_that_only_the_lists_know_are_in_the_addresses() -> None:
    document = read(
        p("Forskrift om bord og stoler", style="Tittel"),
        p("Hjemmel: Fastsatt av Bordrådet 1. mai 2027."),
        p("Innledning", style="Overskrift1", num=(1, 0)),
        p("Omfang", style="Overskrift2", num=(1, 1)),
        p("Bordet skal stå støtt.", noted(1), num=(1, 2)),
        p("Stolen skal ha:", num=(1, 2)),
        p("fire bein,", num=(1, 3)),
        p("et sete, som er", num=(1, 3)),
        p("rødt eller", num=(1, 4)),
        p("blått.", num=(1, 4)),
        p("Tredje ledd.", num=(1, 2)),
        p("Bruk", style="Overskrift2", num=(1, 1)),
        p("Alle kan bruke bordet.", num=(1, 2)),
        p("Annet", style="Overskrift1", num=(1, 0)),
        p("Vask", style="Overskrift2", num=(1, 1)),
        p("Ledd uten nummer."),
        p("Enda et."),
        numbering=LEVELS,
        footnotes=footnotes(p("En note om bordet.")),
    )
    assert drawn(document) == [
        "overskrift/1 heading | Forskrift om bord og stoler",
        "innledning/1 preamble | Hjemmel: Fastsatt av Bordrådet 1. mai 2027.",
        "kap1/overskrift/1 heading | Innledning",
        "§1-1/overskrift/1 heading | Omfang",
        "§1-1/ledd/1 operative | Bordet skal stå støtt.",
        "§1-1/ledd/2 operative | Stolen skal ha:",
        "§1-1/ledd/2/bokstav/a operative | fire bein,",
        "§1-1/ledd/2/bokstav/b operative | et sete, som er",
        "§1-1/ledd/2/bokstav/b/bokstav/i operative | rødt eller",
        "§1-1/ledd/2/bokstav/b/bokstav/ii operative | blått.",
        "§1-1/ledd/3 operative | Tredje ledd.",
        "§1-1/fotnote/1 footnote | En note om bordet.",
        "§1-2/overskrift/1 heading | Bruk",
        "§1-2/ledd/1 operative | Alle kan bruke bordet.",
        "kap2/overskrift/1 heading | Annet",
        "§2-1/overskrift/1 heading | Vask",
        "§2-1/ledd/1 operative | Ledd uten nummer.",
        "§2-1/ledd/2 operative | Enda et.",
    ]
    assert document.meta.title == "Forskrift om bord og stoler"
    assert document.notes == ()


@pytest.mark.parametrize("style", ["Overskrift2", "Overskrift3", "Egen", "Niva"])
def test_headings_are_told_by_names_bases_and_outline_levels(style: str) -> None:
    document = read(p("§ 4 Bord", style=style), p("Bordet skal vaskes."))
    assert paths(document) == ["§4/overskrift/1 | Bord", "§4/ledd/1 | Bordet skal vaskes."]


def test_headings_without_styles_are_told_by_their_words() -> None:
    document = read(
        p("Kapittel 2 Bord"),
        p(bold("§ 2-1. Bordets bein er fire.")),
        p("Beina skal være like lange."),
        p("§ 2-2"),
        p(bold("Stoler")),
        p("Stolen skal stå ved bordet."),
    )
    assert paths(document) == [
        "kap2/overskrift/1 | Bord",
        "§2-1/overskrift/1 | Bordets bein er fire.",
        "§2-1/ledd/1 | Beina skal være like lange.",
        "§2-2/overskrift/1 | Stoler",
        "§2-2/ledd/1 | Stolen skal stå ved bordet.",
    ]


def test_new_text_set_in_italics_is_no_heading() -> None:
    words = "§ 5. Eieren av bordet skal vaske det hver uke."
    document = read(p(f"<w:r><w:rPr><w:i/></w:rPr><w:t>{words}</w:t></w:r>"))
    assert drawn(document) == ["§5/ledd/1 operative | Eieren av bordet skal vaske det hver uke."]


def test_a_paragraph_set_as_heading_that_is_a_ledd_stays_one() -> None:
    document = read(
        p("Bord", style="Overskrift2", num=(1, 1)),
        p("Bordet skal vaskes.", style="Overskrift3", num=(1, 2)),
        p("Stolen også.", style="Overskrift3", num=(1, 2)),
        numbering=LEVELS,
    )
    assert paths(document)[1:] == [
        "§1-1/ledd/1 | Bordet skal vaskes.",
        "§1-1/ledd/2 | Stolen også.",
    ]


def test_line_breaks_part_a_heading_from_its_ledd() -> None:
    br = run("<w:br/>")
    document = read(
        p("§ 1 Bord", br, "Bordet skal ha:", br, "a) fire bein,", br, "b) en plate."),
        p("Stolen skal stå", br, "ved bordet."),
    )
    assert paths(document) == [
        "§1/overskrift/1 | Bord",
        "§1/ledd/1 | Bordet skal ha:",
        "§1/ledd/1/bokstav/a | fire bein,",
        "§1/ledd/1/bokstav/b | en plate.",
        "§1/ledd/2 | Stolen skal stå ved bordet.",
    ]


def test_tabs_hyphens_and_spaces_become_plain() -> None:
    document = read(
        p("§ 1", run("<w:tab/>"), "Bord"),
        p("Send e", run("<w:noBreakHyphen/>"), "post til bord", run("<w:softHyphen/>"), "vakten."),
        p("Ta\u00a0bordet\u200b."),
        p("(3)", run("<w:tab/>"), "Svar følger."),
    )
    assert paths(document) == [
        "§1/overskrift/1 | Bord",
        "§1/ledd/1 | Send e-post til bordvakten.",
        "§1/ledd/2 | Ta bordet.",
        "§1/ledd/3 | Svar følger.",
    ]


def test_bullets_and_their_sub_items() -> None:
    document = read(
        p("§ 1 Bord"),
        p("Bordet skal være:"),
        p("rent", num=(2, 0)),
        p("tørt", num=(2, 1)),
        p("helt", num=(2, 0)),
        numbering=LEVELS,
    )
    assert paths(document)[2:] == [
        "§1/ledd/1/strekpunkt/1 | rent",
        "§1/ledd/1/strekpunkt/1/strekpunkt/1 | tørt",
        "§1/ledd/1/strekpunkt/2 | helt",
    ]


def test_a_paragraph_that_goes_on_an_item() -> None:
    document = read(
        p("§ 1 Bord"),
        p("Bordet skal være:", num=(1, 2)),
        p("rent,", num=(1, 3), more='<w:ind w:left="720"/>'),
        p("også under,", more='<w:ind w:left="720"/>'),
        p("på kantene og", style="Listefort"),
        p("tørt.", num=(1, 3)),
        numbering=LEVELS,
    )
    assert paths(document)[2:] == [
        "§1/ledd/1/bokstav/a | rent,",
        "§1/ledd/1/bokstav/a | også under,",
        "§1/ledd/1/bokstav/a | på kantene og",
        "§1/ledd/1/bokstav/b | tørt.",
    ]


def test_tables_have_addressed_cells() -> None:
    document = read(
        p("§ 1 Bord"),
        table(("Ting", "Antall"), ("Bord", p("to") + p("eller tre")), ("", "fire")),
        p("Stolen skal stå."),
    )
    assert drawn(document)[1:] == [
        "§1/tabell/1/rad/1/kolonne/1 table | Ting",
        "§1/tabell/1/rad/1/kolonne/2 table | Antall",
        "§1/tabell/1/rad/2/kolonne/1 table | Bord",
        "§1/tabell/1/rad/2/kolonne/2 table | to",
        "§1/tabell/1/rad/2/kolonne/2 table | eller tre",
        "§1/tabell/1/rad/3/kolonne/2 table | fire",
        "§1/ledd/1 operative | Stolen skal stå.",
    ]


def test_a_frame_drawn_as_a_table_of_one_column_is_no_table() -> None:
    document = read(table((p("§ 1 Bord") + p("Bordet skal stå."),)))
    assert paths(document) == ["§1/overskrift/1 | Bord", "§1/ledd/1 | Bordet skal stå."]


def test_of_fields_only_the_result_is_read() -> None:
    link = '<w:hyperlink r:id="r">' + t("siden") + "</w:hyperlink>"
    date = '<w:fldSimple w:instr="DATE">' + t("i dag") + "</w:fldSimple>"
    document = read(
        p("§ 1 Bord"),
        p("Se ", field("REF bord \\h", "§ 2"), " og ", link, "."),
        p(date, " og ", field("TOC \\o", "Innhold 3"), "nå."),
    )
    assert paths(document)[1:] == ["§1/ledd/1 | Se § 2 og siden.", "§1/ledd/2 | i dag og nå."]


def test_a_field_without_an_end_hides_nothing() -> None:
    begin = run('<w:fldChar w:fldCharType="begin"/>')
    document = read(p("§ 1 Bord"), p("Bordet ", begin, "skal stå."), p("Stolen også."))
    assert paths(document)[1:] == ["§1/ledd/1 | Bordet skal stå.", "§1/ledd/2 | Stolen også."]
    assert tuple(map(str, document.notes)) == ("a field that never ends was read as text",)


def test_tables_of_contents_hidden_text_and_hints_are_left_out() -> None:
    gallery = "<w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj>"
    contents = control(p("§ 1 Bord 2"), gallery)
    hint = control(p("Skriv her"), "<w:showingPlcHdr/>")
    held = control(p("Bordet skal stå."))
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>gjemt</w:t></w:r>"
    entry = p("§ 9 Stol 4", style="INNH1")
    document = read(contents, entry, p("§ 1 Bord"), hint, held, p("Stol", hidden, "en."))
    assert paths(document) == [
        "§1/overskrift/1 | Bord",
        "§1/ledd/1 | Bordet skal stå.",
        "§1/ledd/2 | Stolen.",
    ]


def test_text_boxes_are_read_once_and_set_apart() -> None:
    box = f"<w:txbxContent>{p('I ramme.')}</w:txbxContent>"
    drawing = run(
        f"<mc:AlternateContent><mc:Choice Requires='wps'>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    )
    document = read(p("§ 1 Bord"), p("Bordet ", drawing, "skal stå."), p("Stolen også."))
    assert drawn(document)[1:] == [
        "§1/ledd/1 operative | Bordet skal stå.",
        "§1/ledd/2 operative | Stolen også.",
        "§1/tabell/1/rad/1/kolonne/1 table | I ramme.",
    ]


def either(choice: str, fallback: str) -> str:
    """What newer programs show, and what older ones show instead."""
    choice = f'<mc:Choice Requires="wps">{choice}</mc:Choice>' if choice else ""
    return (
        f"<mc:AlternateContent>{choice}<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )


def test_what_is_marked_up_or_has_an_alternative_is_read_once_wherever_it_stands() -> None:
    marked = f'<w:customXml w:element="ledd">{p("Stolen skal stå.")}</w:customXml>'
    row = f"<w:tr>{{}}<w:tc>{p('Rund')}</w:tc></w:tr>"
    cell = f"<w:tc>{either(p('Bord'), p('Benk'))}{marked}</w:tc>"
    document = read(
        p("§ 1 Bord"),
        either(p("Bordet skal stå."), p("Benken skal stå.")),
        either("", p("Krakken skal stå.")),
        marked,
        f"<w:tbl>{control(row.format(cell))}{row.format('<w:tc><w:p/></w:tc>')}</w:tbl>",
        '<w:altChunk r:id="rId9"/>',
    )
    assert drawn(document)[1:] == [
        "§1/ledd/1 operative | Bordet skal stå.",
        "§1/ledd/2 operative | Krakken skal stå.",
        "§1/ledd/3 operative | Stolen skal stå.",
        "§1/tabell/1/rad/1/kolonne/1 table | Bord",
        "§1/tabell/1/rad/1/kolonne/1 table | Stolen skal stå.",
        "§1/tabell/1/rad/1/kolonne/2 table | Rund",
        "§1/tabell/1/rad/2/kolonne/2 table | Rund",
    ]
    assert tuple(map(str, document.notes)) == ("embedded documents were not read",)


def test_endnotes_and_footnotes_stand_after_their_provision() -> None:
    document = read(
        p("§ 1 Bord"),
        p("Bordet skal ha:"),
        p("a) bein", noted(1), ","),
        p("b) plate.", noted(1, "endnote")),
        p("§ 2 Stol", noted(2)),
        p("Stolen skal stå."),
        footnotes=footnotes(p("Fire.") + p("Eller flere."), p("Av tre.")),
        endnotes='<w:endnote w:id="1">' + p("Rund.") + "</w:endnote>",
    )
    assert paths(document) == [
        "§1/overskrift/1 | Bord",
        "§1/ledd/1 | Bordet skal ha:",
        "§1/ledd/1/bokstav/a | bein,",
        "§1/ledd/1/bokstav/b | plate.",
        "§1/fotnote/1 | Fire. Eller flere.",
        "§1/fotnote/s1 | Rund.",
        "§2/overskrift/1 | Stol",
        "§2/ledd/1 | Stolen skal stå.",
        "§2/fotnote/2 | Av tre.",
    ]


def test_text_without_any_article_is_read_and_noted() -> None:
    document = read(p("Kjære alle."), p("Her er et brev."))
    assert tuple(map(str, document.notes)) == ("no § was found; read as running text",)
    assert paths(document) == ["ledd/1 | Kjære alle.", "ledd/2 | Her er et brev."]


def test_a_file_without_styles_numbers_or_relations_is_read() -> None:
    whole = word(p("§ 1 Bord", num=(7, 0)), p("Bordet skal stå."), styles="")
    document = read_document(whole, "utkast.docx")
    assert isinstance(document, Document)
    assert paths(document) == ["§1/overskrift/1 | Bord", "§1/ledd/1 | Bordet skal stå."]


def test_content_tells_a_word_file_without_its_name() -> None:
    document = read_document(word(p("§ 1 Bord"), styles=STYLES), "utkast")
    assert isinstance(document, Document)
    assert document.source.format == "docx"


def test_cells_in_a_row_without_words_have_no_length() -> None:
    document = read_word(word(p("§ 1 Bord"), table(("En", "To"), ("", ""), ("", "tre"))), "a.docx")
    assert isinstance(document, Document)
    for node in document.root.walk():
        assert 0 <= node.span.start <= node.span.end <= len(document.text)


def test_the_style_of_paragraphs_that_name_none_is_the_first_that_is_set() -> None:
    styles = "".join(
        f'<w:style w:type="{kind}" w:styleId="{key}"{default}><w:name w:val="{name}"/></w:style>'
        for kind, key, default, name in (
            ("character", "A", ' w:default="1"', "heading 1"),
            ("paragraph", "B", ' w:default="0"', "heading 2"),
            ("paragraph", "C", ' w:default="true"', "heading 3"),
            ("paragraph", "D", ' w:default="1"', "heading 4"),
        )
    )
    file = WordFile(Package(word(p("Bord"), styles=styles), "a.docx", Limits()))
    found = Styles(file.related("styles"))
    assert (found.default, found.heading_level(None)) == ("C", 3)
