"""What a drafter would meet, measured by ratings. A rated finding is *shown* where a warning or
error of its category overlaps its words, *folded* where only a note does, else *gone*; *changed*
if it was rated wrong for words that it no longer says. What nobody rated is not counted.
Precision of act is act / shown; keeps is act among the shown / act."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from types import MappingProxyType
from typing import Any, Final

from regcheck.base.text.span import Span
from regcheck.findings.model import Finding
from regcheck.packs.model import Severity
from regcheck.quality.evaluation.rating_places import PlacedRating
from regcheck.quality.evaluation.ratings import RATINGS, RatedFinding, says
from regcheck.results.result import DocumentResult

STATES: Final = ("shown", "changed", "folded", "gone")
_ABOUT_WORDS: Final = frozenset({"advice", "decider", "untrue"})
"""Reasons that no longer hold once the finding says something else."""
_TENTHS: Final = 10


@dataclass(frozen=True, slots=True)
class RatedOutcome:
    """A rated finding today: its state, the finding that stands for it, its kind of document."""

    rated: RatedFinding
    state: str
    finding: Finding | None
    kind: str

    @property
    def usefulness(self) -> float | None:
        """How useful the finding is held to be, from 0 to 1; None where nothing is said."""
        return self.finding.usefulness if self.finding else None

    @property
    def gate(self) -> bool | None:
        """Whether the words are held to be a gate; None where nothing is said."""
        return self.finding.gate if self.finding else None


GROUPS: Final[Mapping[str, Callable[[RatedOutcome, Finding], str]]] = MappingProxyType(
    {
        "category": lambda _, finding: finding.rule.category,
        "severity": lambda _, finding: finding.severity.word,
        "confidence": lambda _, finding: finding.confidence.value,
        "decider": lambda _, finding: finding.decider or "",
        "gate": lambda one, _: {None: "", True: "yes", False: "no"}[one.rated.gate],
        "kind": lambda one, _: one.kind,
        "rule": lambda _, finding: finding.rule.id,
    }
)
"""By what the shown are told apart, and how; an empty value stands for none."""


@dataclass(frozen=True, slots=True)
class RatingScores:
    """The rated findings whose words were found, in the order of documents, and what they show."""

    seen: tuple[RatedOutcome, ...]

    def counts(self, state: str) -> Counter[str]:
        """How many are in a state, by rating."""
        return Counter(one.rated.rating for one in self.seen if one.state == state)

    @property
    def keeps(self) -> float | None:
        """The share of what is rated act that is shown; None where nothing is."""
        every = sum(one.rated.rating == "act" for one in self.seen)
        return self.counts("shown")["act"] / every if every else None

    def groups(self, name: str) -> dict[str, Counter[str]]:
        """The shown by rating, in each group of `GROUPS`: the largest first."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for one in self.seen:
            if one.state == "shown" and one.finding is not None:
                found[GROUPS[name](one, one.finding)][one.rated.rating] += 1
        return dict(sorted(found.items(), key=lambda group: (-group[1].total(), group[0])))

    @property
    def ranking(self) -> dict[str, Any] | None:
        """How well usefulness ranks what is not gone, as an AUC and by tenths, each with its mean
        and the share to act on; None where no finding has any."""
        valued = [
            (one.usefulness, one.rated.rating == "act")
            for one in self.seen
            if one.usefulness is not None
        ]
        if not valued:
            return None
        tenths: dict[int, list[tuple[float, bool]]] = defaultdict(list)
        for value, act in valued:
            tenths[min(max(int(value * _TENTHS), 0), _TENTHS - 1)].append((value, act))
        records = [
            {
                "from": place / _TENTHS,
                "n": len(some),
                "mean": sum(value for value, _ in some) / len(some),
                "act": sum(act for _, act in some) / len(some),
            }
            for place, some in sorted(tenths.items())
        ]
        return {"n": len(valued), "auc": auc(valued), "tenths": records}

    @property
    def gates(self) -> dict[str, Any] | None:
        """How often readers and regcheck call the same words a gate, and the share they agree on;
        None where regcheck says nothing of them."""
        pairs = Counter(
            (one.rated.gate, one.gate)
            for one in self.seen
            if one.rated.gate is not None and one.gate is not None
        )
        if not pairs:
            return None
        agreed = pairs[True, True] + pairs[False, False]
        return {
            "both": pairs[True, True],
            "reader_only": pairs[True, False],
            "regcheck_only": pairs[False, True],
            "neither": pairs[False, False],
            "n": pairs.total(),
            "share": agreed / pairs.total(),
        }


