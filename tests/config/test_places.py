"""Where a config is looked for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from regcheck.base.errors import UsageError
from regcheck.results.config.places import find_config, find_named, is_inside, shown


def made(path: Path, text: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_the_nearest_is_found_up_to_the_repository(tmp_path: Path) -> None:
    outside = made(tmp_path / "regcheck.yaml")
    root = tmp_path / "repo"
    (root / ".git").mkdir(parents=True)
    deep = root / "a" / "b"
    deep.mkdir(parents=True)
    assert find_config(deep, tmp_path) is None
    top = made(root / "regcheck.yaml")
    assert find_config(deep, tmp_path) == top
    near = made(root / "a" / "regcheck.yaml")
    assert find_config(deep, tmp_path) == near
    assert find_config(tmp_path, tmp_path) == outside


def test_outside_repositories_the_run_s_folder_is_the_top(tmp_path: Path) -> None:
    made(tmp_path / "regcheck.yaml")
    work = tmp_path / "work"
    inside, elsewhere = work / "a", tmp_path / "elsewhere"
    inside.mkdir(parents=True)
    elsewhere.mkdir()
    assert find_config(inside, work) is None
    assert find_config(elsewhere, work) is None
    config = made(work / "regcheck.yaml")
    assert find_config(inside, work) == config


def test_pyproject_counts_only_with_the_table(tmp_path: Path) -> None:
    project = made(tmp_path / "pyproject.toml", '[project]\ndependencies = ["regcheck"]\n')
    assert find_config(tmp_path, tmp_path) is None
    made(project, "[tool.regcheck]\npreview = true\n")
    assert find_config(tmp_path, tmp_path) == project
    yaml = made(tmp_path / "regcheck.yaml")
    assert find_config(tmp_path, tmp_path) == yaml


@pytest.mark.parametrize("name", ["regcheck.yml", ".regcheck.yaml"])
def test_a_name_that_is_nearly_right_is_told(tmp_path: Path, name: str) -> None:
    made(tmp_path / name)
    with pytest.raises(UsageError, match=r"name it regcheck\.yaml"):
        find_config(tmp_path, tmp_path)


def test_paths_are_shown_from_the_folder_of_the_run(tmp_path: Path) -> None:
    assert shown(tmp_path / "a" / "b.md", tmp_path) == "a/b.md"
    assert shown(tmp_path / "b.md", tmp_path / "a") == "../b.md"


def test_links_do_not_lead_out(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "link").symlink_to(tmp_path)
    assert is_inside(str(tmp_path / "in" / "x.json"), str(tmp_path / "in"))
    assert not is_inside(str(tmp_path / "in" / "link" / "x.json"), str(tmp_path / "in"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_nobody_waits_for_a_pipe_with_the_name_of_a_project(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pyproject.toml")
    assert find_config(tmp_path, tmp_path) is None


def test_a_link_out_of_the_repository_is_not_read(tmp_path: Path) -> None:
    made(tmp_path / "hemmelig")
    repository = tmp_path / "depot"
    (repository / ".git").mkdir(parents=True)
    for name in ("regcheck.yaml", "regcheck.ignore.yaml"):
        (repository / name).symlink_to(tmp_path / "hemmelig")
        with pytest.raises(UsageError, match="leads out of the repository"):
            find_named(name, repository, repository)
    with pytest.raises(UsageError, match="leads out of the repository"):
        find_config(repository, repository)
