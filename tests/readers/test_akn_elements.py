"""What each element of Akoma Ntoso becomes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from drawn import drawn

from regcheck.document.model import Document
from regcheck.law.metadata import DocumentKind
from regcheck.readers.akn.meta import read_meta
from regcheck.readers.limits import Limits
from regcheck.readers.lovdata.xml import Element, parse_xml
from regcheck.readers.registry import read_document


@pytest.mark.parametrize(
    ("inner", "found"),
    [
        ("<body><section><num>3.</num><heading>Kites</heading><subsection><num>(1)</num>"
         "<content><p>A.</p></content></subsection><subsection><content><p>B.</p></content>"
         "</subsection></section></body>",
         ["§3/overskrift/1 heading | Kites",
          "§3/ledd/1 | A.",
          "§3/ledd/2 | B."]),
        ("<body><article><num>Article 5</num><paragraph><content><p>A.</p></content>"
         "</paragraph></article></body>",
         ["artikkel5/ledd/1 | A."]),
        ("<body><article><heading>Artikel 1</heading><p>A.</p></article><article><heading>"
         "Kites</heading><p>B.</p></article></body>",
         ["artikkel1/overskrift/1 heading | Artikel 1",
          "artikkel1 | A.",
          "§2/overskrift/1 heading | Kites",
          "§2 | B."]),
        ("<body><section><num>1</num><article><num>2</num><p>A.</p></article></section></body>",
         ["§2 | A."]),
        ("<body><section><num>1</num><section><num>2</num><p>A.</p></section></section></body>",
         ["§1/ledd/2 | A."]),
        ("<body><paragraph><num>1</num><paragraph><p>A.</p></paragraph><paragraph><num>"
         "(a)</num><p>B.</p></paragraph><point><p>C.</p></point></paragraph></body>",
         ["ledd/1 | A.",
          "ledd/1/bokstav/a | B.",
          "ledd/1/strekpunkt/1 | C."]),
        ("<body><paragraph><num>1</num><section><num>2</num><p>A.</p></section></paragraph>"
         "</body>",
         ["ledd/1/nummer/2 | A."]),
        ("<body><chapter><num>Chapter IV</num><heading>K</heading><article><num>1</num><p>"
         "A.</p></article></chapter></body>",
         ["kapIV/overskrift/1 heading | K",
          "§1 | A."]),
        ("<body><part><num>Part B.</num><title><num>1</num><p>A.</p></title></part></body>",
         ["del/B/del/1 | A."]),
        ("<preface><longTitle><p>An Act</p></longTitle><p>Of kites</p></preface><preamble><p>"
         "Whereas</p></preamble><body><p>A.</p></body><conclusions><p>Signed</p></conclusions>",
         ["overskrift/1 heading | An Act",
          "innledning/1 preamble | Of kites",
          "innledning/2 preamble | Whereas",
          " | A.",
          "merknad/1 editorial | Signed"]),
        ("<body><p>A<authorialNote marker='1'><p>Note.</p></authorialNote> b<br/>c.</p><p>"
         "D.</p></body>",
         [" | A b c.",
          " | D.",
          "fotnote/1 footnote | Note."]),
        ("<body><section><num>1</num><p>A<authorialNote marker='*'><p>N.</p></authorialNote>"
         ".</p></section><section><num>2</num><p>B.</p></section></body>",
         ["§1 | A.",
          "§1/fotnote/1 footnote | N.",
          "§2 | B."]),
        ("<body><section><num>1</num><heading>K<authorialNote marker='2'><p>N.</p>"
         "</authorialNote></heading><p>B.</p></section></body>",
         ["§1/overskrift/1 heading | K",
          "§1 | B.",
          "§1/fotnote/2 footnote | N."]),
        ("<body><p>In <mod>section 1 insert <quotedStructure><section><num>2</num><p>New.</p>"
         "</section></quotedStructure> end</mod></p></body>",
         [" amendment-instruction | In section 1 insert",
          "endring/1/§2 inserted | New.",
          " amendment-instruction | end"]),
        ("<body><p>As <embeddedStructure><p>Quoted.</p></embeddedStructure></p></body>",
         [" | As",
          " quoted | Quoted."]),
        ("<body><table><caption>T</caption><tr><th><p>a</p></th><td/><td><p>b</p></td></tr>"
         "<tr><td/></tr></table></body>",
         ["tabell/1/overskrift/1 heading | T",
          "tabell/1/rad/1/kolonne/1 table | a",
          "tabell/1/rad/1/kolonne/3 table | b"]),
        ("<body><p>A <foreign><math>x</math></foreign> b</p></body>",
         [" | A",
          " table | x",
          " | b"]),
        ("<body><blockList><listIntroduction>A:</listIntroduction><item><num>(a)</num><p>b</p>"
         "</item><item><p>c</p></item></blockList></body>",
         [" | A:",
          "bokstav/a | b",
          "strekpunkt/1 | c"]),
        ("<body><article><num>1</num><point><num>1.</num><p>a</p></point><level><p>x</p>"
         "</level></article></body>",
         ["§1/nummer/1 | a",
          "§1/ledd/1 | x"]),
        ("<body><article><num>§ 12a</num><p>a</p></article><article><num>Section 3.</num><p>"
         "a</p></article><article><num>(iv)</num><p>a</p></article><article><num>First</num>"
         "<p>x</p></article></body>",
         ["§12a | a",
          "§3 | a",
          "§iv | a",
          "§First | x"]),
        ("<body><p>A <del>gone</del><ins>new</ins> <noteRef/>b</p><toc><p>x</p></toc></body>",
         [" | A new b"]),
        ("<body><section value='7'><p>a</p></section></body>",
         ["§7 | a"]),
        ("<attachments><attachment><num>Schedule 1</num><heading>C</heading><doc><mainBody><p>"
         "a</p></mainBody></doc></attachment></attachments>",
         ["vedlegg/1/overskrift/1 heading | C",
          "vedlegg/1 annex | a"]),
    ],
)  # fmt: skip
def test_elements(inner: str, found: Sequence[str]) -> None:
    source = f"<akomaNtoso><act>{inner}</act></akomaNtoso>"
    document = read_document(source.encode(), "a.akn")
    assert isinstance(document, Document)
    assert [line.replace(" operative | ", " | ") for line in drawn(document)] == found
    for leaf in document.leaves:
        words = leaf.span.of(document.text)
        if source.count(words) == 1:
            assert document.offsets.to_source(leaf.span).of(source) == words


@pytest.mark.parametrize("tag", ["part", "level", "p", "quotedStructure"])
def test_what_is_nested_as_deep_as_is_allowed_is_read_or_told(tag: str) -> None:
    source = f"<akomaNtoso><act>{f'<{tag}>' * 253}x{f'</{tag}>' * 253}</act></akomaNtoso>"
    found = read_document(source.encode(), "a.akn")
    assert isinstance(found, Document) or found.reason == "depth"
    if isinstance(found, Document):
        assert found.text == "x"


def root(inner: str, tag: str = "act", attributes: str = "") -> Element:
    source = f"<akomaNtoso><{tag} {attributes}>{inner}</{tag}></akomaNtoso>"
    return parse_xml(source, Limits()).root


WORK = (
    '<FRBRWork><FRBRthis value="/akn/xx/act/2031/7/!main"/>'
    '<FRBRdate date="2031-01-01"/>{}</FRBRWork>'
)
AUTHOR = '<FRBRauthor href="#m"/>'
EVENTS = (
    '<eventRef date="2031-05-01" refersTo="#inkraft"/>'
    '<eventRef date="2031-03-01" source="#entry-into-force"/>'
    '<eventRef date="2031-02-01" refersTo="#repeal"/><eventRef refersTo="#in-force"/>'
)


def test_metadata() -> None:
    meta = read_meta(root(
        f"<meta>{WORK.format(AUTHOR)}"
        '<FRBRExpression><FRBRthis value="/e"/><FRBRlanguage language="eng"/></FRBRExpression>'
        f'{EVENTS}<x eId="m" showAs=""/><x eId="m" showAs="Ministry"/><x eId="n" showAs="Other"/>'
        '<affectedDocument href="/akn/xx/act/2030/1#a"/>'
        '<affectedDocument href="/akn/xx/act/2030/1~b"/><affectedDocument/></meta>'
        "<shortTitle>[ Kites Act ]</shortTitle><longTitle>A <docTitle>Kites</docTitle></longTitle>"
    ))  # fmt: skip
    assert (meta.refid, meta.expression) == ("/akn/xx/act/2031/7", "/e")
    assert (meta.title, meta.short_title, meta.language) == ("Kites", "Kites Act", "eng")
    assert (meta.agency, meta.amends) == ("Ministry", ("/akn/xx/act/2030/1",))
    assert (meta.in_force, meta.published) == ("2031-03-01", "2031-01-01")
    gazette = '<publication date="2031-04-04"/>'
    assert read_meta(root(f"<meta>{WORK.format('')}{gazette}</meta>")).published == "2031-04-04"
    bare = read_meta(root("<longTitle>Kites</longTitle>"))
    assert (bare.title, bare.refid, bare.agency, bare.in_force, bare.published) == (
        "Kites", "", "", "", "",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("made", "kind"),
    [
        (root("<p/>"), DocumentKind.ACT),
        (root("<mod/>"), DocumentKind.AMENDING_ACT),
        (root("<activeModifications/>"), DocumentKind.AMENDING_ACT),
        (root("<p/>", "act", 'name="regulation"'), DocumentKind.REGULATION),
        (root("<mod/>", "act", 'name="Verordnung"'), DocumentKind.AMENDING_REGULATION),
        (root('<meta><FRBRsubtype value="order"/></meta>'), DocumentKind.REGULATION),
        (root("<mod/>", "bill"), DocumentKind.DRAFT),
    ],
)
def test_kinds_of_documents(made: Element, kind: DocumentKind) -> None:
    assert read_meta(made).kind is kind
