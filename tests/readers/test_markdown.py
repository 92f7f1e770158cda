"""Markdown to documents: invented drafts, properties, and real law."""

from __future__ import annotations

import pytest
from drawn import assert_sound, drawn, paths, words_in_source
from hypothesis import given
from hypothesis import strategies as st

from real_law import shared_or_skip
from regcheck.document.model import Document, NodeKind, Role, Unreadable
from regcheck.law.metadata import DocumentKind
from regcheck.readers.limits import Limits
from regcheck.readers.markdown import read_markdown
from regcheck.readers.remarks import NOTE_EMPTY


def read(text: str) -> Document:
    document = read_markdown(text.encode(), "utkast.md")
    assert isinstance(document, Document)
    assert_sound(document)
    return document


def test_a_long_annex_in_english_does_not_make_the_document_english() -> None:
    annex = "The harbour shall be kept open, and the keeper of the harbour shall light it. " * 40
    document = read(
        "# Forskrift om havner\n\n### § 1. Havnen\n\nHavnen skal holdes åpen.\n\n"
        f"## Vedlegg 1\n\n{annex}\n"
    )
    assert document.meta.language == "nb"


def test_parts_chapters_articles_paragraphs_and_lists() -> None:
    document = read(
        "# Lov om brønner\n\n## Kapittel 1. Innledning\n\n### § 1-1. Formål\n\n"
        "Loven skal verne brønner.\n\n### § 1-2\n\n(1) Den som graver, skal:\n\n- måle dybden\n"
        "- a) melde fra\n\nnår det skjer.\n\n(2) Kommunen kan gi fritak.\n"
    )
    assert drawn(document) == [
        "overskrift/1 heading | Lov om brønner",
        "kap1/overskrift/1 heading | Innledning",
        "§1-1/overskrift/1 heading | Formål",
        "§1-1/ledd/1 purpose | Loven skal verne brønner.",
        "§1-2/ledd/1 operative | Den som graver, skal:",
        "§1-2/ledd/1/strekpunkt/1 operative | måle dybden",
        "§1-2/ledd/1/bokstav/a operative | melde fra",
        "§1-2/ledd/1 operative | når det skjer.",
        "§1-2/ledd/2 operative | Kommunen kan gi fritak.",
    ]


def test_front_matter_gives_metadata() -> None:
    document = read(
        '---\ntittel: "Forskrift om brønner (brønnforskriften)"\nrefid: "forskrift/2030-01-02-3"\n'
        'departement: "Vanndepartementet"\nrettsomrade: "Vann>Brønner\\nMiljø"\n'
        'ikrafttredelse: "2030-02-01"\n---\n\n# Forskrift om brønner\n\n### § 1\n\nTekst.\n'
    )
    meta = document.meta
    assert meta.refid == "forskrift/2030-01-02-3"
    assert meta.kind is DocumentKind.REGULATION
    assert meta.ministries == ("Vanndepartementet",)
    assert meta.legal_areas == ("Vann>Brønner", "Miljø")
    assert meta.in_force == "2030-02-01"
    assert paths(document)[-1] == "forskrift/2030-01-02-3/§1/ledd/1 | Tekst."


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Lov om brønner", DocumentKind.ACT),
        ("Utkast til lov om brønner", DocumentKind.ACT),
        ("Lov om fastsetting og endring av brønngrenser (brønngrenselova)", DocumentKind.ACT),
        ("Lov om endring av brønnlova", DocumentKind.AMENDING_ACT),
        ("Utkast til lov om endringer i brønnlova", DocumentKind.AMENDING_ACT),
        (
            "Forslag til forskrift om endring i forskrift om brønner",
            DocumentKind.AMENDING_REGULATION,
        ),
        ("Rundskriv om brønner", DocumentKind.CIRCULAR),
        ("Høringsnotat", DocumentKind.DRAFT),
    ],
)
def test_title_gives_the_kind(title: str, kind: DocumentKind) -> None:
    meta = read(f"# {title}\n\n### § 1\n\nTekst.\n").meta
    assert (meta.title, meta.kind, meta.refid) == (title, kind, "")


