"""What rule files show beyond their examples: what is missing in them, and exceptions that nothing
shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from regcheck.base.datafiles.yaml_nodes import Items, Mapping, Node, Scalar, parse_yaml
from regcheck.base.errors import Problem
from regcheck.base.texts.message import message
from regcheck.packs.library import Library
from regcheck.packs.model import Rule
from regcheck.packs.phrase_syntax import on_one_line
from regcheck.quality.ruletest.demands import demands_on, long_lines
from regcheck.quality.ruletest.silent import Exemption


def review(
    library: Library, rules: Iterable[Rule], *, shared: bool, store: Path | None, full: bool = True
) -> list[Problem]:
    """What is missing in rules, in file order; with `shared` also in files beside them. `store`
    holds precision records; rules and lines are held to the project's own measure if `full`."""
    found: list[Problem] = []
    files: set[Path] = set()
    for rule in rules:
        file = library.files[f"rule:{rule.id}"]
        files.add(file)
        found += demands_on(rule, file, store, full=full)
    if shared:
        beside = {folder for file in files for folder in file.parents[:2]}
        files |= {one for one in library.files.values() if not beside.isdisjoint(one.parents[:2])}
    found += [one for file in files for one in long_lines(file) if full]
    return _in_order(found)


def tell_without_effect(
    library: Library, exemptions: Iterable[Exemption], *, law: bool
) -> list[Problem]:
    """Exemptions without effect as problems of their files; `law` if documents were read."""
    key = "ruletest.silent" if law else "ruletest.not_shown"
    places: dict[Path, FilePlaces] = {}
    told: dict[tuple[str, int, int], list[str]] = {}
    for one in exemptions:
        file = library.files[f"rule:{one.rule}"]
        of_file = places[file] = places.get(file) or FilePlaces(file)
        node = of_file.find(one.listed, one.line, excepted=bool(one.beside))
        line, column = (node.line, node.column) if node is not None else (one.line, 0)
        told.setdefault((str(file), line, column), []).append(f"«{one.text}»")
    return _in_order(
        Problem(*place, message(key, exceptions=", ".join(dict.fromkeys(texts))))
        for place, texts in told.items()
    )


def _in_order(problems: Iterable[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda one: (one.path, one.line, one.column))


class FilePlaces:
    """The values of one file by what they say and the key they stand under."""

    def __init__(self, file: Path) -> None:
        self._root = parse_yaml(file.read_bytes(), str(file)).root

    def find(self, text: str, line: int, *, excepted: bool = False) -> Scalar | None:
        """The value under a key in `line` (0: any), `excepted` if among exceptions."""
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
    for one in node.nodes if isinstance(node, Items) else [node]:
        if isinstance(one, Scalar):
            yield one
