"""Scans on a cluster: a real dask scheduler and workers, some of which are killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from fake_checks import RULES, WORD, law_folder, make_word_checker, write_law
from regcheck.base.errors import UsageError
from regcheck.cli.main import main
from regcheck.corpus.scans.folder import locked, open_scan, read_manifest
from regcheck.corpus.scans.scan import Scan, ScanTotals, run_scan
from regcheck.readers.inputs import find_inputs
from regcheck.results.result import Settings
from regcheck.run import cluster as module
from regcheck.run.check import CheckJob
from regcheck.run.cluster import Cluster
from regcheck.run.options import RunOptions

pytest.importorskip("duckdb", reason="duckdb is not installed")
pytest.importorskip("distributed", reason="dask is not installed")
pytestmark = [
    pytest.mark.skipif(os.name == "nt", reason="a process cannot be killed so"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
PROJECT = Path(__file__).parents[2]
SETTINGS = Settings(nlp=False)
PATIENCE = 60


class Dask:
    """A scheduler on this machine and its workers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.known = folder / "scheduler.json"
        self.workers: list[subprocess.Popen[bytes]] = []
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", "0")
        wait_for(self.known.exists)
        time.sleep(0.2)
        self.address: str = json.loads(self.known.read_text(encoding="utf-8"))["address"]

    def add_worker(self, *options: str) -> None:
        """Start a worker; it is known to the scheduler by its name."""
        name = f"w{len(self.workers)}"
        place = ("--local-directory", str(self.folder / name), "--name", name)
        self.workers.append(self._start("worker", "--nthreads", "1", *place, *options))

    def wait(self, number: int) -> None:
        """Wait until so many workers are there."""
        from distributed import Client

        with Client(self.address, set_as_default=False) as client:  # type: ignore[no-untyped-call]
            client.wait_for_workers(number, timeout=PATIENCE)

    def _start(self, kind: str, *options: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "dask", kind, "--scheduler-file", str(self.known)]
        tests = Path(__file__).parent
        path = os.pathsep.join(
            map(str, (PROJECT / "src", tests, tests.parent, tests.parent / "support"))
        )
        return subprocess.Popen(
            [*command, "--no-dashboard", *options],
            env={
                **os.environ,
                "PYTHONPATH": path,
                "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",
            },
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def __enter__(self) -> Dask:
        return self

    def __exit__(self, *_: object) -> None:
        for process in (*self.workers, self.scheduler):
            process.terminate()
            process.wait()


def wait_for(done: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


@pytest.fixture
def dask(tmp_path: Path) -> Iterator[Dask]:
    with ExitStack() as stack:
        yield stack.enter_context(Dask(tmp_path))


@pytest.fixture
def law(tmp_path: Path) -> Path:
    return law_folder(tmp_path)


def scan(
    law: Path,
    target: Path,
    cluster: Cluster | None = None,
    then: Callable[[int], None] | None = None,
) -> ScanTotals:
    """Scan with the cluster, or with two processes; `then` is told how many documents are done."""
    inputs = find_inputs([str(law)], base=law.parent)
    options = RunOptions(2, inputs.limits, make_checker=make_word_checker, cluster=cluster)
    job = CheckJob(RULES, SETTINGS, options)
    work = Scan(inputs, job, target, "jsonl", {"schema_version": 1})
    count = 0

    def progress(documents: int, size: int) -> None:
        nonlocal count
        count += documents
        if then:
            then(count)

    with locked(target):
        return run_scan(work, read_manifest(target), progress)


def bytes_of(target: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(target)): path.read_bytes()
        for path in sorted(target.rglob("*"))
        if path.is_file()
    }


def unread(target: Path) -> list[tuple[object, object]]:
    manifest = open_scan(str(target))
    rows = [
        row for part in manifest.parts for row in manifest.files.read(part["name"])["unreadable"]
    ]
    return [(row[0], row[1]) for row in rows]


def test_documents_that_kill_workers_are_reported_and_no_others(
    dask: Dask, law: Path, tmp_path: Path
) -> None:
    write_law(law, 5, "velt nå")
    write_law(law, 40, "dø nå")
    write_law(law, 90, f"dø etter {tmp_path / 'once'} Et {WORD}.")
    write_law(law, 140, "dø nå")
    (law / "007.txt").write_bytes(b"\x00\x01\x02")
    for _ in range(2):
        dask.add_worker()
    dask.wait(2)
    done = scan(law, tmp_path / "cluster", Cluster(dask.address))
    assert (done.documents, done.unreadable) == (146, 4)
    assert unread(tmp_path / "cluster") == [
        ("lov/005.txt", "internal"),
        ("lov/007.txt", "binary"),
        ("lov/040.txt", "crashed"),
        ("lov/140.txt", "crashed"),
    ]
    assert (tmp_path / "once").exists(), "a worker died with it, and the second had it done"
    (tmp_path / "once").unlink()
    scan(law, tmp_path / "local")
    assert bytes_of(tmp_path / "cluster") == bytes_of(tmp_path / "local")


def test_a_cluster_without_workers_or_scheduler_is_told_and_the_scan_goes_on_later(
    dask: Dask, law: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_WAIT_SECONDS", 0.2)
    monkeypatch.setattr(module, "_WAITS", 3)
    with pytest.raises(UsageError, match="no workers are left; start some and run the scan again"):
        scan(law, tmp_path / "s", Cluster(dask.address))
    dask.add_worker()
    dask.wait(1)

    def kill(count: int) -> None:
        if count == 110:
            dask.scheduler.send_signal(signal.SIGKILL)
            dask.scheduler.wait()

    with pytest.raises(UsageError, match="the scheduler is gone; run the scan again"):
        scan(law, tmp_path / "s", Cluster(dask.address), kill)
    with pytest.raises(UsageError, match="no scheduler answers there"):
        monkeypatch.setattr(module, "_CONNECT_SECONDS", 1)
        scan(law, tmp_path / "s", Cluster(dask.address))
    assert scan(law, tmp_path / "s").kept > 0
    scan(law, tmp_path / "whole")
    assert bytes_of(tmp_path / "s") == bytes_of(tmp_path / "whole")


def test_the_command_gives_the_same_files_with_either_engine(
    dask: Dask, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dask.add_worker()
    dask.wait(1)
    drafts = str(PROJECT / "corpora" / "drafts")
    cluster = ["--engine", "dask", "--scheduler", dask.address]
    assert main(["scan", drafts, "-o", str(tmp_path / "c"), "--no-config", *cluster]) == 0
    assert capsys.readouterr().err == ""
    assert main(["scan", drafts, "-o", str(tmp_path / "l"), "--no-config"]) == 0
    assert bytes_of(tmp_path / "c") == bytes_of(tmp_path / "l")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--engine", "spark"], "--engine spark: use one of local, dask"),
        (["--engine", "dask"], "name the scheduler, as in --scheduler tcp://host:8786"),
        (["--engine", "dask", "--scheduler", "host"], "name the scheduler"),
        (["--engine", "dask", "--scheduler", "tcp://h:99999999"], "name the scheduler"),
        (["--scheduler", "tcp://h:1"], "--scheduler goes with --engine dask"),
    ],
)
def test_bad_input(
    options: list[str], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["scan", str(PROJECT / "corpora"), "-o", str(tmp_path / "s"), *options]) == 2
    assert words in capsys.readouterr().err
    assert not (tmp_path / "s").exists()


def test_what_to_install_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("regcheck.cli.scan.find_spec", lambda name: None)
    options = ["--engine", "dask", "--scheduler", "tcp://127.0.0.1:1"]
    assert main(["scan", str(PROJECT / "corpora"), "-o", str(tmp_path / "s"), *options]) == 2
    assert "--engine dask needs dask: install regcheck[cluster]" in capsys.readouterr().err
