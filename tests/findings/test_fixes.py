"""Which fixes are safe where they stand, and what they make of the source."""

from __future__ import annotations

import pytest

from fake_checks import make_finding
from regcheck.base.text.span import Span
from regcheck.findings.fixes.fixes import Edit, apply_edits, safe_edit, safe_edits, same_structure
from regcheck.findings.model import ProposedFix
from regcheck.readers.markdown import read_markdown

SOURCE = "Et bord og et bord."


def fix(start: int, end: int, new: str, applicability: str = "safe") -> ProposedFix:
    return ProposedFix(applicability, start, end, new)


def test_a_finding_without_a_fix_has_no_edit() -> None:
    assert safe_edit(make_finding(), SOURCE) is None


@pytest.mark.parametrize(("start", "end"), [(-1, 4), (3, 3), (15, 99), (7, 3)])
def test_a_fix_outside_the_source_is_left(start: int, end: int) -> None:
    assert safe_edit(make_finding(fix=fix(start, end, "pult")), SOURCE) is None


def test_an_edit_reaches_to_the_end_of_the_source() -> None:
    found = make_finding(quote="bord.", fix=fix(14, 19, "pult."))
    assert safe_edit(found, SOURCE) == Edit(Span(14, 19), "pult.", "house/table")


def test_more_words_than_before_need_plain_spaces() -> None:
    assert safe_edit(make_finding(quote="Et bord", fix=fix(0, 7, "En fin pult")), SOURCE)
    wrapped = SOURCE.replace("Et bord", "Et\nbord")
    assert safe_edit(make_finding(quote="Et bord", fix=fix(0, 7, "En fin pult")), wrapped) is None


def test_of_edits_that_overlap_the_first_is_carried_out() -> None:
    found = [
        make_finding(quote="bord", fix=fix(14, 18, "pult")),
        make_finding(quote="Et bord", fix=fix(0, 7, "En pult")),
        make_finding(quote="bord", fix=fix(3, 7, "benk")),
    ]
    edits = safe_edits(found, SOURCE)
    assert [edit.span for edit in edits] == [Span(0, 7), Span(14, 18)]
    assert apply_edits(SOURCE, edits) == "En pult og et pult."
    assert apply_edits(SOURCE, list(reversed(edits))) == "En pult og et pult."
    assert apply_edits(SOURCE, []) == SOURCE


@pytest.mark.parametrize(
    ("after", "same"),
    [
        ("### § 1. Pult\n\nBordet er rødt.\n", True),
        ("### § 2. Bord\n\nBordet er blått.\n", False),
        ("### § 1. Bord\n\nBordet er blått.\n\nDet er stort.\n", False),
        ("### § 1. Formål\n\nBordet er blått.\n", False),
    ],
)
def test_structure_is_provisions_and_not_words(after: str, same: bool) -> None:
    one = read_markdown(b"### \xc2\xa7 1. Bord\n\nBordet er bl\xc3\xa5tt.\n", "a.md")
    other = read_markdown(after.encode(), "a.md")
    assert same_structure(one, other) is same  # type: ignore[arg-type]
