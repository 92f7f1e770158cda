"""Comments in a Word file: who says what about which words, and what answers what."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

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
PARAGRAPH_ID = f"{{{W14}}}paraId"
_ANSWER = f"{{{W15}}}commentEx"
_MOST_COMMENTS = 20_000
_DAY = pattern(r"\d{4}-\d\d-\d\d\Z", re.ASCII)
SAID = "said"
"""The kind of an answer that is not understood."""
AUTHOR = "regcheck"
"""The author of comments that regcheck writes; their last word is the id of the rule."""
_DIRECTIVE = pattern(r"regcheck:\s*(.*)", re.DOTALL)
_KINDS = {
    "keep": "behold(?:e|er|es|t)? behald(?:e|er|es|ast|est|ne)? (?:skal|må|bør|kan)_stå(?:_fast)? "
    "(?:blir|vert)_stå(?:ende|ande) lar?_(?:det_|ordet_|teksten_)?stå keep stands "
    "opprett?h[oa]ld(?:er|es|t|ast)? h[aeo]ld(?:e|er|es|en|t|ne)?_(?:fast_)?(?:på|ved) "
    "(?:kan_)?(?:ikke_|ikkje_)endr(?:es|ast) endr(?:er|es|ar|ast)_ikk(?:e|je)",
    "ignore": "ignorer(?:er|t|es|ast|te)? (?:u|ikke_|ikkje_)enige? (?:u|ikkje_)samde? ueinige? "
    "avvis(?:er|t|es|ast|est|te)? ta(?:s|r_vi)_ikke_til_følge ignored? disagreed? rejected",
    "fixed": "rett(?:et|er|es|a|ar|ast) endr(?:et|er|es|a|ar|ast) skr[ei]v(?:et|e|er)_om "
    "omskr[ei]v(?:et|e) (?:tatt|teke|tas|tar|tek)_(?:ut|bort) fjern(?:et|er|es|a) "
    "slett(?:et|er|es|a) str[øy]k(?:er|es|et|e) juster(?:er|t|es|te) "
    "fixed changed corrected removed",
}
"""How answers begin in each language; `_` is a space."""
_BEFORE = (
    "ok okay ja nei takk enig einig samd vi jeg eg we det dette ordet teksten kravet er har skal "
    "blir vil må ønsker ønskes ynskjer å"
)
"""Words that may stand before those."""
_AFTER = r"(?:vi|jeg|eg|det|dette|den|ordet|teksten|kravet)\b(?=\s*(?:[:,;.!–—-]|fordi\b|da\b|\Z))"
"""What follows them and gives no reason."""
_GAP = r"[\s:,;.!–—-]*"
_BEGIN = "|".join(
    f"(?P<{kind}>{words.replace(' ', '|').replace('_', ' +')})" for kind, words in _KINDS.items()
)
_REPLY = pattern(
    rf"(?:(?:{_BEFORE.replace(' ', '|')})\b{_GAP})*?(?:{_BEGIN})\b"
    rf"(?!{_GAP}(?:\?|(?:ikke|ikkje|not)\b)){_GAP}(?:{_AFTER}{_GAP})*"
    rf"(?:(?:begrunnelse|grunngiving|grunngjeving|reason)\b{_GAP})?(?P<reason>.*)",
    re.DOTALL | re.IGNORECASE,
)
_MOST_REPLIES = 50
_REPLY_SHOWN = 60
"""Code points of a reply that are shown."""
_NEXT = pattern(r"^ignore(?=\s)")
_ABOUT = pattern(r"(?:(?:[^:;]{1,40}: )?(?P<places>.*) · )?(?P<rule>[a-z0-9-]+/[a-z0-9-]+)\Z")
_FIELD = pattern(r"\b(reason|until):")


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
    spans = _texts(offsets, _anchors(parts, ledger))
    return tuple(
        replace(one, span=spans.get(one.key) or spans.get(one.answers, one.span))
        for one in said_in(comments, extended)[0][:_MOST_COMMENTS]
    )


def said_in(
    comments: Element | None, extended: Element | None
) -> tuple[list[Comment], dict[str, str]]:
    """The comments without their places, and the ids of comments by those of their paragraphs."""
    held = [] if comments is None else list(comments.named(w("comment")))
    keys = {p.get(PARAGRAPH_ID): one.get(w("id")) for one in held[::-1] for p in one.iter(P)}
    above, resolved = _threads(extended, keys)
    found = []
    for one in held:
        key, day = one.get(w("id")), one.get(w("date"))[:10]
        texts = (
            "".join(part.element.text or " " for part in walk(paragraph) if part.length)
            for paragraph in one.iter(P)
        )
        words = "\n".join(" ".join(text.split()) for text in texts).strip()
        day = day if _DAY.match(day) else ""
        author, answers = one.get(w("author")).strip(), above.get(key, "")
        found.append(Comment(key, author, words, Span(0, 0), answers, day, key in resolved))
    return found, keys


def directives_of(comments: Sequence[Comment]) -> tuple[Directive, ...]:
    """What comments say to regcheck: those that begin with `regcheck:`, and what our own were
    answered, or that they are marked as resolved. Of the answers to one, the last that is
    understood counts."""
    said = {comment.key: comment for comment in comments}
    found: list[Directive] = []
    answers: dict[str, Directive] = {}
    for comment in comments:
        at = Span(comment.span.end, comment.span.end)
        own, reply = _DIRECTIVE.match(comment.words), _reply(comment, said)
        rule, places = _about(said[comment.answers] if reply else comment)
        body = f"ignore-here {rule}"
        if own is not None:
            found.append(Directive(" ".join(_NEXT.sub("ignore-here", own[1]).split()), at))
        elif reply is not None:
            kind, reason = reply
            before = answers.get(comment.answers)
            if rule and (kind != SAID or _leaves_open(before)):
                reason = _FIELD.sub(r"\1", reason)
                body = " ".join(f"{body} reason: {reason}".split())
                answered = Answered(kind, comment.author, comment.day)
                answers[comment.answers] = Directive(body, at, answered, places)
        elif comment.resolved and rule and _leaves_open(answers.get(comment.key)):
            answers[comment.key] = Directive(body, at, Answered("seen"), places)
    return tuple(sorted([*found, *answers.values()], key=lambda one: one.span))


def _leaves_open(before: Directive | None) -> bool:
    """Whether nothing is known of an answer that says more."""
    return before is None or before.answered is None or before.answered.kind in (SAID, "seen")


def not_understood(comments: Sequence[Comment]) -> Message | None:
    """What is said of replies to our comments that answer nothing, also those whose comment was
    deleted; None without any."""
    said = {comment.key: comment for comment in comments}
    replies = [(one, _reply(one, said)) for one in comments]
    odd = [one for one, reply in replies if (reply[0] == SAID if reply else _is_lost(one))]
    if not odd or not any(one.author == AUTHOR for one in comments):
        return None
    shown = [f"«{clipped(one.words, _REPLY_SHOWN)}» ({one.author})" for one in odd[:_MOST_REPLIES]]
    more = " …" if len(odd) > _MOST_REPLIES else ""
    return message("readers.note_replies", replies=", ".join(shown) + more)


def _reply(comment: Comment, said: Mapping[str, Comment]) -> tuple[str, str] | None:
    """The kind and reason of an answer to a comment of ours; None for anything else."""
    ours = said.get(comment.answers)
    if ours is None or ours.author != AUTHOR or comment.author == AUTHOR or not comment.words:
        return None
    found = _REPLY.match(comment.words) if _about(ours)[0] else None
    kind = next(kind for kind in _KINDS if found[kind]) if found else SAID
    reason = found["reason"].strip() if found else ""
    return (kind, reason) if reason or kind == "fixed" else (SAID, comment.words)


def _is_lost(comment: Comment) -> bool:
    """Whether a comment answers nothing but reads as an answer with a reason."""
    found = None if comment.answers or comment.author == AUTHOR else _REPLY.match(comment.words)
    return found is not None and bool(found["reason"].strip()) and not found["fixed"]


def _about(comment: Comment) -> tuple[str, tuple[str, ...]]:
    """The rule that a comment of ours is about, and the places that its words do not stand in;
    nothing for other comments."""
    last = comment.words.rpartition("\n")[2]
    found = _ABOUT.match(last) if comment.author == AUTHOR else None
    if found is None:
        return "", ()
    places = [place.partition(" (")[0] for place in (found["places"] or "").split("; ")]
    return found["rule"], tuple(places[1:] if comment.span else places)


def _threads(
    extended: Element | None, keys: Mapping[str, str]
) -> tuple[dict[str, str], frozenset[str]]:
    """The comment that each answer answers, by id, and those that are marked as resolved; `keys`
    has the ids of comments by those of their paragraphs."""
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
    pieces = sorted((at, text, size) for text, at, size in offsets.pieces() if size)
    begins = [at for at, _, _ in pieces]
    found: dict[str, Span] = {}
    for key, (low, high) in anchors.items():
        first = max(bisect_right(begins, low) - 1, 0)
        inside = [
            Span(text + max(low - at, 0), text + min(high - at, size))
            for at, text, size in pieces[first : bisect_left(begins, high)]
            if at + size > low
        ]
        if inside:
            found[key] = Span(min(inside).start, max(one.end for one in inside))
    return found