def test_markup_is_left_out_and_maps_back() -> None:
    text = (
        "### § 1\n\nDen *som* **graver** en [brønn](https://eksempel.no/b) &amp; mer\\*,<br>"
        "skal `melde`\u00a0 fra.[^1]\n\n[^1]: Se veilederen.\n"
    )
    document = read(text)
    leaf = document.leaves[0]
    assert leaf.span.of(document.text) == "Den som graver en brønn & mer*, skal melde fra."
    for word in ("som", "graver", "brønn", "melde", "fra."):
        start = document.text.index(word)
        found = document.offsets.to_source(type(leaf.span)(start, start + len(word)))
        assert found.of(text) == word
    ampersand = document.text.index("&")
    assert document.offsets.to_source(type(leaf.span)(ampersand, ampersand + 1)).of(text) == "&amp;"
    assert document.leaves[1].role is Role.FOOTNOTE


@pytest.mark.parametrize(
    "text",
    ["5 * 3 * 2 gir 30.", "Feltet ______ fylles ut.", "a_b_c", "[a](b c)", "3 < 4 og 5 > 2", "2*3"],
)
def test_what_only_looks_like_markup_stays(text: str) -> None:
    assert paths(read(f"### § 1\n\n{text}\n"))[-1] == f"§1/ledd/1 | {text}"


def test_comments_are_no_text_and_directives_are_kept() -> None:
    text = (
        "### § 1\n\n<!-- regcheck: ignore paper/stamp because a\nb -->\n"
        "(1) En <!-- skjult -->brønn.\n"
    )
    document = read(text)
    assert paths(document) == ["§1/ledd/1 | En brønn."]
    (directive,) = document.directives
    assert directive.body == "ignore paper/stamp because a\nb"
    assert directive.span.of(text).startswith("<!-- regcheck:")
    assert directive.span.of(text).endswith("-->")


def test_notes_preambles_annexes_and_foreign_text_have_roles() -> None:
    document = read(
        "# Forskrift om brønner\n\nHjemmel: Fastsatt av Vanndepartementet 1. mai 2030.\n\n"
        "## § 1. Frister\n\nFristen er to uker.\n\n*Endret ved forskrift 4 mai 2031 nr. 7.*\n\n"
        "Endret ved forskrift 4 mai 2032 nr. 7.\n\n*1 Se veilederen.*\n\n"
        "## Forordninger\n\n### Artikkel 1. Mål\n\nMålet er rent vann.\n\n"
        "## § 2\n\nForskriften gjelder alle.\n\n## Vedlegg 1. Skjema\n\nNavn og adresse.\n\n"
        "#### § 3. Særregler\n\nTekst.\n"
    )
    assert [(leaf.role.value, leaf.address.path) for leaf in document.leaves] == [
        ("heading", "overskrift/1"),
        ("preamble", "innledning/1"),
        ("heading", "§1/overskrift/1"),
        ("operative", "§1/ledd/1"),
        ("editorial", "§1/merknad/1"),
        ("editorial", "§1/merknad/2"),
        ("footnote", "§1/fotnote/1"),
        ("heading", "vedlegg/1/overskrift/1"),
        ("heading", "vedlegg/1/artikkel1/overskrift/1"),
        ("foreign", "vedlegg/1/artikkel1/ledd/1"),
        ("operative", "§2/ledd/1"),
        ("heading", "vedlegg/1[2]/overskrift/1"),
        ("annex", "vedlegg/1[2]/ledd/1"),
        ("heading", "vedlegg/1[2]/§3/overskrift/1"),
        ("annex", "vedlegg/1[2]/§3/ledd/1"),
    ]


def test_headings_and_footnotes_end_a_list() -> None:
    document = read("Dette gjelder:\n\n# Lov om brønner\n\n- en\n\n[^1]: Merk.\n- to\n")
    assert [leaf.span.of(document.text) for leaf in document.leaves] == [
        "Dette gjelder:",
        "Lov om brønner",
        "en",
        "Merk.",
        "to",
    ]


def test_tables() -> None:
    document = read("### § 1\n\n| Sted | Dybde |\n| --- | --- |\n| Vestdal | 3 m |\n")
    assert paths(document) == [
        "§1/tabell/1/rad/1/kolonne/1 | Sted",
        "§1/tabell/1/rad/1/kolonne/2 | Dybde",
        "§1/tabell/1/rad/2/kolonne/1 | Vestdal",
        "§1/tabell/1/rad/2/kolonne/2 | 3 m",
    ]


