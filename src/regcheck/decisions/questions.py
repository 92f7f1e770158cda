"""The questions that the decisions of a text leave open, by `data/questions.toml`."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from regcheck.decisions.asking import boxes_of, fits
from regcheck.decisions.model import Decision, Nature, Question
from regcheck.decisions.read import DecidedText
from regcheck.decisions.sections import Section, Sentence
from regcheck.decisions.spots import find, spots_of
from regcheck.decisions.telling import tell_decision, tell_words
from regcheck.decisions.words import phrase, tables
from regcheck.document.model import Role
from regcheck.segments.view import Segments
from regcheck.text.span import Span

_SETTING = frozenset({Role.DEFINITION, Role.PURPOSE})
"""Roles of text in which words are only asked about where a body decides."""
_NEAR = 8
"""Questions before one that may be asked of the same sentence."""
_WIDEST = 180
"""Code points of a question's span at most."""


def questions_of(read: DecidedText, locale: str) -> tuple[Question, ...]:
    """The questions of a text in text order, in a locale; an empty one is that of the provision."""
    seen: set[tuple[str, ...]] = set()
    found = [*_of_decisions(read, locale, seen), *_of_sentences(read, locale, seen)]
    found.sort(key=lambda one: (one.sentence, one.kind == "open", one.start, one.end, one.kind))
    kept: list[Question] = []
    for one in found:
        if not any(_same(one, other) for other in kept[-_NEAR:]):
            kept.append(one)
    kept.sort(key=lambda one: (one.start, one.end, one.kind))
    return tuple(kept)


def _same(one: Question, other: Question) -> bool:
    """Whether two questions ask the same of overlapping words, or of open words in a decision that
    is asked about."""
    if one.trouble != other.trouble or one.sentence != other.sentence:
        return False
    return one.kind == "open" or (one.start < other.end and other.start < one.end)


def _of_decisions(read: DecidedText, locale: str, seen: set[tuple[str, ...]]) -> Iterator[Question]:
    for one in read.decisions:
        if one.is_duty:
            continue
        boxes = boxes_of(read.segments, one)
        for entry in tables("questions")["decision"]:
            if not fits(entry["when"], boxes):
                continue
            key: tuple[str, ...] = (entry["kind"],)
            if entry.get("once") != "document":
                key = (entry["kind"], one.act, boxes["verb"], _section(one))
            if key in seen:
                break
            seen.add(key)
            span = _at(read.segments, one, entry.get("at", ""))
            yield Question(
                entry["kind"],
                entry["trouble"],
                span.start,
                span.end,
                tell_decision(read.segments, one, entry["kind"], span, locale),
                one.sentence,
                entry.get("weight", 2),
            )
            if not entry.get("also"):
                break


def _section(one: Decision) -> str:
    """The path of the section that a decision stands in."""
    return "/".join(one.address.path.split("/ledd/")[:1])


def _at(segments: Segments, one: Decision, at: str) -> Span:
    if at == "open":
        opens = [c.span for c in one.conditions if c.nature is Nature.OPEN]
        if opens:
            span = opens[0]
            return find(segments, "strong", span) or span
    return one.words


def _allowed(
    read: DecidedText, section: Section, sentence: Sentence, entry: dict[str, str]
) -> bool:
    """Whether a question of words can be asked of a sentence: where the text has no time limit,
    where a body acts, where evidence is asked for."""
    unless = entry.get("unless")
    if unless and find(read.segments, unless, sentence.span):
        return False
    if entry.get("without") == "time" and read.facts.time.said:
        return False
    if sentence.role in _SETTING or entry.get("by") == "authority":
        return sentence.span in read.decided
    if "register" in entry:
        spans = (sentence.span, sentence.lead or sentence.span)
        asked = any(find(read.segments, "evidence", one) for one in spans)
        return asked or phrase("evidence").search(section.heading.lower()) is not None
    return True


def _of_sentences(read: DecidedText, locale: str, seen: set[tuple[str, ...]]) -> Iterator[Question]:
    places = [(section, one) for section in read.sections for one in section.sentences]
    if not places:
        return
    starts = [one.span.start for _, one in places]
    for entry in _entries():
        spots = spots_of(read.segments, entry["phrase"])
        near = (max(bisect_right(starts, spot) - 1, 0) for spot in spots or ())
        for place in dict.fromkeys(near) if spots is not None else range(len(places)):
            section, sentence = places[place]
            found = find(read.segments, entry["phrase"], sentence.span)
            if found is None or not _allowed(read, section, sentence, entry):
                continue
            words = found.of(read.segments.lowered)
            key = (entry["kind"], entry.get("register") or words.split()[-1])
            if entry.get("once") == "document":
                key = (entry["kind"], "")
            if key not in seen:
                seen.add(key)
                yield _of_words(read.segments, sentence, entry, found, locale)


def _of_words(
    segments: Segments, sentence: Sentence, entry: dict[str, str], found: Span, locale: str
) -> Question:
    end = found.end
    if entry.get("wide"):
        end = max(end, min(sentence.span.end, found.start + _WIDEST))
    locale = locale or segments.language(sentence.leaf)
    words = found.of(segments.text)
    text = tell_words(words, entry["kind"], entry.get("register", ""), locale)
    return Question(entry["kind"], entry["trouble"], found.start, end, text, sentence.span)


@cache
def _entries() -> tuple[dict[str, str], ...]:
    """What is asked of words: by the questions, and of evidence by the register that holds it."""
    held = (
        {"kind": "held", "trouble": "held-already", "register": name, "phrase": f"held/{name}"}
        for name in tables("phrases")["held"]
    )
    return (*tables("questions")["sentence"], *held)
