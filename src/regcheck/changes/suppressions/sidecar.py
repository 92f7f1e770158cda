"""`regcheck.ignore.yaml`: suppressions for text that nobody may edit, by document and address."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from pathlib import Path
from typing import Final

from regcheck.base.datafiles.fields import (
    FileReader,
    entries_of,
    read_mapping,
    read_text,
    read_texts,
    text_nodes,
)
from regcheck.base.datafiles.keys import Key
from regcheck.base.datafiles.yaml_nodes import Node, NodeError
from regcheck.base.errors import ConfigError
from regcheck.base.texts.message import message
from regcheck.changes.suppressions.suppressing import Sidecar
from regcheck.findings.suppression import EXTERNAL, Suppression, check_day
from regcheck.law.address_path import parse_address, parse_path
from regcheck.results.config.load import parse_file
from regcheck.results.config.places import shown

FILE_KEYS: Final = (Key("ignore", "entries", required=True),)
ENTRY_KEYS: Final = (
    Key("document", "text", required=True),
    Key("address", "texts"),
    Key("rules", "texts", required=True),
    Key("reason", "text"),
    Key("until", "text"),
)


def load_sidecar(path: Path, cwd: Path) -> Sidecar:
    """The suppressions in a file. Raises ConfigError with every fault in its form."""
    name = shown(path, cwd)
    try:
        parsed = parse_file(path, name)
    except NodeError as wrong:
        raise ConfigError([wrong.problem]) from None
    reader = FileReader(parsed)
    entries: list[tuple[str, Suppression]] = []
    if parsed.root is not None:
        found = read_mapping(reader, parsed.root, FILE_KEYS)
        for node in entries_of(reader, found.get("ignore"), "suppressions"):
            entries += _read_entry(reader, node, path.parent, cwd)
    if reader.problems:
        raise ConfigError(sorted(reader.problems, key=lambda p: (p.line, p.column)))
    return Sidecar(name, tuple(entries))


def _read_entry(
    reader: FileReader, node: Node, folder: Path, cwd: Path
) -> list[tuple[str, Suppression]]:
    found = read_mapping(reader, node, ENTRY_KEYS)
    document = read_text(reader, found["document"]) if "document" in found else ""
    rules = read_texts(reader, found["rules"]) if "rules" in found else ()
    reason = read_text(reader, found["reason"]) if "reason" in found else ""
    until = read_text(reader, found["until"]) if "until" in found else ""
    words = f"{', '.join(rules)}: {document}"
    one = Suppression(rules, " ".join(reason.split()), until, kind=EXTERNAL)
    if check_day(one).fault:
        what = message("suppressions.no_day", day=until[:40])
        reader.problem(found["until"], what, message("suppressions.write_day"))
    addresses: list[tuple[str, Node]] = list(text_nodes(reader, found.get("address")))
    entries = []
    for address, at in addresses or [("", node)]:
        steps = _steps(reader, address, at) if address else ""
        told = f"{words} {address}".strip()
        made = replace(one, path=reader.path, line=at.line, words=told, address=steps)
        entries.append((document, made))
        outside = shown(folder / document, cwd) if document else ""
        if outside and outside != document:
            entries.append((outside, made))
    return entries


def _steps(reader: FileReader, address: str, node: Node) -> str:
    """The steps of an address path, in its usual form."""
    hint = message("suppressions.write_address")
    try:
        found = parse_path(address)
    except ValueError as wrong:
        reader.problem(node, wrong.args[0], hint)
        return ""
    written = ""
    with contextlib.suppress(ValueError):  # «§ 3 annet ledd»
        written = parse_address(address).path if " " in address else ""
    if found.refid or not found.steps or written not in ("", found.path):
        reader.problem(node, message("suppressions.no_address", address=address), written or hint)
    return found.path