def test_nested_lists_and_paragraphs_of_items() -> None:
    document = read(
        "### § 1\n\nDen som graver, skal\n\n- måle:\n  - dybde\n  - bredde\n\n  etter tabellen\n"
        "- melde fra\n"
    )
    assert paths(document) == [
        "§1/ledd/1 | Den som graver, skal",
        "§1/ledd/1/strekpunkt/1 | måle:",
        "§1/ledd/1/strekpunkt/1/strekpunkt/1 | dybde",
        "§1/ledd/1/strekpunkt/1/strekpunkt/2 | bredde",
        "§1/ledd/1/strekpunkt/1 | etter tabellen",
        "§1/ledd/1/strekpunkt/2 | melde fra",
    ]


def test_markers_are_kept_as_attributes() -> None:
    document = read("### § 1\n\n(2) Den som graver:\n\na) måler\n")
    found = {
        node.label: dict(node.attributes)["marker"]
        for node in document.root.walk()
        if node.kind in (NodeKind.PARAGRAPH, NodeKind.ITEM)
    }
    assert found == {"2": "(2)", "a": "a)"}


def test_headings_of_one_level_still_nest() -> None:
    document = read(
        "## Del I\n\n## Kapittel 1\n\n## § 1. Mål\n\nTekst.\n\n## Kapittel 2\n\n## § 2\n\nB.\n"
    )
    part = document.root.children[0]
    assert [child.kind for child in part.children] == [
        NodeKind.HEADING,
        NodeKind.CHAPTER,
        NodeKind.CHAPTER,
    ]
    assert [path for path in paths(document) if "ledd" in path] == [
        "§1/ledd/1 | Tekst.",
        "§2/ledd/1 | B.",
    ]


AMENDING = """# Utkast til lov om endringer i brønnloven

## I

I lov 4. mai 2021 nr. 7 om brønner gjøres følgende endringer:

**§ 3-2 annet ledd skal lyde:**

Eieren skal føre bok over:

a) dybde
b) bredde

Nytt tredje ledd skal lyde:

(3) Kommunen kan kreve gebyr.

Ny § 5 a skal lyde:

### § 5 a. Kontroll

(1) Brønnen skal kontrolleres.

(2) Eieren skal melde fra.

§ 6 første ledd bokstav b skal lyde:

b) kart over brønnen,

§ 7 oppheves.

§ 9 skal lyde:

«§ 9. Straff

Brudd straffes med bot.»

## II

Loven trer i kraft straks.
"""


def test_amending_draft() -> None:
    document = read(AMENDING)
    act = "lov/2021-05-04-7"
    assert document.meta.amends == (act,)
    assert [
        line for line in drawn(document) if "endring/" in line and "instruction" not in line
    ] == [
        f"kapI/endring/1/ledd/2 inserted → {act}/§3-2/ledd/2 | Eieren skal føre bok over:",
        f"kapI/endring/1/ledd/2/bokstav/a inserted → {act}/§3-2/ledd/2/bokstav/a | dybde",
        f"kapI/endring/1/ledd/2/bokstav/b inserted → {act}/§3-2/ledd/2/bokstav/b | bredde",
        f"kapI/endring/2/ledd/3 inserted → {act}/§3-2/ledd/3 | Kommunen kan kreve gebyr.",
        f"kapI/endring/3/§5a/overskrift/1 heading → {act}/§5a/overskrift/1 | Kontroll",
        f"kapI/endring/3/§5a/ledd/1 inserted → {act}/§5a/ledd/1 | Brønnen skal kontrolleres.",
        f"kapI/endring/3/§5a/ledd/2 inserted → {act}/§5a/ledd/2 | Eieren skal melde fra.",
        f"kapI/endring/4/bokstav/b inserted → {act}/§6/ledd/1/bokstav/b | kart over brønnen,",
        f"kapI/endring/6/§9/overskrift/1 heading → {act}/§9/overskrift/1 | Straff",
        f"kapI/endring/6/§9/ledd/1 inserted → {act}/§9/ledd/1 | Brudd straffes med bot.",
    ]
    instructions = [leaf for leaf in document.leaves if leaf.role is Role.AMENDMENT_INSTRUCTION]
    assert len(instructions) == 7
    assert drawn(document)[-1] == "kapII/ledd/1 transitional | Loven trer i kraft straks."


