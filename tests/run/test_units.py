"""A document as rows of tables: provisions, definitions and references."""

from __future__ import annotations

from hashlib import sha256

from documents import DocumentMaker
from regcheck.document.model import Document, NodeKind, Role
from regcheck.document.segments.view import Segments
from regcheck.law.address_path import parse_address
from regcheck.readers.registry import read_document
from regcheck.run.units import units_of

TEXT = """# Lov om drager

## § 1 Krav

Med drage menes et fly uten motor.

Søknad sendes etter § 2, og skal vise

a) eieren
b) hvor dragen ligger

på eget skjema.

## Vedlegg 1 Skjema

Skjemaet er grønt.
"""


def hashed(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


def test_each_unit_with_text_of_its_own_is_a_row() -> None:
    document = read_document(TEXT.encode(), "lov.md")
    assert isinstance(document, Document)
    units = units_of(Segments(document))
    rows = {one["provision"]: one for one in units.provisions}
    assert [
        (path, one["unit"], one["section"], one["provision_words"]) for path, one in rows.items()
    ] == [
        ("overskrift/1", "heading", "", 3),
        ("§1/overskrift/1", "heading", "§1", 1),
        ("§1/ledd/1", "paragraph", "§1", 7),
        ("§1/ledd/2", "paragraph", "§1", 11),
        ("§1/ledd/2/bokstav/a", "item", "§1", 1),
        ("§1/ledd/2/bokstav/b", "item", "§1", 3),
        ("vedlegg/1/overskrift/1", "heading", "vedlegg/1", 1),
        ("vedlegg/1/ledd/1", "paragraph", "vedlegg/1", 3),
    ]
    second = rows["§1/ledd/2"]
    whole = "Søknad sendes etter § 2, og skal vise på eget skjema."
    assert second["text_hash"] == hashed(whole)
    assert (second["provision_sentences"], second["provision_long_words"]) == (2, 0)
    assert rows["vedlegg/1/ledd/1"]["provision_long_words"] == 1
    assert {one["text"] for one in units.provisions} == {""}
    texts = {
        one["provision"]: one["text"]
        for one in units_of(Segments(document), with_text=True).provisions
    }
    assert texts["§1/ledd/2"] == whole
    start, end = second["provision_start"], second["provision_end"]
    assert isinstance(start, int) and isinstance(end, int)
    around = TEXT[start:end]
    assert around.startswith("Søknad sendes") and around.endswith("eget skjema.")
    assert "b) hvor dragen ligger" in around
    assert (second["language"], second["role"]) == ("nb", "operative")
    assert second["provision_target"] == ""
    (term,) = units.definitions
    assert (term["term"], term["provision"]) == ("drage", "§1/ledd/1")
    (reference,) = units.references
    assert (reference["target_path"], reference["outcome"]) == ("§2", "dangling")


def test_words_that_are_put_into_other_law_know_where() -> None:
    make = DocumentMaker()
    leaf = make.leaf(make.section("1").article, NodeKind.PARAGRAPH, "Ny tekst.", role=Role.INSERTED)
    leaf.target = parse_address("§ 7 første ledd")
    (row,) = units_of(Segments(make.done())).provisions
    assert (row["provision_target"], row["role"]) == ("§7/ledd/1", "inserted")
