"""Where citations lead when the words around them tell which text is meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from regcheck.concepts.index import ConceptIndex, IndexedDocument
from regcheck.document.model import Unreadable
from regcheck.document.provision_paths import Places
from regcheck.law.names import NamedDocument, Names
from regcheck.readers.lovdata.document import read_lovdata_xml
from regcheck.readers.markdown import read_markdown
from regcheck.references.library import ReferenceLibrary
from regcheck.references.resolve import references_in

PLACES = Places(
    ("§1", "§1/ledd/1", "§3", "§3/ledd/1", "§3/ledd/2", "§9", "kap4", "del/i/kap2"), ("§9",)
)
ACTS = {
    "lov/2001-02-30-1": ("Lov om båter og brygger m.v. (båtloven)", "Båtloven", "2002-01-01"),
    "lov/2020-02-30-2": ("Lov om båter og brygger mv. (båtloven)", "Båtloven", "2021-01-01"),
    "lov/2010-02-30-3": ("Lov om fyr (fyrloven)", "Fyrloven", "2011-01-01"),
    "lov/2014-02-30-7": ("Lov om tårn (tårnloven)", "Tårnloven", "2015-01-01"),
    "lov/2012-02-30-5": ("Lov om tau (gode tauloven)", "Gode tauloven", "2013-01-01"),
    "forskrift/2013-02-30-6": ("Forskrift om små fly (BSL E 4-1)", "", "2014-01-01"),
    "lov/2011-02-30-4": (
        "Lov om oppheving av lov om moloer (moloven)",
        "Opphevingsloven",
        "2012-01-01",
    ),
}


class Shelf(ConceptIndex):
    """A body of law with the same sections in every text."""

    def __init__(self) -> None:
        """Without a file."""

    def documents(self, refids: Iterable[str]) -> Iterator[IndexedDocument]:
        for refid in sorted(set(refids) & ACTS.keys()):
            title, short, _ = ACTS[refid]
            yield IndexedDocument(refid, refid, title, short, "act", PLACES)

    def names(self, like: Iterable[str] = ()) -> Names:
        return Names(NamedDocument(refid, *told) for refid, told in ACTS.items())

    def refids(self) -> list[str]:
        return sorted(ACTS)


def led_to(words: str, head: str = "forskrift/2022-02-30-9") -> list[tuple[str, str, str]]:
    text = (
        f'---\nrefid: {head}\ntittel: "Forskrift om havner"\n---\n\n# Forskrift om havner\n\n'
        f"### § 1. Krav\n\nHavna har lys.\n\n### § 2. Tau\n\n{words}\n\n### § 3. Plass\n\n"
        "Eieren har:\n\na) tau\n\nb) stige\n\nEieren betaler.\n"
    )
    read = read_markdown(text.encode(), "havn.md")
    assert not isinstance(read, Unreadable)
    found = references_in(read, ReferenceLibrary(Shelf()))
    return [(one.target, one.target_path, one.status) for one in found]


OWN = "forskrift/2022-02-30-9"
FYR, BOAT = "lov/2010-02-30-3", "lov/2020-02-30-2"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Se § 3 i lov om fyr.", [("lov/2010-02-30-3", "§3", "found")]),
        ("Se lov om fyr § 3 andre ledd.", [("lov/2010-02-30-3", "§3/ledd/2", "found")]),
        ("Se § 8 i lov om fyr.", [("lov/2010-02-30-3", "§8", "dangling")]),
        ("Se § 3 siste ledd.", [(OWN, "§3/ledd/2", "found")]),
        ("Se § 3 a og b.", [(OWN, "§3/bokstav/a", "found"), (OWN, "§3/bokstav/b", "found")]),
        ("Se artikkel 5.", [("", "artikkel5", "unknown")]),
        ("Se artikkel 5 i nevnte forordning.", [("", "artikkel5", "unknown")]),
        (
            "Kravet følger av forordning (EU) 2016/679. Unntaket står i artikkel 5.",
            [("eu/32016r0679", "", "elsewhere"), ("eu/32016r0679", "artikkel5", "elsewhere")],
        ),
        (
            "Se vedlegg IV (Rådsdirektiv 90/377/EØF ) artikkel 1.",
            [("eu/31990l0377", "artikkel1", "elsewhere")],
        ),
        (
            "Se fyrloven kapittel 4, § 1 og § 3.",
            [(FYR, "kap4", "found"), (FYR, "§1", "found"), (FYR, "§3", "found")],
        ),
        (
            "Se fyrloven § 3, ny § 1.",
            [("lov/2010-02-30-3", "§3", "found"), ("lov/2010-02-30-3", "§1", "found")],
        ),
        ("Se forskrift til fyrloven § 3.", [("", "§3", "unknown")]),
        (
            "Se forskrift 3. mars 2013 nr. 9 om fyr (lysforskriften) § 1 og lysforskriften § 3.",
            [
                ("forskrift/2013-03-03-9", "§1", "elsewhere"),
                ("forskrift/2013-03-03-9", "§3", "elsewhere"),
            ],
        ),
        (
            "Se Fire Act (Fyrloven) § 3.",
            [("lov/2010-02-30-3", "", "found"), ("lov/2010-02-30-3", "§3", "found")],
        ),
        ("Se § 1 og § 3 første ledd ovenfor.", [(OWN, "§1", "found"), (OWN, "§3/ledd/1", "found")]),
        ("Se fiskepaktens kapittel 4.", [("", "kap4", "unknown")]),
        ("Se havne-lov § 3.", [("", "§3", "unknown")]),
        (
            "Se forskrift 3. mars 2013 nr. 9 om lys i henhold til fyrloven § 3.",
            [("forskrift/2013-03-03-9", "", "elsewhere"), (FYR, "§3", "found")],
        ),
        ("Se FNs fiskekonvensjon art. 4.", [("", "artikkel4", "elsewhere")]),
        (
            "Se forskrift 3. mars 2013 nr. 9 om lys gitt i medhold av fyrloven § 3.",
            [("forskrift/2013-03-03-9", "", "elsewhere"), (FYR, "§3", "found")],
        ),
        ("Se lov av 3. mars 2013, nr. 9 § 3.", [("lov/2013-03-03-9", "§3", "elsewhere")]),
        (
            "Se forordning (EU) 2016/679 artikkel 5 nr. 4 andre ledd.",
            [("eu/32016r0679", "artikkel5/nummer/4/ledd/2", "elsewhere")],
        ),
        (
            "Se forordning (EU) 2016/679 og artikkel 5 i nevnte forordning.",
            [("eu/32016r0679", "", "elsewhere"), ("eu/32016r0679", "artikkel5", "elsewhere")],
        ),
        ("Fristene i § 17-6 gjelder.", [("", "§17-6", "unknown")]),
        ("Jf. § 3, etter at forskriften har trådt i kraft.", [(OWN, "§3", "found")]),
        ("Mengden SO 2 i første ledd er liten.", [(OWN, "§2/ledd/1", "found")]),
        ("Se lov om lys 2. juni 1978 nr. 37 § 2.", [("lov/1978-06-02-37", "§2", "elsewhere")]),
        ("Se havneordningen § 3.", [("", "§3", "unknown")]),
        (
            "Fyrloven gjelder, med unntak av § 3.",
            [("lov/2010-02-30-3", "", "found"), ("lov/2010-02-30-3", "§3", "found")],
        ),
        (
            "Etter fyrloven § 1 gjelder dette. Det samme gjelder etter kapittel 4.",
            [("lov/2010-02-30-3", "§1", "found"), ("lov/2010-02-30-3", "kap4", "found")],
        ),
        ("Se personvernforordningen artikkel 5.", [("eu/32016r0679", "artikkel5", "elsewhere")]),
        ("Se skatteloven § 5-1.", [("lov/1999-03-26-14", "§5-1", "elsewhere")]),
        ("Se moloven § 1.", [("", "§1", "unknown")]),
        ("Bestemmelsene i §§ 1-3 gjelder.", [(OWN, "§1", "found"), (OWN, "§3", "found")]),
        ("§ 3 andre ledd oppheves 1. juli.", [(OWN, "§3/ledd/2", "found")]),
        ("Fra da oppheves alt unntatt § 3.", [("", "§3", "unknown")]),
        ("Se kodens kapittel 7.", [("", "kap7", "unknown")]),
        ("Se fyrloven § 8 slik den lød før 2015.", [("", "§8", "unknown")]),
        (
            "Se fyrloven § 1, jf. § 7 i forskriften her.",
            [("lov/2010-02-30-3", "§1", "found"), ("", "§7", "unknown")],
        ),
        ("Lov om fyr og denne forskriftens § 3.", [(FYR, "", "found"), (OWN, "§3", "found")]),
        ("Etter lov om båter og brygger mv. skal eieren betale.", [(BOAT, "", "found")]),
        ("Se lov om båter og brygger for barn.", []),
        ("Kongen kan gi forskrift om små fly.", []),
        ("Se forskrift om små fly § 3.", [("forskrift/2013-02-30-6", "§3", "found")]),
        ("Se lov om fyr av 2. juni 1978.", []),
        (
            "Lov 3. mars 2013 nr. 9 om lys, gjelder. Se lov om lykter § 7.",
            [("lov/2013-03-03-9", "", "elsewhere"), ("", "§7", "unknown")],
        ),
        (
            "Lov 3. mars 2013 nr. 9 om lys og tau, gjelder, og lov om lys og tau § 7.",
            [("lov/2013-03-03-9", "", "elsewhere"), ("lov/2013-03-03-9", "§7", "elsewhere")],
        ),
        (
            "Fyrloven § 1 gjelder. Eieren betaler etter § 3 i nevnte lov.",
            [(FYR, "§1", "found"), (FYR, "§3", "found")],
        ),
        (
            "Fyrloven § 1 gjelder, og i samme lov § 3.",
            [(FYR, "§1", "found"), (FYR, "§3", "found")],
        ),
        ("Eieren betaler etter § 3 i nevnte lov.", [("", "§3", "unknown")]),
        ("Se fyrloven av 2010 § 3.", [(FYR, "§3", "found")]),
        ("Se fyrloven av 1950 § 3.", [("", "§3", "unknown")]),
        ("Se § 8 i den til enhver tid gjeldende forskrift om lamper.", [("", "§8", "unknown")]),
        ("Se nr. 2.", []),
        ("Se EØS-avtalen vedlegg II § 3.", [("", "vedlegg/II", "elsewhere"), (OWN, "§3", "found")]),
        ("Se vedlegg 8.", []),
        (
            "Se forordning (EU) 2020/9 vedlegg I.",
            [("eu/32020r0009", "vedlegg/I", "elsewhere")],
        ),
        (
            "Forordning (EU) 2020/9 (båtforordningen) gjelder. Se båtforordningen artikkel 4.",
            [("eu/32020r0009", "", "elsewhere"), ("eu/32020r0009", "artikkel4", "elsewhere")],
        ),
        (
            "Følgende bestemmelser i fyrloven gjelder: § 1 og § 3. Dessuten § 3.",
            [
                (FYR, "", "found"),
                *[(FYR, "§1", "found"), (FYR, "§3", "found")],
                (FYR, "§3", "found"),
            ],
        ),
        ("Se lov om lys av 3. mars 2013 nr. 9, § 4.", [("lov/2013-03-03-9", "§4", "elsewhere")]),
        ("Se lov om fyr, jf. § 2.", [(FYR, "", "found"), (OWN, "§2", "found")]),
        ("Se straffeloven 1902 § 8.", [("lov/1902-05-22-10", "§8", "elsewhere")]),
        ("Lykta viser bokstav i morsealfabetet.", []),
        (
            "Se tårnloven kapittel 2 og kapittel 9.",
            [("lov/2014-02-30-7", "kap2", "found"), ("lov/2014-02-30-7", "kap9", "dangling")],
        ),
        ("Se gode tauloven § 3.", [("lov/2012-02-30-5", "§3", "found")]),
        ("Se slette tauloven § 3.", [("", "§3", "unknown")]),
        ("Se BSL E 4-1 § 3 andre ledd.", [("forskrift/2013-02-30-6", "§3/ledd/2", "found")]),
        ("Se lov om fyr, jf. § 3.", [(FYR, "", "found"), (FYR, "§3", "found")]),
        ("Følg lov om fyr og tau, samt betaling, jf. § 3.", [(OWN, "§3", "found")]),
        (
            "Se artikkel 2 avsnitt A) bokstav a).",
            [("", "artikkel2", "unknown"), ("", "§2/ledd/1/bokstav/a", "unknown")],
        ),
        (
            "Etter lov 3. mars 1999 nr. 4 om tau (tauloven) skal alle ha tau.",
            [("lov/1999-03-03-4", "", "elsewhere"), ("lov/1999-03-03-4", "", "elsewhere")],
        ),
        (
            "Se vedlegg II til forordning (EU) 2020/9.",
            [("eu/32020r0009", "vedlegg/II", "elsewhere")],
        ),
        (
            "Se EØS-avtalen vedlegg I og vedlegg II.",
            [("", "vedlegg/I", "elsewhere"), ("", "vedlegg/II", "elsewhere")],
        ),
        ("Se vedlegg I nr. 3 bokstav b.", [("", "vedlegg/I/nummer/3/bokstav/b", "unknown")]),
        ("Se kravet i nr. 2 bokstav a.", [("", "§2/ledd/1/nummer/2/bokstav/a", "unknown")]),
        (
            "Kravet i forskrift om små fly § 1 gjelder, og i nevnte forskrift § 3.",
            [("forskrift/2013-02-30-6", "§1", "found"), ("forskrift/2013-02-30-6", "§3", "found")],
        ),
        ("Se loven § 3.", [("", "§3", "unknown")]),
        (
            "Etter fyrloven § 1 skal det lyse. Etter loven § 3 skal lyset ses.",
            [(FYR, "§1", "found"), (FYR, "§3", "found")],
        ),
        ("Se lov om fyr (fyrloven) § 3 første ledd.", [(FYR, "§3/ledd/1", "found")]),
        (
            "Fyrloven § 1 gjelder. Lov om lys og lykter gjelder. Se § 3 i samme lov.",
            [(FYR, "§1", "found"), ("", "§3", "unknown")],
        ),
        ("Se BSL E 9-9 § 3.", [("", "§3", "unknown")]),
    ],
)
def test_the_words_around_a_citation_tell_where_it_leads(
    words: str, expected: list[tuple[str, str, str]]
) -> None:
    assert led_to(words) == expected


@pytest.mark.parametrize(
    ("head", "target"),
    [
        ("forskrift/2015-02-30-9", "lov/2001-02-30-1"),
        ("forskrift/2022-02-30-9", "lov/2020-02-30-2"),
    ],
)
def test_a_name_that_two_acts_have_had_means_the_one_of_the_time(head: str, target: str) -> None:
    assert led_to("Se båtloven § 3.", head) == [(target, "§3", "found")]
    assert led_to("Se § 3 i lov om båter og brygger.", head) == [(target, "§3", "found")]


def test_an_article_is_one_of_the_act_that_it_stands_in() -> None:
    text = (
        "---\nrefid: forskrift/2022-02-30-9\n---\n\n# Forskrift om havner\n\n### § 1. Krav\n\n"
        "Lys.\n\n## Vedlegg 1\n\n### Artikkel 1\n\nHavna har lys.\n\n### Artikkel 2\n\n"
        "Se artikkel 1.\n"
    )
    read = read_markdown(text.encode(), "havn.md")
    assert not isinstance(read, Unreadable)
    (one,) = references_in(read, ReferenceLibrary(Shelf()))
    assert (one.target, one.status) == (OWN, "found")
    assert one.target_path.endswith("artikkel1")


@pytest.mark.parametrize(
    ("title", "target"),
    [
        ("Forskrift til fyrloven", "lov/2010-02-30-3"),
        ("Forskrift til lov om fyr", "lov/2010-02-30-3"),
        ("Forskrift om lys og lamper (fyrforskriften)", "lov/2010-02-30-3"),
        ("Forskrift om fyrloven og tårnloven", ""),
        ("Forskrift om lamper", ""),
    ],
)
def test_the_title_of_a_regulation_tells_which_act_it_is_about(title: str, target: str) -> None:
    assert ReferenceLibrary(Shelf()).basis(title) == target


def found_in(text: str) -> list[tuple[str, str, str]]:
    read = read_markdown(text.encode(), "havn.md")
    assert not isinstance(read, Unreadable)
    found = references_in(read, ReferenceLibrary(Shelf()))
    return [(one.target, one.target_path, one.status) for one in found]


def drafted(title: str, *paragraphs: str, refid: str = OWN) -> str:
    body = "\n\n".join(paragraphs)
    return f'---\nrefid: {refid}\ntittel: "{title}"\n---\n\n# {title}\n\n{body}\n'


def test_what_a_text_repeals_is_not_said_to_be_repealed() -> None:
    assert led_to("Samtidig oppheves fyrloven § 9.") == [(FYR, "§9", "found")]
    assert led_to("Se fyrloven § 9.") == [(FYR, "§9", "repealed")]


def test_a_list_under_an_act_with_a_section_is_of_the_text_itself() -> None:
    lead = "### § 1. Gebyr\n\nHavna kan gi gebyr etter fyrloven § 3 for brudd på:"
    text = drafted("Forskrift om tau", lead, "- § 2\n- § 1", "### § 2. Tau\n\nHavna har tau.")
    assert found_in(text) == [(FYR, "§3", "found"), (OWN, "§2", "found"), (OWN, "§1", "found")]


def test_an_act_that_the_document_speaks_of_is_what_the_act_means() -> None:
    text = drafted(
        "Forskrift om lamper",
        "### § 1. Krav\n\nLampene følger lovens § 3.",
        "### § 2. Mer\n\nFyrloven § 1 gjelder.",
    )
    assert found_in(text) == [(FYR, "§3", "found"), (FYR, "§1", "found")]


def test_the_act_is_the_one_it_stands_in_or_that_the_title_names() -> None:
    act = drafted(
        "Lov om lamper",
        *("### § 1. Krav\n\nSe loven § 3.", "### § 3. Mer\n\nLampa lyser."),
        refid="lov/2022-02-28-9",
    )
    assert found_in(act) == [("lov/2022-02-28-9", "§3", "found")]
    under = drafted("Forskrift til fyrloven", "### § 1. Krav\n\nSe lovens § 1. Se lovens § 99.")
    assert found_in(under) == [(FYR, "§1", "found"), (FYR, "§99", "unknown")]


def test_a_list_under_an_act_is_of_that_act() -> None:
    lead = "### § 1. Gebyr\n\nDisse bestemmelsene i fyrloven gjelder:"
    text = drafted("Forskrift om tau", lead, "- § 3\n- § 77")
    assert found_in(text) == [(FYR, "", "found"), (FYR, "§3", "found"), ("", "§77", "unknown")]


def test_a_number_alone_is_of_the_paragraph_or_article_it_stands_in() -> None:
    text = drafted(
        "Forskrift om tau",
        "### § 1. Krav\n\nHavna har:\n\n1. tau\n\n2. stige som nevnt i nr. 1",
        "### § 2. Mer\n\nSe nr. 1.",
    )
    assert found_in(text) == [(OWN, "§1/ledd/1/nummer/1", "found")]


def test_an_annex_of_the_document_is_found() -> None:
    text = drafted(
        "Forskrift om tau",
        "### § 1. Krav\n\nTauet følger vedlegg 1 til denne forskriften og vedlegg 7 til avtalen.",
        "## Vedlegg 1. Mål\n\nTauet er langt.",
    )
    assert found_in(text) == [(OWN, "vedlegg/1", "found")]


def test_a_name_never_means_an_act_that_came_later() -> None:
    assert led_to("Se tårnloven § 3.", "forskrift/2012-02-30-9") == [("", "§3", "unknown")]
    assert led_to("Se tårnloven § 3.", "forskrift/2016-02-30-9") == [
        ("lov/2014-02-30-7", "§3", "found")
    ]


def test_a_title_is_known_by_the_beginnings_of_its_words() -> None:
    names = Names([NamedDocument("lov/2010-02-30-3", "Lov om laksefyr og innlandsfyr mv.", "", "")])
    found = names.title_in("lov om laksefyret og innlandsfyret § 4")
    assert found == ("lov/2010-02-30-3", len("lov om laksefyret og innlandsfyret"))
    assert names.title_in("lov om laksebåter og innlandsfyr § 4") == ("", 0)
    assert names.title_in("lov om laksefyr og innlandsfyr for barn") == ("", 0)


def test_the_short_name_of_a_text_means_that_text_in_it() -> None:
    text = drafted(
        "Lov om fyr (fyrloven)", "### § 1. Krav\n\nSe fyrloven § 1.", refid="lov/2030-02-28-1"
    )
    assert found_in(text) == [("lov/2030-02-28-1", "§1", "found")]
    amending = drafted(
        "Lov om endring i fyrloven (fyrloven)",
        "### § 1\n\nSe fyrloven § 3.",
        refid="lov/2030-02-28-1",
    )
    assert found_in(amending) == [(FYR, "§3", "found")]


def test_the_links_of_the_source_say_which_document_is_meant() -> None:
    words = (
        'Etter <a href="lov/2010-02-30-3/§1">sameloven § 1</a>, '
        '<a href="lov/2020-02-30-2/§3">lov om ukjente ting §§ 3</a> til '
        '<a href="lov/2020-02-30-2/§9">9</a> og tauloven § 3-1 til 3-4.'
    )
    body = (
        '<article class="legalArticle" data-name="§1"><h3>§ 1. Krav</h3>'
        f'<article class="legalP" id="l1">{words}</article></article>'
    )
    text = f'<html lang="nb"><body><main class="documentBody">{body}</main></body></html>'
    read = read_lovdata_xml(text.encode(), "havn.xml")
    assert not isinstance(read, Unreadable)
    found = references_in(read, ReferenceLibrary(Shelf()))
    assert [(one.target, one.target_path, one.status) for one in found] == [
        (FYR, "§1", "found"),
        (BOAT, "§3", "found"),
        (BOAT, "§9", "repealed"),
        ("", "§3-1", "unknown"),
        ("", "§3-4", "unknown"),
    ]
