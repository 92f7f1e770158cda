"""YAML text to a plain tree in which every key and value knows its line and column. No tag but the
core ones is accepted, so nothing can make an object; size, depth and node count are limited."""

from __future__ import annotations

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
    """Builds the tree from parser events, without recursion."""

    def __init__(self, parsed: ParsedFile) -> None:
        self.parsed = parsed
        self.stack: list[Items | Mapping] = []
        self.pending: list[Scalar | None] = []
        self.sizes: list[tuple[int, int, str | None]] = []
        self.anchors: dict[str, tuple[Node, int, int]] = {}
        self.total = 0

    def build(self, text: str) -> None:
        import yaml

        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            for event in yaml.parse(text, Loader=loader):
                self._take(event)
        except yaml.YAMLError as wrong:
            raise NodeError(self._syntax_problem(wrong, text)) from None

    def _take(self, event: Any) -> None:
        kind = type(event).__name__
        if kind == "ScalarEvent":
            mark = event.start_mark
            self._check(event, mark)
            plain = event.implicit[0] and event.style in (None, "")
            if event.tag is not None and event.tag.endswith(":str"):
                plain = False
            node = Scalar(event.value, plain, mark.line + 1, mark.column + 1)
            self._place(node, 1, 1, event.anchor)
        elif kind in ("SequenceStartEvent", "MappingStartEvent"):
            mark = event.start_mark
            self._check(event, mark)
            made = Items() if kind[0] == "S" else Mapping()
            made.line, made.column = mark.line + 1, mark.column + 1
            self.stack.append(made)
            self.pending.append(None)
            self.sizes.append((self.total, 1, event.anchor))
            self.total += 1
            if len(self.stack) > MAX_DEPTH:
                raise self._refuse(mark, message("datafiles.too_deep", most=MAX_DEPTH))
        elif kind in ("SequenceEndEvent", "MappingEndEvent"):
            node_ended = self.stack.pop()
            self.pending.pop()
            before, height, anchor = self.sizes.pop()
            self._place(node_ended, self.total - before, height, anchor, counted=True)
        elif kind == "AliasEvent":
            self._alias(event)
        elif kind == "DocumentStartEvent" and self.parsed.root is not None:
            raise self._refuse(event.start_mark, message("datafiles.second_document"))

    def _alias(self, event: Any) -> None:
        known = self.anchors.get(event.anchor)
        if known is None:
            detail = message("datafiles.no_anchor", name=event.anchor)
            raise self._refuse(event.start_mark, detail)
        node, size, height = known
        if len(self.stack) + height > MAX_DEPTH:
            raise self._refuse(event.start_mark, message("datafiles.too_deep", most=MAX_DEPTH))
        self._place(node, size, height, None, mark=event.start_mark)

    def _check(self, event: Any, mark: Any) -> None:
        if event.tag is not None and event.tag not in _CORE_TAGS and event.tag != "!":
            detail = message("datafiles.tag", tag=event.tag[:60])
            raise self._refuse(mark, detail, message("datafiles.no_tag"))

    def _place(
        self,
        node: Node,
        size: int,
        height: int,
        anchor: str | None,
        *,
        counted: bool = False,
        mark: Any = None,
    ) -> None:
        """Put a finished node where it belongs and count it."""
        if not counted:
            self.total += size
        if self.total > MAX_NODES:
            line = mark.line + 1 if mark else node.line
            detail = message("datafiles.too_many", most=f"{MAX_NODES:,}")
            raise NodeError(self._problem(line, 1, detail))
        if anchor is not None:
            self.anchors[anchor] = (node, size, height)
        if not self.stack:
            self.parsed.root = node
            return
        before, so_far, own = self.sizes[-1]
        self.sizes[-1] = (before, max(so_far, height + 1), own)
        parent = self.stack[-1]
        if isinstance(parent, Items):
            parent.nodes.append(node)
            return
        key = self.pending[-1]
        if key is None:
            if not isinstance(node, Scalar):
                detail = message("datafiles.key_no_word")
                raise NodeError(self._problem(node.line, node.column, detail))
            self.pending[-1] = node
            return
        self.pending[-1] = None
        if key.text not in parent.entries:
            parent.entries[key.text] = (key, node)
            return
        first = parent.entries[key.text][0].line
        self.parsed.problems.append(
            self._problem(
                key.line,
                key.column,
                message("datafiles.key_twice", key=key.text),
                message("datafiles.first_at", line=first),
            )
        )

    def _refuse(self, mark: Any, detail: Message, hint: str | Message = "") -> NodeError:
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
