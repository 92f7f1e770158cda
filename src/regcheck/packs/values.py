"""What mappings say, by the tables in `keys`: every value in the type that its kind stands for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any, Final

from regcheck.base.datafiles.fields import (
    FileReader,
    read_choice,
    read_localised,
    read_name,
    read_number,
    read_rule_id,
    read_text,
    read_texts,
    read_truth,
    read_version,
    read_whole,
    read_words,
    text_nodes,
)
from regcheck.base.datafiles.keys import Key
from regcheck.base.datafiles.yaml_nodes import Node
from regcheck.packs.model import Confidence, Fact, Overlap, Severity, Status, Verdict, Within

Read = Callable[[FileReader, Node], Any]
"""Reads a value of one kind; what is wrong becomes a problem, and None or an empty text."""


def read_present_id(reader: FileReader, node: Node) -> str:
    """The id of a rule that there must be."""
    rule_id = read_rule_id(reader, node)
    if rule_id:
        reader.refer("rule", rule_id, node)
    return rule_id


def _selector(reader: FileReader, node: Node) -> str:
    text = read_text(reader, node)
    if text:
        reader.refer("selector", text, node)
    return text


def _several(reader: FileReader, node: Node, read: Callable[[FileReader, Node], str]) -> Any:
    """One or several; an empty list is allowed."""
    scalars = text_nodes(reader, node) if getattr(node, "nodes", True) else ()
    return tuple(filter(None, (read(reader, one) for _, one in scalars)))


_KINDS: Final[Mapping[str, Read]] = {
    "text": read_text,
    "texts": read_texts,
    "name": read_name,
    "truth": read_truth,
    "whole": read_whole,
    "number": read_number,
    "version": read_version,
    "local": read_localised,
    "ids": partial(_several, read=read_rule_id),
    "rule": read_present_id,
    "rules": partial(_several, read=read_present_id),
    "selectors": partial(_several, read=_selector),
}
_MEMBERS: Final[Mapping[str, Callable[[str], Any]]] = {
    "status": Status,
    "severity": lambda word: Severity[word.upper()],
    "confidence": Confidence,
    "verdict": Verdict,
    "overlap": Overlap,
    **dict.fromkeys(("segment", "within", "first-in"), Within),
    **dict.fromkeys(("except-places", "note-places"), Fact),
}
"""What the words of some keys stand for."""
_FIELDS: Final = {
    "if": "conditions",
    "include": "includes",
    "exclude": "excludes",
    "override": "overrides",
    "replace": "replacements",
}
"""The fields of keys that are not called so themselves."""
_NO_READERS: Final[Mapping[str, Read]] = MappingProxyType({})


def read_values(
    reader: FileReader,
    found: Mapping[str, Node],
    keys: Sequence[Key],
    further: Mapping[str, Read] = _NO_READERS,
) -> dict[str, Any]:
    """The values found under keys, by the names of fields; what is left out or wrong is not there.
    `further` are the readers of kinds that only some files have."""
    values = {}
    for key in keys:
        if (node := found.get(key.name)) is None:
            continue
        member = _MEMBERS.get(key.name, str)
        if key.kind == "choice":
            word = read_choice(reader, node, key.choices)
            value = member(word) if word else None
        elif key.kind == "words":
            value = tuple(map(member, read_words(reader, node, key.choices)))
        else:
            value = (further.get(key.kind) or _KINDS[key.kind])(reader, node)
        if value not in (None, ""):
            values[_FIELDS.get(key.name, key.name.replace("-", "_"))] = value
    return values
