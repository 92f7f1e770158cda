"""Counts the work that regcheck does, so that tests can ask how it grows without a clock.

`install()` makes every module of regcheck that is imported afterwards count: a call or an iteration
is one step, and what runs in C costs what it looks at: a slice its length, a search the distance to
what it finds, a sort the length of the list. Backtracking inside expressions is not seen.
"""

from __future__ import annotations

import ast
import builtins
import re
import sys
from collections.abc import Callable, Iterator, Sized
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import CodeType, ModuleType
from typing import Any

import regex

_UNTOUCHED = frozenset({"super", "locals", "globals", "vars", "_call", "isinstance", "len"})
_SIZED = frozenset({str, bytes, list, tuple, dict, set, frozenset})
_WHOLE = frozenset({
    "lower", "upper", "casefold", "title", "capitalize", "replace", "split", "rsplit",
    "splitlines", "translate", "encode", "decode", "partition", "rpartition", "strip", "rstrip",
    "lstrip", "expandtabs", "swapcase", "sort", "reverse", "copy", "remove", "insert", "zfill",
    "removeprefix", "removesuffix",
})  # fmt: skip
"""Methods that look at, or copy, all that they belong to."""
_QUICK = ("bisect", "insort", "len", "id", "hash", "next", "iter", "getattr")
_BOUNDED = frozenset({"find", "rfind", "index", "count"})
_TAKES_ALL = frozenset({"join", "extend", "update", "union", "intersection", "difference"})
_PATTERNS = (re.Pattern, type(regex.compile("")))

total = 0
"""Steps so far."""


def spent(work: Callable[[], object]) -> int:
    """The steps that a call takes."""
    before = total
    work()
    return total - before


def _add(steps: int) -> None:
    global total  # noqa: PLW0603 - counted from everywhere
    total += max(steps, 1)


def _call(function: Any, /, *args: Any, **more: Any) -> Any:
    """Call something and count it."""
    owner = getattr(function, "__self__", None)
    if isinstance(owner, _PATTERNS):
        return _pattern(function, owner, args, more)
    found = function(*args, **more)
    if type(owner) in _SIZED:
        _add(_of_method(function.__name__, owner, args, found))
    elif isinstance(function, type | type(len)) and not function.__name__.startswith(_QUICK):
        sizes = [len(one) for one in args if type(one) in _SIZED]
        _add(max(sizes, default=1))
    else:
        _add(1)
    return found


def _of_method(name: str, owner: Any, args: tuple[Any, ...], found: Any) -> int:
    low = args[1] if len(args) > 1 and name in _BOUNDED else 0
    high = min(args[2], len(owner)) if len(args) > 2 and name in _BOUNDED else len(owner)
    if name in ("find", "index", "rfind"):
        return high - low if found < 0 else (high - found if name == "rfind" else found - low)
    if name == "count":
        return int(high - low)
    if name == "pop" and isinstance(owner, list) and args and args[0] >= 0:
        return len(owner) - int(args[0])
    if name in _TAKES_ALL:
        return len(found) if type(found) in _SIZED else sum(map(_size, args))
    return len(owner) if name in _WHOLE else 1


def _size(one: object) -> int:
    return len(one) if isinstance(one, Sized) and type(one) in _SIZED else 1


def _pattern(function: Any, owner: Any, args: tuple[Any, ...], more: dict[str, Any]) -> Any:
    name = function.__name__
    if name in ("sub", "subn"):
        _add(len(args[1]))
        return function(*args, **more)
    text, low = args[0], args[1] if len(args) > 1 else more.get("pos", 0)
    high = min(args[2] if len(args) > 2 else more.get("endpos", len(text)), len(text))
    found = function(*args, **more)
    if name == "finditer":
        return _each(found, low, high)
    if hasattr(found, "end"):
        _add(found.end() - low)
    else:
        _add(1 if name in ("match", "fullmatch") else high - low)
    return found


