"""Automatic numbers of Word: formats, levels, restarts, overrides, styles and links."""

from __future__ import annotations

import pytest
from drawn import paths

from regcheck.document.model import Document
from regcheck.readers.word.document import read_word
from word_files import STYLES, levels, mark, numbering, p, start_at, word


def shown(*paragraphs: str, lists: str, styles: str = STYLES, mode: str = "accepted") -> list[str]:
    """Each line as read, its number in front (set as a table cell, where nothing is taken off)."""
    cells = "".join(f"<w:tc>{one}</w:tc>" for one in (*paragraphs, p("x")))
    data = word(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>", styles=styles, parts={"numbering": lists})
    document = read_word(data, "utkast.docx", tracked_changes=mode)
    assert isinstance(document, Document)
    return [leaf.span.of(document.text) for leaf in document.leaves][:-1]


def read(*blocks: str, lists: str, styles: str = STYLES) -> list[str]:
    data = word(*blocks, styles=styles, parts={"numbering": lists})
    document = read_word(data, "utkast.docx")
    assert isinstance(document, Document)
    return paths(document)


def one_list(*patterns: tuple[str, str], extra: dict[int, str] | None = None) -> str:
    return numbering({0: levels(*patterns, extra=extra)}, {1: (0, "")})


@pytest.mark.parametrize(
    ("form", "third"),
    [
        ("decimal", "3."),
        ("lowerLetter", "c."),
        ("upperLetter", "C."),
        ("lowerRoman", "iii."),
        ("upperRoman", "III."),
        ("decimalZero", "03."),
        ("ordinal", "3.."),
        ("chicago", "3."),
    ],
)
def test_formats(form: str, third: str) -> None:
    lists = one_list((form, "%1."))
    assert shown(*[p("Bord", num=(1, 0))] * 3, lists=lists)[2] == f"{third} Bord"


def test_letters_after_z_are_doubled() -> None:
    lists = one_list(("lowerLetter", "%1)"))
    lines = shown(*[p("Bord", num=(1, 0))] * 28, lists=lists)
    assert [lines[25], lines[26], lines[27]] == ["z) Bord", "aa) Bord", "bb) Bord"]


def test_deeper_levels_begin_anew_under_each_higher_one() -> None:
    lists = one_list(("decimal", "%1"), ("decimal", "%1.%2"), ("lowerLetter", "%1.%2 %3)"))
    order = [0, 1, 2, 2, 1, 2, 0, 2, 1]
    lines = shown(*[p("B", num=(1, at)) for at in order], lists=lists)
    assert lines == [
        "1 B", "1.1 B", "1.1 a) B", "1.1 b) B", "1.2 B", "1.2 a) B", "2 B", "2.1 a) B", "2.2 B",
    ]  # fmt: skip


def test_a_level_may_count_on_through_higher_ones() -> None:
    never = {1: '<w:lvlRestart w:val="0"/>'}
    lists = one_list(("decimal", "Kapittel %1"), ("decimal", "§ %2"), extra=never)
    lines = shown(*[p("B", num=(1, at)) for at in (0, 1, 1, 0, 1)], lists=lists)
    assert lines == ["Kapittel 1 B", "§ 1 B", "§ 2 B", "Kapittel 2 B", "§ 3 B"]


def test_a_level_may_begin_anew_only_under_one_of_the_higher_ones() -> None:
    under_first = {2: '<w:lvlRestart w:val="1"/>'}
    lists = one_list(("decimal", "%1"), ("decimal", "%2"), ("decimal", "(%3)"), extra=under_first)
    lines = shown(*[p("B", num=(1, at)) for at in (0, 1, 2, 1, 2, 0, 2)], lists=lists)
    assert lines == ["1 B", "1 B", "(1) B", "2 B", "(2) B", "2 B", "(1) B"]


def test_instances_of_one_list_count_on_unless_they_say_where_to_start() -> None:
    lists = numbering(
        {0: levels(("decimal", "(%1)"))},
        {1: (0, ""), 2: (0, ""), 3: (0, start_at(0, 1)), 4: (0, start_at(0, 7))},
    )
    lines = shown(*[p("B", num=(one, 0)) for one in (1, 1, 2, 3, 3, 4, 4, 3)], lists=lists)
    assert lines == ["(1) B", "(2) B", "(3) B", "(1) B", "(2) B", "(7) B", "(8) B", "(9) B"]


def test_lists_of_their_own_do_not_count_each_other() -> None:
    lists = numbering(
        {0: levels(("decimal", "%1.")), 1: levels(("lowerLetter", "%1)"))}, {1: (0, ""), 2: (1, "")}
    )
    lines = shown(*[p("B", num=(one, 0)) for one in (1, 2, 1, 2)], lists=lists)
    assert lines == ["1. B", "a) B", "2. B", "b) B"]


def test_an_instance_may_set_a_level_of_its_own() -> None:
    own = (
        '<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1"/></w:lvl></w:lvlOverride>'
    )
    lists = numbering({0: levels(("decimal", "%1."))}, {1: (0, own)})
    assert shown(*[p("B", num=(1, 0))] * 2, lists=lists) == ["I B", "II B"]


def test_legal_numbers_are_figures_throughout() -> None:
    lists = one_list(("upperRoman", "%1"), ("decimal", "§ %1-%2"), extra={1: "<w:isLgl/>"})
    assert shown(p("B", num=(1, 0)), p("B", num=(1, 1)), lists=lists) == ["I B", "§ 1-1 B"]


@pytest.mark.parametrize(
    ("gap", "line"),
    [("nothing", "(1) Bord"), ("space", "(1) Bord"), ("tab", "(1) Bord"), ("", "(1) Bord")],
)
def test_what_follows_a_number(gap: str, line: str) -> None:
    lists = one_list(("decimal", "(%1)"), extra={0: f'<w:suff w:val="{gap}"/>' if gap else ""})
    assert shown(p("Bord", num=(1, 0)), lists=lists) == [line]


def test_levels_without_a_figure_show_their_words_or_nothing() -> None:
    lists = one_list(("none", "Artikkel"), ("none", ""), ("bullet", "o"))
    lines = shown(*[p("B", num=(1, at)) for at in (0, 1, 2)], lists=lists)
    assert lines == ["Artikkel B", "B", "B"]


LINKED = (
    '<w:style w:type="paragraph" w:styleId="Par"><w:name w:val="heading 2"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Kap"><w:name w:val="heading 1"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="ParNy"><w:name w:val="Ny paragraf"/>'
    '<w:basedOn w:val="Par"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Ledd"><w:name w:val="Ledd"/>'
    '<w:pPr><w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
)
STYLED = {0: '<w:pStyle w:val="Kap"/>', 1: '<w:pStyle w:val="Par"/>'}


def test_numbers_come_from_styles_and_what_they_are_based_on() -> None:
    lists = one_list(
        ("upperRoman", "Kapittel %1"), ("decimal", "§ %2"), ("decimal", "(%3)"), extra=STYLED
    )
    lines = read(
        p("Bord", style="Kap"),
        p("Vask", style="Par"),
        p("Bordet vaskes.", style="Ledd"),
        p("Stolen også.", style="Ledd", more="<w:numPr/>"),
        p("Tørk", style="ParNy"),
        p("Bordet tørkes.", style="Ledd"),
        p("Uten nummer.", style="Ledd", more='<w:numPr><w:numId w:val="0"/></w:numPr>'),
        lists=lists,
        styles=LINKED,
    )
    assert lines == [
        "kapI/overskrift/1 | Bord",
        "§1/overskrift/1 | Vask",
        "§1/ledd/1 | Bordet vaskes.",
        "§1/ledd/2 | Stolen også.",
        "§2/overskrift/1 | Tørk",
        "§2/ledd/1 | Bordet tørkes.",
        "§2/ledd/2 | Uten nummer.",
    ]


def test_a_list_may_be_a_link_to_a_style_of_numbering() -> None:
    style = (
        '<w:style w:type="numbering" w:styleId="Liste"><w:name w:val="Liste"/><w:pPr><w:numPr>'
        '<w:numId w:val="5"/></w:numPr></w:pPr></w:style>'
    )
    lists = numbering(
        {
            0: '<w:numStyleLink w:val="Liste"/>',
            1: '<w:styleLink w:val="Liste"/>' + levels(("lowerLetter", "%1)")),
        },
        {5: (1, ""), 6: (0, "")},
    )
    lines = shown(p("B", num=(6, 0)), p("B", num=(5, 0)), lists=lists, styles=STYLES + style)
    assert lines == ["a) B", "b) B"]


def test_empty_paragraphs_count_and_show_only_numbers_that_are_headings() -> None:
    lists = one_list(("decimal", "§ %1"), ("decimal", "(%2)"))
    lines = read(
        p(num=(1, 0)), p("Bord.", num=(1, 1)), p(num=(1, 1)), p("Stol.", num=(1, 1)), lists=lists
    )
    assert lines == ["§1/ledd/1 | Bord.", "§1/ledd/3 | Stol."]


def test_romans_that_only_a_list_knows_part_an_amending_act() -> None:
    lists = one_list(("upperRoman", "%1"))
    lines = read(
        p(num=(1, 0)),
        p("I lov 2. mai 2021 nr. 7 om bord gjøres følgende endringer:"),
        p("§ 4 oppheves."),
        p(num=(1, 0)),
        p("Loven trer i kraft straks."),
        lists=lists,
    )
    assert [line.partition(" | ")[0] for line in lines] == [
        "kapI/overskrift/1",
        "kapI/ledd/1",
        "kapI/endring/1",
        "kapII/overskrift/1",
        "kapII/ledd/1",
    ]


def test_paragraphs_that_are_taken_out_do_not_count() -> None:
    lists = one_list(("lowerLetter", "%1)"))
    gone = p('<w:del w:id="1"><w:r><w:delText>B</w:delText></w:r></w:del>', num=(1, 0),
             more=mark("del"))  # fmt: skip
    lines = [p("A", num=(1, 0)), gone, p("C", num=(1, 0))]
    assert shown(*lines, lists=lists)[0] == "a) A"
    data = word(p("§ 1 Bord"), p("Bord er:"), *lines, parts={"numbering": lists})
    for mode, last in (("accepted", "b"), ("original", "c")):
        document = read_word(data, "utkast.docx", tracked_changes=mode)
        assert isinstance(document, Document)
        assert paths(document)[-1] == f"§1/ledd/1/bokstav/{last} | C"


def test_roman_items_inside_letters_and_figures_inside_romans() -> None:
    lists = one_list(("lowerLetter", "%1)"), ("lowerRoman", "%2)"), ("decimal", "%3."))
    lines = read(
        p("§ 1 Bord"),
        p("Bordet er:"),
        *[p(f"{at}", num=(1, level)) for at, level in enumerate((0, 1, 1, 2, 2, 1, 0, 1))],
        lists=lists,
    )
    assert [line.partition("ledd/1/")[2] for line in lines[2:]] == [
        "bokstav/a | 0",
        "bokstav/a/bokstav/i | 1",
        "bokstav/a/bokstav/ii | 2",
        "bokstav/a/bokstav/ii/nummer/1 | 3",
        "bokstav/a/bokstav/ii/nummer/2 | 4",
        "bokstav/a/bokstav/iii | 5",
        "bokstav/b | 6",
        "bokstav/b/bokstav/i | 7",
    ]


def test_typed_items_inside_automatic_ones() -> None:
    lists = one_list(("decimal", "§ %1"), ("decimal", "(%2)"), ("lowerLetter", "%3)"))
    lines = read(
        p("Bord", num=(1, 0)),
        p("Bordet er:", num=(1, 1)),
        p("rent:", num=(1, 2)),
        p("1. oppå og"),
        p("2. under, og"),
        p("tørt.", num=(1, 2)),
        p("Stolen er ren.", num=(1, 1)),
        lists=lists,
    )
    assert [line.partition(" | ")[0] for line in lines[1:]] == [
        "§1/ledd/1",
        "§1/ledd/1/bokstav/a",
        "§1/ledd/1/bokstav/a/nummer/1",
        "§1/ledd/1/bokstav/a/nummer/2",
        "§1/ledd/1/bokstav/b",
        "§1/ledd/2",
    ]


def test_a_number_is_apart_from_its_text_where_word_sets_nothing_between() -> None:
    nothing = '<w:suff w:val="nothing"/>'
    lists = one_list(("lowerLetter", "%1)"), extra={0: nothing})
    blocks = (p("§ 1. Krav"), p("Søkeren legger ved:"), *[p("Bord", num=(1, 0))] * 2)
    places = ["§1/ledd/1/bokstav/a | Bord", "§1/ledd/1/bokstav/b | Bord"]
    assert read(*blocks, lists=lists)[-2:] == places
