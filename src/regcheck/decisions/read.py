"""The decisions of a document: sentences read, then completed from their section and the text."""

from __future__ import annotations

from regcheck.base.text.span import Span
from regcheck.base.values import Value
from regcheck.decisions.complete import complete
from regcheck.decisions.facts import GIVEN, document_facts, tells_who
from regcheck.decisions.model import Decision, DocumentFacts
from regcheck.decisions.sections import Section, sections_of
from regcheck.decisions.sentence import decisions_of
from regcheck.document.model import Document
from regcheck.document.segments.view import Segments


class DecidedText(Value, frozen=True, eq=False):
    """The sections of a document, the decisions read from them in text order, what the text says
    for all of them, and the sentences in which a body decides."""

    segments: Segments
    sections: tuple[Section, ...]
    decisions: tuple[Decision, ...]
    facts: DocumentFacts
    decided: frozenset[Span]


def decisions_in(document: Document) -> tuple[Decision, ...]:
    """The decisions of a document, and the duties to report, notify, send and keep, in text
    order."""
    return read_decisions(Segments(document)).decisions


def read_decisions(segments: Segments) -> DecidedText:
    """The decisions of a document with what they were read from, read once for each view."""
    return segments.remember("decisions", lambda: _read(segments))


def told_in(segments: Segments) -> list[tuple[Section, list[Decision]]]:
    """The sections of a document, each with the decisions that it tells by itself, read once for
    each view."""
    sections = sections_of(segments)
    return segments.remember(
        "told decisions", lambda: [(one, decisions_of(segments, one)) for one in sections]
    )


def _read(segments: Segments) -> DecidedText:
    found = told_in(segments)
    sections = tuple(section for section, _ in found)
    every = [d for _, some in found for d in some]
    facts = document_facts(segments, sections, every)
    narrowing = {d.words for _, d in facts.narrowing}
    given = any(GIVEN & {*d.acts} and not tells_who(segments, d) for d in every)
    done = [
        d
        for section, some in found
        if some
        for d in complete(segments, section, some, facts)
        if not (given and tells_who(segments, d)) and d.words not in narrowing
    ]
    decided = frozenset(one.sentence for one in every if one.kind == "authority")
    return DecidedText(segments, sections, tuple(done), facts, decided)
