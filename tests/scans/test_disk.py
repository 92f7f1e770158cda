"""Scans and maps on disks that are full or may only be read."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from regcheck.cli.main import main
from regcheck.corpus.scans import tables
from regcheck.corpus.scans.folder import open_scan

pytest.importorskip("duckdb", reason="duckdb is not installed")
DRAFTS = Path(__file__).parents[2] / "corpora" / "drafts"
Disk = Callable[[str], Path]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """Makes a small disk in memory, mounted with some options."""
    if os.name == "nt" or os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only root may mount a small disk")
    with ExitStack() as stack:

        def made(options: str) -> Path:
            place = tmp_path / "disk"
            place.mkdir(exist_ok=True)
            command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
            if subprocess.run(command, capture_output=True, check=False).returncode:
                pytest.skip("no disk can be mounted here")
            stack.callback(subprocess.run, ["umount", "-l", str(place)], check=False)
            return place

        yield made


@pytest.fixture
def law(tmp_path: Path) -> Path:
    (tmp_path / "lov").mkdir()
    for name in ("baatplassforskriften.md", "lov-om-stillesoner.txt"):
        shutil.copy(DRAFTS / name, tmp_path / "lov")
    return tmp_path / "lov"


@pytest.mark.parametrize("format", ["parquet", "csv"])
def test_a_full_disk_is_told_and_the_scan_goes_on_when_there_is_room(
    disk: Disk, law: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], format: str
) -> None:
    place = disk("size=16k") / "s"
    command = ["scan", str(law), "--no-config", "--format", format, "--jobs", "1", "-o"]
    assert main([*command, str(place)]) == 2
    err = capsys.readouterr().err
    assert err == f"regcheck: error: {place}: cannot write there: no space left on device\n"
    assert not (place / "manifest.json").exists()
    subprocess.run(["mount", "-o", "remount,size=64m", str(place.parent)], check=True)
    assert main([*command, str(place)]) == 0
    assert main([*command, str(tmp_path / "whole")]) == 0
    for path in sorted((tmp_path / "whole").rglob("*.*")):
        name = path.relative_to(tmp_path / "whole")
        assert (place / name).read_bytes() == path.read_bytes(), name


def test_a_disk_that_may_only_be_read(
    disk: Disk, law: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = disk("ro,size=1m")
    target = place / "s"
    for folder in (place, target):
        assert main(["scan", str(law), "-o", str(folder)]) == 2
        err = capsys.readouterr().err
        assert err == f"regcheck: error: {folder}: cannot write there: read-only file system\n"


def test_a_scan_that_lies_where_nothing_can_be_written_can_be_used(
    disk: Disk, law: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("openpyxl", reason="openpyxl is not installed")
    place = disk("size=8m")
    assert main(["scan", str(law), "-o", str(place / "s"), "--no-config"]) == 0
    subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
    assert open_scan(str(place / "s")).parts
    assert main(["query", str(place / "s"), "select count(*) from findings"]) == 0
    assert main(["obstacles", str(place / "s"), "-o", str(tmp_path / "k")]) == 0
    capsys.readouterr()
    assert main(["obstacles", str(place / "s"), "-o", str(place / "k")]) == 2
    err = capsys.readouterr().err
    page = place / "k" / "kartlegging.html"
    assert err == f"regcheck: error: {page}: cannot be written: read-only file system\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_disk_that_is_full_when_duckdb_writes_is_told_too(tmp_path: Path) -> None:
    lines = tmp_path / "x.jsonl"
    tables._write_lines(lines, "unreadable", [("a", "b", "c", None, None)])
    with pytest.raises(OSError, match="o space left on device"):
        tables._to_parquet(lines, Path("/dev/full"), "unreadable")


@pytest.mark.parametrize("where", ["target", "temporary"])
def test_a_map_on_a_full_disk(
    disk: Disk, law: Path, tmp_path: Path, request: pytest.FixtureRequest, where: str
) -> None:
    capsys = request.getfixturevalue("capsys")
    monkeypatch = request.getfixturevalue("monkeypatch")
    pytest.importorskip("openpyxl", reason="openpyxl is not installed")
    assert main(["scan", str(law), "-o", str(tmp_path / "s"), "--no-config"]) == 0
    place = disk("size=16k")
    target = place / "k"
    if where == "temporary":
        monkeypatch.setattr("tempfile.tempdir", str(place))
        target = tmp_path / "k"
    capsys.readouterr()
    assert main(["obstacles", str(tmp_path / "s"), "-o", str(target)]) == 2
    err = capsys.readouterr().err
    assert "no space left on device" in err
    assert err.startswith(f"regcheck: error: {place}")
    assert err.count("\n") == 1
    assert not target.exists() or list(target.iterdir()) == []
