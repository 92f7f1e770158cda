"""What is built for others holds all that regcheck needs, and works where no checkout is.

The sdist is built from the project, the wheel from the sdist, and the wheel is installed into an
environment that has the packages of this one, but not its regcheck.
"""

from __future__ import annotations

import re
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from commands import DRAFTS, PROJECT, Regcheck

DATA = "src/regcheck/language/data"
COMPILED = {"regcheck/compiled/default.rules", "regcheck/compiled/made-from"}
LEFT_BEHIND = re.compile(r"(^|/)(__pycache__|\.[^/]*)/")
LOOK = """
import sys
import regcheck, regcheck.packs.source_files as packs
print(regcheck.__file__)
print(packs.builtin_folder())
"""
READY = """
from regcheck.run.rule_cache import shipped
assert shipped("default") is not None
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel made from it."""
    folder = tmp_path_factory.mktemp("dist")
    make = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(PROJECT)]
    succeed(make)
    return folder


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Regcheck:
    """The installed wheel, seen from a folder of its own."""
    home = tmp_path_factory.mktemp("env")
    succeed([sys.executable, "-m", "venv", "--without-pip", str(home)])
    python = home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    own = sysconfig.get_path("purelib", "venv", {"base": str(home)})
    succeed(
        [
            *(sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"),
            *("--no-deps", "--no-index", "--disable-pip-version-check", str(only(built, "*.whl"))),
        ]
    )
    # After the packages installed here come those of the environment the tests run in, without
    # what its own .pth files add: the checkout is not on the path.
    others = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (Path(own) / "others.pth").write_text("\n".join(sorted(others)) + "\n", encoding="utf-8")
    return Regcheck(tmp_path_factory.mktemp("cache"), str(python))


def succeed(command: Sequence[str]) -> str:
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def only(folder: Path, pattern: str) -> Path:
    (found,) = folder.glob(pattern)
    return found


def written(place: str) -> set[str]:
    """The files of the project under a folder, by name, without what tools leave behind."""
    files = (path for path in (PROJECT / place).rglob("*") if path.is_file())
    names = {path.relative_to(PROJECT).as_posix() for path in files}
    return {name for name in names if not LEFT_BEHIND.search(name)}


def test_the_wheel_holds_rules_data_and_notices(built: Path) -> None:
    names = set(zipfile.ZipFile(only(built, "*.whl")).namelist())
    rules = {f"regcheck/{name}" for name in written("rules")}
    data = {name.removeprefix("src/") for name in written(DATA)}
    assert len(rules) > 100
    assert len(data) > 10
    corpora = {f"regcheck/{name}" for name in written("corpora/precision")}
    assert rules | data | corpora | COMPILED | {"regcheck/corpora/catalogue.yaml"} <= names
    assert "regcheck/py.typed" in names
    with zipfile.ZipFile(only(built, "*.whl")) as wheel:
        for name in rules | data:
            source = name.removeprefix("regcheck/") if name in rules else f"src/{name}"
            assert wheel.read(name) == (PROJECT / source).read_bytes(), name
    notices = {name.rpartition("/")[2] for name in names if ".dist-info/licenses/" in name}
    assert notices == {"LICENSE", "THIRD-PARTY-NOTICES"}


def test_the_wheel_holds_nothing_else(built: Path) -> None:
    names = zipfile.ZipFile(only(built, "*.whl")).namelist()
    source = {name.removeprefix("src/") for name in written("src")}
    rules = {f"regcheck/{name}" for name in written("rules")}
    corpora = {f"regcheck/{name}" for name in written("corpora/precision")}
    known = source | rules | corpora | COMPILED | {"regcheck/corpora/catalogue.yaml"}
    strange = [n for n in names if ".dist-info/" not in n and n not in known]
    assert strange == []


def test_the_sdist_holds_what_others_need_to_go_on(built: Path) -> None:
    with tarfile.open(only(built, "*.tar.gz")) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    folders = ("src", "rules", "corpora", "tests", "docs", "benchmarks", "data-recipes")
    files = ("Makefile", "README.md", "LICENSE", "THIRD-PARTY-NOTICES", "constraints.txt")
    assert {*files, "CHANGELOG.md", "CONTRIBUTING.md", "hatch_build.py", "pyproject.toml"} <= names
    for folder in folders:
        assert sorted(written(folder) - names) == [], folder


def test_the_installed_package_is_what_runs(installed: Regcheck, tmp_path: Path) -> None:
    home = Path(installed.python).parents[1].resolve()
    lines = subprocess.run(
        [installed.python, "-c", LOOK],
        cwd=tmp_path,
        env=installed.environment,
        capture_output=True,
        check=True,
        text=True,
    ).stdout.splitlines()
    assert all(Path(line).resolve().is_relative_to(home) for line in lines)
    assert len(lines) == 2


def test_rules_come_compiled_for_the_code_and_rules_beside_them(
    installed: Regcheck, tmp_path: Path
) -> None:
    found = [installed.python, "-c", READY]
    subprocess.run(found, cwd=tmp_path, env=installed.environment, check=True)


def test_the_command_is_there(installed: Regcheck, tmp_path: Path) -> None:
    folder = Path(installed.python).parent
    command = str(folder / ("regcheck.exe" if sys.platform == "win32" else "regcheck"))
    done = subprocess.run(
        [command, "--version"], cwd=tmp_path, capture_output=True, check=True, text=True
    )
    assert done.stdout == "regcheck 0.1.0\n"


def test_the_demo_drafts_give_the_same_report(
    installed: Regcheck, tmp_path: Path, cache: Path
) -> None:
    asked = ("check", DRAFTS, "--format", "json", "--fail-on", "never")
    elsewhere = installed(*asked, cwd=tmp_path)
    here = Regcheck(cache)(*asked, cwd=tmp_path)
    assert (elsewhere.code, elsewhere.stderr) == (0, "")
    assert elsewhere.stdout == here.stdout
    assert elsewhere.json["summary"]["findings"] > 0


def test_examples_hold(installed: Regcheck, tmp_path: Path) -> None:
    """The rules are those of `rules/test_rules.py`, byte for byte; these need word forms, law made
    up for examples and measures."""
    ended = installed("test", "concepts", cwd=tmp_path)
    assert (ended.code, ended.stderr) == (0, ""), ended.stdout.decode()
    number, rules, *_ = ended.stdout.decode().split()
    assert rules == "rules,"
    assert int(number) > 5
