"""Git when it fails: one line that says what went wrong and what to do."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from regcheck.base.errors import UsageError
from regcheck.changes.git import Git, changes_since, find_git, work_tree

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
    with pytest.raises(UsageError, match="git ls-tree failed: fatal: no such thing"):
        changes_since(git, "a" * 40, (), {}, 1000)


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


def test_renamed_gone_new_and_odd_entries(tmp_path: Path) -> None:
    blob = "b" * 40
    names = ("gone.md", "hidden.md", "changed.md", "link.md", "no-draft.c")
    modes = {"link.md": "120000"}
    listed = "".join(f"{modes.get(n, '100644')} blob {blob}\\t{n}\\000" for n in names)
    listed += f"160000 commit {blob}\\tpart.md\\000"
    git = stand_in(tmp_path, f'[ "$6" != ls-tree ] || printf "{listed}"')
    for name in ("changed.md", "fresh.md", "link.md"):
        (tmp_path / name).write_text(name)
    known = {"gone.md": True, "hidden.md": False, "fresh.md": True}
    asked = ("changed.md", "fresh.md", "link.md", "elsewhere.md")
    assert changes_since(git, "a" * 40, asked, known, 1000) == [
        ("", "gone.md", blob),
        ("changed.md", "changed.md", blob),
        ("fresh.md", "", ""),
        ("link.md", "", ""),
    ]
