"""One poisoned draft through everything that prints, writes or tabulates what a draft says."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from regcheck.cli.main import main
from regcheck.corpus.scans.tables import (
    TABLES,
    column_type,
    connect,
    read_rows,
    table_source,
    write_rows,
)
from regcheck.reports.registry import REPORTS
from regcheck.reports.returned import Form, read_returned
from regcheck.reports.rows import rows_csv
from regcheck.reports.workbooks import Sheet, workbook

POISON = (
    "::error file=x::ja",
    "::stop-commands::x",
    "##[error]ja",
    "##vso[task.setvariable variable=x]ja",
    "##teamcity[message text='ja']",
    "\x1b[2J\x1b]8;;https://example.org\x07ja",
    "=HYPERLINK(1)",
    "+1",
    "@SUM(1)",
    "-1+1",
    "_x003D_HYPERLINK(1) _x000A_ _X003D_",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[ja](https://example.org)",
    "https://example.org www.example.org GH-12 &1 #12 !3 @noen",
    "deadbeefdeadbeefdeadbeefdeadbeefdeadbeef",
    "\u202eja",
)
DRAFT = "# Lov om ::error::x og ##[group]x\n\n" + "".join(
    f"§ {number}. {words}\n\n{words} skal sendes skriftlig {words} i rekommandert brev.\n\n"
    f"<!-- regcheck: ignore paper/* reason: {words} -->\n\n"
    for number, words in enumerate(POISON, 1)
)
_RUN = re.compile(r"^\s*::|##\[|##vso\[|##teamcity\[", re.MULTILINE)
"""What a build takes for a command."""
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
IN_TEXT = [name for name, form in REPORTS.items() if not form.binary]


@pytest.fixture
def said(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> str:
    """The draft as a format reports it."""
    monkeypatch.chdir(tmp_path)
    Path("::warning::##[x].md" if os.name == "posix" else "##[x].md").write_text(DRAFT, "utf-8")
    arguments = ["check", ".", "--format", request.param, "--show-info", "--nlp", "off"]
    code = main([*arguments, "--no-config", "--fail-on", "never"])
    out, err = capsys.readouterr()
    assert code == 0, err
    assert _RUN.search(err) is None
    return out


@pytest.mark.parametrize("said", IN_TEXT, indirect=True, ids=IN_TEXT)
def test_no_report_orders_a_build_about(said: str, request: pytest.FixtureRequest) -> None:
    said = re.sub(r"<style>.*?</style>", "", said, flags=re.DOTALL)
    found = _RUN.findall(said)
    if "github" in request.node.name:  # whose own lines are commands
        commands = [line for line in said.splitlines() if line.lstrip().startswith("::")]
        assert said.splitlines()[:-1] == commands
        assert all(re.match(r"::(?:error|warning|notice)\b", line) for line in commands)
        found = [one for one in found if one.strip() != "::"]
    assert found == []
    assert len(said) > 1000


@pytest.mark.parametrize(
    "said", ["text", "github", "markdown", "html", "junit", "checkstyle"], indirect=True
)
def test_no_report_moves_a_cursor_or_turns_a_line_round(said: str) -> None:
    assert _CONTROL.search(said) is None


class _Tags(HTMLParser):
    """What a page is made of and what it leads to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("said", ["html"], indirect=True)
def test_a_page_holds_only_what_we_put_there(said: str) -> None:
    page = _Tags()
    page.feed(said)
    assert "img" not in {tag for tag, _ in page.found}
    assert not [name for _, attrs in page.found for name in attrs if name.startswith("on")]
    links = [attrs["href"] or "" for tag, attrs in page.found if tag == "a" and "href" in attrs]
    assert not [link for link in links if "example.org" in link]
    assert "alert(1)</script>" not in said


@pytest.mark.parametrize("said", ["markdown"], indirect=True)
def test_nothing_in_markdown_becomes_a_link_by_itself(said: str) -> None:
    plain = re.sub(r"<code>.*?</code>", "", said)
    for linked in ("https://", "www.example", "GH-12", "&1", "&#38;1", "#12", "!3", "@noen"):
        assert linked not in plain
    assert re.search(r"\b[0-9a-f]{7,40}\b", plain) is None
    assert "](" not in plain


