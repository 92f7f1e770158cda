"""Concepts as they come: definitions that are said twice or run on, catalogues that are large or
have holes, and the catalogue of a body of real law."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalogues import shape_violations
from real_law import shared_or_skip
from regcheck.cli.main import main
from regcheck.concepts.catalogue import label_of
from regcheck.concepts.catalogue_rdf import read_catalogue
from regcheck.concepts.definitions import Definition, counts, definitions_in, is_relative
from regcheck.document.model import Unreadable
from regcheck.readers.markdown import read_markdown

PUBLISHER = ["--publisher", "https://example.org/etat", "--contact", "begreper@example.org"]


def defined(text: str) -> list[Definition]:
    read = read_markdown(text.encode(), "havn.md")
    assert not isinstance(read, Unreadable)
    return definitions_in(read)


def test_two_definitions_of_one_term_in_one_provision_are_both_kept() -> None:
    found = defined(
        "# Havneforskrift\n\n### § 1. Ord\n\nMed kai menes et anlegg av tre. Med kai menes også et"
        " anlegg av stein.\n"
    )
    assert [one.term for one in found] == ["kai", "kai"]
    assert [one.definition for one in found] == ["et anlegg av tre.", "også et anlegg av stein."]
    assert len({one.start for one in found}) == 2


def test_a_definition_goes_on_over_list_items_and_sentences() -> None:
    found = defined(
        "# Havneforskrift\n\n### § 1. Definisjoner\n\nI denne forskriften menes med:\n\n"
        "- gjest: den som ligger til kai. Dette gjelder også om natten.\n"
        "- båt: alt som flyter.\n\n"
        "### § 2. Plass\n\nMed plass menes et sted\n\n"
        "- ved kai, og\n- med strøm.\n"
    )
    by_term = {one.term: one.definition for one in found}
    assert by_term["gjest"] == "den som ligger til kai. Dette gjelder også om natten."
    assert by_term["båt"] == "alt som flyter."
    assert by_term["plass"] == "et sted ved kai, og med strøm."


def test_labels_that_are_missing_leave_their_concepts_out_and_are_told(tmp_path: Path) -> None:
    file = tmp_path / "k.csv"
    file.write_text(
        "anbefaltTerm:nb;definisjon:nb;ukjent:xx\nkai;anlegg ved sjøen;1\n;uten navn;2\nbåt;;3\n",
        encoding="utf-8",
    )
    read, notes = read_catalogue(str(file))
    assert [one.term for one in read] == ["kai", "båt"]
    assert [str(note) for note in notes] == [
        "columns not read: ukjent",
        "1 without a preferred term left out",
    ]


@pytest.mark.parametrize("number", [20_000, pytest.param(100_000, marks=pytest.mark.slow)])
def test_many_concepts_are_read_and_looked_up(
    number: int, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    file, index = tmp_path / "k.csv", str(tmp_path / "i.sqlite")
    rows = "".join(f"kai {one};anlegg nummer {one}\n" for one in range(number))
    file.write_text(f"anbefaltTerm:nb;definisjon:nb\n{rows}", encoding="utf-8")
    assert main(["concepts", "import", str(file), "--into", index]) == 0
    told = capsysbinary.readouterr().out.decode()
    assert f"{number} concepts, {number} definitions" in told
    from regcheck.concepts.index import keep_open

    found = list(keep_open(index).catalogued([f"kai {number - 1}"]))
    assert [one.definition for one in found] == [f"anlegg nummer {number - 1}"]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_catalogue_of_real_law_passes_the_shapes_and_is_read_back(tmp_path: Path) -> None:
    pytest.importorskip("rdflib", reason="rdflib is not installed")
    shared = shared_or_skip()
    law = sorted((shared / "lovdata" / "markdown" / "lover").glob("lov-20*.md"))[::40]
    if not law:
        pytest.skip("there are no acts in Markdown")
    index, turtle = str(tmp_path / "i.sqlite"), tmp_path / "k.ttl"
    main(["concepts", "build", *map(str, law), "-o", index])
    assert main(["concepts", "export", index, *PUBLISHER, "-o", str(turtle)]) == 0
    assert shape_violations(turtle, one_standard=True) == []
    read, notes = read_catalogue(str(turtle))
    assert notes == []
    from regcheck.concepts.index import open_index

    with open_index(index) as opened:
        given = [
            one
            for one in opened.definitions()
            if counts(one) and one.role != "foreign" and not is_relative(one)
        ]
    said = {(label_of(one), " ".join(one.definition.rstrip(" .").split())) for one in given}
    assert said
    assert {(one.term, " ".join(one.definition.split())) for one in read if one.definition} == said
