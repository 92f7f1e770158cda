"""Precedents as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from regcheck.base.text.printable import printable
from regcheck.base.texts.catalogue import Texts
from regcheck.changes.precedents.found import RewrittenFinding
from regcheck.changes.precedents.known import precedents_of
from regcheck.changes.precedents.wordings import wordings
from regcheck.document.model import Document
from regcheck.reports.layout import Line, wrap


def full_lines(
    rule: str, law: Sequence[Document], place: str, locale: str, width: int
) -> Iterator[Line]:
    """The precedents for a rule by id, their wordings in full from the law at a place."""
    words = Texts("precedents", locale)
    for one in precedents_of(rule):
        yield ()
        yield from wrap([(printable(one.said(locale)), "title")], width, 2, 2)
        found = wordings(one, law)
        labels = (words.before, words.after) if len(found) == 2 else (words.there,)
        for label, text in zip(labels, found, strict=False):
            yield from _labelled(label, text, width, 4)
        if not found:
            yield from wrap([(words.not_there.format(folder=printable(place)), "dim")], width, 4)


def found_lines(found: Sequence[RewrittenFinding], locale: str, width: int) -> Iterator[Line]:
    """What was found between two states of law, and how many places."""
    words = Texts("precedents", locale)
    for one in found:
        yield ((printable(one.address), "address"), (f"  {one.rule}", "dim"))
        yield from wrap([(printable(f"«{one.old}» → «{one.new}»"), "")], width, 2, 2)
        yield from _labelled(words.before, one.old_sentence, width, 2)
        yield from _labelled(words.after, one.new_sentence, width, 2)
        yield ()
    yield ((words.count("found", len(found)) + ".", "title"),)
    if found:
        yield from wrap([(words.read, "dim")], width, 0)


def _labelled(label: str, text: str, width: int, indent: int) -> Iterator[Line]:
    yield from wrap([(f"{label}: ", "label"), (printable(text), "")], width, indent, 2)
