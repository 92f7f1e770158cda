"""The map of obstacles: its rows, filters, files, and what people write in it."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from regcheck.base.errors import ConfigError
from regcheck.base.texts.catalogue import Texts
from regcheck.cli.main import main
from regcheck.corpus.obstacles.life_events import load_life_events
from regcheck.corpus.obstacles.obstacle import Assessment, Obstacle, carry_over, is_in_force, tally
from regcheck.corpus.obstacles.table import COLUMNS
from regcheck.corpus.scans.ministries import load_ministries

pytest.importorskip("duckdb", reason="duckdb is not installed")
openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
DRAFTS = Path(__file__).parents[2] / "corpora" / "drafts"
FIRST = ("Lov eller forskrift", "I Lovdata", "Paragraf", "Relevant tekst", "Kommentar")


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("map")
    shutil.copytree(DRAFTS, folder / "utkast", ignore=lambda *_: ["expected"])
    (folder / "utkast" / "e.md").write_text(HOSTILE, encoding="utf-8")
    assert main(["scan", str(folder / "utkast"), "-o", str(folder / "s"), "--no-config"]) == 0
    return folder / "s"


@pytest.fixture(scope="module")
def whole(scan: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Every row of the map, notes too."""
    return made(scan, tmp_path_factory.mktemp("whole") / "k", "--severity", "info")


HOSTILE = """---
tittel: "=HYPERLINK(1) </script><script>alert(1)</script>"
refid: forskrift/1999-02-30-7
departement: "Miljøverndepartementet; Samferdselsdepartementet"
ikrafttredelse: "1999-07-01"
---

# Forskrift om noe

### § 1. Søknad

=SUM(1) Søknaden skal sendes som rekommandert brev med egenhendig underskrift.
"""


def made(scan: Path, target: Path, *options: str) -> dict[str, Any]:
    """The rows of a map, as its workbook has them, by title."""
    assert main(["obstacles", str(scan), "-o", str(target), *options]) == 0
    return {row["Nøkkel"]: row for row in sheet_rows(target / "kartlegging.xlsx")}


def sheet_rows(path: Path, sheet: str = "Kartlegging") -> list[dict[str, Any]]:
    lines = list(openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True))
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def csv_rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def test_the_files_hold_the_same_rows(scan: Path, tmp_path: Path) -> None:
    rows = made(scan, tmp_path / "k")
    table = csv_rows(tmp_path / "k" / "kartlegging.csv")
    assert [row["Nøkkel"] for row in table] == list(rows)
    data = page_data(tmp_path / "k" / "kartlegging.html")
    assert len(data["rows"]) == len(rows) > 50
    assert tuple(table[0])[:5] == FIRST
    assert {row["Alvor"] for row in table} == {"feil", "advarsel"}


def page_data(page: Path) -> Any:
    (found,) = re.findall(r'(?s)id="data">(.*?)</script>', page.read_text(encoding="utf-8"))
    return json.loads(found)


