"""`regcheck scan` from the command line: kills, locks, places that cannot be written."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from regcheck.cli.main import main
from regcheck.corpus.scans.folder import open_scan
from regcheck.corpus.scans.tables import DOCUMENTS, FINDINGS, read_rows, write_rows
from regcheck.reports.records import document_record, finding_record
from regcheck.run.api import check, read
from regcheck.run.rules import LoadedRules

pytest.importorskip("duckdb", reason="duckdb is not installed")
DRAFTS = Path(__file__).parents[2] / "corpora" / "drafts"
ELSEWHERE = {"measures", "class", "not_checked", "precedents", "questions", "language", "refid"}
"""What the records hold and the tables hold in other columns, or what follows from these."""


SHORT = "# Forskrift om tun\n\nSøknaden skal sendes som rekommandert brev.\n\n"


def bytes_of(target: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(target)): path.read_bytes()
        for path in sorted(target.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def law(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return copies(tmp_path / "lov", 2)


def copies(folder: Path, number: int) -> Path:
    for copy in range(number):
        place = folder / f"{copy}"
        shutil.copytree(DRAFTS, place, ignore=lambda *_: ["expected"], dirs_exist_ok=True)
    return folder


def test_the_tables_have_all_that_the_records_have(stable_rules: LoadedRules) -> None:
    """A field that the output contract gains is either in the tables or named here."""
    result = check(read(str(DRAFTS / "baatplassforskriften.md")), stable_rules, nlp=False)
    assert set(finding_record(result.findings[0], result)) - set(FINDINGS) <= ELSEWHERE
    assert set(document_record(result)) - set(DOCUMENTS) <= ELSEWHERE
    assert set(result.measures) <= set(DOCUMENTS)


def test_scan_and_scan_again(law: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scan", "lov", "-o", "s"]) == 0
    assert "16 documents" in capsys.readouterr().out
    assert main(["scan", "lov", "-o", "s"]) == 0
    assert "(0 scanned, 16 unchanged)" in capsys.readouterr().out
    manifest = json.loads(Path("s/manifest.json").read_text(encoding="utf-8"))
    assert manifest["settings"]["nlp"] is False
    assert manifest["rule_set"]["digest"]
    assert "time" not in json.dumps(list(manifest))


def test_the_config_is_read(law: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("regcheck.yaml").write_text('select: [paper]\nexclude: ["lov/1*/**"]\n', encoding="utf-8")
    assert main(["scan", "lov", "-o", "s"]) == 0
    assert "8 documents" in capsys.readouterr().out
    rules = {row[FINDINGS.index("category")] for row in _findings(Path("s"))}
    assert rules == {"paper"}


def test_warnings_alone_are_those_of_a_whole_scan(law: Path) -> None:
    two = [f"lov/0/{name}" for name in ("baatplassforskriften.md", "tilskotsforskrifta-tunlag.md")]
    assert main(["scan", *two, "-o", "all"]) == 0
    assert main(["scan", *two, "-o", "some", "--level", "warning"]) == 0
    skip, grave = FINDINGS.index("rule_set"), FINDINGS.index("severity")
    both = [
        [row[:skip] + row[skip + 1 :] for row in _findings(Path(one)) if row[grave] != "info"]
        for one in ("all", "some")
    ]
    assert both[0] == both[1]
    assert len(both[1]) == len(_findings(Path("some")))
    assert {"error", "warning"} == {row[grave] for row in both[0]}


def _findings(target: Path) -> list[tuple[object, ...]]:
    manifest = open_scan(str(target))
    return [row for part in manifest.parts for row in manifest.files.read(part["name"])["findings"]]


def test_what_cannot_be_read_is_told(law: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (law / "x.docx").write_bytes(b"PK not really")
    assert main(["scan", "lov", "-o", "s"]) == 3
    assert "1 document could not be read: see the table unreadable" in capsys.readouterr().err
    assert main(["scan", "lov", "-o", "s", "--allow-incomplete"]) == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--format", "xlsx"], "--format xlsx: use one of parquet, jsonl, csv"),
        (["-o", "lov/0/lov-om-turstier.md"], "cannot write there"),
        (["--jobs", "0"], "--jobs 0"),
    ],
)
def test_bad_input(
    law: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    assert main(["scan", "lov", *arguments]) == 2
    assert words in capsys.readouterr().err


@pytest.mark.skipif(
    os.name == "nt" or (hasattr(os, "geteuid") and os.geteuid() == 0),
    reason="everybody may write everywhere",
)
def test_a_folder_nobody_may_write_in(law: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("s").mkdir(mode=0o500)
    assert main(["scan", "lov", "-o", "s"]) == 2
    assert "cannot write there: permission denied" in capsys.readouterr().err


def start(*arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "regcheck", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_two_scans_into_one_folder(law: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from regcheck.corpus.scans.folder import locked

    with locked(Path("s")):
        second = start("scan", "lov", "-o", "s")
        _, err = second.communicate()
    assert second.returncode == 2
    assert b"another scan or fetch is writing there" in err


@pytest.mark.skipif(os.name == "nt", reason="a process cannot be killed so")
def test_kills_lose_and_double_nothing(law: Path, tmp_path: Path) -> None:
    for number in range(200):
        (law / f"{number}.md").write_text(f"{SHORT}### § {number}. Frist\n\n{SHORT}", "utf-8")
    assert main(["scan", "lov", "-o", "whole", "--jobs", "1"]) == 0
    assert len(parts_of(tmp_path / "whole")) > 9
    target, killed = tmp_path / "s", []
    for parts in (0, 3, 6):
        run = start("scan", "lov", "-o", "s", "--jobs", "2")
        while run.poll() is None and not (target.exists() and len(parts_of(target)) >= parts):
            time.sleep(0.005)
        run.send_signal(signal.SIGKILL)
        run.communicate()
        killed.append(run.returncode)
    assert killed.count(-signal.SIGKILL) > 1
    assert main(["scan", "lov", "-o", "s", "--jobs", "2"]) == 0
    assert bytes_of(target) == bytes_of(tmp_path / "whole")


def parts_of(target: Path) -> list[Path]:
    return list(target.glob("findings/*"))


DATED = """# Forskrift om tun

