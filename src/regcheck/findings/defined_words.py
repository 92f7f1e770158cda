"""Words inside a term that the document gives a meaning: what they mean is said there."""

from __future__ import annotations

from collections.abc import Iterable

from regcheck.findings.judge import Judged
from regcheck.matching.defining.definitions import defined_terms
from regcheck.packs.model import Place
from regcheck.segments.view import Segments


def outside_defined_terms(segments: Segments, judged: Iterable[Judged]) -> list[Judged]:
    """Without findings of the rules that leave such words alone, in a term where the document
    defines it, or, if it has more than one word, wherever the term stands. What is found in the
    definition itself stays."""
    judged = list(judged)
    if not any(Place.DEFINED_TERM in one.rule.except_places for one in judged):
        return judged
    terms = defined_terms(segments)
    places = [term.span for term in terms]
    names = sorted({term.term for term in terms if " " in term.term})
    holding: dict[str, list[tuple[str, int]]] = {}

    def is_within(one: Judged) -> bool:
        if any(place.covers(one.span) for place in places):
            return True
        words = one.span.of(segments.lowered)
        if words not in holding:
            holding[words] = [(name, name.find(words)) for name in names if words in name]
        return any(
            segments.lowered.startswith(name, one.span.start - at) for name, at in holding[words]
        )

    return [
        one
        for one in judged
        if Place.DEFINED_TERM not in one.rule.except_places or not is_within(one)
    ]
