"""Git when it fails: one line that says what went wrong and what to do."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from regcheck.changes.git import Git, changes_since, find_git, work_tree
from regcheck.errors import UsageError

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")


def stand_in(folder: Path, script: str) -> Git:
    program = folder / "git"
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(0o755)
    return Git(str(program), str(folder), {"PATH": os.defpath})


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("fatal: detected dubious ownership in repository", "safe.directory FOLDER says"),
        ("fatal: not a git repository", "is not in a Git repository"),
        ("fatal: bad config\nmore\033[31m", "git rev-parse failed: fatal: bad config"),
    ],
)
def test_no_work_tree(said: str, told: str, tmp_path: Path) -> None:
    git = stand_in(tmp_path, f"printf '{said}' >&2; exit 128")
    with pytest.raises(UsageError) as caught:
        work_tree(git)
    assert told in str(caught.value)
    assert "\033" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_command_that_fails_is_told_with_its_words(tmp_path: Path) -> None:
    git = stand_in(tmp_path, "echo 'fatal: no such thing' >&2; exit 1")
    with pytest.raises(UsageError, match="git diff failed: fatal: no such thing"):
        changes_since(git, "a" * 40)


def test_a_program_that_cannot_be_run_or_never_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UsageError, match="git cannot be run"):
        Git(str(tmp_path / "nowhere"), str(tmp_path), {}).ask("status")
    with pytest.raises(UsageError, match="not on the search path"):
        find_git(str(tmp_path), {"PATH": str(tmp_path)})

    def endless(*_: Any, **given: Any) -> None:
        raise subprocess.TimeoutExpired("git", given["timeout"])

    monkeypatch.setattr(subprocess, "run", endless)
    with pytest.raises(UsageError, match="git status took longer than"):
        stand_in(tmp_path, "true").ask("status")


def test_what_the_surroundings_say_to_git_is_left_out(tmp_path: Path) -> None:
    stand_in(tmp_path, "true")
    given = {"PATH": str(tmp_path), "GIT_DIR": "x", "GIT_CONFIG_PARAMETERS": "y", "HOME": "/h"}
    found = find_git(str(tmp_path), given | {"GIT_CONFIG_COUNT": "0"}).environment
    assert "GIT_DIR" not in found
    assert "GIT_CONFIG_PARAMETERS" not in found
    assert found["GIT_CONFIG_COUNT"] == "0"
    assert (found["HOME"], found["GIT_TERMINAL_PROMPT"]) == ("/h", "0")


def test_a_program_in_the_folder_one_stands_in_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    stand_in(tmp_path, "exit 0")
    with pytest.raises(UsageError):
        find_git(".", {"PATH": os.pathsep.join(["", ".", "nowhere"])})
    assert find_git(".", {"PATH": str(tmp_path)}).program == str(tmp_path / "git")


def test_renamed_copied_gone_and_odd_entries(tmp_path: Path) -> None:
    blob = "b" * 40
    entries = [
        f":100644 100644 {blob} {blob} R090\\000old.md\\000new.md",
        f":100644 100644 {blob} {blob} C090\\000old.md\\000copy.md",
        f":100644 000000 {blob} {blob} D\\000gone.md",
        f":000000 100644 {blob} {blob} A\\000fresh.md",
        f":120000 100644 {blob} {blob} T\\000link.md",
    ]
    listed = "\\000".join([*entries, ""])
    git = stand_in(tmp_path, f"printf '{listed}'")
    assert changes_since(git, "a" * 40) == [
        ("new.md", "old.md", blob),
        ("copy.md", "", ""),
        ("", "gone.md", blob),
        ("fresh.md", "", ""),
        ("link.md", "", ""),
    ]
