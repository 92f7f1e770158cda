"""The slow way through a document, which needs no prefilter: every trigger on every leaf."""

from __future__ import annotations

from regcheck.matching.document_matcher import DocumentMatcher
from regcheck.matching.literal import Literal
from regcheck.matching.words import whole_words
from regcheck.text.span import Span


def try_everything(matcher: DocumentMatcher) -> None:
    """Try every trigger for words on every leaf whose role its rule may look at."""
    engine, segments = matcher.engine, matcher.segments
    for text, starts in engine.prefilter.literals():
        if text not in segments.lowered:
            continue
        for use in starts.uses:
            rule = matcher.triggers[use.trigger].rule
            literal = Literal(text, use.open_left, use.open_right)
            for leaf, node in enumerate(segments.leaves):
                if not engine.allows_words(rule, node.role):
                    continue
                at = node.span.start
                while (at := segments.lowered.find(text, at, node.span.end)) >= 0:
                    near = Span(at, at + len(text))
                    if any(True for _ in whole_words(segments.lowered, literal, near)):
                        matcher.take_literal(use, leaf, near)
                    at += 1
    for trigger, plan in enumerate(matcher.triggers):
        if plan.kind in ("regex", "dependency"):
            matcher.try_all_leaves(trigger)
