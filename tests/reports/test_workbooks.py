"""Rows of workbooks, written in one piece or cell by cell."""

from __future__ import annotations

import sys

import pytest

pytest.importorskip("openpyxl", reason="the extra xlsx is not installed")

import openpyxl

from regcheck.reports.workbooks import Heading, Sheet, workbook

ROWS: list[list[str | int]] = [
    ["Lov", "§ 1", 3, "", " mellomrom "],
    ["a < b & c > d", "æøå 𝄞", 0, "linje\nto", "«kopi»"],
    ["=1+1", "@navn", -2, "'=A1", "x"],
    [f"kolonne {n}" for n in range(60)],
    ["\x01tegn\ud800", "", "", "", ""],
]


@pytest.mark.parametrize("with_lxml", [True, False])
def test_what_is_written_is_read(with_lxml: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not with_lxml:
        monkeypatch.setitem(sys.modules, "lxml.etree", None)
    with workbook([Sheet("Rader", [Heading(["Tittel"]), *ROWS])]) as file:
        read = openpyxl.load_workbook(file)["Rader"]
        assert read["A1"].font.bold
        found = [[cell.value for cell in row] for row in read.iter_rows(min_row=2)]
        wanted = [[value if value != "" else None for value in row] for row in ROWS]
        wanted[-1][0] = "tegn"
        assert [row[: len(want)] for row, want in zip(found, wanted, strict=True)] == wanted
        assert read["A4"].data_type == "s" and read["A4"].quotePrefix
