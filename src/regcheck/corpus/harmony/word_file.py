"""The concepts to harmonise as a Word file: a page for each, the words that differ in bold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import IO, Final

from regcheck.concepts.marked import Piece, marked
from regcheck.corpus.harmony.concepts import Concept, Other
from regcheck.corpus.harmony.records import Labels
from regcheck.reports.word.new_file import (
    PAGE_NUMBERS,
    cell,
    in_cell,
    line,
    link,
    open_word_file,
    paragraph,
    run,
    table,
    word_parts,
)

_WIDTHS: Final = (4500, 4570)
_NEW_PAGE: Final = "<w:pageBreakBefore/>"


def concepts_document(concepts: Sequence[Concept], labels: Labels) -> IO[bytes]:
    """The Word file as an open temporary file. Raises UsageError if the disk is full."""
    parts = word_parts(_body(concepts, labels), labels.locale, PAGE_NUMBERS)
    return open_word_file(parts)


def _body(concepts: Sequence[Concept], labels: Labels) -> Iterator[str]:
    words = labels.words
    yield line(words.title, "Title")
    yield line(words.how)
    for number, one in enumerate(concepts, 1):
        style = f'<w:pStyle w:val="Heading1"/>{_NEW_PAGE if number > 1 else ""}'
        yield paragraph(run(f"{number}. {one.term}"), style)
        for name, value in labels.facts(one):
            yield paragraph(run(f"{name}: ", bold=True) + run(value))
        titles = words.table("columns")
        for name, value in asdict(one.assessment).items():
            if value:
                yield paragraph(run(f"{titles[name]}: ", bold=True) + run(value))
        heads = [words.of_owner, words.of_other]
        yield from table(_WIDTHS, heads, (_pair(one, other, labels) for other in one.others))
        yield line(words.to_amend, "Heading2")
        for other in one.to_amend:
            place, url = labels.place(other.definition), other.definition.page
            yield paragraph((link(place, url) if url else run(place)) + run(_advice(one, labels)))


def _advice(one: Concept, labels: Labels) -> str:
    return ": " + labels.words.amend.format(place=labels.place(one.owner), term=one.term)


def _pair(one: Concept, other: Other, labels: Labels) -> list[str]:
    ours, theirs = marked(one.owner.definition, other.definition.definition)
    said = cell(f"{labels.place(other.definition)} – {labels.kind(other)}", bold=True)
    told = "".join(cell(labels.contrast(contrast)) for contrast in other.how.contrasts)
    return [
        cell(labels.place(one.owner), bold=True) + in_cell(_runs(ours)),
        said + in_cell(_runs(theirs)) + told,
    ]


def _runs(pieces: Sequence[Piece]) -> str:
    return "".join(run(f"{words} ", bold=differs) for words, differs in pieces)
