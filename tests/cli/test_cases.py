"""Command lines as data: each folder in `cases` holds what is typed and what must come of it.

`cmd` is the command line, `files/` the folder it runs in (`gitignore` there becomes `.gitignore`),
`stdin` what is piped in; `stdout`, `stderr` and `status` are what must come out. With
`REGCHECK_WRITE_CASES=1` the last three are written instead, to be read before they are committed.
What every change of rules or release would renew is left out of them, as `…`.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
from pathlib import Path

import pytest

from regcheck.cli.main import main

HERE = Path(__file__).parent
CASES = sorted(path.name for path in (HERE / "cases").iterdir())
_RENEWED = re.compile(
    r'(?<="rule_set":{"digest":")[0-9a-f]{64}(?=")'
    r'|(?<="name":"regcheck","version":")[0-9.]+(?=")'
    r'|(?<="name":"default","version":")[0-9.]+(?=")'
)
"""The digest of the rule set, and the versions of the program and of its own rules."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where each case has its folder in turn: rules are compiled anew for a pack elsewhere."""
    place = tmp_path_factory.mktemp("cases")
    shutil.copytree(HERE / "pack", place / "pack")
    return place


@pytest.mark.parametrize("name", CASES)
def test_case(
    name: str,
    place: Path,
    cache: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    case = HERE / "cases" / name
    work = place / "work"
    shutil.rmtree(work, ignore_errors=True)
    if (case / "files").is_dir():
        shutil.copytree(case / "files", work)
    else:
        work.mkdir()
    if (work / "gitignore").exists():
        (work / "gitignore").rename(work / ".gitignore")
    stdin = (case / "stdin").read_bytes() if (case / "stdin").exists() else b""
    monkeypatch.chdir(work)
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin)))

    status = main(shlex.split((case / "cmd").read_text("utf-8")))

    out, err = capsysbinary.readouterr()
    got = {
        "stdout": _RENEWED.sub("…", out.decode()),
        "stderr": err.decode(),
        "status": f"{status}\n",
    }
    if os.environ.get("REGCHECK_WRITE_CASES"):
        for part, content in got.items():
            (case / part).write_bytes(content.encode())
    assert got == {part: (case / part).read_bytes().decode() for part in got}