def test_the_same_bytes_each_time(scan: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        made(scan, tmp_path / name)
    for one in (tmp_path / "a").iterdir():
        assert one.read_bytes() == (tmp_path / "b" / one.name).read_bytes(), one.name


def test_text_is_never_a_formula_or_markup(scan: Path, tmp_path: Path) -> None:
    made(scan, tmp_path / "k")
    book = openpyxl.load_workbook(tmp_path / "k" / "kartlegging.xlsx")
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    with zipfile.ZipFile(tmp_path / "k" / "kartlegging.xlsx") as parts:
        sheets = [name for name in parts.namelist() if "worksheets/" in name]
        assert sheets
        assert not any(re.search(rb"<f[ />]", parts.read(name)) for name in sheets)
    for row in csv_rows(tmp_path / "k" / "kartlegging.csv"):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row.values())
    page = (tmp_path / "k" / "kartlegging.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert page.count("</script>") == 2


def test_rows_have_what_a_ministry_sorts_by(scan: Path, tmp_path: Path) -> None:
    rows = made(scan, tmp_path / "k").values()
    own = [r for r in rows if r["Fil"].endswith("e.md")]
    (row,) = [r for r in own if r["Regel"] == "paper/registered-letter"]
    assert row["Departement"] == "Klima- og miljødepartementet; Samferdselsdepartementet"
    assert row["Departement i kilden"] == "Miljøverndepartementet; Samferdselsdepartementet"
    assert row["Lenke"] == "https://lovdata.no/forskrift/1999-02-30-7/§1"
    assert row["I Lovdata"] == "ja"
    assert row["Funksjon"] == "varsling"
    assert row["Type hinder"] == "Rekommandert brev"
    assert row["Teknologivurdering"] == "forutsetter papir"
    drafts = [r for r in rows if r["Fil"].endswith("baatplassforskriften.md")]
    assert {r["I Lovdata"] for r in drafts} == {"nei"}


@pytest.mark.parametrize(
    ("options", "fits"),
    [
        (["--ministry", "miljødep"], lambda r: r["Fil"].endswith("e.md")),
        (["--ministry", "Miljøverndepartementet"], lambda r: r["Fil"].endswith("e.md")),
        (["--category", "paper"], lambda r: r["Regel"].startswith("paper/")),
        (["--rule", "paper/r*"], lambda r: r["Regel"].startswith("paper/r")),
        (["--in-force", "2010-01-01"], lambda r: r["I kraft"] in (None, "1999-07-01")),
        (["--severity", "error"], lambda r: r["Alvor"] == "feil"),
        (["--severity", "info"], lambda r: True),
    ],
)
def test_filters(
    scan: Path, whole: dict[str, Any], tmp_path: Path, options: list[str], fits: Any
) -> None:
    rows = made(scan, tmp_path / "k", *options)
    assert rows
    assert all(fits(row) for row in rows.values())
    expected = [key for key, row in whole.items() if fits(row)]
    if "--severity" not in options:
        expected = [key for key in expected if whole[key]["Alvor"] != "merknad"]
    assert sorted(rows) == sorted(expected)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (
            ["--ministry", "Fjernsynsdepartementet"],
            "--ministry Fjernsynsdepartementet: not found in the scan",
        ),
        (["--area", "x"], "--area x: not found in the scan"),
        (["--life-event", "birth"], "--life-event birth: not found in the scan"),
        (["--category", "papr"], "did you mean «paper»"),
        (["--rule", "paper/nothing"], "--rule paper/nothing: not found in the scan"),
        (["--in-force", "2010"], "write the date as 2027-12-31"),
        (["--severity", "high"], "--severity high"),
        (["--assessments", "none.xlsx"], "none.xlsx: cannot be read"),
        (["--life-events", "none.yaml"], "none.yaml: cannot be read"),
    ],
)
def test_bad_input(
    scan: Path, tmp_path: Path, options: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["obstacles", str(scan), "-o", str(tmp_path / "k"), *options]) == 2
    _, err = capsys.readouterr()
    assert words in err
    assert "Traceback" not in err
    assert not (tmp_path / "k").exists()


