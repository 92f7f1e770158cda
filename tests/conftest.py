"""Shared set-up of the tests."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import Phase, settings

sys.path.insert(0, str(Path(__file__).parent))

# No test goes by the clock: a busy machine is no fault.
settings.register_profile("regcheck", deadline=None)
# For benchmarks/mutation.py: few examples, the same each time, and the first fault is enough.
settings.register_profile(
    "mutation",
    max_examples=20,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
)
settings.load_profile(os.environ.get("REGCHECK_PROFILE", "regcheck"))


@pytest.fixture(scope="session", autouse=True)
def away_from_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or fills the caches of the user, or speaks the user's language."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LC_ALL", "C")
        for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
            patch.setenv(name, str(tmp_path_factory.mktemp("caches")))
        yield


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for caches that holds the built-in rules, compiled once for all workers; it is
    copied, never used."""
    from regcheck.run.rules import RuleChoice, load_rules

    base = tmp_path_factory.getbasetemp()
    place = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "compiled"
    if not place.exists():
        fresh = tmp_path_factory.mktemp("compiling")
        load_rules(RuleChoice(), fresh / "regcheck")
        with contextlib.suppress(OSError):  # another worker was first
            fresh.rename(place)
    return place


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory, compiled: Path) -> Path:
    """A folder for caches that the tests of a file share, with the built-in rules compiled."""
    return shutil.copytree(compiled, tmp_path_factory.mktemp("cache"), dirs_exist_ok=True)


@pytest.fixture
def own_cache(tmp_path: Path, compiled: Path) -> Path:
    """A folder for caches that one test has for itself, with the built-in rules compiled."""
    return shutil.copytree(compiled, tmp_path / "cache")
