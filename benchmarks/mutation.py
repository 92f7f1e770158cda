"""How many small faults the tests of a room catch: a sample of mutants, by chance and always the
same.

    python benchmarks/mutation.py law [findings …] [--sample 300] [--seed 1] [--state FOLDER]
    python benchmarks/mutation.py law --survivors

A mutant is one change by an operator of cosmic-ray (another number, comparison, sign or truth
value, a turned condition, a loop that never runs …) in a file of the room, outside of annotations
and slots. Each is tried in a process of its own with those files of tests, of the ones that ROOMS
names, that run the changed line at all, and is killed when a test fails or four times the usual
seconds of the processor are spent. A run goes on where the last one with the same seed ended. Needs
the extra `mutation`, and Linux or macOS.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import importlib.abc
import importlib.machinery
import json
import os
import re
import resource
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from types import CodeType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

PROJECT = Path(__file__).resolve().parents[1]
SOURCE = PROJECT / "src" / "regcheck"
ROOMS: dict[str, tuple[str, ...]] = {
    "law": ("tests/law", "tests/document", "tests/readers/test_lovdata_changes.py"),
    "findings": (
        *("tests/findings", "tests/suppressions/test_directives.py", "tests/run/test_fixing.py"),
        *("tests/run/test_baseline_file.py", "tests/reports/test_json_reports.py"),
    ),
    "matching": ("tests/matching", "tests/findings/test_check.py", "tests/rules/test_rules.py"),
    "readers": (
        *("tests/readers", "tests/segments", "tests/document", "tests/amending"),
        "tests/cli/test_answers.py",
    ),
    "run": (
        *("tests/run", "tests/findings/test_suppress.py", "tests/test_public_api.py"),
        *("tests/scans/test_scan.py", "tests/cli/test_findings_cache_command.py"),
    ),
}
"""The tests that are to catch the faults of each room."""
LONG = ("test_cluster.py", "test_parity.py", "test_memory.py")
"""Tests that take far too long for each mutant."""
KINDS = re.compile(
    r"core/(ReplaceComparisonOperator_(Eq_NotEq|NotEq_Eq|Lt_LtE|LtE_Lt|Gt_GtE|GtE_Gt|Lt_GtE|GtE_Lt"
    r"|Gt_LtE|LtE_Gt|Is_IsNot|IsNot_Is)|ReplaceBinaryOperator_(Add_Sub|Sub_Add|Mul_FloorDiv"
    r"|FloorDiv_Mul|Div_Mul|Mod_Mul|BitOr_BitAnd|BitAnd_BitOr)|ReplaceUnaryOperator_(USub_UAdd"
    r"|Delete_Not)|AddNot|Replace(True|False|And|Or|Break|Continue)With.*|NumberReplacer"
    r"|ExceptionReplacer|ZeroIterationForLoop)"
)
"""The operators that are used: those whose mutants mostly crash at once would only flatter."""
QUIET = ("-q", "-x", "-p", "no:cacheprovider", "--assert=plain")
GONE, SURVIVED, SLOW = "killed", "survived", "timeout"
_START = 20
"""Seconds of the processor that tests may take before the first begins."""


@dataclass(frozen=True)
class Mutant:
    """One change: the file, the operator and which of the places it fits is changed."""

    file: str
    operator: str
    occurrence: int
    source: str = ""

    @property
    def key(self) -> str:
        """What its result is kept under."""
        return f"{self.file} {self.operator} {self.occurrence}"

    def made(self) -> Mutant:
        """The same with the text of the file after the change."""
        from cosmic_ray.mutating import mutate_code
        from cosmic_ray.plugins import get_operator

        text = (PROJECT / self.file).read_text(encoding="utf-8")
        try:
            made = mutate_code(text, get_operator(self.operator)(), self.occurrence)
        except AttributeError:  # the operator of exceptions knows no dotted name in a tuple
            return self
        return replace(self, source=str(made))

    def changed_lines(self) -> list[str]:
        """The lines that differ, with their numbers."""
        old = (PROJECT / self.file).read_text(encoding="utf-8").splitlines()
        drawn = difflib.unified_diff(old, self.made().source.splitlines(), lineterm="", n=0)
        return [line for line in drawn if not line.startswith(("---", "+++"))]


def mutants(room: str) -> list[Mutant]:
    """Every mutant of a room, in order."""
    from cosmic_ray.commands import init
    from cosmic_ray.work_db import WorkDB

    files = sorted((SOURCE / room).rglob("*.py"))
    with tempfile.TemporaryDirectory() as folder:
        database = WorkDB(Path(folder, "session.sqlite"), WorkDB.Mode.create)
        init(files, database, {})
        specs = [one for item in database.work_items for one in item.mutations]
        database.close()
    found = {
        Mutant(str(Path(one.module_path).relative_to(PROJECT)), one.operator_name, one.occurrence)
        for one in specs
        if KINDS.fullmatch(one.operator_name)
    }
    return sorted(found, key=lambda one: one.key)


def sample(room: str, size: int, seed: int) -> Iterator[Mutant]:
    """As many mutants as asked for, in a random order that the seed fixes; those that change
    nothing but annotations or slots are passed over."""
    every = mutants(room)
    every.sort(key=lambda one: sha256(f"{seed} {one.key}".encode()).digest())
    taken = 0
    for one in every:
        if taken == size:
            return
        text, made = (PROJECT / one.file).read_text(encoding="utf-8"), one.made()
        if _meaning(made.source) not in ("", _meaning(text)):
            taken += 1
            yield made


class _WithoutAnnotations(ast.NodeTransformer):
    """Annotations are never run in this project: every file postpones them. Nor does it matter
    whether what is imported for them alone is there, or whether a class has slots."""

    def visit_arg(self, node: ast.arg) -> ast.arg:
        """An argument without its type."""
        node.annotation = None
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AnnAssign:
        """An assignment, the type left open."""
        node.annotation = ast.Constant(None)
        self.generic_visit(node)
        return node

    def visit_keyword(self, node: ast.keyword) -> ast.keyword:
        """An argument by name; whether there are slots left open."""
        if node.arg == "slots":
            node.value = ast.Constant(None)
        self.generic_visit(node)
        return node

    def visit_If(self, node: ast.If) -> ast.AST:
        """A branch, unless it is for annotations alone."""
        if "TYPE_CHECKING" in ast.dump(node.test):
            return ast.Pass()
        self.generic_visit(node)
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        """A function without the type it gives."""
        node.returns = None
        self.generic_visit(node)
        return node


def _meaning(source: str) -> str:
    """What a source says, annotations left out; empty when it is none, or no Python."""
    try:
        return ast.dump(_WithoutAnnotations().visit(ast.parse(source))) if source else ""
    except SyntaxError:
        return ""


class _Mutated(importlib.machinery.SourceFileLoader):
    """Loads the changed text of one file."""

    def __init__(self, name: str, path: str, source: str) -> None:
        super().__init__(name, path)
        self.changed = source

    def get_code(self, fullname: str) -> CodeType:
        """The code of the changed text; no cache is read or written."""
        return compile(self.changed, self.path, "exec", dont_inherit=True)


class _Finder(importlib.abc.MetaPathFinder):
    def __init__(self, name: str, path: Path, source: str) -> None:
        self.wanted, self.path, self.source = name, path, source

    def find_spec(self, fullname: str, *_: object) -> importlib.machinery.ModuleSpec | None:
        """The changed file, where it is asked for."""
        if fullname != self.wanted:
            return None
        loader = _Mutated(fullname, str(self.path), self.source)
        return importlib.machinery.ModuleSpec(fullname, loader, origin=str(self.path))


Reached = dict[str, dict[str, list[str]]]
"""The files of tests that run a line, by the file it stands in. Lines that run as the file is
imported are run by every test of it."""


class _Noting:
    """Notes which lines of a room each file of tests runs, and its seconds of the processor."""

    def __init__(self, room: str) -> None:
        import coverage

        self.files = sorted((SOURCE / room).rglob("*.py"))
        self.coverage = coverage.Coverage(
            data_file=None, source=[str(SOURCE / room)], config_file=False
        )
        self.coverage.start()
        self.spent: dict[str, float] = defaultdict(float)

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """A test begins."""
        self.coverage.switch_context(item.path.name)
        self.spent[item.path.name] -= time.process_time()

    def pytest_runtest_teardown(self, item: pytest.Item) -> None:
        """A test ends."""
        self.spent[item.path.name] += time.process_time()

    def reached(self) -> Reached:
        """Which lines are run by what."""
        self.coverage.stop()
        data = self.coverage.get_data()
        found: Reached = {}
        for file in self.files:
            lines = data.contexts_by_lineno(str(file))
            every = sorted({name for names in lines.values() for name in names if name})
            found[str(file.relative_to(PROJECT))] = {
                str(line): every if "" in names else sorted(names) for line, names in lines.items()
            }
        return found


def attempt(
    tests: Sequence[str], mutant: Mutant | None, seconds: int, notes: Path | None = None
) -> tuple[str, float]:
    """Run tests against a mutant (or none) in a process of its own: how it went, and the seconds
    of the processor. With `notes`, a file named after the room, what reaches its lines, and how
    long that takes, is written there."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    child = os.fork()
    if child == 0:
        try:
            _run(tests, mutant, seconds, notes)
        finally:
            os._exit(70)
    _, status = os.waitpid(child, 0)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if os.WIFSIGNALED(status):
        return SLOW, spent
    return (SURVIVED if os.WEXITSTATUS(status) == 0 else GONE), spent


