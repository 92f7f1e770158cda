"""One rule file: from its tree to a `Rule`, with all problems kept in the reader."""

from __future__ import annotations

import re
from collections import abc
from functools import partial
from types import MappingProxyType
from typing import Final

from regcheck.base.datafiles.fields import (
    FileReader,
    did_you_mean,
    entries_of,
    read_mapping,
    read_name,
    read_rule_id,
    read_text,
)
from regcheck.base.datafiles.yaml_nodes import Mapping, Node, Scalar
from regcheck.base.text.patterns import pattern
from regcheck.base.texts.locales import LOCALES
from regcheck.base.texts.localised import NO_TEXT
from regcheck.base.texts.message import message
from regcheck.packs import keys
from regcheck.packs.model import (
    Adjustment,
    Example,
    Fix,
    Pack,
    Rule,
    SourceReference,
    Status,
    Terminal,
)
from regcheck.packs.patterns import CONDITIONS, read_pattern
from regcheck.packs.phrase_syntax import PhraseError, nothing_between, unpaired
from regcheck.packs.terminals import shift_in
from regcheck.packs.values import Read, read_values

_PLACEHOLDER: Final = pattern(r"\{([^{}]*)\}")
_HANDLING: Final = [key.name.replace("-", "_") for key in keys.HANDLING]
_MARK: Final = pattern(r"(\[\[|\]\])")
"""The marks around what must be found in an example."""
_MOST_OF_EXAMPLE: Final = 10_000
"""Code points."""
NO_PATTERN: Final = Terminal("phrase", "", ())
"""Stands for a pattern that cannot be read."""

Nodes = dict[str, Node]
Shared = abc.Mapping[str, Adjustment]


def read_rule(
    reader: FileReader,
    root: Node | None,
    pack: Pack | None = None,
    category: Pack | None = None,
    shared: Shared = MappingProxyType({}),
) -> Rule | None:
    """The rule a file describes; what it leaves out its pack may say, and how its findings stand
    to others the manifest of its category, which is the pack's where there is one. `shared` are
    the adjustments that may be named.

    None when not even the id can be read. When the reader has problems afterwards the rule serves
    only for checking other files against it.
    """
    found = read_mapping(reader, root, keys.RULE)
    rule_id = _read_id(reader, found.get("id"))
    if not rule_id:
        return None
    reader.category = reader.category or rule_id.partition("/")[0]
    further: dict[str, Read] = {
        **CONDITIONS,
        "pattern": read_pattern,
        "adjustments": partial(_read_adjustments, shared=shared),
        "sources": _read_sources,
        "fix": _read_fix,
        "examples": _read_examples,
    }
    values = read_values(reader, found, keys.RULE[1:], further)
    for key in ("message", "advice"):
        _check_placeholders(reader, found.get(key))
    _check_status(reader, found, values.get("status", Status.STABLE))
    manifest = pack or category or Pack("", "")
    if "verdict" in values and not manifest.verdict:
        fault = message("packs.no_verdict", category=rule_id.partition("/")[0])
        reader.problem(found["verdict"], fault, message("packs.say_verdict"))
    names = [*_HANDLING, *(("scope", "strict_language") if pack else ())]
    inherited = {name: getattr(manifest, name) for name in names}
    needed = {"title": NO_TEXT, "message": NO_TEXT, "match": NO_PATTERN, **inherited, **values}
    return Rule(**needed, id=rule_id, path=reader.name, line=found["id"].line)


def _read_id(reader: FileReader, node: Node | None) -> str:
    rule_id = read_rule_id(reader, node)
    if not rule_id or not reader.category:
        return rule_id
    wanted = reader.name.rpartition(".")[0]
    if "/" not in wanted:
        wanted = f"{reader.category}/{wanted}"
    if rule_id != wanted:
        reader.problem(node, message("packs.id_elsewhere", id=rule_id), f"«{wanted}»")
    return rule_id


def _check_status(reader: FileReader, found: Nodes, status: Status) -> None:
    if status is Status.DEPRECATED and "replaced-by" not in found:
        reader.problem(found["status"], message("packs.no_successor"), "replaced-by: id")
    if "replaced-by" in found and status is not Status.DEPRECATED:
        fault = message("packs.not_deprecated")
        reader.problem(found["replaced-by"], fault, "status: deprecated")


def _check_placeholders(reader: FileReader, node: Node | None) -> None:
    values = (value for _, value in node.entries.values()) if isinstance(node, Mapping) else (node,)
    for value in values:
        if not isinstance(value, Scalar):
            continue
        for place in _PLACEHOLDER.finditer(value.text):
            if place[1] not in keys.PLACEHOLDERS:
                reader.problem(
                    value,
                    message("packs.unknown_placeholder", name=place[1][:60]),
                    did_you_mean(place[1], keys.PLACEHOLDERS),
                    shift=shift_in(reader, value, place.start()),
                )
        rest = _PLACEHOLDER.sub(lambda place: " " * len(place[0]), value.text)
        stray = re.search(r"[{}]", rest)
        if stray:
            shift = shift_in(reader, value, stray.start())
            fault, hint = message("packs.lone_sign", sign=stray[0]), message("packs.placeholders")
            reader.problem(value, fault, hint, shift=shift)


