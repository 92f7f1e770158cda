"""What must change first: the provisions that requirements rest on, and who can change them."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

import pytest

from regcheck.cli.main import main
from regcheck.corpus.obstacles.basis import ScannedDocument, find_bases
from regcheck.corpus.obstacles.changes import cases_of
from regcheck.corpus.obstacles.obstacle import Assessment
from regcheck.law.basis import adopting_body, basis_named

pytest.importorskip("duckdb", reason="duckdb is not installed")
openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")

ACT = """---
tittel: "Lov om losjer (losjeloven)"
refid: lov/2031-05-05-5
departement: Samferdselsdepartementet
---

# Lov om losjer (losjeloven)

### § 3. Vandel

Den som skal arbeide som losjevert i havnen, skal legge frem politiattest.

### § 4. Alder

Kommunen kan kreve at losjegjester på brygga viser fram original fødselsattest.

### § 5. Kart

Kommunen skal sende kartet til nabohavnen per post.
"""
REGULATION = """---
tittel: "{title}"
refid: {refid}
departement: Samferdselsdepartementet
hjemmel: lov/2031-05-05-5/§3
---

# {title}

{adopted}

### § 1. Attest

{first}

### § 2. Fødsel

Losjegjester på brygga skal vise fram original fødselsattest.

### § 3. Egne krav

Leien skal betales kontant til kassereren på rådhuset.

Verten krever ikke politiattest av losjegjester.
"""
CERTIFICATE = "Losjevert i havnen skal legge frem politiattest."
AMENDING = """---
tittel: "Forskrift om endring i forskrift om losjer i Nordvik"
refid: forskrift/2033-01-01-9
departement: Samferdselsdepartementet
---

# Forskrift om endring i forskrift om losjer i Nordvik

I forskrift 1. januar 2032 nr. 1 om losjer i Nordvik gjøres følgende endringer:

§ 1 skal lyde:

