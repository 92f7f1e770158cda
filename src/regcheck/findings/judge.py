"""From a match to a judgment: how grave it is in its context, and who decides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from regcheck.base.search.expressions import SlowExpressionError, slow_reason
from regcheck.base.text.span import Span
from regcheck.base.texts.localised import NO_TEXT, Localised
from regcheck.document.segments.view import Scope, Segments
from regcheck.findings.deciders import DecisionReader
from regcheck.findings.policy import NO_POLICY, Policy
from regcheck.matching.conditions import Judge
from regcheck.matching.engine import Engine
from regcheck.matching.model import Match
from regcheck.matching.plans import ConditionPlan
from regcheck.packs.model import (
    Adjustment,
    Confidence,
    Rule,
    RuleSet,
    Severity,
    TermEntry,
    Verdict,
    Within,
)

_DISCRETION = "discretion"


class Judged(NamedTuple):
    """A match with everything that its context decides.

    `tipping` are the words that brought an adjustment about, `entry` the row of a term sheet that
    was matched, `proposal` advice for just this place, `gate` whether the words condition or limit
    a decision that a public authority makes in the single case (None for rules that are not about
    discretion), `facts` the names of what is known of the place (`regcheck.matching.facts`), `also`
    the words of other findings that it speaks for, `asked` those of them that want something
    answered. `usefulness` (0 to 1) is what the ranking makes
    of it, `weighed` the features that counted most (group, value and what they added to the
    log-odds), `unranked` the severity before it.
    """

    rule: Rule
    match: Match
    severity: Severity
    confidence: Confidence
    verdict: Verdict | None = None
    decider: str = ""
    note: Localised = NO_TEXT
    tipping: tuple[Span, ...] = ()
    entry: TermEntry | None = None
    proposal: Localised = NO_TEXT
    gate: bool | None = None
    facts: frozenset[str] = frozenset()
    also: tuple[Span, ...] = ()
    asked: tuple[tuple[str, Judged], ...] = ()
    usefulness: float | None = None
    weighed: tuple[tuple[str, str, float], ...] = ()
    unranked: Severity | None = None

    @property
    def span(self) -> Span:
        """The words that are reported."""
        return self.match.span


class Ruling(NamedTuple):
    """What judging asks of a rule. `decided`: it is about what somebody decides; `wanted` and
    `unwanted` are its conditions on who does, which the engine had to leave open."""

    rule: Rule
    decided: bool
    wanted: tuple[ConditionPlan, ...]
    unwanted: tuple[ConditionPlan, ...]
    adjust: tuple[tuple[Adjustment, tuple[ConditionPlan, ...]], ...]


class Rulings:
    """The rules of an engine as they are judged by, made ready once for all documents."""

    def __init__(self, engine: Engine, rule_set: RuleSet) -> None:
        self.engine = engine
        self.sheets = rule_set.sheets
        self.triggers = engine.compiled.triggers
        self.rules = [
            Ruling(
                rule,
                rule.decider or rule.category == _DISCRETION,
                tuple(c for c in (*plan.when, *plan.requires) if c.fact == "decider"),
                tuple(c for c in plan.unless if c.fact == "decider"),
                tuple(zip(rule.adjust, plan.adjust, strict=True)),
            )
            for rule, plan in zip(engine.rules, engine.compiled.rules, strict=True)
        ]

    def entry(self, match: Match) -> TermEntry | None:
        """The row of a term sheet that was matched."""
        if match.entry < 0:
            return None
        return self.sheets[self.triggers[match.trigger].pattern][match.entry]


def judge_matches(
    rulings: Rulings,
    segments: Segments,
    matches: Iterable[Match],
    *,
    policy: Policy = NO_POLICY,
    slow: dict[str, str] | None = None,
) -> list[Judged]:
    """Judge the matches of one document; those that fall because of who decides are left out. A
    rule one of whose conditions searches for too long is put into `slow`, by id, with the reason;
    the match at which it did is left out, and all later ones of the rule."""
    slow = {} if slow is None else slow
    judge, decisions = rulings.engine.judge(segments), DecisionReader(segments)
    found = []
    for match in matches:
        rule, decided, wanted, unwanted, adjust = rulings.rules[match.rule]
        if rule.id in slow:
            continue
        decision = decisions.around(match) if decided else None
        decider = decision.decider if decision is not None and rule.decider else ""
        chosen: Adjustment | None = None
        tipping: tuple[Span, ...] = ()
        try:
            if decider and not (
                judge.all_hold(wanted, match, decider)
                and not judge.any_holds(unwanted, match, decider)
            ):
                continue
            if adjust:
                chosen, tipping = _adjustment(judge, adjust, match, decider)
        except SlowExpressionError as fault:
            slow[rule.id] = slow_reason(fault)
            continue
        entry, gate = rulings.entry(match), decision.gate if decision is not None else None
        own, adjusted = (entry and entry.severity) or rule.severity, None
        verdict, confidence, note, proposal = rule.verdict, rule.confidence, NO_TEXT, NO_TEXT
        if chosen is not None:
            adjusted = chosen.severity
            verdict, confidence = chosen.verdict or verdict, chosen.confidence or confidence
            note, proposal = chosen.note, chosen.advice
        severity = policy.severity(rule.id, own, adjusted)
        if decider and rule.id not in policy.severities:
            severity = min(severity, Severity.WARNING)
        told = decider, note, tipping, entry, proposal, gate
        found.append(Judged(rule, match, severity, confidence, verdict, *told))
    return found


def only_first(judge: Judge, judged: Sequence[Judged]) -> list[Judged]:
    """Of what stands in text order, without the later matches of rules that speak of a thing only
    once in a paragraph, section or document: of a term sheet, of each thing to write instead."""
    kept = []
    spoken: dict[tuple[str, Within, Scope], Severity] = {}
    told: set[tuple[str, Within, Scope, tuple[str, ...]]] = set()
    among = {(other, one.rule.first_in) for one in judged for other in one.rule.first_among}
    for one in judged:
        rule, stretch = one.rule, one.rule.first_in
        if stretch is not None:
            scope = judge.scope(stretch, one.match)
            thing = (rule.id, stretch, scope, one.entry.use if one.entry else ())
            if thing in told:
                continue
            told.add(thing)
            spoken[rule.id, stretch, scope] = one.severity
            others = (spoken.get((other, stretch, scope)) for other in rule.first_among)
            if any(other is not None and other >= one.severity for other in others):
                continue
        for name, kind in among:
            if name == rule.id and kind is not None:
                place = (name, kind, judge.scope(kind, one.match))
                spoken[place] = max(spoken.get(place, one.severity), one.severity)
        kept.append(one)
    return kept


def _adjustment(
    judge: Judge,
    adjustments: Sequence[tuple[Adjustment, tuple[ConditionPlan, ...]]],
    match: Match,
    decider: str,
) -> tuple[Adjustment | None, tuple[Span, ...]]:
    """The first adjustment whose conditions hold, with the words that brought it about."""
    for adjustment, conditions in adjustments:
        if judge.all_hold(conditions, match, decider):
            places = (judge.place(condition, match) for condition in conditions)
            return adjustment, tuple(filter(None, places))
    return None, ()
