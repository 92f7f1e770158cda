"""Command lines as data: each folder in `cases` holds what is typed and what must come of it.

`cmd` is the command line, `files/` the folder it runs in (`gitignore` there becomes `.gitignore`),
`stdin` what is piped in; `stdout`, `stderr` and `status` are what must come out. With
`REGCHECK_WRITE_CASES=1` the last three are written instead, to be read before they are committed.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
CASES = sorted(path.name for path in (HERE / "cases").iterdir())


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.mark.parametrize("name", CASES)
def test_case(name: str, tmp_path: Path, cache: Path) -> None:
    case = HERE / "cases" / name
    work = tmp_path / "work"
    if (case / "files").is_dir():
        shutil.copytree(case / "files", work)
    else:
        work.mkdir()
    if (work / "gitignore").exists():
        (work / "gitignore").rename(work / ".gitignore")
    shutil.copytree(HERE / "pack", tmp_path / "pack")
    stdin = case / "stdin"
    done = subprocess.run(
        [sys.executable, "-m", "regcheck", *shlex.split((case / "cmd").read_text("utf-8"))],
        cwd=work,
        env={**os.environ, "XDG_CACHE_HOME": str(cache), "NO_COLOR": "1"},
        input=stdin.read_bytes() if stdin.exists() else b"",
        capture_output=True,
        check=False,
    )
    got = {"stdout": done.stdout, "stderr": done.stderr, "status": b"%d\n" % done.returncode}
    if os.environ.get("REGCHECK_WRITE_CASES"):
        for part, content in got.items():
            (case / part).write_bytes(content)
    expected = {part: (case / part).read_bytes().decode() for part in got}
    assert {part: content.decode() for part, content in got.items()} == expected