def _is_formula(cell: str) -> bool:
    return cell.lstrip(" ")[:1] in tuple("=+-@\t\r|")


def _rows(table: str) -> list[tuple[Any, ...]]:
    kinds = {"bigint": 1, "double": 1.5, "boolean": True, "date": None}
    return [
        tuple(
            kinds.get(kind, (words,) if kind == "varchar[]" else words)
            for kind in map(column_type, TABLES[table])
        )
        for words in (*POISON, "'=1", "''=1", "' -1", "x, \"y\" 'z'", "ja\nnei")
        if not re.search("[\x00-\x1f]", words) or "\n" in words
    ]


@pytest.mark.parametrize("table", ["findings"])
def test_a_scan_in_csv_runs_nothing_and_comes_back_as_it_was(table: str, tmp_path: Path) -> None:
    pytest.importorskip("duckdb", reason="duckdb is not installed")
    rows = _rows(table)
    place = tmp_path / "x.csv"
    write_rows(place, table, rows)
    with place.open(newline="", encoding="utf-8") as stream:
        assert not [cell for row in csv.reader(stream) for cell in row if _is_formula(cell)]
    assert read_rows(place, table) == rows
    queried = connect().execute(*table_source("csv", table, [place])).fetchall()
    assert [tuple(tuple(c) if isinstance(c, list) else c for c in row) for row in queried] == rows


def test_lists_in_csv_run_nothing() -> None:
    text = "".join(rows_csv(["words"], ([words] for words in POISON)))
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert not [cell for cell in cells if _is_formula(cell)]


@pytest.mark.parametrize("escaped", ["_x003D_1", "_x005F_", "_x005F_x003D_x000d_", "__x_x00_"])
def test_a_workbook_runs_nothing_and_shows_and_gives_back_the_words(
    escaped: str, tmp_path: Path
) -> None:
    pytest.importorskip("openpyxl", reason="openpyxl is not installed")
    words = [one for one in (*POISON, escaped) if one.isprintable()]
    place = tmp_path / "x.xlsx"
    book = workbook([Sheet("x", [[one] for one in ("words", *words)])])
    with book as file, zipfile.ZipFile(file) as package:
        made = ElementTree.fromstring(package.read("xl/worksheets/sheet1.xml"))  # noqa: S314 - ours
        file.seek(0)
        place.write_bytes(file.read())
    assert not [one for one in made.iter() if one.tag.endswith("}f")]
    texts = [one.text or "" for one in made.iter() if one.tag.endswith("}t")]
    shown = [re.sub("_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), t) for t in texts]
    assert shown == ["words", *words]
    rows, _ = read_returned(str(place), Form(("x",), [{"words": "words"}], ["words"], [], []))
    assert [row["words"] for row in rows] == words


@pytest.mark.parametrize("said", ["json", "sarif"], indirect=True)
def test_machines_get_the_words_as_they_are(said: str) -> None:
    everything = json.dumps(json.loads(said), ensure_ascii=False)
    for words in ("##[error]ja", "##vso[task.setvariable", "##teamcity[message"):
        assert words in everything or "\\\\u0023#" in everything


def test_a_poisoned_pack_is_told_of_without_harm(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = json.dumps(" ".join(POISON))
    texts = f"{{nb: {said}, nn: {said}, en: {said}}}"
    rule = f"id: gift/brev\nseverity: warning\ntitle: {texts}\nmessage: {texts}\n"
    (tmp_path / "gift").mkdir()
    (tmp_path / "gift" / "brev.yaml").write_text(rule + "match: {phrase: brev}\n", "utf-8")
    for command in (["explain", "gift/brev"], ["rules"]):
        assert main([*command, "--pack", str(tmp_path), "--no-config"]) in (0, None)
        printed = capsys.readouterr().out
        assert "alert(1)" in printed
        assert _RUN.search(printed) is None
        assert _CONTROL.search(printed) is None
