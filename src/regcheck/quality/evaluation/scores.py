"""Findings compared with labels. What is shown counts: warnings, errors and advice on words. A
finding is *right* when it hits a label of its category; a `must` label is *found* when one hits it,
and *told* when only a note does whose words a shown finding repeats. A hit shares a letter with the
label and is at most three times as long, or 60 code points. Precision is right / flags, recall
(found + told) / must, and F1 is of these."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from regcheck.base.text.span import Span
from regcheck.packs.categories import Labels
from regcheck.packs.model import Rule, Severity
from regcheck.quality.evaluation.gold import DEFINITION, Label, LabelledProvision
from regcheck.quality.evaluation.gold import categories as known_categories

CONTEXT = 60
"""Code points shown on each side of a miss or a false alarm."""
_COUNTED = ("must", "found", "told", "recall", "flags", "right", "wrong", "precision", "f1")
_OF_RULES = ("flags", "right", "wrong", "precision", "found")
BARS = tuple(step / 10 for step in range(10))
"""The usefulness from which findings count, for each point of the curve."""
_BLANKET, _TIMES = 60, 3


@dataclass(frozen=True, slots=True)
class Flag:
    """What a rule flagged in a provision's `unit`; `told` is a note whose words a shown finding
    repeats."""

    rule: str
    category: str
    severity: Severity
    span: Span
    usefulness: float = 1.0
    told: bool = False

    @property
    def is_shown(self) -> bool:
        """Whether reports show it by default; of advice on words they show a line a rule."""
        return self.severity > Severity.INFO or self.category == "plain-language"


@dataclass(slots=True)
class Counts:
    """`must` labels, those found and those only told; flags and those that were right."""

    must: int = 0
    found: int = 0
    told: int = 0
    flags: int = 0
    right: int = 0

    @property
    def wrong(self) -> int:
        """Flags where nothing was marked."""
        return self.flags - self.right

    @property
    def recall(self) -> float | None:
        """The share of `must` labels that were found or told; None where there are none."""
        return (self.found + self.told) / self.must if self.must else None

    @property
    def precision(self) -> float | None:
        """The share of flags that were right; None where nothing was flagged."""
        return self.right / self.flags if self.flags else None

    @property
    def f1(self) -> float:
        """The harmonic mean of both; 0 where one of them is 0 or None."""
        precision, recall = self.precision, self.recall
        if not precision or not recall:
            return 0.0
        return 2 * precision * recall / (precision + recall)


@dataclass(slots=True)
class Scores:
    """The counts of one evaluation. In `rules`, `must` is 0 and `found` counts the labels that
    the rule found, alone or with others; `unlabelled` provisions took no part. Misses and false
    alarms are records of their words in context, of the latter with rule and severity."""

    categories: tuple[str, ...]
    names: Labels = field(default_factory=dict)
    provisions: int = 0
    unlabelled: int = 0
    documents: set[str] = field(default_factory=set)
    by_language: dict[str, dict[str, Counts]] = field(default_factory=dict)
    rules: dict[str, Counts] = field(default_factory=dict)
    curve: dict[float, Counts] = field(default_factory=lambda: {bar: Counts() for bar in BARS})
    misses: list[dict[str, Any]] = field(default_factory=list)
    false_alarms: list[dict[str, Any]] = field(default_factory=list)

    @property
    def by_category(self) -> dict[str, Counts]:
        """The counts of each category, in both written standards."""
        standards = self.by_language.values()
        return {c: total_of(counts[c] for counts in standards) for c in self.categories}

    @property
    def total(self) -> Counts:
        """All categories together."""
        return total_of(self.by_category.values())

    def to_dict(self) -> dict[str, Any]:
        """Everything that was counted, as plain values."""

        def of_categories(counts: Mapping[str, Counts]) -> dict[str, Any]:
            return {
                "total": _counts_record(total_of(counts.values())),
                "categories": {c: _counts_record(counts[c]) for c in self.categories},
            }

        return {
            "provisions": self.provisions,
            "documents": len(self.documents),
            "unlabelled": self.unlabelled,
            **of_categories(self.by_category),
            "curve": [{"usefulness": bar, **_counts_record(c)} for bar, c in self.curve.items()],
            "languages": {
                language: of_categories(counts)
                for language, counts in sorted(self.by_language.items())
            },
            "rules": [
                {"rule": rule, **{key: counts[key] for key in _OF_RULES}}
                for rule in sorted(self.rules)
                for counts in [_counts_record(self.rules[rule])]
            ],
            "misses": self.misses,
            "false_alarms": self.false_alarms,
        }


def categories_of(places: tuple[Path, ...] = (), *, definitions: bool) -> tuple[str, ...]:
    """The categories that are scored, of those in folders of rules."""
    return tuple(c for c in known_categories(places) if definitions or c != DEFINITION)


def categories_in(
    rules: Iterable[Rule], places: tuple[Path, ...] = (), *, definitions: bool
) -> tuple[str, ...]:
    """Those of them that some of these rules belong to."""
    about = {rule.category for rule in rules} | {DEFINITION}
    return tuple(c for c in categories_of(places, definitions=definitions) if c in about)


def total_of(counts: Iterable[Counts]) -> Counts:
    """The sum of counts."""
    return Counts(*map(sum, zip(*map(astuple, counts), strict=True)))


def hits(flag: Flag, label: Label) -> bool:
    """Whether the flag is on the label's words, in its category, and no blanket over them."""
    return (
        flag.category in label.categories
        and flag.span.overlaps(label.span)
        and len(flag.span) <= max(_BLANKET, _TIMES * len(label.span))
    )


