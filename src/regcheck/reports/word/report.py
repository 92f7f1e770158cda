"""A copy with comments of a Word file, otherwise a new file of the provisions with comments."""

from __future__ import annotations

import io
from collections.abc import Sequence

from regcheck.base.errors import UsageError
from regcheck.base.texts.catalogue import Texts
from regcheck.document.blocks import Block
from regcheck.document.model import NodeKind
from regcheck.law.address import Address, StepKind
from regcheck.law.address_text import long
from regcheck.readers.office.package import PackageError
from regcheck.reports.finding_text import word_notes
from regcheck.reports.html.outline import MarkedText, NumberedFinding, by_block, cut, names_itself
from regcheck.reports.report import FileReport
from regcheck.reports.word.comments import Comment, comment_of, comments_part, summary_of
from regcheck.reports.word.new_file import paragraph, run, word_parts, write_word_file
from regcheck.results.result import DocumentResult
from regcheck.results.shown import shown_findings

_HEADINGS = {
    NodeKind.DOCUMENT: "Title",
    NodeKind.PART: "Heading1",
    NodeKind.CHAPTER: "Heading1",
    NodeKind.ANNEX: "Heading1",
    NodeKind.ARTICLE: "Heading2",
}
_TAB = "<w:r><w:tab/></w:r>"
_INDENT = 425


class WordReport(FileReport):
    """Comments on one document."""

    def made_of(self, result: DocumentResult) -> bytes:
        """The copy, or the new file."""
        from regcheck.reports.word.commented import commented

        words = self.locales.of_result(result)
        notes = word_notes(self.by_rule, self.word_rules, words)
        summary = summary_of(result, self.settings, words, notes)
        found = shown_findings(result, self.settings)
        start = 1 if summary else 0
        comments = [comment_of(one, number, words) for number, one in enumerate(found, start)]
        if result.original is None:
            numbered = [NumberedFinding.of(number, one) for number, one in enumerate(found, start)]
            pairs = list(zip(numbered, comments, strict=True))
            return _fresh_file(result.blocks, summary, pairs, words, result.meta.language)
        places = dict(result.original.places)
        wanted = [(summary, result.original.beginning)] if summary else []
        wanted += [(c, places.get(f.span, ())) for f, c in zip(found, comments, strict=True)]
        try:
            return commented(result.original.data, wanted)[0]
        except PackageError as fault:
            raise UsageError(f"{result.path}: {fault.detail}") from None


def _fresh_file(
    blocks: Sequence[Block],
    summary: Comment | None,
    found: Sequence[tuple[NumberedFinding, Comment]],
    words: Texts,
    language: str,
) -> bytes:
    """The file, the summary on its first paragraph, comments without a place at its end."""
    comments = {one.number: comment for one, comment in found}
    held, outside = by_block(blocks, [one for one, _ in found])
    lasts = {one.number: at for at, over in enumerate(held) for one in over}
    begun: set[int] = set()
    body: list[str] = []
    for at, (block, over) in enumerate(zip(blocks, held, strict=True)):
        pieces = tuple(cut(block.text, block.start, over, begun))
        ending = {number for number, last in lasts.items() if last == at}
        content, look = _paragraph(block, pieces, comments, ending, words)
        if summary and not at:
            content = f"{_begin(summary)}{content}{_end(summary)}"
        body.append(paragraph(content, look))
    for one in outside:
        text = one.finding.excerpt or one.finding.quote
        placed = NumberedFinding(one.number, one.finding, 0, max(len(text), 1))
        pieces = tuple(cut(text or "…", 0, [placed], set()))
        body.append(paragraph(_runs(pieces, comments, {one.number})))
    out = io.BytesIO()
    part = comments_part(None, [*([summary] if summary else []), *comments.values()]).decode()
    write_word_file(out, word_parts(body, language, ("comments", "comments", part)))
    return out.getvalue()


def _paragraph(
    block: Block,
    pieces: Sequence[MarkedText],
    comments: dict[int, Comment],
    ending: set[int],
    words: Texts,
) -> tuple[str, str]:
    """A block as what a paragraph consists of, and the paragraph's properties."""
    look, front = "", ""
    if block.heading:
        look = f'<w:pStyle w:val="{_HEADINGS.get(block.unit, "Heading2")}"/>'
        front = run(_label(block, words))
    elif block.depth:
        left = _INDENT * block.depth
        look = f'<w:ind w:left="{left}" w:hanging="{_INDENT}"/>'
    if block.marker and not block.heading:
        front = run(block.marker) + _TAB if block.depth else run(f"{block.marker} ")
    return front + _runs(pieces, comments, ending), look


def _begin(comment: Comment) -> str:
    return f'<w:commentRangeStart w:id="{comment.number}"/>'


def _end(comment: Comment) -> str:
    return (
        f'<w:commentRangeEnd w:id="{comment.number}"/>'
        f'<w:r><w:commentReference w:id="{comment.number}"/></w:r>'
    )


def _label(block: Block, words: Texts) -> str:
    """The number in front of a heading: «§ 2. » or «Kapittel 3. »."""
    steps = block.address.steps
    if block.unit not in _HEADINGS or block.unit is NodeKind.DOCUMENT or not steps:
        return ""
    if steps[-1].kind is StepKind.HEADING:
        steps = steps[:-1]
    name = long(Address(steps[-1:]), words.locale)
    if names_itself(block.text, name, steps[-1].label):
        return ""
    return f"{name[:1].upper()}{name[1:]}. "


def _runs(pieces: Sequence[MarkedText], comments: dict[int, Comment], ending: set[int]) -> str:
    """Runs with the marks of comments; a finding over several blocks is closed in the last one."""
    last = {one.number: at for at, piece in enumerate(pieces) for one in piece.over}
    made = []
    for at, piece in enumerate(pieces):
        for one in piece.first:
            made.append(_begin(comments[one.number]))
        made.append(run(piece.text))
        for one in piece.over:
            if last[one.number] == at and one.number in ending:
                made.append(_end(comments[one.number]))
    return "".join(made)
