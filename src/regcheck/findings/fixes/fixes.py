"""Safe fixes as edits of the source: which of them can stand together, the text they give, and the
unified diff of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, zip_longest
from operator import attrgetter
from typing import NamedTuple

from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span, disjoint
from regcheck.document.model import Document, Role
from regcheck.findings.model import Finding

SAFE = "safe"
SUPPRESSED = "suppressed"
CONTEXT = 3
"""Lines that a diff shows around a change."""
_SHAPE = attrgetter("kind", "role", "address", "target", "label", "attributes")
_SPACE = pattern(r"(\s+)")
_PATTERN = pattern(r"[…()]")
"""What only a pattern of a wording has, with a gap or a choice."""


class Edit(NamedTuple):
    """New words for a stretch of the decoded source, and the rule that asks for them."""

    span: Span
    words: str
    rule: str


def safe_edit(finding: Finding, source: str) -> Edit | None:
    """The edit for a finding with a safe fix, or None where there is none that is safe here.

    Left alone is what is suppressed or translated, and words with markup between them. White space
    and line breaks between the words stay as they are.
    """
    fix = finding.fix
    if fix is None or fix.applicability != SAFE or finding.status == SUPPRESSED:
        return None
    if finding.role == Role.FOREIGN.value or not 0 <= fix.start < fix.end <= len(source):
        return None
    words = _with_same_space(source[fix.start : fix.end], finding.quote, fix.replacement)
    return None if words is None else Edit(Span(fix.start, fix.end), words, finding.rule.id)


def safe_edits(findings: Iterable[Finding], source: str) -> list[Edit]:
    """The safe edits of a document, in text order; of those that overlap only the first."""
    found = (safe_edit(finding, source) for finding in findings)
    return sorted(disjoint(sorted(edit for edit in found if edit is not None)))


def wordings(finding: Finding) -> tuple[str, ...]:
    """What may be written for exactly the words of a finding, the likeliest first; empty where no
    wording is known, or only a pattern of one («når … krever det»). Whoever writes must choose."""
    fix = finding.fix
    whole = fix is not None and (fix.start, fix.end) == (finding.start, finding.end)
    fixed = (fix.replacement,) if fix is not None and whole else ()
    found = dict.fromkeys((*fixed, *finding.suggestion.split(" / ")))
    capital = finding.quote[:1].isupper()
    return tuple(
        words[:1].upper() + words[1:] if capital else words
        for words in found
        if words and not _PATTERN.search(words)
    )


def known_edits(finding: Finding, source: str) -> list[Edit]:
    """The edits that write each known wording in place of a finding's words; none where there is
    markup between them, or the words are not ours to change."""
    if finding.status == SUPPRESSED or finding.role == Role.FOREIGN.value:
        return []
    place = Span(finding.start, finding.end)
    old = place.of(source)
    written = (_with_same_space(old, finding.quote, words) for words in wordings(finding))
    return [Edit(place, words, finding.rule.id) for words in written if words is not None]


def apply_edits(source: str, edits: Sequence[Edit]) -> str:
    """The source with edits that share no code point carried out."""
    pieces: list[str] = []
    at = 0
    for edit in sorted(edits):
        pieces += (source[at : edit.span.start], edit.words)
        at = edit.span.end
    return "".join((*pieces, source[at:]))


def same_structure(before: Document, after: Document) -> bool:
    """Whether two documents have the same provisions: kinds, roles, addresses, targets."""
    return all(
        one is not None
        and other is not None
        and _SHAPE(one) == _SHAPE(other)
        and len(one.children) == len(other.children)
        for one, other in zip_longest(before.root.walk(), after.root.walk())
    )


def _with_same_space(old: str, quote: str, new: str) -> str | None:
    """`new` with the white space of `old`, or None when `old` is not just the words quoted."""
    parts = _SPACE.split(old)
    words = new.split()
    if parts[::2] != quote.split() or not words or new != " ".join(words):
        return None
    gaps = parts[1::2]
    if len(words) == len(parts[::2]):
        return "".join(word + gap for word, gap in zip(words, [*gaps, ""], strict=True))
    return new if all(gap == " " for gap in gaps) else None


def unified_diff(path: str, before: str, after: str) -> str:
    """The diff of two texts with as many lines; empty when they are equal."""
    lines = list(zip(before.split("\n"), after.split("\n"), strict=True))
    near: dict[int, None] = {}
    for at, (old, new) in enumerate(lines):
        if old != new:
            near |= dict.fromkeys(range(max(0, at - CONTEXT), at + CONTEXT + 1))
    count = len(lines) - (not lines[-1][0])
    shown = enumerate(at for at in near if at < count)
    stretches = ([at for _, at in some] for _, some in groupby(shown, lambda one: one[1] - one[0]))
    hunks = "".join(piece for stretch in stretches for piece in _hunk(lines, stretch))
    return f"--- {path}\n+++ {path}\n{hunks}" if near else ""


def _hunk(lines: Sequence[tuple[str, str]], stretch: Sequence[int]) -> Iterator[str]:
    place = f"{stretch[0] + 1}" + (f",{len(stretch)}" if len(stretch) != 1 else "")
    yield f"@@ -{place} +{place} @@\n"
    for same, some in groupby(stretch, lambda at: lines[at][0] == lines[at][1]):
        numbers = list(some)
        for side, sign in enumerate(" " if same else "-+"):
            for at in numbers:
                unended = "\n\\ No newline at end of file" if at == len(lines) - 1 else ""
                yield f"{sign}{lines[at][side]}{unended}\n"