def _run(tests: Sequence[str], mutant: Mutant | None, seconds: int, notes: Path | None) -> None:
    import pytest

    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    os.environ["REGCHECK_SHARED"] = os.devnull  # real law is not everywhere, and takes long
    os.environ["REGCHECK_PROFILE"] = "mutation"
    sys.dont_write_bytecode = True
    if mutant is not None:
        path = PROJECT / mutant.file
        name = ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts)
        finder = _Finder(name.removesuffix(".__init__"), path, mutant.source)
        sys.meta_path.insert(0, finder)
    noting = [_Noting(notes.stem)] if notes else []
    code = int(pytest.main([*QUIET, *_nearest_first(tests, mutant)], plugins=noting))
    if notes:
        noted = {"reached": noting[0].reached(), "spent": noting[0].spent}
        notes.write_text(json.dumps(noted), encoding="utf-8")
    os._exit(code)


def _nearest_first(tests: Sequence[str], mutant: Mutant | None) -> list[str]:
    """The files of tests, those named after the changed file first and slow ones last, else as they
    are given."""
    files = [path for test in tests for path in sorted(_files(PROJECT / test))]
    nearest = f"test_{Path(mutant.file).stem}" if mutant else ""
    files.sort(key=lambda path: (path.stem != nearest, path.stem.startswith("test_slow")))
    return [str(path) for path in files]


