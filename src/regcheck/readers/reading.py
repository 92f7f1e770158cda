"""The steps that readers share: decode and check a source of text, draft the tree, assemble."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from unicodedata import is_normalized

from regcheck.base.text.normalise import INVISIBLE
from regcheck.base.text.offsets import OffsetMap
from regcheck.base.text.span import Span
from regcheck.base.texts.message import Message, message
from regcheck.base.values import Record, member
from regcheck.document.assemble import assemble
from regcheck.document.model import Directive, Document, NodeKind, Source
from regcheck.document.places import ParagraphPlace, PartPlaces
from regcheck.readers.blocks import Block, lines_of
from regcheck.readers.drafting import Drafter
from regcheck.readers.encoding import decode
from regcheck.readers.front_matter import build_meta
from regcheck.readers.limits import Limits
from regcheck.readers.memo import MUCH_PROSE_WORDS, draft_stretches, prose_before, stretches
from regcheck.readers.remarks import NOTE_EMPTY, ReadError, read_as

NOTE_MEMO = message("readers.note_memo")
NOTE_PROSE = message("readers.note_prose")
NOTE_NO_ARTICLE = message("readers.note_no_article")
_UNCLEAN = (
    INVISIBLE
    + "\t\v\f\r\x1c\x1d\x1e\x1f\x85\u1680\u2028\u2029\u202f\u205f\u3000"
    + ("".join(map(chr, range(0x2000, 0x200B))))
)
"""White space other than blanks, no-break spaces and line feeds, and what cannot be seen."""


class Prepared(Record):
    """A decoded source; `masked` says that comments in it were blanked out."""

    source: str
    origin: Source
    limits: Limits
    notes: tuple[Message, ...]
    fields: dict[str, str] = member(default_factory=dict)
    directives: tuple[Directive, ...] = ()
    masked: bool = False


def prepare(data: bytes, path: str, form: str, limits: Limits) -> Prepared:
    """Decode a source of text; an encoding other than UTF-8 is noted. Raises ReadError."""
    source, encoding = decode(data, path)
    if len(source) > limits.max_line:
        long = max(max(map(len, lines)) for lines in lines_of(source))
        if long > limits.max_line:
            detail = message("readers.long_line", size=long, most=limits.max_line)
            raise ReadError("size", detail, message("readers.break_lines"))
    notes = read_as(encoding)
    if not source.strip():
        notes += (NOTE_EMPTY,)
    return Prepared(source, Source.of(data, path, form), limits, notes)


def finish(prepared: Prepared, blocks: Iterable[Block], *, levels: bool) -> Document:
    """Draft the tree from the blocks and assemble the document."""
    drafter = Drafter(
        prepared.limits,
        levels=levels,
        clean=not prepared.masked
        and is_normalized("NFC", prepared.source)
        and not any(char in prepared.source for char in _UNCLEAN),
    )
    drafter.changes.take_title(prepared.fields.get("tittel", ""))
    drafter.take(blocks)
    root = drafter.finish()
    text, offsets = drafter.leaves.builder.build()
    return assemble(
        root,
        text,
        offsets,
        meta=build_meta(prepared.fields, drafter.title, drafter.changes.amended),
        source=prepared.origin,
        source_text=prepared.source,
        directives=prepared.directives,
        notes=prepared.notes,
    )


def assemble_parts(
    blocks: Sequence[Block],
    source: Source,
    limits: Limits,
    paragraphs: Sequence[ParagraphPlace],
    notes: Iterable[Message] = (),
    *,
    levels: bool = True,
    insertions: Iterable[Span] | None = None,
) -> Document:
    """The document of a file made of parts; offsets are those of its own text, and `paragraphs`
    number the characters of the parts."""
    parts = stretches(blocks)
    drafter = Drafter(limits, levels=levels)
    draft_stretches(drafter, parts)
    root = drafter.finish()
    text, offsets = drafter.leaves.builder.build()
    noted = [] if text else [NOTE_EMPTY]
    noted += notes
    if len(parts) > 1:
        noted.append(NOTE_MEMO)
    elif prose_before(blocks) >= MUCH_PROSE_WORDS:
        noted.append(NOTE_PROSE)
    document = assemble(
        root,
        text,
        OffsetMap.identity(len(text)),
        meta=build_meta({}, drafter.title, drafter.changes.amended),
        source=source,
        source_text=text,
        places=PartPlaces(
            offsets, tuple(paragraphs), None if insertions is None else _merged(insertions)
        ),
    )
    kinds = {node.kind for node in document.root.walk()}
    if text and not kinds & {NodeKind.ARTICLE, NodeKind.CHANGE}:
        noted.append(NOTE_NO_ARTICLE)
    return replace(document, notes=tuple(noted))


def _merged(stretches: Iterable[Span]) -> tuple[Span, ...]:
    found: list[Span] = []
    for one in sorted(stretches):
        if found and one.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, one.end))
        else:
            found.append(one)
    return tuple(found)
