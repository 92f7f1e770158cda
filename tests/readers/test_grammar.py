"""The grammar of Norwegian legal numbering."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regcheck.document.model import NodeKind, Role
from regcheck.readers import grammar


@pytest.mark.parametrize(
    ("line", "label", "title"),
    [
        ("§ 3-2. Tittel", "3-2", "Tittel"),
        ("§ 3-2 Tittel", "3-2", "Tittel"),
        ("§ 3-2", "3-2", ""),
        ("§ 12 a.", "12a", ""),
        ("§ 12 a. Frister", "12a", "Frister"),
        ("§ 12 a Frister", "12a", "Frister"),
        ("§12a Frister", "12a", "Frister"),
        ("§3A-2", "3A-2", ""),
        ("§ 8 A-2. Frister", "8A-2", "Frister"),
        ("§ 1-2-3", "1-2-3", ""),
        ("§ 13-5 b. Frister", "13-5b", "Frister"),
        ("§ 4 gjelder ikke her", "4", "gjelder ikke her"),
        ("§ 4 i forskriften", "4", "i forskriften"),
        ("§§ 5–7. (Opphevet)", "5", "(Opphevet)"),
        ("§\u00a09. Frister", "9", "Frister"),
        ("§§ 5 - 7", "5", ""),
        ("§§ 5 og 6", "5", ""),
        ("§ 5a – 7 Frister", "5a-7", "Frister"),
    ],
)
def test_article_headings(line: str, label: str, title: str) -> None:
    found = grammar.article_heading(line)
    assert found is not None
    assert (found[0], line[found[1] :]) == (label, title)


@pytest.mark.parametrize(
    ("line", "label", "title"),
    [
        ("Artikkel 5. Frister", "artikkel5", "Frister"),
        ("Art. 5", "artikkel5", ""),
        ("Artikkel IV Frister", "artikkelIV", "Frister"),
        ("Article 5 a Limits", "artikkel5a", "Limits"),
    ],
)
def test_headings_of_articles(line: str, label: str, title: str) -> None:
    found = grammar.foreign_article(line)
    assert found is not None
    assert (found[0], line[found[1] :]) == (label, title)


@pytest.mark.parametrize("line", ["§", "§ a", "paragraf 3", "§ første ledd"])
def test_no_article_heading(line: str) -> None:
    assert grammar.article_heading(line) is None


@pytest.mark.parametrize(
    ("line", "kind", "label", "title"),
    [
        ("Kapittel 3. Brønner", NodeKind.CHAPTER, "3", "Brønner"),
        ("Kapittel 3 Brønner", NodeKind.CHAPTER, "3", "Brønner"),
        ("KAPITTEL 3", NodeKind.CHAPTER, "3", ""),
        ("Kap. 3", NodeKind.CHAPTER, "3", ""),
        ("Kap. IV. Brønner", NodeKind.CHAPTER, "IV", "Brønner"),
        ("Kapittel VII A. Brønner", NodeKind.CHAPTER, "VIIA", "Brønner"),
        ("Kapittel 11a. Brønner", NodeKind.CHAPTER, "11a", "Brønner"),
        ("3 kap.", NodeKind.CHAPTER, "3", ""),
        ("3. kapittel. Brønner", NodeKind.CHAPTER, "3", "Brønner"),
        ("6te kapitel. Brønner", NodeKind.CHAPTER, "6", "Brønner"),
        ("2det kapittel", NodeKind.CHAPTER, "2", ""),
        ("Første del", NodeKind.PART, "1", ""),
        ("Andre del. Brønner", NodeKind.PART, "2", "Brønner"),
        ("Del II", NodeKind.PART, "II", ""),
        ("I", NodeKind.CHAPTER, "I", ""),
        ("II.", NodeKind.CHAPTER, "II", ""),
        ("Avsnitt A", NodeKind.CHAPTER, "A", ""),
        ("Vedlegg 1", NodeKind.ANNEX, "1", ""),
        ("Vedlegg I. Skjema", NodeKind.ANNEX, "I", "Skjema"),
        ("Vedlegg", NodeKind.ANNEX, "", ""),
        ("VEDLEGG ISkjema", NodeKind.ANNEX, "I", "Skjema"),
    ],
)
def test_sections_that_name_themselves(line: str, kind: NodeKind, label: str, title: str) -> None:
    for marked in (True, False):
        found = grammar.section_heading(line, marked=marked)
        assert found is not None
        assert (found.kind, found.label, line[found.title :]) == (kind, label, title)


_OUTER_TO_INNER = [
    ("Vedlegg 1", "Bilag A", "Tillegg 1", "Annex"),
    ("Del II", "Første del", "2. avdeling", "Part 2"),
    ("Kapittel 3", "3. kap.", "Chapter 3"),
    ("Avsnitt A", "Underavsnitt 2", "Annet avsnitt", "IV", "IV Brønner", "Merknader", "Til § 3"),
    ("A Brønner", "1.1 Brønner", "Brønner"),
]


def test_units_of_a_kind_stand_side_by_side_and_in_those_further_out() -> None:
    ranks: list[int] = []
    for units in _OUTER_TO_INNER:
        found = [grammar.section_heading(unit, marked=True) for unit in units]
        of_unit = {one.rank for one in found if one is not None}
        assert None not in found and len(of_unit) == 1
        ranks += of_unit
    assert ranks == sorted(set(ranks)) and min(ranks) > 0


@pytest.mark.parametrize(
    ("line", "named", "role"),
    [
        ("Brønner", False, None),
        ("A Brønner", True, None),
        ("IV Brønner", True, None),
        ("Kapittel 3", True, None),
        ("Merknader", True, Role.EDITORIAL),
        ("Direktiv 2030/1", True, Role.FOREIGN),
    ],
)
def test_what_a_marked_heading_says_of_itself(line: str, named: bool, role: Role | None) -> None:
    found = grammar.section_heading(line, marked=True)
    assert found is not None
    assert (found.named, found.role) == (named, role)


@pytest.mark.parametrize(
    ("line", "label"),
    [("A. Brønner", "A"), ("2. Brønner", "2"), ("1.1 Brønner", "1.1"), ("IV. Brønner", "IV")],
)
def test_bare_labels_count_only_in_marked_headings(line: str, label: str) -> None:
    found = grammar.section_heading(line, marked=True)
    assert found is not None
    assert found.label == label
    assert grammar.section_heading(line, marked=False) is None


@pytest.mark.parametrize(
    "line",
    ["Forordninger", "KOMMISJONSFORORDNING(EU) nr. 1/2030", "Konsolidert forordning (EU) 2030/1"],
)
def test_acts_of_the_union_are_foreign(line: str) -> None:
    found = grammar.section_heading(line, marked=True)
    assert found is not None
    assert found.role is Role.FOREIGN


@pytest.mark.parametrize(
    "line", ["Delegering av myndighet", "Delvis fritak", "Avdekking", "Kapasitet"]
)
def test_words_that_only_begin_alike(line: str) -> None:
    assert grammar.section_heading(line, marked=False) is None


@pytest.mark.parametrize(
    ("line", "sort", "label", "rest"),
    [
        ("(2) Brønner", "(1)", "2", "Brønner"),
        ("(2a) Brønner", "(1)", "2a", "Brønner"),
        ("(a) brønner", "(a)", "a", "brønner"),
        ("a) brønner", "a)", "a", "brønner"),
        ("a. brønner", "a.", "a", "brønner"),
        ("å) brønner", "a)", "å", "brønner"),
        ("aa) brønner", "a)", "aa", "brønner"),
        ("1. brønner", "1.", "1", "brønner"),
        ("12) brønner", "1)", "12", "brønner"),
        ("ii) brønner", "i)", "ii", "brønner"),
        ("1.2.3 brønner", "1.1", "1.2.3", "brønner"),
        ("– brønner", "–", "", "brønner"),
        ("•\u00a0brønner", "•", "", "brønner"),
        ("A) brønner", "a)", "A", "brønner"),
        ("xx) brønner", "i)", "xx", "brønner"),
        ("xviii. brønner", "i.", "xviii", "brønner"),
        ("(xx) brønner", "(a)", "xx", "brønner"),
        ("1.  brønner", "1.", "1", "brønner"),
        ("1.1. brønner", "1.1", "1.1", "brønner"),
        ("1) mai", "1)", "1", "mai"),
    ],
)
def test_markers(line: str, sort: str, label: str, rest: str) -> None:
    found = grammar.marker(line)
    assert found is not None
    assert (found.sort, found.label, line[found.length :]) == (sort, label, rest)


@pytest.mark.parametrize(
    "line",
    ["1. januar 2030", "2. ledd gjelder", "nr. 3 gjelder", "A. Hansen", "et. al", "(se § 3)", "a)",
     "ab) x", "Ab) x", "xxi) x", "ord) x", "o.l. x", "a)x", "a x", "ab x", "1234) x", " x"],
)  # fmt: skip
def test_no_marker(line: str) -> None:
    assert grammar.marker(line) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Endret ved lov 4 mai 2021 nr. 7.", True),
        ("Tilføyd ved forskrift 4 mai 2021 nr. 7.", True),
        ("Kapittel 1 endret ved forskrift 4 mai 2021 nr. 7.", True),
        ("Oppheva med lov 4 mai 2021 nr. 7.", True),
        ("Endret bruk av brønnen krever tillatelse.", False),
        ("Kapittel 3 gjelder for brønner med flere eiere.", False),
        ("Hele brønnen skal sikres.", False),
    ],
)
def test_notes_on_changes(line: str, expected: bool) -> None:
    assert grammar.is_editorial(line) is expected


@pytest.mark.parametrize(
    ("label", "before", "expected"),
    [
        ("b", "a", True),
        ("æ", "z", True),
        ("aa", "z", True),
        ("aa", "å", True),
        ("b", "b", False),
        ("c", "a", False),
        ("a", "å", False),
        ("ab", "å", False),
        ("aa", "zz", False),
        ("bb", "aa", False),
        ("a", "", False),
    ],
)
def test_what_follows_in_the_alphabet(label: str, before: str, expected: bool) -> None:
    assert grammar.follows(label, before) is expected


@pytest.mark.parametrize(
    ("rest", "expected"),
    [("", False), ("gjelder", True), (", jf.", True), ("; og", True), ("Frister", False)],
)
def test_what_goes_on_as_a_sentence(rest: str, expected: bool) -> None:
    assert grammar.is_running(rest) is expected


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("Frister", False),
        ("Frister for søknad.", False),
        ("Fristen er to uker.", True),
        ("Frister:", True),
        ("Frister;", True),
        ("Frister,", True),
        ("Frister for søknad om brønner mv.", False),
        ("Frister for søknad om brønner m.m.", False),
    ],
)
def test_sentences_and_titles(rest: str, expected: bool) -> None:
    assert grammar.is_sentence(rest) is expected


@given(st.text(min_size=1, max_size=60) | st.from_regex(r"[§IVX(\da-z]{1,4}[.)]? .{0,20}"))
def test_offsets_lie_in_the_line(line: str) -> None:
    for found in (grammar.article_heading(line), grammar.foreign_article(line)):
        assert found is None or 0 < found[1] <= len(line)
    mark = grammar.marker(line)
    assert mark is None or 0 < mark.length < len(line)
    for marked in (True, False):
        section = grammar.section_heading(line, marked=marked)
        assert section is None or 0 <= section.title <= len(line)
    grammar.is_editorial(line)


@pytest.mark.parametrize("piece", ["x", "a ", "a-", "og ", "I", "1.", "§ 1, ", "A"])
def test_headings_that_go_on_and_on_are_read(piece: str) -> None:
    """An expression that tries every way to divide a word would not end here."""
    assert grammar.section_heading(piece * 2000, marked=True) is not None
    grammar.section_heading(piece * 2000, marked=False)
    grammar.article_heading("§ 1 " + piece * 2000)
    grammar.foreign_article("Artikkel 1" + piece * 2000)
