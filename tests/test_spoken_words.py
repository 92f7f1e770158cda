"""What is said to people stands in the texts, in three languages, and not in the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "src" / "regcheck"
SAID_BY = frozenset(
    {"UsageError", "UnknownRuleError", "NotFixedError", "InternalError", "Problem", "DataError"}
    | {"Unreadable", "problem", "doubt", "warn", "note", "say", "say_line", "deliver"}
)
"""Functions and classes whose arguments reach people."""
_WORDS = re.compile(r"[^\W\d_]{2,} [^\W\d_]{2,}")


def literals(node: ast.AST) -> Iterator[str]:
    """The texts that stand in an expression, not in calls inside it: these speak for themselves."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    if not isinstance(node, ast.Call):
        for child in ast.iter_child_nodes(node):
            yield from literals(child)


def spoken(source: str) -> list[str]:
    """Words for people in the arguments of what speaks to them."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        given = [*node.args, *(one.value for one in node.keywords)] if name in SAID_BY else []
        given += [one.value for one in node.keywords if one.arg == "help"]
        words = [text for one in given for text in literals(one) if _WORDS.search(text)]
        found += [f"{node.lineno}: {name}: {text}" for text in words]
    return found


def test_words_for_people_stand_in_the_texts() -> None:
    found = {
        path.relative_to(SOURCE).as_posix(): words
        for path in sorted(SOURCE.rglob("*.py"))
        if (words := spoken(path.read_text("utf-8")))
    }
    assert found == {}


@pytest.mark.parametrize(
    "source",
    [
        'raise UsageError("no such file")',
        'warn(f"note: {n} files left out")',
        'typer.Option("--x", help="What it is.")',
        'reader.problem(node, message("a.b"), "check the spelling" if wrong else "")',
    ],
)
def test_planted_words_are_found(source: str) -> None:
    assert spoken(source)


@pytest.mark.parametrize(
    "source",
    [
        'raise UsageError(message("cli.no_paths", path="a b"))',
        'say(f"{name}\\n")',
        'one.problem(node, message("config.no_reports"), "sarif: regcheck.sarif")',
    ],
)
def test_what_is_allowed_is_let_through(source: str) -> None:
    assert spoken(source) == []
