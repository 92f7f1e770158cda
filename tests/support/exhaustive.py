"""The engine without its prefilter: every trigger for words is tried on every leaf, and must find
the same."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from regcheck.base.text.span import Span
from regcheck.document.model import Document
from regcheck.matching.document_matcher import DocumentMatcher
from regcheck.matching.literal import Literal
from regcheck.matching.prefilter import Prefilter, Starts
from regcheck.matching.words import whole_words
from regcheck.results.result import DocumentResult
from regcheck.run.pipeline import Pipeline


def check_exhaustively(pipeline: Pipeline, document: Document) -> DocumentResult:
    """What the pipeline gives when every pattern is tried everywhere."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DocumentMatcher, "scan", try_everything)
        return pipeline.check(document)


def literals_of(prefilter: Prefilter) -> Iterator[tuple[str, Starts]]:
    """All literals of a prefilter with what they start, in order."""
    whole = prefilter._everything()
    for index in sorted(range(len(whole.literals)), key=whole.literals.__getitem__):
        yield whole.literals[index], whole[index]


def try_everything(matcher: DocumentMatcher) -> None:
    """Try every trigger for words on every leaf whose role its rule may look at."""
    engine, segments = matcher.engine, matcher.segments
    for text, starts in literals_of(engine.prefilter):
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
