"""OpenDocument texts: lists, changes, notes and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from drawn import assert_sound, paths

from regcheck.base.text.span import Span
from regcheck.document.model import Document, Unreadable
from regcheck.readers.odt.document import read_odt
from regcheck.readers.registry import read_document
from word_files import zipped

SAVED = Path(__file__).parent / "libreoffice"
_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{full}:1.0"'
    for name, full in {
        "office": "office", "text": "text", "style": "style", "table": "table",
        "draw": "drawing", "fo": "xsl-fo-compatible",
    }.items()
)  # fmt: skip
LETTERS = (
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" '
    'style:num-format="a" style:num-suffix=")"/><text:list-level-style-number text:level="2" '
    'style:num-format="1" style:num-suffix="." text:display-levels="2"/></text:list-style>'
)
PARAGRAPHS = (
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" '
    'style:num-format="1" style:num-prefix="(" style:num-suffix=")"/></text:list-style>'
)
OUTLINE = (
    '<text:outline-style style:name="O"><text:outline-level-style text:level="1" '
    'style:num-format="1" style:num-prefix="Kapittel "/><text:outline-level-style text:level="2" '
    'style:num-format="1" style:num-prefix="§ " text:display-levels="1"/></text:outline-style>'
)


def odt(body: str, styles: str = "", outline: str = "") -> bytes:
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {_NAMES}><office:automatic-styles>{styles}"
            f"</office:automatic-styles><office:body><office:text>{body}</office:text>"
            "</office:body></office:document-content>",
            "styles.xml": f"<office:document-styles {_NAMES}><office:styles>{outline}"
            "</office:styles></office:document-styles>",
        }
    )


def p(words: str) -> str:
    return f"<text:p>{words}</text:p>"


def read(body: str, styles: str = "", outline: str = "", mode: str = "accepted") -> Document:
    document = read_odt(odt(body, styles, outline), "utkast.odt", tracked_changes=mode)
    assert isinstance(document, Document), document
    assert_sound(document)
    return document


def items(*entries: str, more: str = "") -> str:
    drawn = "".join(f"<text:list-item>{one}</text:list-item>" for one in entries)
    return f'<text:list text:style-name="L"{more}>{drawn}</text:list>'


def test_lists_count_and_go_on() -> None:
    document = read(
        p("§ 1 Bord")
        + items(p("Bordet skal stå."), p("Stolen også."))
        + p("§ 2 Stol")
        + items(p("Stolen skal stå."))
        + items(p("Krakken også."), more=' text:continue-numbering="true"'),
        PARAGRAPHS,
    )
    assert paths(document) == [
        "§1/overskrift/1 | Bord",
        "§1/ledd/1 | Bordet skal stå.",
        "§1/ledd/2 | Stolen også.",
        "§2/overskrift/1 | Stol",
        "§2/ledd/1 | Stolen skal stå.",
        "§2/ledd/2 | Krakken også.",
    ]


def test_items_within_items_and_what_goes_on_them() -> None:
    document = read(
        p("§ 1 Bord") + p("Bordet skal:") + items(p("stå,") + p("også ute,"), p("vaskes")),
        LETTERS,
    )
    assert paths(document)[2:] == [
        "§1/ledd/1/bokstav/a | stå,",
        "§1/ledd/1/bokstav/a | også ute,",
        "§1/ledd/1/bokstav/b | vaskes",
    ]


def test_outline_numbers_of_headings() -> None:
    def h(level: int, words: str) -> str:
        return f'<text:h text:outline-level="{level}">{words}</text:h>'

    body = h(1, "Bord") + h(2, "Vask") + p("Bordet vaskes.") + h(2, "Tørk") + p("Det tørkes.")
    assert paths(read(body, "", OUTLINE)) == [
        "kap1/overskrift/1 | Bord",
        "§1/overskrift/1 | Vask",
        "§1/ledd/1 | Bordet vaskes.",
        "§2/overskrift/1 | Tørk",
        "§2/ledd/1 | Det tørkes.",
    ]


@pytest.mark.parametrize(
    ("more", "label"),
    [
        ("", "2"),
        ('text:start-value="5"', "2"),
        ('text:restart-numbering="true" text:start-value="5"', "5"),
        ('text:restart-numbering="true"', "1[2]"),
    ],
)
def test_an_outline_may_begin_anew(more: str, label: str) -> None:
    body = '<text:h text:outline-level="1">Bord</text:h>' + p("Bordet står.")
    body += f'<text:h text:outline-level="1" {more}>Stol</text:h>' + p("Stolen står.")
    assert paths(read(body, "", OUTLINE))[-1] == f"kap{label}/ledd/1 | Stolen står."


def test_notes_signs_comments_and_contents() -> None:
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>7</text:note-citation>'
        f"<text:note-body>{p('Fire bein.')}</text:note-body></text:note>"
    )
    comment = f"<office:annotation>{p('Hva med krakken?')}</office:annotation>"
    entries = f"<text:index-body>{p('§ 1 Bord')}</text:index-body>"
    contents = f"<text:table-of-content>{entries}</text:table-of-content>"
    document = read(
        contents
        + p("§ 1<text:tab/>Bord")
        + p(f"Bordet<text:s text:c='3'/>skal{note} stå{comment}<text:line-break/>støtt.")
    )
    assert paths(document) == [
        "§1/overskrift/1 | Bord",
        "§1/ledd/1 | Bordet skal stå støtt.",
        "§1/fotnote/7 | Fire bein.",
    ]


def test_sections_boxes_and_a_table_of_one_column() -> None:
    hidden = f'<text:section text:display="none">{p("Skjult.")}</text:section>'
    box = f"<draw:frame><draw:text-box>{p('Ved siden av.')}</draw:text-box></draw:frame>"
    column = "".join(
        f"<table:table-row><table:table-cell>{p(words)}</table:table-cell></table:table-row>"
        for words in ("§ 2 Stol", "Stolen skal stå.")
    )
    document = read(
        f"<text:section>{p('§ 1 Bord')}{p('Bordet skal stå.')}</text:section>{hidden}"
        + f"<table:table><table:table-rows>{column}</table:table-rows></table:table>"
        + box
    )
    assert paths(document)[:4] == [
        "§1/overskrift/1 | Bord",
        "§1/ledd/1 | Bordet skal stå.",
        "§2/overskrift/1 | Stol",
        "§2/ledd/1 | Stolen skal stå.",
    ]
    assert "Ved siden av." in document.text
    assert "Skjult" not in document.text


def test_lists_and_notes_in_the_cells_of_a_table() -> None:
    note = (
        '<text:note text:note-class="endnote"><text:note-citation>i</text:note-citation>'
        f"<text:note-body>{p('Uten lakk.')}</text:note-body></text:note>"
    )
    cells = (items(p("bord"), p("stol")), f"<text:section>{p(f'eik{note}')}</text:section>")
    row = "".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in cells)
    table = f"<table:table><table:table-row>{row}</table:table-row></table:table>"
    document = read(p("§ 1 Bord") + p("Dette brukes:") + table, LETTERS)
    cells_read = [line.split(" | ")[1] for line in paths(document)]
    assert "a) bord" in document.text and "b) stol" in document.text
    assert any("eik" in words for words in cells_read)
    assert paths(document)[-1].endswith("| Uten lakk.")


def test_numbers_that_are_set_bullets_and_headers() -> None:
    styles = LETTERS.replace("</text:list-style>", "") + (
        '<text:list-level-style-bullet text:level="3" text:bullet-char="–"/></text:list-style>'
    )
    start = f'<text:list-item text:start-value="4">{p("stå")}</text:list-item>'
    header = f"<text:list-header>{p('og dessuten')}</text:list-header>"
    bullets = items(items(items(p("rødt"), p("grønt"))))
    listed = f'<text:list text:style-name="L">{start}{header}</text:list>'
    document = read(p("§ 1 Bord") + p("Bordet skal:") + listed + bullets, styles)
    assert "§1/ledd/1/bokstav/d | stå" in paths(document)
    assert {"og dessuten", "rødt", "grønt"} <= {line.split(" | ")[1] for line in paths(document)}


def test_a_list_goes_on_another_by_its_id() -> None:
    first = items(p("Bordet skal stå."), more=' xml:id="x"')
    second = items(p("Krakken også."), more=' text:continue-list="x"')
    document = read(p("§ 1 Bord") + first + p("§ 2 Krakk") + second, PARAGRAPHS)
    assert paths(document)[-1] == "§2/ledd/2 | Krakken også."


def test_a_style_that_is_the_title_by_its_parent_and_one_that_goes_in_circles() -> None:
    styles = (
        '<style:style style:family="paragraph" style:name="P1" style:parent-style-name="Title"/>'
        '<style:style style:family="paragraph" style:name="P2" style:parent-style-name="P3"/>'
        '<style:style style:family="paragraph" style:name="P3" style:parent-style-name="P2"/>'
    )
    title = '<text:p text:style-name="P1">Forskrift om bord</text:p>'
    document = read(title + p("§ 1 Bord") + '<text:p text:style-name="P2">Bordet.</text:p>', styles)
    assert document.meta.title == "Forskrift om bord"
    assert paths(document)[-1] == "§1/ledd/1 | Bordet."


@pytest.mark.parametrize(
    ("mode", "found"), [("accepted", ["Bordet."]), ("original", ["Stolen.", "Krakken.", "Bordet."])]
)
def test_paragraphs_that_were_deleted_between_others(mode: str, found: list[str]) -> None:
    gone = f"<text:deletion>{p('Stolen.')}{p('Krakken.')}</text:deletion>"
    region = f'<text:changed-region xml:id="c" text:id="c">{gone}</text:changed-region>'
    document = read(
        f"<text:tracked-changes>{region}</text:tracked-changes>"
        + p("§ 1 Bord")
        + '<text:change text:change-id="c"/>'
        + p("Bordet."),
        mode=mode,
    )
    assert [line.split(" | ")[1] for line in paths(document)] == ["Bord", *found]


@pytest.mark.parametrize("mode", ["accepted", "inserted"])
def test_places_and_insertions(mode: str) -> None:
    data = (SAVED / "changes.odt").read_bytes()
    document = read_document(data, "utkast.odt", tracked_changes=mode)
    assert isinstance(document, Document) and document.places is not None
    at = document.text.index("skal")
    places = document.places.runs(Span(at, at + 4))
    assert [(one.part, one.end - one.start) for one in places] == [("content.xml", 4)]
    told = {
        word: document.places.inserted(Span(at, at + len(word)))
        for word in ("Bordet", "skal", "Krakken", "Plata")
        for at in (document.text.index(word),)
    }
    new = mode == "inserted"
    assert told == {"Bordet": False, "skal": new, "Krakken": new, "Plata": False}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "syntax"),
        (zipped({"content.xml": "<a/>"}), "format"),
        (zipped({"content.xml": "<!DOCTYPE a><a/>"}), "entity"),
        (zipped({"content.xml": "<a>"}), "syntax"),
        (zipped({"META-INF/manifest.xml": "<m:encryption-data/>"}), "encrypted"),
        (zipped({"encrypted-package": "x"}), "encrypted"),
    ],
)
def test_what_is_no_such_text_is_refused(data: bytes, reason: str) -> None:
    found = read_odt(data, "utkast.odt")
    assert isinstance(found, Unreadable)
    assert found.reason == reason
    assert found.hint
