"""What is shown: where notes are not, what is a note by now need be neither ranked nor built."""

from __future__ import annotations

from collections.abc import Sequence

from regcheck.document.segments.view import Segments
from regcheck.findings.fingerprint import plain
from regcheck.findings.judge import Judged
from regcheck.packs.model import Severity


def shown(segments: Segments, judged: Sequence[Judged], level: Severity) -> list[Judged]:
    """Findings of at least a level, and those with the same rule and words as one of these, since
    fingerprints number them. No later stage raises a severity."""
    if level is Severity.INFO:
        return list(judged)
    told = {_name(segments, one) for one in judged if one.severity >= level}
    return [one for one in judged if one.severity >= level or _name(segments, one) in told]


def _name(segments: Segments, one: Judged) -> tuple[str, str]:
    return one.rule.id, plain(one.span.of(segments.text))
