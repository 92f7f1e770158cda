"""One document through the engine and the filters: the whole of what `check` does to a text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from regcheck.document.model import Document
from regcheck.findings.build import FindingBuilder
from regcheck.findings.deciders import find_deciders
from regcheck.findings.fingerprint import with_fingerprints
from regcheck.findings.measures import measure
from regcheck.findings.model import Finding
from regcheck.findings.overlap import in_order, without_overlaps
from regcheck.matching.conditions import Judge
from regcheck.matching.engine import Engine
from regcheck.matching.model import Match
from regcheck.matching.plans import CompiledRules, ConditionPlan
from regcheck.packs.model import Adjustment, Rule, RuleSet, TermEntry
from regcheck.segments.view import Segments
from regcheck.text.span import Span


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking a document gives: findings in text order, rules that were given up as
    (id, reason), and measures."""

    findings: tuple[Finding, ...]
    skipped: tuple[tuple[str, str], ...] = ()
    measures: dict[str, float] = field(default_factory=dict)


class Checker:
    """A rule set ready to check documents.

    `locale` is the language of messages, `auto` for the document's own; `language` overrules what
    the documents are taken to be written in; `nlp` turns the trained pipeline on.
    """

    def __init__(
        self,
        rule_set: RuleSet,
        *,
        locale: str = "auto",
        language: str = "auto",
        nlp: bool = True,
        compiled: CompiledRules | None = None,
    ) -> None:
        self.rule_set = rule_set
        self.engine = Engine(rule_set, compiled)
        self.locale = locale
        self.language = "" if language == "auto" else language
        self.nlp = nlp

    def check(
        self,
        document: Document,
        *,
        expired: Callable[[], bool] | None = None,
        exhaustive: bool = False,
    ) -> Checked:
        """Every finding in the document. `expired` is asked now and then whether time is up; the
        rest of the document is then given up and said to be."""
        segments = Segments(document, self.language)
        matches = self.engine.match(segments, exhaustive=exhaustive, expired=expired)
        judge = Judge(segments, self.engine.compiled, self.engine.finder)
        findings = self._findings(segments, judge, matches.found)
        kept = in_order(without_overlaps(findings))
        name = document.meta.refid or document.source.path
        return Checked(
            tuple(with_fingerprints(kept, name, document.text)),
            matches.skipped,
            measure(segments),
        )

    def matches_of(self, document: Document, rule: Rule) -> list[Finding]:
        """One rule's findings in a document, before findings of other rules push them aside."""
        segments = Segments(document, self.language)
        index = self.rule_set.rules.index(rule)
        matches = [m for m in self.engine.match(segments).found if m.rule == index]
        judge = Judge(segments, self.engine.compiled, self.engine.finder)
        return in_order(without_overlaps(self._findings(segments, judge, matches)))

    def _findings(
        self, segments: Segments, judge: Judge, matches: Sequence[Match]
    ) -> list[Finding]:
        rules, plans = self.engine.rules, self.engine.compiled.rules
        asking = [m for m in matches if rules[m.rule].decider]
        deciders = dict(zip(asking, find_deciders(segments, asking, nlp=self.nlp), strict=True))
        builder = FindingBuilder(segments, self._locale(segments))
        found = []
        for match in matches:
            rule, plan = rules[match.rule], plans[match.rule]
            decider = deciders.get(match, "")
            if decider and not self._passes(judge, match, decider):
                continue
            chosen, tipping = self._adjust(judge, rule.adjust, plan.adjust, match, decider)
            found.append(
                builder.build(
                    rule,
                    match,
                    decider=decider,
                    adjustment=chosen,
                    tipping=tipping,
                    certain=self.nlp or not decider,
                    entry=self._entry(match),
                )
            )
        return found

    def _passes(self, judge: Judge, match: Match, decider: str) -> bool:
        """Conditions on who decides, which the engine had to leave open."""
        plan = self.engine.compiled.rules[match.rule]
        wanted = [c for c in (*plan.when, *plan.requires) if c.fact == "decider"]
        unwanted = [c for c in plan.unless if c.fact == "decider"]
        return judge.all_hold(wanted, match, decider) and not judge.any_holds(
            unwanted, match, decider
        )

    def _adjust(
        self,
        judge: Judge,
        adjustments: Sequence[Adjustment],
        plans: Sequence[tuple[ConditionPlan, ...]],
        match: Match,
        decider: str,
    ) -> tuple[Adjustment | None, list[Span]]:
        """The first adjustment whose conditions hold, with the words that brought it about."""
        for adjustment, conditions in zip(adjustments, plans, strict=True):
            if judge.all_hold(conditions, match, decider):
                places = [p for c in conditions for p in judge.places(c, match)[:1]]
                return adjustment, places
        return None, []

    def _entry(self, match: Match) -> TermEntry | None:
        if match.entry < 0:
            return None
        sheet = self.engine.compiled.triggers[match.trigger].pattern
        return self.rule_set.sheets[sheet][match.entry]

    def _locale(self, segments: Segments) -> str:
        if self.locale != "auto":
            return self.locale
        language = self.language or segments.document.meta.language
        return language if language in ("nb", "nn", "en") else "nb"
