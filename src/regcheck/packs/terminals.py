"""From the nodes of a rule file to single patterns: phrases, expressions, compounds,
dependencies, measures and names."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from regcheck.base.datafiles.fields import (
    FileReader,
    entries_of,
    read_choice,
    read_mapping,
    read_name,
    read_text,
    read_texts,
    read_words,
    text_nodes,
)
from regcheck.base.datafiles.yaml_nodes import Items, Mapping, Node, Scalar, to_plain
from regcheck.base.text.patterns import pattern
from regcheck.base.text.printable import cut
from regcheck.base.texts.message import Message, message
from regcheck.packs import keys
from regcheck.packs.model import Terminal
from regcheck.packs.phrase_syntax import (
    PhraseError,
    Sequence,
    Word,
    atoms_in,
    groups_named,
    left_of,
    on_one_line,
    parse_phrase,
)
from regcheck.packs.values import read_values

MAX_EXPRESSION: Final = 5_000
MAX_BRACKETS: Final = 200
MAX_PARTS: Final = 10_000
_TOKEN: Final = pattern(
    r"(?P<refused>\(\?(?:R\)|[+-]?\d|&|P>|[a-zA-Z01]*[xV]))|\(\?#[^)]*\)|\\[pPNxgo]\{[^}]*\}|\\[\s\S]"
    r"|\[\^?\]?(?:\\[\s\S]|[^\]\\])*\]|(?P<sign>[()])|\{(?P<least>\d*)(?P<comma>,?)(?P<most>\d*)\}"
    r"|[\s\S]"
)
_HINTS: Final = {
    "missing )": "packs.close_brackets",
    "unbalanced parenthesis": "packs.bracket_as_such",
    "nothing to repeat": "packs.sign_as_such",
    "unterminated character set": "packs.close_sets",
}
"""What to do about what the module `regex` says."""


_Said = tuple[tuple[str, ...], tuple[tuple[str, str], ...]]
"""The values of a pattern, none after a problem, and its options."""
_NOTHING: Final[_Said] = ((), ())


@dataclass(frozen=True, slots=True)
class PatternContext:
    """What holds where a pattern stands: its language, the name of the place when only words may
    stand there, and the options beside it."""

    language: str = ""
    words_only: Message | None = None
    options: tuple[tuple[str, str], ...] = ()

    def but(self, **changes: Any) -> PatternContext:
        """The same place with something else about it."""
        return replace(self, **changes)


def read_terminal(
    reader: FileReader, key: str, value: Node, line: int, where: PatternContext
) -> Terminal | None:
    """The pattern under a key that holds a single one, in a line; None after a problem."""
    values, options = _READERS[key](reader, value, where)
    kind = "structure" if key == "decision" else key
    return Terminal(kind, where.language, values, options, line) if values else None


def _read_phrase(reader: FileReader, text: str, node: Scalar, language: str) -> Sequence | None:
    """The atoms of a phrase; None after a problem. Notes the groups it refers to."""
    shown = cut(text, 60)
    try:
        sequence = parse_phrase(text)
    except PhraseError as wrong:
        shift = shift_in(reader, node, wrong.at)
        fault = message("packs.phrase_fault", phrase=shown, fault=wrong.fault)
        reader.problem(node, fault, shift=shift)
        return None
    if any(isinstance(atom, Word) and atom.lemma for atom in atoms_in(sequence)):
        _check_language(reader, node, "~", PatternContext(language))
    for name in groups_named(sequence):
        reader.refer("group", name, node, in_phrase=True)
    left = left_of(sequence)
    if left is not None:
        alone = message("packs.matches_alone", word=left) if left else message("packs.nothing")
        reader.doubt(
            node,
            message("packs.optional_words", phrase=shown, left=alone),
            message("packs.obligatory"),
        )
    return sequence


def read_phrases(
    reader: FileReader, node: Node | None, language: str
) -> list[tuple[str, Sequence, Scalar]]:
    """The phrases of a list that are well-formed, on one line each, with their atoms."""
    return [
        (on_one_line(text), sequence, scalar)
        for text, scalar in text_nodes(reader, node)
        if (sequence := _read_phrase(reader, text, scalar, language)) is not None
    ]


def _phrases(reader: FileReader, node: Node, where: PatternContext) -> _Said:
    phrases = read_phrases(reader, node, where.language)
    return tuple(text for text, _, _ in phrases), where.options


def _lemmas(reader: FileReader, node: Node, where: PatternContext) -> _Said:
    _check_language(reader, node, "lemma", where)
    values = []
    for text, scalar in text_nodes(reader, node):
        if sign := next((c for c in text if c in "[](){}<>~*|"), ""):
            fault = message("packs.no_sign_in_lemma", sign=sign)
            reader.problem(scalar, fault, message("packs.any_form_in_phrase"))
        else:
            values.append(text)
    return tuple(values), where.options


def _expressions(reader: FileReader, node: Node, where: PatternContext) -> _Said:
    values = (text for text, one in text_nodes(reader, node) if read_regex(reader, text, one))
    return tuple(values), where.options


def read_regex(reader: FileReader, text: str, node: Scalar) -> bool:
    """Whether an expression can be used; a problem at the place in it when not."""
    wrong = _fault_in(text)
    if wrong is None:
        return True
    fault, hint, at = wrong
    shift = shift_in(reader, node, at)
    reader.problem(node, message("packs.expression_fault", fault=fault), hint, shift=shift)
    return False


def _fault_in(expression: str) -> tuple[str | Message, str | Message, int] | None:
    """Why an expression cannot be used, what to do, and at which of its code points (from 0); None
    when all is well. It is compiled as the engine does; how long it may search is not looked at."""
    try:
        import regex as engine
    except ImportError:
        import re as engine
    if len(expression) > MAX_EXPRESSION:
        return message("packs.longer_than", most=f"{MAX_EXPRESSION:,}"), "", 0
    if expression.count("(") > MAX_BRACKETS:
        return message("packs.more_brackets", most=MAX_BRACKETS), "", 0
    if (at := refused_at(expression)) >= 0:
        return message("packs.refers_to_itself"), message("packs.write_it_out"), at
    if size_of(expression) > MAX_PARTS:
        told = message("packs.large_expression", most=f"{MAX_PARTS:,}")
        return told, message("packs.fewer_repeats"), 0
    try:
        compiled = engine.compile(expression, engine.IGNORECASE)
        is_empty = _may_be_empty(compiled)
    except engine.error as wrong:
        said = str(wrong.msg)
        return said, message(_HINTS[said]) if said in _HINTS else "", wrong.pos or 0
    except (RecursionError, OverflowError, MemoryError, ValueError, IndexError, KeyError) as wrong:
        return message("packs.cannot_compile", fault=type(wrong).__name__), "", 0
    if is_empty:
        return message("packs.matches_empty"), message("packs.obligatory_part"), 0
    return None


def refused_at(expression: str) -> int:
    """Where an expression refers to itself, or changes how it is written; -1 for nowhere."""
    found = (one.start() for one in _TOKEN.finditer(expression) if one["refused"])
    return next(found, -1)


def size_of(expression: str) -> int:
    """About how many parts an expression has when its repeats are written out."""
    outer: list[int] = []
    total = last = 0  # of what stands in the group that is open, and of the last part in it
    for token in _TOKEN.finditer(expression):
        if token["sign"] == "(":
            outer.append(total)
            total = last = 0
        elif token["sign"] == ")" and outer:
            last = total + 1
            total = outer.pop() + last
        elif token["least"] or token["most"]:
            times = max(int(token[name][:6] or 0) for name in ("least", "most"))
            total += last * (max(times, 1) - 1)
            last *= max(times, 1)
        else:
            last = 1
            total += 1
    return total


def _may_be_empty(compiled: Any) -> bool:
    """Whether an expression matches nothing at all; so too where that cannot be told in time."""
    limit = {} if isinstance(compiled, re.Pattern) else {"timeout": 1}
    try:
        return compiled.fullmatch("", **limit) is not None
    except TimeoutError:
        return True


def _compound(reader: FileReader, node: Node, where: PatternContext) -> _Said:
    found = read_mapping(reader, node, keys.COMPOUND)
    if not isinstance(node, Mapping):
        return _NOTHING
    _check_language(reader, node, "compound", where)
    if "head" not in found and "modifier" not in found:
        reader.problem(node, message("packs.empty_compound"))
    spec: dict[str, list[str]] = {}
    for key in sorted(found):
        words = []
        for text, scalar in text_nodes(reader, found[key]):
            if all(char.isalpha() or char == "-" for char in text):
                words.append(text)
            else:
                reader.problem(scalar, message("packs.not_one_word", text=cut(text, 60)))
        spec[key] = words
    return (json.dumps(spec, ensure_ascii=False),), ()


def _metric(reader: FileReader, node: Node, _: PatternContext) -> _Said:
    found = read_mapping(reader, node, keys.METRIC)
    limits = read_values(reader, found, keys.METRIC)
    if name := limits.pop("name", ""):
        reader.refer("check", name, found["name"])
    if found and not found.keys() - {"name"}:
        reader.problem(node, message("packs.no_limit"), message("packs.limits"))
    options = sorted((key.replace("_", "-"), value) for key, value in limits.items())
    return (name,) if name else (), tuple(options)


def _decision(reader: FileReader, node: Node, _: PatternContext) -> _Said:
    """What is asked of decisions with certain boxes, or of sentences with certain phrases; the
    allowed values of a box lie between spaces."""
    before, found = len(reader.problems), read_mapping(reader, node, keys.DECISION)
    asked = keys.ASKED_OF_WORDS if "phrase" in found else keys.ASKED_OF_DECISIONS
    options = []
    for key in (one for one in keys.DECISION if one.name in found):
        allowed = asked if key.name == "ask" else key.choices
        value = found[key.name]
        if key.kind == "choice":
            words: tuple[str, ...] = (read_choice(reader, value, allowed),)
        else:
            words = read_words(reader, value, allowed) if allowed else read_texts(reader, value)
        options.append((key.name, " ".join(words)))
    if len(reader.problems) > before:
        return _NOTHING
    return ("decision",), tuple(sorted(options))


def _dependency(reader: FileReader, node: Node, where: PatternContext) -> _Said:
    """A dependency pattern as JSON. One of its nodes must name words, which the text is searched
    for first."""
    before, nodes = len(reader.problems), entries_of(reader, node, message("packs.tree_nodes"))
    if isinstance(node, Items) and not 0 < len(nodes) <= keys.MOST_NODES:
        reader.problem(node, message("packs.many_nodes", most=keys.MOST_NODES))
    names: set[str] = set()
    naming: set[str] = set()
    for place, one in enumerate(nodes):
        found = read_mapping(reader, one, keys.NODE if place else keys.ROOT)
        for key, value in found.items():
            name = read_text(reader, value) if key.endswith("_ID") else ""
            if name and (key == "LEFT_ID") != (name in names):
                reader.problem(value, message(f"packs.{key.lower()}", name=cut(name, 60)))
        read_choice(reader, found.get("REL_OP"), keys.NODE[-1].choices)
        naming |= _words_named(reader, found.get("RIGHT_ATTRS"))
        names.add(read_text(reader, found.get("RIGHT_ID")))
    if len(reader.problems) > before:
        return _NOTHING
    if "LEMMA" in naming:
        _check_language(reader, node, "LEMMA", where)
    if not naming:
        reader.problem(node, message("packs.no_node_words"), message("packs.name_words"))
    return (json.dumps(to_plain(node), ensure_ascii=False),), ()


def _words_named(reader: FileReader, node: Node | None) -> set[str]:
    named = set()
    for name, said in (read_mapping(reader, node, keys.ATTRIBUTE) if node else {}).items():
        if isinstance(said, Mapping):
            some = read_mapping(reader, said, keys.ATTRIBUTE_SET)
            said_in = {key: read_texts(reader, value) for key, value in some.items()}
            positive = bool(said_in.get("IN"))
        else:
            positive = bool(read_text(reader, said))
        if positive and name in ("LOWER", "LEMMA"):
            named.add(name)
    return named


def shift_in(reader: FileReader, node: Scalar, at: int) -> int:
    """How many code points after the start of a value its character `at` stands in the file's
    line; 0 when the value is not written as it reads (escapes, folded lines)."""
    if not 0 < node.line <= len(reader.lines):
        return 0
    line = reader.lines[node.line - 1]
    quote = 0 if node.plain else 1
    begin = node.column - 1 + quote
    return quote + at if line[begin : begin + len(node.text)] == node.text else 0


def _check_language(reader: FileReader, node: Node, key: str, where: PatternContext) -> None:
    if not where.language:
        fault = message("packs.needs_language", key=key)
        reader.problem(node, fault, message("packs.put_under_language"))


def _named(reader: FileReader, node: Node, _: PatternContext, kind: str) -> _Said:
    name = read_name(reader, node)
    if name and kind == "sheet":
        name = f"{reader.category}/{name}"
    if name:
        reader.refer(kind, name, node)
    return (name,) if name else (), ()


_READERS: Final[AnyMapping[str, Callable[[FileReader, Node, PatternContext], _Said]]] = {
    "phrase": _phrases,
    "lemma": _lemmas,
    "regex": _expressions,
    "compound": _compound,
    "metric": _metric,
    "decision": _decision,
    "dependency": _dependency,
    "structure": partial(_named, kind="check"),
    "terms": partial(_named, kind="sheet"),
    "group": partial(_named, kind="group"),
}
