"""Comments as Word stores them: the part that holds them, and their text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from regcheck.base.texts.catalogue import Texts
from regcheck.findings.model import Finding
from regcheck.readers.office.xml import Element
from regcheck.readers.word.xml import MAIN, P, T, w
from regcheck.reports.finding_text import (
    MARKS,
    address_of,
    all_remarks,
    caveats,
    counted,
    in_short,
    none_found,
    shortened,
    source_text,
)
from regcheck.reports.word.anchors import parsed, written
from regcheck.reports.word.new_file import HEAD, text_run
from regcheck.results.result import DocumentResult, Settings
from regcheck.results.shown import first_of, left_out, severity_of, shown_findings

AUTHOR = "regcheck"
_INITIALS = "rc"


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment with its number, as paragraphs of (text, bold) pieces."""

    number: int
    paragraphs: tuple[tuple[tuple[str, bool], ...], ...]

    @property
    def text(self) -> str:
        """What it says, a line for each paragraph."""
        return "\n".join("".join(text for text, _ in pieces) for pieces in self.paragraphs)

    @property
    def xml(self) -> str:
        """The comment as an element with the prefix `w`."""
        lines = "".join(
            f"<w:p>{''.join(text_run(text, bold=bold) for text, bold in pieces)}</w:p>"
            for pieces in self.paragraphs
        )
        head = f'w:id="{self.number}" w:author="{AUTHOR}" w:initials="{_INITIALS}"'
        return f"<w:comment {head}>{lines}</w:comment>"


def comment_of(finding: Finding, number: int, words: Texts) -> Comment:
    """The comment on a finding: severity and title, the message, the advice, sources, the rule."""
    rule = finding.rule
    word = severity_of(finding).word
    severity = f"{MARKS[word]} {words.table('severities')[word].capitalize()}: "
    paragraphs = [((severity, True), (shortened(rule.title.get(words.locale)), True))]
    lines = [(("", False), (shortened(finding.message), False))]
    for _, label, text in all_remarks(finding, words):
        lines.append(((f"{label}: ", True), (shortened(text), False)))
    if sources := "; ".join(source_text(one, url=False) for one in rule.sources):
        lines.append(((f"{words.sources}: ", True), (shortened(sources), False)))
    lines.append(((f"{address_of(finding, words)} · ", False), (rule.id, False)))
    return Comment(number, (*paragraphs, *lines))


def summary_of(
    result: DocumentResult, settings: Settings, words: Texts, notes: Sequence[str]
) -> Comment | None:
    """The first comment: counts, notes on words, what to look at first, caveats; None if others say
    it all."""
    found = shown_findings(result, settings)
    totals = Counter(severity_of(finding).word for finding in found)
    told = counted(totals, words) or none_found(
        result.not_checked, result.measures.get("words", 0), settings, words
    )
    paragraphs: list[tuple[tuple[str, bool], ...]] = [((f"{words.summary}: {told}", True),)]
    if aside := left_out(result, settings):
        paragraphs.append(((words.count("left_out", aside), False),))
    paragraphs += [((line, False),) for line in (*notes, *caveats(result, words))]
    first = first_of(result, settings)
    if len(paragraphs) == 1 and not first:
        return None
    if first:
        paragraphs.append(((f"{words.first}:", True),))
    for at, finding in enumerate(first, 1):
        paragraphs.append(((f"{at}. ", False), (shortened(in_short(finding, words)), False)))
    return Comment(0, tuple(paragraphs))


def old_comments(root: Element | None) -> tuple[int, Counter[str]]:
    """The first free number, and the texts of our earlier comments, each with its count."""
    free = 0
    said: Counter[str] = Counter()
    for comment in () if root is None else root.named(w("comment")):
        number = comment.get(w("id"))
        if number.isascii() and number.isdecimal() and len(number) < 10:
            free = max(free, int(number) + 1)
        if comment.get(w("author")) == AUTHOR:
            lines = ["".join(t.text for t in p.iter(T)) for p in comment.named(P)]
            said["\n".join(lines)] += 1
    return free, said


def comments_part(data: bytes | None, comments: Sequence[Comment], uri: str = MAIN) -> bytes:
    """A part with the existing comments followed by the new ones. Raises UsageError."""
    body = "".join(one.xml for one in comments)
    made = f'{HEAD}<w:comments xmlns:w="{uri}">{body}</w:comments>'.encode()
    if data is None:
        return made
    root = parsed(data)
    root.extend(parsed(made))
    return written(root)
