"""What is declared to be needed: ranges with an upper bound, each with an exact pin."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, requires
from typing import Any

import pytest
from commands import PROJECT
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

PIN = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]*)==([A-Za-z0-9.!+]+)")
BUNDLES = ("all", "bundle", "dev", "docs", "frames", "fuzz", "mutation")
"""Extras made of others, and of what only makers need."""


@pytest.fixture(scope="module")
def pins() -> dict[str, Version]:
    found: dict[str, Version] = {}
    for line in (PROJECT / "constraints.txt").read_text(encoding="utf-8").splitlines():
        pin = PIN.fullmatch(line)
        assert pin, f"constraints.txt: {line!r} is no exact pin"
        found[canonicalize_name(pin[1])] = Version(pin[2])
    return found


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    with (PROJECT / "pyproject.toml").open("rb") as file:
        table: dict[str, Any] = tomllib.load(file)
    return table


def declared(project: dict[str, Any]) -> list[Requirement]:
    table = project["project"]
    extras = table["optional-dependencies"]
    named = [*table["dependencies"], *(one for many in extras.values() for one in many)]
    return [Requirement(text) for text in named + project["build-system"]["requires"]]


def test_each_declared_dependency_is_pinned_within_its_range(
    project: dict[str, Any], pins: dict[str, Version]
) -> None:
    wrong = [
        str(requirement)
        for requirement in declared(project)
        if (pin := pins.get(canonicalize_name(requirement.name))) is None
        or not requirement.specifier.contains(pin)
    ]
    assert wrong == []


def test_each_range_has_both_ends(project: dict[str, Any]) -> None:
    for requirement in declared(project):
        operators = {specifier.operator for specifier in requirement.specifier}
        assert operators == {">=", "<"}, str(requirement)


def test_all_that_these_need_is_pinned_too(
    project: dict[str, Any], pins: dict[str, Version]
) -> None:
    waiting = declared(project)
    seen: set[tuple[str, frozenset[str]]] = set()
    missing = set()
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        if (name, frozenset(requirement.extras)) in seen:
            continue
        seen.add((name, frozenset(requirement.extras)))
        if name not in pins:
            missing.add(name)
        waiting += needed_by(requirement)
    assert missing == set()


@pytest.mark.parametrize("name", ["run", "build"])
def test_each_hashed_pin_is_the_pin_and_names_no_address(
    name: str, pins: dict[str, Version]
) -> None:
    text = (PROJECT / "locks" / f"{name}.txt").read_text(encoding="utf-8")
    assert "://" not in text
    entries = text.replace("\\\n", " ").splitlines()
    for entry in entries:
        found = re.match(
            r"([\w.-]+)(?:\[[\w,-]+\])?==(\S+)(?: ; [^#]+?)?(?: +--hash=sha256:[0-9a-f]{64})+$",
            entry,
        )
        assert found, entry
        assert pins[canonicalize_name(found[1])] == Version(found[2])


def test_all_that_is_needed_to_run_is_hashed(project: dict[str, Any]) -> None:
    text = (PROJECT / "locks" / "run.txt").read_text(encoding="utf-8")
    named = re.findall(r"^([\w.-]+)(?:\[([\w,-]+)\])?==", text, re.M)
    hashed = {canonicalize_name(name): {*extras.split(",")} for name, extras in named}
    table = project["project"]
    waiting = [
        Requirement(one) for one in table["dependencies"] + table["optional-dependencies"]["all"]
    ]
    seen = set()
    while waiting:
        one = waiting.pop()
        if one.name not in seen:
            seen.add(one.name)
            # An older pip takes a package with extras for another than the one without.
            assert one.extras <= hashed[canonicalize_name(one.name)], one
            waiting += needed_by(one)


def needed_by(requirement: Requirement) -> list[Requirement]:
    """What an installed package needs in an environment like this; nothing for one that is not
    installed here."""
    try:
        named = requires(requirement.name) or []
    except PackageNotFoundError:
        return []
    found = []
    for needed in map(Requirement, named):
        contexts = [{"extra": extra} for extra in ("", *requirement.extras)]
        if needed.marker is None or any(needed.marker.evaluate(c) for c in contexts):
            found.append(needed)
    return found


def test_all_is_every_other_extra(project: dict[str, Any]) -> None:
    extras = project["project"]["optional-dependencies"]
    others = [one for name, many in extras.items() if name not in BUNDLES for one in many]
    assert sorted(extras["all"]) == sorted(set(others))


def test_one_version_everywhere(project: dict[str, Any]) -> None:
    source = (PROJECT / "src/regcheck/__init__.py").read_text(encoding="utf-8")
    changes = (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")
    version = project["project"]["version"]
    assert f'__version__ = "{version}"' in source
    assert f"## {version}" in changes
