"""The other files of a pack: groups, shared adjustments, term sheets, manifests, collections."""

from __future__ import annotations

from dataclasses import dataclass

from regcheck.base.datafiles.fields import (
    FileReader,
    entries_of,
    read_choice,
    read_localised,
    read_mapping,
    read_name,
    read_rule_id,
    read_text,
    read_texts,
    read_truth,
    read_version,
    read_whole,
    read_words,
    text_nodes,
)
from regcheck.base.datafiles.yaml_nodes import Mapping, Node
from regcheck.base.texts.locales import LOCALES
from regcheck.base.texts.message import message
from regcheck.packs.keys import (
    ADJUST_KEYS,
    ADJUSTMENT_NAME,
    COLLECTION_KEYS,
    GROUP_KEYS,
    OPTION_KEYS,
    OVERRIDE_KEYS,
    PACK_KEYS,
    PATTERN_KEYS,
    ROLES,
    SHEET_KEYS,
    TERM_KEYS,
    TERM_WORD_KEYS,
)
from regcheck.packs.model import (
    DEFAULT_SCOPE,
    LAST,
    MAP_GROUPS,
    Adjustment,
    Group,
    Pack,
    TermEntry,
)
from regcheck.packs.patterns import combine, parts_of
from regcheck.packs.rule_file import NO_PATTERN, adjustment_of, is_empty_list, read_handling
from regcheck.packs.terminals import PatternContext, read_phrases, read_severity


@dataclass(frozen=True, slots=True)
class Sheet:
    """A term sheet; its name has the category before it (`plain-language/words`)."""

    name: str
    entries: tuple[TermEntry, ...]
    path: str = ""


@dataclass(frozen=True, slots=True)
class SharedAdjustment:
    """An adjustment that rules name."""

    name: str
    adjustment: Adjustment


def read_shared_adjustment(reader: FileReader, root: Node | None) -> SharedAdjustment | None:
    """A shared adjustment; None when its name cannot be read."""
    found = read_mapping(reader, root, (ADJUSTMENT_NAME, *ADJUST_KEYS))
    name = _own_name(reader, found.pop("name", None))
    adjustment = adjustment_of(reader, root, found)
    return SharedAdjustment(name, adjustment) if name else None


def read_group(reader: FileReader, root: Node | None) -> Group | None:
    """A group file; None when its name cannot be read."""
    found = read_mapping(reader, root, (*GROUP_KEYS, *PATTERN_KEYS, *OPTION_KEYS))
    name = _own_name(reader, found.get("name"))
    title = read_localised(reader, found.get("title"))
    patterns = {key: value for key, value in found.items() if key not in ("name", "title")}
    only_words = PatternContext(words_only=message("packs.in_group"))
    pattern = combine(reader, root, parts_of(reader, root, patterns, only_words))
    return Group(name, pattern or NO_PATTERN, title, reader.name) if name else None


def read_sheet(reader: FileReader, root: Node | None) -> Sheet | None:
    """A term sheet; None when its name cannot be read."""
    found = read_mapping(reader, root, SHEET_KEYS)
    name = _own_name(reader, found.get("sheet"))
    if not reader.category:
        reader.problem(root, message("packs.sheet_outside"))
    read_localised(reader, found.get("title"))
    source = read_text(reader, found["source"]) if "source" in found else ""
    entries = [
        entry
        for item in entries_of(reader, found.get("terms"), message("packs.terms"))
        for entry in _read_term(reader, item, source)
    ]
    return Sheet(f"{reader.category}/{name}", tuple(entries), reader.name) if name else None


def _read_term(reader: FileReader, node: Node, source: str) -> list[TermEntry]:
    """The rows of one term: one for each language in it. `source` is that of the sheet."""
    found = read_mapping(reader, node, TERM_KEYS)
    if isinstance(node, Mapping) and not found.keys() & set(LOCALES):
        hint = message("packs.one_of", words=", ".join(LOCALES))
        reader.problem(node, message("packs.empty_term"), hint)
    note = read_text(reader, found["note"]) if "note" in found else ""
    source = read_text(reader, found["source"]) if "source" in found else source
    severity = read_severity(reader, found.get("severity"))
    entries = []
    for language in LOCALES:
        if language not in found:
            continue
        words = read_mapping(reader, found[language], TERM_WORD_KEYS)
        avoid = _plain_phrases(reader, words.get("avoid"), language)
        use = read_texts(reader, words["use"]) if "use" in words else ()
        entries.append(TermEntry(language, avoid, use, note, severity, source))
    return entries


