"""Outline, folds, where things lead and counts for each section, in the protocol's terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from lsprotocol import types

from regcheck.base.text.span import Span
from regcheck.base.texts.catalogue import Texts
from regcheck.changes.baseline_file import Entry
from regcheck.desk.editor.outline import Unit
from regcheck.desk.editor.places import Places
from regcheck.document.lookup import find_node
from regcheck.document.model import Document, NodeKind, Unreadable
from regcheck.findings.model import Finding
from regcheck.law.address_path import parse_path
from regcheck.readers.encoding import decode
from regcheck.readers.inputs import Input
from regcheck.readers.remarks import ReadError
from regcheck.references.model import Reference
from regcheck.reports.finding_text import counted
from regcheck.results.shown import severity_of

_KINDS = {
    NodeKind.PART: types.SymbolKind.Module,
    NodeKind.CHAPTER: types.SymbolKind.Namespace,
    NodeKind.ARTICLE: types.SymbolKind.Function,
    NodeKind.ANNEX: types.SymbolKind.Module,
}
_COUNTED = frozenset({NodeKind.ARTICLE, NodeKind.ANNEX})


def symbols(units: Iterable[Unit], places: Places) -> list[types.DocumentSymbol]:
    """The outline."""
    return [
        types.DocumentSymbol(
            unit.name,
            _KINDS[unit.kind],
            places.range(*unit.span),
            places.range(*unit.first),
            children=symbols(unit.units, places),
        )
        for unit in units
    ]


def folds(units: Iterable[Unit], places: Places) -> Iterator[types.FoldingRange]:
    """What can be folded: units of several lines."""
    for top in units:
        for unit in top.walk():
            place = places.range(*unit.span)
            if place.end.line > place.start.line:
                yield types.FoldingRange(place.start.line, place.end.line)


def locations(found: Iterable[Span], places: Places, uri: str) -> list[types.Location]:
    """Places in a document."""
    return [types.Location(uri, places.range(*one)) for one in found]


def in_law(
    law: Callable[[str], tuple[Input, Document] | None], cited: Reference, unit: str
) -> list[types.Location]:
    """Where what is cited of another document is laid down, or its beginning."""
    found = law(cited.target)
    if found is None or found[1].places is not None:
        return []
    item, document = found
    node = find_node(document, parse_path(cited.target_path)) if cited.target_path else None
    start = document.offsets.to_source(node.span).start if node else 0
    place = Places(document.source_text, unit).range(start, start)
    return [types.Location(Path(item.location).resolve().as_uri(), place)]


def lenses(
    units: Iterable[Unit], findings: Iterable[Finding], places: Places, locale: str
) -> Iterator[types.CodeLens]:
    """How many of the findings each section and annex has, over its first line."""
    words = Texts("report", locale)
    placed = [(one.start, severity_of(one).word) for one in findings]
    for top in units:
        for unit in top.walk():
            start, end = unit.span
            counts = Counter(word for at, word in placed if start <= at < end)
            if unit.kind in _COUNTED and counts:
                command = types.Command(counted(counts, words), "")
                yield types.CodeLens(places.range(*unit.first), command=command)


def held(item: Input) -> str:
    """The text of a file of text, as an editor would show it; empty where it cannot be read."""
    data = item.read()
    try:
        return "" if isinstance(data, Unreadable) else decode(data, item.path)[0]
    except ReadError:
        return ""


def reason_in(text: str, entry: Entry, unit: str) -> types.Range:
    """Where the reason of an entry stands in a file of answers."""
    at = text.find(entry.reason, max(0, text.find(entry.mark.content)))
    return Places(text, unit).range(at, at + len(entry.reason))
