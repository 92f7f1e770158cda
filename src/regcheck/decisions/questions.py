"""Where the decisions of a text, or its sentences, are as a rule says, and what is asked there.

A rule's options name the boxes that a decision must have so (`decisions/asking.py`), or the
phrases that a sentence must hold; `ask` names the words of the question, in the texts `decisions`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping

from regcheck.base.text.span import Span
from regcheck.decisions.asking import boxes_of, fits
from regcheck.decisions.model import Decision, Nature
from regcheck.decisions.read import DecidedText, read_decisions
from regcheck.decisions.sections import Section, Sentence
from regcheck.decisions.spots import find, spots_of
from regcheck.decisions.telling import tell_decision, tell_words
from regcheck.decisions.words import phrase, small, tables, word
from regcheck.document.model import Role
from regcheck.document.segments.view import Segments

_WIDEST = 180
"""Code points of a question's span at most."""
_HELD = "held/"
"""What the names of the phrases for facts begin with that a register holds."""
_NO_BOXES = frozenset(
    {"ask", "at", "by", "nowhere", "phrase", "wide", "without-phrase", "without-time"}
)
_NAME = 40
"""Code points behind «av» and «fra» in which a body is named."""


def places_of(read: DecidedText, options: Mapping[str, str]) -> Iterator[Span]:
    """The narrow spans of which a question is asked, in text order: once for a verb in a section,
    once for the same words in a text."""
    yield from (_of_sentences if "phrase" in options else _of_decisions)(read, options)


def question_at(segments: Segments, span: Span, options: Mapping[str, str], locale: str) -> str:
    """The question that is asked at a span, in a locale."""
    ask, words = options["ask"], span.of(segments.text)
    if "phrase" in options:
        return tell_words(words, ask, _register(segments, span, options), locale)
    decisions = [one for one in read_decisions(segments).decisions if not one.is_duty]
    around = [one for one in decisions if one.words == span] or [
        one for one in decisions if one.sentence.start <= span.start < one.sentence.end
    ]
    if not around:
        return tell_words(words, "open", "", locale)
    return tell_decision(segments, around[0], ask, span, locale)


def _register(segments: Segments, span: Span, options: Mapping[str, str]) -> str:
    """The register that holds what is asked for at a span, or empty."""
    names = tables("phrases")["held"] if options["phrase"].startswith(_HELD) else ()
    return next((one for one in names if find(segments, f"{_HELD}{one}", span)), "")


def _of_decisions(read: DecidedText, options: Mapping[str, str]) -> Iterator[Span]:
    when = {key: value.split() for key, value in options.items() if key not in _NO_BOXES}
    seen: set[tuple[str, ...]] = set()
    every: list[dict[str, str]] = read.segments.remember(
        "boxes of decisions", lambda: [boxes_of(read.segments, one) for one in read.decisions]
    )
    for one, boxes in zip(read.decisions, every, strict=True):
        if one.is_duty and "duty" not in when.get("group", ()):
            continue
        section = one.address.path.split("/ledd/")[0]
        if fits(when, boxes) and (key := (one.act, boxes["verb"], section)) not in seen:
            seen.add(key)
            yield _at(read.segments, one, options.get("at", ""))


def _at(segments: Segments, one: Decision, at: str) -> Span:
    opens = [c.span for c in one.conditions if c.nature is Nature.OPEN] if at == "open" else []
    return (find(segments, "strong", opens[0]) or opens[0]) if opens else one.words


def _of_sentences(read: DecidedText, options: Mapping[str, str]) -> Iterator[Span]:
    places = [(section, one) for section in read.sections for one in section.sentences]
    starts = [one.span.start for _, one in places]
    spots = spots_of(read.segments, options["phrase"])
    near = (max(bisect_right(starts, spot) - 1, 0) for spot in spots or ())
    seen: set[str] = set()
    for place in dict.fromkeys(near) if spots is not None and places else range(len(places)):
        section, sentence = places[place]
        found = find(read.segments, options["phrase"], sentence.span)
        if found is None or not _allowed(read, section, sentence, options):
            continue
        if options.get("by") == "named" and not _is_body_named(read.segments, found.end):
            continue
        end = min(sentence.span.end, found.start + _WIDEST) if "wide" in options else 0
        told = Span(found.start, max(found.end, end)).of(read.segments.lowered)
        if told not in seen:
            seen.add(told)
            yield Span(found.start, found.start + len(told) - (told[-1] in ".:"))


def _is_body_named(segments: Segments, start: int) -> bool:
    """Whether words behind «av» or «fra» begin with a body and no private party."""
    for form in segments.lowered[start : start + _NAME].replace(",", " , ").split()[:4]:
        known = word(form.strip("."))
        if form == "," or known.opens or known.kind == "private":
            return False
        if known.kind or form.strip(".").endswith(tuple(small("bodies"))):
            return True
    return False


def _allowed(
    read: DecidedText, section: Section, sentence: Sentence, options: Mapping[str, str]
) -> bool:
    """Whether words are asked about: no limit in the text, a body acts, evidence is asked for."""
    text = Span(0, len(read.segments.text))
    for key, span in (("without-phrase", sentence.span), ("nowhere", text)):
        if key in options and find(read.segments, options[key], span):
            return False
    if "without-time" in options and read.facts.time.said:
        return False
    if "listed" in options and not sentence.items:
        return False
    if sentence.role is Role.PURPOSE or options.get("by") == "authority":
        return sentence.span in read.decided
    if options["phrase"].startswith(_HELD):
        spans = (sentence.span, sentence.lead or sentence.span)
        asked = any(find(read.segments, "evidence", one) for one in spans)
        return asked or phrase("evidence").search(section.heading.lower()) is not None
    return True
