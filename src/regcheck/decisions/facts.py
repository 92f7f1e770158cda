"""What a text says for all of its decisions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from regcheck.decisions.boxes import box, elsewhere, said_in
from regcheck.decisions.model import NOT_SAID, Act, Box, Decision, DocumentFacts
from regcheck.decisions.sections import Section
from regcheck.decisions.spots import find
from regcheck.document.segments.view import Segments

_HEADINGS = {
    "criteria": re.compile(
        r"vilkår|krav til|kriteri|tildeling|vurdering|hvem som kan|kven som kan", re.I
    ),
    "application": re.compile(r"søknad|søke|søkje", re.I),
    "withdrawal": re.compile(r"tilbake|attende|avkort|reaksjon|sanksjon|brudd|brot", re.I),
}
AFTER = frozenset({Act.WITHDRAW, Act.CLAIM_BACK, Act.SANCTION, Act.REDUCE})
"""What follows breach."""
_DECIDES = frozenset({Act.DECIDE, Act.GIVE, Act.APPROVE, Act.PERMIT, Act.ADMIT})


def document_facts(
    segments: Segments, sections: Sequence[Section], decisions: Sequence[Decision]
) -> DocumentFacts:
    """What the sections of a text and its decisions say for all of them."""
    found: dict[str, Box] = {}
    for section in sections:
        if not section.sentences:
            continue
        for name, heading in _HEADINGS.items():
            if name not in found and heading.search(section.heading):
                first = section.sentences[0].span
                found[name] = elsewhere(box(segments.text, first), section.address)
        if "appeal" not in found and (said := said_in(segments, "appeal", section.span)).said:
            found["appeal"] = elsewhere(said, section.address)
    deciding = next(
        (d for d in decisions if d.decider.said and d.kind == "authority" and _DECIDES & {*d.acts}
         and d.asked.said), None,
    )  # fmt: skip
    timed = next(
        (d for d in decisions if d.time.said and not d.undone.said and d.kind == "authority"
         and _DECIDES & {*d.acts} and d.asked.said), None,
    )  # fmt: skip
    after = next((d for d in decisions if AFTER & {*d.acts}), None)
    names = {d.decider.text for d in decisions if d.kind == "authority" and d.decider.said}
    return DocumentFacts(
        appeal=found.get("appeal", NOT_SAID),
        time=elsewhere(timed.time, timed.address) if timed else NOT_SAID,
        criteria=found.get("criteria", NOT_SAID),
        application=found.get("application", NOT_SAID),
        withdrawal=found.get("withdrawal", NOT_SAID),
        decider=elsewhere(deciding.decider, deciding.address) if deciding else NOT_SAID,
        consequence=elsewhere(box(segments.text, after.words), after.address)
        if after
        else NOT_SAID,
        evidence=tuple(_evidence(segments, sections)),
        deciders=tuple(sorted(names)),
    )


def _evidence(segments: Segments, sections: Sequence[Section]) -> Iterator[Box]:
    """The sentences that tell what an applicant must bring, with the items they lead in."""
    for section in sections:
        for sentence in section.sentences:
            if find(segments, "brings", sentence.span):
                spans = (sentence.span, *sentence.items)
                yield elsewhere(box(segments.text, *spans), section.address)
