"""The word lists in `data/`: plain text, in sections."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def sections(name: str) -> dict[str, frozenset[str]]:
    """The sections of `data/<name>.txt` as sets of words.

    A section begins with a line `[name] what it is for`; lines that begin with # are remarks.
    """
    found: dict[str, set[str]] = {}
    current: set[str] = set()
    for line in data_file(f"{name}.txt").decode("utf-8").splitlines():
        if line.startswith("["):
            current = found.setdefault(line[1 : line.index("]")], set())
        elif not line.startswith("#"):
            current.update(line.split())
    return {section: frozenset(words) for section, words in found.items()}


def data_file(name: str) -> bytes:
    """The content of a file in `data/`."""
    return (files("regcheck.language") / "data" / name).read_bytes()
