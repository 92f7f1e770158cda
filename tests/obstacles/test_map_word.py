"""The map as a Word file: what stands in it, and that a word processor opens it."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from regcheck.cli.main import main
from regcheck.corpus.obstacles import word_file
from regcheck.readers.registry import read_document

pytest.importorskip("duckdb", reason="duckdb is not installed")
openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEADS = ["Paragraf", "Relevant tekst", "Type hinder", "Kommentar", "Konklusjon"]
DRAFT = """---
tittel: "Forskrift om tun & grend </w:t>"
refid: forskrift/1999-02-30-7
departement: Samferdselsdepartementet
hjemmel: lov/2008-05-15-35/§8
rettsområde: Veg
ikrafttredelse: "1999-07-01"
---

# Forskrift om tun

### § 1. Søknad

Søknaden skal sendes som rekommandert brev med egenhendig underskrift.

### § 2. Kart

Kartet skal legges ved i original.
"""
AMENDING = """# Lov om endringer i grendeloven

I lov 20. mai 2005 nr. 28 om grender gjøres følgende endringer:

§ 12 annet ledd skal lyde:

Søknaden skal sendes som rekommandert brev.
"""


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("map")
    law = folder / "lov"
    law.mkdir()
    (law / "a.md").write_text(DRAFT, encoding="utf-8")
    (law / "b.md").write_text(AMENDING, encoding="utf-8")
    assert main(["scan", str(law), "-o", str(folder / "s"), "--no-config"]) == 0
    return folder / "s"


def body(path: Path) -> Any:
    with zipfile.ZipFile(path) as package:
        return etree.fromstring(package.read("word/document.xml"))


def text_of(element: Any) -> str:
    return "".join(one.text or "" for one in element.iter(f"{W}t"))


def rows_of(path: Path) -> list[list[str]]:
    """The cells of all tables that hold rows of the map, without the titles."""
    found = []
    for table in body(path).iter(f"{W}tbl"):
        lines = [[text_of(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
        if lines[0][:5] == HEADS:
            found += lines[1:]
    return found


def made(scan: Path, target: Path, *options: str) -> Path:
    assert main(["obstacles", str(scan), "-o", str(target), *options]) == 0
    return target / "kartlegging.docx"


def test_each_row_is_there_with_all_that_is_known(scan: Path, tmp_path: Path) -> None:
    path = made(scan, tmp_path)
    book = openpyxl.load_workbook(tmp_path / "kartlegging.xlsx")["Kartlegging"]
    assert len(rows_of(path)) == book.max_row - 1
    (letter,) = [
        row for row in rows_of(path) if row[0].startswith("§ 1") and "Rekommandert" in row[2]
    ]
    for words in ("varsling", "forutsetter papir", "Sikkerhet:", "Alvor:"):
        assert words in letter[2]
    whole = text_of(body(path))
    for words in (
        *("Forskrift om tun & grend </w:t>", "I Lovdata: ja", "I Lovdata: nei"),
        *("Departement: Samferdselsdepartementet", "Hjemmel: lov/2008-05-15-35/§8"),
        *("Rettsområde: Veg", "Livshendelse: ", "https://lovdata.no/forskrift/1999-02-30-7"),
        *("Dette er gjennomsøkt", "Dette er ikke gjennomsøkt", "Endre disse først"),
    ):
        assert words in whole, words
    assert "Endrer: lov 20. mai 2005 nr. 28 § 12 annet ledd" in whole


def test_the_words_of_a_finding_are_bold(scan: Path, tmp_path: Path) -> None:
    bold = [
        text_of(run)
        for run in body(made(scan, tmp_path)).iter(f"{W}r")
        if run.find(f".//{W}b") is not None
    ]
    assert "rekommandert brev" in [text.lower() for text in bold]


def test_pages_lie_down_and_titles_are_repeated(scan: Path, tmp_path: Path) -> None:
    root = body(made(scan, tmp_path))
    (page,) = root.iter(f"{W}pgSz")
    assert page.get(f"{W}orient") == "landscape"
    assert int(page.get(f"{W}w")) > int(page.get(f"{W}h"))
    for table in root.iter(f"{W}tbl"):
        first, *others = table.iter(f"{W}tr")
        assert first.find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}tblHeader") is None for row in others)
        widths = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        assert {len(row.findall(f"{W}tc")) for row in (first, *others)} == {widths}
    styles = {one.get(f"{W}val") for one in root.iter(f"{W}pStyle")}
    assert styles == {"Title", "Heading1", "Heading2"}


def test_what_people_wrote_is_there(scan: Path, tmp_path: Path) -> None:
    made(scan, tmp_path / "k")
    path = tmp_path / "k" / "kartlegging.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["Kartlegging"]
    titles = [cell.value for cell in sheet[1]]
    line = next(
        row
        for row in sheet.iter_rows(min_row=2)
        if row[titles.index("Regel")].value == "paper/registered-letter"
    )
    for title, value in (
        ("Kommentar", "Se <her>"),
        ("Konklusjon", "Endres"),
        ("Ansvarlig", "Kari"),
    ):
        line[titles.index(title)].value = value
    book.save(path)
    again = made(scan, tmp_path / "n", "--assessments", str(path), "--category", "paper")
    assert ["Se <her>", "Endres", "Kari"] in [row[3:] for row in rows_of(again)]


def test_the_same_bytes_each_time(scan: Path, tmp_path: Path) -> None:
    assert made(scan, tmp_path / "a").read_bytes() == made(scan, tmp_path / "b").read_bytes()


@pytest.mark.parametrize("locale", ["nb", "nn", "en"])
def test_too_many_rows_for_word_are_left_to_the_workbook(
    scan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, locale: str
) -> None:
    monkeypatch.setattr(word_file, "MOST_ROWS", 1)
    made(scan, tmp_path, "--locale", locale)
    (path,) = tmp_path.glob("*.docx")
    assert rows_of(path) == []
    assert re.search(r"\d+ (rader|rows) (er|are) (flere|fleire|more)", text_of(body(path)))
    assert ".xlsx" in text_of(body(path))


def test_regcheck_reads_its_own_file(scan: Path, tmp_path: Path) -> None:
    """An Office package that a strict reader takes for whole."""
    path = made(scan, tmp_path)
    document = read_document(path.read_bytes(), "kartlegging.docx")
    assert "Kartlegging av hindringer" in getattr(document, "text", str(document))


def test_libreoffice_makes_a_pdf_of_it(scan: Path, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")
    path = made(scan, tmp_path, "--severity", "info")
    command = [
        *(office, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"),
        *("--convert-to", "pdf", "--outdir", str(tmp_path), str(path)),
    ]
    subprocess.run(command, capture_output=True, check=True, timeout=180)
    pages = pypdf.PdfReader(tmp_path / "kartlegging.pdf").pages
    assert len(pages) > 1
    for page in pages:
        assert page.mediabox.width > page.mediabox.height
    text = "\n".join(page.extract_text() for page in pages)
    for words in ("Kartlegging av hindringer", "Relevant tekst", "Samferdselsdepartementet"):
        assert words in text
