"""The rules the code is laid out by: which room may import which, and what stays out of where."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "src" / "regcheck"
ROOMS = (
    *("base", "law", "language", "document", "readers", "packs", "decisions", "terms", "matching"),
    *("findings", "results", "concepts", "references", "changes", "run", "reports", "corpus"),
    *("quality", "library", "spacy_component", "desk", "cli"),
)
MOST_ROOMS = 22
HEAVY = frozenset(
    {"spacy", "textstat", "pydantic", "docx", "lxml", "duckdb", "rich", "typer"}
    | {"pygls", "lsprotocol", "watchfiles", "rdflib", "openpyxl", "httpx", "distributed"}
    | {"mcp"}
)
HEAVY_WELCOME = {
    "spacy_component": frozenset({"spacy"}),
    "cli/": frozenset({"typer", "rich"}),
    "desk/editor/": frozenset({"pygls", "lsprotocol"}),
}
TALKING = frozenset({"cli", "reports", ""})
WALL_CLOCK = frozenset(
    {"time.time", "time.time_ns", "time.localtime", "time.gmtime", "time.strftime", "time.ctime"}
    | {f"{name}.{call}" for name in ("datetime", "datetime.datetime") for call in ("now", "utcnow")}
    | {f"{name}.today" for name in ("date", "datetime", "datetime.date", "datetime.datetime")}
)
SURROUNDINGS = frozenset({"os.environ", "os.getenv", "os.environb", "sys.argv"})
MAX_MODULE = 400
MAX_FUNCTION = 60


@dataclass(frozen=True)
class Module:
    """A module of the package: `room` is empty for the package itself and `__main__`."""

    name: str
    room: str
    source: str

    @property
    def place(self) -> int:
        """Where in the order of rooms the module stands."""
        return ROOMS.index(self.room) if self.room else len(ROOMS)

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.source)


Check = Callable[[Module], list[str]]


@cache
def modules() -> tuple[Module, ...]:
    return tuple(map(module_of, sorted(SOURCE.rglob("*.py"))))


def module_of(path: Path) -> Module:
    parts = path.relative_to(SOURCE).with_suffix("").parts
    room = "" if parts[0] in ("__init__", "__main__") else parts[0]
    return Module("/".join(parts), room, path.read_text(encoding="utf-8"))


def imported(tree: ast.AST) -> Iterator[str]:
    """Every module imported anywhere in a tree, also inside functions and by name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            if node.module == "regcheck":
                yield from (f"regcheck.{alias.name}" for alias in node.names)
            else:
                yield f"{'.' * node.level}{node.module or ''}"
        elif isinstance(node, ast.Call) and dotted(node.func).endswith(
            ("import_module", "__import__")
        ):
            yield from (
                a.value
                for a in node.args
                if isinstance(a, ast.Constant) and isinstance(a.value, str)
            )


def at_the_top(tree: ast.Module) -> Iterator[str]:
    """The modules imported when the module itself is: not in functions, not for typing only."""
    stack: list[ast.stmt] = list(tree.body)
    while stack:
        node = stack.pop()
        if isinstance(node, ast.If) and "TYPE_CHECKING" in dotted(node.test):
            stack.extend(node.orelse)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            yield from imported(node)
        elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            stack.extend(
                child for child in ast.iter_child_nodes(node) if isinstance(child, ast.stmt)
            )


