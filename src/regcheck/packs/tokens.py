"""Token patterns: lists of conditions on one token each, in the notation of spaCy's Matcher."""

from __future__ import annotations

import json
import re
from typing import Final

from regcheck.datafiles.fields import FileReader, did_you_mean, entries_of
from regcheck.datafiles.yaml_nodes import Items, Mapping, Node, Scalar, to_plain
from regcheck.packs.keys import TOKEN_ATTRIBUTES, TOKEN_OPERATORS, TOKEN_SETS, TOLD_BY_PIPELINE
from regcheck.packs.user_regex import check_expression

_OPERATOR: Final = re.compile(r"(?:[!?*+]|\{\d{1,2}(?:,\d{0,2})?\}|\{,\d{1,2}\})\Z")


def read_tokens(reader: FileReader, node: Node) -> tuple[str, ...]:
    """One token pattern, or a list of them, each as JSON; empty after a problem."""
    entries = entries_of(reader, node, "token conditions")
    if isinstance(node, Items) and not entries:
        reader.problem(node, "the token pattern is empty")
    several = bool(entries) and all(isinstance(entry, Items) for entry in entries)
    patterns = entries if several else [node] if entries else []
    good = [pattern for pattern in patterns if _check_pattern(reader, pattern)]
    if len(good) < len(patterns):
        return ()
    return tuple(json.dumps(to_plain(pattern), ensure_ascii=False) for pattern in good)


def _check_pattern(reader: FileReader, node: Node) -> bool:
    before = len(reader.problems)
    tokens = entries_of(reader, node, "token conditions")
    for token in tokens:
        _check_token(reader, token)
    if tokens and all(_may_be_absent(token) for token in tokens):
        reader.problem(node, "every token may be left out", "at least one must be there")
    return bool(tokens) and len(reader.problems) == before


def _check_token(reader: FileReader, node: Node) -> None:
    if not isinstance(node, Mapping):
        reader.problem(node, "a token condition is a mapping", "for instance {LOWER: kan}")
        return
    for name, (key, value) in node.entries.items():
        if name in TOLD_BY_PIPELINE:
            hint = "write the forms with IN, or use lemma or a phrase with ~"
            reader.problem(key, f"«{name}» is not known of tokens", hint)
        elif name not in TOKEN_ATTRIBUTES:
            near = did_you_mean(name.upper(), TOKEN_ATTRIBUTES)
            reader.problem(key, f"unknown token attribute «{name[:60]}»", near)
        elif name == "OP":
            if not isinstance(value, Scalar) or not _OPERATOR.match(value.text):
                allowed = " ".join(TOKEN_OPERATORS)
                reader.problem(value, "unknown operator", f"one of {allowed} or {{2,4}}, in quotes")
        else:
            _check_value(reader, value)


def _check_value(reader: FileReader, node: Node) -> None:
    if isinstance(node, Items):
        reader.problem(node, "a list stands here", "write {IN: [ … ]}")
    if not isinstance(node, Mapping):
        return
    for name, (key, value) in node.entries.items():
        if name not in TOKEN_SETS:
            near = did_you_mean(name.upper(), TOKEN_SETS)
            reader.problem(key, f"unknown comparison «{name[:60]}»", near)
        elif name == "REGEX" and isinstance(value, Scalar):
            wrong = check_expression(value.text)
            if wrong is not None:
                reader.problem(value, f"the regular expression: {wrong.message}", wrong.hint)
        elif name in ("IN", "NOT_IN") and not (isinstance(value, Items) and value.nodes):
            reader.problem(value, f"«{name}» takes a list")


def _may_be_absent(node: Node) -> bool:
    if not isinstance(node, Mapping) or "OP" not in node.entries:
        return False
    operator = node.entries["OP"][1]
    text = operator.text if isinstance(operator, Scalar) else ""
    return text in ("?", "*", "!") or text.startswith(("{0", "{,"))
