"""Paths as Windows has them: backslashes and drives inside, forward slashes in what is written."""

from __future__ import annotations

import ntpath
import os
from pathlib import Path, PureWindowsPath
from types import ModuleType, SimpleNamespace

import pytest

from regcheck.base.files.globs import glob_list
from regcheck.changes import comparison, since
from regcheck.changes.baseline_file import Baseline
from regcheck.readers import walk
from regcheck.results import policies
from regcheck.results.config import places
from regcheck.results.policies import PathMatcher

WINDOWS = SimpleNamespace(path=ntpath, sep="\\", fspath=os.fspath)


@pytest.fixture(autouse=True)
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """The modules that handle paths, with the `os` of Windows."""
    modules: tuple[ModuleType, ...] = (comparison, places, policies, since, walk)
    for module in modules:
        monkeypatch.setattr(module, "os", WINDOWS)


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        (r"C:\repo\lover\a.md", True),
        (r"c:\REPO\lover\under\a.md", True),
        (r"C:\repo\a.md", False),
        (r"C:\annet\lover\a.md", False),
        (r"D:\repo\lover\a.md", False),
    ],
)
def test_globs_mean_paths_with_backslashes(path: str, meant: bool) -> None:
    assert PathMatcher(("/lover/**",), r"C:\repo")(path) is meant


def test_a_baseline_has_forward_slashes() -> None:
    path_of = comparison.KnownFindings(
        PureWindowsPath(r"C:\repo\b.json"),  # type: ignore[arg-type]
        "b.json",
        Baseline(),
        PureWindowsPath(r"C:\repo\under"),  # type: ignore[arg-type]
    ).path_of
    assert path_of("lover/a.md") == "under/lover/a.md"
    assert path_of("../b.zip!/inne/c.md") == "b.zip!/inne/c.md"
    assert path_of("D:/annet/a.md") == "D:/annet/a.md"
    assert path_of("-") == "-"


def test_a_place_in_the_work_tree() -> None:
    assert since._within(r"C:\repo\lover\a.md", r"C:\repo") == "lover/a.md"
    assert since._within(r"C:\repo", r"C:\repo") == "."
    assert since._within(r"C:\annet\a.md", r"C:\repo") is None
    assert since._within(r"D:\repo\a.md", r"C:\repo") is None


def test_what_reports_call_a_path() -> None:
    assert places.shown(r"C:\repo\lover\a.md", Path(r"C:\repo")) == "lover/a.md"
    assert places.shown(r"D:\lover\a.md", Path(r"C:\repo")) == "D:/lover/a.md"
    assert walk.printable_path("lover\\blå\udcff.md") == "lover/blå\\xff.md"


def test_ignore_files_hold_below_a_drive() -> None:
    spec = glob_list(["/ut/", "*.tmp", "!viktig.tmp"])
    rules = walk.IgnoreRules(((r"C:\repo", spec),))
    assert rules.hides(r"C:\repo\ut", folder=True)
    assert rules.hides(r"C:\repo\lover\a.tmp", folder=False)
    assert not rules.hides(r"C:\repo\lover\ut", folder=True)
    assert not rules.hides(r"C:\repo\lover\viktig.tmp", folder=False)


def test_another_machine_is_never_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def followed(path: str) -> str:
        asked.append(path)
        return path

    windows = SimpleNamespace(
        path=SimpleNamespace(
            splitdrive=ntpath.splitdrive, abspath=ntpath.normpath, realpath=followed
        )
    )
    monkeypatch.setattr(places, "os", windows)
    for path in (
        r"\\tyv\deling\x.yaml",
        r"\\?\UNC\tyv\deling\x",
        "//tyv/deling/x",
        r"D:\repo\x.yaml",
    ):
        assert not places.is_inside(path, r"C:\repo")
    assert asked == []
    places.is_inside(r"c:\repo\x.yaml", r"C:\repo")
    assert len(asked) == 2


def test_elsewhere_a_backslash_is_a_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk, "os", SimpleNamespace(sep="/"))
    rules = walk.IgnoreRules((("/repo", glob_list(["/ut/"])),))
    assert not rules.hides("/repo/ut\\a.md", folder=False)
    assert rules.hides("/repo/ut/a.md", folder=False)
