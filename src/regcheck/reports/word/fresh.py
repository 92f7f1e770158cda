"""A Word file made of a document's provisions, with a comment for each finding: for text that did
not come from Word."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from regcheck.document.blocks import Block
from regcheck.document.model import NodeKind
from regcheck.law.address import Address, StepKind
from regcheck.law.address_text import long
from regcheck.readers.word.xml import MAIN
from regcheck.reports.html.marking import Numbered, Piece, by_block, cut
from regcheck.reports.html.outline import names_itself
from regcheck.reports.word.comments import Comment, comments_part
from regcheck.reports.word.package import CONTENT_TYPES, fresh_entry, with_type
from regcheck.reports.word.parts import (
    HEAD,
    ROOT_RELATIONS,
    relations_part,
    run,
    styles_part,
    types_part,
)
from regcheck.texts.catalogue import Texts

_TYPES = types_part({"document": "document.main", "styles": "styles"})
_RELATIONS = relations_part({"styles.xml": "styles", "comments.xml": "comments"})
_PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" w:right="1418" '
    'w:bottom="1418" w:left="1418" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>'
)
_HEADINGS = {
    NodeKind.DOCUMENT: "Title",
    NodeKind.PART: "Heading1",
    NodeKind.CHAPTER: "Heading1",
    NodeKind.ANNEX: "Heading1",
    NodeKind.ARTICLE: "Heading2",
}
_TAB = "<w:r><w:tab/></w:r>"
_INDENT = 425


def fresh_file(
    blocks: Sequence[Block],
    found: Sequence[tuple[Numbered, Comment]],
    words: Texts,
    language: str,
) -> bytes:
    """The file. The comments that have no place in the text are put at its end."""
    comments = {one.number: comment for one, comment in found}
    held, outside = by_block(blocks, [one for one, _ in found])
    lasts = {one.number: at for at, over in enumerate(held) for one in over}
    begun: set[int] = set()
    body = []
    for at, (block, over) in enumerate(zip(blocks, held, strict=True)):
        pieces = tuple(cut(block.text, block.start, over, begun))
        ending = {number for number, last in lasts.items() if last == at}
        body.append(_paragraph(block, pieces, comments, ending, words))
    for one in outside:
        text = one.finding.excerpt or one.finding.quote
        placed = Numbered(one.number, one.finding, 0, max(len(text), 1))
        pieces = tuple(cut(text or "…", 0, [placed], set()))
        body.append(f"<w:p>{_runs(pieces, comments, {one.number})}</w:p>")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package_of(package, "".join(body), list(comments.values()), language)
    return out.getvalue()


def package_of(
    package: zipfile.ZipFile, body: str, comments: Sequence[Comment], language: str
) -> None:
    """Write the parts of a Word file with that body, in XML, into an empty package."""
    whole = f"<w:body>{body}{_PAGE}</w:body>"
    document = f'{HEAD}<w:document xmlns:w="{MAIN}">{whole}</w:document>'
    parts = {
        CONTENT_TYPES: with_type(_TYPES.encode(), "word/comments.xml"),
        "_rels/.rels": ROOT_RELATIONS.encode(),
        "word/document.xml": document.encode("utf-8", "backslashreplace"),
        "word/_rels/document.xml.rels": _RELATIONS.encode(),
        "word/styles.xml": styles_part(language).encode(),
        "word/comments.xml": comments_part(None, comments),
    }
    for name, data in parts.items():
        package.writestr(fresh_entry(name), data)


def _paragraph(
    block: Block,
    pieces: Sequence[Piece],
    comments: dict[int, Comment],
    ending: set[int],
    words: Texts,
) -> str:
    look, front = "", ""
    if block.heading:
        look = f'<w:pStyle w:val="{_HEADINGS.get(block.unit, "Heading2")}"/>'
        front = run(_label(block, words))
    elif block.depth:
        left = _INDENT * block.depth
        look = f'<w:ind w:left="{left}" w:hanging="{_INDENT}"/>'
    if block.marker and not block.heading:
        front = run(block.marker) + _TAB if block.depth else run(f"{block.marker} ")
    properties = f"<w:pPr>{look}</w:pPr>" if look else ""
    return f"<w:p>{properties}{front}{_runs(pieces, comments, ending)}</w:p>"


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


def _runs(pieces: Sequence[Piece], comments: dict[int, Comment], ending: set[int]) -> str:
    """Runs with the marks of comments; of a finding over several blocks the last one ends it."""
    last = {one.number: at for at, piece in enumerate(pieces) for one in piece.over}
    made = []
    for at, piece in enumerate(pieces):
        for one in piece.first:
            made.append(f'<w:commentRangeStart w:id="{comments[one.number].number}"/>')
        made.append(run(piece.text))
        for one in piece.over:
            if last[one.number] == at and one.number in ending:
                number = comments[one.number].number
                made.append(f'<w:commentRangeEnd w:id="{number}"/>')
                made.append(f'<w:r><w:commentReference w:id="{number}"/></w:r>')
    return "".join(made)
