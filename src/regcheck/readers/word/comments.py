"""Comments in a Word file: who says what about which words, and what answers what.

They are no part of the text. `Document.comments` keeps them for what may be said in them to
regcheck, and for reports that write comments of their own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from regcheck.document.model import Comment, Directive
from regcheck.readers.office.blocks import Ledger
from regcheck.readers.office.xml import Element
from regcheck.readers.word.xml import W14, W15, P, w, walk
from regcheck.text.offsets import OffsetMap
from regcheck.text.span import Span

_START, _END, _REFERENCE = w("commentRangeStart"), w("commentRangeEnd"), w("commentReference")
_MARKS = frozenset({_START, _END, _REFERENCE})
_MARKS = frozenset({_START, _END, _REFERENCE})
_PARAGRAPH_ID, _ANSWER = f"{{{W14}}}paraId", f"{{{W15}}}commentEx"
_MOST = 20_000
AUTHOR = "regcheck"
"""The author of comments that regcheck writes; their last word is the id of the rule."""
_TOLD = re.compile(r"regcheck:\s*(.*)", re.DOTALL)
_KEPT = re.compile(r"(?:behold|behald|ignorer|keep|ignore):\s*(.*)", re.DOTALL | re.IGNORECASE)
_NEXT = re.compile(r"^ignore(?=\s)")
_RULE = re.compile(r"[a-z0-9-]+/[a-z0-9-]+\Z")


def read_comments(
    comments: Element | None,
    extended: Element | None,
    parts: Sequence[Element],
    ledger: Ledger,
    offsets: OffsetMap,
) -> tuple[Comment, ...]:
    """The comments in order of the comments part; `parts` are those that hold the words they are
    about, all of them known to `ledger`."""
    if comments is None:
        return ()
    anchors = _anchors(parts, ledger)
    keys: dict[str, str] = {}
    found: list[tuple[str, str, str]] = []
    for comment in list(comments.named(w("comment")))[:_MOST]:
        key = comment.get(w("id"))
        paragraphs = list(comment.iter(P))
        for paragraph in paragraphs:
            keys.setdefault(paragraph.get(_PARAGRAPH_ID), key)
        words = "\n".join(_words(one) for one in paragraphs).strip()
        found.append((key, comment.get(w("author")).strip(), words))
    above = _above(extended, keys)
    texts = _texts(offsets, anchors)
    return tuple(
        Comment(key, author, words, texts.get(key) or texts.get(above.get(key, ""), Span(0, 0)),
                above.get(key, ""))
        for key, author, words in found
    )  # fmt: skip


def directives_of(comments: Sequence[Comment]) -> tuple[Directive, ...]:
    """What the comments say to regcheck, about the provision they are attached to: comments
    that begin with `regcheck:`, and answers to our own that begin with `behold:` or `ignorer:` and
    a reason."""
    said = {comment.key: comment for comment in comments}
    found = []
    for comment in comments:
        body = ""
        told, answer = _TOLD.match(comment.words), _KEPT.match(comment.words)
        above = said.get(comment.answers)
        if told is not None:
            body = _NEXT.sub("ignore-here", told[1])
        elif answer is not None and above is not None and above.author == AUTHOR:
            rule = _RULE.search(above.words.strip())
            body = f"ignore-here {rule[0] if rule else ''} reason: {answer[1]}"
        if body:
            at = comment.span.end
            found.append(Directive(" ".join(body.split()), Span(at, at)))
    return tuple(sorted(found, key=lambda one: one.span))


def _words(paragraph: Element) -> str:
    texts = [one.element.text or " " for one in walk(paragraph) if one.length]
    return " ".join("".join(texts).split())


def _above(extended: Element | None, keys: Mapping[str, str]) -> dict[str, str]:
    """The comment that each answer answers, by id."""
    found: dict[str, str] = {}
    for answer in () if extended is None else extended.iter(_ANSWER):
        own = keys.get(answer.get(f"{{{W15}}}paraId"))
        other = keys.get(answer.get(f"{{{W15}}}paraIdParent"))
        if own and other and own != other:
            found[own] = other
    return found


def _anchors(parts: Sequence[Element], ledger: Ledger) -> dict[str, Span]:
    """The stretch of characters that each comment is about, by id; of one without a range, the
    place of its mark."""
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
    """Where in the document's text the words of each stretch stand."""
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
