"""YAML text to a plain tree in which every key and value knows its line and column. No tag but the
core ones is accepted, so nothing can make an object; size, depth and node count are limited."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from regcheck.base.errors import Problem
from regcheck.base.text.patterns import pattern
from regcheck.base.text.printable import clean, cut, one_line
from regcheck.base.texts.message import Message, message

MAX_BYTES: Final = 1_000_000
MAX_NODES: Final = 100_000
MAX_DEPTH: Final = 40
EXCERPT_WIDTH: Final = 160

_CORE_TAGS: Final = frozenset(
    f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "seq", "map")
)
_NULL: Final = frozenset({"", "~", "null", "Null", "NULL"})
_TRUTH: Final = {"true": True, "True": True, "TRUE": True, "false": False, "False": False}
_WHOLE: Final = pattern(r"[-+]?[0-9]{1,18}\Z")
_DECIMAL: Final = pattern(r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?\Z")


@dataclass(slots=True)
class Scalar:
    """One value. `plain` means without quotes, so that `true` and `40` are not text."""

    text: str
    plain: bool
    line: int
    column: int

    def value(self) -> str | int | float | bool | None:
        """What the scalar is by YAML 1.2's core schema: `yes` and `no` are text."""
        text = self.text
        if not self.plain:
            return text
        if text in _NULL:
            return None
        if text in _TRUTH:
            return _TRUTH[text]
        if _WHOLE.match(text):
            return int(text)
        if _DECIMAL.match(text):
            return float(text)
        return text


@dataclass(slots=True)
class Items:
    """A list."""

    nodes: list[Node] = field(default_factory=list)
    line: int = 0
    column: int = 0


@dataclass(slots=True)
class Mapping:
    """Keys and values in the order of the file; of a key that stands twice, the first."""

    entries: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)
    line: int = 0
    column: int = 0


Node = Scalar | Items | Mapping


