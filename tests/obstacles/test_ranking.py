"""What comes first in the map, who can change it, and what people write about whole provisions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from regcheck.cli.main import main
from regcheck.corpus.obstacles.basis import ScannedDocument, find_bases
from regcheck.corpus.obstacles.obstacle import Obstacle
from regcheck.corpus.obstacles.provisions import weight_of, weight_together
from regcheck.language.parties import party_in
from regcheck.law.basis import basis_named

pytest.importorskip("duckdb", reason="duckdb is not installed")
openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")

ACT = """---
tittel: "Lov om kaier (kailova)"
refid: lov/2031-05-05-5
departement: Samferdselsdepartementet
---

# Lov om kaier (kailova)

### § 1. Løyve

Kommunen kan gje løyve dersom særlege grunnar talar for det.

### § 2. Søknad

Søkjaren skal leggje ved stadfesta kopi av skøytet og sende det i rekommandert brev.
"""
REGULATION = """---
tittel: "Forskrift om plass ved kai"
refid: forskrift/2032-06-06-6
departement: Samferdselsdepartementet
---

# Forskrift om plass ved kai

Fastsatt av Samferdselsdepartementet med hjemmel i lov 5. mai 2031 nr. 5 om kaier § 2.

### § 1. Melding

Rederiet skal sende original tegning til kommunen.
"""
TREATY = """---
tittel: "Lov om en pakt"
refid: lov/2033-07-07-7
departement: Utenriksdepartementet
---

# Lov om en pakt

### § 1. Pakten gjelder

Pakten gjelder som lov.

## Konvensjon om kart

Artikkel 1