def dotted(node: ast.AST) -> str:
    """`a.b.c` for a name or attribute, else what of it can be said."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def backward_imports(module: Module) -> list[str]:
    """Imports of a later room, and relative imports, which hide the room."""
    found = []
    for name in imported(module.tree):
        if name.startswith("."):
            found.append(f"{module.name} imports {name} relatively")
        parts = name.split(".")
        if (
            parts[0] == "regcheck"
            and len(parts) > 1
            and parts[1] in ROOMS
            and ROOMS.index(parts[1]) > module.place
        ):
            found.append(f"{module.name} imports {name}")
        whole = parts[0] == "regcheck" and (len(parts) == 1 or parts[1] not in ROOMS)
        if whole and name != "regcheck.__version__" and module.room not in ("cli", ""):
            found.append(f"{module.name} imports {name} from the package itself")
    return found


def heavy_imports(module: Module) -> list[str]:
    """Costly libraries imported as soon as the module is."""
    welcome = (some for place, some in HEAVY_WELCOME.items() if module.name.startswith(place))
    banned = HEAVY - next(welcome, frozenset())
    tops = {name.split(".")[0] for name in at_the_top(module.tree)}
    return [f"{module.name} imports {name} at its top" for name in sorted(tops & banned)]


def talk(module: Module) -> list[str]:
    """Printing, leaving and writing to the standard streams outside the rooms that may."""
    if module.room in TALKING:
        return []
    banned = {"print", "input", "exit", "quit", "sys.exit", "sys.stdout", "sys.stderr", "os._exit"}
    return mentions(module, banned)


def surroundings(module: Module) -> list[str]:
    """Reading the environment, the command line or the clock on the wall below `cli`."""
    if module.room in ("cli", ""):
        return []
    caches = module.room == "run" and "cache" in module.name
    return mentions(module, WALL_CLOCK if caches else WALL_CLOCK | SURROUNDINGS)


def mentions(module: Module, banned: set[str] | frozenset[str]) -> list[str]:
    found = []
    for node in ast.walk(module.tree):
        name = dotted(node) if isinstance(node, ast.Attribute | ast.Name) else ""
        if name in banned:
            found.append(f"{module.name}:{node.lineno} uses {name}")  # type: ignore[attr-defined]
        if isinstance(node, ast.ImportFrom) and not node.level:
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found += [f"{module.name}:{node.lineno} imports {n}" for n in sorted(names & banned)]
    return found


def long_functions(module: Module) -> list[str]:
    return [
        f"{module.name}:{node.lineno} {node.name} has {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno >= MAX_FUNCTION
    ]


def test_every_room_is_in_the_order() -> None:
    assert {m.room for m in modules()} - {""} == set(ROOMS)
    assert len(ROOMS) <= MOST_ROOMS


def test_every_module_keeps_to_the_rules() -> None:
    checks = backward_imports, heavy_imports, talk, surroundings, long_functions
    assert [fault for module in modules() for check in checks for fault in check(module)] == []


def test_every_package_says_its_duty() -> None:
    for path in sorted(SOURCE.glob("*/__init__.py")):
        words = (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").split()
        places = [
            words.index(w) if w in words else -1 for w in ("Duty:", "takes", "gives", "never")
        ]
        assert places[0] == 0, path.parent.name
        assert places == sorted(set(places)), path.parent.name


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    odd = {"utils", "util", "helpers", "helper", "common", "misc", "shared", "core"}
    assert [m.name for m in modules() if odd & set(m.name.split("/"))] == []


def neighbours(module: Module, known: frozenset[str]) -> set[str]:
    """The modules of the package that a module imports, anywhere in it and for typing too."""
    found: set[str] = set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
            found.add(node.module or "")
    return {name.removeprefix("regcheck.").replace(".", "/") for name in found} & known


def test_imports_run_in_no_circle() -> None:
    found = [module for module in modules() if not module.name.endswith("__init__")]
    known = frozenset(module.name for module in found)
    graph = {module.name: neighbours(module, known) for module in found}
    assert sum(map(len, graph.values())) > len(graph)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        pytest.fail(f"a circle: {' -> '.join(circle.args[1])}")


def test_no_module_is_too_long_to_read() -> None:
    lengths = {m.name: m.source.count("\n") for m in modules()}
    assert {name: n for name, n in lengths.items() if n > MAX_MODULE} == {}


@pytest.mark.parametrize(
    ("check", "room", "source"),
    [
        (backward_imports, "base", "def f():\n    from regcheck.law.address import Step"),
        (backward_imports, "base", "from regcheck import law"),
        (backward_imports, "run", "from . import result"),
        (backward_imports, "run", "from regcheck import check"),
        (backward_imports, "law", "import importlib\nimportlib.import_module('regcheck.run.api')"),
        (
            heavy_imports,
            "language",
            "try:\n    import spacy\nexcept ImportError:\n    spacy = None",
        ),
        (heavy_imports, "reports", "from rich.console import Console"),
        (heavy_imports, "cli", "import lxml.etree"),
        (talk, "matching", "print(1)"),
        (talk, "run", "import sys\nsys.stderr.write('x')"),
        (surroundings, "run", "from os import environ"),
        (surroundings, "reports", "import datetime\ndatetime.datetime.now()"),
        (surroundings, "run", "import sys\nx = sys.argv"),
        (long_functions, "law", "def f():\n" + "    x = 1\n" * 60),
    ],
)
def test_a_planted_fault_is_found(check: Check, room: str, source: str) -> None:
    assert check(Module(f"{room}/planted", room, source))


@pytest.mark.parametrize(
    ("check", "room", "source"),
    [
        (backward_imports, "law", "from regcheck.base.text.span import Span"),
        (backward_imports, "run", "from regcheck import __version__"),
        (heavy_imports, "language", "def f():\n    import spacy"),
        (heavy_imports, "language", "if TYPE_CHECKING:\n    import spacy"),
        (heavy_imports, "cli", "import typer"),
        (talk, "cli", "print(1)"),
        (surroundings, "run", "import time\ntime.monotonic()"),
        (long_functions, "law", "def f():\n" + "    x = 1\n" * 59),
    ],
)
def test_what_is_allowed_is_let_through(check: Check, room: str, source: str) -> None:
    assert check(Module(f"{room}/planted", room, source)) == []


@pytest.mark.parametrize("folder", ["benchmarks", "bundle", "data-recipes", "docs", "web"])
def test_what_stands_beside_the_package_imports_what_it_has(folder: str) -> None:
    named = {
        (str(node.module), alias.name)
        for path in sorted((SOURCE.parents[1] / folder).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("regcheck")
        for alias in node.names
    }
    assert named
    gone = [f"{module}.{name}" for module, name in sorted(named) if not _is_there(module, name)]
    assert gone == []


def _is_there(module: str, name: str) -> bool:
    try:
        return hasattr(importlib.import_module(module), name)
    except ModuleNotFoundError as missing:
        return not (missing.name or "").startswith("regcheck")
