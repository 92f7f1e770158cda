"""From the nodes of a rule file to single patterns: phrases, expressions, compounds,
dependencies, measures and names."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from regcheck.base.datafiles.fields import (
    FileReader,
    entries_of,
    read_choice,
    read_mapping,
    read_name,
    read_number,
    read_text,
    read_texts,
    read_words,
    text_nodes,
)
from regcheck.base.datafiles.yaml_nodes import Items, Mapping, Node, Scalar, to_plain
from regcheck.base.text.printable import cut
from regcheck.base.texts.message import Message, message
from regcheck.packs.expression_size import MOST, refused_at, size_of
from regcheck.packs.keys import (
    ASKED_OF_DECISIONS,
    ASKED_OF_WORDS,
    ATTRIBUTE_KEYS,
    ATTRIBUTE_SET_KEYS,
    COMPOUND_KEYS,
    DECISION_KEYS,
    METRIC_KEYS,
    MOST_NODES,
    NODE_KEYS,
    ROOT_KEYS,
    SEVERITIES,
)
from regcheck.packs.model import Severity, Terminal
from regcheck.packs.phrase_syntax import (
    PhraseError,
    PhraseFacts,
    left_of,
    on_one_line,
    parse_phrase,
    phrase_facts,
)

MAX_EXPRESSION: Final = 5_000
MAX_BRACKETS: Final = 200
_HINTS: Final = {
    "missing )": "packs.close_brackets",
    "unbalanced parenthesis": "packs.bracket_as_such",
    "nothing to repeat": "packs.sign_as_such",
    "unterminated character set": "packs.close_sets",
}
"""What to do about what the module `regex` says."""


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
    language = where.language
    if key in ("phrase", "lemma"):
        return _phrases(reader, key, value, line, where)
    if key == "regex":
        values = [t for t, scalar in text_nodes(reader, value) if read_regex(reader, t, scalar)]
        return Terminal(key, language, tuple(values), where.options, line) if values else None
    if key == "compound":
        return _compound(reader, value, line, language)
    if key == "metric":
        return _metric(reader, value, line, language)
    if key == "decision":
        return _decision(reader, value, line, language)
    if key == "dependency":
        return _dependency(reader, value, line, language)
    name = read_name(reader, value)
    if not name:
        return None
    if key == "structure":
        reader.refer("check", name, value)
    elif key == "terms":
        name = f"{reader.category}/{name}"
        reader.refer("sheet", name, value)
    else:
        reader.refer("group", name, value)
    return Terminal(key, language, (name,), (), line)


def read_phrase(reader: FileReader, text: str, node: Scalar, language: str) -> PhraseFacts | None:
    """What a phrase holds; None after a problem. Notes the groups it refers to."""
    shown = cut(text, 60)
    try:
        facts = phrase_facts(text)
    except PhraseError as wrong:
        shift = shift_in(reader, node, wrong.at)
        fault = message("packs.phrase_fault", phrase=shown, fault=wrong.fault)
        reader.problem(node, fault, shift=shift)
        return None
    if facts.has_lemma and not language:
        reader.problem(node, _needs_language("~"), message("packs.put_under_language"))
    for name, _ in facts.groups:
        reader.refer("group", name, node, in_phrase=True)
    left = left_of(parse_phrase(text))
    if left is not None:
        alone = message("packs.matches_alone", word=left) if left else message("packs.nothing")
        reader.doubt(
            node,
            message("packs.optional_words", phrase=shown, left=alone),
            message("packs.obligatory"),
        )
    return facts


def read_phrases(
    reader: FileReader, node: Node | None, language: str
) -> list[tuple[str, PhraseFacts, Scalar]]:
    """The phrases of a list that are well-formed, on one line each, with what they hold."""
    return [
        (on_one_line(text), facts, scalar)
        for text, scalar in text_nodes(reader, node)
        if (facts := read_phrase(reader, text, scalar, language)) is not None
    ]


def _phrases(
    reader: FileReader, key: str, node: Node, line: int, where: PatternContext
) -> Terminal | None:
    if key == "phrase":
        values = [text for text, _, _ in read_phrases(reader, node, where.language)]
    else:
        values = []
        if not where.language:
            reader.problem(node, _needs_language(key), message("packs.put_under_language"))
        for text, scalar in text_nodes(reader, node):
            if sign := next((c for c in text if c in "[](){}<>~*|"), ""):
                fault = message("packs.no_sign_in_lemma", sign=sign)
                reader.problem(scalar, fault, message("packs.any_form_in_phrase"))
            else:
                values.append(text)
    return Terminal(key, where.language, tuple(values), where.options, line) if values else None


def read_regex(reader: FileReader, text: str, node: Scalar) -> bool:
    """Whether an expression can be used; a problem at the place in it when not."""
    wrong = _fault_in(text)
    if wrong is None:
        return True
    fault, hint, at = wrong
    shift = shift_in(reader, node, at)
    reader.problem(node, message("packs.expression_fault", fault=fault), hint, shift=shift)
    return False


def _fault_in(pattern: str) -> tuple[str | Message, str | Message, int] | None:
    """Why an expression cannot be used, what to do, and at which of its code points (from 0); None
    when all is well. It is compiled as the engine does; how long it may search is not looked at."""
    try:
        import regex as engine
    except ImportError:
        import re as engine
    if len(pattern) > MAX_EXPRESSION:
        return message("packs.longer_than", most=f"{MAX_EXPRESSION:,}"), "", 0
    if pattern.count("(") > MAX_BRACKETS:
        return message("packs.more_brackets", most=MAX_BRACKETS), "", 0
    if (at := refused_at(pattern)) >= 0:
        return message("packs.refers_to_itself"), message("packs.write_it_out"), at
    if size_of(pattern) > MOST:
        told = message("packs.large_expression", most=f"{MOST:,}")
        return told, message("packs.fewer_repeats"), 0
    try:
        compiled = engine.compile(pattern, engine.IGNORECASE)
        is_empty = _may_be_empty(compiled)
    except engine.error as wrong:
        said = str(wrong.msg)
        return said, message(_HINTS[said]) if said in _HINTS else "", wrong.pos or 0
    except (RecursionError, OverflowError, MemoryError, ValueError, IndexError, KeyError) as wrong:
        return message("packs.cannot_compile", fault=type(wrong).__name__), "", 0
    if is_empty:
        return message("packs.matches_empty"), message("packs.obligatory_part"), 0
    return None


def _may_be_empty(compiled: Any) -> bool:
    """Whether an expression matches nothing at all; so too where that cannot be told in time."""
    limit = {} if isinstance(compiled, re.Pattern) else {"timeout": 1}
    try:
        return compiled.fullmatch("", **limit) is not None
    except TimeoutError:
        return True


def _compound(reader: FileReader, node: Node, line: int, language: str) -> Terminal | None:
    found = read_mapping(reader, node, COMPOUND_KEYS)
    if not isinstance(node, Mapping):
        return None
    if not language:
        reader.problem(node, _needs_language("compound"), message("packs.put_under_language"))
    if "head" not in found and "modifier" not in found:
        reader.problem(node, message("packs.empty_compound"))
        return None
    spec: dict[str, list[str]] = {}
    for key in sorted(found):
        words = []
        for text, scalar in text_nodes(reader, found[key]):
            if all(char.isalpha() or char == "-" for char in text):
                words.append(text)
            else:
                reader.problem(scalar, message("packs.not_one_word", text=cut(text, 60)))
        spec[key] = words
    if not spec.get("head") and not spec.get("modifier"):
        return None
    return Terminal("compound", language, (json.dumps(spec, ensure_ascii=False),), (), line)


def _metric(reader: FileReader, node: Node, line: int, language: str) -> Terminal | None:
    found = read_mapping(reader, node, METRIC_KEYS)
    if "name" not in found:
        return None
    name = read_name(reader, found["name"])
    if name:
        reader.refer("check", name, found["name"])
    limits = {key: read_number(reader, value) for key, value in found.items() if key != "name"}
    if not limits:
        reader.problem(node, message("packs.no_limit"), message("packs.limits"))
    options = tuple(sorted((key, value) for key, value in limits.items() if value))
    return Terminal("metric", language, (name,), options, line) if name and options else None


def _decision(reader: FileReader, node: Node, line: int, language: str) -> Terminal | None:
    """What is asked of decisions with certain boxes, or of sentences with certain phrases; the
    allowed values of a box lie between spaces."""
    before, found = len(reader.problems), read_mapping(reader, node, DECISION_KEYS)
    asked = ASKED_OF_WORDS if "phrase" in found else ASKED_OF_DECISIONS
    options = []
    for key in (one for one in DECISION_KEYS if one.name in found):
        allowed = asked if key.name == "ask" else key.choices
        value = found[key.name]
        if key.kind == "choice":
            words: Sequence[str] = (read_choice(reader, value, allowed),)
        else:
            words = read_words(reader, value, allowed) if allowed else read_texts(reader, value)
        options.append((key.name, " ".join(words)))
    if len(reader.problems) > before:
        return None
    return Terminal("structure", language, ("decision",), tuple(sorted(options)), line)


def _dependency(reader: FileReader, node: Node, line: int, language: str) -> Terminal | None:
    """A dependency pattern as JSON. One of its nodes must name words, which the text is searched
    for first."""
    before, nodes = len(reader.problems), entries_of(reader, node, message("packs.tree_nodes"))
    if isinstance(node, Items) and not 0 < len(nodes) <= MOST_NODES:
        reader.problem(node, message("packs.many_nodes", most=MOST_NODES))
    names: set[str] = set()
    naming: set[str] = set()
    for place, one in enumerate(nodes):
        found = read_mapping(reader, one, NODE_KEYS if place else ROOT_KEYS)
        for key, value in found.items():
            name = read_text(reader, value) if key.endswith("_ID") else ""
            if name and (key == "LEFT_ID") != (name in names):
                reader.problem(value, message(f"packs.{key.lower()}", name=cut(name, 60)))
        read_choice(reader, found.get("REL_OP"), NODE_KEYS[-1].choices)
        naming |= _words_named(reader, found.get("RIGHT_ATTRS"))
        names.add(read_text(reader, found.get("RIGHT_ID")))
    if len(reader.problems) > before:
        return None
    if "LEMMA" in naming and not language:
        reader.problem(node, _needs_language("LEMMA"), message("packs.put_under_language"))
    if not naming:
        reader.problem(node, message("packs.no_node_words"), message("packs.name_words"))
        return None
    pattern = json.dumps(to_plain(node), ensure_ascii=False)
    return Terminal("dependency", language, (pattern,), (), line)


def _words_named(reader: FileReader, node: Node | None) -> set[str]:
    """Which attributes of a node say what word it is."""
    named = set()
    for name, said in (read_mapping(reader, node, ATTRIBUTE_KEYS) if node else {}).items():
        if isinstance(said, Mapping):
            some = read_mapping(reader, said, ATTRIBUTE_SET_KEYS)
            said_in = {key: read_texts(reader, value) for key, value in some.items()}
            positive = bool(said_in.get("IN"))
        else:
            positive = bool(read_text(reader, said))
        if positive and name in ("LOWER", "LEMMA"):
            named.add(name)
    return named


def read_severity(reader: FileReader, node: Node | None) -> Severity | None:
    """A severity, or None when left out or wrong."""
    word = read_choice(reader, node, SEVERITIES)
    return Severity[word.upper()] if word else None


def shift_in(reader: FileReader, node: Scalar, at: int) -> int:
    """How many code points after the start of a value its character `at` stands in the file's
    line; 0 when the value is not written as it reads (escapes, folded lines)."""
    if not 0 < node.line <= len(reader.lines):
        return 0
    line = reader.lines[node.line - 1]
    quote = 0 if node.plain else 1
    begin = node.column - 1 + quote
    return quote + at if line[begin : begin + len(node.text)] == node.text else 0


def _needs_language(key: str) -> Message:
    return message("packs.needs_language", key=key)
