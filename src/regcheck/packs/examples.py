"""The examples of a rule file, with the marks `[[…]]` around what must be found."""

from __future__ import annotations

from typing import Final

from regcheck.base.datafiles.fields import FileReader, entries_of, read_mapping, read_text
from regcheck.base.datafiles.yaml_nodes import Mapping, Node, Scalar
from regcheck.base.text.patterns import pattern
from regcheck.base.texts.locales import LOCALES
from regcheck.base.texts.message import message
from regcheck.packs import keys
from regcheck.packs.model import Example
from regcheck.packs.phrase_syntax import PhraseError, nothing_between, unpaired
from regcheck.packs.terminals import shift_in
from regcheck.packs.values import read_values

_MARK: Final = pattern(r"(\[\[|\]\])")
_MAX_LENGTH: Final = 10_000


def read_examples(reader: FileReader, node: Node) -> tuple[Example, ...]:
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
        if len(marked) > _MAX_LENGTH:
            reader.problem(value, message("packs.long_example", most=f"{_MAX_LENGTH:,}"))
            continue
        try:
            text, spans = take_marks(marked)
        except MarkError as wrong:
            fault = message("packs.example_fault", fault=wrong.fault)
            reader.problem(value, fault, shift=shift_in(reader, value, wrong.at))
            continue
        if spans and not bad:
            reader.problem(value, message("packs.marked_good"), message("packs.unmark"))
        examples.append(Example(bad, language, text, spans, line=value.line, **scene))
    return examples


def take_marks(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text without marks, and the marked stretches in it. Raises MarkError."""
    text, at = "", 0
    spans: list[tuple[int, int]] = []
    opened: tuple[int, int] | None = None
    for piece in _MARK.split(marked):
        if piece == "[[":
            if opened is not None:
                raise MarkError(message("packs.mark_in_mark"), at)
            opened = (len(text), at)
        elif piece == "]]":
            if opened is None:
                raise MarkError(unpaired("]]", "[["), at)
            if opened[0] == len(text):
                raise MarkError(nothing_between("[[", "]]"), at)
            spans.append((opened[0], len(text)))
            opened = None
        else:
            text += piece
        at += len(piece)
    if opened is not None:
        raise MarkError(unpaired("[[", "]]"), opened[1])
    return text, tuple(spans)


class MarkError(PhraseError):
    """Marks that do not pair up."""
