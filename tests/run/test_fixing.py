"""Safe fixes in the text of a document."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from fake_checks import make_finding
from regcheck.document.model import Document
from regcheck.findings.fixes.fixes import apply_edits, safe_edit, safe_edits, unified_diff
from regcheck.findings.fixes.fixing import NotFixedError, fix_document, replace_file
from regcheck.findings.model import Finding, ProposedFix
from regcheck.readers.limits import Limits
from regcheck.readers.registry import read_document

TEXT = "### § 1. Bord\n\nEt gammelt bord, jfr. et nytt bord.\n"


def proposed(
    source: str, words: str, new: str, *, applicability: str = "safe", **values: object
) -> Finding:
    at = source.index(words)
    fix = ProposedFix(applicability, at, at + len(words), new)
    return make_finding(quote=" ".join(words.split()), fix=fix, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("old", "quote", "new", "edited"),
    [
        ("et bord", "et bord", "en pult", "en pult"),
        ("et\r\n  bord", "et bord", "en pult", "en\r\n  pult"),
        ("et\u00a0bord", "et bord", "en pult", "en\u00a0pult"),
        ("et bord", "et bord", "pulten", "pulten"),
        ("et\nbord", "et bord", "pulten", None),
        ("et **bord**", "et bord", "en pult", None),
        ("et bord", "et bord", "en\npult", None),
        ("et bord", "et bord", "", None),
    ],
)
def test_white_space_stays_and_markup_is_left(
    old: str, quote: str, new: str, edited: str | None
) -> None:
    fix = ProposedFix("safe", 0, len(old), new)
    edit = safe_edit(make_finding(quote=quote, fix=fix), old)
    assert (edit.words if edit else None) == edited


def test_only_safe_fixes_of_open_findings_in_own_text() -> None:
    def edits(**values: object) -> int:
        return len(safe_edits([proposed(TEXT, "jfr.", "jf.", **values)], TEXT))  # type: ignore[arg-type]

    assert edits() == 1
    assert edits(status="known") == 1
    assert edits(status="suppressed") == 0
    assert edits(role="foreign") == 0
    assert edits(applicability="unsafe") == 0
    assert edits(applicability="display") == 0


def test_of_those_that_overlap_only_the_first() -> None:
    found = [
        proposed(TEXT, "bord, jfr.", "bord, jf."),
        proposed(TEXT, "gammelt bord", "gamle bordet"),
        proposed(TEXT, "nytt", "nyere"),
    ]
    edits = safe_edits(found, TEXT)
    assert [edit.words for edit in edits] == ["gamle bordet", "nyere"]
    assert apply_edits(TEXT, edits) == ("### § 1. Bord\n\nEt gamle bordet, jfr. et nyere bord.\n")


def test_a_place_outside_the_text_is_left() -> None:
    fix = ProposedFix("safe", 3, 900, "x")
    assert safe_edits([make_finding(fix=fix)], TEXT) == []


def fixed(text: str, *findings: Finding) -> str | None:
    found = fix_document(text.encode(), "a.md", "", findings, Limits())
    return found.data.decode() if found else None


def test_a_fix_that_would_change_the_structure_is_left_and_others_are_not() -> None:
    text = "### § 1. Bord\n\nEt bord.\n\n### § 2. Stol\n\nEn stol.\n"
    heading = proposed(text, "§ 2.", "§ 3.")
    words = proposed(text, "Et bord", "En pult")
    assert fixed(text, heading, words) == text.replace("Et bord", "En pult")
    with pytest.raises(NotFixedError, match="how the document is read"):
        fixed(text, heading)


def test_nothing_to_fix() -> None:
    assert fixed(TEXT) is None


def test_letters_the_encoding_lacks_are_no_reason_to_change_it() -> None:
    data = TEXT.replace("nytt", "nådd").encode("cp1252")
    finding = proposed(TEXT, "jfr.", "ⅹ")
    with pytest.raises(NotFixedError):
        fix_document(data, "a.md", "", [finding], Limits())


def test_markup_is_never_put_into_xml() -> None:
    xml = (
        '<html><body><main><article class="legalArticle" data-name="§1"><h3>§ 1</h3>'
        '<article class="legalP">Et bord.</article></article></main></body></html>'
    )
    assert isinstance(read_document(xml.encode(), "a.xml"), Document)
    finding = proposed(xml, "bord", "b<b")
    assert fix_document(xml.encode(), "a.xml", "", [finding], Limits()) is None


def test_a_file_that_was_changed_meanwhile_is_left(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("nytt")
    with pytest.raises(NotFixedError, match="changed meanwhile"):
        replace_file(str(file), sha256(b"gammelt").hexdigest(), b"nyest")
    assert file.read_text() == "nytt"
    with pytest.raises(NotFixedError):
        replace_file(str(tmp_path / "b.md"), "", b"nyest")
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


def test_a_diff_of_equal_texts_is_empty() -> None:
    assert unified_diff("a", TEXT, TEXT) == ""


def test_hunks_near_each_other_are_one() -> None:
    old = "\n".join(map(str, range(1, 31))) + "\n"
    new = old.replace("\n5\n", "\nfem\n").replace("\n12\n", "\ntolv\n").replace("\n25\n", "\nx\n")
    assert [line for line in unified_diff("a", old, new).split("\n") if line[:1] == "@"] == [
        "@@ -2,14 +2,14 @@",
        "@@ -22,7 +22,7 @@",
    ]
