from __future__ import annotations

from lovdata_samples import amends, drawn, read, wrap

from regcheck.document.model import NodeKind, Role
from regcheck.law.metadata import DocumentKind
from regcheck.readers.remarks import NOTE_EMPTY

ARTICLE = (
    '<article class="legalArticle" data-name="{name}" id="p"><h3 class="legalArticleHeader">'
    '<span class="legalArticleValue">{value}</span>. {title}</h3>{body}</article>'
)


def article(name: str, body: str, title: str = "") -> str:
    shown = f'<span class="legalArticleTitle">{title}</span>' if title else ""
    return ARTICLE.format(name=name, value=name.replace("§", "§ "), title=shown, body=body)


def ledd(words: str) -> str:
    return f'<article class="legalP" id="l">{words}</article>'


def numbered(number: str, words: str) -> str:
    return f'<article class="numberedLegalP" data-numerator="{number}">{words}</article>'


def point(marker: str, words: str, attribute: str = "data-name") -> str:
    named = f' {attribute}="{marker}"' if marker else ""
    return (
        f'<li{named}><article class="listArticle" id="x">'
        f'<article class="legalP">{words}</article></article></li>'
    )


def listed(*points: str) -> str:
    return f'<ul class="defaultList">{"".join(points)}</ul>'


def section(name: str, heading: str, body: str) -> str:
    named = f' data-name="{name}"' if name else ""
    return f'<section class="section"{named}><h2>{heading}</h2>{body}</section>'


def test_chapters_provisions_and_paragraphs() -> None:
    body = section(
        "kap2",
        "Kapittel 2. Tenning",
        article("§2-1", ledd("Lykten tennes.") + ledd("Den slukkes."), "Når lykten tennes")
        + article("§2-1a", numbered("1", "(1) Én.") + numbered("2", "2.\u00a0To.")),
    )
    document = read(wrap("<h1>Lov om lykter</h1>" + body))
    assert drawn(document) == [
        "overskrift/1 heading | Lov om lykter",
        "kap2/overskrift/1 heading | Kapittel 2. Tenning",
        "§2-1/overskrift/1 heading | Når lykten tennes",
        "§2-1/ledd/1 operative | Lykten tennes.",
        "§2-1/ledd/2 operative | Den slukkes.",
        "§2-1a/ledd/1 operative | Én.",
        "§2-1a/ledd/2 operative | To.",
    ]
    node = document.leaves[6]
    assert dict(node.attributes)["marker"] == "2."
    above = document.parents[6][-1]
    assert dict(above.attributes) == {"id": "p", "marker": "§ 2-1a"}
    assert above.label == "2-1a"


def test_lists_nest_and_what_follows_them_belongs_to_the_paragraph() -> None:
    inner = listed(point("i.", "olje"), point("ii.", "gass"))
    words = (
        "Lykten kan brenne"
        + listed(point("a.", "fast:" + inner), point("-", "ved"), point("", "kull"))
        + '<p class="leddfortsettelse">om vinteren.</p>'
    )
    assert drawn(read(wrap(article("§1", ledd(words))))) == [
        "§1/ledd/1 operative | Lykten kan brenne",
        "§1/ledd/1/bokstav/a operative | fast:",
        "§1/ledd/1/bokstav/a/bokstav/i operative | olje",
        "§1/ledd/1/bokstav/a/bokstav/ii operative | gass",
        "§1/ledd/1/strekpunkt/1 operative | ved",
        "§1/ledd/1/strekpunkt/2 operative | kull",
        "§1/ledd/1 operative | om vinteren.",
    ]


def test_numbers_of_points_come_from_any_of_three_attributes() -> None:
    points = [
        point("1.", "en"),
        point("(2)", "to", "data-li-identifier"),
        point("3", "tre", "value"),
        point(".4", "fire"),
        point("2.1.", "nest"),
        point("•", "kule"),
    ]
    found = drawn(read(wrap(article("§1", listed(*points)))))
    assert [line.split()[0] for line in found] == [
        "§1/nummer/1",
        "§1/nummer/2",
        "§1/nummer/3",
        "§1/nummer/4",
        "§1/punkt/2.1",
        "§1/strekpunkt/1",
    ]