def _read_sources(reader: FileReader, node: Node) -> tuple[SourceReference, ...]:
    sources = []
    for item in entries_of(reader, node, message("packs.sources")):
        found = read_mapping(reader, item, keys.SOURCE)
        source = SourceReference(**{"title": "", **read_values(reader, found, keys.SOURCE)})
        if source.url and not re.match(r"https?://[^\s]+\Z", source.url):
            reader.problem(found["url"], message("packs.no_address"), message("packs.https"))
        sources.append(source)
    return tuple(sources)


def _read_adjustments(reader: FileReader, node: Node, shared: Shared) -> tuple[Adjustment, ...]:
    adjustments = []
    for item in entries_of(reader, node, message("packs.adjustments")):
        if not isinstance(item, Scalar):
            found = read_mapping(reader, item, keys.ADJUST)
            adjustments.append(adjustment_of(reader, item, found))
        elif name := read_name(reader, item):
            if name in shared:
                adjustments.append(shared[name])
            else:
                fault = message("packs.no_adjustment", name=name)
                reader.problem(item, fault, did_you_mean(name, sorted(shared)))
    return tuple(adjustments)


def adjustment_of(reader: FileReader, node: Node | None, found: Nodes) -> Adjustment:
    """The adjustment that the values of `keys.ADJUST` in a mapping describe."""
    for key in ("note", "advice"):
        _check_placeholders(reader, found.get(key))
    if found and not found.keys() - {"if"}:
        reader.problem(node, message("packs.nothing_adjusted"), message("packs.adjustable"))
    return Adjustment(**{"conditions": (), **read_values(reader, found, keys.ADJUST, CONDITIONS)})


def _read_fix(reader: FileReader, node: Node) -> Fix | None:
    found = read_mapping(reader, node, keys.FIX)
    values = read_values(reader, found, keys.FIX, {"replacements": _read_replacements})
    return Fix(**values) if "applicability" in values else None


def _read_replacements(reader: FileReader, node: Node) -> dict[str, str]:
    replacements: dict[str, str] = {}
    if not isinstance(node, Mapping):
        reader.problem(node, message("packs.no_replacements"))
        return replacements
    for key, value in node.entries.values():
        old = key.text.lower()
        if old in replacements:
            reader.problem(key, message("packs.replaced_twice", word=key.text))
        replacements[old] = read_text(reader, value)
    return replacements


def _read_examples(reader: FileReader, node: Node) -> tuple[Example, ...]:
    """The examples of a rule, the bad ones first."""
    found = read_mapping(reader, node, keys.EXAMPLES)
    return tuple(
        example
        for key in ("bad", "good")
        for item in entries_of(reader, found.get(key), message("packs.examples"))
        for example in _read_example(reader, item, bad=key == "bad")
    )


def _read_example(reader: FileReader, node: Node, *, bad: bool) -> list[Example]:
    found = read_mapping(reader, node, keys.EXAMPLE)
    scene = read_values(reader, found, keys.EXAMPLE_SCENE)
    if "severity" in scene and not bad:
        reader.problem(found["severity"], message("packs.graded_good"))
    if isinstance(node, Mapping) and not found.keys() & set(LOCALES):
        hint = message("packs.one_of", words=", ".join(LOCALES))
        reader.problem(node, message("packs.empty_example"), hint)
    examples = []
    for language in LOCALES:
        value = found.get(language)
        marked = read_text(reader, value)
        if not marked or not isinstance(value, Scalar):
            continue
        if len(marked) > _MOST_OF_EXAMPLE:
            reader.problem(value, message("packs.long_example", most=f"{_MOST_OF_EXAMPLE:,}"))
            continue
        try:
            text, spans = _take_marks(marked)
        except PhraseError as wrong:
            fault = message("packs.example_fault", fault=wrong.fault)
            reader.problem(value, fault, shift=shift_in(reader, value, wrong.at))
            continue
        if spans and not bad:
            reader.problem(value, message("packs.marked_good"), message("packs.unmark"))
        examples.append(Example(bad, language, text, spans, line=value.line, **scene))
    return examples


def _take_marks(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text without marks, and the marked stretches in it. Raises PhraseError."""
    text, at = "", 0
    spans: list[tuple[int, int]] = []
    opened: tuple[int, int] | None = None
    for piece in _MARK.split(marked):
        if piece == "[[":
            if opened is not None:
                raise PhraseError(message("packs.mark_in_mark"), at)
            opened = (len(text), at)
        elif piece == "]]":
            if opened is None:
                raise PhraseError(unpaired("]]", "[["), at)
            if opened[0] == len(text):
                raise PhraseError(nothing_between("[[", "]]"), at)
            spans.append((opened[0], len(text)))
            opened = None
        else:
            text += piece
        at += len(piece)
    if opened is not None:
        raise PhraseError(unpaired("[[", "]]"), opened[1])
    return text, tuple(spans)
