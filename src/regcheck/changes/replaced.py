"""What an amending document does away with: what it gives new wording, and what it repeals."""

from __future__ import annotations

from typing import NamedTuple

from regcheck.document.model import Document, Role
from regcheck.law.address import Address, Step, StepKind
from regcheck.law.amendments import named_last, parse_instructions
from regcheck.law.dated import find_amended_document

_AWAY = frozenset({"replace", "repeal"})
_FIRST = Step(StepKind.PARAGRAPH, "1")


class Replaced(NamedTuple):
    """A place in an amended document whose wording goes away."""

    place: Address
    repealed: bool


def amended_documents(document: Document) -> list[str]:
    """The ids of the documents that a document amends, in the order of its text."""
    targets = (node.target.refid for node in document.root.walk() if node.target is not None)
    named = [*targets, *(gone.place.refid for gone in replaced_places(document))]
    return list(dict.fromkeys(refid for refid in named if refid))


def replaced_places(document: Document) -> list[Replaced]:
    """Every place that an amending document replaces or repeals. New provisions and renumbering
    do away with nothing."""
    amends = document.meta.amends
    current = amends[0] if len(amends) == 1 else ""
    context: tuple[Step, ...] = ()
    found: list[Replaced] = []
    for leaf in document.leaves:
        if leaf.role is not Role.AMENDMENT_INSTRUCTION:
            continue
        text = leaf.span.of(document.text)
        current = find_amended_document(text) or current
        for instruction in parse_instructions(text, current, context):
            for place in instruction.targets:
                context = named_last(context, place)
                if instruction.operation in _AWAY:
                    found.append(Replaced(place, instruction.operation == "repeal"))
    return list(dict.fromkeys(found))


def lies_in(address: Address, place: Address) -> bool:
    """Whether an address in an act is at or below a place as an amending document calls it: the
    part and chapter around a section, letter case, and a lone first paragraph may be left out."""
    inner, outer = _steps(address), _steps(place)
    if inner[: len(outer)] == outer:
        return True
    if any(step.kind is StepKind.PARAGRAPH for step in outer):
        return False
    without = [step for step in inner if step != _FIRST]
    return len(outer) > 1 and without[: len(outer)] == outer


def plain_address(address: Address) -> str:
    """The path of an address inside its document, without the part and chapter around a section."""
    return "/".join(step.path for step in _steps(address))


def _steps(address: Address) -> list[Step]:
    kinds = [step.kind for step in address.steps]
    start = kinds.index(StepKind.ARTICLE) if StepKind.ARTICLE in kinds else 0
    return [Step(s.kind, s.label.lower(), s.ordinal) for s in address.steps[start:]]