def score(
    provisions: Iterable[LabelledProvision],
    flags: Mapping[str, Sequence[Flag]],
    *,
    categories: Sequence[str],
    rules: Iterable[str] = (),
    names: Labels = MappingProxyType({}),
) -> Scores:
    """Score the flags of each provision, given by its id. `rules` are the ids of rules that took
    part; those in other categories are left out. `names` are what reports call categories."""
    scores = Scores(tuple(categories), names)
    for rule in sorted(rules):
        if rule.partition("/")[0] in categories:
            scores.rules[rule] = Counts()
    for provision in provisions:
        if provision.labels is None:
            scores.unlabelled += 1
            continue
        _score_one(scores, provision, flags.get(provision.id, ()))
    order = {category: place for place, category in enumerate(categories)}
    scores.misses.sort(key=lambda one: order[one["category"]])
    scores.false_alarms.sort(key=lambda one: order[one["category"]])
    return scores


def _score_one(scores: Scores, provision: LabelledProvision, every: Sequence[Flag]) -> None:
    labels = provision.labels or ()
    known = [flag for flag in every if flag.category in scores.categories]
    flags = [flag for flag in known if flag.is_shown]
    told = [flag for flag in known if flag.told]
    scores.provisions += 1
    scores.documents.add(provision.refid)
    counts = scores.by_language.setdefault(
        provision.language, {category: Counts() for category in scores.categories}
    )
    must = [one for one in labels if one.level == "must" and one.category in scores.categories]
    for label in must:
        finders = {flag.rule for flag in flags if hits(flag, label)}
        again = not finders and any(hits(flag, label) for flag in told)
        mine = counts[label.category]
        mine.must += 1
        mine.found += bool(finders)
        mine.told += again
        for rule in finders:
            scores.rules.setdefault(rule, Counts()).found += 1
        if not finders and not again:
            scores.misses.append(_place(provision, label.category, label.span))
    for flag in flags:
        right = any(hits(flag, label) for label in labels)
        for some in (counts[flag.category], scores.rules.setdefault(flag.rule, Counts())):
            some.flags += 1
            some.right += right
        if not right:
            place = _place(provision, flag.category, flag.span)
            named = {"rule": flag.rule, "severity": flag.severity.word}
            scores.false_alarms.append(place | named)
    for bar, some in scores.curve.items():
        above = [flag for flag in known if flag.usefulness >= bar]
        some.flags += len(above)
        some.right += sum(any(hits(flag, label) for label in labels) for flag in above)
        some.must += len(must)
        some.found += sum(any(hits(flag, label) for flag in above) for label in must)


def _place(provision: LabelledProvision, category: str, span: Span) -> dict[str, Any]:
    text, top = provision.unit, provision.heading.start
    before = text[max(top, span.start - CONTEXT, 0) : span.start] if span.start > top else ""
    return {
        "category": category,
        "id": provision.id,
        "refid": provision.refid,
        "address": provision.address,
        "start": span.start,
        "end": span.end,
        "before": _flat(before).lstrip("# "),
        "quote": _flat(span.of(text)),
        "after": _flat(text[span.end : span.end + CONTEXT]),
    }


def _flat(text: str) -> str:
    """Text on one line; spaces at its ends stay, since words continue there."""
    return "".join(" " if char.isspace() else char for char in text).replace("  ", " ")


def _counts_record(some: Counts) -> dict[str, Any]:
    return {name: rounded(getattr(some, name)) for name in _COUNTED}


def rounded(value: Any) -> Any:
    """Values with all shares in them given with four decimals."""
    if isinstance(value, dict):
        return {key: rounded(one) for key, one in value.items()}
    if isinstance(value, list):
        return list(map(rounded, value))
    return round(value, 4) if isinstance(value, float) else value