def test_a_map_without_rows_is_told(
    scan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--life-event", "having-a-child", "--in-force", "1900-01-01"]
    assert main(["obstacles", str(scan), "-o", str(tmp_path / "k"), *options]) == 0
    assert "the map is empty" in capsys.readouterr().err


def test_life_events_follow_the_acts_a_regulation_is_based_on(tmp_path: Path) -> None:
    events = load_life_events()
    assert len(events.titles) == 7
    assert "new-in-norway" in events.of("lov/2008-05-15-35", ())
    assert events.of("forskrift/2999-01-01-1", ("lov/2008-05-15-35/§8",)) == ("new-in-norway",)
    assert events.of("forskrift/2999-01-01-1", ("lov/2999-05-15-35",)) == ()
    leave, wages = "lov/2005-06-17-62/§12-2/ledd/1", "lov/2005-06-17-62/§13-1/ledd/1"
    act = leave.partition("/§")[0]
    assert events.of(act, (), leave) == ("having-a-child",)
    assert events.of(act, (), wages) == ()
    assert events.of("forskrift/2999-01-01-1", (leave,)) == ("having-a-child",)
    assert events.of("forskrift/2999-01-01-1", (act,)) == ()
    about = "lov/2016-12-09-88"
    assert events.of(about, (), f"{about}/§1", "Fødselen meldes.") == ("having-a-child",)
    assert events.of(about, (), f"{about}/§1", "Kartet meldes.") == ()
    (tmp_path / "x.yaml").write_text("version: 1\nevents: [{id: A b}]\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="not a list of life events"):
        load_life_events(tmp_path / "x.yaml")


def test_ministries_are_known_by_former_names() -> None:
    table = load_ministries()
    for name in table.names.values():
        assert table.normalise(name) == (name,)
    assert table.normalise("justis- og  politidepartementet") == (
        "Justis- og beredskapsdepartementet",
    )
    assert table.normalise("Grendedepartementet; Finansdepartementet") == (
        "Grendedepartementet",
        "Finansdepartementet",
    )
    assert table.normalise("") == ()


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ("", True),
        ("2001-01-01", True),
        ("2031-01-01", False),
        ("Kongen bestemmer", False),
        ("2001-01-01 – 2002-01-01", False),
        ("2001-01-01 – 2032-01-01", True),
    ],
)
def test_in_force(written: str, answer: bool) -> None:
    assert is_in_force(written, date(2025, 1, 1)) is answer


def obstacle(key: str, **values: Any) -> Obstacle:
    fields: dict[str, Any] = dict.fromkeys(Obstacle._fields, "")
    fields |= {"rule": "paper/a", "severity": "error", "refid": "lov/2001-01-01-1"}
    fields |= {"start": 0, "weight": 0.0}
    fields |= {"ministries": (), "life_events": (), "assessment": Assessment(), "fingerprint": key}
    return Obstacle(**{**fields, **values})


def test_assessments_follow_their_rows() -> None:
    wrote = [Assessment(comment=str(n)) for n in range(5)]
    earlier = [
        obstacle("c1-p1-0", assessment=wrote[0]),
        obstacle("c2-p2-0", assessment=wrote[1]),
        obstacle("c3-p3-0", assessment=wrote[2]),
        obstacle("c4-p4-0", assessment=wrote[3]),
        obstacle("c4-p4-1", assessment=wrote[4]),
    ]
    rows = [
        obstacle("c9-p9-0"),
        obstacle("c1-p1-0"),
        obstacle("c2-p8-0"),
        obstacle("c7-p3-0"),
        obstacle("c4-p4-1"),
        obstacle("c1-p7-0", refid="lov/2002-01-01-1"),
    ]
    carried = carry_over(rows, earlier)
    assert [(row.change, row.assessment.comment) for row in carried.rows] == [
        ("new", ""),
        ("", "0"),
        ("moved", "1"),
        ("changed", "2"),
        ("", "4"),
        ("new", ""),
    ]
    assert [row.fingerprint for row in carried.gone] == ["c4-p4-0"]


def test_totals_count_a_row_for_each_of_its_life_events() -> None:
    rows = [obstacle("a", life_events=("A", "B")), obstacle("b", change="new")]
    counted = tally(rows)
    assert counted.totals["life_event"] == {"A": 1, "B": 1, "": 1}
    assert (counted.rows, counted.changes["new"], counted.assessed) == (2, 1, 0)


def write_in(path: Path, key: str, **cells: object) -> None:
    """What a person would do: fill in the cells of one row."""
    book = openpyxl.load_workbook(path)
    sheet = book["Kartlegging"]
    titles = [cell.value for cell in sheet[1]]
    for line in sheet.iter_rows(min_row=2):
        if line[titles.index("Nøkkel")].value == key:
            for title, value in cells.items():
                line[titles.index(title)].value = value
    book.save(path)


