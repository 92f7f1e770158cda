"""A copy with comments of a Word file, otherwise a new file of the provisions with comments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from regcheck.base.errors import UsageError
from regcheck.base.text.printable import printable
from regcheck.base.text.span import Span
from regcheck.base.texts.catalogue import Texts
from regcheck.document.blocks import Block
from regcheck.document.model import NodeKind
from regcheck.document.places import PartRange
from regcheck.findings.model import Finding
from regcheck.law.address import StepKind
from regcheck.readers.office.package import PackageError
from regcheck.reports.finding_text import word_notes
from regcheck.reports.html.outline import NumberedFinding, by_block, names_itself, unit_name
from regcheck.reports.report import FileReport
from regcheck.reports.word.comments import WordCopy, comment_of, summary_of
from regcheck.reports.word.new_file import DOCUMENT, open_word_file, paragraph, run, word_parts
from regcheck.results.result import DocumentResult, Original, Settings
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
        original = result.original if result.format == "docx" else None
        if original is None:
            found = shown_findings(result, replace(settings, most=None))
            original = _new_file(result, found, words)
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
            groups, others = _split(result, settings)
            notes = word_notes(self.by_rule, self.word_rules, words)
            if summary := summary_of(result, settings, words, notes, others):
                copy.comment(summary, original.beginning)
            for same in groups:
                runs = (found for one in same for found in [places.get(one.span)] if found)
                copy.comment(comment_of(same, words), next(runs, original.beginning))
            return copy.result()
        except PackageError as fault:
            raise UsageError(f"{result.path}: {fault.detail}") from None


def _split(
    result: DocumentResult, settings: Settings
) -> tuple[list[list[Finding]], list[list[Finding]]]:
    """What is told together, in the order asked for, and what there is no room for."""
    groups = grouped(shown_findings(result, replace(settings, most=None)))
    ranked = sorted(range(len(groups)), key=lambda at: min(map(rank, groups[at])))
    chosen = sorted(ranked[: settings.most])
    return [groups[at] for at in chosen], [groups[at] for at in ranked[settings.most :]]


def _new_words(finding: Finding) -> str:
    """The wording that a rule has for exactly the words of an open finding, or empty."""
    fix = finding.fix
    if fix is None or fix.applicability == "display" or finding.role == TRANSLATED:
        return ""
    whole = (fix.start, fix.end) == (finding.start, finding.end)
    return fix.replacement if whole and is_open(finding) else ""


def _new_file(result: DocumentResult, found: Sequence[Finding], words: Texts) -> Original:
    """A file of the blocks; what is found outside them stands at its end, as its words."""
    numbered = [NumberedFinding.of(number, one) for number, one in enumerate(found)]
    held, outside = by_block(result.blocks, numbered)
    body: list[str] = []
    places: dict[Span, list[PartRange]] = defaultdict(list)
    beginning: tuple[PartRange, ...] = ()
    for block, over in zip(result.blocks, held, strict=True):
        front, look = _front(block, words)
        begin = sum(1 if text == "\t" else len(printable(text)) for text in front)
        end = begin + len(printable(block.text))
        if end and not beginning:
            beginning = (PartRange(DOCUMENT, len(body), 0, end),)
        for one in over:
            low, high = (
                begin + len(printable(block.text[: max(at - block.start, 0)]))
                for at in (one.start, one.end)
            )
            places[one.finding.span].append(PartRange(DOCUMENT, len(body), low, high))
        runs = (_TAB if text == "\t" else run(text) for text in (*front, block.text))
        body.append(paragraph("".join(runs), look))
    for one in outside:
        text = one.finding.excerpt or one.finding.quote or "…"
        places[one.finding.span].append(PartRange(DOCUMENT, len(body), 0, len(printable(text))))
        body.append(paragraph(run(text)))
    with open_word_file(word_parts(body, result.meta.language)) as made:
        return Original(made.read(), tuple((at, tuple(of)) for at, of in places.items()), beginning)


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
