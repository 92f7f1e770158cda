"""Two builds of the same files, in other places, at other times and of other ages, are the same
bytes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from commands import PROJECT

pytestmark = pytest.mark.slow


def built(folder: Path, age: int) -> dict[str, bytes]:
    """Name and bytes of the sdist and the wheel of a copy whose files are `age` seconds old."""
    copy = folder / "copy"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT,
        capture_output=True,
        check=True,
        text=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (PROJECT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(PROJECT / name, copy / name)
            os.utime(copy / name, (1_700_000_000 - age, 1_700_000_000 - age))
    environment = {k: v for k, v in os.environ.items() if k != "SOURCE_DATE_EPOCH"}
    done = subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder / "dist")],
        cwd=copy,
        env=environment,
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return {path.name: path.read_bytes() for path in (folder / "dist").iterdir()}


def test_two_builds_are_the_same_bytes(tmp_path: Path) -> None:
    first, second = (built(tmp_path / f"{n}" / ("x" * n), n * 86_400) for n in (1, 2))
    assert sorted(first) == sorted(second)
    assert sorted(name.rpartition(".")[2] for name in first) == ["gz", "whl"]
    assert [name for name in first if first[name] != second[name]] == []
