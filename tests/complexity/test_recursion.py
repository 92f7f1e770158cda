"""What handles documents never calls itself: a text of a few kilobytes must not exhaust a stack."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

SOURCE = Path(__file__).resolve().parents[2] / "src" / "regcheck"
ROOMS = frozenset(
    {"base/text", "law", "language", "document", "readers", "decisions", "terms", "findings"}
    | {"results", "concepts", "references", "changes", "run", "reports"}
)
"""Rooms that handle documents. Rules are compiled in others: a pack is limited in depth."""
_ELEMENTS = "as deep as Limits.max_depth lets elements lie in each other"
_ONCE = "calls itself with what cannot call again"
_OTHERS = "another object's method of that name"
_TREE = "as deep as the reader's limit lets the tree be"
ALLOWED: Mapping[str, str] = MappingProxyType(
    {
        "changes.amending.check:_kept": _TREE,
        "changes.amending.check:_pieces": _TREE,
        "changes.amending.edits:living": _TREE,
        "changes.amending.edits:swapped": _TREE,
        "changes.amending.instructed:_ChangeReader.take": _TREE,
        "changes.amending.markdown:item_of": _TREE,
        "changes.amending.tree:LawUnit.sentences": _TREE,
        "changes.amending.tree:LawUnit.walk": _TREE,
        "changes.amending.tree:LawUnit.written": _TREE,
        "changes.amending.tree:read_tree.build": _TREE,
        "changes.answers:Answering.apply": _OTHERS,
        "changes.compare:DocumentComparison.to_dict": _OTHERS,
        "changes.comparison:Comparison.apply": _OTHERS,
        "changes.git:Git.run": _OTHERS,
        "document.assemble:_Assembler.freeze": _TREE,
        "language.lexicon:Lexicon.forms": _OTHERS,
        "readers.akn.document:_Reader.filled": _ELEMENTS,
        "changes.amending.markdown:_written": _TREE,
        "readers.akn.document:_Reader.flow.walk": _ELEMENTS,
        "readers.office.xml:Element.words": _ELEMENTS,
        "reports.word.anchors:_xml": _ELEMENTS,
        "readers.lovdata.blocks:BlockReader.blocks": _ELEMENTS,
        "readers.changes:set_target": _TREE,
        "readers.lovdata.xml:pieces_of": _ELEMENTS,
        "readers.markdown:_Scanner._indented": _ONCE,
        "readers.odt.document:OdtBody._container": _ELEMENTS,
        "readers.odt.document:OdtBody._list": _ELEMENTS,
        "readers.odt.document:OdtBody._note": _ELEMENTS,
        "readers.odt.document:_rows": _ELEMENTS,
        "readers.odt.xml:_inside": _ELEMENTS,
        "readers.word.document:BlockMaker._aside": _ELEMENTS,
        "readers.word.document:BlockMaker._container": _ELEMENTS,
        "readers.word.document:_inside": _ELEMENTS,
        "readers.word.document:_paragraphs": _ELEMENTS,
        "reports.decisions:_plain": "as deep as the values of a decision",
        "results.config.load:_Loader.add": "as many configs as rest on each other",
        "results.result:DocumentResult.to_dict": _OTHERS,
        "run.check:CheckJob._checked": _OTHERS,
        "base.text.printable:clean": "a message in a message, as our own code makes them",
    }
)
"""The first of the functions that call one another, and what bounds how often."""

Function = tuple[str, str]
"""A module and a function's name in it, with that of its class."""


