"""From the nodes under `when`, `requires`, `unless` and `if` to conditions."""

from __future__ import annotations

from typing import Final

from regcheck.datafiles.fields import (
    FileReader,
    did_you_mean,
    entries_of,
    read_choice,
    read_mapping,
    read_whole,
    read_words,
    text_nodes,
)
from regcheck.datafiles.keys import Key
from regcheck.datafiles.yaml_nodes import Mapping, Node
from regcheck.packs.keys import FACT_KEYS, OPTION_KEYS, PATTERN_KEYS, PLACE_KEYS
from regcheck.packs.model import Condition, Within
from regcheck.packs.patterns import WORD_KINDS, Where, combine, parts_of, read_regex

_FACTS: Final = {key.name: key for key in FACT_KEYS}
_EXPRESSIONS: Final = frozenset({"title", "heading"})
_PLACES: Final = frozenset(key.name for key in PLACE_KEYS)
_WORD_CONDITION_KEYS: Final = (*PATTERN_KEYS, *OPTION_KEYS, *PLACE_KEYS)


def read_conditions(reader: FileReader, node: Node | None, allowed: str) -> tuple[Condition, ...]:
    """The conditions in a list; `allowed` is `facts`, `words` or `both`."""
    found = [_condition(reader, item, allowed) for item in entries_of(reader, node, "conditions")]
    return tuple(condition for condition in found if condition is not None)


def _condition(reader: FileReader, node: Node, allowed: str) -> Condition | None:
    if not isinstance(node, Mapping):
        read_mapping(reader, node, FACT_KEYS if allowed == "facts" else _WORD_CONDITION_KEYS)
        return None
    facts = [name for name in node.entries if name in _FACTS]
    others = [name for name in node.entries if name not in _FACTS]
    if allowed == "facts" or (facts and allowed == "both" and not others):
        return _fact(reader, node)
    if not facts or allowed == "words":
        keys = _WORD_CONDITION_KEYS if allowed == "words" else (*_WORD_CONDITION_KEYS, *FACT_KEYS)
        return _words(reader, node, keys)
    if all(name not in _PLACES and name not in WORD_KINDS for name in others):
        for name in others:
            reader.problem(
                node.entries[name][0], f"unknown key «{name}»", did_you_mean(name, _FACTS)
            )
        return None
    reader.problem(node, "words and a fact in one condition", "make two conditions of it")
    return None


def _fact(reader: FileReader, node: Mapping) -> Condition | None:
    found = read_mapping(reader, node, FACT_KEYS)
    if len(found) != 1:
        if len(found) > 1 or not node.entries:
            reader.problem(
                node, "a condition holds exactly one fact", "make several conditions of it"
            )
        return None
    ((name, value),) = found.items()
    key = _FACTS[name]
    if key.choices:
        values = read_words(reader, value, key.choices)
    else:
        values = tuple(
            text
            for text, scalar in text_nodes(reader, value)
            if name not in _EXPRESSIONS or read_regex(reader, text, scalar)
        )
    return Condition(fact=name, values=values) if values else None


def _words(reader: FileReader, node: Mapping, keys: tuple[Key, ...]) -> Condition | None:
    found = read_mapping(reader, node, keys)
    parts = parts_of(reader, node, found, Where(words_only="a condition"))
    within = read_choice(reader, found.get("within"), [w.value for w in Within])
    position = read_choice(reader, found.get("position"), ("before", "after"))
    words = read_whole(reader, found.get("words"))
    pattern = combine(reader, node, parts)
    if pattern is None:
        return None
    return Condition(pattern, Within(within) if within else Within.NORM, position, words)
