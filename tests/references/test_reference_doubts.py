"""What is not said to be missing from a text, and what still is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from regcheck.concepts.index import ConceptIndex, IndexedDocument
from regcheck.document.model import Unreadable
from regcheck.document.provision_paths import Places, places_of
from regcheck.law.names import NamedDocument, Names
from regcheck.readers.markdown import read_markdown
from regcheck.references.library import ReferenceLibrary
from regcheck.references.resolve import references_in

FYR, LAMP, BOOK = "lov/2010-02-30-3", "forskrift/2011-02-30-4", "forskrift/2012-02-30-5"
PLAIN = Places(("§1", "§1/ledd/1", "§1/ledd/2", "§2", "§3", "§3/ledd/1"))
DASHED = Places(("§1-1", "§1-1/ledd/1", "§1-2", "§1-2/ledd/1"))
DEEP = Places(("§5-1-1", "§5-1-1/ledd/1", "§5-2-1", "§5-2-1/ledd/1"))
TEXTS = {
    FYR: ("Lov om fyr (fyrloven)", "Fyrloven", PLAIN),
    LAMP: ("Forskrift om lamper (lampeforskriften)", "Lampeforskriften", DASHED),
    BOOK: ("Forskrift om bøker (bokforskriften)", "Bokforskriften", DEEP),
}


class Shelf(ConceptIndex):
    """A body of law with three texts, each numbered in a way of its own."""

    def __init__(self) -> None:
        """Without a file."""

    def documents(self, refids: Iterable[str]) -> Iterator[IndexedDocument]:
        for refid in sorted(set(refids) & TEXTS.keys()):
            title, short, places = TEXTS[refid]
            yield IndexedDocument(refid, refid, title, short, "act", places)

    def names(self, like: Iterable[str] = ()) -> Names:
        return Names(NamedDocument(refid, *told[:2], refid[-10:]) for refid, told in TEXTS.items())

    def refids(self) -> list[str]:
        return sorted(TEXTS)


HEAD = (
    '---\nrefid: forskrift/2022-02-30-9\ntittel: "Forskrift om havner"\n---\n\n'
    "# Forskrift om havner"
)


def status_of(words: str, more: str = "") -> list[str]:
    text = (
        f"{HEAD}\n\n### § 1. Krav\n\nHavna har lys.\n\n### § 2. Tau\n\n{words}\n\n"
        f"### § 3. Plass\n\nEieren betaler.\n{more}"
    )
    read = read_markdown(text.encode(), "havn.md")
    assert not isinstance(read, Unreadable)
    return [one.status for one in references_in(read, ReferenceLibrary(Shelf()))]


@pytest.mark.parametrize(
    "words",
    [
        "Se § 5.",
        "Se § 1 fjerde ledd.",
        "Se fyrloven § 9.",
        "Se fyrloven § 1 tredje ledd.",
        "Se lampeforskriften § 1-9.",
        "Se § 9 i fyrloven, som gjelder på land.",
    ],
)
def test_what_is_missing_is_said_to_be(words: str) -> None:
    assert "dangling" in status_of(words)


@pytest.mark.parametrize(
    "words",
    [
        "Se fyrloven § 2-la.",
        "Se § 41 om straff.",
        "Se kapittel 19 om straff.",
        "Samtidig oppheves forskrift 3. mars 2009 nr. 9 om lys mv. gitt etter fyrloven § 9.",
        "Opphevelsen av fyrloven § 9 gjelder straks.",
        "Se forskrift 3. mars 2001 nr. 9 om lys, tau og unntak etter fyrloven § 9.",
        "Se fyrloven § 1 og § 4-9.",
        "Se fyrloven § 1 og artikkel 50.",
        "Se lampeforskriften § 9.",
        "Se bokforskriften § 5-2.",
        "Lov om fyr gjelder ikke for tauverk som nevnt i § 9.",
    ],
)
def test_what_may_be_right_is_not_said_to_be_missing(words: str) -> None:
    assert "dangling" not in status_of(words)


def test_a_section_behind_one_of_another_act_may_be_of_this_text() -> None:
    assert status_of("Se lampeforskriften § 1-1, jf. § 3.")[-1] == "found"


def test_the_old_sections_of_an_act_are_not_missing_from_the_act_of_the_same_name() -> None:
    text = (
        '---\nrefid: lov/2010-02-30-8\ntittel: "Lov om tau (tauloven)"\n'
        'korttittel: "Tauloven"\n---\n\n'
        "# Lov om tau (tauloven)\n\n### § 1-1. Krav\n\nTau er lange.\n\n### § 1-2. Eldre vedtak\n\n"
        "Vedtak gitt med hjemmel i tauloven § 2 gjelder i åtte år.\n"
    )
    read = read_markdown(text.encode(), "tau.md")
    assert not isinstance(read, Unreadable)
    assert "dangling" not in [one.status for one in references_in(read, ReferenceLibrary(Shelf()))]


@pytest.mark.parametrize(
    ("section", "words"),
    [
        ("Eieren har:\n\n- tau\n\n- stige\n\n- lys", "Se § 4 tredje ledd."),
        ("(1) Eieren har tau.\n\n(3) Eieren har lys.", "Se § 4 andre ledd."),
        (
            "*Eieren har tau. Hun har lys.\nEndret ved forskrift 3. mars 2023 nr. 9.*",
            "Se § 4 andre ledd.",
        ),
    ],
)
def test_a_text_that_does_not_tell_its_paragraphs_lacks_none(section: str, words: str) -> None:
    assert "dangling" not in status_of(words, f"\n### § 4. Utstyr\n\n{section}\n")


def test_a_label_with_a_capital_behind_a_dash_is_read_to_the_end() -> None:
    read = read_markdown(
        f"{HEAD}\n\n### § 1-1. Krav\n\nSe § 1-1A.\n\n### § 1-1A. Tau\n\nTau er lange.\n".encode(),
        "a.md",
    )
    assert not isinstance(read, Unreadable)
    found = references_in(read, ReferenceLibrary(Shelf()))
    assert [(one.target_path, one.status) for one in found] == [("§1-1A", "found")]


def test_a_paragraph_run_together_with_its_note_is_no_place() -> None:
    words = "*Tau er lange. Lys er hvitt.\nEndret ved forskrift 3. mars 2023 nr. 9.*"
    read = read_markdown(f"{HEAD}\n\n### § 1. Krav\n\n{words}\n".encode(), "a.md")
    assert not isinstance(read, Unreadable)
    assert places_of(read).addresses == ("§1",)
