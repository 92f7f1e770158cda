"""A document checked again after an edit: only provisions that the edit touched are gone through
anew.

What the stages up to `places` find in a provision depends on its own text and structure, on the
words close to it, and on a few things that hold for the whole document: what it is, which terms it
defines, whether the conditions that look through all of it hold. A provision where all these are as
before has the findings it had, perhaps at another place. Checks of the whole document, and all that
compares findings with one another, are done every time.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from operator import attrgetter
from typing import Final, NamedTuple

from regcheck.base.text.span import Span
from regcheck.document.model import Node, NodeKind
from regcheck.document.segments.view import Segments
from regcheck.findings.judge import Judged
from regcheck.findings.learned.features import NEAR
from regcheck.matching.engine import Engine
from regcheck.matching.facts.told import is_convention
from regcheck.matching.model import Match
from regcheck.matching.plans import ConditionPlan
from regcheck.packs.model import Within
from regcheck.terms.definitions import DefinedTerm, defined_terms

_HOLDS_PROVISIONS: Final = frozenset({NodeKind.DOCUMENT, NodeKind.PART, NodeKind.CHAPTER})
_PROVISIONS: Final = frozenset({NodeKind.ARTICLE, NodeKind.ANNEX, NodeKind.CHANGE, NodeKind.TABLE})
_OF_THE_WHOLE: Final = frozenset({"metric", "structure"})
"""Kinds of patterns that are looked for in the document as a whole."""
_MOST: Final = 8
"""Documents that are remembered; the one that was checked longest ago is forgotten first."""
_NOWHERE: Final = Match(0, 0, Span(0, 0), Span(0, 0))


class Provision(NamedTuple):
    """A provision in one version of a document: where it stands, the index of its first leaf and
    of the one behind its last, and a digest of all that its findings depend on."""

    span: Span
    first: int
    end: int
    sign: bytes


_Version = dict[bytes, tuple[Provision, list[Judged]]]
"""The provisions of a document by their signs: where each stood, with its findings."""


class Memory:
    """The documents that were checked last with one set of rules, by path. Nothing is remembered
    with rules of which one asks what stands near its words anywhere in the document, or of which
    one looks both for words and at the document as a whole."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._asked = [plan for plan in _conditions(engine) if plan.within == Within.DOCUMENT]
        self._fits = not any(plan.position or plan.distance for plan in self._asked)
        triggers = engine.compiled.triggers
        of_the_whole = {plan.rule for plan in triggers if plan.kind in _OF_THE_WHOLE}
        self._fits &= all(
            plan.kind in _OF_THE_WHOLE for plan in triggers if plan.rule in of_the_whole
        )
        self._versions: OrderedDict[str, _Version] = OrderedDict()

    def begin(self, segments: Segments) -> Again | None:
        """What is known of a document that is to be checked; None where nothing can be."""
        if not self._fits:
            return None
        judge = self._engine.judge(segments)
        terms = defined_terms(segments)
        whole = (
            segments.document.meta,
            sorted({one.term for one in terms if " " in one.term}),
            is_convention(segments),
            [judge.holds(plan, _NOWHERE, "") for plan in self._asked],
        )
        before = self._versions.get(segments.document.source.path, {})
        provisions = list(_provisions(segments, terms, _digest(repr(whole))))
        return Again(self._engine, segments, provisions, before)

    def keep(self, again: Again) -> None:
        """Remember a version of a document all of which was gone through."""
        path = again.segments.document.source.path
        self._versions[path] = again.now
        self._versions.move_to_end(path)
        if len(self._versions) > _MOST:
            self._versions.popitem(last=False)


