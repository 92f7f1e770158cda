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
from regcheck.results.units import DefinitionUnit, ProvisionUnit, ReferenceUnit, Units

_SECTIONS = frozenset({NodeKind.ARTICLE, NodeKind.ANNEX})


def units_of(document: Document) -> Units:
    """What the document holds; a reference to another one is `elsewhere` or `unknown`."""
    return Units(
        tuple(_provisions(document)),
        tuple(
            DefinitionUnit(*(getattr(one, name) for name in DefinitionUnit._fields))
            for one in definitions_in(document)
        ),
        tuple(
            ReferenceUnit(*(getattr(one, name) for name in ReferenceUnit._fields))
            for one in references_in(document, ReferenceLibrary(None))
        ),
    )


def _provisions(document: Document) -> Iterator[ProvisionUnit]:
    """Each unit that has text of its own; running text has the kind of the unit around it."""
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
        yield ProvisionUnit(
            address_path=path,
            section=next((n.address.path for n in around if n.kind in _SECTIONS), ""),
            kind=(above[-1] if first.kind is NodeKind.TEXT and above else first).kind.value,
            role=first.role.value,
            language=segments.language(leaves[0]),
            words=text.count(" ") + 1,
            text_hash=sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16],
            start=source.start,
            end=source.end,
            target=first.target.path if first.target else "",
        )
