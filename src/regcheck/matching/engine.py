"""The engine: one pass over the text for literals, then exact matchers where they hit.

`exhaustive=True` skips the prefilter and tries every trigger on every leaf; the result is the
same and a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from regcheck.document.model import OPERATIVE_ROLES, Role
from regcheck.matching.checks import known_checks
from regcheck.matching.compile import compile_rules
from regcheck.matching.conditions import Judge, build_finders, word_sets
from regcheck.matching.expressions import Expression, SlowExpressionError, told_slow
from regcheck.matching.hits import Check
from regcheck.matching.joined import JoinedNorm, joined_norms
from regcheck.matching.model import Match
from regcheck.matching.phrase import Literal
from regcheck.matching.plans import CompiledRules, LiteralUse, TriggerPlan
from regcheck.matching.reach import UNKNOWN, stretches
from regcheck.matching.scanner import Scan, build_scanner
from regcheck.matching.tokens import TokenMatcher
from regcheck.matching.vocabulary import Kinds, Vocabulary
from regcheck.matching.words import (
    Finder,
    is_left_edge,
    is_right_edge,
    whole_words,
    word_end,
    word_start,
)
from regcheck.packs.model import Rule, RuleSet
from regcheck.segments.view import Segments
from regcheck.text.span import Span, disjoint


@dataclass(frozen=True, slots=True)
class Matches:
    """What matching a document gives: matches in text order, and rules that were given up."""

    found: tuple[Match, ...]
    skipped: tuple[tuple[str, str], ...] = ()


class Engine:
    """A rule set made ready to run. Holds no state of any document."""

    def __init__(self, rule_set: RuleSet, compiled: CompiledRules | None = None) -> None:
        self.rules: tuple[Rule, ...] = rule_set.rules
        self.compiled = compiled if compiled is not None else compile_rules(rule_set)
        own = self.compiled.sets
        self.finder: Callable[[int], Finder] = build_finders(self.compiled.words, len(own))
        self.needs = [sum(1 << need for need in plan.needs) for plan in self.compiled.triggers]
        self.crossing = [plan.crosses for plan in self.compiled.triggers]
        self._vocabulary = Vocabulary([*own, *word_sets(self.compiled.words)])
        self._scan: Scan | None = None
        self._expressions: dict[int, Expression | TokenMatcher] = {}
        self._checks: dict[str, Check] = {}
        self._roles = [_roles_of(rule) for rule in self.rules]

    def match(
        self,
        segments: Segments,
        *,
        exhaustive: bool = False,
        expired: Callable[[], bool] | None = None,
    ) -> Matches:
        """Every match in a document whose word conditions and facts hold; conditions on who
        decides are left to the findings. When `expired` says so, the rest is given up."""
        run = _Run(self, segments, expired)
        try:
            if exhaustive:
                run.try_everything()
            else:
                run.scan()
            run.check_whole()
        except TimeIsUpError:
            run.skipped["*"] = "time limit for the document"
        return run.result()

    def judge(self, segments: Segments) -> Judge:
        """What answers the rules' conditions in a document; it remembers what it has looked up."""
        return segments.remember(
            f"judge of {id(self)}",
            lambda: Judge(segments, Kinds(segments, self._vocabulary), self.finder),
        )

    def scanner(self) -> Scan:
        """The literal prefilter, built on first use."""
        if self._scan is None:
            self._scan = build_scanner(self.compiled.keys)
        return self._scan

    def allows(self, rule: int, role: Role) -> bool:
        """Whether the rule may look at text of this role."""
        return role in self._roles[rule]

    def expression(self, trigger: int) -> Expression | TokenMatcher:
        """The matcher of a `regex` or `tokens` trigger, made on first use."""
        found = self._expressions.get(trigger)
        if found is None:
            plan = self.compiled.triggers[trigger]
            if plan.kind == "tokens":
                found = TokenMatcher(plan.pattern, plan.language)
            else:
                found = Expression(plan.pattern, on_lowered=plan.on_lowered, cased=plan.cased)
            self._expressions[trigger] = found
        return found

    def check(self, name: str) -> Check:
        """A built-in check by name."""
        if name not in self._checks:
            self._checks[name] = known_checks()[name]
        return self._checks[name]