def test_definitions_purpose_and_power_have_their_roles() -> None:
    body = (
        article("§1", ledd("Lykter skal lyse."), "Lovens formål")
        + article("§2", ledd("Med lykt menes i denne lov alt som lyser."), "Ord")
        + article("§3", ledd("Departementet kan gi forskrift om veker."), "Veker")
    )
    roles = [leaf.role for leaf in read(wrap(body)).leaves if leaf.kind is NodeKind.PARAGRAPH]
    assert roles == [Role.PURPOSE, Role.DEFINITION, Role.DELEGATION]


def test_parts_annexes_and_repeated_chapters() -> None:
    body = section("delI", "Del I. Ute", section("kap1", "Kapittel 1", ledd("Ute."))) + section(
        "delII", "Del II. Inne", section("kap1", "Kapittel 1", ledd("Inne."))
    )
    body += section("vedleggB", "Vedlegg B. Mål", ledd("Ti cm."))
    body += section("", "Vedlegg", ledd("Uten navn."))
    paths = [line.partition(" |")[0] for line in drawn(read(wrap(body)))]
    assert "del/I/kap1/ledd/1 operative" in paths
    assert "del/II/kap1/ledd/1 operative" in paths
    assert "vedlegg/B/ledd/1 annex" in paths
    assert "vedlegg/2/ledd/1 annex" in paths


def test_a_chapter_label_must_stand_in_the_heading() -> None:
    roman = section("kapI", "I Allment", ledd("a")) + section("kapL", "Lykter inne", ledd("b"))
    kinds = [node.label for node in read(wrap(roman)).root.children]
    assert kinds == ["I", ""]


def test_bare_paragraphs_of_old_acts() -> None:
    document = read(wrap(ledd("Enhver Lykt skal brende.") + ledd("Vægteren slukker.")))
    assert drawn(document)[1] == "ledd/2 operative | Vægteren slukker."


def test_preamble_stands_before_the_first_chapter() -> None:
    body = (
        '<article class="defaultP">Endring i lov:'
        + listed(point("1.", "Lov om olje."))
        + "</article>"
        + ledd("Fastsatt av Lyktedepartementet.")
        + section("kapI", "I", ledd("Loven trer i kraft straks."))
    )
    assert drawn(read(wrap(body)))[:3] == [
        "innledning/1 preamble | Endring i lov:",
        "innledning/1/nummer/1 preamble | Lov om olje.",
        "innledning/2 preamble | Fastsatt av Lyktedepartementet.",
    ]


def test_tables_captions_and_empty_cells() -> None:
    table = (
        "<table><caption>Satser</caption><thead><tr><th>Lykt</th><th></th><th>Kr</th></tr></thead>"
        '<tbody><tr><td rowspan="2">Stor<br/>lykt</td><td> </td><td>7</td></tr></tbody></table>'
    )
    document = read(wrap(article("§1", ledd("Det betales:" + table))))
    assert drawn(document) == [
        "§1/ledd/1 operative | Det betales:",
        "§1/ledd/1/tabell/1/overskrift/1 heading | Satser",
        "§1/ledd/1/tabell/1/rad/1/kolonne/1 table | Lykt",
        "§1/ledd/1/tabell/1/rad/1/kolonne/3 table | Kr",
        "§1/ledd/1/tabell/1/rad/2/kolonne/1 table | Stor lykt",
        "§1/ledd/1/tabell/1/rad/2/kolonne/3 table | 7",
    ]
    assert dict(document.leaves[4].attributes) == {"rowspan": "2"}
    assert dict(document.leaves[2].attributes) == {"header": "true"}


