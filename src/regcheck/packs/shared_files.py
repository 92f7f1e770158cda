"""The other files of a pack: groups, shared adjustments, term sheets, manifests, collections. Each
gives its name and its value, or None when the name cannot be read."""

from __future__ import annotations

from regcheck.base.datafiles.fields import (
    FileReader,
    entries_of,
    read_choice,
    read_localised,
    read_mapping,
    read_name,
    read_texts,
)
from regcheck.base.datafiles.yaml_nodes import Mapping, Node
from regcheck.base.texts.locales import LOCALES
from regcheck.base.texts.message import message
from regcheck.packs import keys
from regcheck.packs.model import DEFAULT_SCOPE, Adjustment, Group, Pack, TermEntry
from regcheck.packs.patterns import combine, parts_of
from regcheck.packs.phrase_syntax import is_plain
from regcheck.packs.rule_file import NO_PATTERN, adjustment_of
from regcheck.packs.terminals import PatternContext, read_phrases
from regcheck.packs.values import read_present_id, read_values


def read_shared_adjustment(reader: FileReader, root: Node | None) -> tuple[str, Adjustment] | None:
    """An adjustment that rules name."""
    found = read_mapping(reader, root, (keys.ADJUSTMENT_NAME, *keys.ADJUST))
    name = _own_name(reader, found.pop("name", None))
    adjustment = adjustment_of(reader, root, found)
    return (name, adjustment) if name else None


def read_group(reader: FileReader, root: Node | None) -> tuple[str, Group] | None:
    """A group of patterns."""
    found = read_mapping(reader, root, (*keys.GROUP, *keys.PATTERN, *keys.OPTION))
    name = _own_name(reader, found.pop("name", None))
    title = read_localised(reader, found.pop("title", None))
    only_words = PatternContext(words_only=message("packs.in_group"))
    pattern = combine(reader, root, parts_of(reader, root, found, only_words))
    return (name, Group(name, pattern or NO_PATTERN, title, reader.name)) if name else None


def read_sheet(reader: FileReader, root: Node | None) -> tuple[str, tuple[TermEntry, ...]] | None:
    """A term sheet; its name has the category before it (`plain-language/words`)."""
    found = read_mapping(reader, root, keys.SHEET)
    name = _own_name(reader, found.get("sheet"))
    if not reader.category:
        reader.problem(root, message("packs.sheet_outside"))
    source = read_values(reader, found, keys.SHEET[1:3]).get("source", "")
    entries = [
        entry
        for item in entries_of(reader, found.get("terms"), message("packs.terms"))
        for entry in _read_term(reader, item, source)
    ]
    return (f"{reader.category}/{name}", tuple(entries)) if name else None


def _read_term(reader: FileReader, node: Node, source: str) -> list[TermEntry]:
    """The rows of one term: one for each language in it. `source` is that of the sheet."""
    found = read_mapping(reader, node, keys.TERM)
    if isinstance(node, Mapping) and not found.keys() & set(LOCALES):
        hint = message("packs.one_of", words=", ".join(LOCALES))
        reader.problem(node, message("packs.empty_term"), hint)
    values = {"source": source, **read_values(reader, found, keys.TERM_NOTES)}
    entries = []
    for language in LOCALES:
        if language in found:
            words = read_mapping(reader, found[language], keys.TERM_WORD)
            avoid = _plain_phrases(reader, words.get("avoid"), language)
            use = read_texts(reader, words.get("use"))
            entries.append(TermEntry(language, avoid, use, **values))
    return entries


def _plain_phrases(reader: FileReader, node: Node | None, language: str) -> tuple[str, ...]:
    phrases = []
    for text, sequence, scalar in read_phrases(reader, node, language):
        if not is_plain(sequence):
            fault = message("packs.more_than_words", text=text[:60])
            reader.problem(scalar, fault, message("packs.own_rule"))
        phrases.append(text)
    return tuple(phrases)


def read_pack(reader: FileReader, root: Node | None) -> tuple[str, Pack] | None:
    """A category's manifest."""
    found = read_mapping(reader, root, keys.PACK)
    name = read_name(reader, found.get("name"))
    if name and reader.category and name != reader.category:
        reader.problem(
            found["name"], message("packs.pack_elsewhere", name=name), f"name: {reader.category}"
        )
    values = {"version": "", **read_values(reader, found, keys.PACK[1:])}
    values["scope"] = values.get("scope") or DEFAULT_SCOPE
    return (name, Pack(name, **values, path=reader.name)) if name else None


def read_collection(reader: FileReader, root: Node | None) -> tuple[str, Pack] | None:
    """A collection."""
    found = read_mapping(reader, root, keys.COLLECTION)
    name = _own_name(reader, found.get("name"))
    values = read_values(reader, found, keys.COLLECTION[1:], {"overrides": _read_overrides})
    return (name, Pack(name, **{"version": "", **values}, path=reader.name)) if name else None


def _read_overrides(reader: FileReader, node: Node) -> dict[str, dict[str, str]]:
    if not isinstance(node, Mapping):
        reader.problem(node, message("packs.no_overrides"), "paper/some-rule: {severity: info}")
        return {}
    overrides = {}
    for key, value in node.entries.values():
        rule_id = read_present_id(reader, key)
        found = read_mapping(reader, value, keys.OVERRIDE)
        words = {
            spec.name: read_choice(reader, found.get(spec.name), spec.choices)
            for spec in keys.OVERRIDE
        }
        if rule_id:
            overrides[rule_id] = {name: word for name, word in words.items() if word}
    return overrides


def _own_name(reader: FileReader, node: Node | None) -> str:
    """A name that must also be the file's."""
    name = read_name(reader, node)
    wanted = reader.name.rpartition("/")[2].rpartition(".")[0]
    if name and wanted and name != wanted:
        reader.problem(node, message("packs.name_elsewhere", name=name), f"«{wanted}»")
    return name
