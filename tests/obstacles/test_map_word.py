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
HEADS = ["Bestemmelse", "Kravet", "Steder som følger med", "Kommentar"]
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
    """The cells of all tables that hold changes, without the titles."""
    found = []
    for table in body(path).iter(f"{W}tbl"):
        lines = [[text_of(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
        if lines[0] == HEADS:
            found += lines[1:]
    return found


def made(scan: Path, target: Path, *options: str) -> Path:
    assert main(["obstacles", str(scan), "-o", str(target), *options]) == 0
    return target / "kartlegging.docx"


def test_each_change_is_there_with_what_decides(scan: Path, tmp_path: Path) -> None:
    path = made(scan, tmp_path)
    book = openpyxl.load_workbook(tmp_path / "kartlegging.xlsx")["Endre disse først"]
    rows = rows_of(path)
    assert [row[0].partition(".")[0] for row in rows] == [str(n) for n in range(1, book.max_row)]
    (letter,) = [row for row in rows if "Forskrift om tun & grend </w:t> § 1" in row[0]]
    assert "rekommandert brev" in letter[1]
    for words in ("Rekommandert", "Hvem kan endre: ", "Hva loven sier: "):
        assert words in letter[0]
    whole = text_of(body(path))
    for words in ("Dette er gjennomsøkt", "Dette er ikke gjennomsøkt", "Endre disse først"):
        assert words in whole, words
    # New wording is told of where it will stand.
    assert "lov 20. mai 2005 nr. 28 § 12" in whole


def test_the_brief_has_ten_changes_and_what_is_proposed(scan: Path, tmp_path: Path) -> None:
    made(scan, tmp_path, "--brief")
    whole = text_of(body(tmp_path / "endre-forst.docx"))
    page = (tmp_path / "endre-forst.html").read_text(encoding="utf-8")
    for words in ("Endre disse først", "Hvem kan endre", "Forslag", "rekommandert brev"):
        assert words in whole, words
        assert words in page, words
    assert "<script" not in page
    assert "tun &amp; grend &lt;/w:t&gt;" in page
    assert page.count("<section>") == min(10, len(rows_of(tmp_path / "kartlegging.docx")))


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
    assert "Se <her>EndresKari" in [row[3] for row in rows_of(again)]


def test_the_same_bytes_each_time(scan: Path, tmp_path: Path) -> None:
    assert made(scan, tmp_path / "a").read_bytes() == made(scan, tmp_path / "b").read_bytes()


@pytest.mark.parametrize("locale", ["nb", "nn", "en"])
def test_too_many_rows_for_word_are_left_to_the_workbook(
    scan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, locale: str
) -> None:
    monkeypatch.setattr(word_file, "MOST_ROWS", 0)
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
    for words in ("Kartlegging av hindringer", "Steder som følger med", "rekommandert"):
        assert words in text
