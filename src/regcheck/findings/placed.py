"""What the place of a finding makes of it: rules leave words in some places alone, and in others
only note them."""

from __future__ import annotations

from collections.abc import Iterable

from regcheck.findings.judge import Judged
from regcheck.matching.facts.known import Facts, facts_of
from regcheck.packs.model import Confidence, Fact, Severity
from regcheck.segments.view import Segments
from regcheck.texts.localised import NO_TEXT, Localised

_WHY = {
    Fact.FOREIGN: Localised(
        nb="Teksten er oversatt; den kan bare endres sammen med dem som eier originalen.",
        nn="Teksten er omsett; han kan berre endrast saman med dei som eig originalen.",
        en="The text is a translation; it can be changed only together with the original’s owners.",
    ),
    Fact.FACTOR: Localised(
        nb="Her er det ett av flere momenter som skal veies.",
        nn="Her er det eitt av fleire moment som skal vegast.",
        en="Here it is one of the factors to be weighed.",
    ),
    Fact.SETTLED: Localised(
        nb="Teksten ser ut til å si selv hva som er ment.",
        nn="Teksten ser ut til å seie sjølv kva som er meint.",
        en="The text seems to say itself what is meant.",
    ),
    Fact.CONDITIONED: Localised(
        nb="Setningen nevner et vilkår som ser ut til å kunne leses av fakta.",
        nn="Setninga nemner eit vilkår som ser ut til å kunne lesast av fakta.",
        en="The sentence states a condition that seems to be one of fact.",
    ),
    Fact.FOR_REGULATIONS: Localised(
        nb="Ordet er en ramme for forskrifter; der kan vilkårene stå.",
        nn="Ordet er ei ramme for forskrifter; der kan vilkåra stå.",
        en="The word frames regulations, where the conditions can be given.",
    ),
    Fact.DATA_LIMIT: Localised(
        nb="Her ser ordet ut til å være en grense etter personvernreglene; det er ofte tilsiktet.",
        nn="Her ser ordet ut til å vere ei grense etter personvernreglane; det er ofte tilsikta.",
        en="Here the word seems to be a limit of data protection law; that is often intended.",
    ),
}
"""What is said of a finding that is only noted, where its message says no more yet."""


def placed(segments: Segments, judged: Iterable[Judged]) -> list[Judged]:
    """Those whose rule does not leave their place alone, with the facts of the place; where the
    rule or the text says so, they are information only."""
    facts = facts_of(segments)
    return [
        _noted(facts, one)
        for one in judged
        if not any(facts.holds(fact, one.match) for fact in one.rule.except_places)
    ]


def _noted(facts: Facts, one: Judged) -> Judged:
    one = one._replace(facts=facts.of(one.match))
    for fact in (Fact.FOREIGN, *one.rule.note_places):
        if fact.value in one.facts:
            lower = Confidence.LOW if fact is Fact.FOREIGN else one.confidence
            why = one.note if one.note.nb else _WHY.get(fact, NO_TEXT)
            severity = min(one.severity, Severity.INFO)
            return one._replace(severity=severity, confidence=lower, note=why)
    return one
