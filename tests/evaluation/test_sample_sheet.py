from __future__ import annotations

import csv
import io
import json

import pytest

from regcheck.base.errors import DataError, UsageError
from regcheck.quality.evaluation.sample import Mark
from regcheck.quality.evaluation.sheet import COLUMNS, read_sheet, sheet_format, write_sheet

HIT = {
    "rule": "paper/letter",
    "refid": "lov/2001-01-01-1",
    "path": "lov/skap.md",
    "address": "§ 1 første ledd",
    "address_path": "lov/2001-01-01-1/§1/ledd/1",
    "quote": "forseglet brev",
    "sentence": 'Nøkkelen sendes i «forseglet brev»; merk den "skap".',
    "severity": "error",
    "decider": "authority",
}
OTHER = HIT | {"address_path": "lov/2001-01-01-1/§2", "decider": ""}


def cells(sheet: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(sheet.removeprefix("\ufeff"), newline=""), delimiter=";"))


def marked(*marks: str, separator: str = ";", encoding: str = "utf-8-sig") -> bytes:
    rows = cells(write_sheet([HIT, OTHER, HIT, OTHER][: len(marks)], "csv"))
    for row, mark in zip(rows[1:], marks, strict=True):
        row[COLUMNS.index("right")] = mark
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue().encode(encoding)


def faults(data: bytes, name: str = "s.csv") -> list[str]:
    with pytest.raises(DataError) as caught:
        read_sheet(data, name)
    return str(caught.value).split("\n")


def test_excel_opens_the_sheet() -> None:
    sheet = write_sheet([HIT], "csv")
    assert sheet.startswith('\ufeff"number";"rule";')
    assert sheet.count("\r\n") == 2
    head, row = cells(sheet)
    assert tuple(head) == COLUMNS
    said = dict(zip(head, row, strict=True))
    assert (said["number"], said["quote"], said["right"], said["comment"]) == (
        *("1", "forseglet brev", "", ""),
    )
    assert said["sentence"] == HIT["sentence"]


@pytest.mark.parametrize("evil", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "'=1", "＝1", "\t=1"])
def test_no_text_becomes_a_formula(evil: str) -> None:
    row = cells(write_sheet([HIT | {"quote": evil, "path": evil}], "csv"))[1]
    for column in ("quote", "path"):
        assert row[COLUMNS.index(column)].startswith("'")


def test_a_row_is_one_line_without_control_characters() -> None:
    row = cells(write_sheet([HIT | {"sentence": "a\nb\x1b[2J\u202ec"}], "csv"))[1]
    assert row[COLUMNS.index("sentence")] == "a b [2J c"


def test_marks_come_back() -> None:
    found = read_sheet(marked("ja", "Nei ", "", "YES"), "s.csv")
    assert found.rule == "paper/letter"
    assert found.unmarked == 1
    assert found.marks == (
        Mark("lov/2001-01-01-1", "lov/2001-01-01-1/§1/ledd/1", True),
        Mark("lov/2001-01-01-1", "lov/2001-01-01-1/§2", False),
        Mark("lov/2001-01-01-1", "lov/2001-01-01-1/§2", True),
    )


@pytest.mark.parametrize("separator", [",", "\t", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_sheet_saved_another_way_is_read_the_same(separator: str, encoding: str) -> None:
    data = marked("ja", "nei", separator=separator, encoding=encoding)
    assert read_sheet(data, "s.csv") == read_sheet(marked("ja", "nei"), "s.csv")


def test_json_lines_go_both_ways() -> None:
    sheet = write_sheet([HIT, OTHER], "jsonl")
    records = [json.loads(line) for line in sheet.splitlines()]
    assert tuple(records[0]) == COLUMNS
    records[0]["right"] = "ja"
    data = "".join(json.dumps(record) + "\n" for record in records).encode()
    assert [mark.right for mark in read_sheet(data, "s.jsonl").marks] == [True]


def test_columns_are_known_by_name_and_missing_ones_are_named() -> None:
    good = marked("ja").decode("utf-8-sig")
    turned = io.StringIO()
    csv.writer(turned, delimiter=";").writerows(["own", *row[::-1]] for row in cells(good))
    sheet = turned.getvalue().encode()
    assert read_sheet(sheet, "s.csv") == read_sheet(good.encode(), "s.csv")
    assert faults(good.replace("comment", "notat").encode()) == [
        "s.csv:1: the column «comment» is missing"
    ]


def test_every_faulty_row_is_named() -> None:
    lines = marked("ja", "kanskje", "nei", "1").decode("utf-8-sig").split("\r\n")
    lines[1] = lines[1].replace("lov/2001-01-01-1/§1/ledd/1", "Nøkkelen sendes i brev.")
    lines[3] += ";more"
    assert faults("\r\n".join(lines).encode()) == [
        "s.csv:4: 13 cells, not 12 (a cell was moved or the line was cut)",
        "s.csv:2: «Nøkkelen sendes i brev.» is not an address "
        "(leave the column «address_path» as written)",
        "s.csv:3: unknown mark «kanskje» (write ja or nei in «right»)",
        "s.csv:5: unknown mark «1» (write ja or nei in «right»)",
    ]


def test_a_sheet_is_about_one_rule_with_a_proper_id() -> None:
    data = marked("ja", "ja")
    assert "«rule» is empty, or holds" in faults(data.replace(b"paper/letter", b"../../letter"))[0]
    assert "a second rule" in faults(data.replace(b"paper/letter", b"paper/other", 1))[0]


@pytest.mark.parametrize(
    "data", [b"\0\1", b"number;rule\n" + b'"' * 9, b"", b"{}", b'"' + b"x" * 200_000]
)
def test_other_files_are_no_sheets(data: bytes) -> None:
    with pytest.raises((DataError, UsageError)):
        read_sheet(data, "s.csv")


def test_a_sheet_without_rows_and_a_file_of_another_kind() -> None:
    with pytest.raises(UsageError, match="no rows"):
        read_sheet(write_sheet([], "csv").encode(), "s.csv")
    with pytest.raises(UsageError, match=r"\.csv or a \.jsonl"):
        sheet_format("s.xlsx")