def _roles_of(rule: Rule) -> frozenset[Role]:
    roles: set[Role] = set()
    for name in rule.scope:
        roles |= OPERATIVE_ROLES if name == "operative" else {Role(name)}
    return frozenset(roles - {Role(name) for name in rule.except_roles})


class TimeIsUpError(Exception):
    """The time guard of a document has run out."""


class _Run:
    """One document passing through the engine."""

    def __init__(
        self, engine: Engine, segments: Segments, expired: Callable[[], bool] | None
    ) -> None:
        self.expired = expired
        self.asked = 0
        self.engine = engine
        self.segments = segments
        self.triggers = engine.compiled.triggers
        self.judge = engine.judge(segments)
        self.kinds = self.judge.kinds
        self.foreign = segments.document.meta.language == "en"
        self.found: dict[tuple[int, Span, int, tuple[Span, ...]], Match] = {}
        self.joined: dict[int, list[JoinedNorm]] = {}
        self.skipped: dict[str, str] = {}

    def scan(self) -> None:
        """The fast way: from the hits of the prefilter."""
        engine, segments = self.engine, self.segments
        scan, needs, crossing = engine.scanner(), engine.needs, engine.crossing
        starts, start_of = engine.compiled.starts, engine.compiled.start
        lowered = segments.lowered
        size = len(lowered)
        near: dict[tuple[int, int], list[tuple[int, int]]] = {}
        leaf, leaf_start, leaf_end = -1, 0, 0
        own = around = 0
        for key, start, end in scan(lowered):
            found = starts[key]
            uses, anchored, closed = start_of(key) if isinstance(found, bytes) else found
            if closed and (
                (end < size and lowered[end].isalnum()) or (start and lowered[start - 1].isalnum())
            ):
                continue
            if not leaf_start <= start < leaf_end:
                leaf = segments.leaf_at(start)
                if leaf < 0:
                    leaf_start = leaf_end = 0
                    continue
                leaf_start, leaf_end = segments.leaves[leaf].span
                own, around = self.kinds.of_leaf(leaf), self.kinds.of_list(leaf)
            left, right = is_left_edge(lowered, start), is_right_edge(lowered, end)
            for use in uses:
                if (right or use.open_right) and (left or use.open_left):
                    self.take_literal(use, leaf, Span(start, end))
            for trigger, only_whole in anchored:
                if only_whole and not (left and right):
                    continue
                need = needs[trigger]
                if own & need == need or (crossing[trigger] and around & need == need):
                    place = (trigger, leaf)
                    if place in near:
                        near[place].append((start, end))
                    else:
                        near[place] = [(start, end)]
        for (trigger, leaf), places in near.items():
            if engine.allows(self.triggers[trigger].rule, segments.leaves[leaf].role):
                self.try_leaf(trigger, leaf, places)
        for trigger in engine.compiled.unanchored:
            self.try_all_leaves(trigger)

    def try_everything(self) -> None:
        """The slow way: every trigger on every leaf."""
        for key, text in enumerate(self.engine.compiled.keys):
            if text not in self.segments.lowered:
                continue
            for use in self.engine.compiled.start(key).uses:
                rule = self.triggers[use.trigger].rule
                literal = Literal(text, use.open_left, use.open_right)
                for leaf, node in enumerate(self.segments.leaves):
                    if not self.engine.allows(rule, node.role):
                        continue
                    at = node.span.start
                    while (at := self.segments.lowered.find(text, at, node.span.end)) >= 0:
                        end = at + len(text)
                        near = Span(at, end)
                        if any(True for _ in whole_words(self.segments.lowered, literal, near)):
                            self.take_literal(use, leaf, near)
                        at += 1
        for trigger, plan in enumerate(self.triggers):
            if plan.kind in ("regex", "tokens"):
                self.try_all_leaves(trigger)

    def try_all_leaves(self, trigger: int) -> None:
        """Try a trigger on every leaf whose role its rule may look at."""
        rule = self.triggers[trigger].rule
        if self.triggers[trigger].kind not in ("regex", "tokens"):
            return
        for leaf, node in enumerate(self.segments.leaves):
            if self.engine.allows(rule, node.role):
                self.try_leaf(trigger, leaf)

    def take_literal(self, use: LiteralUse, leaf: int, hit: Span) -> None:
        """A literal whose edges are right: apply what it reports and its exceptions."""
        plan = self.triggers[use.trigger]
        if not self.engine.allows(plan.rule, self.segments.leaves[leaf].role):
            return
        lowered = self.segments.lowered
        begin = word_start(lowered, hit.start) if use.open_left else hit.start
        end = word_end(lowered, hit.end) if use.open_right else hit.end
        if use.rest and (end - begin) - len(hit) < use.rest:
            return
        if use.cased and self.segments.text[hit.start : hit.end] != use.cased:
            return
        span = Span(
            begin if use.marked_start == 0 else hit.start + use.marked_start,
            end if use.marked_end == len(hit) else hit.start + use.marked_end,
        )
        whole = Span(begin, end)
        if whole.end <= self.segments.leaves[leaf].span.end:
            self.consider(plan, Match(plan.rule, leaf, span, whole, use.trigger, entry=use.entry))

    def try_leaf(
        self, trigger: int, leaf: int, places: Sequence[tuple[int, int]] | None = None
    ) -> None:
        """Run an expression on a leaf, near `places` if they are known, and, where it may cross,
        on the norms the leaf is part of."""
        self.asked += 1
        if self.expired is not None and self.asked % 256 == 0 and self.expired():
            raise TimeIsUpError
        plan = self.triggers[trigger]
        rule_id = self.engine.rules[plan.rule].id
        if rule_id in self.skipped:
            return
        try:
            for match in self.expression_matches(trigger, plan, leaf, places):
                self.consider(plan, match)
        except SlowExpressionError as slow:
            self.skipped[rule_id] = told_slow(slow)

    def expression_matches(
        self,
        trigger: int,
        plan: TriggerPlan,
        leaf: int,
        places: Sequence[tuple[int, int]] | None,
    ) -> Iterator[Match]:
        """Matches of one expression in one leaf and across its list."""
        matcher = self.engine.expression(trigger)
        text, lowered = self.segments.text, self.segments.lowered
        own = self.segments.leaves[leaf].span
        need = self.engine.needs[trigger]
        if places is None or self.kinds.of_leaf(leaf) & need == need:
            parts: Iterable[Span] = (own,)
            if places is not None and plan.spaces != UNKNOWN:
                parts = stretches(lowered, places, own, plan.spaces)
            for part in parts:
                for span, whole in matcher.find(text, lowered, part.start, part.end):
                    if self.in_one_sentence(leaf, whole):
                        yield Match(plan.rule, leaf, span, whole, trigger)
        if (
            plan.crosses
            and self.segments.is_listed(leaf)
            and (places is None or self.kinds.of_list(leaf) & need == need)
        ):
            yield from self.crossing_matches(trigger, plan, leaf, matcher)

    def crossing_matches(
        self, trigger: int, plan: TriggerPlan, leaf: int, matcher: Expression | TokenMatcher
    ) -> Iterator[Match]:
        """Matches that begin in a lead-in and end in an item."""
        for norm in self.norms(leaf):
            parts: Iterable[Span] = (Span(0, len(norm.text)),)
            if plan.spaces != UNKNOWN:
                joints = [(at - 1, at) for at in norm.at[1:]]
                parts = stretches(norm.lowered, joints, Span(0, len(norm.text)), plan.spaces)
            for part in parts:
                for span, whole in matcher.find(norm.text, norm.lowered, part.start, part.end):
                    pieces = norm.locate(whole)
                    if len(pieces) < 2:
                        continue
                    shown = norm.locate(span)[-1]
                    own = next(piece for piece in pieces if piece.covers(shown))
                    others = tuple(piece for piece in pieces if piece is not own)
                    at = self.segments.leaf_at(shown.start)
                    yield Match(plan.rule, at, shown, own, trigger, others)

    def norms(self, leaf: int) -> list[JoinedNorm]:
        """The norms a listed leaf is part of, joined once."""
        known = self.joined.get(leaf)
        if known is None:
            known = self.joined[leaf] = list(joined_norms(self.segments, leaf))
        return known

    def in_one_sentence(self, leaf: int, span: Span) -> bool:
        """Whether a match stays within one sentence; short ones need not be looked at."""
        if ". " not in span.of(self.segments.text):
            return True
        return span.end <= self.segments.sentence_of(leaf, span).end

    def consider(self, plan: TriggerPlan, match: Match) -> None:
        """Keep a match whose language, exceptions and conditions let it through."""
        key = (match.trigger, match.span, match.entry, match.others)
        if key in self.found or not self.language_fits(plan, match.leaf):
            return
        if plan.excepts >= 0 and self.is_excepted(plan.excepts, match):
            return
        conditions = self.engine.compiled.rules[plan.rule]
        if plan.is_free and conditions.is_free:
            self.found[key] = match
            return
        judge = self.judge
        try:
            if (
                judge.all_hold(plan.requires, match)
                and judge.all_hold(conditions.requires, match)
                and judge.all_hold(conditions.when, match)
                and not judge.any_holds(plan.unless, match)
                and not judge.any_holds(conditions.unless, match)
            ):
                self.found[key] = match
        except SlowExpressionError as slow:
            self.skipped[self.engine.rules[plan.rule].id] = told_slow(slow)

    def language_fits(self, plan: TriggerPlan, leaf: int) -> bool:
        """Whether a trigger for one language may be used on a leaf."""
        if not plan.language:
            return True
        rule = self.engine.rules[plan.rule]
        if rule.strict_language or plan.language == "en" or self.foreign:
            return self.segments.language(leaf) == plan.language
        return True

    def is_excepted(self, words: int, match: Match) -> bool:
        """Whether the match overlaps one of its pattern's exceptions."""
        finder = self.engine.finder(words)
        if not finder.may_occur(self.kinds.of_leaf(match.leaf)):
            return False
        leaf = self.segments.leaves[match.leaf].span
        near = Span(max(leaf.start, match.whole.start - 80), min(leaf.end, match.whole.end + 80))
        return finder.overlaps(self.segments, self.kinds, near, match.whole)

    def check_whole(self) -> None:
        """Measures and structure checks, which look at the document as a whole."""
        for trigger, plan in enumerate(self.triggers):
            if plan.kind not in ("metric", "structure"):
                continue
            check = self.engine.check(plan.pattern)
            for hit in check(self.segments, dict(plan.options)):
                if self.engine.allows(plan.rule, self.segments.leaves[hit.leaf].role):
                    self.consider(
                        plan,
                        Match(
                            plan.rule,
                            hit.leaf,
                            hit.span,
                            hit.span,
                            trigger,
                            hit.related,
                            value=hit.value,
                            limit=hit.limit,
                        ),
                    )

    def result(self) -> Matches:
        """Matches in text order; of one rule's overlapping matches only the longest stays."""
        return Matches(tuple(_longest(self.found.values())), tuple(sorted(self.skipped.items())))


def _longest(found: Iterable[Match]) -> list[Match]:
    """Of each rule's overlapping matches the longest, the first of equally long ones."""
    by_rule: dict[int, list[Match]] = {}
    for match in found:
        by_rule.setdefault(match.rule, []).append(match)
    kept: list[Match] = []
    for mine in by_rule.values():
        mine.sort(key=lambda m: (-len(m.span), m.span, m.trigger, m.entry, m.others))
        kept += disjoint(mine)
    return sorted(kept, key=lambda m: (m.span.start, m.span.end, m.rule))