def _that_reach(reached: Reached, tests: Sequence[str], mutant: Mutant) -> Sequence[str]:
    """The files of tests that run a line which the mutant changes; all where none is seen to."""
    lines = (re.match(r"@@ -(\d+)", line) for line in mutant.changed_lines())
    of_file = reached.get(mutant.file, {})
    names = {name for line in lines if line for name in of_file.get(line[1], ())}
    every = (str(path.relative_to(PROJECT)) for test in tests for path in _files(PROJECT / test))
    return [path for path in every if Path(path).name in names] or tests


def _files(place: Path) -> Iterable[Path]:
    if not place.is_dir():
        return (place,)
    return (path for path in place.rglob("test_*.py") if path.name not in LONG)


def warm() -> None:
    """Import what the tests need from others, once for all processes."""
    import hypothesis  # noqa: F401
    import lxml.etree  # noqa: F401
    import msgspec  # noqa: F401
    import pytest
    import regex  # noqa: F401
    import yaml  # noqa: F401

    pytest.main(["--version", *QUIET])


def score(room: str, size: int, seed: int, state: Path) -> dict[str, str]:
    """Try the sample of a room; gives each mutant's key and how it went."""
    file = state / f"{room}-{seed}.json"
    known: dict[str, str] = json.loads(file.read_text("utf-8")) if file.is_file() else {}
    tests = ROOMS[room]
    with tempfile.TemporaryDirectory() as folder:
        notes = Path(folder, f"{room}.json")
        how, usual = attempt(tests, None, 3600, notes)
        noted = json.loads(notes.read_text("utf-8")) if notes.exists() else {}
    if how != SURVIVED:
        sys.exit(f"{room}: the tests fail without any change: {' '.join(tests)}")
    print(f"{room}: {usual:.1f} s for the tests", flush=True)
    found = {}
    for number, one in enumerate(sample(room, size, seed), 1):
        costs = {
            test: noted["spent"].get(Path(test).name, usual)
            for test in _that_reach(noted["reached"], tests, one)
        }
        near, spent = sorted(costs, key=lambda test: costs[test]), sum(costs.values())
        found[one.key] = known.get(one.key) or attempt(near, one, round(_START + 4 * spent))[0]
        known[one.key] = found[one.key]
        file.write_text(json.dumps(known, indent=0), encoding="utf-8")
        if number % 25 == 0:
            print(told(room, found), flush=True)
    return found


def told(room: str, found: dict[str, str]) -> str:
    """The score in a line."""
    counts = Counter(found.values())
    killed = counts[GONE] + counts[SLOW]
    share = killed / max(1, len(found))
    return f"{room}: {killed} of {len(found)} killed ({share:.1%}), {counts[SLOW]} of them by time"


def main(arguments: Sequence[str] | None = None) -> int:
    """Score rooms, or show which mutants of the last run survived."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("rooms", nargs="+", choices=sorted(ROOMS))
    parser.add_argument("--sample", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--state", type=Path, default=PROJECT / "build" / "mutation")
    parser.add_argument("--survivors", action="store_true")
    parser.add_argument("--again", action="store_true", help="try those that survived once more")
    asked = parser.parse_args(arguments)
    asked.state.mkdir(parents=True, exist_ok=True)
    os.chdir(PROJECT)
    start = time.monotonic()
    for room in asked.rooms:
        file = asked.state / f"{room}-{asked.seed}.json"
        if asked.survivors or asked.again:
            known = json.loads(file.read_text("utf-8"))
            left = {key: how for key, how in known.items() if how == SURVIVED}
            if asked.survivors:
                for key in sorted(left):
                    path, operator, occurrence = key.rsplit(" ", 2)
                    lines = Mutant(path, operator, int(occurrence)).changed_lines()
                    print(path, operator, occurrence, *lines, sep="\n  ")
                continue
            kept = {key: how for key, how in known.items() if how != SURVIVED}
            file.write_text(json.dumps(kept, indent=0), encoding="utf-8")
        warm()
        print(told(room, score(room, asked.sample, asked.seed, asked.state)))
        print(f"{time.monotonic() - start:.0f} seconds")
    return 0


if __name__ == "__main__":
    sys.exit(main())