def test_changes_in_one_long_paragraph() -> None:
    document = read(
        "# Lov om endringer i brønnlova\n\n## I\n\nI lov 4. mai 2021 nr. 7 om brønner vert desse "
        "endringane gjorde: § 2 andre ledd skal lyde: Eigaren skal melde frå. § 3 nytt tredje ledd "
        "skal lyde: Kommunen kan krevje gebyr.\n"
    )
    act = "lov/2021-05-04-7"
    assert [
        line for line in drawn(document) if "endring/" in line and "instruction" not in line
    ] == [
        f"kapI/endring/1/ledd/2 inserted → {act}/§2/ledd/2 | Eigaren skal melde frå.",
        f"kapI/endring/2/ledd/3 inserted → {act}/§3/ledd/3 | Kommunen kan krevje gebyr.",
    ]


def test_new_paragraphs_go_to_the_places_that_are_named_in_turn() -> None:
    document = read(
        "# Lov om endringer i brønnlova\n\n## I\n\nI lov 4. mai 2021 nr. 7 om brønner gjøres "
        "følgende endringer:\n\n§ 2 første, annet og fjerde ledd skal lyde:\n\nEn.\n\nTo.\n\n"
        "Fire.\n\nFem.\n\n§ 3 første ledd skal lyde:\n\n«Brønnen er «dyp» når den er grav.»\n\n"
        "§ 4 første ledd skal lyde:\n\n«Grav er grav».\n"
    )
    new = [line.partition(" → ")[2] for line in drawn(document) if " inserted → " in line]
    assert [line.removeprefix("lov/2021-05-04-7/") for line in new] == [
        "§2/ledd/1 | En.",
        "§2/ledd/2 | To.",
        "§2/ledd/4 | Fire.",
        "§2/ledd/5 | Fem.",
        "§3/ledd/1 | «Brønnen er «dyp» når den er grav.»",
        "§4/ledd/1 | Grav er grav",
    ]


def test_the_marks_that_close_a_heading_are_no_part_of_it() -> None:
    document = read("# Lov om naust #\n\n## § 1. Mål nr. #1 ##\n\nNoe.\n\n### § 2. C# #\n\nNoe.\n")
    assert [line for line in drawn(document) if "overskrift" in line] == [
        "overskrift/1 heading | Lov om naust",
        "§1/overskrift/1 heading | Mål nr. #1",
        "§2/overskrift/1 heading | C#",
    ]


def test_own_articles_after_changes_are_operative() -> None:
    document = read(
        "# Lov om brønner\n\n### § 20. Endringer i andre lover\n\n"
        "I lov 4. mai 2021 nr. 7 om kilder gjøres følgende endringer:\n\n§ 2 skal lyde:\n\n"
        "§ 2. Meldeplikt\n\nEieren skal melde fra.\n\n### § 21. Straff\n\nBrudd straffes med bot.\n"
    )
    assert drawn(document)[-3:] == [
        "§20/endring/1/§2/ledd/1 inserted → lov/2021-05-04-7/§2/ledd/1 | Eieren skal melde fra.",
        "§21/overskrift/1 heading | Straff",
        "§21/ledd/1 operative | Brudd straffes med bot.",
    ]


def test_annexes_that_stand_before_the_first_section_end_there() -> None:
    document = read(
        "# Forskrift om gjerder\n\n## Vedlegg 1. Kart\n\nKartet viser grensen.\n\n"
        "## Vedlegg 2. Mål\n\n### 1. Høyde\n\nHøyden er to meter.\n\n"
        "### § 1. Formål\n\nForskriften skal verne beitedyr.\n\n### § 2. Krav\n\nGjerder males.\n"
    )
    roles = [(leaf.role.value, leaf.address.path) for leaf in document.leaves[-4:]]
    assert [role for role, _ in roles] == ["heading", "purpose", "heading", "operative"]
    assert [path.split("/")[0] for _, path in roles] == ["§1", "§1", "§2", "§2"]
    assert {leaf.role.value for leaf in document.leaves[1:-4]} == {"heading", "annex"}


@pytest.mark.parametrize("data", [b"", b"\n \n", b"\xef\xbb\xbf"])
def test_empty_files_are_read_and_noted(data: bytes) -> None:
    document = read_markdown(data, "tom.md")
    assert isinstance(document, Document)
    assert document.notes == (NOTE_EMPTY,)
    assert document.leaves == ()


def test_byte_order_mark_counts_as_no_code_point() -> None:
    document = read_markdown(b"\xef\xbb\xbf### \xc2\xa7 1\n\nTekst.\n", "a.md")
    assert isinstance(document, Document)
    assert document.offsets.to_source(document.leaves[0].span).start == len("### § 1\n\n")


