"""The manual page tells of every command and option; shells complete them."""

from __future__ import annotations

import os
import runpy
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from commands import PROJECT, Regcheck

from regcheck.cli.main import COMMANDS


@pytest.fixture(scope="module")
def manual() -> dict[str, Any]:
    return runpy.run_path(str(PROJECT / "docs" / "man.py"), run_name="man")


@pytest.fixture(scope="module")
def regcheck(cache: Path) -> Regcheck:
    return Regcheck(cache)


def test_every_command_and_the_codes_are_in_the_manual(manual: dict[str, Any]) -> None:
    lines = list(manual["page"]())
    for name in COMMANDS:
        shown = "regcheck " + name.replace("-", "\\-")
        assert [line for line in lines if line.startswith(f".SS {shown}")], name
    assert "\\fB\\-\\-fail\\-on error|warning|info|never\\fR" in lines
    assert "\\fB130, 141, 143\\fR" in lines


def test_words_mean_nothing_to_roff(manual: dict[str, Any]) -> None:
    assert manual["roff"](".a \\b\n -c") == "\\&.a \\eb \\-c"


def test_the_manual_is_good_roff(manual: dict[str, Any], tmp_path: Path) -> None:
    groff = shutil.which("groff")
    if groff is None:
        pytest.skip("groff is not installed")
    page = tmp_path / "regcheck.1"
    page.write_text("\n".join(manual["page"]()) + "\n", encoding="utf-8")
    done = subprocess.run(
        [groff, "-man", "-Tutf8", "-ww", "-z", str(page)], capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_a_script_for_each_shell(shell: str, regcheck: Regcheck) -> None:
    ended = regcheck("completion", shell)
    assert (ended.code, ended.stderr) == (0, "")
    assert b"_REGCHECK_COMPLETE" in ended.stdout
    assert ended.stdout.endswith(b"\n")


def test_another_shell_is_refused(regcheck: Regcheck) -> None:
    ended = regcheck("completion", "tcsh")
    told = "regcheck: error: completion: tcsh: give one of bash, zsh, fish, powershell\n"
    assert (ended.code, ended.stdout, ended.stderr) == (2, b"", told)


@pytest.mark.parametrize(
    ("typed", "at", "offered"),
    [
        ("regcheck ch", 1, ["check"]),
        ("regcheck sc", 1, ["scan", "scan-diff"]),
        ("regcheck concepts ex", 2, ["extract", "export"]),
        ("regcheck check --fail", 2, ["--fail-on"]),
        ("regcheck nothing", 1, []),
    ],
)
def test_what_may_come_next(typed: str, at: int, offered: list[str], regcheck: Regcheck) -> None:
    asked = {"_REGCHECK_COMPLETE": "complete_bash", "COMP_WORDS": typed, "COMP_CWORD": str(at)}
    ended = regcheck(extra=asked)
    assert (ended.code, ended.stderr) == (0, "")
    assert ended.stdout.decode().split() == offered


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_bash_itself_completes(regcheck: Regcheck, tmp_path: Path) -> None:
    """The script is read by bash, and the function it defines fills in the command."""
    command = tmp_path / "regcheck"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m regcheck "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    steps = (
        'eval "$(regcheck completion bash)"',
        "COMP_WORDS=(regcheck chec); COMP_CWORD=1",
        "_regcheck_completion regcheck",
        'echo "${COMPREPLY[@]}"',
    )
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", "\n".join(steps)],
        env=regcheck.environment | {"PATH": path},
        capture_output=True,
        check=True,
        text=True,
    )
    assert (done.stdout, done.stderr) == ("check\n", "")
