"""A document's provisions, definitions and references, for tables of a whole body of law."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from regcheck.base.text.span import Span
from regcheck.concepts.definitions import definitions_in
from regcheck.document.model import Document, NodeKind
from regcheck.document.segments.view import Segments
from regcheck.references.library import ReferenceLibrary
from regcheck.references.resolve import references_in
from regcheck.results.result import Row, Units

_SECTIONS = frozenset({NodeKind.ARTICLE, NodeKind.ANNEX})
_DEFINITION = (
    *("address_path", "term", "lemma", "concept", "scope", "pattern", "definition", "role"),
    *("language", "start", "end"),
)
_REFERENCE = ("address_path", "quote", "kind", "target", "target_path", "status", "start", "end")


def units_of(document: Document) -> Units:
    """What the document holds; a reference to another one is `elsewhere` or `unknown`."""
    references = references_in(document, ReferenceLibrary(None))
    return Units(
        tuple(_provisions(document)),
        tuple({name: getattr(o, name) for name in _DEFINITION} for o in definitions_in(document)),
        tuple({name: getattr(one, name) for name in _REFERENCE} for one in references),
    )


def _provisions(document: Document) -> Iterator[Row]:
    """Each unit that has text of its own, the section or annex around it, and the beginning of the
    SHA-256 of the text; running text has the kind of the unit around it."""
    segments = Segments(document)
    held: dict[str, list[int]] = {}
    for at, leaf in enumerate(document.leaves):
        held.setdefault(leaf.address.path, []).append(at)
    for path, leaves in held.items():
        first = document.leaves[leaves[0]]
        above = document.parents[leaves[0]]
        around = (first, *reversed(above))
        spans = [document.leaves[at].span for at in leaves]
        text = " ".join(span.of(document.text) for span in spans)
        source = document.offsets.to_source(Span(spans[0].start, spans[-1].end))
        yield {
            "address_path": path,
            "section": next((n.address.path for n in around if n.kind in _SECTIONS), ""),
            "kind": (above[-1] if first.kind is NodeKind.TEXT and above else first).kind.value,
            "role": first.role.value,
            "language": segments.language(leaves[0]),
            "words": text.count(" ") + 1,
            "text_hash": sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16],
            "start": source.start,
            "end": source.end,
            "target": first.target.path if first.target else "",
        }
