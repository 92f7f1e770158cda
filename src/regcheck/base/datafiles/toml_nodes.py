"""`[tool.regcheck]` of a pyproject.toml as the same tree that YAML gives, with lines."""

from __future__ import annotations

import tomllib
from typing import Any

from regcheck.base.datafiles.yaml_nodes import (
    MAX_DEPTH,
    Items,
    Mapping,
    Node,
    NodeError,
    ParsedFile,
    Scalar,
    decode,
    excerpt_of,
)
from regcheck.base.errors import Problem
from regcheck.base.text.patterns import pattern
from regcheck.base.text.printable import one_line
from regcheck.base.texts.message import message

_TABLE = ("tool", "regcheck")
_HEADER = pattern(r"\s*\[{1,2}([^\[\]]+)\]{1,2}\s*(?:#.*)?$")
_WORD = r"(?:[\w-]+|\"[^\"]*\"|'[^']*')"
_KEY = pattern(rf"\s*({_WORD}(?:\s*\.\s*{_WORD})*)\s*=")
_PART = pattern(r"\"([^\"]*)\"|'([^']*)'|([\w-]+)")
_AT_LINE = pattern(r"at line (\d+), column (\d+)")


def has_table(data: bytes) -> bool:
    """Whether there is a `[tool.regcheck]`; when the file is faulty, whether it looks so."""
    try:
        tool = tomllib.loads(data.decode("utf-8-sig")).get("tool")
    except (ValueError, RecursionError):
        return b"[tool.regcheck" in data
    return isinstance(tool, dict) and "regcheck" in tool


def parse_toml(data: bytes, path: str) -> ParsedFile:
    """The table `[tool.regcheck]`. Raises NodeError for what is not TOML or lacks it."""
    text = decode(data, path)
    lines = text.splitlines()
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        at = _AT_LINE.search(str(wrong))
        line, column = (int(at[1]), int(at[2])) if at else (0, 0)
        detail = message("datafiles.no_toml", words=one_line(str(wrong).partition(" (at ")[0]))
        problem = Problem(path, line, column, detail, excerpt=excerpt_of(lines, line))
        raise NodeError(problem) from None
    except RecursionError:
        raise NodeError(Problem(path, 0, 0, message("datafiles.too_nested"))) from None
    tool = content.get("tool")
    table = tool.get("regcheck") if isinstance(tool, dict) else None
    if table is None:
        detail, hint = message("datafiles.no_table"), message("datafiles.add_table")
        raise NodeError(Problem(path, 0, 0, detail, hint))
    places = _places(lines)
    return ParsedFile(path, _node(table, (), path, places, places.get((), 1)), lines)


def _node(
    value: Any, trail: tuple[str, ...], path: str, places: dict[tuple[str, ...], int], line: int
) -> Node:
    """A value as a node; the lines of tables and keys come from a scan."""
    if len(trail) > MAX_DEPTH:
        raise NodeError(Problem(path, line, 0, message("datafiles.too_nested")))

    def inside(name: str, inner: Any) -> Node:
        way = (*trail, name)
        return _node(inner, way, path, places, places.get(way, line))

    if isinstance(value, dict):
        entries = {
            key: (Scalar(key, False, places.get((*trail, key), line), 1), inside(key, inner))
            for key, inner in value.items()
        }
        return Mapping(entries, line, 1)
    if isinstance(value, list):
        return Items([inside(str(at), inner) for at, inner in enumerate(value)], line, 1)
    if isinstance(value, bool):
        return Scalar("true" if value else "false", True, line, 1)
    return Scalar(str(value), isinstance(value, int | float), line, 1)


def _places(lines: list[str]) -> dict[tuple[str, ...], int]:
    """The line of each table and key below `[tool.regcheck]`, by the way to it."""
    found: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    counts: dict[tuple[str, ...], int] = {}
    for number, line in enumerate(lines, start=1):
        header = _HEADER.match(line)
        key = None if header else _KEY.match(line)
        if header:
            table = _parts(header[1])
            if line.lstrip().startswith("[["):
                index = counts[table] = counts.get(table, -1) + 1
                table = (*table, str(index))
            _note(found, table, number)
        elif key:
            _note(found, (*table, *_parts(key[1])), number)
    return found


def _parts(words: str) -> tuple[str, ...]:
    return tuple(a or b or c for a, b, c in _PART.findall(words))


def _note(found: dict[tuple[str, ...], int], trail: tuple[str, ...], line: int) -> None:
    if trail[: len(_TABLE)] == _TABLE:
        for end in range(len(_TABLE), len(trail) + 1):
            found.setdefault(trail[len(_TABLE) : end], line)