def test_limits_are_kept() -> None:
    wide = read_markdown(b"a" * 20, "a.md", Limits(max_line=10))
    assert isinstance(wide, Unreadable)
    assert wide.reason == "size"


def test_line_ends_of_every_system_give_the_same_text() -> None:
    text = "# Lov om brønner\n\n### § 1. Mål\n\nEn linje\nog en til.\n\n- en\n- to\n"
    expected = drawn(read(text))
    assert drawn(read(text.replace("\n", "\r\n"))) == expected
    assert drawn(read(text.replace("\n", "\r"))) == expected


@pytest.mark.parametrize(
    "text",
    ["*a " * 20_000, "[" * 50_000, "`" * 50_000, "<" * 50_000, "> " * 30_000, "- " * 30_000,
     "a" + " \t" * 40_000 + "b", "\n".join("  " * n + "- a" for n in range(300)), "&" * 50_000],
)  # fmt: skip
def test_hostile_text_is_read(text: str) -> None:
    read(text)


_PARTS = st.sampled_from(
    ["# ", "## ", "§ 3-2. ", "§ 4 ", "Kapittel 1. ", "II\n", "Vedlegg 1\n", "Artikkel 5\n", "(2) ",
     "- ", "  - ", "a) ", "i) ", "1. ", "| a | b |\n", "> ", "*", "**", "_", "`", "[x](http://y.z)",
     "<br>", "<!-- regcheck: ignore a/b -->", "&nbsp;", "\\", "\n", "\n\n", "\r\n", "\u00ad",
     "\u00a0", "e\u0301", "Søknaden skal ", "lyde:", "skal lyde:\n\n", "oppheves.", "«", "»",
     "---\n",
     "I lov 4. mai 2021 nr. 7 gjøres følgende endringer:\n\n", "Loven trer i kraft straks.\n",
     "Endret ved lov 1 mai 2020 nr. 1.\n", ":\n\n", "```\n", "[^1]: ", "===\n"]
)  # fmt: skip


@given(st.lists(_PARTS | st.text(max_size=6), max_size=25).map("".join))
def test_any_text_is_read_soundly_and_alike(text: str) -> None:
    data = text.encode("utf-8", "replace")
    first, second = read_markdown(data, "a.md"), read_markdown(data, "a.md")
    if isinstance(first, Unreadable):
        assert first == second
        return
    assert isinstance(second, Document)
    assert_sound(first)
    assert first.root == second.root
    assert (first.text, first.meta, first.directives) == (
        second.text,
        second.meta,
        second.directives,
    )


def test_real_law_is_read_soundly() -> None:
    folder = shared_or_skip() / "lovdata" / "markdown"
    files = sorted(folder.glob("*/*.md"))[::97]
    articles = headings = 0
    for file in files:
        document = read_markdown(file.read_bytes(), file.name)
        assert isinstance(document, Document), file.name
        assert_sound(document)
        for leaf in document.leaves:
            if "&" not in (words := words_in_source(document, leaf)):
                assert words == leaf.span.of(document.text), file.name
        if not document.meta.kind.is_amending:
            lines = document.source_text.split("\n")
            headings += sum(line.startswith("#") and "# §" in line for line in lines)
            articles += sum(
                node.kind is NodeKind.ARTICLE and not node.label.startswith("artikkel")
                for node in document.root.walk()
            )
    assert headings > 200
    assert articles == headings


def test_quotations_are_paragraphs_of_their_own() -> None:
    document = read(
        "# Lov om brønner\n\n### § 1. Formål\n\nLoven verner brønner.\n> Vann er\n> **vått**.\n>\n"
        "> Mer vann.\n\n| a | b |\n|---|---|\n| c | d |\n> Etter tabellen.\n\nTil slutt.\n"
    )
    found = [line.split(" | ", 1)[1] for line in paths(document)]
    assert "Vann er vått." in found
    assert found.index("Vann er vått.") + 1 == found.index("Mer vann.")
    assert "Etter tabellen." in found
    assert found[-1] == "Til slutt."
    assert (
        document.source_text.index("Mer vann")
        == document.offsets.ranges(
            next(
                leaf.span for leaf in document.leaves if leaf.span.of(document.text) == "Mer vann."
            )
        )[0].start
    )
