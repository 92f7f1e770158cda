"""One document passing through the engine: one pass over its text for literals, then exact matchers
where they hit."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import accumulate
from operator import or_

from regcheck.base.search.expressions import Expression, SlowExpressionError, slow_reason
from regcheck.base.text.span import Span
from regcheck.decisions.spots import use_scan
from regcheck.document.model import Role
from regcheck.document.segments.view import Segments
from regcheck.matching.checks.known import DATED, known_checks
from regcheck.matching.deadline import MATCHED, NO_MEMORY, NO_TIME, Expired, TimeIsUpError
from regcheck.matching.dependency import NO_PIPELINE, DependencyMatcher
from regcheck.matching.engine import Engine
from regcheck.matching.joined import JoinedNorm, joined_norms
from regcheck.matching.model import Match, Matches, longest
from regcheck.matching.plans import TriggerPlan
from regcheck.matching.prefilter import LiteralUse, Uses, met
from regcheck.matching.vocabulary import ANY
from regcheck.matching.words import is_left_edge, is_right_edge, word_end, word_start


def find_matches(
    engine: Engine,
    segments: Segments,
    *,
    expired: Expired | None = None,
    without: frozenset[int] = frozenset(),
) -> Matches:
    """Every match in a document whose word conditions and facts hold; conditions on who decides are
    left to the findings. In the leaves `without`, by index, only what looks at the document as a
    whole finds anything. When `expired` says so, or memory runs out, the rest is given up."""
    matcher = DocumentMatcher(engine, segments, expired, without)
    try:
        matcher.scan()
        matcher.check_whole()
    except TimeIsUpError:
        matcher.skipped["*"] = matcher.time_is_up()
    except MemoryError:
        matcher.skipped["*"] = NO_MEMORY
    return matcher.result()


class DocumentMatcher:
    """What is found in one document, and what of the engine was given up."""

    def __init__(
        self,
        engine: Engine,
        segments: Segments,
        expired: Expired | None,
        without: frozenset[int] = frozenset(),
    ) -> None:
        self.expired = expired
        self.without = without
        self.ticks = 0
        self.progress = "of the text searched for words", 0, 1
        self.engine = engine
        self.segments = segments
        self.triggers = engine.compiled.triggers
        use_scan(segments, engine.phrase_scan)
        self.judge = engine.judge(segments)
        self.kinds = self.judge.kinds
        self.foreign = segments.document.meta.language not in ("", "nb", "nn")
        self.found: dict[tuple[int, Span, int, tuple[Span, ...]], Match] = {}
        self.joined: dict[int, list[tuple[JoinedNorm, int]]] = {}
        self.skipped: dict[str, str] = {}

    def scan(self) -> None:
        """The fast way: from the hits of the prefilter."""
        engine = self.engine
        self.look_through(engine.roles)
        for at, trigger in enumerate(engine.compiled.unanchored):
            self.progress = "of the rules without words tried", at, len(engine.compiled.unanchored)
            self.try_all_leaves(trigger)
        if engine.roles_of_once and any(one.rule in engine.once for one in self.found.values()):
            self.look_through(engine.roles_of_once)

    def look_through(self, roles: frozenset[Role]) -> None:
        """Look for words in the leaves of some roles."""
        near = self.hits(roles)
        for at, ((trigger, leaf), places) in enumerate(near.items()):
            self.progress = "of the expressions tried", at, len(near)
            self.try_leaf(trigger, leaf, places)

    def tick(self) -> None:
        """Check the time every 256th call. Raises TimeIsUpError."""
        self.ticks += 1
        if self.ticks % 256 == 0:
            self.stop_in_time()

    def stop_in_time(self) -> None:
        """Raise TimeIsUpError when the time for matching was used."""
        if self.expired is not None and self.expired(MATCHED):
            raise TimeIsUpError

    def time_is_up(self) -> str:
        """Why the rest was given up, and how far the work had come."""
        what, done, all_of_it = self.progress
        return f"{NO_TIME}, {100 * done // all_of_it} % {what}"

    def hits(self, roles: frozenset[Role]) -> dict[tuple[int, int], list[tuple[int, int]]]:
        """Take the literals in leaves of some roles that are whole matches; of the others give, for
        each trigger and leaf where all the words are that a match needs, the places to look
        around."""
        engine, segments, kinds = self.engine, self.segments, self.kinds
        lowered, in_role, nodes = segments.lowered, engine.in_role, segments.leaves
        near: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
        chosen = [
            at for at, node in enumerate(nodes) if node.role in roles and at not in self.without
        ]
        parts = [lowered[start:end] for start, end in (nodes[at].span for at in chosen)]
        ends = list(accumulate(len(part) + 1 for part in parts))
        number, end_here, leaf, shift, role, own, around = -1, 0, -1, 0, Role.OPERATIVE, -1, 0
        for count, (starts, start, end) in enumerate(engine.prefilter.hits("\n".join(parts))):
            if count % 256 == 255:
                self.progress = "of the text searched for words", start, ends[-1]
                self.stop_in_time()
            if start >= end_here:
                number = bisect_right(ends, start, number + 1)
                leaf, end_here, own = chosen[number], ends[number], -1
                role, (_, last) = nodes[leaf].role, nodes[leaf].span
                shift = last + 1 - end_here
            known = starts.in_role
            begun = known[role] if role in known else in_role(starts, role)
            if begun is None:
                continue
            uses, anchored = begun
            if uses:
                self.take_literals(uses, leaf, Span(start + shift, end + shift))
            if anchored:
                if own < 0:
                    own, around = kinds.of_leaf(leaf), kinds.of_list(leaf)
                place = start + shift, end + shift
                whole = is_left_edge(lowered, place[0]) and is_right_edge(lowered, place[1])
                for trigger in met(anchored, own, around, whole=whole):
                    near[trigger, leaf].append(place)
        return near

    def try_all_leaves(self, trigger: int) -> None:
        """Try a trigger on every leaf whose role its rule may look at."""
        rule = self.triggers[trigger].rule
        if self.triggers[trigger].kind not in ("regex", "dependency"):
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
        span = whole = Span(begin, end) if use.open_left or use.open_right else hit
        if use.marked_start or use.marked_end < hit.end - hit.start:
            span = Span(
                hit.start + use.marked_start if use.marked_start else begin,
                hit.start + use.marked_end if use.marked_end < hit.end - hit.start else end,
            )
        if whole.end <= self.segments.leaves[leaf].span.end:
            match = Match(plan.rule, leaf, span, whole, use.trigger, entry=use.entry)
            if not self.is_excepted(plan, match):
                self.keep(plan, match)

    def try_leaf(
        self, trigger: int, leaf: int, places: Sequence[tuple[int, int]] | None = None
    ) -> None:
        """Run an expression on the sentences of a leaf, those at `places` if they are known, and,
        where it may cross, on the norms the leaf is part of."""
        self.tick()
        plan = self.triggers[trigger]
        if self.skipped and self.engine.rules[plan.rule].id in self.skipped:
            return
        if not plan.crosses and not self.language_fits(plan, leaf):
            return
        if plan.kind == "dependency" and not self.engine.nlp:
            return
        try:
            for match in self.expression_matches(trigger, plan, leaf, places):
                if self.language_fits(plan, match.leaf):
                    self.keep(plan, match)
        except SlowExpressionError as slow:
            self.skipped[self.engine.rules[plan.rule].id] = slow_reason(slow)
        except (ImportError, OSError):  # spaCy is missing, or cannot read the pipeline
            self.skipped[self.engine.rules[plan.rule].id] = NO_PIPELINE

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
            sentences = self.segments.sentences(own)
            if places is not None and len(sentences) > 1:
                around = (self.segments.sentence_of(leaf, Span(*place)) for place in places)
                sentences = list(dict.fromkeys(around))
            for sentence in sentences:
                for span, whole in matcher.find(text, lowered, *sentence):
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
            yield from self.crossing_matches(trigger, plan, leaf, matcher, need)

    def beside_exceptions(
        self, plan: TriggerPlan, match: Match, matcher: Expression | DependencyMatcher
    ) -> Iterator[Match]:
        """What a match that overlaps exceptions hides: shorter ones before these, and those that
        begin after them."""
        finder = self.engine.finder(plan.excepts)
        near = finder.places(self.segments, self.kinds, self.around(match))
        places = [place for place in near if place.overlaps(match.whole)]
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

    def crossing_matches(
        self,
        trigger: int,
        plan: TriggerPlan,
        leaf: int,
        matcher: Expression | DependencyMatcher,
        need: int,
    ) -> Iterator[Match]:
        """Matches that begin in a lead-in and end in an item, in norms with the words they need."""
        for norm, mask in self.norms(leaf):
            if mask & need != need:
                continue
            for span, whole in matcher.find(norm.text, norm.lowered, 0, len(norm.text)):
                shown, own, others = norm.place(span, whole)
                at = self.segments.leaf_at(shown.start)
                match = Match(plan.rule, at, shown, own, trigger, others)
                if others and not self.is_excepted(plan, match):
                    yield match

    def norms(self, leaf: int) -> list[tuple[JoinedNorm, int]]:
        """The norms a listed leaf is part of, joined once, with the masks of the words around."""
        known = self.joined.get(leaf)
        if known is None:
            known = self.joined[leaf] = [
                (norm, reduce(or_, map(self.kinds.around, norm.pieces), ANY))
                for norm in joined_norms(self.segments, leaf)
            ]
        return known

    def keep(self, plan: TriggerPlan, match: Match) -> None:
        """Keep a match whose conditions let it through."""
        key = (match.trigger, match.span, match.entry, match.others)
        if key in self.found:
            return
        wanted, unwanted = self.engine.conditions(match.trigger)
        try:
            if self.judge.all_hold(wanted, match) and not self.judge.any_holds(unwanted, match):
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
            check = known_checks()[plan.pattern]
            options = dict(plan.options)
            if plan.pattern in DATED:
                options["as-of"] = self.engine.as_of
            for hit in check(self.segments, options):
                if not self.engine.allows(plan.rule, self.segments.leaves[hit.leaf].role):
                    continue
                match = Match(plan.rule, hit.leaf, hit.span, hit.span, trigger, hit.related)
                match = match._replace(value=hit.value, limit=hit.limit, words=hit.words)
                if self.language_fits(plan, hit.leaf) and not self.is_excepted(plan, match):
                    self.keep(plan, match)

    def result(self) -> Matches:
        """Matches in text order; of one rule's overlapping matches only the longest stays."""
        return Matches(tuple(longest(self.found.values())), tuple(sorted(self.skipped.items())))
