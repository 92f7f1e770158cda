"""Scans: parts, resuming, what is scanned again, and what must not change with circumstances."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from fake_checks import RULES, WORD, law_folder, make_word_checker, write_law
from regcheck.base.errors import UsageError
from regcheck.corpus.scans import scan as module
from regcheck.corpus.scans.folder import (
    TRANSIENT,
    Rows,
    file_digest,
    locked,
    open_scan,
    read_manifest,
)
from regcheck.corpus.scans.results import scan_results
from regcheck.corpus.scans.scan import Scan, ScanTotals, run_scan
from regcheck.corpus.scans.tables import FINDINGS, FORMATS, IN_PARTS
from regcheck.document.model import Unreadable
from regcheck.readers.inputs import find_inputs
from regcheck.results.result import Settings
from regcheck.run.check import CheckJob
from regcheck.run.options import RunOptions

pytest.importorskip("duckdb", reason="duckdb is not installed")
pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
needs_signals = pytest.mark.skipif(os.name == "nt", reason="a process cannot be killed so")
SETTINGS = Settings(nlp=False)


@pytest.fixture
def law(tmp_path: Path) -> Path:
    return law_folder(tmp_path)


def scan(
    law: Path,
    target: Path,
    jobs: int = 1,
    format: str = "parquet",
    stop_after: int = 0,
) -> ScanTotals:
    inputs = find_inputs([str(law)], base=law.parent)
    options = RunOptions(jobs, inputs.limits, make_checker=make_word_checker)
    job = CheckJob(RULES, SETTINGS, options)
    done = 0

    def progress(documents: int, size: int) -> None:
        nonlocal done
        done += documents
        if stop_after and done > stop_after:
            raise KeyboardInterrupt

    work = Scan(inputs, job, target, format, {"schema_version": 1})
    with locked(target):
        return run_scan(work, read_manifest(target), progress)


def rows_of(target: Path) -> Rows:
    manifest = open_scan(str(target))
    rows: Rows = {table: [] for table in IN_PARTS}
    for part in manifest.parts:
        for table, some in manifest.files.read(part["name"]).items():
            rows[table] += some
    return rows


def bytes_of(target: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(target)): path.read_bytes()
        for path in sorted(target.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("format", FORMATS)
def test_a_scan_holds_every_finding_in_path_order(law: Path, tmp_path: Path, format: str) -> None:
    done = scan(law, tmp_path / "s", format=format)
    rows = rows_of(tmp_path / "s")
    assert (done.documents, done.findings) == (150, sum(n % 4 for n in range(150)))
    assert [row[0] for row in rows["documents"]] == [f"lov/{n:03}.txt" for n in range(150)]
    assert [row[0] for row in rows["findings"]] == [
        f"lov/{n:03}.txt" for n in range(150) for _ in range(n % 4)
    ]
    first = dict(zip(FINDINGS, rows["findings"][0], strict=True))
    assert first["quote"] == WORD
    assert len(open_scan(str(tmp_path / "s")).parts) > 2


def test_the_same_bytes_with_any_number_of_processes(law: Path, tmp_path: Path) -> None:
    scan(law, tmp_path / "1", 1)
    scan(law, tmp_path / "3", 3)
    assert bytes_of(tmp_path / "1") == bytes_of(tmp_path / "3")


@pytest.mark.parametrize(("jobs", "format"), [(1, "parquet"), (2, "csv")])
def test_a_scan_that_was_cut_off_goes_on(law: Path, tmp_path: Path, jobs: int, format: str) -> None:
    scan(law, tmp_path / "whole", 1, format)
    with pytest.raises(KeyboardInterrupt):
        scan(law, tmp_path / "s", jobs, format, stop_after=110)
    with pytest.raises(UsageError, match="not finished"):
        open_scan(str(tmp_path / "s"))
    half = f".{'0' * 12}-{'0' * 20}.{format}.tmp"
    for name in (half, f"tmp_{half}"):
        (tmp_path / "s" / "findings" / name).write_bytes(b"x")
    done = scan(law, tmp_path / "s", jobs, format)
    assert done.kept > 0
    assert done.scanned + done.kept == 150
    assert bytes_of(tmp_path / "s") == bytes_of(tmp_path / "whole")


@pytest.mark.parametrize("format", ["parquet", "jsonl"])
def test_only_what_changed_is_scanned_again(law: Path, tmp_path: Path, format: str) -> None:
    scan(law, tmp_path / "s", 1, format)
    assert scan(law, tmp_path / "s", 1, format).scanned == 0
    write_law(law, 20, WORD)
    (law / "070.txt").unlink()
    write_law(law, 900, f"{WORD} «{WORD}»")
    done = scan(law, tmp_path / "s", 1, format)
    assert (done.scanned, done.kept) == (2, 148)
    scan(law, tmp_path / "new", 1, format)
    assert bytes_of(tmp_path / "s") == bytes_of(tmp_path / "new")


def test_an_earlier_scan_stays_whole_until_the_new_one_is(law: Path, tmp_path: Path) -> None:
    scan(law, tmp_path / "s")
    before = rows_of(tmp_path / "s")
    for number in range(150):
        write_law(law, number, WORD)
    with pytest.raises(KeyboardInterrupt):
        scan(law, tmp_path / "s", stop_after=100)
    assert rows_of(tmp_path / "s") == before


@needs_signals
def test_a_broken_document_is_a_row(law: Path, tmp_path: Path) -> None:
    write_law(law, 5, "velt nå")
    write_law(law, 6, "dø nå")
    (law / "007.txt").write_bytes(b"\x00\x01\x02")
    done = scan(law, tmp_path / "s", 2)
    rows = rows_of(tmp_path / "s")
    assert done.unreadable == 3
    assert [(row[0], row[1]) for row in rows["unreadable"]] == [
        ("lov/005.txt", "internal"),
        ("lov/006.txt", "crashed"),
        ("lov/007.txt", "binary"),
    ]
    assert len(rows["documents"]) == 147
    again = scan(law, tmp_path / "s", 2)
    assert (again.scanned, again.kept) == (2, 148), "what may be gone the next time is tried again"


def test_archives_are_not_opened_when_unchanged(
    law: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import tarfile

    archive = tmp_path / "lov.tar.bz2"
    with tarfile.open(archive, "w:bz2") as tar:
        tar.add(law, "lov")
    assert scan(archive, tmp_path / "s").documents == 150

    def opened(*_: object) -> Iterator[Unreadable]:
        raise AssertionError("opened")

    monkeypatch.setattr("regcheck.readers.archives.archive.members", opened)
    assert scan(archive, tmp_path / "s").kept == 150


@pytest.mark.parametrize("table", ["findings", "documents", "unreadable", "rules"])
@pytest.mark.parametrize("how", ["cut", "changed", "gone"])
def test_a_damaged_part_is_told_and_made_again(
    law: Path, tmp_path: Path, table: str, how: str
) -> None:
    scan(law, tmp_path / "s")
    whole = bytes_of(tmp_path / "s")
    path = sorted((tmp_path / "s" / table).iterdir())[-1]
    data = path.read_bytes()
    path.unlink()
    if how != "gone":
        path.write_bytes(data[:-20] if how == "cut" else data[:30] + b"\xff\xff" + data[32:])
    with pytest.raises(UsageError, match="is damaged or missing; run the scan again"):
        open_scan(str(tmp_path / "s"))
    assert (scan(law, tmp_path / "s").scanned > 0) is (table != "rules")
    assert bytes_of(tmp_path / "s") == whole


def test_files_of_others_are_left_alone(law: Path, tmp_path: Path) -> None:
    own = tmp_path / "s" / "documents"
    own.mkdir(parents=True)
    for name in ("regnskap.csv", "funn.parquet", ".kladd.tmp"):
        (own / name).write_text("mitt", encoding="utf-8")
    scan(law, tmp_path / "s")
    scan(law, tmp_path / "s", format="csv")
    for name in ("regnskap.csv", "funn.parquet", ".kladd.tmp"):
        assert (own / name).read_text(encoding="utf-8") == "mitt"


def test_another_format_takes_the_place_of_the_first(law: Path, tmp_path: Path) -> None:
    scan(law, tmp_path / "s")
    scan(law, tmp_path / "s", format="jsonl")
    scan(law, tmp_path / "new", format="jsonl")
    assert bytes_of(tmp_path / "s") == bytes_of(tmp_path / "new")


def test_a_manifest_of_another_version_is_refused(law: Path, tmp_path: Path) -> None:
    scan(law, tmp_path / "s")
    path = tmp_path / "s" / "manifest.json"
    path.write_text(json.dumps({"schema_version": 99}), encoding="utf-8")
    with pytest.raises(UsageError, match="another version of regcheck"):
        scan(law, tmp_path / "s")
    path.write_text("{", encoding="utf-8")
    with pytest.raises(UsageError, match="cannot be read; delete it and scan again"):
        scan(law, tmp_path / "s")


def test_a_manifest_cannot_lead_out_of_its_folder(law: Path, tmp_path: Path) -> None:
    scan(law, tmp_path / "s")
    path = tmp_path / "s" / "manifest.json"
    values = json.loads(path.read_text(encoding="utf-8"))
    part = values["parts"][0]
    named, counted = (
        {**part, "name": "../../etc"},
        {**part, "rows": {**part["rows"], "findings": {}}},
    )
    wrongs: tuple[dict[str, object], ...] = (
        {"parts": [named]}, {"parts": [counted]}, {"tool": ""}, {"settings": {}},
    )  # fmt: skip
    for wrong in wrongs:
        path.write_text(json.dumps(values | wrong), encoding="utf-8")
        with pytest.raises(UsageError, match="is damaged"):
            open_scan(str(tmp_path / "s"))


def test_rows_that_fit_no_table_are_damage(law: Path, tmp_path: Path) -> None:
    """Also where the manifest of whoever changed them says that they are right."""
    scan(law, tmp_path / "s", format="jsonl")
    manifest = open_scan(str(tmp_path / "s"))
    (rows,) = manifest.paths("rules")
    before = file_digest(rows)
    rows.write_text('{"rule": "a/b", "marks": "\\ud800"}\n', encoding="utf-8")
    told = (tmp_path / "s" / "manifest.json").read_text("utf-8")
    told = told.replace(before, file_digest(rows))
    (tmp_path / "s" / "manifest.json").write_text(told, "utf-8")
    with pytest.raises(UsageError, match="is damaged"):
        scan_results(str(tmp_path / "s"))


def test_where_parts_end_is_not_moved_by_a_new_document(law: Path, tmp_path: Path) -> None:
    scan(law, tmp_path / "s")
    before = {part["name"] for part in open_scan(str(tmp_path / "s")).parts}
    (law / "0001.txt").write_text("§ 1. Ny\n\nNy.\n", encoding="utf-8")
    scan(law, tmp_path / "s")
    after = {part["name"] for part in open_scan(str(tmp_path / "s")).parts}
    assert len(before & after) >= len(before) - 2


def test_reasons_that_may_pass_are_reasons_there_are() -> None:
    source = Path(module.__file__).parents[2]
    words = "".join(path.read_text(encoding="utf-8") for path in source.rglob("*.py"))
    for reason in TRANSIENT - {"timeout"}:
        assert words.count(f'"{reason}"') > 1, reason