def test_footnotes_and_their_marks() -> None:
    body = article(
        "§1",
        ledd('Lykt<sup class="footnotereference">1</sup> er m<sup>2</sup>.')
        + '<footer class="footnotes"><article class="footnote" data-name="1">'
        '<span class="footnoteLabel">1</span> Også fakler.</article></footer>',
    )
    assert drawn(read(wrap(body))) == [
        "§1/ledd/1 operative | Lykt er m2.",
        "§1/fotnote/1 footnote | Også fakler.",
    ]


def test_notes_are_editorial() -> None:
    body = article(
        "§1",
        ledd("Lykt.")
        + '<article class="changesToParent">Endret ved <a href="#">lov</a>.</article>',
    )
    gazette = (
        '<article class="gazettenote"><article class="defaultP">Rettet:</article>'
        + numbered("2", "(2) Slik.")
        + "</article>"
    )
    body += section("", "Rettelser", gazette + ledd("Feil."))
    document = read(wrap(body))
    editorial = [line for line in drawn(document) if " editorial " in line]
    assert [line.partition("| ")[2] for line in editorial] == [
        "Endret ved lov.",
        "Rettelser",
        "Rettet:",
        "Slik.",
        "Feil.",
    ]


def test_points_with_numbers_in_the_margin() -> None:
    body = (
        '<article class="marginIdArticle"><span class="data-marginOriginalId">4.2.</span>'
        '<span class="miscHeadline"><i>Veker</i></span>' + ledd("Lange.") + ledd("Korte.")
    ) + "</article>"
    body += (
        '<article class="marginIdArticle"><span class="data-marginOriginalId"><i>(A)</i></span>'
        + ledd("Én.")
        + "</article>"
    )
    assert drawn(read(wrap(section("vedlegg1", "Vedlegg 1", body))))[1:] == [
        "vedlegg/1/punkt/4.2/overskrift/1 heading | Veker",
        "vedlegg/1/punkt/4.2/ledd/1 annex | Lange.",
        "vedlegg/1/punkt/4.2/ledd/2 annex | Korte.",
        "vedlegg/1/bokstav/A annex | Én.",
    ]


def test_formulas_pictures_boxes_and_indents() -> None:
    body = article(
        "§1",
        ledd('Lys er <span class="latexInline">$$a$$</span>:<div class="latexBlock">$$b$$</div>')
        + '<div class="indent"><article class="legalP">Inn.</article></div>'
        + '<div class="box"><article class="defaultP">Boks.</article></div>'
        + '<article class="centeredP"><img src="x" alt="Lykt &amp; veke"/></article>',
    )
    assert drawn(read(wrap(body))) == [
        "§1/ledd/1 operative | Lys er $$a$$:",
        "§1/ledd/1 table | $$b$$",
        "§1/ledd/2 operative | Inn.",
        "§1 operative | Boks.",
        "§1 editorial | Lykt & veke",
    ]


def test_quotations() -> None:
    body = section("kap1", "Kapittel 1", f"<blockquote>{ledd('«Lys!»')}</blockquote>")
    assert drawn(read(wrap(body)))[-1] == "kap1/ledd/1 quoted | «Lys!»"


def test_headings_below_the_chapter() -> None:
    body = '<section class="section"><h2>Kap<br/>to</h2>' + ledd("a") + "<h3>Mer</h3></section>"
    assert [line.partition(" |")[0] for line in drawn(read(wrap(body)))] == [
        "kap1/overskrift/1 heading",
        "kap1/ledd/1 operative",
        "kap1/overskrift/2 heading",
    ]


def test_treaties_and_acts_of_the_union_are_foreign() -> None:
    treaty = section(
        "", "Konvensjon om lykter", ledd("Partene er enige.") + article("a5", ledd("x"))
    )
    union = section("", "Forordninger", ledd("Kommisjonen har vedtatt.") + article("§9", ledd("y")))
    document = read(wrap(article("§5", ledd("z")) + treaty + union))
    roles = {line.partition(" | ")[2]: line.split()[:2] for line in drawn(document)}
    assert roles["z"] == ["§5/ledd/1", "operative"]
    assert roles["x"] == ["artikkel5/ledd/1", "foreign"]
    assert roles["Partene er enige."][1] == "foreign"
    assert roles["y"][1] == "foreign"


