"""Time `check --since` on one changed regulation in a repository of many.

    python benchmarks/since.py FOLDER [--documents 1000] [--runs 5]

FOLDER holds Markdown files of law. A repository of that many is made in a temporary folder, one
file is changed, and the medians of wall and processor time of the command are printed, with the
findings kept between runs and without.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ADDED = "\n\n### § 99-1. Post\n\nSvaret skal sendes i rekommandert brev.\n"


def main() -> None:
    """Read the arguments, make the repository, measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    files = sorted(asked.folder.rglob("*.md"))[: asked.documents]
    if not files:
        parser.error(f"there is no Markdown file in {asked.folder}")
    with tempfile.TemporaryDirectory() as place:
        repository = Path(place, "repository")
        changed = make_repository(repository, files)
        size = sum(file.stat().st_size for file in repository.glob("*.md"))
        print(
            f"{len(files)} documents, {size / 1e6:.1f} MB; changed: {changed.stat().st_size} bytes"
        )
        for further in ([], ["--no-cache"]):
            command = ["check", "--since", "HEAD", *further, "--format", "json"]
            taken = measure(command, repository, Path(place, "cache"), asked.runs)
            wall, busy = (statistics.median(times) for times in zip(*taken, strict=True))
            print(f"{' '.join(further):<10}  wall {wall:.2f} s  processor {busy:.2f} s")


def make_repository(repository: Path, files: list[Path]) -> Path:
    """A repository with copies of the files, all committed; one of middling size is changed."""
    repository.mkdir()
    for number, file in enumerate(files):
        shutil.copy(file, repository / f"{number:05}.md")
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "gc.auto=0"]
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "x"]):
        subprocess.run([*git, *arguments], cwd=repository, check=True)
    by_size = sorted(repository.glob("*.md"), key=lambda file: (file.stat().st_size, file.name))
    changed = by_size[len(by_size) // 2]
    with changed.open("a", encoding="utf-8") as stream:
        stream.write(ADDED)
    return changed


def measure(command: list[str], folder: Path, cache: Path, runs: int) -> list[tuple[float, float]]:
    """Wall and processor times of a command in seconds, after one run that fills the caches."""
    taken = []
    environment = os.environ | {"XDG_CACHE_HOME": str(cache)}
    for _ in range(runs + 1):
        start, before = time.perf_counter(), _processor()
        done = subprocess.run(
            [sys.executable, "-m", "regcheck", *command],
            cwd=folder,
            env=environment,
            stdout=subprocess.DEVNULL,
            check=False,
        )
        taken.append((time.perf_counter() - start, _processor() - before))
        if done.returncode not in (0, 1):
            raise SystemExit(f"regcheck ended with {done.returncode}")
    return taken[1:]


def _processor() -> float:
    """Seconds that ended child processes have used a processor."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