class NodeError(ValueError):
    """The text is not acceptable YAML; `problem` says where and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass(slots=True)
class ParsedFile:
    """A YAML file: its tree (None when it holds nothing), its lines, and the problems met."""

    path: str
    root: Node | None
    lines: list[str]
    problems: list[Problem] = field(default_factory=list)


def parse_yaml(data: bytes, path: str) -> ParsedFile:
    """Parse one YAML document; a key that stands twice is a problem in the tree. Raises NodeError
    for what leaves no tree, or one that is too large or deep."""
    parsed = ParsedFile(path, None, [])
    text = decode(data, path)
    parsed.lines = text.splitlines()
    _YamlBuilder(parsed).build(text)
    return parsed


def decode(data: bytes, path: str) -> str:
    """The text of a file. Raises NodeError for one that is too large or not UTF-8."""
    if len(data) > MAX_BYTES:
        raise NodeError(Problem(path, 0, 0, message("datafiles.too_large", most=f"{MAX_BYTES:,}")))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = data.count(b"\n", 0, wrong.start) + 1
        detail, hint = message("datafiles.not_utf_8"), message("datafiles.save_as_utf_8")
        raise NodeError(Problem(path, line, 1, detail, hint)) from None


def excerpt_of(lines: list[str], line: int) -> str:
    """Line number `line` (1-based), shortened to 160 characters; empty outside the file."""
    if not 0 < line <= len(lines):
        return ""
    return cut(one_line(lines[line - 1].rstrip()), EXCERPT_WIDTH)


def to_plain(node: Node | None) -> Any:
    """The tree as dicts, lists and values, as a JSON Schema validator takes them."""
    if isinstance(node, Mapping):
        return {key: to_plain(value) for key, (_, value) in node.entries.items()}
    if isinstance(node, Items):
        return [to_plain(item) for item in node.nodes]
    return None if node is None else node.value()


class _YamlBuilder:
    """Builds the tree from parser events. An alias counts as what it stands for."""

    def __init__(self, parsed: ParsedFile) -> None:
        self.parsed = parsed
        self.anchors: dict[str, tuple[Node, int, int]] = {}  # with number of nodes, and height
        self.total = self.deepest = 0

    def build(self, text: str) -> None:
        import yaml

        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            events = yaml.parse(text, Loader=loader)
            for event in events:
                kind = type(event).__name__
                if kind == "DocumentStartEvent" and self.parsed.root is not None:
                    raise self._refuse(event, message("datafiles.second_document"))
                if hasattr(event, "anchor"):
                    self.parsed.root = self._node(event, events, 0)
        except yaml.YAMLError as wrong:
            raise NodeError(self._syntax_problem(wrong, text)) from None

    def _node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        """The node that an event begins, in so many others."""
        kind = type(event).__name__
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if kind == "AliasEvent":
            return self._alias(event, depth)
        if event.tag is not None and event.tag not in _CORE_TAGS and event.tag != "!":
            detail = message("datafiles.tag", tag=event.tag[:60])
            raise self._refuse(event, detail, message("datafiles.no_tag"))
        before, outer = self.total, self.deepest
        self.deepest = depth + 1
        self._count(1, event)
        node: Node
        if kind == "ScalarEvent":
            plain = event.implicit[0] and event.style in (None, "")
            plain = plain and not (event.tag or "").endswith(":str")
            node = Scalar(event.value, plain, line, column)
        elif depth >= MAX_DEPTH:
            raise self._refuse(event, message("datafiles.too_deep", most=MAX_DEPTH))
        elif kind == "SequenceStartEvent":
            node = Items([], line, column)
            while type(inner := next(events)).__name__ != "SequenceEndEvent":
                node.nodes.append(self._node(inner, events, depth + 1))
        else:
            node = Mapping({}, line, column)
            while type(inner := next(events)).__name__ != "MappingEndEvent":
                key = self._node(inner, events, depth + 1)
                self._enter(node, key, self._node(next(events), events, depth + 1))
        if event.anchor is not None:
            self.anchors[event.anchor] = node, self.total - before, self.deepest - depth
        self.deepest = max(outer, self.deepest)
        return node

    def _alias(self, event: Any, depth: int) -> Node:
        if event.anchor not in self.anchors:
            raise self._refuse(event, message("datafiles.no_anchor", name=event.anchor))
        node, size, height = self.anchors[event.anchor]
        if depth + height > MAX_DEPTH:
            raise self._refuse(event, message("datafiles.too_deep", most=MAX_DEPTH))
        self.deepest = max(self.deepest, depth + height)
        self._count(size, event)
        return node

    def _enter(self, mapping: Mapping, key: Node, value: Node) -> None:
        if not isinstance(key, Scalar):
            raise NodeError(self._problem(key.line, key.column, message("datafiles.key_no_word")))
        if key.text not in mapping.entries:
            mapping.entries[key.text] = (key, value)
            return
        first = mapping.entries[key.text][0].line
        detail = message("datafiles.key_twice", key=key.text)
        hint = message("datafiles.first_at", line=first)
        self.parsed.problems.append(self._problem(key.line, key.column, detail, hint))

    def _count(self, nodes: int, event: Any) -> None:
        self.total += nodes
        if self.total > MAX_NODES:
            detail = message("datafiles.too_many", most=f"{MAX_NODES:,}")
            raise NodeError(self._problem(event.start_mark.line + 1, 1, detail))

    def _refuse(self, event: Any, detail: Message, hint: str | Message = "") -> NodeError:
        mark = event.start_mark
        return NodeError(self._problem(mark.line + 1, mark.column + 1, detail, hint))

    def _problem(
        self, line: int, column: int, detail: Message, hint: str | Message = ""
    ) -> Problem:
        excerpt = excerpt_of(self.parsed.lines, line)
        return Problem(self.parsed.path, line, column, clean(detail), clean(hint), excerpt)

    def _syntax_problem(self, wrong: Any, text: str) -> Problem:
        mark = getattr(wrong, "problem_mark", None) or getattr(wrong, "context_mark", None)
        said = getattr(wrong, "problem", None) or getattr(wrong, "reason", None) or "cannot be read"
        context = getattr(wrong, "context", None)
        detail = message("datafiles.no_yaml", words=f"{f'{context}, ' if context else ''}{said}")
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        if not line and isinstance(getattr(wrong, "position", None), int):
            line, column = text.encode()[: wrong.position].count(b"\n") + 1, 1
        hint: str | Message = ""
        if 0 < line <= len(self.parsed.lines) and "\t" in self.parsed.lines[line - 1]:
            hint = message("datafiles.no_tabs")
        elif (
            "mapping values" in said or "expected ',' or" in said or "expected <block end>" in said
        ):
            hint = message("datafiles.quote_signs")
        return self._problem(line, column, detail, hint)
