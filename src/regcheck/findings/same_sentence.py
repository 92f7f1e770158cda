"""One finding a sentence: of several about the same decision one is reported, with the words of the
others, which become notes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from regcheck.base.text.span import Span
from regcheck.base.texts.localised import localised
from regcheck.document.segments.view import Segments
from regcheck.findings.judge import Judged
from regcheck.findings.overlap import in_order
from regcheck.packs.model import Confidence, Severity

_DECISIONS, _DISCRETION = "decisions", "discretion"
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
        raised = (one.unranked or one.severity) > Severity.INFO and one.rule.id not in kept
        if raised and (among := _among(one)):
            sentence = segments.sentence_of(one.match.leaf, one.span)
            groups.setdefault((among, sentence), []).append(number)
    for numbers in groups.values():
        for number, told in _told(judged, numbers):
            judged[number] = told
    return judged


def one_of_a_decision(
    segments: Segments, judged: Sequence[Judged], kept: Collection[str] = ()
) -> list[Judged]:
    """In text order, with one finding told of a decision: of those with a question and of words of
    discretion in what it is asked of, the most useful question; it knows where the others stand,
    which stay as information unless their rules are in `kept`."""
    judged = in_order(list(judged))
    sentences: dict[Span, list[int]] = {}
    for number, one in enumerate(judged):
        if one.severity > Severity.INFO and one.rule.category in (_DECISIONS, _DISCRETION):
            sentence = segments.sentence_of(one.match.leaf, one.span)
            sentences.setdefault(sentence, []).append(number)
    for numbers in sentences.values():
        asking = [n for n in numbers if judged[n].rule.category == _DECISIONS]
        for first in sorted(asking, key=lambda n: (-len(judged[n].span), n)):
            span = judged[first].span
            inside = [n for n in numbers if n != first and span.covers(judged[n].span)]
            inside = [
                n
                for n in inside
                if judged[n].severity > Severity.INFO and judged[n].rule.id not in kept
            ]
            if judged[first].severity is Severity.INFO or not inside:
                continue
            also = (*judged[first].also, *(judged[n].span for n in inside))
            asked = tuple(
                (judged[n].rule, judged[n].span) for n in inside if judged[n].rule.trouble
            )
            judged[first] = judged[first]._replace(
                also=also, asked=asked, usefulness=_most(judged[n] for n in (first, *inside))
            )
            for number in inside:
                judged[number] = _folded(judged[number])
    return judged


def _most(found: Iterable[Judged]) -> float | None:
    """The greatest usefulness of several, None where none has any."""
    return max((one.usefulness for one in found if one.usefulness is not None), default=None)


def _folded(one: Judged) -> Judged:
    note = one.note if one.note.nb else localised("findings.told_there")
    return one._replace(severity=Severity.INFO, note=note, unranked=one.unranked and Severity.INFO)


def _among(one: Judged) -> str:
    kind = one.rule.one_in_sentence
    return {"category": one.rule.category, "rule": one.rule.id}.get(kind, "")


def _rank(one: Judged) -> tuple[int, float, bool, int]:
    sure = _SURE.index(one.confidence)
    return (-one.severity, -(one.usefulness or 0.0), not one.gate, -sure)


def _told(judged: list[Judged], numbers: list[int]) -> Iterator[tuple[int, Judged]]:
    if len(numbers) < 2:
        return
    first = min(numbers, key=lambda number: (*_rank(judged[number]), number))
    others = [number for number in numbers if number != first]
    yield first, judged[first]._replace(also=tuple(judged[n].span for n in others))
    for number in others:
        yield number, _folded(judged[number])
