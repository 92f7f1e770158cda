"""Where in an amended document inserted text belongs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import takewhile

from regcheck.base.text.patterns import pattern
from regcheck.document.assemble import STEPS
from regcheck.document.draft import DraftNode
from regcheck.document.model import NodeKind, Role
from regcheck.law.address import Address, Step, StepKind, fit_label
from regcheck.readers.lovdata.units import give

Words = Callable[[DraftNode], str]
"""Gives the words of a leaf, or of the first leaf of a container."""

_UNITS = frozenset({NodeKind.PARAGRAPH, NodeKind.ITEM, NodeKind.ARTICLE})
_OWN_ROLES = frozenset({NodeKind.HEADING, NodeKind.TABLE, NodeKind.FOOTNOTE})
_SMALL = frozenset({StepKind.SENTENCE, StepKind.ITEM})
_CHAPTER = pattern(
    r"(?:Kapittel|Kapitel|Kap\.?)\s+(\d+(?:\s?[A-Za-z]\b)?|[IVXLC]+)(?!\w)", re.IGNORECASE
)


def set_target(node: DraftNode, target: Address) -> None:
    """Give a node its place in the amended document, and all below it theirs."""
    node.target = target
    counted: Counter[tuple[StepKind, bool]] = Counter()
    for child in node.children:
        kind = STEPS.get(child.kind)
        if kind is None:
            set_target(child, target)
            continue
        label = fit_label(child.label)
        dash = kind is StepKind.ITEM and not label
        counted[kind, dash] += 1
        number = counted[kind, dash]
        step = Step(kind, "", number) if dash else Step(kind, label or str(number))
        set_target(child, target.child(step))


def insert(nodes: Sequence[DraftNode], places: Sequence[Address], refid: str, words: Words) -> None:
    """Mark `nodes` as new text for `places` of the document `refid` (empty: that of the places)."""
    for node in nodes:
        if node.kind not in _OWN_ROLES:
            give(node, Role.INSERTED)
    if not places and not refid:
        return
    refid = refid or places[0].refid
    loose: list[DraftNode] = []
    for node in nodes:
        if node.kind is NodeKind.ARTICLE:
            step = Step(StepKind.ARTICLE, fit_label(node.label) or "1")
            label = step.label.lower()
            same = (p for p in places if p.steps and p.steps[0].label.lower() == label)
            named = next(same, None)
            place = Address(named.steps[:1], named.refid) if named else Address((step,), refid)
            set_target(node, place)
        elif node.kind is NodeKind.HEADING:
            place = _headed(words(node), places, refid)
            node.target = place.child(Step(StepKind.HEADING, "1"))
        else:
            loose.append(node)
    _insert_loose(loose, places)


def _headed(heading: str, places: Sequence[Address], refid: str) -> Address:
    """What a new heading is the heading of; the document where nothing else is named."""
    for place in places:
        if place.steps and place.steps[-1].kind is not StepKind.ARTICLE:
            return place
    named = _CHAPTER.match(heading)
    if named:
        return Address((Step(StepKind.CHAPTER, "".join(named[1].split())),), refid)
    return places[0] if len(places) == 1 else Address((), refid)


def _insert_loose(nodes: list[DraftNode], places: Sequence[Address]) -> None:
    """Paragraphs and points: in pairs, else by label, else under their common place."""
    if not nodes or not places:
        return
    count = sum(node.kind in _UNITS for node in nodes)
    grouped = _paragraphs(places)
    common = _common(places)
    number = dashes = 0
    for node in nodes:
        if node.kind not in _UNITS:
            set_target(node, common)
            continue
        if len(places) == count:
            place: Address | None = places[number]
        elif len(grouped) == count:
            place = grouped[number]
        else:
            place = _by_label(node, places)
        place = place or common
        number += 1
        if node.kind is NodeKind.ITEM:
            label = fit_label(node.label)
            dashes += not label
            if not place.steps or place.steps[-1].kind not in _SMALL:
                place = place.child(Step(StepKind.ITEM, label, 1 if label else dashes))
        set_target(node, place)


def _by_label(node: DraftNode, places: Sequence[Address]) -> Address | None:
    """The place whose last step has the node's label."""
    own = (STEPS[node.kind], fit_label(node.label).lower())
    for place in places:
        if own[1] and own in ((step.kind, step.label.lower()) for step in place.steps[-1:]):
            return place
    return None


def _paragraphs(places: Sequence[Address]) -> list[Address]:
    """The places cut off below the paragraph, each once."""
    found: dict[Address, None] = {}
    for place in places:
        kinds = [step.kind for step in place.steps]
        end = kinds.index(StepKind.PARAGRAPH) + 1 if StepKind.PARAGRAPH in kinds else None
        found[Address(place.steps[:end], place.refid)] = None
    return list(found if len(found) < len(places) else places)


def _common(places: Sequence[Address]) -> Address:
    steps = zip(*(place.steps for place in places), strict=False)
    same = takewhile(lambda some: len(set(some)) == 1, steps)
    return Address(tuple(some[0] for some in same), places[0].refid)
