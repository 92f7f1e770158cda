"""The workflows of the hosting service: what they run is named by digest, and may do little."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from commands import PROJECT

FILES = sorted((PROJECT / ".github" / "workflows").glob("*.yml"))


def loaded(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return found


def test_both_are_there() -> None:
    assert [path.stem for path in FILES] == ["ci", "release"]


@pytest.mark.parametrize("path", [*FILES, PROJECT / "action.yml"], ids=lambda path: path.stem)
def test_actions_are_named_by_digest(path: Path) -> None:
    used = re.findall(r"uses: (.*)", path.read_text("utf-8"))
    assert used
    assert [
        one for one in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one)
    ] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_jobs_may_only_do_what_they_say(path: Path) -> None:
    flow = loaded(path)
    assert flow["permissions"] == {}
    for job in flow["jobs"].values():
        assert "timeout-minutes" in job
        assert set(job["permissions"].values()) <= {"read", "write"}
        for step in job["steps"]:
            if "checkout" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] is False
            assert "${{" not in step.get("run", ""), "given words must not become code"


def test_a_release_is_built_once_and_tested_before_it_is_published() -> None:
    jobs = loaded(PROJECT / ".github" / "workflows" / "release.yml")["jobs"]
    assert [jobs[name].get("needs") for name in ("build", "test", "papers", "publish")] == [
        None,
        "build",
        "test",
        "papers",
    ]
    builds = [name for name, job in jobs.items() if "-m build" in str(job["steps"])]
    assert builds == ["build"]
    written = {name for name, job in jobs.items() if "write" in job["permissions"].values()}
    assert written == {"papers", "publish", "attach"}


def test_a_release_carries_the_page_and_the_extensions() -> None:
    jobs = loaded(PROJECT / ".github" / "workflows" / "release.yml")["jobs"]
    assert jobs["page"]["needs"] == "test"
    assert jobs["attach"]["needs"] == ["papers", "page"]
    (kept,) = (
        step["with"]["path"]
        for step in jobs["page"]["steps"]
        if "with" in step and "path" in step["with"]
    )
    assert {"dist/regcheck.html", "dist/regcheck.oxt", "dist/regcheck.vsix"} < set(kept.split())


def test_other_systems_are_tested_too() -> None:
    systems = loaded(PROJECT / ".github" / "workflows" / "ci.yml")["jobs"]["systems"]
    named = " ".join(systems["strategy"]["matrix"]["system"])
    assert "windows" in named
    assert "macos" in named
