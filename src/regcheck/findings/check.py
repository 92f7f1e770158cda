"""One document through the engine and the filters: the whole of what `check` does to a text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from regcheck.document.model import Document
from regcheck.findings.adjoining import side_by_side
from regcheck.findings.build import FindingBuilder
from regcheck.findings.defined_words import outside_defined_terms
from regcheck.findings.insertions import in_insertions
from regcheck.findings.judge import Judged, judge_matches, only_first
from regcheck.findings.model import Finding
from regcheck.findings.overlap import in_order, without_overlaps
from regcheck.findings.policy import NO_POLICY, Policy
from regcheck.findings.said_elsewhere import pointing_there
from regcheck.findings.titles import outside_titles
from regcheck.matching.engine import Engine
from regcheck.matching.plans import CompiledRules
from regcheck.packs.model import Rule, RuleSet
from regcheck.segments.measures import measure_text
from regcheck.segments.view import Segments
from regcheck.texts.locales import locale_for


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
    the documents are taken to be written in; `nlp` turns the trained pipeline on; `policy_of`
    tells what is laid down for the document at a path; `further` gives matches that the engine
    cannot find, such as those that rest on other documents.
    """

    def __init__(
        self,
        rule_set: RuleSet,
        *,
        locale: str = "auto",
        language: str = "auto",
        nlp: bool = True,
        compiled: CompiledRules | None = None,
        policy_of: Callable[[str], Policy] | None = None,
        further: Callable[[Segments], Sequence[Judged]] | None = None,
    ) -> None:
        self.rule_set = rule_set
        self.engine = Engine(rule_set, compiled)
        self.locale = locale
        self.language = "" if language == "auto" else language
        self.nlp = nlp
        self.policy_of = policy_of or (lambda _: NO_POLICY)
        self.further = further or (lambda _: ())

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
        policy = self.policy_of(document.source.path)
        matches = self.engine.match(segments, exhaustive=exhaustive, expired=expired)
        slow = dict(matches.skipped)
        judged = judge_matches(
            *(self.engine, self.rule_set, segments, matches.found),
            nlp=self.nlp,
            policy=policy,
            slow=slow,
        )
        judged += [
            one._replace(severity=policy.severity(one.rule.id, one.rule.severity, one.severity))
            for one in self.further(segments)
            if one.rule.id not in policy.off
        ]
        builder = FindingBuilder(segments, self._locale(segments))
        judged = outside_defined_terms(segments, outside_titles(segments, judged))
        alone = in_order(without_overlaps(judged))
        whole = side_by_side(segments, only_first(self.engine.judge(segments), alone))
        kept = pointing_there(segments, in_insertions(document, whole))
        findings = tuple(builder.build(one) for one in in_order(kept))
        skipped = tuple(one for one in sorted(slow.items()) if one[0] not in policy.off)
        measures = measure_text(segments).as_dict()
        segments.forget()
        return Checked(findings, skipped, measures)

    def findings_of(self, document: Document, rule: Rule) -> list[Finding]:
        """One rule's findings in a document, before findings of other rules push them aside."""
        segments = Segments(document, self.language)
        index = self.rule_set.rules.index(rule)
        matches = [m for m in self.engine.match(segments).found if m.rule == index]
        judged = judge_matches(self.engine, self.rule_set, segments, matches, nlp=self.nlp)
        judged = only_first(self.engine.judge(segments), judged)
        judged += [one for one in self.further(segments) if one.rule.id == rule.id]
        builder = FindingBuilder(segments, self._locale(segments))
        return [builder.build(one) for one in in_order(judged)]

    def _locale(self, segments: Segments) -> str:
        if self.locale != "auto":
            return self.locale
        return locale_for(self.language or segments.document.meta.language)
