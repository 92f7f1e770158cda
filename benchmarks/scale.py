"""What a scan and a map of a body of law cost as it grows: wall clock, CPU seconds, and the peak
memory of each process.

    python benchmarks/scale.py [FOLDER] [--mb 20] [--times 1,4,10] [--jobs 2] [--workers 1,2]
        [--kills N]

FOLDER holds law in any format regcheck reads (default: `REGCHECK_SHARED` or `../shared`,
`lovdata/`). A fixed random sample of so many megabytes (0: all of it) is copied once, twice and so
on, each copy with ids of its own. Then: `scan`, the same scan again with nothing changed, and
`obstacles`. Lines are fitted to these runs, one through what the scan itself takes of CPU and one
through what its workers do: they say what more law and more cores would take. With `--workers` the
sample is also scanned by so many Dask workers of this machine, each a process of its own. With
`--kills` a scan is killed so many times at random moments, with all its processes, and its files
are compared with those of an undisturbed one. Peaks are the kernel's high-water marks of resident
memory, pages that processes share counted for each of them.
"""

from __future__ import annotations

import argparse
import contextlib
import filecmp
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import linear_regression

SUFFIXES = (".md", ".xml")
PATIENCE = 60
BODIES = {
    "acts and central regulations in force": 97,
    "Lovtidend, section I, since 2001": 600,
    "ten million documents": 250_000,
}
"""Bodies of law with their size, in megabytes, that the model is asked about."""
CORES = (1, 2, 16, 256)
ID = re.compile(rb"(lov|forskrift)/([12])(\d{3}-\d\d-\d\d)")


@dataclass(slots=True)
class Cost:
    """What one command took: seconds, and megabytes for each process, the first one's first."""

    wall: float = 0.0
    cpu: float = 0.0
    peaks: dict[int, float] = field(default_factory=dict)
    seconds: dict[int, float] = field(default_factory=dict)

    def line(self, name: str, size: float = 0.0) -> str:
        first, *workers = self.peaks.values() or [0.0]
        told = ", ".join(f"{peak:.0f}" for peak in [first, *sorted(workers, reverse=True)])
        rate = f"{size / self.cpu:6.2f} MB/CPU s" if size else " " * 15
        own = next(iter(self.seconds.values()), 0.0)
        return (
            f"  {name:<14}{self.wall:8.1f} s wall {self.cpu:8.1f} s CPU (first process {own:.1f})"
            f" {rate}  peak MB: {told}"
        )


def sample(folder: Path, megabytes: float) -> list[Path]:
    """A fixed random sample of about so many megabytes; 0 means all."""
    files = sorted(
        path
        for path in folder.rglob("*")
        if path.suffix in SUFFIXES and path.is_file() and path.name != "README.md"
    )
    random.Random(20).shuffle(files)
    chosen, size = [], 0.0
    for path in files:
        if megabytes and size >= megabytes * 1e6:
            break
        chosen.append(path)
        size += path.stat().st_size
    return chosen


def copy(files: list[Path], folder: Path, number: int) -> float:
    """Write copy number so and so, with its own ids; gives its megabytes."""
    target = folder / f"{number:03}"
    target.mkdir(parents=True)
    size = 0
    for at, path in enumerate(files):
        data = path.read_bytes()
        if number:
            data = ID.sub(rb"\g<1>/%d\g<3>" % (2 + number), data)
        (target / f"{at:05}-{path.name}").write_bytes(data)
        size += len(data)
    return size / 1e6


def measured(arguments: list[str], cwd: Path) -> Cost:
    """Run the command and measure it with all its processes."""
    start = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "regcheck", *arguments],
        cwd=cwd,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    cost = Cost()
    while True:
        done, status, usage = os.wait4(process.pid, os.WNOHANG)
        if done:
            break
        for pid in (process.pid, *children(process.pid)):
            if peak := high_water(pid):
                cost.peaks[pid] = max(peak, cost.peaks.get(pid, 0.0))
                cost.seconds[pid] = used(pid) or cost.seconds.get(pid, 0.0)
        time.sleep(0.2)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 3):
        raise SystemExit(f"regcheck {' '.join(arguments)}: exit code {process.returncode}")
    cost.wall = time.monotonic() - start
    cost.cpu = usage.ru_utime + usage.ru_stime
    return cost


def children(pid: int) -> list[int]:
    try:
        told = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    except OSError:
        return []
    return [int(one) for one in told.split()]


def high_water(pid: int) -> float:
    """The most resident memory that a process has had, in megabytes; 0 when it has ended."""
    try:
        told = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0.0
    found = re.search(r"VmHWM:\s+(\d+) kB", told)
    return int(found[1]) / 1024 if found else 0.0


