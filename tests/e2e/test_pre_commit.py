"""The hook for pre-commit, as pre-commit itself makes and runs it.

Its environment is built from a clone of the project without the network: pip finds what the build
and regcheck need among the packages of this environment, seen without its regcheck.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from commands import DRAFTS, PROJECT, Ended, run

from regcheck.readers.registry import readable

HOOKS = PROJECT / ".pre-commit-hooks.yaml"
DRAFT = "utkast/blå mappe/båt.md"
CLEAN = "utkast/tursti.md"
HOOK = {"id": "regcheck"}
Hook = Callable[..., Ended]


def git(where: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Tester", "-c", "user.email=tester@example.no")
    told = ("-c", "init.defaultBranch=main", "-c", "core.autocrlf=false", "-c", "gc.auto=0")
    subprocess.run(
        ["git", *who, *told, *arguments], cwd=where, check=True, capture_output=True, env=clean()
    )


def clean() -> dict[str, str]:
    """The environment without what git was told about the repository we are in."""
    return {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "PRE_COMMIT"))}


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the project as it is now."""
    if not shutil.which("git") or not (PROJECT / ".git").exists():
        pytest.skip("needs git and a checkout of the project")
    repository = tmp_path_factory.mktemp("hooks")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT,
        check=True,
        capture_output=True,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        file = PROJECT / name
        if file.is_file():
            (repository / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, repository / name)
    git(repository, "init", "-q")
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "The project")
    return repository


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of drafts, and other files that are none of ours."""
    repository = tmp_path_factory.mktemp("drafts")
    for name, draft in ((DRAFT, "baatplassforskriften.md"), (CLEAN, "lov-om-turstier.md")):
        (repository / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(DRAFTS / draft, repository / name)
    (repository / "skript.py").write_text("x = 1\n", encoding="utf-8")
    git(repository, "init", "-q")
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "Drafts")
    return repository


@pytest.fixture(scope="module")
def surroundings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What makes pip do without the network."""
    folder = tmp_path_factory.mktemp("packages")
    for library in {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}:
        for entry in Path(library).iterdir():
            own = entry.name.lower().lstrip("_").startswith(("regcheck", "editable", "pip"))
            if entry.suffix != ".pth" and not own and not (folder / entry.name).exists():
                (folder / entry.name).symlink_to(entry)
    assert not (folder / "regcheck").exists()
    settings = folder / "pip.ini"
    # pip takes the value of an option that begins with «no» for that of what it turns off.
    settings.write_text(
        "[global]\nno-index = true\nno-build-isolation = false\nno-deps = true\n", encoding="utf-8"
    )
    return clean() | {
        "PYTHONPATH": str(folder),
        "PIP_CONFIG_FILE": str(settings),
        "PRE_COMMIT_HOME": str(tmp_path_factory.mktemp("home")),
        "XDG_CACHE_HOME": str(tmp_path_factory.mktemp("cache")),
    }


@pytest.fixture(scope="module")
def hook(hooks: Path, drafts: Path, surroundings: dict[str, str]) -> Hook:
    """Runs the hook on the drafts, whose config names it; its environment is made the first time
    and kept."""
    head = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=hooks, check=True, capture_output=True, text=True
    )
    config = {"repos": [{"repo": str(hooks), "rev": head.stdout.strip(), "hooks": [HOOK]}]}
    (drafts / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    git(drafts, "add", "-A")
    git(drafts, "commit", "-q", "-m", "Check them")
    command = [sys.executable, "-m", "pre_commit", "run", "regcheck", "--verbose"]
    return lambda *arguments: run([*command, *arguments], drafts, surroundings, patience=600)


def test_the_hook_is_as_pre_commit_wants_it(hooks: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-manifest", str(HOOKS)],
        cwd=hooks,
        check=False,
        capture_output=True,
        text=True,
        env=clean(),
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    (hook,) = yaml.safe_load(HOOKS.read_text(encoding="utf-8"))
    assert hook["id"] == "regcheck"


def test_the_hook_takes_every_format_that_needs_no_extra() -> None:
    (hook,) = yaml.safe_load(HOOKS.read_text(encoding="utf-8"))
    takes = re.compile(hook["files"])
    for form in readable():
        for suffix in form.suffixes:
            assert bool(takes.search(f"utkast/blå{suffix}")) == (not form.extra), suffix
    assert takes.search("UTKAST.DOCX")
    for name in ("utkast/~$blå.docx", "~$blå.docx", "skript.py", "utkast.md.bak", "md"):
        assert not takes.search(name), name


def test_the_hook_finds_what_is_wrong(hook: Hook) -> None:
    ended = hook("--all-files")
    told = ended.stdout.decode()
    assert ended.code == 1, told + ended.stderr
    assert "exit code: 1" in told
    assert DRAFT in told
    assert "Håndskrevet underskrift" in told
    assert "skript.py" not in told


def test_the_hook_passes_what_is_right_and_passes_over_the_rest(hook: Hook) -> None:
    fine = hook("--files", CLEAN)
    assert fine.code == 0, fine.stdout.decode()
    assert "Passed" in fine.stdout.decode()
    other = hook("--files", "skript.py")
    assert other.code == 0
    assert "Skipped" in other.stdout.decode()
