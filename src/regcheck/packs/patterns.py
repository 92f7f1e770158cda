"""From the nodes under `match`, and under the lists of conditions, to patterns and conditions."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Final

from regcheck.base.datafiles.fields import (
    FileReader,
    did_you_mean,
    entries_of,
    read_mapping,
    read_truth,
    read_words,
    text_nodes,
)
from regcheck.base.datafiles.keys import Key
from regcheck.base.datafiles.yaml_nodes import Items, Mapping, Node, Scalar
from regcheck.base.texts.locales import LOCALES
from regcheck.base.texts.message import message
from regcheck.packs import keys
from regcheck.packs.model import Combination, Condition, Pattern
from regcheck.packs.terminals import PatternContext, read_phrases, read_regex, read_terminal
from regcheck.packs.values import read_values

WORD_KINDS: Final = frozenset({*LOCALES, "phrase", "lemma", "compound", "regex", "group", "any"})
"""What may stand where words are only looked for, not reported: conditions, groups, the second
part of `near` and the further parts of `all`."""

_PLACES: Final = frozenset(key.name for key in keys.PLACE)
_OPTIONS: Final = frozenset(key.name for key in keys.OPTION)
_TAKING_OPTIONS: Final = frozenset({"phrase", "lemma", "regex", *LOCALES, "any", "all"})
_FACTS: Final = {key.name: key for key in keys.FACT}
_EXPRESSIONS: Final = frozenset({"title", "heading"})
_WORD_CONDITION: Final = (*keys.PATTERN, *keys.OPTION, *keys.PLACE)
_EVERYWHERE: Final = PatternContext()


def read_pattern(
    reader: FileReader, node: Node | None, where: PatternContext = _EVERYWHERE
) -> Pattern | None:
    """The pattern a mapping stands for; None after a problem.

    Several keys side by side are alternatives (`any`).
    """
    found = read_mapping(reader, node, (*keys.PATTERN, *keys.OPTION))
    return combine(reader, node, parts_of(reader, node, found, where))


def combine(reader: FileReader, node: Node | None, parts: list[Pattern | None]) -> Pattern | None:
    """One pattern out of alternatives; a problem when there is none."""
    good = [part for part in parts if part is not None]
    if not parts and isinstance(node, Mapping):
        names = ", ".join(key.name for key in keys.PATTERN[3:])
        hint = message("packs.one_of", words=names)
        reader.problem(node, message("packs.no_pattern"), hint)
    if not good:
        return None
    return good[0] if len(good) == 1 else Combination("any", tuple(good))


def parts_of(
    reader: FileReader, node: Node | None, found: dict[str, Node], where: PatternContext
) -> list[Pattern | None]:
    """A pattern, or None after a problem, for each pattern key found in a mapping."""
    inner = where.but(options=_read_options(reader, found, where))
    parts: list[Pattern | None] = []
    for key, value in found.items():
        if key in _OPTIONS or key in _PLACES:
            continue
        at = node.entries[key][0] if isinstance(node, Mapping) else value
        if where.words_only and key not in WORD_KINDS:
            fault = message("packs.only_words", key=key, place=where.words_only)
            reader.problem(at, fault, message("packs.only_words_can"))
            continue
        parts.append(_part(reader, key, value, at, inner))
    if inner.options != where.options and not _TAKING_OPTIONS & found.keys():
        name = "except" if "except" in found else "case"
        option = node.entries[name][0] if isinstance(node, Mapping) else node
        fault = message("packs.option_alone", name=name)
        reader.problem(option, fault, message("packs.put_beside"))
    return parts


def _part(
    reader: FileReader, key: str, value: Node, at: Scalar | Node, where: PatternContext
) -> Pattern | None:
    if key in LOCALES:
        if where.language and where.language != key:
            reader.problem(at, message("packs.inside", key=key, language=where.language))
        return read_pattern(reader, value, where.but(language=key))
    if key in {"any", "all"}:
        return _list(reader, key, value, where)
    if key == "not":
        reader.problem(at, message("packs.not_alone"), message("packs.not_in_all"))
        return None
    if key == "near":
        return _near(reader, value, where.language)
    return read_terminal(reader, key, value, at.line, where)


def _list(reader: FileReader, key: str, node: Node, where: PatternContext) -> Pattern | None:
    nodes = entries_of(reader, node, message("packs.patterns"))
    if isinstance(node, Items) and not nodes:
        reader.problem(node, message("packs.no_patterns", key=key))
    parts: list[Pattern | None] = []
    for place, item in enumerate(nodes):
        inner = where
        if key == "all" and place:
            only = where.words_only or message("packs.in_all")
            inner = where.but(words_only=only, options=())
            if isinstance(item, Mapping) and "not" in item.entries:
                found = read_mapping(reader, item, [Key("not", "pattern", required=True)])
                within = inner.but(words_only=message("packs.in_not"))
                denied = read_pattern(reader, found["not"], within) if "not" in found else None
                parts.append(Combination("not", (denied,)) if denied else None)
                continue
        parts.append(read_pattern(reader, item, inner))
    good = tuple(part for part in parts if part is not None)
    if len(good) == len(parts) == 1:
        return good[0]
    return Combination(key, good) if good else None


def _near(reader: FileReader, node: Node, language: str) -> Pattern | None:
    found = read_mapping(reader, node, keys.NEAR)
    if "first" not in found or "second" not in found:
        return None
    first = read_pattern(reader, found["first"], PatternContext(language))
    second = read_pattern(
        reader, found["second"], PatternContext(language, message("packs.in_second"))
    )
    said = read_values(reader, found, keys.NEAR[2:])
    if first is None or second is None:
        return None
    options = tuple(sorted((key, str(value)) for key, value in said.items()))
    return Combination("near", (first, second), options)


def _read_options(
    reader: FileReader, found: dict[str, Node], where: PatternContext
) -> tuple[tuple[str, str], ...]:
    options = dict(where.options)
    if "case" in found:
        options["case"] = "true" if read_truth(reader, found["case"]) else "false"
    if "except" in found:
        listed = read_phrases(reader, found["except"], where.language)
        phrases = [*json.loads(options.get("except", "[]")), *(text for text, _, _ in listed)]
        if phrases:
            options["except"] = json.dumps(phrases, ensure_ascii=False)
    return tuple(sorted(options.items()))


def _conditions(
    reader: FileReader, node: Node, read: Callable[[FileReader, Node], Condition | None]
) -> tuple[Condition, ...]:
    entries = entries_of(reader, node, message("packs.conditions"))
    return tuple(filter(None, (read(reader, item) for item in entries)))


def _condition(reader: FileReader, node: Node) -> Condition | None:
    if not isinstance(node, Mapping):
        return _words(reader, node)
    facts = [name for name in node.entries if name in _FACTS]
    others = [name for name in node.entries if name not in _FACTS]
    if facts and not others:
        return _fact(reader, node)
    if not facts:
        return _words(reader, node, (*_WORD_CONDITION, *keys.FACT))
    if all(name not in _PLACES and name not in WORD_KINDS for name in others):
        for name in others:
            fault = message("datafiles.unknown_key", key=name)
            reader.problem(node.entries[name][0], fault, did_you_mean(name, _FACTS))
        return None
    reader.problem(node, message("packs.words_and_fact"), message("packs.two_conditions"))
    return None


def _fact(reader: FileReader, node: Node) -> Condition | None:
    found = read_mapping(reader, node, keys.FACT)
    if len(found) != 1:
        if len(found) > 1 or not getattr(node, "entries", True):
            reader.problem(node, message("packs.one_fact"), message("packs.several_conditions"))
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


def _words(
    reader: FileReader, node: Node, allowed: tuple[Key, ...] = _WORD_CONDITION
) -> Condition | None:
    found = read_mapping(reader, node, allowed)
    only_words = PatternContext(words_only=message("packs.in_condition"))
    pattern = combine(reader, node, parts_of(reader, node, found, only_words))
    values = read_values(reader, found, keys.PLACE)
    return None if pattern is None else Condition(pattern, **values)


CONDITIONS: Final = {
    "facts": partial(_conditions, read=_fact),
    "requirements": partial(_conditions, read=_words),
    "conditions": partial(_conditions, read=_condition),
}
"""What reads the lists of conditions, by kind."""
