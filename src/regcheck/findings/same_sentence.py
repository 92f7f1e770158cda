"""One finding a sentence: of several about the same decision one is reported, with the words of the
others, which become notes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from regcheck.base.text.span import Span, disjoint
from regcheck.base.texts.localised import localised
from regcheck.document.segments.view import Segments
from regcheck.findings.judge import Judged
from regcheck.findings.overlap import in_order
from regcheck.packs.model import Confidence, Severity, question_options

_DECISIONS, _CRITERIA = "decisions", "no-criteria"
_TROUBLES = {"discretion": _CRITERIA, "once-only": "held-already"}
"""What the words of a category ask for."""
_NEAR = 8
"""Findings on each side, in text order, that may speak of the same words."""
_SURE = (Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH)


def one_in_a_sentence(
    segments: Segments, judged: Iterable[Judged], kept: Collection[str] = ()
) -> list[Judged]:
    """In text order, with one finding above information in each sentence among those of a category
    or rule, as `one-in-sentence` says: the gravest, then the most useful, then one that gates a
    public decision, then the surest, then the first. It lists the places of the others. Findings of
    rules in `kept`, whose severity a user has laid down, stay as they are."""
    judged = in_order(list(judged))
    groups: dict[tuple[str, Span], list[int]] = {}
    for number, one in enumerate(judged):
        among = {"category": one.rule.category, "rule": one.rule.id}.get(one.rule.one_in_sentence)
        raised = (one.unranked or one.severity) > Severity.INFO and one.rule.id not in kept
        if raised and among:
            sentence = segments.sentence_of(one.match.leaf, one.span)
            groups.setdefault((among, sentence), []).append(number)
    for numbers in groups.values():
        first, *others = sorted(numbers, key=lambda number: _rank(judged[number]))
        if others:
            also = tuple(judged[number].span for number in sorted(others))
            judged[first] = judged[first]._replace(also=also)
        for number in others:
            judged[number] = _folded(judged[number])
    return judged


def one_of_a_decision(
    segments: Segments, judged: Sequence[Judged], kept: Collection[str] = ()
) -> list[Judged]:
    """In text order, with one finding told of a decision: of the questions on decisions and the
    words that ask the same, the widest of those that overlap; one on a whole decision speaks for
    all criteria in its sentence. It knows where the others stand, which stay as information unless
    their rules are in `kept`."""
    judged = in_order(list(judged))
    groups: dict[tuple[Span, str], list[int]] = {}
    for number, one in enumerate(judged):
        if one.severity > Severity.INFO and (asks := _asks(one)):
            sentence = segments.sentence_of(one.match.leaf, one.span)
            groups.setdefault((sentence, asks), []).append(number)
    for (_, asks), numbers in groups.items():
        asking = (n for n in numbers if judged[n].rule.category == _DECISIONS)
        if next(asking, None) is None:
            continue
        for place, first in sorted(enumerate(numbers), key=lambda at: _width(judged[at[1]])):
            widest = judged[first]
            if widest.severity is Severity.INFO:
                continue
            inside = {
                n: other
                for n in numbers[max(0, place - _NEAR) : place + _NEAR + 1]
                if n != first
                and _DECISIONS in ((other := judged[n]).rule.category, widest.rule.category)
                and (widest.span.overlaps(other.span) or _is_of_all(widest))
                and other.severity > Severity.INFO
                and other.rule.id not in kept
            }
            if not inside:
                continue
            useful = (one.usefulness for one in (widest, *inside.values()))
            judged[first] = widest._replace(
                also=(*widest.also, *(one.span for one in inside.values())),
                asked=tuple(
                    (asks, one) for one in disjoint(inside.values()) if one.span != widest.span
                ),
                usefulness=max((one for one in useful if one is not None), default=None),
            )
            for number, other in inside.items():
                judged[number] = _folded(other)
    return judged


def _asks(one: Judged) -> str:
    """What a finding asks that a question on a decision may ask too: its trouble; else empty."""
    category = one.rule.category
    return one.rule.trouble if category == _DECISIONS else _TROUBLES.get(category, "")


def _width(one: Judged) -> tuple[bool, int, bool]:
    return (not _is_of_all(one), -len(one.span), one.rule.category == _DECISIONS)


def _is_of_all(one: Judged) -> bool:
    """Whether a finding asks what a whole decision rests on."""
    options = question_options(one.rule.match)
    return _asks(one) == _CRITERIA and "ask" in options and not options.keys() & {"at", "phrase"}


def _folded(one: Judged) -> Judged:
    note = one.note if one.note.get("nb") else localised("findings.told_there")
    return one._replace(severity=Severity.INFO, note=note, unranked=one.unranked and Severity.INFO)


def _rank(one: Judged) -> tuple[int, float, bool, int]:
    sure = _SURE.index(one.confidence)
    return (-one.severity, -(one.usefulness or 0.0), not one.gate, -sure)
