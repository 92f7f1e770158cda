"""Where in a rule file a phrase stands."""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.datafiles.yaml_nodes import Items, Mapping, Node, Scalar


def place_of(root: Node | None, text: str, line: int, *, excepted: bool = False) -> Scalar | None:
    """The node of a phrase in a list whose key stands in a line, or, when it is `excepted`, in the
    exceptions beside that list or around it."""
    for key_line, around in _keys(root, ()):
        if key_line == line:
            for mapping in reversed(around):
                for key, (_, value) in mapping.entries.items():
                    if (key == "except") == excepted:
                        for one in _texts(value):
                            if one.text == text:
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