def _each(found: Iterator[re.Match[str]], low: int, high: int) -> Iterator[re.Match[str]]:
    for one in found:
        _add(one.end() - low)
        low = one.end()
        yield one
    _add(high - low)


def _iterate(items: Any) -> Iterator[Any]:
    """The items, each counted."""
    for item in items:
        _add(1)
        yield item


def _copied(found: Any) -> Any:
    """What a slice, a sum or a formatted text gives, counted."""
    if type(found) in _SIZED:
        _add(len(found))
    return found


def _among(item: Any, holder: Any) -> Any:
    """Whether something is in a holder, counted."""
    found = item in holder
    if isinstance(holder, str):
        _add(holder.find(item) if found else len(holder))
    else:
        _add(len(holder) if isinstance(holder, list | tuple) else 1)
    return found


class _Counting(ast.NodeTransformer):
    """Rewrites the bodies of functions so that they count."""

    def __init__(self) -> None:
        self.inside = 0

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        self.inside += 1
        node.body = [self.visit(one) for one in node.body]
        self.inside -= 1
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        if node.value is not None:
            node.value = self.visit(node.value)
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        name = getattr(node.func, "id", "")
        if not self.inside or name in _UNTOUCHED:
            return node
        return _made("_call", [node.func, *node.args], node, node.keywords)

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        self.generic_visit(node)
        sliced = isinstance(node.slice, ast.Slice) and isinstance(node.ctx, ast.Load)
        return _made("_copied", [node], node) if sliced and self.inside else node

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:
        for value in node.values:
            if isinstance(value, ast.FormattedValue):
                value.value = self.visit(value.value)
        return _made("_copied", [node], node) if self.inside else node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        return _made("_copied", [node], node) if self.inside else node

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        self.generic_visit(node)
        if not self.inside or len(node.ops) != 1 or not isinstance(node.ops[0], ast.In):
            return node
        return _made("_among", [node.left, node.comparators[0]], node)

    def visit_For(self, node: ast.For) -> ast.AST:
        self.generic_visit(node)
        if self.inside:
            node.iter = _made("_iterate", [node.iter], node.iter)
        return node

    def visit_While(self, node: ast.While) -> ast.AST:
        self.generic_visit(node)
        if self.inside:
            step = ast.Expr(_made("_add", [ast.Constant(1)], node.test))
            node.body.insert(0, ast.copy_location(step, node))
        return node

    def visit_comprehension(self, node: ast.comprehension) -> ast.AST:
        self.generic_visit(node)
        if self.inside:
            node.iter = _made("_iterate", [node.iter], node.iter)
        return node


def _made(
    name: str, args: list[ast.expr], at: ast.AST, keywords: list[ast.keyword] | None = None
) -> ast.Call:
    made = ast.Call(ast.Name(f"counted{name}", ast.Load()), args, keywords or [])
    return ast.fix_missing_locations(ast.copy_location(made, at))


class _CountingLoader(SourceFileLoader):
    def source_to_code(self, data: Any, path: Any, **_: Any) -> CodeType:  # type: ignore[override]
        tree = ast.fix_missing_locations(_Counting().visit(ast.parse(data)))
        code: CodeType = compile(tree, path, "exec", dont_inherit=True)
        return code

    def get_code(self, fullname: str) -> CodeType:
        path = self.get_filename(fullname)
        return self.source_to_code(self.get_data(path), path)


class _Finder(MetaPathFinder):
    def find_spec(self, name: str, path: Any = None, target: ModuleType | None = None) -> Any:
        if name.partition(".")[0] != "regcheck":
            return None
        spec: ModuleSpec | None = PathFinder.find_spec(name, path, target)
        if spec is not None and isinstance(spec.loader, SourceFileLoader):
            loader: Loader = _CountingLoader(name, spec.loader.path)
            spec.loader = loader
        return spec


def install() -> None:
    """Let every module of regcheck count that is imported from now on."""
    for one in (_call, _copied, _among, _iterate, _add):
        setattr(builtins, f"counted{one.__name__}", one)
    sys.meta_path.insert(0, _Finder())
