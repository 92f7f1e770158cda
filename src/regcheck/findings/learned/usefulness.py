"""How useful a finding is: whether a careful drafter would act on it, learned from rated findings.

What few would act on is folded: a warning becomes info. Errors are never touched, nor are rules of
packs that others wrote, which are ranked by their own confidence.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path

from regcheck.base.search.linear import (
    UNIT,
    Held,
    LinearModel,
    Moved,
    Weight,
    first,
    model_from_json,
    sum_of,
)
from regcheck.base.text.span import Span
from regcheck.document.segments.view import Segments
from regcheck.findings.judge import Judged
from regcheck.findings.learned.features import Around, FindingContext, named
from regcheck.packs.model import Confidence, Rule, Severity

MODEL = "usefulness.json"
TOLD = 3
"""Features that a finding says weighed most."""
BY_CONFIDENCE = {Confidence.HIGH: 0.7, Confidence.MEDIUM: 0.5, Confidence.LOW: 0.3}
"""The usefulness of findings of rules that nobody has rated: those of packs that others wrote."""


@cache
def usefulness_model() -> LinearModel:
    """The model that comes with the package."""
    return model_from_json(Path(__file__).with_name(MODEL).read_bytes())


def weights_of(rule: Rule) -> list[Weight]:
    """What weighs in the usefulness of a rule's findings, the heaviest first: the rule and its
    category, and what is particular to them; nothing for a rule that the model does not know."""
    model = usefulness_model()
    if rule.id not in model.weights["rule"]:
        return []
    found = []
    for group, values in model.weights.items():
        kind, _, other = group.partition(" ")
        own = {"rule": rule.id, "category": rule.category}.get(kind)
        for value, weight in values.items():
            if own is not None and (value.rpartition(" ")[0] if other else value) == own:
                found.append((-abs(weight) / UNIT, group, value, weight / UNIT))
    return [Weight(*one[1:]) for one in sorted(found) if one[0]]


def rank(
    segments: Segments,
    found: Sequence[Judged],
    *,
    added: Collection[str] = (),
    kept: Collection[str] = (),
    model: LinearModel | None = None,
) -> list[Judged]:
    """The findings of a document with their usefulness, those of little use folded.

    `added` are the ids of rules from packs that others wrote, `kept` those whose severity a user
    has laid down: neither are folded, nor are findings of rules that nobody has rated.
    """
    if not found:
        return []
    model = model or usefulness_model()
    threshold, rated = model.about["threshold"], model.about.get("rules")
    weighing = _Weighing(segments, model)
    ranked = []
    for one in found:
        if one.rule.id in added or (rated is not None and one.rule.id not in rated):
            ranked.append(one._replace(usefulness=BY_CONFIDENCE[one.confidence]))
            continue
        score, weighed = weighing.weigh(one)
        usefulness = round(model.likely(score), 3)
        severity = one.severity
        if severity is Severity.WARNING and one.rule.id not in kept and usefulness < threshold:
            severity = Severity.INFO
        ranked.append(
            one._replace(
                usefulness=usefulness, severity=severity, weighed=weighed, unranked=one.severity
            )
        )
    return ranked


_Part = tuple[float, list[Moved]]
"""What a part of the features adds to a score, and the heaviest of them."""


class _Weighing:
    """What a model makes of the findings of a document; of what several share, once."""

    def __init__(self, segments: Segments, model: LinearModel) -> None:
        self._segments = segments
        self._model = model
        self._around = Around(segments)
        self._sentences: dict[tuple[Span, str], _Part] = {}
        self._sections: dict[Span, _Part] = {}

    def weigh(self, one: Judged) -> tuple[float, tuple[tuple[str, str, float], ...]]:
        """What a finding scores, and what weighed most (group, value and what it added)."""
        around, model = self._around, self._model
        known = _named(model, around.facts(one))
        place = (around.sentence(one), one.rule.category)
        sentence = self._sentences.get(place)
        if sentence is None:
            sentence = self._sentences[place] = _part(model, around.of_sentence(*place))
        span = self._segments.article_of(one.match.leaf).span
        section = self._sections.get(span)
        if section is None:
            section = self._sections[span] = _part(model, around.of_section(one.match.leaf))
        moved = model.moved((*around.beside(one), *around.of_decision(one)))
        score = sum_of(moved, known[0]) + (sentence[0] + section[0])
        heavy = first([*moved, *known[1], *sentence[1], *section[1]], TOLD)
        return score, tuple([reason[1:] for reason in heavy])


@lru_cache(maxsize=1 << 12)
def _named(model: LinearModel, facts: FindingContext) -> _Part:
    return _part(model, named(facts))


def _part(model: LinearModel, held: Iterable[Held]) -> _Part:
    moved = model.moved(held)
    return sum_of(moved), first(moved, TOLD)
