"""What tables of a whole body of law show of one document beside its findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Final

from regcheck.base.text.span import Span
from regcheck.decisions.model import Box, Nature
from regcheck.decisions.read import read_decisions
from regcheck.document.model import NodeKind
from regcheck.document.segments.measures import LONG_WORD
from regcheck.document.segments.view import Segments
from regcheck.findings.asked import Asked, asked_of, initiative_of
from regcheck.findings.model import Finding
from regcheck.results.result import Row, Units

_SECTIONS: Final = frozenset({NodeKind.ARTICLE, NodeKind.ANNEX})
_DEFINITION: Final = {"provision": "address_path"} | {name: name for name in (
    "term", "lemma", "concept", "scope", "pattern", "definition", "role", "language", "start", "end"
)}  # fmt: skip
_REFERENCE: Final = {
    "provision": "address_path", "quote": "quote", "citation": "kind", "target_refid": "target",
    "target_path": "target_path", "outcome": "status", "start": "start", "end": "end",
}  # fmt: skip
"""Columns, and what the values that rows are made of call them."""
_BOXES: Final = {
    "decided_by": "decider", "about": "about", "asked": "asked", "result": "result",
    "time_limit": "time", "party_time_limit": "party_time", "time_undone": "undone",
    "appeal": "appeal", "consequence": "consequence", "recipient": "recipient",
}  # fmt: skip
"""Columns of decisions for boxes; beside each, another tells how it is filled."""


def units_of(
    segments: Segments, findings: Iterable[Finding] = (), *, with_text: bool = False
) -> Units:
    """The provisions (with their text if that is wanted), definitions, references and decisions of
    a document, these with what its findings ask of them; a reference to another document is
    `elsewhere` or `unknown`."""
    from regcheck.concepts.definitions import definitions_in
    from regcheck.references.library import ReferenceLibrary
    from regcheck.references.resolve import references_in

    document = segments.document
    references = references_in(document, ReferenceLibrary(None))
    asked, _ = asked_of(read_decisions(segments).decisions, findings)
    return Units(
        tuple(_provisions(segments, with_text=with_text)),
        tuple(_cells(one, _DEFINITION) for one in definitions_in(document)),
        tuple(_cells(one, _REFERENCE) for one in references),
        tuple(_decision(segments, one) for one in asked),
    )


def _cells(one: object, columns: Mapping[str, str]) -> Row:
    return {column: getattr(one, name) for column, name in columns.items()}


def _provisions(segments: Segments, *, with_text: bool) -> Iterator[Row]:
    """Each unit that has text of its own, the section or annex around it, its measures, and the
    beginning of the SHA-256 of the text; running text has the kind of the unit around it."""
    document = segments.document
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
            "provision": path,
            "section": next((n.address.path for n in around if n.kind in _SECTIONS), ""),
            "unit": (above[-1] if first.kind is NodeKind.TEXT and above else first).kind.value,
            "role": first.role.value,
            "language": segments.language(leaves[0]),
            "provision_words": text.count(" ") + 1,
            "provision_sentences": sum(len(segments.sentences(span)) for span in spans),
            "provision_long_words": len(LONG_WORD.findall(text)),
            "text_hash": sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16],
            "text": text if with_text else "",
            "provision_start": source.start,
            "provision_end": source.end,
            "provision_target": first.target.path if first.target else "",
        }


def _decision(segments: Segments, asked: Asked) -> Row:
    one = asked.decision
    natures = [condition.nature for condition in one.conditions]
    boxes = {column: getattr(one, name) for column, name in _BOXES.items()}
    source = segments.document.offsets.to_source(one.words)
    return {
        "provision": one.address.path,
        "act": one.act.value,
        "acts": tuple(act.value for act in one.acts),
        "duty": one.is_duty,
        "strength": one.strength.value,
        "decider": one.kind,
        "initiative": initiative_of(one).value,
        **{column: _words(box) for column, box in boxes.items()},
        **{f"{column}_state": box.state.value for column, box in boxes.items()},
        "evidence": tuple(_words(box) for box in one.evidence),
        "conditions": len(natures),
        **{f"{nature.value}_conditions": natures.count(nature) for nature in Nature},
        "moved_conditions": sum(condition.moved for condition in one.conditions),
        "alternative": one.alternative,
        "questions": tuple(question.trouble for question in asked.questions),
        "start": source.start,
        "end": source.end,
    }


def _words(box: Box) -> str:
    return " ".join(box.text.split())