def auc(valued: Sequence[tuple[float, bool]]) -> float | None:
    """The chance that a true one has a higher value than another, equal values counting half."""
    good = sorted(value for value, true in valued if true)
    bad = sorted(value for value, true in valued if not true)
    if not good or not bad:
        return None
    won = sum(bisect_left(bad, value) + bisect_right(bad, value) for value in good) / 2
    return won / len(good) / len(bad)


def see(placed: Iterable[PlacedRating], result: DocumentResult) -> list[RatedOutcome]:
    """The rated findings of a document as they are today."""
    kind = result.meta.kind.value
    return [
        RatedOutcome(one.rated, *_state(one.rated, one.span, result.findings), kind)
        for one in placed
    ]


def _state(
    rated: RatedFinding, span: Span, findings: Iterable[Finding]
) -> tuple[str, Finding | None]:
    facts = rated.facts
    near = [
        one
        for one in findings
        if one.rule.category == facts.category and one.start < span.end and span.start < one.end
    ]
    same = [one for one in near if one.rule.id == facts.rule] or near
    shown = [one for some in (same, near) for one in some if one.severity > Severity.INFO]
    if not shown:
        return ("folded", same[0]) if same else ("gone", None)
    finding = shown[0]
    about_words = rated.rating == "wrong" and rated.reason in _ABOUT_WORDS
    now = (finding.rule.id, says(finding.message, finding.advice), finding.decider or "")
    changed = about_words and now != (facts.rule, facts.says, facts.decider)
    return "changed" if changed else "shown", finding


def by_finding(
    rated: Iterable[RatedFinding],
) -> dict[tuple[str, int, int, str], list[RatedFinding]]:
    """The ratings of each finding, one for each reader, in order."""
    found: dict[tuple[str, int, int, str], dict[str, RatedFinding]] = {}
    for one in rated:
        key = (one.facts.text, one.facts.start, one.facts.end, one.facts.rule)
        found.setdefault(key, {}).setdefault(one.reader, one)
    return {key: list(readers.values()) for key, readers in found.items()}


def agreement(rated: Iterable[RatedFinding]) -> dict[str, Any] | None:
    """How far readers of the same findings agree, over all pairs of them: on act or not, over the
    three (Cohen's kappa, None where chance explains all), and on the gate, if both have answered
    that. None where no finding has two."""
    pairs = [
        pair
        for readers in by_finding(rated).values()
        for pair in combinations(sorted(readers, key=lambda one: one.reader), 2)
    ]
    if not pairs:
        return None
    gates = [(a.gate, b.gate) for a, b in pairs if a.gate is not None and b.gate is not None]
    alike = sum((a.rating == "act") == (b.rating == "act") for a, b in pairs)
    return {
        "n": len(pairs),
        "act_or_not": alike / len(pairs),
        "kappa": _kappa([(a.rating, b.rating) for a, b in pairs]),
        "gates": len(gates),
        "gate": sum(a == b for a, b in gates) / len(gates) if gates else None,
    }


def _kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    n = len(pairs)
    agreed = sum(a == b for a, b in pairs) / n
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(first[rating] * second[rating] for rating in RATINGS) / n / n
    return (agreed - chance) / (1 - chance) if chance < 1 else None