def used(pid: int) -> float:
    """The CPU seconds that a process has used itself; 0 when it has ended."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0.0
    user, system = told.rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def dask(folder: Path, workers: int) -> Iterator[tuple[str, list[int]]]:
    """A Dask scheduler with so many workers, on this machine: its address and their process ids."""
    from distributed import Client

    folder.mkdir()
    known = folder / "scheduler.json"
    with contextlib.ExitStack() as running:

        def start(kind: str, *arguments: str) -> int:
            plain = ("--scheduler-file", str(known), "--no-dashboard")
            process = running.enter_context(
                subprocess.Popen(
                    [sys.executable, "-m", "dask", kind, *plain, *arguments],
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                )
            )
            running.callback(process.terminate)
            return process.pid

        start("scheduler", "--host", "127.0.0.1", "--port", "0")
        alone = ("--nthreads", "1", "--no-nanny", "--local-directory", str(folder))
        pids = [start("worker", *alone) for _ in range(workers)]
        with Client(scheduler_file=str(known)) as client:  # type: ignore[no-untyped-call]
            client.wait_for_workers(workers, timeout=PATIENCE)
            address = client.scheduler.address
        yield address, pids


def over_workers(scan: list[str], work: Path, workers: int) -> str:
    """Scan with so many Dask workers and tell what it took, them included."""
    with dask(work / f"dask-{workers}", workers) as (address, pids):
        before = sum(map(used, pids))
        cost = measured([*scan, "--engine", "dask", "--scheduler", address], work)
        theirs = sum(map(used, pids)) - before
        peaks = ", ".join(f"{high_water(pid):.0f}" for pid in pids)
    return (
        f"  {workers} Dask workers{cost.wall:8.1f} s wall {cost.cpu:8.1f} s CPU and {theirs:.1f}"
        f" theirs  peak MB of each: {peaks}"
    )


def model(sizes: Sequence[float], costs: Sequence[Cost]) -> Iterator[str]:
    """What bodies of law would take with some cores, by lines through the measured runs: all work
    is shared but the scan's own, which one core does."""
    own = [next(iter(cost.seconds.values())) for cost in costs]
    rest = [cost.cpu - mine for cost, mine in zip(costs, own, strict=True)]
    leads, checks = linear_regression(sizes, own).slope, linear_regression(sizes, rest).slope
    yield (
        f"a megabyte takes {leads:.3f} s of the scan's own CPU and {checks:.3f} s of its workers';"
        f" more than {(leads + checks) / leads:.0f} cores are of no use"
    )
    for name, megabytes in BODIES.items():
        walls = (max(leads, (leads + checks) / cores) * megabytes for cores in CORES)
        told = ", ".join(f"{wall:.0f} s" for wall in walls)
        yield f"  {name}, {megabytes} MB, by {', '.join(map(str, CORES))} cores: {told}"


def killed(scan: list[str], whole: Path, work: Path, kills: int, longest: float) -> str:
    """Kill a scan again and again, let it end, and compare."""
    dice = random.Random(50)
    for _ in range(kills):
        run = subprocess.Popen(
            [sys.executable, "-m", "regcheck", *scan],
            cwd=work,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(dice.uniform(0.2, longest))
        with contextlib.suppress(ProcessLookupError):
            os.killpg(run.pid, signal.SIGKILL)
        run.wait()
    cost = measured(scan, work)
    told = "the same files" if identical(whole, work / "killed") else "OTHER FILES"
    return f"  {kills} kills: {told} as undisturbed; the last run {cost.wall:.1f} s"


def identical(one: Path, other: Path) -> bool:
    """Whether two folders hold the same files with the same bytes."""
    names = [
        sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
        for folder in (one, other)
    ]
    return names[0] == names[1] and all(
        filecmp.cmp(one / name, other / name, shallow=False) for name in names[0]
    )


def main() -> None:
    shared = Path(os.environ.get("REGCHECK_SHARED", Path(__file__).parents[2] / "shared"))
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path, default=shared / "lovdata")
    parser.add_argument("--mb", type=float, default=20, help="size of the sample; 0 for all")
    parser.add_argument("--times", default="1,4,10", help="how many copies, with commas between")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument(
        "--workers", default="", help="numbers of Dask workers, with commas between"
    )
    parser.add_argument("--work", type=Path, help="where copies and scans are written")
    parser.add_argument("--kills", type=int, default=0)
    options = parser.parse_args()
    files = sample(options.folder, options.mb)
    megabytes: list[float] = []
    costs: list[Cost] = []
    with tempfile.TemporaryDirectory(dir=options.work) as temporary:
        work, size, written = Path(temporary), 0.0, 0
        one = str(files[0].resolve())
        measured(["scan", one, "-o", "kept", "--no-config"], work)  # compiles rules, and keeps them
        for times in sorted(map(int, options.times.split(","))):
            while written < times:
                size += copy(files, work / "law", written)
                written += 1
            target = f"scan-{times}"
            scan = ["scan", "law", "-o", target, "--no-config", "--jobs", str(options.jobs)]
            print(f"{times} × {len(files)} documents, {size:.1f} MB", flush=True)
            first = measured(scan, work)
            print(first.line("scan", size), flush=True)
            megabytes.append(size)
            costs.append(first)
            print(measured(scan, work).line("unchanged"), flush=True)
            print(measured(["obstacles", target, "-o", "map"], work).line("obstacles"), flush=True)
            rows = sum(1 for _ in (work / "map" / "kartlegging.csv").open(encoding="utf-8")) - 1
            sizes = (
                f"{p.suffix} {p.stat().st_size / 1e6:.1f} MB" for p in (work / "map").iterdir()
            )
            print(f"  map: {rows} rows; {', '.join(sorted(sizes))}", flush=True)
            for workers in filter(None, options.workers.split(",") if times == 1 else ()):
                alone = ["scan", "law", "-o", f"scan-dask-{workers}", "--no-config"]
                print(over_workers(alone, work, int(workers)), flush=True)
            if options.kills and times == 1:
                longest = max(2.0, first.wall / 4)
                again = ["killed" if word == target else word for word in scan]
                print(killed(again, work / target, work, options.kills, longest), flush=True)
    if len(costs) > 1:
        print("\n".join(model(megabytes, costs)))


if __name__ == "__main__":
    main()
