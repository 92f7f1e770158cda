"""How useful a finding is: whether a careful drafter would act on it, learned from rated findings.

What few would act on is folded: a warning becomes info. Errors are never touched, nor are rules of
packs that others wrote, which are ranked by their own confidence.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from importlib import resources

from regcheck.findings.judge import Judged
from regcheck.learned.features import Around
from regcheck.packs.model import Confidence, Rule, Severity
from regcheck.search.linear import (
    UNIT,
    Feature,
    LinearModel,
    Weight,
    heaviest,
    model_from_json,
    sum_of,
)
from regcheck.segments.view import Segments

MODEL = "usefulness.json"
TOLD = 3
"""Features that a finding says weighed most."""
BY_CONFIDENCE = {Confidence.HIGH: 0.7, Confidence.MEDIUM: 0.5, Confidence.LOW: 0.3}
"""The usefulness of findings of rules that nobody has rated: those of packs that others wrote."""


@cache
def usefulness_model() -> LinearModel:
    """The model that comes with the package."""
    return model_from_json(resources.files(__package__).joinpath(MODEL).read_text(encoding="utf-8"))


def weights_of(rule: Rule, most: int, model: LinearModel | None = None) -> tuple[Weight, ...]:
    """What weighs most in the usefulness of a rule's findings: the rule and its category, and what
    is particular to them. Nothing is told of a rule that the model does not know."""
    model = model or usefulness_model()
    if rule.id not in model.weights["rule"]:
        return ()
    found = []
    for group, values in model.weights.items():
        kind, _, other = group.partition(" ")
        own = {"rule": rule.id, "category": rule.category}.get(kind)
        for value, weight in values.items():
            if own is not None and (value.rpartition(" ")[0] if other else value) == own:
                found.append((group, value, weight / UNIT))
    return heaviest((one for one in found if one[2]), most)


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
    has laid down: neither are folded.
    """
    if not found:
        return []
    model = model or usefulness_model()
    threshold = model.about["threshold"]
    around = Around(segments, model)
    ranked = []
    last: tuple[Feature, ...] = ()
    of_shared = 0.0
    told: tuple[Weight, ...] = ()
    for one in found:
        if one.rule.id in added:
            ranked.append(one._replace(usefulness=BY_CONFIDENCE[one.confidence]))
            continue
        shared = around.shared(one)
        if shared is not last:
            moved = model.moved(shared)
            last, of_shared, told = shared, sum_of(moved), heaviest(moved, TOLD)
        moved = model.moved(around.own(one))
        usefulness = round(model.likely(sum_of(moved) + of_shared), 3)
        severity = one.severity
        if severity is Severity.WARNING and one.rule.id not in kept and usefulness < threshold:
            severity = Severity.INFO
        ranked.append(
            one._replace(
                usefulness=usefulness,
                severity=severity,
                weighed=heaviest((*moved, *told), TOLD),
                unranked=one.severity,
            )
        )
    return ranked