class _Module:
    """The functions of a module, and which each may call."""

    def __init__(self, name: str, tree: ast.Module) -> None:
        self.name = name
        self.functions: dict[str, ast.AST] = {}
        self.classes: dict[str, str] = {}
        self.imported: dict[str, Function] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("regcheck."):
                for one in node.names:
                    self.imported[one.asname or one.name] = (str(node.module), one.name)
        self._collect(tree, "", "")

    def _collect(self, node: ast.AST, prefix: str, owner: str) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef):
                self.functions[prefix + child.name] = child
                self.classes[prefix + child.name] = owner
                self._collect(child, f"{prefix}{child.name}.", owner)
            elif isinstance(child, ast.ClassDef):
                self._collect(child, f"{prefix}{child.name}.", f"{prefix}{child.name}.")
            else:
                self._collect(child, prefix, owner)

    def calls(self, name: str) -> Iterator[Function]:
        """What a function may call: what it names, methods of its own object, and methods of this
        module that it calls on a variable."""
        owner = self.classes[name]
        own = self.functions[name]
        inner = {id(one) for key, one in self.functions.items() if key.startswith(f"{name}.")}
        called = {id(one.func) for one in ast.walk(own) if isinstance(one, ast.Call)}
        for node in _walk(own, inner):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                for found in (f"{name}.{node.id}", f"{name.rpartition('.')[0]}.{node.id}", node.id):
                    if found in self.functions and not (owner and found == owner + node.id):
                        yield self.name, found
                if node.id in self.imported:
                    yield self.imported[node.id]
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                if node.value.id in ("self", "cls"):
                    if owner + node.attr in self.functions:
                        yield self.name, owner + node.attr
                elif id(node) in called:
                    for found, holder in self.classes.items():
                        if holder and found == holder + node.attr:
                            yield self.name, found


def _walk(node: ast.AST, without: set[int]) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if id(child) not in without:
            yield child
            yield from _walk(child, without)


def circles(sources: Mapping[str, str]) -> set[frozenset[str]]:
    """The functions that call themselves, alone or by way of one another, as `module:name`."""
    modules = {name: _Module(name, ast.parse(source)) for name, source in sources.items()}
    calls: dict[Function, set[Function]] = defaultdict(set)
    for name, module in modules.items():
        for function in module.functions:
            calls[name, function] = set(module.calls(function))
    reached = {start: _reached(start, calls) for start in list(calls)}
    return {
        frozenset(
            ":".join(other)
            for other in reached[start] | {start}
            if start in reached[start] and start in reached.get(other, ())
        )
        for start in reached
        if start in reached[start]
    }


def _reached(start: Function, calls: Mapping[Function, set[Function]]) -> set[Function]:
    found: set[Function] = set()
    waiting = [start]
    while waiting:
        for one in calls.get(waiting.pop(), ()):
            if one not in found:
                found.add(one)
                waiting.append(one)
    return found


def test_nothing_that_handles_documents_calls_itself() -> None:
    sources = {
        ".".join(("regcheck", *path.relative_to(SOURCE).with_suffix("").parts)): path.read_text(
            "utf-8"
        )
        for path in sorted(SOURCE.rglob("*.py"))
        if ROOMS & {path.relative_to(SOURCE).parts[0], "/".join(path.relative_to(SOURCE).parts[:2])}
    }
    found = {min(one).removeprefix("regcheck."): sorted(one) for one in circles(sources)}
    assert {name: one for name, one in found.items() if name not in ALLOWED} == {}
    assert ALLOWED.keys() - found.keys() == set(), "allowed for nothing"


def test_planted_circles_are_found() -> None:
    source = """
def alone(n): return alone(n - 1)
def one(n): return other(n)
def other(n): return [one(k) for k in n]
class Tree:
    def walk(self):
        for child in self.children: child.walk()
    def go(self): return self.on()
    def on(self): return self.go()
    def fine(self): return self.walk.fine()
def outer():
    def inner(n): return inner(n - 1)
    return inner
def straight(): return alone(1)
"""
    found = {
        tuple(sorted(name.partition(":")[2] for name in one)) for one in circles({"m": source})
    }
    assert found == {
        ("alone",),
        ("one", "other"),
        ("Tree.walk",),
        ("Tree.go", "Tree.on"),
        ("outer.inner",),
    }