def _plain_phrases(reader: FileReader, node: Node | None, language: str) -> tuple[str, ...]:
    """Phrases that stand for a list of words: no gap, group or wildcard inside."""
    phrases = []
    for text, facts, scalar in read_phrases(reader, node, language):
        if facts.has_gap or facts.groups or facts.has_inner_wildcard:
            fault = message("packs.more_than_words", text=text[:60])
            reader.problem(scalar, fault, message("packs.own_rule"))
        phrases.append(text)
    return tuple(phrases)


def read_pack(reader: FileReader, root: Node | None) -> Pack | None:
    """A category's manifest; None when its name cannot be read."""
    found = read_mapping(reader, root, PACK_KEYS)
    name = read_name(reader, found["name"]) if "name" in found else ""
    if name and reader.category and name != reader.category:
        reader.problem(
            found["name"], message("packs.pack_elsewhere", name=name), f"name: {reader.category}"
        )
    if not name:
        return None
    return Pack(
        name=name,
        version=read_version(reader, found.get("version")),
        title=read_localised(reader, found.get("title")),
        description=read_localised(reader, found.get("description")),
        label=read_localised(reader, found.get("label"), all_three=True),
        order=read_whole(reader, found.get("order"), LAST),
        map_order=read_whole(reader, found.get("map-order")),
        map_group=read_choice(reader, found.get("map-group"), MAP_GROUPS),
        gold_order=read_whole(reader, found.get("gold-order")),
        verdict=read_truth(reader, found.get("verdict")),
        strict_language=read_truth(reader, found.get("strict-language")),
        scope=read_words(reader, found.get("scope"), ROLES) or DEFAULT_SCOPE,
        **read_handling(reader, found),
        path=reader.name,
    )


def read_collection(reader: FileReader, root: Node | None) -> Pack | None:
    """A collection; None when its name cannot be read."""
    found = read_mapping(reader, root, COLLECTION_KEYS)
    name = _own_name(reader, found.get("name"))
    selectors: dict[str, tuple[str, ...]] = {}
    for key in ("include", "exclude"):
        nodes = [] if is_empty_list(found.get(key)) else text_nodes(reader, found.get(key))
        for text, scalar in nodes:
            reader.refer("selector", text, scalar)
        selectors[key] = tuple(text for text, _ in nodes)
    if not name:
        return None
    return Pack(
        name=name,
        version=read_version(reader, found.get("version")),
        title=read_localised(reader, found.get("title")),
        description=read_localised(reader, found.get("description")),
        includes=selectors["include"],
        excludes=selectors["exclude"],
        overrides=_read_overrides(reader, found.get("override")),
        path=reader.name,
    )


def _read_overrides(reader: FileReader, node: Node | None) -> dict[str, dict[str, str]]:
    if node is None:
        return {}
    if not isinstance(node, Mapping):
        reader.problem(node, message("packs.no_overrides"), "paper/some-rule: {severity: info}")
        return {}
    overrides = {}
    for key, value in node.entries.values():
        rule_id = read_rule_id(reader, key)
        found = read_mapping(reader, value, OVERRIDE_KEYS)
        words = {
            spec.name: read_choice(reader, found.get(spec.name), spec.choices)
            for spec in OVERRIDE_KEYS
        }
        if rule_id:
            reader.refer("rule", rule_id, key)
            overrides[rule_id] = {name: word for name, word in words.items() if word}
    return overrides


def _own_name(reader: FileReader, node: Node | None) -> str:
    """A name that must also be the file's."""
    if node is None:
        return ""
    name = read_name(reader, node)
    wanted = reader.name.rpartition("/")[2].rpartition(".")[0]
    if name and wanted and name != wanted:
        reader.problem(node, message("packs.name_elsewhere", name=name), f"«{wanted}»")
    return name
