"""Reading typed values from the nodes of one file. A wrong value gives a problem and an empty
value, so that the rest of the file is still read."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from regcheck.base.datafiles.keys import Key
from regcheck.base.datafiles.yaml_nodes import Items, Mapping, Node, ParsedFile, Scalar, excerpt_of
from regcheck.base.errors import Problem
from regcheck.base.text.patterns import pattern
from regcheck.base.text.printable import clean, cut
from regcheck.base.texts.locales import LOCALES
from regcheck.base.texts.localised import Localised
from regcheck.base.texts.message import Message, message

NAME: Final = pattern(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*\Z")
RULE_ID: Final = pattern(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*/[a-z0-9]+(?:-[a-z0-9]+)*\Z")
MAX_WHOLE: Final = 1_000_000
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class NeededName:
    """A name in one file of something in another: `group`, `sheet`, `rule` or `check`."""

    kind: str
    name: str
    reader: FileReader
    node: Node
    in_phrase: bool = False


class FileReader:
    """One parsed file with its problems and doubts, and the names it refers to. `name` is its place
    in the pack folder, `category` what that place says, or empty."""

    __slots__ = ("category", "doubts", "lines", "name", "path", "problems", "references")

    def __init__(self, parsed: ParsedFile, name: str = "", category: str = "") -> None:
        self.name = name
        self.path = parsed.path
        self.lines = parsed.lines
        self.problems: list[Problem] = list(parsed.problems)
        self.doubts: list[Problem] = []
        self.category = category
        self.references: list[NeededName] = []

    def problem(
        self,
        node: Node | None,
        what: str | Message,
        hint: str | Message = "",
        *,
        shift: int = 0,
    ) -> None:
        """Keep a problem at the node, `shift` code points further on in its line."""
        self.problems.append(self._problem(node, what, hint, shift))

    def doubt(self, node: Node, what: str | Message, hint: str | Message = "") -> None:
        """Keep something at the node that can be loaded, but is hardly meant."""
        self.doubts.append(self._problem(node, what, hint, 0))

    def _problem(
        self, node: Node | None, what: str | Message, hint: str | Message, shift: int
    ) -> Problem:
        line, column = (node.line, node.column + shift) if node is not None else (1, 1)
        excerpt = excerpt_of(self.lines, line)
        return Problem(self.path, line, column, clean(what), clean(hint), excerpt)

    def refer(self, kind: str, name: str, node: Node, *, in_phrase: bool = False) -> None:
        """Note that the file needs something that another file has."""
        self.references.append(NeededName(kind, name, self, node, in_phrase))


def nearest(word: str, allowed: Iterable[str]) -> str:
    """The allowed word most like `word`, or empty when none is near."""
    found = difflib.get_close_matches(word.lower(), sorted(allowed), n=1, cutoff=0.6)
    return found[0] if found else ""


def did_you_mean(word: str, allowed: Iterable[str], *, listed: int = 16) -> str | Message:
    """A hint with the nearest allowed word, or all of them when they are few and none is near."""
    options = list(dict.fromkeys(allowed))
    near = nearest(word, options)
    if near:
        return message("datafiles.did_you_mean", word=near)
    if 0 < len(options) <= listed:
        return message("datafiles.allowed", words=", ".join(options))
    return ""


def read_mapping(reader: FileReader, node: Node | None, keys: Sequence[Key]) -> dict[str, Node]:
    """The values of a mapping by key; unknown keys and missing required ones are problems."""
    if not isinstance(node, Mapping):
        wanted = ", ".join(key.name for key in keys[:6])
        detail = message("datafiles.expected_mapping", found=_kind_of(node))
        reader.problem(node, detail, message("datafiles.with_keys", keys=wanted))
        return {}
    known = {key.name for key in keys}
    found: dict[str, Node] = {}
    for name, (written, value) in node.entries.items():
        if name not in known:
            hint = did_you_mean(name, [key.name for key in keys], listed=30)
            if _is_empty(value) and " " in name:
                hint = message("datafiles.quote_comma")
            reader.problem(written, message("datafiles.unknown_key", key=_short(name)), hint)
        elif not _is_empty(value):
            found[name] = value
    for key in keys:
        if key.required and key.name not in found:
            at = node.entries[key.name][0] if key.name in node.entries else node
            reader.problem(at, message("datafiles.missing_key", key=key.name))
    return found


def read_text(reader: FileReader, node: Node | None) -> str:
    """A text that is not empty; a plain number or truth value is a problem."""
    if not isinstance(node, Scalar):
        return _refused(reader, node, message("datafiles.expected_text", found=_kind_of(node)), "")
    value = node.value()
    if not isinstance(value, str):
        detail = message("datafiles.expected_text", found=_kind_of(node))
        reader.problem(node, detail, message("datafiles.in_quotes", text=node.text))
        return ""
    if not value.strip():
        reader.problem(node, message("datafiles.empty_text"))
        return ""
    return value.strip("\n") if "\n" in value else value


def read_version(reader: FileReader, node: Node | None) -> str:
    """A version as text; a plain number such as 1.0 is taken as written."""
    if isinstance(node, Scalar) and isinstance(node.value(), int | float):
        return node.text
    return read_text(reader, node)


def text_nodes(reader: FileReader, node: Node | None) -> list[tuple[str, Scalar]]:
    """Texts with their nodes, from one text or a list of them."""
    if node is None:
        return []
    nodes = node.nodes if isinstance(node, Items) else [node]
    if not nodes:
        reader.problem(node, message("datafiles.empty_list"))
    read = ((read_text(reader, item), item) for item in nodes)
    return [(text, item) for text, item in read if text and isinstance(item, Scalar)]


def read_texts(reader: FileReader, node: Node | None) -> tuple[str, ...]:
    """One text or a list of them."""
    return tuple(text for text, _ in text_nodes(reader, node))


def read_choice(reader: FileReader, node: Node | None, allowed: Sequence[str]) -> str:
    """One of the allowed words; empty when left out or wrong."""
    text = read_text(reader, node)
    if text and text not in allowed:
        detail = message("datafiles.not_allowed", word=_short(text))
        reader.problem(node, detail, did_you_mean(text, allowed))
        return ""
    return text


def read_words(reader: FileReader, node: Node | None, allowed: Sequence[str]) -> tuple[str, ...]:
    """One or several of the allowed words; an empty list is allowed."""
    if isinstance(node, Items) and not node.nodes:
        return ()
    found = [read_choice(reader, item, allowed) for _, item in text_nodes(reader, node)]
    return tuple(word for word in found if word)


def read_truth(reader: FileReader, node: Node | None, default: bool = False) -> bool:
    """`true` or `false`."""
    value = node.value() if isinstance(node, Scalar) else None
    if isinstance(value, bool):
        return value
    return _refused(
        reader, node, message("datafiles.expected_truth", found=_kind_of(node)), default
    )


def read_whole(reader: FileReader, node: Node | None, default: int = 0) -> int:
    """A whole number from 0 to a million."""
    value = node.value() if isinstance(node, Scalar) else None
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MAX_WHOLE:
        return value
    return _refused(
        reader, node, message("datafiles.expected_whole", found=_kind_of(node)), default
    )


def read_number(reader: FileReader, node: Node | None) -> str:
    """A number, as written; empty when left out or wrong."""
    value = node.value() if isinstance(node, Scalar) else None
    if isinstance(node, Scalar) and type(value) in (int, float):
        return node.text
    return _refused(reader, node, message("datafiles.expected_number", found=_kind_of(node)), "")


def _refused(reader: FileReader, node: Node | None, problem: Message, default: T) -> T:
    """The default; a problem too, unless the value is left out."""
    if node is not None:
        reader.problem(node, problem)
    return default


def read_localised(reader: FileReader, node: Node | None) -> Localised:
    """A text in nb, nn and en, in some of these, or a plain one that serves for all."""
    if node is None:
        return Localised()
    if isinstance(node, Scalar):
        return Localised(read_text(reader, node))
    found = read_mapping(reader, node, [Key(language, "text") for language in LOCALES])
    if isinstance(node, Mapping) and not found:
        reader.problem(node, message("datafiles.missing_key", key=" / ".join(LOCALES)))
    return Localised(**{name: read_text(reader, value) for name, value in found.items()})


def read_name(reader: FileReader, node: Node | None) -> str:
    """A kebab-case name."""
    text = read_text(reader, node)
    if text and not NAME.match(text):
        reader.problem(node, message("datafiles.no_kebab", word=_short(text)), _kebab(text))
        return ""
    return text


def read_rule_id(reader: FileReader, node: Node | None) -> str:
    """An id `category/rule-name`."""
    text = read_text(reader, node)
    if text and not RULE_ID.match(text):
        hint = _kebab(text) if "/" in text else message("datafiles.rule_id")
        reader.problem(node, message("datafiles.no_rule_id", word=_short(text)), hint)
        return ""
    return text


def entries_of(reader: FileReader, node: Node | None, what: str | Message) -> list[Node]:
    """The members of a list; anything else is a problem."""
    if node is None:
        return []
    if not isinstance(node, Items):
        detail = message("datafiles.expected_list", what=what, found=_kind_of(node))
        reader.problem(node, detail, message("datafiles.begin_list"))
        return []
    return node.nodes


def _kebab(text: str) -> str | Message:
    plain = text.lower().translate(str.maketrans("æøå", "aoa"))
    tidy = "/".join(re.sub(r"[^a-z0-9]+", "-", part).strip("-") for part in plain.split("/"))
    return message("datafiles.for_instance", word=tidy) if tidy else ""


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and node.value() is None


def _short(text: str) -> str:
    return cut(text, 60)


def _kind_of(node: Node | None) -> str | Message:
    if isinstance(node, Items):
        return message("datafiles.a_list")
    if isinstance(node, Mapping):
        return message("datafiles.a_mapping")
    value = None if node is None else node.value()
    if node is None or value is None:
        return message("datafiles.nothing")
    if isinstance(value, str):
        return f"«{_short(value)}»" if value else message("datafiles.an_empty_text")
    if isinstance(value, bool):
        return message("datafiles.a_truth_value", text=_short(node.text))
    return message("datafiles.a_number", text=_short(node.text))
