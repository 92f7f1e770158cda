"""What findings ask of the decisions of a text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.decisions.model import Decision, Initiative
from regcheck.findings.model import Finding, Question

_QUOTED = pattern("[«“](.+?)[»”]")


class Asked(NamedTuple):
    """A decision and what is asked of it."""

    decision: Decision
    questions: Sequence[Question]


def asked_of(
    decisions: Sequence[Decision], findings: Iterable[Finding]
) -> tuple[tuple[Asked, ...], tuple[Finding, ...]]:
    """Decisions, each with the questions of the findings that touch it first, and the findings with
    questions of words outside them."""
    asked: list[list[Question]] = [[] for _ in decisions]
    others = []
    for finding in findings:
        if finding.questions:
            place = _place(decisions, finding.span)
            if place < 0:
                others.append(finding)
            else:
                for one in finding.questions:
                    if not any(_is_asked_in(known, one) for known in asked[place]):
                        asked[place].append(one)
    return tuple(map(Asked, decisions, asked)), tuple(others)


def initiative_of(one: Decision) -> Initiative:
    """What sets a decision going: what is asked for, where nothing else is said, an application."""
    asked = one.initiative is Initiative.NOT_SAID and one.asked.said
    return Initiative.APPLICATION if asked else one.initiative


def _is_asked_in(known: Question, one: Question) -> bool:
    """Whether a question already asks what another asks: it quotes the same words."""
    words = _QUOTED.findall(one.text)
    return (
        known.trouble == one.trouble and bool(words) and all(word in known.text for word in words)
    )


def _place(decisions: Sequence[Decision], span: Span) -> int:
    """The decision that words belong to: by its own words, else by its sentence; -1 for none."""
    around = [*(one.words for one in decisions), *(one.sentence for one in decisions)]
    held = (n for n, one in enumerate(around) if one.start <= span.start < one.end)
    return next((n % len(decisions) for n in held), -1)
