"""Appeals that lead nowhere for some of the decisions of a text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.decisions.model import BURDENS, FAVOURS, Act
from regcheck.decisions.read import read_decisions
from regcheck.document.segments.view import Segments
from regcheck.matching.checks.hits import CheckHit

# Of a ministry's decisions the Public Administration Act says where an appeal goes.
_BODY = r"(?P<body>\w*(?:direktoratet|tilsynet|etaten|rådet|antikvaren|kommunen|styret))"
_APPEAL = pattern(
    rf"\b(?:påklages|påklagast|klagast|klages|klage)\b[^.;]{{0,60}}? til {_BODY}\b"
    rf"|\b{_BODY.replace('body', 'named')} er klageinstans\b"
)
_DECIDED = BURDENS | FAVOURS | {Act.EXEMPT, Act.DECIDE}


def appeal_body_decides(segments: Segments, options: Mapping[str, str]) -> Iterator[CheckHit]:
    """The body that a text sends appeals to, where it makes decisions of its own in the text;
    the first of these is related."""
    found = _APPEAL.search(segments.lowered)
    if not found:
        return
    body, leaf = found["body"] or found["named"], segments.leaf_at(found.start())
    for one in read_decisions(segments).decisions:
        apart = not one.sentence.start <= found.start() < one.sentence.end
        if apart and one.act in _DECIDED and one.decider.text.lower() == body and leaf >= 0:
            yield CheckHit(leaf, Span(*found.span()), related=(one.words,))
            return
