"""Whether a rule's conditions hold around a match."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, reduce
from operator import or_

from regcheck.base.search.expressions import Expression
from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.base.values import decoded
from regcheck.document.model import OPERATIVE_ROLES
from regcheck.document.segments.view import Scope, Segments
from regcheck.matching.facts.known import facts_of
from regcheck.matching.model import Match
from regcheck.matching.plans import CASED, LOWERED, ConditionPlan, WordPlan
from regcheck.matching.vocabulary import Kinds
from regcheck.matching.words import Finder
from regcheck.packs.model import Fact, Within

_AROUND_LEAF = frozenset({Within.NORM.value, Within.SENTENCE.value, Within.MATCH.value})
_WORDS_BEFORE = pattern(r"\S+")
_LONGEST_WORD = 100
"""Code points that each word before a match may take."""


def build_finders(plans: Sequence[bytes], bits: Sequence[Sequence[int]]) -> Callable[[int], Finder]:
    """Finders by index, each built from its plan on first use; `bits` are those of the sets
    of words they ask for in the vocabulary."""
    built: dict[int, Finder] = {}

    def finder(index: int) -> Finder:
        found = built.get(index)
        if found is None:
            found = built[index] = _built(decoded(plans[index], WordPlan), bits[index], finder)
        return found

    return finder


def _built(plan: WordPlan, bits: Sequence[int], finder: Callable[[int], Finder]) -> Finder:
    single = 1 << bits[0] if bits[0] else 0
    # What has no hints may be anywhere.
    hints = [1 << bit if bit else -1 for bit in bits[1:]]
    hints[0] = hints[0] if plan.phrases else 0
    excepted = tuple((finder(one), finder(but)) for one, but in plan.excepted)
    return Finder(
        frozenset(plan.exact),
        plan.prefixes,
        plan.suffixes,
        plan.phrases,
        tuple(
            (hint, Expression(said, on_lowered=on == LOWERED, cased=on == CASED, anchors=anchors))
            for hint, (said, on, anchors, _) in zip(hints[1:], plan.expressions, strict=True)
        ),
        single,
        hint=hints[0],
        any_hint=reduce(or_, (*hints, *(one.any_hint for one, _ in excepted)), single),
        excepted=excepted,
    )


class Judge:
    """Answers conditions for one document, remembering what it has looked up."""

    def __init__(self, segments: Segments, kinds: Kinds, finder: Callable[[int], Finder]) -> None:
        self.segments = segments
        self.kinds = kinds
        self._finder = finder
        self._known: dict[tuple[int, Scope], bool] = {}

    def all_hold(
        self, plans: Sequence[ConditionPlan], match: Match, decider: str | None = None
    ) -> bool:
        """Whether every condition holds (true for none). Without a `decider`, conditions on who
        decides are passed over."""
        return all(self.holds(plan, match, decider or "") for plan in _judged(plans, decider))

    def any_holds(
        self, plans: Sequence[ConditionPlan], match: Match, decider: str | None = None
    ) -> bool:
        """Whether some condition holds (false for none); the same without a `decider`."""
        return any(self.holds(plan, match, decider or "") for plan in _judged(plans, decider))

    def holds(self, plan: ConditionPlan, match: Match, decider: str) -> bool:
        """Whether one condition holds for a match."""
        if plan.words < 0:
            return self._fact(plan, match, decider)
        finder = self._finder(plan.words)
        if plan.within in _AROUND_LEAF and not finder.may_occur(self.kinds.widest(match.leaf)):
            return False
        if not plan.distance and not self._is_in_scope(plan, match):
            return False
        if not plan.position and not plan.distance:
            return True
        return self._is_in(plan, self._near(plan, match))

    def _is_in_scope(self, plan: ConditionPlan, match: Match) -> bool:
        scope = self.scope(plan.within, match)
        key = (plan.words, scope)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._is_in(plan, scope)
        return known

    def _is_in(self, plan: ConditionPlan, spans: Iterable[Span]) -> bool:
        finder = self._finder(plan.words)
        return any(finder.occurs(self.segments, self.kinds, span) for span in spans)

    def place(self, plan: ConditionPlan, match: Match) -> Span | None:
        """Where the words of a condition stand first, for the finding's related places."""
        if plan.words < 0:
            return None
        finder = self._finder(plan.words)
        spans = (
            self._near(plan, match)
            if plan.position or plan.distance
            else self.scope(plan.within, match)
        )
        found = (finder.first(self.segments, self.kinds, span) for span in spans)
        return next(filter(None, found), None)

    def scope(self, within: str, match: Match) -> Scope:
        """The stretches a condition looks through."""
        segments, leaf = self.segments, match.leaf
        if within == Within.NORM:
            return segments.norm(leaf, match.span)
        if within == Within.SENTENCE:
            return (segments.sentence_of(leaf, match.span),)
        if within == Within.MATCH:
            return (match.whole,)
        if within == Within.PARAGRAPH:
            return (segments.paragraph_of(leaf).span,)
        if within == Within.ARTICLE:
            return (segments.article_of(leaf).span,)
        if within == Within.HEADING:
            heading = segments.heading_of(leaf)
            return (heading,) if heading else ()
        return (Span(0, len(segments.text)),)

    def _near(self, plan: ConditionPlan, match: Match) -> Iterator[Span]:
        """The parts of the scope before and after the match, cut to the allowed distance."""
        text, (first, last) = self.segments.text, match.span
        for span in self.scope(plan.within, match):
            start, end = span
            if plan.position != "after" and start < first:
                yield _last_words(text, Span(start, min(end, first)), plan.distance)
            if plan.position != "before" and last < end:
                yield _first_words(text, Span(max(start, last), end), plan.distance)

    def _fact(self, plan: ConditionPlan, match: Match, decider: str) -> bool:
        meta = self.segments.document.meta
        if plan.fact == "decider":
            return decider in plan.values
        if plan.fact == "kind":
            kind = meta.kind.value
            return kind in plan.values or kind.removeprefix("amending-") in plan.values
        if plan.fact == "refid":
            return meta.refid in plan.values or any(a in plan.values for a in meta.amends)
        if plan.fact == "role":
            role = self.segments.leaves[match.leaf].role
            return role.value in plan.values or (
                "operative" in plan.values and role in OPERATIVE_ROLES
            )
        if plan.fact == "fact":
            return facts_of(self.segments).any_hold(map(Fact, plan.values), match)
        if plan.fact == "language":
            return self.segments.language(match.leaf) in plan.values
        if plan.fact == "title":
            return _says(meta.title, plan.values)
        if plan.fact == "heading":
            heading = self.segments.heading_of(match.leaf)
            return _says(heading.of(self.segments.text) if heading else "", plan.values)
        return False


@lru_cache(maxsize=1 << 12)
def _says(words: str, values: tuple[str, ...]) -> bool:
    said = (words, words.lower(), 0, len(words))
    return any(Expression(value).is_in(*said) for value in values)


def _judged(plans: Iterable[ConditionPlan], decider: str | None) -> Iterator[ConditionPlan]:
    return (plan for plan in plans if decider is not None or plan.fact != "decider")


def _last_words(text: str, span: Span, count: int) -> Span:
    if not count:
        return span
    near = max(span.start, span.end - count * _LONGEST_WORD)
    words = text[near : span.end].rstrip().rsplit(" ", count)
    return Span(near + len(words[0]) + 1 if len(words) > count else near, span.end)


def _first_words(text: str, span: Span, count: int) -> Span:
    if not count:
        return span
    at = span.start
    for _ in range(count):
        found = _WORDS_BEFORE.search(text, at, span.end)
        if found is None:
            return span
        at = found.end()
    return Span(span.start, at)
