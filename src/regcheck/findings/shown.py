"""What is shown: where notes are not, what is a note by now need be neither ranked nor built."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from regcheck.document.model import Role
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


def count_notes(
    segments: Segments, judged: Iterable[Judged]
) -> Counter[tuple[str, str, bool, bool]]:
    """How many there are by rule, category, whether in translated text, and whether a safe fix is
    known."""
    counts: Counter[tuple[str, str, bool, bool]] = Counter()
    for one in judged:
        rule, words = one.rule, one.span.of(segments.text)
        fix = rule.fix if rule.fix is not None and rule.fix.applicability == "safe" else None
        fixable = fix is not None and words.lower() in fix.replacements
        translated = segments.leaves[one.match.leaf].role is Role.FOREIGN
        counts[rule.id, rule.category, translated, fixable] += 1
    return counts


def _name(segments: Segments, one: Judged) -> tuple[str, str]:
    return one.rule.id, plain(one.span.of(segments.text))
