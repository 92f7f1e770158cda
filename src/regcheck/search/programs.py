"""Regular expressions that are compiled once, not once in each process.

To compile the expressions that a short draft asks for takes a third of the time of checking it,
and Python stores none: a pickled expression is compiled when it is read. So the program that the
standard library's own compiler writes for an expression is kept, and given to the function that
takes it from the compiler, which verifies every program. A Python that has these parts no longer,
or a program that it refuses, costs nothing but the time of `re.compile`.
"""

from __future__ import annotations

import re
from array import array
from typing import TYPE_CHECKING

from regcheck.search.shelf import shelf

if TYPE_CHECKING:
    from collections.abc import Sequence

Program = tuple[int, int, dict[str, int], bytes]
"""The flags of an expression, how many groups it has, their names, and its code."""
_WORD = "I"


def compiled(pattern: str) -> re.Pattern[str]:
    """What `re.compile` gives for a pattern without flags. Raises re.error as that does."""
    key = f"program of {pattern}"
    kept = shelf().get(key)
    if kept is not None and (found := _assembled(pattern, _read(kept))):
        return found
    if (program := _program(pattern)) and (found := _assembled(pattern, program)):
        shelf().put(key, _written(program))
        return found
    return re.compile(pattern)


def _program(pattern: str) -> Program | None:
    """The program the standard library makes of an expression, None where it cannot be asked."""
    try:
        compiler, parser = re._compiler, re._parser  # type: ignore[attr-defined]
        tree = parser.parse(pattern)
        flags, groups = tree.state.flags, tree.state.groups - 1
        code: Sequence[int] = compiler._code(tree, 0)
        return flags, groups, dict(tree.state.groupdict), array(_WORD, code).tobytes()
    except (AttributeError, TypeError, OverflowError):
        return None


def _assembled(pattern: str, program: Program | None) -> re.Pattern[str] | None:
    """The expression with this program, None when it is refused."""
    if program is None:
        return None
    flags, groups, names, code = program
    numbered: list[str | None] = [None] * (groups + 1)
    try:
        assemble = re._compiler._sre.compile  # type: ignore[attr-defined]
        for name, number in names.items():
            numbered[number] = name
        words = array(_WORD, code).tolist()
        found: re.Pattern[str] = assemble(pattern, flags, words, groups, names, tuple(numbered))
    except (AttributeError, IndexError, OverflowError, RuntimeError, TypeError, ValueError):
        return None
    return found


def _written(program: Program) -> bytes:
    import msgspec

    return msgspec.msgpack.encode(program)


def _read(kept: bytes) -> Program | None:
    import msgspec

    try:
        program: Program = msgspec.msgpack.decode(kept, type=Program)
        return program
    except msgspec.MsgspecError:
        return None
