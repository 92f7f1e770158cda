"""`regcheck query`, the questions of the guide, and the tables as a library."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from regcheck import RegcheckError, scan_results
from regcheck.cli.main import main
from regcheck.reports.rows import rows_csv, rows_json, rows_table

pytest.importorskip("duckdb", reason="duckdb is not installed")
PROJECT = Path(__file__).parents[2]
GUIDE = (PROJECT / "docs" / "research.md").read_text(encoding="utf-8")
QUESTIONS = re.findall(r"^```sql\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def scan(scanned: Path) -> str:
    return str(scanned / "scan")


def test_there_are_eleven_questions() -> None:
    assert len(QUESTIONS) == 11


@pytest.mark.parametrize("question", QUESTIONS, ids=range(1, 12))
def test_questions_of_the_guide_have_answers(
    scan: str, question: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["query", scan, question, "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert rows
    assert any(value not in (None, 0) for row in rows for value in row.values())


def test_the_library_is_used_as_the_guide_shows(scan: str) -> None:
    blocks = re.findall(r"^```python\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
    (code,) = (block for block in blocks if "scan_results" in block)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=Path(scan).parent, capture_output=True, check=True
    )
    answer = scan_results(scan).ask("select count(*) from findings where severity = 'error'")
    assert done.stdout.decode().strip() == str(list(answer.rows))


def test_formats(scan: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    question = "select path, words, lix, null as none from documents order by path limit 3"
    assert main(["query", scan, question]) == 0
    head, _, *rows = capsys.readouterr().out.splitlines()
    assert head.split() == ["path", "words", "lix", "none"]
    assert len(rows) == 3
    assert main(["query", scan, question, "--format", "csv", "-o", str(tmp_path / "a.csv")]) == 0
    table = list(csv.reader(io.StringIO((tmp_path / "a.csv").read_text(encoding="utf-8"))))
    assert table[0] == ["path", "words", "lix", "none"]
    assert [row[3] for row in table[1:]] == ["", "", ""]


@pytest.mark.parametrize(
    "sql",
    [
        "delete from findings",
        "drop table findings",
        "select 1; select 2",
        "copy findings to 'x.csv'",
        "attach 'x.duckdb'",
        "install httpfs",
        "set threads = 8",
        "pragma database_list",
        "insert into findings select * from findings",
        "create table x as select 1",
        "",
        "select * from 'tests/conftest.py'",
        "select * from read_csv('/etc/passwd')",
        "select * from read_text('/etc/passwd')",
        "select * from glob('/etc/*')",
        "select * from read_parquet('https://example.org/x.parquet')",
        "select * from sql",
        "select * from manifest",
        "select",
        "select nothing from findings",
        "select 1/'a' from findings",
    ],
)
def test_a_question_can_do_no_harm(
    scan: str, sql: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    before = sorted(Path(scan).rglob("*"))
    assert main(["query", scan, sql]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("regcheck: error: ")
    assert "Traceback" not in err
    assert sorted(Path(scan).rglob("*")) == before


def test_nothing_to_ask(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", str(tmp_path), "select 1"]) == 2
    assert "there is no scan here" in capsys.readouterr().err
    with pytest.raises(RegcheckError, match="no scan here"):
        scan_results(str(tmp_path / "none"))


@pytest.mark.parametrize("format", ["jsonl", "csv"])
def test_other_formats_hold_the_same(scan: str, tmp_path: Path, format: str) -> None:
    drafts = str(PROJECT / "corpora" / "drafts")
    target = str(tmp_path / "s")
    options = ["--no-config", "--tables", "all", "--format", format]
    assert main(["scan", drafts, "-o", target, *options]) == 0
    for table in ("findings", "documents", "unreadable"):
        question = f"select * from {table}"  # noqa: S608
        assert list(scan_results(target).ask(question).rows) == list(
            scan_results(scan).ask(question).rows
        )


def test_relations_are_there(scan: str) -> None:
    results = scan_results(scan)
    assert results.findings.columns[:3] == ["path", "category", "rule"]
    assert len(results.documents) == 8
    assert len(results.unreadable) == 0


def test_hostile_cells() -> None:
    rows = [("=1+1", float("nan"), "\x1b[31mred\n\u202e")]
    columns = ["a", "a", "b"]
    assert "".join(rows_csv(columns, rows)).splitlines()[1].startswith("'=1+1,")
    (row,) = json.loads("".join(rows_json(columns, rows)))
    assert row["a_2"] is None
    assert "\x1b" not in "".join(rows_table(columns, rows, "nb"))
    assert json.loads("".join(rows_json(columns, []))) == []
