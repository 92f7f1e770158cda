"""What ratings show, as tables for people and as one record for machines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from regcheck.base.text.printable import printable
from regcheck.base.texts.catalogue import Texts
from regcheck.packs.categories import Labels
from regcheck.quality.evaluation.rating_places import RatingPlaces
from regcheck.quality.evaluation.rating_scores import (
    GROUPS,
    STATES,
    RatedOutcome,
    RatingScores,
)
from regcheck.quality.evaluation.ratings import RATINGS, RatedFinding
from regcheck.quality.evaluation.reports import category_name
from regcheck.quality.evaluation.reports_tables import Part, Table

_WORDED = {
    "severity": ("report", "severities"),
    "decider": ("report", "deciders"),
    "gate": ("rating", "yes_no"),
    "kind": ("map", "kinds"),
    "confidence": ("map", "confidences"),
}
"""The area and table of the words for groups."""


@dataclass(frozen=True, slots=True)
class RatingComparison:
    """Scores, where the rated words are, and how far readers agree."""

    scores: RatingScores
    located: RatingPlaces
    readers: dict[str, Any] | None


def rating_parts(
    compared: RatingComparison, names: Labels, words: Texts, misses: int = 0
) -> Iterator[Part]:
    """The tables, what was not found, and at most `misses` findings wrongly shown or not."""
    scores, located = compared.scores, compared.located
    documents = words.count("documents", len(located.placed))
    every = len(scores.seen) + len(located.absent) + len(located.changed)
    size = words.measured.format(found=len(scores.seen), rated=every, documents=documents)
    yield ((size, "title"),)
    if located.absent:
        yield ((words.absent.format(n=len(located.absent)), "dim"),)
    if located.changed:
        yield ((words.changed.format(n=len(located.changed)), "dim"),)
    yield ()
    states = words.table("states")
    titles = (*RATINGS, words.total)
    rows = [_row(states[state], scores.counts(state)) for state in STATES]
    yield Table((words.state, *titles), rows)
    yield ()
    shown = scores.counts("shown")
    shares = {rating: words.decimal(_share(shown, rating), 2) for rating in RATINGS}
    yield ((words.shares.format(**shares, keeps=words.decimal(scores.keeps, 2)), ""),)
    for name in GROUPS:
        groups = scores.groups(name)
        if groups:
            yield ()
            rows = [
                [*_row(_name(name, value, names, words), some), words.decimal(_share(some), 2)]
                for value, some in groups.items()
            ]
            yield Table((words.table("groups")[name], *titles, words.share), rows)
    yield from _agreement(compared, words)
    if misses:
        yield from _cases(words.worst, worst(scores), misses, words)
        yield from _cases(words.lost, lost(scores), misses, words)


def worst(scores: RatingScores) -> list[RatedOutcome]:
    """What is shown though it was rated wrong."""
    return [one for one in scores.seen if one.state == "shown" and one.rated.rating == "wrong"]


def lost(scores: RatingScores) -> list[RatedOutcome]:
    """What was rated act and is not shown."""
    return [one for one in scores.seen if one.state != "shown" and one.rated.rating == "act"]


def _row(name: str, some: Counter[str]) -> list[str]:
    return [name, *(str(some[rating]) for rating in RATINGS), str(some.total())]


def _share(some: Counter[str], rating: str = "act") -> float | None:
    return some[rating] / some.total() if some.total() else None


def _name(group: str, value: str, names: Labels, words: Texts) -> str:
    if not value:
        return words.none
    if group == "category":
        return category_name(value, names, words.of("evaluation"))
    if group not in _WORDED:
        return value
    area, table = _WORDED[group]
    return words.of(area).table(table).get(value, value)


def _agreement(compared: RatingComparison, words: Texts) -> Iterator[Part]:
    ranking, gates = compared.scores.ranking, compared.scores.gates
    if ranking:
        yield ()
        auc = words.decimal(ranking["auc"], 3)
        yield ((words.ranking.format(n=ranking["n"], auc=auc), ""),)
    if gates:
        yield ()
        yield ((words.gates.format(**gates | {"share": words.decimal(gates["share"], 2)}), ""),)
    if readers := compared.readers:
        yield ()
        shares = {key: words.decimal(readers[key], 2) for key in ("kappa", "gate")}
        act = words.decimal(readers["act_or_not"], 2)
        yield ((words.readers.format(n=readers["n"], act=act, **shares), ""),)


def _cases(title: str, cases: Sequence[RatedOutcome], most: int, words: Texts) -> Iterator[Part]:
    yield ()
    yield ((f"{title} ({len(cases)})", "title"),)
    states = words.table("states")
    for one in cases[:most]:
        facts = one.rated.facts
        rule = one.finding.rule.id if one.finding else facts.rule
        words_of = f"  «{printable(one.finding.quote)}»" if one.finding else ""
        said = f"{one.rated.reason or states[one.state]}"
        place = printable(facts.address_path or facts.text)
        yield ((f"  {printable(facts.id)}  {place}  {rule}  {said}{words_of}", ""),)
    if len(cases) > most:
        yield ((f"  {words.of('evaluation').more.format(n=len(cases) - most)}", "dim"),)


def rating_record(compared: RatingComparison) -> dict[str, Any]:
    """Everything that was counted."""
    scores, located, shown = compared.scores, compared.located, compared.scores.counts("shown")
    return {
        "documents": len(located.placed),
        "found": len(scores.seen),
        "absent": [_lost_record(one) for one in located.absent],
        "changed": [_lost_record(one) for one in located.changed],
        "states": {state: _counts(scores.counts(state)) for state in STATES},
        "shares": {rating: _share(shown, rating) for rating in RATINGS},
        "keeps": scores.keeps,
        "shown_by": {
            name: [
                {name: value or None, **_counts(some)}
                for value, some in scores.groups(name).items()
            ]
            for name in GROUPS
        },
        "usefulness": scores.ranking,
        "gates": scores.gates,
        "readers": compared.readers,
        "false_alarms": [_case_record(one) for one in worst(scores)],
        "misses": [_case_record(one) for one in lost(scores)],
    }


def _counts(some: Counter[str]) -> dict[str, int]:
    return {rating: some[rating] for rating in RATINGS}


def _lost_record(one: RatedFinding) -> dict[str, Any]:
    facts = one.facts
    return {"id": facts.id, "text": facts.text, "address_path": facts.address_path or None}


def _case_record(one: RatedOutcome) -> dict[str, Any]:
    return {
        **_lost_record(one.rated),
        "rule": one.finding.rule.id if one.finding else one.rated.facts.rule,
        "state": one.state,
        "rating": one.rated.rating,
        "reason": one.rated.reason or None,
    }