Losjevert i havnen skal legge frem politiattest.
"""


def regulation(number: int, place: str, adopted: str, first: str = CERTIFICATE) -> str:
    title = f"Forskrift om losjer i {place}"
    refid = f"forskrift/2032-01-0{number}-{number}"
    return REGULATION.format(title=title, refid=refid, adopted=adopted, first=first)


@pytest.fixture
def law(tmp_path: Path) -> Path:
    folder = tmp_path / "lov"
    folder.mkdir()
    texts = {
        "a": ACT,
        "b": regulation(1, "Nordvik", "Fastsatt av Nordvik kommunestyre 1. januar 2032."),
        "c": regulation(2, "Sørvik", "Fastsatt ved kgl.res. 2. januar 2032."),
        "d": AMENDING,
    }
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


def mapped(folder: Path, target: Path, *options: str) -> Any:
    scan = str(folder.parent / "s")
    assert main(["scan", str(folder), "-o", scan, "--no-config"]) == 0
    assert main(["obstacles", scan, "-o", str(target), "--locale", "nb", *options]) == 0
    return openpyxl.load_workbook(target / "kartlegging.xlsx")


def rows(book: Any, sheet: str) -> list[dict[str, Any]]:
    lines = list(book[sheet].iter_rows(values_only=True))
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def test_acts_come_first_with_what_rests_on_them(law: Path, tmp_path: Path) -> None:
    changes = rows(mapped(law, tmp_path / "k"), "Endre disse først")
    assert [one["Hvem kan endre"] for one in changes[:3]] == ["Stortinget"] * 3
    first = next(one for one in changes if one["Bestemmelse"] == "losjeloven § 3")
    assert changes.index(first) == 0
    assert (first["Krav som faller"], first["Forskrifter som hviler på den"]) == (3, 2)
    assert first["Hva loven sier"] == "loven krever det"
    assert str(first["Steder som følger med"]).count("§ 1") == 2
    birth = next(one for one in changes if one["Bestemmelse"] == "losjeloven § 4")
    assert birth["Hva loven sier"] == "loven åpner for det"
    assert birth["Forskrifter som hviler på den"] == 2
    own = [one for one in changes if one["Hva loven sier"] == "forskriftens eget valg"]
    assert {one["Hvem kan endre"] for one in own} == {"kommunen", "Kongen i statsråd"}
    assert not any("krever ikke" in one["Kravet"] for one in changes)


def test_each_row_says_what_it_rests_on_and_who_adopted_it(law: Path, tmp_path: Path) -> None:
    book = mapped(law, tmp_path / "k")
    found = {one["Nøkkel"]: one for one in rows(book, "Bestemmelser")}
    resting = found["forskrift/2032-01-01-1/§1"]
    assert resting["Hviler på"] == "lov 5. mai 2031 nr. 5 § 3"
    assert (resting["Hvem kan endre"], resting["Fastsatt av"]) == (
        "kommunen",
        "Nordvik kommunestyre",
    )
    assert found["forskrift/2032-01-02-2/§3"]["Hva loven sier"] == "forskriftens eget valg"
    assert found["forskrift/2032-01-02-2/§3"]["Hviler på"] is None
    order = [one["Nøkkel"] for one in rows(book, "Bestemmelser")]
    assert order[0] == "lov/2031-05-05-5/§3"
    csv = (tmp_path / "k" / "kartlegging.csv").read_text(encoding="utf-8-sig").splitlines()
    assert "lov/2031-05-05-5/§3" in csv[1]


def test_without_the_act_nothing_is_said_of_it(law: Path, tmp_path: Path) -> None:
    (law / "a.md").unlink()
    changes = rows(mapped(law, tmp_path / "k"), "Endre disse først")
    assert {one["Hva loven sier"] for one in changes} == {"loven er ikke kjent eller ikke med"}


def test_cases_a_year_count_and_are_kept(law: Path, tmp_path: Path) -> None:
    target = tmp_path / "k"
    book = mapped(law, target)
    sheet = book["Bestemmelser"]
    titles = [cell.value for cell in sheet[1]]
    for line in sheet.iter_rows(min_row=2):
        if line[titles.index("Nøkkel")].value == "lov/2031-05-05-5/§5":
            line[titles.index("Saker i året")].value = "ca. 90 000 000"
    book.save(target / "kartlegging.xlsx")
    moved = ACT.replace("### § 5.", "### § 6.")
    (law / "a.md").write_text(moved, encoding="utf-8")
    again = mapped(law, tmp_path / "n", "--since", str(target))
    first = rows(again, "Endre disse først")[0]
    assert (first["Bestemmelse"], first["Saker i året, i alt"]) == ("losjeloven § 6", 90_000_000)
    kept = {one["Nøkkel"]: one["Saker i året"] for one in rows(again, "Bestemmelser")}
    assert kept["lov/2031-05-05-5/§6"] == "ca. 90 000 000"


def test_a_map_from_before_changes_were_told_still_carries(
    law: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "k"
    book = mapped(law, target)
    for name in ("Bestemmelser", "Kartlegging"):
        sheet = book[name]
        for title in ("Saker i året", "Fastsatt av", "Hva loven sier", "Hviler på"):
            titles = [cell.value for cell in sheet[1]]
            if title in titles:
                sheet.delete_cols(titles.index(title) + 1)
        titles = [cell.value for cell in sheet[1]]
        sheet.cell(2, titles.index("Kommentar") + 1).value = "Se på dette"
    del book["Endre disse først"]
    book.save(target / "kartlegging.xlsx")
    capsys.readouterr()
    again = mapped(law, tmp_path / "n", "--since", str(target))
    assert capsys.readouterr().err == ""
    for name in ("Bestemmelser", "Kartlegging"):
        assert [one["Kommentar"] for one in rows(again, name)].count("Se på dette") == 1


@pytest.mark.parametrize(
    ("title", "who"),
    [
        ("Forskrift om studier ved Kaiskolen", "styret"),
        ("Forskrift om kaier", "departementet eller den det har gitt myndighet"),
    ],
)
def test_a_silent_text_is_told_by_its_title(
    law: Path, tmp_path: Path, title: str, who: str
) -> None:
    text = regulation(3, "Vestvik", "").replace("Forskrift om losjer i Vestvik", title)
    (law / "b.md").write_text(text, encoding="utf-8")
    found = rows(mapped(law, tmp_path / "k"), "Bestemmelser")
    own = [one for one in found if one["Lov eller forskrift"] == title]
    assert {one["Hvem kan endre"] for one in own} == {who}


@pytest.mark.parametrize(
    ("written", "number"),
    [("", 0), ("1 200 per år", 1200), ("1.200", 1200), ("mange", 0), ("9" * 99, int("9" * 15))],
)
def test_cases_are_read_from_what_people_wrote(written: str, number: int) -> None:
    assert cases_of(Assessment(cases=written)) == number
    assert cases_of(None) == 0


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Hjemmel: Fastsatt av styret ved Kaiskolen 3. mars 2031 med hjemmel i lov", 0),
        ("Fastsett av Nes kommunestyre den 3. mars 2031 med heimel i lov", 1),
        ("Fastsatt ved kgl.res. 3. mars 2031 med hjemmel i lov", 2),
        ("Søknaden sendes på skjema fastsatt av departementet.", 3),
    ],
)
def test_the_body_that_adopted_a_text_is_named_in_it(text: str, body: int) -> None:
    bodies = ("styret ved Kaiskolen", "Nes kommunestyre", "Kongen", "")
    assert adopting_body(text) == bodies[body]


def document(refid: str, title: str, *named: str) -> ScannedDocument:
    return ScannedDocument(refid, refid, title, "", "", (), (), named)


def test_a_regulation_does_not_rest_on_what_came_later() -> None:
    act = document("lov/2031-01-01-1", "Lov om kart (kartloven)")
    older = document("forskrift/2030-01-01-2", "Kartforskrift", "text:kartloven")
    newer = document("forskrift/2032-01-01-3", "Kartforskrift", "text:kartloven")
    found = find_bases([act, older, newer]).of
    assert (found[older.path].act, found[newer.path].act) == ("", act.refid)


def test_an_act_in_force_is_a_likelier_basis_than_a_repealed_one() -> None:
    # The university act of 2024 has replaced that of 2005.
    repealed, title = "formula:lov/2005-04-01-15", "title:universitets- og høyskoleloven"
    both = document("forskrift/2024-06-28-9", "Forskrift", repealed, title)
    alone = document("forskrift/2024-06-28-8", "Forskrift", repealed)
    found = find_bases([both, alone]).of
    assert (found[both.path].act, found[both.path].successor) == ("lov/2024-03-08-9", "")
    assert found[alone.path].successor == "lov/2024-03-08-9"


def test_all_that_a_text_names_is_told_the_surest_first() -> None:
    text = "Fastsatt av departementet med hjemmel i kartloven § 1.\n"
    named = basis_named(text, "Forskrift til båtloven", "")
    assert named == ("formula:kartloven", "title:båtloven", "text:kartloven")


AMENDING_ACT = """# Lov om endringer i losjeloven