### § 1. Søknad

<!-- regcheck: ignore-here paper/registered-letter reason: avtalt until: 2030-06-30 -->
Søknaden skal sendes som rekommandert brev.
"""


def statuses(target: Path) -> list[tuple[object, object]]:
    rule, status = FINDINGS.index("rule"), FINDINGS.index("status")
    return [(row[rule], row[status]) for row in _findings(target)]


def test_suppressions_end_by_the_day_that_is_named_and_not_by_the_clock(
    law: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "a.md").write_text(DATED, encoding="utf-8")
    held = [("paper/registered-letter", "suppressed")]
    free = ("paper/registered-letter", "new")
    scan = ["scan", "en", "--no-config", "--select", "paper,suppressions", "-o", "s"]
    assert main(scan) == 0
    assert statuses(Path("s")) == held
    assert "today" not in json.loads(Path("s/manifest.json").read_bytes())["settings"]
    assert main([*scan, "--today", "2030-06-30"]) == 0
    assert statuses(Path("s")) == held
    capsys.readouterr()
    assert main([*scan, "--today", "2030-07-01"]) == 0
    assert "(1 scanned, 0 unchanged)" in capsys.readouterr().out
    assert free in statuses(Path("s"))
    assert ("suppressions/expired", "new") in statuses(Path("s"))
    assert json.loads(Path("s/manifest.json").read_bytes())["settings"]["today"] == "2030-07-01"
    assert main([*scan, "--today", "2030-07-01"]) == 0
    assert "(0 scanned, 1 unchanged)" in capsys.readouterr().out
    assert main([*scan, "--today", "i morgen"]) == 2
    assert "write the date as 2027-12-31" in capsys.readouterr().err


@pytest.mark.parametrize("format", ["parquet", "jsonl", "csv"])
def test_gates_are_kept(tmp_path: Path, format: str) -> None:
    rows = [tuple(gate if name == "gate" else None for name in FINDINGS) for gate in (True, None)]
    file = tmp_path / f"findings.{format}"
    write_rows(file, "findings", rows)
    assert [row[FINDINGS.index("gate")] for row in read_rows(file, "findings")] == [True, None]
