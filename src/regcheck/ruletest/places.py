"""Where in a rule file a phrase or another value of a pattern stands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from regcheck.datafiles.yaml_nodes import Items, Mapping, Node, Scalar, parse_yaml
from regcheck.packs.phrase_syntax import on_one_line


class Places:
    """The values of one file by what they say and the key they stand under."""

    def __init__(self, file: Path) -> None:
        self._root = parse_yaml(file.read_bytes(), str(file)).root

    def find(self, text: str, line: int, *, excepted: bool = False) -> Scalar | None:
        """The value under a key that stands in `line`, or in any where that is 0. When it is
        `excepted`, it stands in the exceptions beside that key or around it."""
        for key_line, around in _keys(self._root, ()):
            if line in (0, key_line):
                for mapping in reversed(around):
                    for key, (_, value) in mapping.entries.items():
                        if (key == "except") == excepted:
                            for one in _texts(value):
                                if on_one_line(one.text) == text:
                                    return one
        return None


def _keys(
    node: Node | None, above: tuple[Mapping, ...]
) -> Iterator[tuple[int, tuple[Mapping, ...]]]:
    """The line of every key, with the mappings around it, the outermost first."""
    if isinstance(node, Items):
        for one in node.nodes:
            yield from _keys(one, above)
    elif isinstance(node, Mapping):
        for key, value in node.entries.values():
            yield key.line, (*above, node)
            yield from _keys(value, (*above, node))


def _texts(node: Node) -> Iterator[Scalar]:
    """The texts of a list, or the one text."""
    for one in node.nodes if isinstance(node, Items) else [node]:
        if isinstance(one, Scalar):
            yield one