I lov 5. mai 2031 nr. 5 om losjer gjøres følgende endringer:

{changes}
"""
NO_CERTIFICATE = "§ 3 skal lyde:\n\nPolitiet melder fra til kommunen om den som ikke kan være vert."


def followed(
    law: Path, target: Path, change: str, capsys: pytest.CaptureFixture[str]
) -> tuple[int, list[dict[str, str]], str]:
    """The exit code, the effects, and what was said."""
    scan, file = str(law.parent / "s"), law.parent / "endring.md"
    file.write_text(change, encoding="utf-8")
    assert main(["scan", str(law), "-o", scan, "--no-config"]) == 0
    capsys.readouterr()
    given = ["obstacles", scan, "-o", str(target), "--locale", "nb", "--what-if", str(file)]
    code = main(given)
    told = capsys.readouterr()
    table = target / "om-det-endres.csv"
    if not table.exists():
        return code, [], told.err
    text = table.read_text(encoding="utf-8-sig")
    return code, list(csv.DictReader(text.splitlines())), told.out + told.err


def test_what_a_change_frees_is_told_in_every_text(
    law: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change = AMENDING_ACT.format(changes=NO_CERTIFICATE)
    code, effects, told = followed(law, tmp_path / "k", change, capsys)
    assert code == 0
    found = [(one["Om dette endres"], one["Lov eller forskrift"]) for one in effects]
    nordvik, sorvik = (f"orskrift om losjer i {place}" for place in ("Nordvik", "Sørvik"))
    resting = (f"Forskrift om endring i f{nordvik}", f"F{nordvik}", f"F{sorvik}")
    freed = [("Hviler ikke lenger så fast", title) for title in resting]
    assert list(dict.fromkeys(found)) == [("Faller", "losjeloven"), *freed]
    assert re.search(
        r"Faller: \d \(krav: 1, tekster: 1\); Hviler .*: \d \(krav: \d, tekster: 3", told
    )
    page = (tmp_path / "k" / "om-det-endres.html").read_text(encoding="utf-8")
    assert "loven krever det → forskriftens eget valg: lov 5. mai 2031 nr. 5 § 3" in page
    assert not (tmp_path / "k" / "kartlegging.xlsx").exists()


def test_what_a_change_brings_is_told(
    law: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    brought = "§ 5 skal lyde:\n\nLosjeverten skal sende søknaden i tre eksemplarer."
    change = AMENDING_ACT.format(changes=brought)
    code, effects, _ = followed(law, tmp_path / "k", change, capsys)
    assert code == 0
    told = {(one["Om dette endres"], one["Regel"]) for one in effects}
    assert ("Faller", "paper/by-post") in told
    assert any(kind == "Kommer" for kind, _ in told)
    assert {one["Lov eller forskrift"] for one in effects} == {"losjeloven"}


def test_the_whole_new_text_of_a_law_is_a_change(
    law: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    required = ACT.replace(
        "Kommunen kan kreve at losjegjester på brygga viser", "Losjegjester på brygga skal vise"
    )
    code, effects, _ = followed(law, tmp_path / "k", required, capsys)
    assert code == 0
    firmer = [one for one in effects if one["Om dette endres"] == "Hviler fastere"]
    assert {one["Paragraf"] for one in firmer} == {"§ 2 første ledd"}
    assert len({one["Fil"] for one in firmer}) == 2
    assert {one["Hva loven sier"] for one in firmer} == {"loven krever det"}


def test_a_change_that_cannot_be_made_is_named(
    law: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changes = f"{NO_CERTIFICATE}\n\n§ 77 annet ledd oppheves."
    change = AMENDING_ACT.format(changes=changes)
    code, effects, told = followed(law, tmp_path / "k", change, capsys)
    assert code == 3
    assert "Faller" in {one["Om dette endres"] for one in effects}
    assert "§ 77 annet ledd oppheves" in told


@pytest.mark.parametrize("text", ["# Bare en tekst\n", AMENDING_ACT.replace("nr. 5 ", "nr. 6 ")])
def test_a_change_of_something_else_is_refused(
    law: Path, tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    change = text.format(changes=NO_CERTIFICATE)
    code, effects, told = followed(law, tmp_path / "k", change, capsys)
    assert (code, effects) == (2, [])
    assert "er ikke i skanningen" in told


def test_a_law_that_has_moved_since_the_scan_is_named(
    law: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mapped(law, tmp_path / "k")
    (law / "a.md").unlink()
    file = law.parent / "endring.md"
    file.write_text(AMENDING_ACT.format(changes=NO_CERTIFICATE), encoding="utf-8")
    capsys.readouterr()
    scan = str(law.parent / "s")
    given = ["obstacles", scan, "-o", str(tmp_path / "n"), "--what-if", str(file)]
    assert main([*given, "--locale", "en"]) == 2
    assert "lov/2031-05-05-5: " in (told := capsys.readouterr().err)
    assert "is not where the scan found it" in told