def test_languages_are_kept_as_claimed() -> None:
    body = (
        ledd("Ein.")
        + '<article class="legalP" lang="en">One<ul><li>two</li></ul></article>'
        + '<article class="legalP" lang="nn">Nokre.</article>'
        + '<article class="legalP" lang="no">Noen.</article>'
    )
    document = read(wrap(body, lang="no"))
    assert [(leaf.language, leaf.role) for leaf in document.leaves] == [
        ("", Role.OPERATIVE),
        ("en", Role.FOREIGN),
        ("en", Role.FOREIGN),
        ("nn", Role.OPERATIVE),
        ("", Role.OPERATIVE),
    ]


def test_repealed_provision_without_text() -> None:
    body = (
        '<article class="legalArticle" data-name="§4" data-repealeddate="2030-01-01">'
        '<h3 class="legalArticleHeader"><span class="legalArticleValue">§ 4</span>.</h3></article>'
    )
    node = read(wrap(body)).root.children[0]
    assert (node.label, dict(node.attributes)["repealed"]) == ("4", "2030-01-01")


def test_metadata() -> None:
    more = (
        '<dd class="titleShort">Lykteloven</dd>'
        '<dd class="ministry"><ul><li>A</li><li>B</li></ul></dd>'
        '<dd class="subunit"><ul><li>Vekten</li></ul></dd><dd class="dateInForce">2032-01-01</dd>'
        '<dd class="legalArea"><ul><li>Lys &gt; Ute</li></ul></dd>'
        '<dd class="basedOn"><ul><li>lov/2001-01-01-1/§2</li></ul></dd>'
        '<dd class="dateOfPublication">2031-05-06 12:00</dd>'
    )
    meta = read(wrap(ledd("x"), more=more, lang="nn")).meta
    assert meta.refid == "lov/2031-05-06-7"
    assert meta.kind is DocumentKind.ACT
    assert (meta.title, meta.short_title) == ("Lov om lykter", "Lykteloven")
    assert (meta.ministries, meta.agency) == (("A", "B"), "Vekten")
    assert (meta.legal_areas, meta.based_on) == (("Lys > Ute",), ("lov/2001-01-01-1/§2",))
    assert (meta.in_force, meta.published) == ("2032-01-01", "2031-05-06 12:00")
    assert meta.status == "promulgated"


def test_kind_by_id_and_title() -> None:
    def kind(refid: str, title: str) -> DocumentKind:
        return read(wrap(ledd("x"), refid=refid, title=title)).meta.kind

    assert kind("forskrift/2031-01-01-1", "Forskrift om lykter") is DocumentKind.REGULATION
    assert (
        kind("forskrift/2031-01-01-1", "Forskrift om endring i forskrift om lykter")
        is DocumentKind.AMENDING_REGULATION
    )
    assert kind("lov/2031-01-01-1", "Lov om endringar i lyktelova") is DocumentKind.AMENDING_ACT
    assert (
        kind("forskrift/2031-01-01-1", "Ikraftsetting av lov om endringer i lykteloven")
        is DocumentKind.REGULATION
    )


def test_amended_documents_are_metadata() -> None:
    document = read(wrap(ledd("x"), more=amends("lov/1999-09-09-9", "lov/1998-08-08-8")))
    assert document.meta.amends == ("lov/1999-09-09-9", "lov/1998-08-08-8")


def test_comments_for_regcheck_are_directives() -> None:
    body = ledd("Lykt<!-- regcheck: ignore paper/x reason --> her<!-- annet -->.")
    document = read(wrap(body))
    assert drawn(document) == ["ledd/1 operative | Lykt her."]
    (directive,) = document.directives
    assert directive.body == "ignore paper/x reason"
    comment = directive.span.of(document.source_text)
    assert comment == "<!-- regcheck: ignore paper/x reason -->"


def test_empty_file_is_read_and_noted() -> None:
    document = read(b"\xef\xbb\xbf \n")
    assert document.notes == (NOTE_EMPTY,)
    assert document.leaves == ()
