"""Concepts to harmonise: which come first, against whom, and what people wrote last time."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from regcheck.cli.main import main
from regcheck.concepts.marked import marked

ACTS = {
    "lov/2020-01-01-1": (
        "Havneloven",
        "Havnedepartementet",
        "- fast gjest: person over 18 år som leier plass i havna hele året\n"
        "- kai: fast anlegg ved sjøen der båter kan legge til\n",
    ),
    "lov/2021-01-01-2": (
        "Båtskatteloven",
        "Skattedepartementet",
        "- fast gjest: person over 16 år som leier plass i havna hele året\n"
        "- kai: fast anlegg ved sjøen der båter kan legge til\n",
    ),
    "lov/2022-01-01-3": (
        "Bryggeloven",
        "Havnedepartementet",
        "- fast gjest: person over 18 år som leier plass i havna, unntatt den som eier båt\n",
    ),
    "forskrift/2022-01-01-4": (
        "Forskrift om studier ved Universitetet i Bryggen",
        "Skoledepartementet",
        "- fast gjest: person over 30 år som leier plass på studiet\n",
    ),
}


def built(tmp_path: Path, acts: dict[str, tuple[str, str, str]]) -> str:
    """An index of some acts."""
    law = tmp_path / "lov"
    law.mkdir()
    for refid, (title, ministry, terms) in acts.items():
        kind = "loven" if refid.startswith("lov") else "forskriften"
        head = f"---\nrefid: {refid}\ntittel: {title}\ndepartement: {ministry}\n---\n\n"
        body = f"# {title}\n\n## § 2. Definisjoner\n\nI denne {kind} menes med:\n\n{terms}"
        file = law / f"{refid.replace('/', '-')}.md"
        file.write_text(head + body, encoding="utf-8")
    place = str(tmp_path / "begreper.sqlite")
    assert main(["concepts", "build", str(law), "-o", place]) == 0
    return place


@pytest.fixture
def index(tmp_path: Path) -> str:
    return built(tmp_path, ACTS)


def made(index: str, folder: Path, *more: str) -> list[dict[str, Any]]:
    assert main(["concepts", "harmonise", index, "-o", str(folder), *more]) == 0
    return list(json.loads((folder / "harmonisering.json").read_text(encoding="utf-8"))["concepts"])


def test_what_does_not_fit_is_told_against_the_act_that_owns_it(index: str, tmp_path: Path) -> None:
    (concept,) = made(index, tmp_path / "ut")
    assert concept["term"] == "fast gjest"
    assert concept["owner"]["refid"] == "lov/2020-01-01-1"
    assert concept["ministries"] == ["Havnedepartementet", "Skattedepartementet"]
    assert concept["local"] == 1
    assert concept["usage"]["documents"] == 4
    (other, narrower) = concept["definitions"]
    assert (other["difference"], other["refid"]) == ("other-condition", "lov/2021-01-01-2")
    assert other["contrasts"] == [
        {"kind": "age", "first": ["over 18 år"], "second": ["over 16 år"]}
    ]
    assert narrower["amend"]


def test_a_definition_that_covers_the_others_is_proposed(tmp_path: Path) -> None:
    acts = {
        f"lov/2020-01-01-{number}": (f"Lov {number}", "Havnedepartementet", f"- opplag: {words}\n")
        for number, words in enumerate(
            ("plass på land", "plass på land innendørs der båter ligger om vinteren"), 1
        )
    }
    (concept,) = made(built(tmp_path, acts), tmp_path / "ut")
    assert concept["proposal"]["definition"] == "plass på land"
    assert [one["difference"] for one in concept["definitions"]] == ["narrower"]


def test_a_concept_is_wanted_when_a_text_of_the_ministry_defines_it(
    index: str, tmp_path: Path
) -> None:
    assert made(index, tmp_path / "a", "--ministry", "skattedep")
    assert not made(index, tmp_path / "b", "--ministry", "fiske")


def test_people_find_what_they_wrote_in_the_next_run(index: str, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
    made(index, tmp_path / "ut")
    place = tmp_path / "ut" / "harmonisering.xlsx"
    book = openpyxl.load_workbook(place)
    sheet = book["Begreper"]
    titles = [cell.value for cell in sheet[1]]
    sheet.cell(2, titles.index("Ansvarlig") + 1).value = "Kai Kaisen"
    sheet.cell(2, titles.index("Frist") + 1).value = "2027-01-01"
    book.save(place)
    (concept,) = made(index, tmp_path / "neste", "--assessments", str(place))
    assert concept["assessment"]["responsible"] == "Kai Kaisen"
    assert concept["assessment"]["deadline"] == "2027-01-01"
    again = str(tmp_path / "neste" / "harmonisering.xlsx")
    (concept,) = made(index, tmp_path / "siste", "--assessments", again)
    assert concept["assessment"]["responsible"] == "Kai Kaisen"


def test_the_page_and_the_word_file_show_both_texts_and_mark_what_differs(
    index: str, tmp_path: Path
) -> None:
    made(index, tmp_path / "ut")
    page = (tmp_path / "ut" / "harmonisering.html").read_text(encoding="utf-8")
    assert "<mark>18</mark>" in page
    assert "<mark>16</mark>" in page
    assert "<script" not in page
    from regcheck.readers.registry import read_document

    word = (tmp_path / "ut" / "harmonisering.docx").read_bytes()
    document = read_document(word, "harmonisering.docx", "docx")
    text = getattr(document, "text", "")
    assert "over 16 år" in text
    assert "det samme som i" in text


def test_the_same_index_gives_the_same_bytes(index: str, tmp_path: Path) -> None:
    for folder in ("en", "to"):
        made(index, tmp_path / folder)
    for file in (tmp_path / "en").iterdir():
        assert file.read_bytes() == (tmp_path / "to" / file.name).read_bytes()


def test_marked_pieces_are_the_texts() -> None:
    first, second = marked("båt over 15 meter ved kai", "båt over 12 meter, ved kai")
    assert " ".join(words for words, _ in first) == "båt over 15 meter ved kai"
    assert [words for words, differs in second if differs] == ["12"]
