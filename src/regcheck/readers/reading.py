"""The steps that readers of running text share: decode, check the size, draft, assemble."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from unicodedata import is_normalized

from regcheck.document.assemble import assemble
from regcheck.document.model import Directive, Document, Source, Unreadable
from regcheck.readers.blocks import Block
from regcheck.readers.drafting import Drafter
from regcheck.readers.encoding import decode
from regcheck.readers.front_matter import build_meta
from regcheck.readers.limits import Limits
from regcheck.text.normalise import INVISIBLE

_UNCLEAN = (
    INVISIBLE
    + "\t\v\f\r\x1c\x1d\x1e\x1f\x85\u1680\u2028\u2029\u202f\u205f\u3000"
    + ("".join(map(chr, range(0x2000, 0x200B))))
)
"""White space other than blanks, no-break spaces and line feeds, and what cannot be seen."""


@dataclass(slots=True)
class Prepared:
    """A decoded source and what is known before its blocks are read. `masked` says that comments
    in the text to be read were blanked out."""

    path: str
    source: str
    digest: str
    limits: Limits
    notes: list[str]
    fields: dict[str, str] = field(default_factory=dict)
    directives: tuple[Directive, ...] = ()
    masked: bool = False


def prepare(data: bytes, path: str, limits: Limits) -> Prepared | Unreadable:
    """Decode a file after its size was checked; the encoding is noted where it is no UTF-8."""
    if len(data) > limits.max_file_bytes:
        detail = f"{len(data)} bytes; the limit is {limits.max_file_bytes}"
        return Unreadable(path, "size", detail, "split the file or raise the limit")
    decoded = decode(data, path)
    if isinstance(decoded, Unreadable):
        return decoded
    source, encoding = decoded
    if len(source) > limits.max_line:
        long = max(map(len, source.split("\n")))
        if long > limits.max_line:
            detail = f"a line of {long} characters; the limit is {limits.max_line}"
            return Unreadable(path, "size", detail, "break the text into lines")
    notes = [] if encoding == "utf-8" else [f"read as {encoding}"]
    if not source.strip():
        notes.append("empty")
    return Prepared(path, source, sha256(data).hexdigest(), limits, notes)


def finish(prepared: Prepared, blocks: Iterable[Block], form: str, *, levels: bool) -> Document:
    """Draft the tree from the blocks and assemble the document."""
    drafter = Drafter(
        levels=levels,
        join_lines=not levels,
        clean=not prepared.masked and _is_clean(prepared.source),
        max_depth=min(prepared.limits.max_depth, 40),
    )
    if "tittel" in prepared.fields:
        drafter.changes.take_title(prepared.fields["tittel"])
    drafter.take(blocks)
    root = drafter.finish()
    text, offsets = drafter.leaves.builder.build()
    return assemble(
        root,
        text,
        offsets,
        meta=build_meta(prepared.fields, drafter.title, drafter.changes.amended),
        source=Source(prepared.path, form, prepared.digest),
        source_text=prepared.source,
        directives=prepared.directives,
        notes=tuple(prepared.notes),
    )


def _is_clean(source: str) -> bool:
    """Whether the source needs no normalising but that of blanks, no-break spaces and line
    feeds."""
    return is_normalized("NFC", source) and not any(char in source for char in _UNCLEAN)
