"""From the nodes under `match` to patterns."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any, Final

from regcheck.datafiles.fields import (
    FileReader,
    entries_of,
    read_choice,
    read_mapping,
    read_name,
    read_number,
    read_truth,
    read_whole,
    text_nodes,
)
from regcheck.datafiles.keys import Key
from regcheck.datafiles.yaml_nodes import Items, Mapping, Node, Scalar
from regcheck.packs.keys import (
    COMPOUND_KEYS,
    METRIC_KEYS,
    NEAR_KEYS,
    OPTION_KEYS,
    PATTERN_KEYS,
    PLACE_KEYS,
)
from regcheck.packs.model import Combination, Pattern, Terminal
from regcheck.packs.optional_words import left_of
from regcheck.packs.phrase_syntax import (
    PhraseError,
    PhraseFacts,
    on_one_line,
    parse_phrase,
    phrase_facts,
)
from regcheck.packs.tokens import read_tokens
from regcheck.packs.user_regex import check_expression
from regcheck.texts.locales import LOCALES

WORD_KINDS: Final = frozenset(
    {"nb", "nn", "en", "phrase", "lemma", "compound", "regex", "group", "any"}
)
"""What may stand where words are only looked for, not reported: conditions, groups, the second
part of `near` and the further parts of `all`."""

_PLACES: Final = frozenset(key.name for key in PLACE_KEYS)
_OPTIONS: Final = frozenset(key.name for key in OPTION_KEYS)
_HOLDING_MORE: Final = frozenset({*LOCALES, "any", "all"})
_WITH_OPTIONS: Final = frozenset({"phrase", "lemma", "regex"})


@dataclass(frozen=True, slots=True)
class Where:
    """What holds where a pattern stands: its language, the name of the place when only words may
    stand there, and the options beside it."""

    language: str = ""
    words_only: str = ""
    options: tuple[tuple[str, str], ...] = ()

    def but(self, **changes: Any) -> Where:
        """The same place with something else about it."""
        return replace(self, **changes)


EVERYWHERE: Final = Where()


def read_pattern(
    reader: FileReader, node: Node | None, where: Where = EVERYWHERE
) -> Pattern | None:
    """The pattern a mapping stands for; None after a problem.

    Several keys side by side are alternatives (`any`).
    """
    found = read_mapping(reader, node, (*PATTERN_KEYS, *OPTION_KEYS))
    return combine(reader, node, parts_of(reader, node, found, where))


def combine(reader: FileReader, node: Node | None, parts: list[Pattern | None]) -> Pattern | None:
    """One pattern out of alternatives; a problem when there is none."""
    good = [part for part in parts if part is not None]
    if not parts and isinstance(node, Mapping):
        names = ", ".join(key.name for key in PATTERN_KEYS[3:])
        reader.problem(node, "no pattern stands here", f"one of {names}")
    if not good:
        return None
    return good[0] if len(good) == 1 else Combination("any", tuple(good))


def parts_of(
    reader: FileReader, node: Node | None, found: dict[str, Node], where: Where
) -> list[Pattern | None]:
    """A pattern, or None after a problem, for each pattern key found in a mapping."""
    inner = where.but(options=_read_options(reader, found, where))
    parts: list[Pattern | None] = []
    for key, value in found.items():
        if key in _OPTIONS or key in _PLACES:
            continue
        at = node.entries[key][0] if isinstance(node, Mapping) else value
        if where.words_only and key not in WORD_KINDS:
            reader.problem(at, f"«{key}» cannot stand in {where.words_only}", "only words can")
            continue
        parts.append(_part(reader, key, value, at, inner))
    if inner.options != where.options and not (_WITH_OPTIONS | _HOLDING_MORE) & found.keys():
        name = "except" if "except" in found else "case"
        reader.problem(
            node.entries[name][0] if isinstance(node, Mapping) else node,
            f"«{name}» stands here without a pattern it applies to",
            "put it beside phrase, lemma, regex, or what holds them",
        )
    return parts


def _part(
    reader: FileReader, key: str, value: Node, at: Scalar | Node, where: Where
) -> Pattern | None:
    if key in LOCALES:
        if where.language and where.language != key:
            reader.problem(at, f"«{key}» stands inside «{where.language}»")
        return read_pattern(reader, value, where.but(language=key))
    if key in {"any", "all"}:
        return _list(reader, key, value, where)
    if key == "not":
        reader.problem(
            at, "«not» stands alone", "put it in «all», after a pattern, or use «unless»"
        )
        return None
    if key == "near":
        return _near(reader, value, where.language)
    if key in _WITH_OPTIONS:
        read = _regexes if key == "regex" else _phrases
        return read(reader, key, value, at.line, where)
    return _named(reader, key, value, at.line, where.language)


def _named(reader: FileReader, key: str, value: Node, line: int, language: str) -> Pattern | None:
    """Patterns whose value is no list of words."""
    if key == "compound":
        return _compound(reader, value, line, language)
    if key == "metric":
        return _metric(reader, value, line, language)
    if key == "tokens":
        tokens = read_tokens(reader, value)
        return Terminal("tokens", language, tokens, (), line) if tokens else None
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


def _list(reader: FileReader, key: str, node: Node, where: Where) -> Pattern | None:
    nodes = entries_of(reader, node, "patterns")
    if isinstance(node, Items) and not nodes:
        reader.problem(node, f"«{key}» has no patterns")
    parts: list[Pattern | None] = []
    for place, item in enumerate(nodes):
        inner = where
        if key == "all" and place:
            only = where.words_only or "the further parts of «all»"
            inner = where.but(words_only=only, options=())
            if isinstance(item, Mapping) and "not" in item.entries:
                parts.append(_negation(reader, item, inner.but(words_only="«not»")))
                continue
        parts.append(read_pattern(reader, item, inner))
    good = tuple(part for part in parts if part is not None)
    if len(good) == len(parts) == 1:
        return good[0]
    return Combination(key, good) if good else None


def _negation(reader: FileReader, node: Mapping, where: Where) -> Pattern | None:
    found = read_mapping(reader, node, [Key("not", "pattern", required=True)])
    inner = read_pattern(reader, found["not"], where) if "not" in found else None
    return None if inner is None else Combination("not", (inner,))


def _near(reader: FileReader, node: Node, language: str) -> Pattern | None:
    found = read_mapping(reader, node, NEAR_KEYS)
    if "first" not in found or "second" not in found:
        return None
    first = read_pattern(reader, found["first"], Where(language))
    second = read_pattern(reader, found["second"], Where(language, "«second»"))
    options = []
    if order := read_choice(reader, found.get("order"), ("any", "before")):
        options.append(("order", order))
    if "words" in found:
        options.append(("words", str(read_whole(reader, found["words"]))))
    if first is None or second is None:
        return None
    return Combination("near", (first, second), tuple(options))


def _read_options(
    reader: FileReader, found: dict[str, Node], where: Where
) -> tuple[tuple[str, str], ...]:
    """The options of a mapping with those of the mappings around it."""
    options = dict(where.options)
    if "case" in found:
        options["case"] = "true" if read_truth(reader, found["case"]) else "false"
    if "except" in found:
        phrases = json.loads(options.get("except", "[]")) + [
            on_one_line(text)
            for text, node in text_nodes(reader, found["except"])
            if read_phrase(reader, text, node, where.language) is not None
        ]
        if phrases:
            options["except"] = json.dumps(phrases, ensure_ascii=False)
    return tuple(sorted(options.items()))


def read_phrase(reader: FileReader, text: str, node: Scalar, language: str) -> PhraseFacts | None:
    """What a phrase holds; None after a problem. Notes the groups it refers to."""
    try:
        facts = phrase_facts(text)
    except PhraseError as wrong:
        shift = shift_in(reader, node, wrong.at)
        reader.problem(node, f"the phrase «{_clip(text)}»: {wrong}", shift=shift)
        return None
    if facts.has_lemma and not language:
        reader.problem(node, "«~» needs a language", "put the phrase under nb, nn or en")
    for name, _ in facts.groups:
        reader.refer("group", name, node, in_phrase=True)
    left = left_of(parse_phrase(text))
    if left is not None:
        alone = f"«{left}» alone" if left else "nothing"
        reader.doubt(
            node,
            f"the phrase «{_clip(text)}» matches {alone} when its optional words are left out",
            "write what must be there in «[ ]»",
        )
    return facts


def _phrases(reader: FileReader, key: str, node: Node, line: int, where: Where) -> Pattern | None:
    language = where.language
    if key == "lemma" and not language:
        reader.problem(node, "«lemma» needs a language", "put it under nb, nn or en")
    values = []
    for text, scalar in text_nodes(reader, node):
        if key == "lemma" and (mark := next((c for c in text if c in "[](){}<>~*|"), "")):
            reader.problem(
                scalar, f"«{mark}» cannot stand in a lemma", "in «phrase» any form is written ~word"
            )
        elif key == "lemma" or read_phrase(reader, text, scalar, language) is not None:
            values.append(on_one_line(text))
    return Terminal(key, language, tuple(values), where.options, line) if values else None


def _regexes(reader: FileReader, key: str, node: Node, line: int, where: Where) -> Pattern | None:
    values = [text for text, scalar in text_nodes(reader, node) if read_regex(reader, text, scalar)]
    return Terminal(key, where.language, tuple(values), where.options, line) if values else None


def read_regex(reader: FileReader, text: str, node: Scalar) -> bool:
    """Whether the expression compiles; a problem at the place in it when not."""
    wrong = check_expression(text)
    if wrong is None:
        return True
    shift = shift_in(reader, node, wrong.at)
    reader.problem(node, f"the regular expression: {wrong.message}", wrong.hint, shift=shift)
    return False


def _compound(reader: FileReader, node: Node, line: int, language: str) -> Pattern | None:
    found = read_mapping(reader, node, COMPOUND_KEYS)
    if not isinstance(node, Mapping):
        return None
    if not language:
        reader.problem(node, "«compound» needs a language", "put it under nb, nn or en")
    if "head" not in found and "modifier" not in found:
        reader.problem(node, "a compound needs a «head» or a «modifier»")
        return None
    spec: dict[str, list[str]] = {}
    for key in sorted(found):
        words = []
        for text, scalar in text_nodes(reader, found[key]):
            if all(char.isalpha() or char == "-" for char in text):
                words.append(text)
            else:
                reader.problem(scalar, f"«{_clip(text)}» is not one word")
        spec[key] = words
    if not spec.get("head") and not spec.get("modifier"):
        return None
    return Terminal("compound", language, (json.dumps(spec, ensure_ascii=False),), (), line)


def _metric(reader: FileReader, node: Node, line: int, language: str) -> Pattern | None:
    found = read_mapping(reader, node, METRIC_KEYS)
    if "name" not in found:
        return None
    name = read_name(reader, found["name"])
    if name:
        reader.refer("check", name, found["name"])
    limits = {key: read_number(reader, value) for key, value in found.items() if key != "name"}
    if not limits:
        reader.problem(node, "a metric needs a limit", "above, below or percentile")
    options = tuple(sorted((key, value) for key, value in limits.items() if value))
    return Terminal("metric", language, (name,), options, line) if name and options else None


def shift_in(reader: FileReader, node: Scalar, at: int) -> int:
    """How many code points after the start of a value its character `at` stands in the file's
    line; 0 when the value is not written as it reads (escapes, folded lines)."""
    if not 0 < node.line <= len(reader.lines):
        return 0
    line = reader.lines[node.line - 1]
    quote = 0 if node.plain else 1
    begin = node.column - 1 + quote
    return quote + at if line[begin : begin + len(node.text)] == node.text else 0


def _clip(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
