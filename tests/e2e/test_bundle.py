"""The bundled program, when it has been built (`make bundle`), does what the package does."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

import pytest
from commands import DRAFTS, PATIENCE, PROJECT, Regcheck, run

BUILT = PROJECT / "dist" / ("regcheck.exe" if sys.platform == "win32" else "regcheck")
DRAFT = DRAFTS / "baatplassforskriften.md"
pytestmark = pytest.mark.slow


@pytest.fixture
def program() -> Path:
    if not BUILT.is_file():
        pytest.skip("the program has not been built: make bundle")
    return BUILT


def test_it_finds_what_the_package_finds(program: Path, tmp_path: Path) -> None:
    regcheck = Regcheck(tmp_path / "cache")
    options = ("check", str(DRAFT), "--format", "json", "--fail-on", "never", "--no-cache")
    bundled = run([str(program), *options], PROJECT, regcheck.environment)
    assert (bundled.code, bundled.stderr) == (0, "")
    assert bundled.json == regcheck(*options).json


@pytest.mark.skipif(sys.platform == "win32", reason="signals as on Linux and macOS")
def test_without_arguments_it_opens_the_desk(program: Path, tmp_path: Path) -> None:
    environment = Regcheck(tmp_path).environment | {"TMPDIR": str(tmp_path), "BROWSER": "true"}
    process = subprocess.Popen([str(program)], env=environment, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        address = re.search(r"http://127\.0\.0\.1:\d+/[\w-]{43}/", process.stdout.readline())
        assert address
        with build_opener(ProxyHandler({})).open(address[0], timeout=PATIENCE) as answer:
            assert b"regcheck" in answer.read()
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0
    finally:
        process.kill()
        process.communicate()
    assert list(tmp_path.iterdir()) == []
