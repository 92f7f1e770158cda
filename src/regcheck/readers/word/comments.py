"""Comments in a Word file: who says what about which words, and what answers what."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from regcheck.base.text.offsets import OffsetMap
from regcheck.base.text.patterns import pattern
from regcheck.base.text.printable import clipped
from regcheck.base.text.span import Span
from regcheck.base.texts.message import Message, message
from regcheck.document.model import Answered, Comment, Directive
from regcheck.readers.office.blocks import Ledger
from regcheck.readers.office.xml import Element
from regcheck.readers.word.xml import W14, W15, P, w, walk

_START, _END, _REFERENCE = w("commentRangeStart"), w("commentRangeEnd"), w("commentReference")
_MARKS = frozenset({_START, _END, _REFERENCE})
_PARAGRAPH_ID, _ANSWER = f"{{{W14}}}paraId", f"{{{W15}}}commentEx"
_MOST_COMMENTS = 20_000
_DAY = pattern(r"\d{4}-\d\d-\d\d\Z", re.ASCII)
AUTHOR = "regcheck"
"""The author of comments that regcheck writes; their last word is the id of the rule."""
_DIRECTIVE = pattern(r"regcheck:\s*(.*)", re.DOTALL)
_KINDS = {
    "keep": "behold(?:e|er|es|t)? behald(?:e|er|es|ast|est|ne)? (?:skal|må|bør|kan)_stå(?:_fast)? "
    "(?:blir|vert)_stå(?:ende|ande) lar?_(?:det_|ordet_|teksten_)?stå keep stands",
    "ignore": "ignorer(?:er|t|es|ast|te)? (?:u|ikke_|ikkje_)enige? (?:u|ikkje_)samde? ueinige? "
    "avvis(?:er|t|es|ast|est|te)? ignored? disagreed? rejected",
    "fixed": "rett(?:et|er|es|a|ar|ast) endr(?:et|er|es|a|ar|ast) (?:skrevet|skrive)_om omskrevet "
    "(?:tatt|teke)_ut fjern(?:et|a) slett(?:et|a) fixed changed corrected removed",
}
"""How answers begin in each language; `_` is a space."""
_BEFORE = (
    "ok okay ja nei takk enig einig samd vi jeg eg we det dette ordet teksten er har skal blir"
)
"""Words that may stand before those."""
_GAP = r"[\s:,;.!–—-]*"
_BEGIN = "|".join(
    f"(?P<{kind}>{words.replace(' ', '|').replace('_', ' +')})" for kind, words in _KINDS.items()
)
_REPLY = pattern(
    rf"(?:(?:{_BEFORE.replace(' ', '|')})\b{_GAP})*?(?:{_BEGIN})\b"
    rf"(?!{_GAP}(?:\?|(?:ikke|ikkje|not)\b)){_GAP}"
    rf"(?:(?:begrunnelse|grunngiving|grunngjeving|reason)\b{_GAP})?(?P<reason>.*)",
    re.DOTALL | re.IGNORECASE,
)
_MOST_REPLIES = 5
_REPLY_SHOWN = 60
"""Code points of a reply that are shown."""
_NEXT = pattern(r"^ignore(?=\s)")
_RULE = pattern(r"[a-z0-9-]+/[a-z0-9-]+\Z")


def read_comments(
    comments: Element | None,
    extended: Element | None,
    parts: Sequence[Element],
    ledger: Ledger,
    offsets: OffsetMap,
) -> tuple[Comment, ...]:
    """The comments in order; `parts` hold the words they are about."""
    if comments is None:
        return ()
    anchors = _anchors(parts, ledger)
    keys: dict[str, str] = {}
    found: list[tuple[str, str, str, str]] = []
    for comment in list(comments.named(w("comment")))[:_MOST_COMMENTS]:
        key = comment.get(w("id"))
        paragraphs = list(comment.iter(P))
        for paragraph in paragraphs:
            keys.setdefault(paragraph.get(_PARAGRAPH_ID), key)
        texts = (
            "".join(one.element.text or " " for one in walk(paragraph) if one.length)
            for paragraph in paragraphs
        )
        words = "\n".join(" ".join(text.split()) for text in texts).strip()
        day = comment.get(w("date"))[:10]
        found.append((key, comment.get(w("author")).strip(), words, day if _DAY.match(day) else ""))
    above, resolved = _threads(extended, keys)
    spans = _texts(offsets, anchors)
    return tuple(
        Comment(key, author, words, spans.get(key) or spans.get(above.get(key, ""), Span(0, 0)),
                above.get(key, ""), day, key in resolved)
        for key, author, words, day in found
    )  # fmt: skip


def directives_of(comments: Sequence[Comment]) -> tuple[Directive, ...]:
    """What comments say to regcheck: those that begin with `regcheck:`, and answers to our own
    (`behold`, `ignorer` or `rettet` and a reason, or marked as resolved)."""
    said = {comment.key: comment for comment in comments}
    understood = {one.answers for one in comments if _reply(one, said) is not None}
    found = []
    for comment in comments:
        at = Span(comment.span.end, comment.span.end)
        own, reply = _DIRECTIVE.match(comment.words), _reply(comment, said)
        if own is not None:
            found.append(Directive(" ".join(_NEXT.sub("ignore-here", own[1]).split()), at))
        elif reply is not None:
            answered = Answered(reply[0], comment.author, comment.day)
            body = f"ignore-here {_rule_of(said[comment.answers])} reason: {reply[1]}"
            found.append(Directive(" ".join(body.split()), at, answered))
        elif comment.resolved and _rule_of(comment) and comment.key not in understood:
            found.append(Directive(f"ignore-here {_rule_of(comment)}", at, Answered("seen")))
    return tuple(sorted(found, key=lambda one: one.span))


def not_understood(comments: Sequence[Comment]) -> Message | None:
    """What is said of replies to our comments that answer nothing; None without any."""
    said = {comment.key: comment for comment in comments}
    replies = [one for one in comments if one.words and one.author != AUTHOR]
    odd = [one for one in replies if _is_ours(said.get(one.answers)) and not _reply(one, said)]
    if not odd:
        return None
    shown = [f"«{clipped(one.words, _REPLY_SHOWN)}» ({one.author})" for one in odd[:_MOST_REPLIES]]
    more = " …" if len(odd) > _MOST_REPLIES else ""
    return message("readers.note_replies", replies=", ".join(shown) + more)


def _reply(comment: Comment, said: Mapping[str, Comment]) -> tuple[str, str] | None:
    """The kind and reason of an answer to a comment of ours; None for anything else."""
    found = _REPLY.match(comment.words) if _is_ours(said.get(comment.answers)) else None
    if found is None:
        return None
    kind, reason = next(kind for kind in _KINDS if found[kind]), found["reason"].strip()
    return (kind, reason) if reason or kind == "fixed" else None


def _is_ours(comment: Comment | None) -> bool:
    return comment is not None and comment.author == AUTHOR


def _rule_of(comment: Comment) -> str:
    """The rule that a comment of ours is about; empty for other comments."""
    rule = _RULE.search(comment.words.strip()) if comment.author == AUTHOR else None
    return rule[0] if rule else ""


def _threads(
    extended: Element | None, keys: Mapping[str, str]
) -> tuple[dict[str, str], frozenset[str]]:
    """The comment that each answer answers, by id, and those that are marked as resolved."""
    found: dict[str, str] = {}
    resolved: set[str] = set()
    for answer in () if extended is None else extended.iter(_ANSWER):
        own = keys.get(answer.get(f"{{{W15}}}paraId"))
        other = keys.get(answer.get(f"{{{W15}}}paraIdParent"))
        if own and other and own != other:
            found[own] = other
        if own and answer.get(f"{{{W15}}}done") in ("1", "true", "on"):
            resolved.add(own)
    return found, frozenset(resolved)


def _anchors(parts: Sequence[Element], ledger: Ledger) -> dict[str, Span]:
    """The stretch of characters that each comment is about, or the place of its mark, by id."""
    starts: dict[str, int] = {}
    found: dict[str, Span] = {}
    marks: dict[str, Span] = {}
    for root in parts:
        at = 0
        places: dict[Element, int] = {}
        for element in root.iter(P, _START, _END, _REFERENCE):
            if element.tag == P:
                begin = at = ledger.begin(element)
                for one in walk(element):
                    at = begin + one.start + one.length
                    if one.element.tag in _MARKS:
                        places[one.element] = begin + one.start
                continue
            key, here = element.get(w("id")), places.get(element, at)
            if element.tag == _START:
                starts.setdefault(key, here)
            elif element.tag == _END and key in starts:
                found.setdefault(key, Span(starts[key], max(starts[key], here)))
            elif element.tag == _REFERENCE:
                marks.setdefault(key, Span(here, here))
    return {**marks, **found}


def _texts(offsets: OffsetMap, anchors: Mapping[str, Span]) -> dict[str, Span]:
    pieces = sorted((at, at + size, start) for start, at, size in offsets.pieces() if size)
    begins = [piece[0] for piece in pieces]
    found: dict[str, Span] = {}
    for key, (low, high) in anchors.items():
        index = max(bisect_right(begins, low) - 1, 0)
        start = end = -1
        while index < len(pieces) and pieces[index][0] < high:
            first, last, text = pieces[index]
            index += 1
            if last > low:
                begin = text + max(low - first, 0)
                start = begin if start < 0 else min(start, begin)
                end = max(end, text + min(high, last) - first)
        if 0 <= start < end:
            found[key] = Span(start, end)
    return found