class Again:
    """A document on its way through the stages, with what is known of its provisions."""

    def __init__(
        self,
        engine: Engine,
        segments: Segments,
        provisions: Sequence[Provision],
        before: _Version,
    ) -> None:
        self.segments = segments
        self.now: _Version = {}
        self._triggers = engine.compiled.triggers
        self._provisions = provisions
        self._firsts = [one.first for one in provisions]
        self._before = before
        known = [range(p.first, p.end) for p in provisions if p.sign in before]
        self.known = frozenset(leaf for leaves in known for leaf in leaves)
        """The leaves that need not be gone through."""

    def with_known(self, found: Iterable[Judged]) -> list[Judged]:
        """What was found now, with what is known of provisions that are as they were, in the order
        in which all would have been found."""
        own: list[Judged] = []
        other: list[Judged] = []
        fresh: dict[int, list[Judged]] = {}
        for one in found:
            if one.match.trigger < 0:
                other.append(one)
                continue
            own.append(one)
            if self._triggers[one.match.trigger].kind not in _OF_THE_WHOLE:
                fresh.setdefault(bisect_right(self._firsts, one.match.leaf) - 1, []).append(one)
        for at, provision in enumerate(self._provisions):
            if provision.sign in self._before:
                stood, mine = self._before[provision.sign]
                mine = [_moved(one, stood, provision) for one in mine]
                own += mine
            else:
                mine = [one for one in fresh.get(at, ()) if one.match.leaf < provision.end]
            if all(_lies_in(one, provision.span) for one in mine):
                self.now[provision.sign] = provision, mine
        own.sort(key=lambda one: (one.match.span, one.match.rule))
        return own + other


def _conditions(engine: Engine) -> Iterator[ConditionPlan]:
    """Every condition of the rules, of their patterns and of what adjusts them."""
    for trigger in engine.compiled.triggers:
        yield from (*trigger.requires, *trigger.unless)
    for rule in engine.compiled.rules:
        yield from (*rule.requires, *rule.when, *rule.unless)
        for conditions in rule.adjust:
            yield from conditions


def _provisions(
    segments: Segments, terms: Sequence[DefinedTerm], whole: bytes
) -> Iterator[Provision]:
    """The outermost provisions of a document, in order; those in lists are part of other text."""
    text, starts = segments.text, segments.starts
    places = sorted(one.span for one in terms)
    open_nodes = [segments.document.root]
    while open_nodes:
        node = open_nodes.pop()
        if node.kind in _HOLDS_PROVISIONS:
            open_nodes.extend(reversed(node.children))
        elif node.kind in _PROVISIONS:
            start, end = node.span
            defined = places[
                bisect_left(places, start, key=attrgetter("start")) : bisect_left(
                    places, end, key=attrgetter("start")
                )
            ]
            told = [str(one.start - start) for one in defined]
            told += (f"{one.end - start}" for one in defined)
            yield Provision(
                node.span,
                bisect_left(starts, start),
                bisect_left(starts, end),
                _digest(
                    *(text[max(start - NEAR, 0) : start], text[start : end + NEAR]),
                    *(" ".join(told), " ".join(_shape(node)), whole.hex()),
                ),
            )


def _shape(node: Node) -> Iterator[str]:
    """The structure of a provision, whatever stands in it and wherever it stands."""
    begin = node.span.start
    for one in node.walk():
        start, end = one.span
        yield f"{one.kind.value} {one.role.value} {one.language} {start - begin} {end - begin}"
        yield str(len(one.children))


def _digest(*told: str) -> bytes:
    digest = blake2b(digest_size=20)
    for one in told:
        digest.update(f"{len(one)} {one}".encode("utf-8", "surrogatepass"))
    return digest.digest()


def _moved(one: Judged, stood: Provision, provision: Provision) -> Judged:
    """A finding of a provision, where the provision now stands."""
    by = provision.span.start - stood.span.start
    leaves = provision.first - stood.first
    if not by and not leaves:
        return one
    match = one.match
    match = match._replace(
        leaf=match.leaf + leaves,
        span=match.span.shift(by),
        whole=match.whole.shift(by),
        others=tuple(span.shift(by) for span in match.others),
    )
    return one._replace(match=match, tipping=tuple(span.shift(by) for span in one.tipping))


def _lies_in(one: Judged, span: Span) -> bool:
    """Whether all that a finding points to lies in a provision."""
    match = one.match
    return all(map(span.covers, (match.span, match.whole, *match.others, *one.tipping)))
