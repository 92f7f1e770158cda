"""Citations in running text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regcheck.law.address_path import parse_path
from regcheck.law.citations import Citation, CitationKind, find_citations, resolve
from regcheck.law.links import lovdata_url
from regcheck.law.names import has_successor, known_act, known_eu_act

CASES = [
    ("etter [[lov 3. mars 2011 nr. 9 § 4-1 annet ledd]].", ["lov/2011-03-03-9/§4-1/ledd/2"]),
    ("etter [[lov av 3. mars 2011 nr. 9 §§ 2 og 3]].",
     ["lov/2011-03-03-9/§2", "lov/2011-03-03-9/§3"]),
    ("[[lov 3 mars 2011 nr. 9 om båter og brygger § 4]] gjelder", ["lov/2011-03-03-9/§4"]),
    ("[[forskrift 15 des 2011 nr. 21 § 4]] gjelder", ["forskrift/2011-12-15-21/§4"]),
    ("[[båtloven § 11 b første ledd]] gjelder", ["§11b/ledd/1"]),
    ("[[båt- og bryggelova § 3 andre ledd]] gjeld", ["§3/ledd/2"]),
    ("etter [[bbl. § 1-2, jf. § 3]] kan", ["§1-2", "§3"]),
    ("jf. [[§§ 3 til 5]].", ["§3", "§5"]),
    ("[[Første ledd bokstav a]] gjelder", ["ledd/1/bokstav/a"]),
    ("Kravet er oppfylt. [[Andre punktum]] gjeld", ["setning/2"]),
    ("nevnt i [[første ledds annet punktum]], skal", ["ledd/1/setning/2"]),
    ("gjeld [[fyrste stykket i § 12]] på", ["§12/ledd/1"]),
    ("etter [[bokstav b i § 5 første ledd]] skal", ["§5/ledd/1/bokstav/b"]),
    ("gjelder [[annet ledd i § 5 i båtloven]] her", ["§5/ledd/2"]),
    ("etter [[femte ledd bokstav a punkt 1 og 3]] skal",
     ["ledd/5/bokstav/a/nummer/1", "ledd/5/bokstav/a/nummer/3"]),
    ("jf. [[§ 13 første ledd a og § 14]].", ["§13/ledd/1/bokstav/a", "§14"]),
    ("etter [[båtloven § 8 annet ledd a nr. 2]] eller", ["§8/ledd/2/bokstav/a/nummer/2"]),
    ("jfr. [[§ 1, litr. d]].", ["§1/bokstav/d"]),
    ("Endringa i [[§ 1 første ledd, pkt. e)]] gjeld", ["§1/ledd/1/bokstav/e"]),
    ("utfyller [[båtloven § 23 nr. 2 fjerde ledd]].", ["§23/nummer/2/ledd/4"]),
    ("som sagt i [[artikkel 36 i forordning (EU) nr. 528/2012]], nr. 7b (vedtak)",
     ["eu/32012r0528/artikkel36"]),
    ("etter [[§ 4 i midlertidig forskrift 3. mars 2011 nr. 9]] om",
     ["forskrift/2011-03-03-9/§4"]),
    ("i samsvar med [[båtloven § 6‑11b]].", ["§6-11b"]),
    ("etter [[første ledd]] i forskriften", ["ledd/1"]),
    ("reglene i [[båtlovens 2 § 9, annet ledd]], gjelder", ["§9/ledd/2"]),
    ("etter [[båtloven av 1992 § 27]] gjelder", ["§27"]),
    ("jf. [[båtloven 1902 § 53 nr. 3]] skal", ["§53/nummer/3"]),
    ("reglene i [[båtloven kapittel 9 a]] gjelder", ["kap9a"]),
    ("[[båtloven kapittel 9]] i alt", ["kap9"]),
    ("nevnt i [[§ 4 nr. 3-7]]. De", ["§4/nummer/3", "§4/nummer/7"]),
    ("nevnt i [[§ 2]], 3b) og", ["§2"]),
    ("etter [[§ 7-4 til og med § 7-8]] skal", ["§7-4", "§7-8"]),
    ("[[båtloven § 27-1]]og båt", ["§27-1"]),
    ("etter konvensjonen [[artiklene 32, 34 og 35]] skal",
     ["artikkel32", "artikkel34", "artikkel35"]),
    ("i [[artikkel 8da nr. 1, nr. 2]] skal", ["artikkel8da/nummer/1", "artikkel8da/nummer/2"]),
    ("gitt i [[kapittel 2 nr. 2.1.1 i vedlegg I til forordning (EU) 2020/9]]",
     ["eu/32020r0009/vedlegg/I/kap2/punkt/2.1.1"]),
    ("[[forordning (EU) 2020/9 om båter 1 , særlig artikkel 17 nr. 3]], og",
     ["eu/32020r0009/artikkel17/nummer/3"]),
    ("jf. [[§§ 3–5]].", ["§3", "§5"]),
    ("etter [[§ 3 første og annet ledd]] skal", ["§3/ledd/1", "§3/ledd/2"]),
    ("etter [[§ 2 nr. 3 bokstav a]] skal", ["§2/nummer/3/bokstav/a"]),
    ("[[§ 3 første ledd bokstav a til c og annet ledd]] gjelder",
     ["§3/ledd/1/bokstav/a", "§3/ledd/1/bokstav/c", "§3/ledd/2"]),
    ("[[§§ 3, 4 og 5 første ledd]] gjelder", ["§3", "§4", "§5/ledd/1"]),
    ("[[§ 3-2 (2) b)]] gjelder", ["§3-2/ledd/2/bokstav/b"]),
    ("etter [[§ 5]] å kreve", ["§5"]),
    ("[[§ 3 bokstav a]] og i tilfelle", ["§3/bokstav/a"]),
    ("[[§ 3 nr. 3]] og 15 dager", ["§3/nummer/3"]),
    ("søker etter [[første ledd]] skal", ["ledd/1"]),
    ("søkjar etter [[andre ledd første punktum]] skal", ["ledd/2/setning/1"]),
    ("nevnt i [[12. ledd]] skal", ["ledd/12"]),
    ("nevnt i [[ellevte ledd]] skal", ["ledd/11"]),
    ("nevnt i [[bokstav a og b]] skal", ["bokstav/a", "bokstav/b"]),
    ("reglene i [[kapittel 5 og 6]] gjelder", ["kap5", "kap6"]),
    ("etter [[§ 5 i båtloven]] kan", ["§5"]),
    ("etter [[§ 5 i lov 3. mars 2011 nr. 9]] om båter", ["lov/2011-03-03-9/§5"]),
    ("etter [[§ 5]] i denne forskriften", ["§5"]),
    ("[[båtloven §§ 60 , 61 , 64 og 65]] .", ["§60", "§61", "§64", "§65"]),
    ("[[båtloven § 2 første ledd bokstav b , e og f]] er",
     ["§2/ledd/1/bokstav/b", "§2/ledd/1/bokstav/e", "§2/ledd/1/bokstav/f"]),
    ("[[båtloven § 3-8 , § 8-2a og § 9]] med", ["§3-8", "§8-2a", "§9"]),
    ("jf. [[båtloven § 28 – § 36]] .", ["§28", "§36"]),
    ("jf. [[båtloven § 13 -§ 13e]] .", ["§13", "§13e"]),
    ("[[§§ 3 – 13]] gjelder", ["§3", "§13"]),
    ("etter [[båtloven §§ 6 , 17 tredje ledd, 18 og 19]] om", ["§6", "§17/ledd/3", "§18", "§19"]),
    ("[[§§ 3 første ledd og 4]] gjelder", ["§3/ledd/1", "§4"]),
    ("[[§§ 3 første ledd]] og 4 prosent", ["§3/ledd/1"]),
    ("[[§§ 2 annet ledd]], 7. mai 2012", ["§2/ledd/2"]),
    ("[[§ 3 første ledd]], 18 år", ["§3/ledd/1"]),
    ("[[§ 57 unntatt første ledd bokstav b, § 58]] gjelder",
     ["§57", "§57/ledd/1/bokstav/b", "§58"]),
    ("[[§ 5 unntatt tredje ledd og § 6]] gjelder", ["§5", "§5/ledd/3", "§6"]),
    ("jf. [[§ 4 nr. 4.2 bokstav a]].", ["§4/punkt/4.2/bokstav/a"]),
    ("etter [[§ 16 a–c og f]] skal", ["§16a", "§16c", "§16f"]),
    ("nevnt i [[artikkel 2 bokstav a), b) og d)]]",
     ["artikkel2/bokstav/a", "artikkel2/bokstav/b", "artikkel2/bokstav/d"]),
    ("nevnt i [[artikkel 2 bokstav b)–f)]]", ["artikkel2/bokstav/b", "artikkel2/bokstav/f"]),
    ("nevnt i [[artikkel 2 bokstav b)-f)]]", ["artikkel2/bokstav/b", "artikkel2/bokstav/f"]),
    ("nevnt i [[bokstav a) i vedlegg XIV til forordning (EU) nr. 142/2011]]",
     ["eu/32011r0142/vedlegg/XIV/bokstav/a"]),
    ("nevnt i [[bokstav a]] i vedlegg 2 til forskriften", ["bokstav/a"]),
    ("etter [[§ 6 , første ledd]] skal", ["§6/ledd/1"]),
    ("etter [[§ 12 a og b, § 14 c]] skal", ["§12a", "§12b", "§14c"]),
    ("etter [[§ 17-1, 1. ledd]] skal", ["§17-1/ledd/1"]),
    ("etter [[§ 14 annet ledd til båtloven]] skal", ["§14/ledd/2"]),
    ("etter [[§ 2 siste ledd]] skal", ["§2/ledd/siste"]),
    ("etter [[§ 2 andre leddet siste setning]] skal", ["§2/ledd/2/setning/siste"]),
    ("etter [[første leddet]] skal", ["ledd/1"]),
    ("etter [[lov om båter og brygger 3. mars 2011 nr. 9 § 4]].", ["lov/2011-03-03-9/§4"]),
    ("i [[lov om båter av 3. mars 2011 nr. 9]] og", []),
    ("forskrift om båter etter [[lov av 3. mars 2011 nr. 9]]", []),
    ("[[båtloven 3. mars 2011 nr. 9 § 4]] gjelder", ["lov/2011-03-03-9/§4"]),
    ("[[lov 3. mars 2011 nr. 9 om båter m.m. § 4]] gjelder", ["lov/2011-03-03-9/§4"]),
    ("[[lov 3. mars 2011 nr. 9 Almindelig Baatlov § 4]] gjelder", ["lov/2011-03-03-9/§4"]),
    ("etter [[artikkel 5 nr. 2 bokstav b]] kan", ["artikkel5/nummer/2/bokstav/b"]),
    ("etter [[artikkel 20 nr. 2 i rådsdirektiv 89/106/EØF]] kan",
     ["eu/31989l0106/artikkel20/nummer/2"]),
    ("etter [[båtforordningen artikkel 18]] kan", ["artikkel18"]),
    ("etter [[artikkel 5 i Havnekonvensjonen]] kan", ["artikkel5"]),
    ("etter [[artikkel 5]] i denne forordningen kan", ["artikkel5"]),
    ("etter [[artikkel 7 i forordning (EU) 2016/679]] kan", ["eu/32016r0679/artikkel7"]),
    ("etter [[direktiv 46/1995/EF artikkel 2]] kan", ["eu/31995l0046/artikkel2"]),
    ("etter [[forordning (EF) nr. 12/1987 artikkel 2]] kan", ["eu/31987r0012/artikkel2"]),
    ("etter [[Havnekonvensjonen 8. november 1968, artikkel 37]] kan", ["artikkel37"]),
    ("etter [[direktiv 2006/123/EF artikkel 5 nr. 2]] kan", ["eu/32006l0123/artikkel5/nummer/2"]),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "paths"), CASES)
def test_citations_are_found_with_their_places(marked: str, paths: list[str]) -> None:
    before, _, rest = marked.partition("[[")
    words, _, after = rest.partition("]]")
    text = before + words + after
    (citation,) = find_citations(text)
    assert citation.span.of(text) == words
    assert [address.path for address in citation.addresses] == paths


@pytest.mark.parametrize(
    "text",
    [
        "en tredje person",
        "første gang",
        "loven gjelder",
        "50 nr. 3",
        "annet enn dette",
        "§",
        "lov 3.",
        "forordning (EU) uten tall",
    ],
)
def test_other_words_are_no_citations(text: str) -> None:
    assert find_citations(text) == []


@pytest.mark.parametrize(
    ("text", "refid"),
    [
        ("forordning (EU) 2016/679", "eu/32016r0679"),
        ("forordning (EF) nr. 1049/2001", "eu/32001r1049"),
        ("direktiv 95/46/EF", "eu/31995l0046"),
        ("direktiv 46/1995/EF", "eu/31995l0046"),
        ("direktiv 463/123/EF", ""),
        ("Rådsdirektiv 2006/123/EF", "eu/32006l0123"),
    ],
)
def test_eu_acts_get_the_id_of_their_number(text: str, refid: str) -> None:
    (citation,) = find_citations(text)
    assert (citation.refid, citation.kind) == (refid, CitationKind.EU)


def test_kind_name_and_range_are_told() -> None:
    def one(text: str) -> Citation:
        (citation,) = find_citations(text)
        return citation

    assert one("båtloven gjelder").act_name == "båtloven"
    assert one("båtloven gjelder").kind is CitationKind.ACT
    assert one("båtforskriften § 2").kind is CitationKind.REGULATION
    assert one("§§ 3 til 5").through
    assert not one("§§ 3 og 5").through
    assert one("§ 3").kind is CitationKind.INTERNAL
    assert one("artikkel 4").kind is CitationKind.TREATY
    assert one("båtdirektivet artikkel 4").act_name == "båtdirektivet"
    assert one("§ 3 – § 5").through
    assert one("første ledd").kind is CitationKind.RELATIVE


def test_relative_citations_are_completed_from_where_they_stand() -> None:
    base = parse_path("lov/2020-01-01-1/§4/ledd/2/bokstav/a")
    assert resolve(parse_path("ledd/1"), base).path == "lov/2020-01-01-1/§4/ledd/1"
    assert resolve(parse_path("bokstav/c"), base).path == "lov/2020-01-01-1/§4/ledd/2/bokstav/c"
    assert resolve(parse_path("setning/1"), base).path == f"{base.path}/setning/1"
    assert resolve(parse_path("§9"), base).path == "§9"


@given(st.text(alphabet="§ 0123456789-abi(),.ogtilleddnrbokstavjfløve", max_size=200))
def test_citations_are_ordered_and_apart_in_any_text(text: str) -> None:
    citations = find_citations(text)
    end = 0
    for citation in citations:
        assert end <= citation.span.start < citation.span.end <= len(text)
        end = citation.span.end


@pytest.mark.parametrize(
    "hostile",
    ["§ 1, " * 20000, "a" * 100000 + "loven", "- og " * 20000, "første og " * 20000,
     "§§ 1 til " * 9000, "lov 1. mai 2001 nr. 1 om " + "x " * 50000, "bokstav a og " * 20000,
     "kap. " * 20000],
)  # fmt: skip
def test_long_repetitions_are_read_to_the_end(hostile: str) -> None:
    text = hostile + " § 77"
    assert find_citations(text)[-1].span.end == len(text)


def test_no_citation_is_deeper_than_an_address_that_is_read_back() -> None:
    letters = find_citations("Etter § 3 " + "a) " * 9_000)
    for citation in letters:
        for address in citation.addresses:
            assert len(address.steps) <= 16
            assert parse_path(address.path) == address


@pytest.mark.parametrize(
    ("refid", "path", "url"),
    [
        ("lov/2005-06-17-62", "kap3/§3-2/ledd/1", "https://lovdata.no/lov/2005-06-17-62/§3-2"),
        ("forskrift/2017-12-15-2105", "", "https://lovdata.no/forskrift/2017-12-15-2105"),
        ("lov/2005-06-17-62", "vedlegg/1/§3", "https://lovdata.no/lov/2005-06-17-62"),
        ("lov/2005-06-17-62", "§3[2]", "https://lovdata.no/lov/2005-06-17-62"),
        ("utkast", "§3", ""),
        ("lov/../../x", "§3", ""),
    ],
)
def test_links_go_to_the_section(refid: str, path: str, url: str) -> None:
    assert lovdata_url(refid, parse_path(path)) == url


def test_a_name_means_the_act_of_its_time() -> None:
    assert known_act("straffeloven", "1990-12-31") == "lov/1902-05-22-10"
    assert known_act("straffeloven", "2020-12-31") == "lov/2005-05-20-28"
    assert known_act("straffeloven") == "lov/2005-05-20-28"
    assert known_act("skatteloven") == "lov/1999-03-26-14"
    assert known_act("båtloven") == ""
    assert known_act("likestillingsloven", "2013-12-31") == "lov/1978-06-09-45"
    assert known_act("likestillingsloven", "2016-12-31") == "lov/2013-06-21-59"
    assert known_act("likestillingsloven") == "lov/2017-06-16-51"
    assert known_act("personopplysningsforskriften") == "forskrift/2000-12-15-1265"
    assert has_successor("straffeloven")
    assert not has_successor("sameloven")
    assert known_eu_act("Personvernforordningen") == "eu/32016r0679"


def test_a_date_that_is_none_is_no_part_of_the_citation() -> None:
    named, section = find_citations("etter båtloven 3. vinter 2011 nr. 9 § 4")
    assert (named.refid, named.act_name, named.addresses) == ("", "båtloven", ())
    assert (section.refid, section.act_name) == ("", "")


@pytest.mark.parametrize(
    "between",
    [
        " om båter, gjelder kun ",
        " om båter), ",
        " om båter i stedet for bestemmelsene i ",
    ],
)
def test_a_title_ends_where_the_sentence_goes_on(between: str) -> None:
    dated, section = find_citations(
        f"Etter lov 3. mars 2011 nr. 9{between}§ 22 skal eieren betale."
    )
    assert (dated.refid, dated.addresses) == ("lov/2011-03-03-9", ())
    assert (section.refid, [one.path for one in section.addresses]) == ("", ["§22"])


def test_a_title_holds_no_other_act() -> None:
    text = "Lov 2. mai 2001 nr. 6 om båter m.v. kommer ikke til bruk etter lov om kaier § 3-6."
    first, *_ = find_citations(text)
    assert (first.refid, first.addresses) == ("lov/2001-05-02-6", ())
