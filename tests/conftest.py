"""Shared set-up of the tests."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from hypothesis import Phase, settings

from regcheck.base.files.sealed import CacheFolder, user_key
from regcheck.matching.checks.known import known_checks
from regcheck.packs import load
from regcheck.packs.library import Library
from regcheck.packs.load import load_packs
from regcheck.packs.source_files import builtin_folder
from regcheck.run import rule_cache, rules
from regcheck.run.fingerprints import rules_fingerprint, running_code
from regcheck.run.rules import LoadedRules, RuleChoice, load_rules

sys.path.insert(0, str(Path(__file__).parent / "support"))
from builtin_rules import library

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


DRAFTS = Path(__file__).parents[1] / "corpora" / "drafts"
PACK = Path(__file__).parent / "cli" / "pack"
BUILD = Path(__file__).parents[1] / "build"
CHOICES = (
    RuleChoice(),
    RuleChoice(preview=True),
    RuleChoice("mapping", preview=True),
    RuleChoice(select=("house",), packs=(str(PACK),)),
)
"""Choices of rules that many tests make."""
Once = Callable[[str, Callable[[Path], object]], Path]


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Gives a folder by its name; of all workers the first that asks for it fills it."""
    base = tmp_path_factory.getbasetemp()
    common = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def folder(name: str, fill: Callable[[Path], object]) -> Path:
        with FileLock(common / f"{name}.lock"):
            if not (common / name).exists():
                fresh = tmp_path_factory.mktemp(name)
                fill(fresh)
                fresh.rename(common / name)
        return common / name

    return folder


@pytest.fixture(scope="session", autouse=True)
def away_from_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """No test speaks the user's language, or reads or fills other caches than in this folder;
    configs may name the rules of the tests."""
    place = tmp_path_factory.mktemp("caches")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LC_ALL", "C")
        patch.setenv("REGCHECK_ALLOW", str(PACK))
        for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
            patch.setenv(name, str(place))
        patch.setenv("XDG_STATE_HOME", str(BUILD / "state"))
        yield place


@pytest.fixture(autouse=True)
def no_process_left() -> Iterator[None]:
    """No test leaves a process that works on documents to the next one."""
    before = set(active_children())
    yield
    left = set(active_children()) - before
    for one in left:
        one.join(5)  # it may have been told to end
    assert not [one for one in left if one.is_alive()]


@pytest.fixture(scope="session")
def digest() -> str:
    """What the code, the built-in rules and those of the tests come down to."""
    return (running_code() + rules_fingerprint([builtin_folder(), PACK]))[::4]


@pytest.fixture(scope="session", autouse=True)
def each_choice_once(digest: str) -> Iterator[None]:
    """A choice of these rules is compiled by the first test that makes it, in this run or an
    earlier one; the others have the cache's copy of it. The built-in ones are read once."""
    compile_choice, kept = rules.compiled_anew, BUILD / "choices" / digest
    key = user_key(BUILD / "state" / "regcheck") or b""
    builtin = [builtin_folder()], frozenset(known_checks())

    def compile_once(choice: RuleChoice) -> LoadedRules:
        if not {str(PACK)}.issuperset(choice.packs):
            return compile_choice(choice)
        name = sha256(repr(choice).encode()).hexdigest()
        known = rule_cache.load(CacheFolder(kept / name, key), name)
        if known is not None:
            return LoadedRules(*known)
        made = compile_choice(choice)
        rule_cache.save(CacheFolder(kept / name, key), name, made.rule_set, made.compiled)
        return made

    for folder in kept.parent.glob("*"):
        if folder != kept:
            shutil.rmtree(folder, ignore_errors=True)

    def read_once(*asked: Any) -> Library:
        return library() if asked == builtin else load_packs(*asked)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rules, "compiled_anew", compile_once)
        patch.setattr(load, "load_packs", read_once)
        yield


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory, digest: str) -> Path:
    """A folder for caches that holds rules, compiled; it is copied, never used. One run of the
    tests after another uses it until code or rules change."""
    kept = BUILD / "compiled" / digest
    kept.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(BUILD / "compiled.lock"):
        if not kept.exists():
            shutil.rmtree(kept.parent)
            fresh = tmp_path_factory.mktemp("compiling")
            key = user_key(BUILD / "state" / "regcheck") or b""
            for choice in CHOICES:
                load_rules(choice, CacheFolder(fresh / "regcheck", key))
            shutil.copytree(fresh, kept.with_name("new"))
            kept.with_name("new").rename(kept)
        return shutil.copytree(kept, tmp_path_factory.mktemp("compiled"), dirs_exist_ok=True)


@pytest.fixture(scope="module", autouse=True)
def warm(request: pytest.FixtureRequest, away_from_home: Path) -> None:
    """Tests that run commands in their own process find the rules compiled. Others may have pushed
    them out since they were last put there."""
    if hasattr(request.module, "main"):
        compiled = request.getfixturevalue("compiled")
        shutil.copytree(compiled, away_from_home, dirs_exist_ok=True)


@pytest.fixture(scope="session")
def loaded(compiled: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., LoadedRules]:
    """Gives the rules of a choice, compiled."""
    copy = shutil.copytree(compiled, tmp_path_factory.mktemp("loaded"), dirs_exist_ok=True)
    key = user_key(BUILD / "state" / "regcheck") or b""
    return lambda choice: load_rules(choice, CacheFolder(copy / "regcheck", key))


@pytest.fixture(scope="session")
def stable_rules(loaded: Callable[..., LoadedRules]) -> LoadedRules:
    """The built-in rules that a check runs."""
    return loaded(RuleChoice())


@pytest.fixture(scope="session")
def every_rule(loaded: Callable[..., LoadedRules]) -> LoadedRules:
    """The built-in rules, those on trial too; `builtin_rules.rule_set` has their examples."""
    return loaded(RuleChoice(preview=True))


@pytest.fixture(scope="session")
def scanned(once: Once, compiled: Path) -> Path:
    """A folder with a scan of the demo drafts, `scan`, and the map of it, `kartlegging`; it is
    copied or read, never changed."""
    pytest.importorskip("duckdb", reason="duckdb is not installed")
    pytest.importorskip("openpyxl", reason="openpyxl is not installed")

    def fill(fresh: Path) -> None:
        from regcheck.cli.main import main

        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(fresh)
            patch.setenv("XDG_CACHE_HOME", str(shutil.copytree(compiled, fresh / "cache")))
            shutil.copytree(DRAFTS, fresh / "corpora" / "drafts")
            assert main(["scan", "corpora/drafts", "-o", "scan", "--tables", "all"]) == 0
            assert main(["obstacles", "scan", "-o", "kartlegging"]) == 0

    return once("scanned", fill)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory, compiled: Path) -> Path:
    """A folder for caches that the tests of a file share, with the built-in rules compiled."""
    return shutil.copytree(compiled, tmp_path_factory.mktemp("cache"), dirs_exist_ok=True)


@pytest.fixture
def own_cache(tmp_path: Path, compiled: Path) -> Path:
    """A folder for caches that one test has for itself, with the built-in rules compiled."""
    return shutil.copytree(compiled, tmp_path / "cache")