Part som søker, skal sende bekreftet kopi av kartet i rekommandert brev.
"""


def mapped(folder: Path, target: Path, *options: str) -> Any:
    scan = str(folder.parent / "s")
    assert main(["scan", str(folder), "-o", scan, "--no-config"]) == 0
    assert main(["obstacles", scan, "-o", str(target), "--locale", "nb", *options]) == 0
    return openpyxl.load_workbook(target / "kartlegging.xlsx")


def rows(book: Any, sheet: str) -> list[dict[str, Any]]:
    lines = list(book[sheet].iter_rows(values_only=True))
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


@pytest.fixture
def law(tmp_path: Path) -> Path:
    folder = tmp_path / "lov"
    folder.mkdir()
    for name, text in (("a", ACT), ("b", REGULATION), ("c", TREATY)):
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


def test_provisions_are_ranked_and_kept_to_what_norway_can_change(
    law: Path, tmp_path: Path
) -> None:
    book = mapped(law, tmp_path / "k", "--severity", "info")
    ranked = rows(book, "Bestemmelser")
    weights = [float(row["Tyngde"].replace(",", ".")) for row in ranked]
    assert weights == sorted(weights, reverse=True)
    first = ranked[0]
    assert (first["Bestemmelse"], first["Hvem kan endre"]) == ("§ 2", "Stortinget")
    assert (first["Hvem plikten gjelder"], first["Harde hindringer"]) == ("innbyggere", 2)
    assert "«stadfesta kopi»" in first["Relevant tekst"]
    assert "; " in first["Type hinder"]
    assert first["Forslag"]
    (reg,) = [row for row in ranked if row["Nøkkel"] == "forskrift/2032-06-06-6/§1"]
    assert (reg["Hvem kan endre"], reg["Hvem plikten gjelder"]) == ("departementet", "virksomheter")
    assert reg["Hører til lov"] == "kailova (lov/2031-05-05-5)"
    foreign = rows(book, "Ikke nasjonalt")
    assert {row["Hvem kan endre"] for row in foreign} == {"ikke nasjonalt"}
    assert not [row for row in rows(book, "Kartlegging") if row["Dokument-id"] == TREATY_ID]
    front = [str(c) for line in book["Forside"].iter_rows(values_only=True) for c in line if c]
    assert any(f"{len(foreign)} funn i oversatte traktater" in cell for cell in front)
    assert any("Hjemmel kjent for" in cell for cell in front)
    listed = book["Bestemmelser"].data_validations.dataValidation
    (choices,) = [one for one in listed if "ferdig" in one.formula1]
    assert choices.showErrorMessage is False


TREATY_ID = "lov/2033-07-07-7"


def test_what_is_written_about_a_provision_follows_it(law: Path, tmp_path: Path) -> None:
    target = tmp_path / "k"
    book = mapped(law, target)
    sheet = book["Bestemmelser"]
    titles = [cell.value for cell in sheet[1]]
    for line in sheet.iter_rows(min_row=2):
        key = line[titles.index("Nøkkel")].value
        line[titles.index("Konklusjon")].value = {"lov/2031-05-05-5/§2": "endres"}.get(key)
        line[titles.index("Kommentar")].value = {"forskrift/2032-06-06-6/§1": "løst?"}.get(key)
    book.save(target / "kartlegging.xlsx")
    (law / "a.md").write_text(ACT.replace("### § 2.", "### § 3."), encoding="utf-8")
    (law / "b.md").write_text(REGULATION.replace("original ", ""), encoding="utf-8")
    again = mapped(law, tmp_path / "n", "--since", str(target))
    written = {row["Nøkkel"]: row for row in rows(again, "Bestemmelser")}
    moved = written["lov/2031-05-05-5/§3"]
    assert (moved["Konklusjon"], moved["Endring"]) == ("endres", "flyttet")
    (gone,) = rows(again, "Borte bestemmelser")
    assert (gone["Nøkkel"], gone["Kommentar"]) == ("forskrift/2032-06-06-6/§1", "løst?")


def test_one_serious_finding_outweighs_many_small() -> None:
    def weight(severity: str, group: str) -> float:
        fields = dict.fromkeys(Obstacle._fields, "")
        row = Obstacle(**fields)._replace(severity=severity, usefulness=0.5, group=group, gate=None)  # type: ignore[arg-type]
        return weight_of(row)

    hard = weight("error", "form")
    assert weight_together([hard]) > weight_together([weight("warning", "judgement")] * 20)
    assert weight_together([1.0, 4.0]) == weight_together([4.0, 1.0]) == 4.5


@pytest.mark.parametrize(
    ("sentence", "party"),
    [
        ("Søkeren skal sende kartet til kommunen.", "citizens"),
        ("Til kommunen skal rederiet sende kartet.", "businesses"),
        ("Kommunen skal kunngjøre planen.", "bodies"),
        ("Kartet skal være i farger.", ""),
    ],
)
def test_whom_a_demand_is_laid_on(sentence: str, party: str) -> None:
    assert party_in(sentence) == party


def test_the_surest_source_of_a_basis_counts() -> None:
    named = basis_named("Kart tegnes i medhold av kartloven § 2. Se også båtloven § 3.", "F", "")
    assert named == ("text:kartloven",)
    assert basis_named("Renter kreves etter forsinkelsesrenteloven § 2.", "F", "") == ()

    act = ScannedDocument("a", "lov/2031-01-01-1", "Lov om kart (kartloven)", "", "", (), (), ())
    plain = ScannedDocument("b", "forskrift/2031-01-01-2", "F", "", "", (), (), named)
    amending = ScannedDocument(
        "c", "forskrift/2032-01-01-3", "E", "", "", ("lov/2030-02-02-2/§4",), (plain.refid,), ()
    )
    found = find_bases([act, plain]).of["b"]
    assert (found.act, found.source) == ("lov/2031-01-01-1", "text")
    found = find_bases([act, plain, amending]).of["b"]
    assert (found.based_on, found.source) == (("lov/2030-02-02-2/§4",), "amendment")
    tau = ScannedDocument(
        "d", "forskrift/2033-01-01-4", "T", "", "", (), (), (f"text:{plain.refid}",)
    )
    found = find_bases([act, plain, tau]).of["d"]
    assert (found.act, found.source) == ("lov/2031-01-01-1", "text")


def test_what_has_amended_a_regulation_and_what_names_no_law_are_no_basis() -> None:
    text = "Endret ved forskrift 3 mai 2031 nr. 9, se endringsforskriften og lovens § 2.\n\n"
    text += "Se forskrift 4. juni 2021 nr. 8.\n"
    assert basis_named(text, "F", "", "forskrift/2025-01-01-1") == ("text:forskrift/2021-06-04-8",)
