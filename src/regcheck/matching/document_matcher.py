"""One document passing through the engine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from regcheck.matching.deadline import AT_THE_END, LATER, Expired, TimeIsUpError
from regcheck.matching.joined import JoinedNorm, joined_norms
from regcheck.matching.model import Match
from regcheck.matching.plans import TriggerPlan
from regcheck.matching.prefilter import Asked, LiteralUse, Uses
from regcheck.matching.prepared import PreparedRules
from regcheck.matching.reach import UNKNOWN, stretches
from regcheck.matching.tokens import TokenMatcher
from regcheck.matching.words import (
    is_left_edge,
    is_right_edge,
    word_end,
    word_start,
)
from regcheck.packs.model import Severity
from regcheck.search.expressions import Expression, SlowExpressionError, slow_reason
from regcheck.segments.view import Segments
from regcheck.text.span import Span, disjoint
from regcheck.values import Value


class Matches(Value, frozen=True):
    """What matching a document gives: matches in text order, and rules that were given up."""

    found: tuple[Match, ...]
    skipped: tuple[tuple[str, str], ...] = ()


class DocumentMatcher:
    """What is found in one document, and what of the engine was given up."""

    def __init__(
        self,
        engine: PreparedRules,
        segments: Segments,
        expired: Expired | None,
        without: frozenset[int] = frozenset(),
    ) -> None:
        self.expired = expired
        self.without = without
        self.to_come = len(segments.text) * AT_THE_END
        self.asked = 0
        self.engine = engine
        self.segments = segments
        self.triggers = engine.compiled.triggers
        self.judge = engine.judge(segments)
        self.kinds = self.judge.kinds
        self.foreign = segments.document.meta.language not in ("", "nb", "nn")
        self.found: dict[tuple[int, Span, int, tuple[Span, ...]], Match] = {}
        self.joined: dict[int, list[JoinedNorm]] = {}
        self.skipped: dict[str, str] = {}

    def scan(self) -> None:
        """The fast way: from the hits of the prefilter."""
        for (trigger, leaf), places in self.hits().items():
            self.try_leaf(trigger, leaf, places)
        for trigger in self.engine.compiled.unanchored:
            self.try_all_leaves(trigger)

    def ask(self) -> None:
        """Ask now and then whether there is time for more. Raises TimeIsUpError."""
        self.asked += 1
        if self.asked % 256 == 0:
            self.stop_in_time()

    def stop_in_time(self) -> None:
        """Raise TimeIsUpError when what is left is needed for what was found."""
        later = self.to_come + len(self.found) * LATER
        if self.expired is not None and self.expired(1, later):
            raise TimeIsUpError

    def hits(self) -> dict[tuple[int, int], list[tuple[int, int]]]:
        """Take the literals that are whole matches; of the others give, for each trigger and leaf
        where all the words are that a match needs, the places to look around."""
        engine, segments, kinds = self.engine, self.segments, self.kinds
        lowered, in_role = segments.lowered, engine.in_role
        near: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
        leaf, leaf_start, leaf_end, role, own, around = -1, 0, 0, "", -1, 0
        for number, (starts, start, end) in enumerate(engine.prefilter.hits(lowered)):
            if number % 256 == 255:
                self.stop_in_time()
            if not leaf_start <= start < leaf_end:
                (leaf, leaf_start, leaf_end, role), own = self.leaf_around(start), -1
            known = starts.in_role
            begun = known[role] if role in known else in_role(starts, role)
            if begun is None:
                continue
            uses, asked, rare = begun
            if uses:
                self.take_literals(uses, leaf, Span(start, end))
            if asked and own < 0:
                own, around = kinds.of_leaf(leaf), kinds.of_list(leaf)
            if asked and (around or own) & rare:
                whole = is_left_edge(lowered, start) and is_right_edge(lowered, end)
                for trigger in _met(asked, own, around, whole=whole):
                    near[trigger, leaf].append((start, end))
        return near

    def leaf_around(self, at: int) -> tuple[int, int, int, str]:
        """The leaf at an offset: its index, start, end and role. Between leaves, and in those that
        are left out, nothing can match: there the role is empty."""
        leaf = self.segments.leaf_at(at)
        if leaf < 0:
            return -1, at, at, ""
        node = self.segments.leaves[leaf]
        return leaf, *node.span, "" if leaf in self.without else node.role.value

    def try_all_leaves(self, trigger: int) -> None:
        """Try a trigger on every leaf whose role its rule may look at."""
        rule = self.triggers[trigger].rule
        if self.triggers[trigger].kind not in ("regex", "tokens"):
            return
        for leaf, node in enumerate(self.segments.leaves):
            if leaf not in self.without and self.engine.allows_words(rule, node.role):
                self.try_leaf(trigger, leaf)

    def take_literals(self, uses: Uses, leaf: int, hit: Span) -> None:
        """Take those of a literal's uses whose edges are right."""
        left = is_left_edge(self.segments.lowered, hit.start)
        right = is_right_edge(self.segments.lowered, hit.end)
        for use in uses:
            if (right or use.open_right) and (left or use.open_left):
                self.take_literal(use, leaf, hit)

    def take_literal(self, use: LiteralUse, leaf: int, hit: Span) -> None:
        """A literal whose edges are right: apply what it reports and its exceptions."""
        plan = self.triggers[use.trigger]
        if not self.language_fits(plan, leaf):
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
            match = Match(plan.rule, leaf, span, whole, use.trigger, entry=use.entry)
            if not self.is_excepted(plan, match):
                self.keep(plan, match)

    def try_leaf(
        self, trigger: int, leaf: int, places: Sequence[tuple[int, int]] | None = None
    ) -> None:
        """Run an expression on a leaf, near `places` if they are known, and, where it may cross,
        on the norms the leaf is part of."""
        self.ask()
        plan = self.triggers[trigger]
        if self.skipped and self.engine.rules[plan.rule].id in self.skipped:
            return
        if not plan.crosses and not self.language_fits(plan, leaf):
            return
        try:
            for match in self.expression_matches(trigger, plan, leaf, places):
                if self.language_fits(plan, match.leaf):
                    self.keep(plan, match)
        except SlowExpressionError as slow:
            self.skipped[self.engine.rules[plan.rule].id] = slow_reason(slow)

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
        need = self.engine.needs[trigger] if places is not None else 0
        if not need or self.kinds.of_leaf(leaf) & need == need:
            parts = [own]
            if places is not None and plan.spaces != UNKNOWN:
                parts = stretches(lowered, places, own, plan.spaces)
            for part in parts:
                found = matcher.find(text, lowered, *part)
                for span, whole in found and self.within_sentences(matcher, leaf, part, found):
                    match = Match(plan.rule, leaf, span, whole, trigger)
                    if self.is_excepted(plan, match):
                        yield from self.beside_exceptions(plan, match, matcher)
                    else:
                        yield match
        if (
            plan.crosses
            and (not need or self.kinds.of_list(leaf) & need == need)
            and self.segments.is_listed(leaf)
        ):
            yield from self.crossing_matches(trigger, plan, leaf, matcher)

    def beside_exceptions(
        self, plan: TriggerPlan, match: Match, matcher: Expression | TokenMatcher
    ) -> Iterator[Match]:
        """What a match that overlaps exceptions hides: shorter ones before these, and those that
        begin after them."""
        finder = self.engine.finder(plan.excepts)
        near = self.around(match)
        places = finder.overlapping(self.segments, self.kinds, near, match.whole)
        if not places:
            return
        begun = match.whole.start
        first, last = min(p.start for p in places), max(p.end for p in places)
        end = self.segments.sentence_of(match.leaf, match.whole).end
        for start, stop, latest in ((begun, first, first), (last, end, match.whole.end)):
            text, lowered = self.segments.text, self.segments.lowered
            for span, whole in matcher.find(text, lowered, start, stop) if start < stop else ():
                beside = Match(plan.rule, match.leaf, span, whole, match.trigger)
                if whole.start < latest and not self.is_excepted(plan, beside):
                    yield beside

    def within_sentences(
        self,
        matcher: Expression | TokenMatcher,
        leaf: int,
        part: Span,
        found: list[tuple[Span, Span]],
    ) -> Iterator[tuple[Span, Span]]:
        """Of what was found in a part of a leaf, matches that stay within a sentence. One that runs
        into the next may hide one that does not, so its own sentence is searched alone, and the
        search goes on after it."""
        text, lowered = self.segments.text, self.segments.lowered
        while found:
            runs_over: Span | None = None
            for span, whole in found:
                if not self.in_one_sentence(leaf, whole):
                    runs_over = whole
                    break
                yield span, whole
            if runs_over is None:
                return
            end = min(self.segments.sentence_of(leaf, runs_over).end, part.end)
            yield from matcher.find(text, lowered, runs_over.start, end)
            found = matcher.find(text, lowered, max(end, runs_over.start + 1), part.end)

    def crossing_matches(
        self, trigger: int, plan: TriggerPlan, leaf: int, matcher: Expression | TokenMatcher
    ) -> Iterator[Match]:
        """Matches that begin in a lead-in and end in an item."""
        for norm in self.norms(leaf):
            parts = [Span(0, len(norm.text))]
            if plan.spaces != UNKNOWN:
                joints = [(at - 1, at) for at in norm.at[1:]]
                parts = stretches(norm.lowered, joints, parts[0], plan.spaces)
            for part in parts:
                for span, whole in matcher.find(norm.text, norm.lowered, part.start, part.end):
                    pieces = norm.locate(whole)
                    if len(pieces) < 2:
                        continue
                    shown = norm.locate(span)[-1]
                    own = next(piece for piece in pieces if piece.covers(shown))
                    others = tuple(piece for piece in pieces if piece is not own)
                    at = self.segments.leaf_at(shown.start)
                    match = Match(plan.rule, at, shown, own, trigger, others)
                    if not self.is_excepted(plan, match):
                        yield match

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
        if self.language_fits(plan, match.leaf) and not self.is_excepted(plan, match):
            self.keep(plan, match)

    def keep(self, plan: TriggerPlan, match: Match) -> None:
        """Keep a match whose conditions let it through."""
        key = (match.trigger, match.span, match.entry, match.others)
        if key in self.found:
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
            self.skipped[self.engine.rules[plan.rule].id] = slow_reason(slow)

    def language_fits(self, plan: TriggerPlan, leaf: int) -> bool:
        """Whether a trigger for one language may be used on a leaf."""
        if not plan.language:
            return True
        rule = self.engine.rules[plan.rule]
        if rule.strict_language or plan.language == "en" or self.foreign:
            return self.segments.language(leaf) == plan.language
        return True

    def is_excepted(self, plan: TriggerPlan, match: Match) -> bool:
        """Whether the match overlaps one of its pattern's exceptions."""
        if plan.excepts < 0:
            return False
        finder, mask = self.engine.finder(plan.excepts), self.kinds.of_leaf(match.leaf)
        if not finder.may_occur(mask):
            return False
        return finder.overlaps(self.segments, mask, self.around(match), match.whole)

    def around(self, match: Match) -> Span:
        """Where exceptions are looked for that may overlap a match."""
        leaf = self.segments.leaves[match.leaf].span
        return Span(max(leaf.start, match.whole.start - 80), min(leaf.end, match.whole.end + 80))

    def check_whole(self) -> None:
        """Measures and structure checks, which look at the document as a whole."""
        for trigger, plan in enumerate(self.triggers):
            if plan.kind not in ("metric", "structure"):
                continue
            self.stop_in_time()
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

    def read_again(self) -> None:
        """What learned rules see where no written rule of their category speaks: in sentences
        where it does no more than note something, and of words that it has not found."""
        engine, segments, rules = self.engine, self.segments, self.engine.rules
        if not engine.second_reader.triggers:
            return
        of_category = engine.learned_categories
        allowed = [engine.learned_roles[node.role] for node in segments.leaves]
        spoken: dict[Span, int] = {}
        noted: dict[tuple[str, Span], list[Span]] = {}
        for match in self.found.values():
            rule = rules[match.rule]
            sentence = segments.sentence_of(match.leaf, match.span)
            if rule.severity > Severity.INFO:
                spoken[sentence] = spoken.get(sentence, 0) | of_category.get(rule.category, 0)
            else:
                noted.setdefault((rule.category, sentence), []).append(match.span)

        def asks(leaf: int, sentence: Span) -> int:
            return allowed[leaf] & ~spoken.get(sentence, 0)

        without = self.without
        leaves = (leaf for leaf, some in enumerate(allowed) if some and leaf not in without)
        for hit in engine.second_reader.read(segments, leaves, asks):
            plan = self.triggers[hit.trigger]
            category = rules[plan.rule].category
            if any(hit.span.overlaps(span) for span in noted.get((category, hit.sentence), ())):
                continue
            match = Match(
                plan.rule, hit.leaf, hit.span, hit.span, hit.trigger, hit.tipping, value=hit.likely
            )
            self.consider(plan, match)

    def result(self) -> Matches:
        """Matches in text order; of one rule's overlapping matches only the longest stays."""
        return Matches(tuple(_longest(self.found.values())), tuple(sorted(self.skipped.items())))


def _met(asked: Iterable[Asked], own: int, around: int, *, whole: bool) -> Iterator[int]:
    """The triggers whose needs are met in a leaf or the list around it, given by their masks.
    `whole`: the literal is a word of its own there."""
    for trigger, only_whole, need, list_need in asked:
        if (whole or not only_whole) and (
            own & need == need or (list_need >= 0 and around & list_need == list_need)
        ):
            yield trigger


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
