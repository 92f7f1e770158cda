"""Whether a rule's conditions hold around a match."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from regcheck.document.model import OPERATIVE_ROLES
from regcheck.matching.facts.known import facts_of
from regcheck.matching.model import Match
from regcheck.matching.plans import CASED, LOWERED, ConditionPlan, WordPlan, unpack_words
from regcheck.matching.vocabulary import Kinds
from regcheck.matching.words import Finder, Phrases
from regcheck.packs.model import Fact, Within
from regcheck.search.expressions import Expression
from regcheck.segments.view import Scope, Segments
from regcheck.text.patterns import pattern
from regcheck.text.span import Span

_AROUND_LEAF = frozenset({Within.NORM.value, Within.SENTENCE.value, Within.MATCH.value})
_WORDS_BEFORE = pattern(r"\S+")


def build_finders(plans: Sequence[bytes], bits: Sequence[int]) -> Callable[[int], Finder]:
    """Finders by index, each built from its plan when first asked for; `bits` are those of their
    `word_sets` in the vocabulary."""
    built: dict[int, Finder] = {}

    def finder(index: int) -> Finder:
        found = built.get(index)
        if found is None:
            plan = unpack_words(plans[index])
            found = Finder(
                frozenset(plan.exact),
                plan.prefixes,
                plan.suffixes,
                Phrases(plan.phrases),
                tuple(
                    Expression(
                        pattern, on_lowered=on == LOWERED, cased=on == CASED, anchors=anchors
                    )
                    for pattern, on, anchors in plan.expressions
                ),
                single=1 << bits[2 * index],
                hint=_hint(plan, 1 << bits[2 * index + 1]),
                excepted=tuple((finder(one), finder(but)) for one, but in plan.excepted),
            )
            built[index] = found
        return found

    return finder


def _hint(plan: WordPlan, bit: int) -> int:
    if not plan.phrases and not plan.expressions:
        return 0
    return bit if plan.hints else -1


class Judge:
    """Answers conditions for one document, remembering what it has looked up."""

    def __init__(self, segments: Segments, kinds: Kinds, finder: Callable[[int], Finder]) -> None:
        self.segments = segments
        self.kinds = kinds
        self._finder = finder
        self._known: dict[tuple[int, Scope], bool] = {}
        self._titles: dict[tuple[str, tuple[str, ...]], bool] = {}

    def all_hold(
        self, plans: Sequence[ConditionPlan], match: Match, decider: str | None = None
    ) -> bool:
        """Whether every condition holds (true for none). Without a `decider`, conditions on who
        decides are passed over."""
        for plan in plans:
            if (decider is not None or plan.fact != "decider") and not self.holds(
                plan, match, decider or ""
            ):
                return False
        return True

    def any_holds(
        self, plans: Sequence[ConditionPlan], match: Match, decider: str | None = None
    ) -> bool:
        """Whether some condition holds (false for none); the same without a `decider`."""
        for plan in plans:
            if (decider is not None or plan.fact != "decider") and self.holds(
                plan, match, decider or ""
            ):
                return True
        return False

    def holds(self, plan: ConditionPlan, match: Match, decider: str) -> bool:
        """Whether one condition holds for a match."""
        if plan.words < 0:
            return self._fact(plan, match, decider)
        finder = self._finder(plan.words)
        if plan.within in _AROUND_LEAF and not finder.may_occur(self._widest(match.leaf)):
            return False
        if not plan.distance and not self._is_in_scope(plan, match):
            return False
        if not plan.position and not plan.distance:
            return True
        few = plan.distance > 0
        return any(
            finder.occurs(self.segments, self.kinds, span, a_few_words=few)
            for span in self._near(plan, match)
        )

    def _is_in_scope(self, plan: ConditionPlan, match: Match) -> bool:
        """Whether the words of a condition stand anywhere in the stretch it looks through."""
        scope = self.scope(plan.within, match)
        key = (plan.words, scope)
        known = self._known.get(key)
        if known is None:
            finder = self._finder(plan.words)
            known = any(finder.occurs(self.segments, self.kinds, span) for span in scope)
            self._known[key] = known
        return known

    def _widest(self, leaf: int) -> int:
        """A mask that holds all words that norms, sentences and matches of a leaf can have."""
        return self.kinds.of_list(leaf) or self.kinds.of_leaf(leaf)

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

    def _near(self, plan: ConditionPlan, match: Match) -> list[Span]:
        """The parts of the scope before and after the match, cut to the allowed distance."""
        text = self.segments.text
        found = []
        for span in self.scope(plan.within, match):
            before = Span(span.start, max(min(span.end, match.span.start), span.start))
            after = Span(min(max(span.start, match.span.end), span.end), span.end)
            if plan.position != "after" and before:
                found.append(_last_words(text, before, plan.distance))
            if plan.position != "before" and after:
                found.append(_first_words(text, after, plan.distance))
        return found

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
            facts = facts_of(self.segments)
            return any(facts.holds(Fact(value), match) for value in plan.values)
        if plan.fact == "language":
            return self.segments.language(match.leaf) in plan.values
        if plan.fact == "title":
            return self._says(meta.title, plan.values)
        if plan.fact == "heading":
            heading = self.segments.heading_of(match.leaf)
            return self._says(heading.of(self.segments.text) if heading else "", plan.values)
        return False

    def _says(self, words: str, values: tuple[str, ...]) -> bool:
        """Whether one of some expressions is found in a title or heading."""
        known = self._titles.get((words, values))
        if known is None:
            known = any(_expression(value).search(words) for value in values)
            self._titles[words, values] = known
        return known


@lru_cache(maxsize=256)
def _expression(pattern: str) -> Expression:
    return Expression(pattern)


def _last_words(text: str, span: Span, count: int) -> Span:
    if not count:
        return span
    at = span.end
    while at > span.start and text[at - 1].isspace():
        at -= 1
    for _ in range(count):
        at = text.rfind(" ", span.start, at)
        if at < 0:
            return span
    return Span(at + 1, span.end)


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
