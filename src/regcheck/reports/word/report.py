"""A copy with comments of a Word file, otherwise a new file of the provisions with comments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from regcheck.base.errors import UsageError
from regcheck.base.text.printable import printable
from regcheck.base.texts.catalogue import Texts
from regcheck.document.blocks import Block
from regcheck.document.model import NodeKind
from regcheck.document.places import PartRange
from regcheck.findings.model import Finding
from regcheck.law.address import StepKind
from regcheck.readers.office.package import PackageError
from regcheck.readers.office.xml import parse_tree
from regcheck.reports.finding_text import word_notes
from regcheck.reports.html.outline import NumberedFinding, by_block, names_itself, unit_name
from regcheck.reports.report import FileReport
from regcheck.reports.word.anchors import Anchors
from regcheck.reports.word.comments import (
    Comment,
    WordCopy,
    comment_of,
    comments_part,
    summary_of,
)
from regcheck.reports.word.new_file import DOCUMENT, open_word_file, paragraph, run, word_parts
from regcheck.results.result import DocumentResult, Settings
from regcheck.results.shown import TRANSLATED, grouped, is_open, rank, shown_findings

_HEADINGS = {
    NodeKind.DOCUMENT: "Title",
    NodeKind.PART: "Heading1",
    NodeKind.CHAPTER: "Heading1",
    NodeKind.ANNEX: "Heading1",
    NodeKind.ARTICLE: "Heading2",
}
_COMMENTS = 20
"""Findings that get comments of their own where nobody asked for another number."""
_TAB = "<w:r><w:tab/></w:r>"
_INDENT = 425


class WordReport(FileReport):
    """Comments on one document."""

    def made_of(self, result: DocumentResult) -> bytes:
        """The copy, or the new file."""
        words = self.locales.of_result(result)
        settings = self.settings
        if settings.most is None:
            settings = replace(settings, most=_COMMENTS)
        original = result.original
        if original is None:
            summary, comments, groups = self._comments(result, settings, words)
            start = 1 if summary else 0
            numbered = [NumberedFinding.of(at, same[0]) for at, same in enumerate(groups, start)]
            texts = [*([summary] if summary else []), *comments]
            return _fresh_file(result.blocks, numbered, texts, words, result.meta.language)
        places = dict(original.places)
        try:
            copy = WordCopy(original.data)
            if settings.redline:
                left = tuple(
                    one
                    for one in result.findings
                    if not ((new := _new_words(one)) and copy.change(places.get(one.span, ()), new))
                )
                result = replace(result, findings=left)
            summary, comments, groups = self._comments(result, settings, words)
            if summary:
                copy.comment(summary, original.beginning)
            for same, comment in zip(groups, comments, strict=True):
                runs = (found for one in same for found in [places.get(one.span)] if found)
                asked = comment_of(list(map(_as_asked, same)), 0, words).text
                copy.comment(comment, next(runs, original.beginning), asked)
            return copy.result()
        except PackageError as fault:
            raise UsageError(f"{result.path}: {fault.detail}") from None

    def _comments(
        self, result: DocumentResult, settings: Settings, words: Texts
    ) -> tuple[Comment | None, list[Comment], list[list[Finding]]]:
        """The first comment, if there is one, and those on findings that are told together."""
        notes = word_notes(self.by_rule, self.word_rules, words)
        groups = grouped(shown_findings(result, replace(settings, most=None)))
        ranked = sorted(range(len(groups)), key=lambda at: min(map(rank, groups[at])))
        others = [groups[at] for at in ranked[settings.most :]]
        groups = [groups[at] for at in sorted(ranked[: settings.most])]
        summary = summary_of(result, settings, words, notes, others)
        start = 1 if summary else 0
        return summary, [comment_of(g, at, words) for at, g in enumerate(groups, start)], groups


def _as_asked(finding: Finding) -> Finding:
    """The finding as it was before somebody answered what is only shown."""
    answered = finding.answered
    aside = answered is not None and answered.kind in ("said", "seen") and not answered.before
    return finding._replace(answered=None, justification="") if aside else finding


def _new_words(finding: Finding) -> str:
    """The wording that a rule has for exactly the words of an open finding, or empty."""
    fix = finding.fix
    if fix is None or fix.applicability == "display" or finding.role == TRANSLATED:
        return ""
    whole = (fix.start, fix.end) == (finding.start, finding.end)
    return fix.replacement if whole and is_open(finding) else ""


def _fresh_file(
    blocks: Sequence[Block],
    found: Sequence[NumberedFinding],
    comments: Sequence[Comment],
    words: Texts,
    language: str,
) -> bytes:
    """A file of the blocks; comments on findings without a place stand at its end, on their words,
    and that on no finding, if there is one, is on the first paragraph with text."""
    held, outside = by_block(blocks, found)
    body: list[str] = []
    places: dict[int, list[PartRange]] = defaultdict(list)
    for block, over in zip(blocks, held, strict=True):
        front, look = _front(block, words)
        begin = sum(1 if text == "\t" else len(printable(text)) for text in front)
        end = begin + len(printable(block.text))
        if len(comments) > len(found) and not places[0] and end:
            places[0].append(PartRange(DOCUMENT, len(body), 0, end))
        for one in over:
            low, high = (
                begin + len(printable(block.text[: max(at - block.start, 0)]))
                for at in (one.start, one.end)
            )
            places[one.number].append(PartRange(DOCUMENT, len(body), low, high))
        runs = (_TAB if text == "\t" else run(text) for text in (*front, block.text))
        body.append(paragraph("".join(runs), look))
    for one in outside:
        text = one.finding.excerpt or one.finding.quote or "…"
        places[one.number].append(PartRange(DOCUMENT, len(body), 0, len(printable(text))))
        body.append(paragraph(run(text)))
    part = comments_part(None, comments).decode()
    parts = word_parts(body, language, ("comments", "comments", part))
    document = "".join(parts[DOCUMENT]).encode("utf-8", "backslashreplace")
    anchors = Anchors(document, parse_tree(document))
    widths = {o.number: (o.end - o.start, -o.finding.severity, o.number) for o in found}
    for number in sorted(places, key=lambda number: widths.get(number, ())):
        anchors.mark(places[number], number)
    with open_word_file({**parts, DOCUMENT: [anchors.result().decode()]}) as made:
        return made.read()


def _front(block: Block, words: Texts) -> tuple[list[str], str]:
    """What stands before the text of a block, and the properties of its paragraph."""
    if block.heading:
        style = _HEADINGS.get(block.unit, "Heading2")
        return [_label(block, words)], f'<w:pStyle w:val="{style}"/>'
    if block.depth:
        look = f'<w:ind w:left="{_INDENT * block.depth}" w:hanging="{_INDENT}"/>'
        return [block.marker, "\t"] if block.marker else [], look
    return [f"{block.marker} "] if block.marker else [], ""


def _label(block: Block, words: Texts) -> str:
    """The number in front of a heading: «§ 2. » or «Kapittel 3. »."""
    steps = block.address.steps
    if block.unit not in _HEADINGS or block.unit is NodeKind.DOCUMENT or not steps:
        return ""
    if steps[-1].kind is StepKind.HEADING:
        steps = steps[:-1]
    name = unit_name(steps[-1:], words)
    return "" if names_itself(block.text, name, steps[-1].label) else f"{name}. "