def test_what_people_wrote_survives_the_next_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    law = tmp_path / "lov"
    law.mkdir()
    text = (
        HOSTILE + "\n### § 2. Gebyr\n\nGebyret skal betales kontant til kassereren på rådhuset.\n"
    )
    text += "\n### § 3. Kart\n\nKartet skal legges ved i original.\n"
    (law / "e.md").write_text(text, encoding="utf-8")
    assert main(["scan", str(law), "-o", str(tmp_path / "s"), "--no-config"]) == 0
    rows = made(tmp_path / "s", tmp_path / "k")
    workbook = tmp_path / "k" / "kartlegging.xlsx"
    by_rule = {row["Regel"]: key for key, row in rows.items()}
    letter, original = by_rule["paper/registered-letter"], by_rule["paper/original-document"]
    write_in(workbook, letter, Kommentar="Se på dette", Konklusjon="Endres", Status="i arbeid")
    write_in(workbook, letter, Frist=date(2027, 3, 1), Ansvarlig="=Kari")
    write_in(workbook, original, Konklusjon="Beholdes")

    changed = text.replace("### § 1. Søknad", "### § 4. Søknad").replace("i original", "som kopi")
    (law / "e.md").write_text(changed, encoding="utf-8")
    assert main(["scan", str(law), "-o", str(tmp_path / "s"), "--no-config"]) == 0
    capsys.readouterr()
    again = ["obstacles", str(tmp_path / "s"), "-o", str(tmp_path / "k")]
    assert main([*again, "--assessments", str(workbook)]) == 0
    out, err = capsys.readouterr()
    assert "1 of" in out
    assert "«Ansvarlig», row 2: a formula without a value is left out" in err
    assert err.count("\n") == 1
    (row,) = [r for r in sheet_rows(workbook) if r["Regel"] == "paper/registered-letter"]
    assert (row["Kommentar"], row["Konklusjon"], row["Status"], row["Frist"]) == (
        *("Se på dette", "Endres", "i arbeid"),
        "2027-03-01",
    )
    assert row["Endring"] == "flyttet"
    (gone,) = sheet_rows(workbook, "Borte")
    assert (gone["Regel"], gone["Konklusjon"]) == ("paper/original-document", "Beholdes")
    page = (tmp_path / "k" / "kartlegging.html").read_text(encoding="utf-8")
    assert "vurdert: 1 av" in page
    assert "borte: 1" in page


