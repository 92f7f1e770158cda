"""Which forms of definitions a passage may hold, and whether it may lead in a list of them: those
one of whose words stand there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import NamedTuple

from regcheck.matching.defining_forms import forms
from regcheck.matching.definitions import LEAD_IN, leads_in
from regcheck.matching.literals import regex_anchors
from regcheck.matching.scanner import Scan, build_scanner
from regcheck.segments.view import Segments

_LEAST = 2
Find = Callable[[str], Iterable[re.Match[str]]]
"""What gives the matches of a form in a sentence."""


class _Sieve(NamedTuple):
    """The forms in their order, a scan for the words one of which each must have, for each word a
    mask of the forms it belongs to, and the mask of forms without such words. The bit after those
    of the forms is that of lead-ins."""

    forms: tuple[tuple[str, Find], ...]
    scan: Scan
    masks: list[int]
    always: int


def likely_forms(segments: Segments, leaf: int) -> Sequence[tuple[str, Find]]:
    """The forms that may match in a leaf, by name, in the order in which they are tried."""
    masks: dict[int, int] = segments.remember("likely forms", lambda: _masks(segments))
    return _chosen(masks.get(leaf, _sieve().always))


def lead_ins(segments: Segments) -> Sequence[int]:
    """The indices of the leaves that lead in definitions, in order."""
    return segments.remember("lead-ins", lambda: _lead_ins(segments))


def _lead_ins(segments: Segments) -> list[int]:
    masks: dict[int, int] = segments.remember("likely forms", lambda: _masks(segments))
    bit = 1 << len(_sieve().forms)
    return [
        leaf
        for leaf in sorted(masks)
        if masks[leaf] & bit and leads_in(segments.leaves[leaf].span.of(segments.text))
    ]


@cache
def _sieve() -> _Sieve:
    tried: list[tuple[str, Find]] = []
    words: dict[str, int] = {}
    always = 0
    for index, (name, form) in enumerate(forms().items()):
        tried.append((name, _at_start(form) if form.pattern.startswith("^") else form.finditer))
        anchors = regex_anchors(form.pattern, _LEAST)
        for anchor in anchors:
            words[anchor] = words.get(anchor, 0) | 1 << index
        if not anchors:
            always |= 1 << index
    for anchor in regex_anchors(LEAD_IN.pattern, _LEAST):
        words[anchor] = words.get(anchor, 0) | 1 << len(tried)
    return _Sieve(tuple(tried), build_scanner(list(words)), list(words.values()), always)


def _at_start(form: re.Pattern[str]) -> Find:
    def find(sentence: str) -> Iterable[re.Match[str]]:
        match = form.match(sentence)
        return () if match is None else (match,)

    return find


def _masks(segments: Segments) -> dict[int, int]:
    """For each leaf that has such words, the mask of the forms that may match in it."""
    sieve = _sieve()
    found: dict[int, int] = {}
    leaf, end = -1, 0
    for word, start, _ in sieve.scan(segments.lowered):
        if start >= end or leaf < 0 or start < segments.starts[leaf]:
            leaf = segments.leaf_at(start)
            end = segments.leaves[leaf].span.end if leaf >= 0 else 0
        if leaf >= 0:
            found[leaf] = found.get(leaf, sieve.always) | sieve.masks[word]
    return found


@cache
def _chosen(mask: int) -> tuple[tuple[str, Find], ...]:
    return tuple(form for index, form in enumerate(_sieve().forms) if mask >> index & 1)
