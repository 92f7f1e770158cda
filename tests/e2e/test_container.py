"""The image for CI: what it is built from is all there, and is all that is needed."""

from __future__ import annotations

import re
import shlex
import tomllib

from commands import PROJECT

CONTAINERFILE = (PROJECT / "Containerfile").read_text(encoding="utf-8")
PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))


def sent() -> list[str]:
    """What the build is given of the project."""
    lines = (PROJECT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert lines[1] == "*"
    return [line.removeprefix("!") for line in lines if line.startswith("!")]


def test_what_the_wheel_is_made_of_is_sent_and_nothing_else() -> None:
    project, wheel = PYPROJECT["project"], PYPROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
    packages = {package.partition("/")[0] for package in wheel["packages"]}
    made_of = {*packages, *wheel["force-include"], project["readme"], *project["license-files"]}
    assert set(sent()) == made_of | {"pyproject.toml", "locks"}
    assert all((PROJECT / name).exists() for name in sent())


def test_what_is_named_is_there() -> None:
    named = re.findall(r"/source/([\w./]+)", CONTAINERFILE)
    assert named == ["locks/build.txt", "locks/run.txt"]
    assert all((PROJECT / name).is_file() for name in named)
    extras = set(re.findall(r"(?:/source|regcheck)\[(\w+)\]", CONTAINERFILE))
    assert extras <= set(PYPROJECT["project"]["optional-dependencies"])
    (entry,) = re.findall(r'^ENTRYPOINT \["(\w+)"\]', CONTAINERFILE, re.M)
    assert entry in PYPROJECT["project"]["scripts"]


def test_it_does_not_run_as_root_and_reads_the_folder_that_is_trusted() -> None:
    (user,) = re.findall(r"^USER (\w+)", CONTAINERFILE, re.M)
    (folder,) = re.findall(r"^WORKDIR (\S+)", CONTAINERFILE, re.M)
    shell = shlex.split(CONTAINERFILE.replace("\\\n", ""), comments=True)
    assert shell[shell.index("useradd") + 2] == user
    assert shell[shell.index("safe.directory") + 1] == folder


def test_what_it_is_made_from_is_named_by_digest() -> None:
    images = re.findall(r"^FROM (\S+)", CONTAINERFILE, re.M)
    assert len(images) == 2
    assert all(re.fullmatch(r"\S+@sha256:[0-9a-f]{64}", image) for image in images)