def rewritten(path: Path, change: Any) -> Path:
    book = openpyxl.load_workbook(path)
    change(book["Kartlegging"])
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda s: s.delete_cols(COLUMNS.index("comment") + 1), "missing columns: «Kommentar»"),
        (lambda s: s.move_range("E1:E200", cols=40), "are in another order"),
        (
            lambda s: s.cell(1, COLUMNS.index("status") + 1).__setattr__("value", "Statuss"),
            "the column «Statuss» is not one of the map's (did you mean «Status»",
        ),
    ],
)
def test_changed_columns_are_told(
    scan: Path, tmp_path: Path, change: Any, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    made(scan, tmp_path / "k")
    book = rewritten(tmp_path / "k" / "kartlegging.xlsx", change)
    made(scan, tmp_path / "n", "--assessments", str(book))
    assert words in capsys.readouterr().err


def with_formulas(path: Path, number: int, shown: str) -> Path:
    """The workbook with formulas in the first comments, as a spreadsheet saves them."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    sheet = parts["xl/worksheets/sheet4.xml"].decode()
    column = openpyxl.utils.get_column_letter(COLUMNS.index("comment") + 1)
    for row in range(2, 2 + number):
        value = f"<v>{shown}</v>" if shown else ""
        cell = f'<c r="{column}{row}" t="str"><f>A1&amp;"x"</f>{value}</c>'
        sheet, times = re.subn(rf'<c r="{column}{row}"[^>]*?(?:/>|>.*?</c>)', cell, sheet)
        if not times:
            sheet = re.sub(rf'(?=<c r="[F-Z]{row}")', cell, sheet, count=1)
    parts["xl/worksheets/sheet4.xml"] = sheet.encode()
    with zipfile.ZipFile(path, "w") as new:
        for name, data in parts.items():
            new.writestr(name, data)
    return path


def test_formulas_that_people_typed_count_for_what_they_showed(
    scan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made(scan, tmp_path / "k")
    book = with_formulas(tmp_path / "k" / "kartlegging.xlsx", 3, "=Se her")
    capsys.readouterr()
    rows = made(scan, tmp_path / "n", "--assessments", str(book))
    assert "3 cells are formulas; the values they show are used" in capsys.readouterr().err
    assert [row["Kommentar"] for row in rows.values()][:4] == [*["=Se her"] * 3, None]
    with zipfile.ZipFile(tmp_path / "n" / "kartlegging.xlsx") as parts:
        assert not re.search(rb"<f[ />]", parts.read("xl/worksheets/sheet4.xml"))


def test_formulas_that_show_nothing_are_told_by_their_cells(
    scan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made(scan, tmp_path / "k")
    book = with_formulas(tmp_path / "k" / "kartlegging.xlsx", 7, "")
    capsys.readouterr()
    rows = made(scan, tmp_path / "n", "--assessments", str(book))
    err = capsys.readouterr().err
    assert "«Kommentar», row 2: a formula without a value is left out; write text" in err
    assert "2 more cells are formulas without a value" in err
    assert not any(row["Kommentar"] for row in rows.values())


def test_a_workbook_without_keys_is_refused(
    scan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made(scan, tmp_path / "k")
    drop = COLUMNS.index("fingerprint") + 1
    book = rewritten(tmp_path / "k" / "kartlegging.xlsx", lambda s: s.delete_cols(drop))
    assert main(["obstacles", str(scan), "--assessments", str(book)]) == 2
    assert "the column «Nøkkel» / «Key», which identifies the rows" in capsys.readouterr().err


@pytest.mark.parametrize("how", ["text", "cut", "entities", "no sheet"])
def test_a_file_that_is_no_workbook(
    scan: Path, tmp_path: Path, how: str, capsys: pytest.CaptureFixture[str]
) -> None:
    made(scan, tmp_path / "k")
    whole = tmp_path / "k" / "kartlegging.xlsx"
    bad = tmp_path / "bad.xlsx"
    if how == "text":
        bad.write_text("ikke noe", encoding="utf-8")
    elif how == "cut":
        bad.write_bytes(whole.read_bytes()[:-300])
    else:
        with zipfile.ZipFile(whole) as old, zipfile.ZipFile(bad, "w") as new:
            for name in old.namelist():
                part = old.read(name)
                if "sheet4" in name:
                    if how == "no sheet":
                        continue
                    part = b'<!DOCTYPE x [<!ENTITY a "b">]>' + part
                new.writestr(name, part)
    assert main(["obstacles", str(scan), "--assessments", str(bad)]) == 2
    err = capsys.readouterr().err
    assert str(bad) in err
    assert "Traceback" not in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("locale", ["nb", "nn", "en"])
def test_each_language_has_all_words(scan: Path, tmp_path: Path, locale: str) -> None:
    words = Texts("map", locale)
    assert tuple(words.table("columns")) == COLUMNS
    assert len(set(words.table("columns").values())) == len(COLUMNS)
    assert main(["obstacles", str(scan), "-o", str(tmp_path / "k"), "--locale", locale]) == 0
    name = words.file
    page = (tmp_path / "k" / f"{name}.html").read_text(encoding="utf-8")
    assert f'<html lang="{locale}">' in page
    assert words.not_searched in page
    book = sheet_rows(tmp_path / "k" / f"{name}.xlsx", words.sheet)
    assert words.table("columns")["fingerprint"] in book[0]


def test_precision_is_told_for_rules_that_were_measured(scan: Path, tmp_path: Path) -> None:
    made(scan, tmp_path / "k")
    page = (tmp_path / "k" / "kartlegging.html").read_text(encoding="utf-8")
    assert re.search(r"paper/attendance|paper/registered-letter", page)
    assert re.search(r'<td class="n">\d+ %</td>', page)
