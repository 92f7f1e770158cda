"""The same bytes whatever the number of processes and the order of arguments; exit codes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from commands import DRAFTS, Ended, Here, Regcheck, draft_files

CLEAN = "lov-om-turstier.md"


@pytest.fixture(scope="module")
def regcheck(cache: Path) -> Regcheck:
    return Regcheck(cache)


def compare(regcheck: Regcheck, runs: Sequence[Sequence[str | Path]], cwd: Path) -> bytes:
    """The one output of several command lines."""
    ended = [regcheck("check", *arguments, "--fail-on", "never", cwd=cwd) for arguments in runs]
    assert {(e.code, e.stderr) for e in ended} == {(0, "")}
    first, *others = (e.stdout for e in ended)
    assert first
    for other in others:
        assert other == first
    return first


def test_demo_drafts_give_the_same_bytes_with_the_pipeline(regcheck: Regcheck) -> None:
    """Without it, and real law: `test_report_places.py`."""
    names = [path.name for path in draft_files()]
    told = ("--format", "json", "--show-info", "--nlp", "on", "--no-cache")
    output = compare(
        regcheck,
        [
            (*names, *told, "--jobs", "1"),
            (*reversed(names), *told, "--jobs", "2"),
            (*names[3:], *names[:3], *told),
        ],
        DRAFTS,
    )
    assert [d["path"] for d in json.loads(output)["documents"]] == names


def test_a_folder_and_its_files_give_the_same_findings(regcheck: Regcheck, tmp_path: Path) -> None:
    for path in draft_files()[:3]:
        (tmp_path / path.name).write_bytes(path.read_bytes())
    names = sorted(path.name for path in tmp_path.iterdir())
    off = ("--nlp", "off")
    runs = [(".", "--jobs", "1"), names, (*names, names[0]), (".", *names)]
    compare(regcheck, [(*paths, *off) for paths in runs], tmp_path)


def test_a_second_run_with_cached_rules_gives_the_same_bytes(tmp_path: Path) -> None:
    regcheck = Regcheck(tmp_path / "cache")
    arguments = ("lov-om-stillesoner.txt", "--format", "json", "--nlp", "off", "--select", "paper")
    compare(regcheck, [arguments, arguments, (*arguments, "--no-cache")], DRAFTS)
    assert any((tmp_path / "cache").rglob("*"))


def check(regcheck: Regcheck, *arguments: str, cwd: Path = DRAFTS) -> Ended:
    return regcheck("check", *arguments, "--format", "json", "--nlp", "off", cwd=cwd)


def test_0_when_nothing_reaches_the_threshold(regcheck: Regcheck) -> None:
    assert check(regcheck, CLEAN).code == 0
    assert check(regcheck, CLEAN, "--fail-on", "warning").code == 0
    assert check(regcheck, "lov-om-stillesoner.txt", "--fail-on", "never").code == 0


def test_1_when_a_finding_reaches_the_threshold(regcheck: Regcheck) -> None:
    assert check(regcheck, "lov-om-stillesoner.txt").code == 1
    assert check(regcheck, CLEAN, "--fail-on", "info").code == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("mangler.md",),
        (CLEAN, "--fail-on", "alltid"),
        (CLEAN, "--finnes-ikke"),
        (CLEAN, "--select", "paper/no-such-rule"),
        (CLEAN, "--pack", "mangler.yaml"),
        (CLEAN, "--jobs", "mange"),
        (),
    ],
)
def test_2_when_nothing_was_run(regcheck: Regcheck, arguments: tuple[str, ...]) -> None:
    ended = check(Here(regcheck.cache), *arguments)
    assert (ended.code, ended.stdout) == (2, b"")
    assert ended.stderr.startswith("regcheck: error: ")
    assert ended.stderr.count("\n") == 1


def test_3_when_something_is_missing_among_others(regcheck: Regcheck) -> None:
    """Incomplete outranks findings, unless it is allowed."""
    paths = ("lov-om-stillesoner.txt", "mangler.md")
    ended = check(regcheck, *paths)
    assert ended.code == 3
    assert ended.stderr.count("\n") == 1
    assert [item["path"] for item in ended.json["unreadable"]] == ["mangler.md"]
    assert check(regcheck, *paths, "--allow-incomplete").code == 1
    assert check(regcheck, CLEAN, "mangler.md", "--allow-incomplete").code == 0
