"""OpenDocument texts (`.odt`, `.ott`) → `Document`, by the same blocks and grammar as Word."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from regcheck.document.assemble import assemble
from regcheck.document.model import Document, Source, Unreadable
from regcheck.document.places import Places
from regcheck.readers.drafting import Drafter
from regcheck.readers.front_matter import build_meta
from regcheck.readers.limits import DEFAULT, Limits
from regcheck.readers.memo import NOTE_MEMO, draft_stretches, noted, stretches
from regcheck.readers.odt.blocks import OdtBody
from regcheck.readers.odt.styles import OdtStyles
from regcheck.readers.odt.xml import office
from regcheck.readers.office.package import UNLOCK, Package, PackageError
from regcheck.readers.word.paragraphs import merged
from regcheck.text.offsets import OffsetMap

if TYPE_CHECKING:
    from lxml.etree import _Element

CONTENT = "content.xml"


def read_odt(
    data: bytes, path: str, limits: Limits = DEFAULT, tracked_changes: str = "accepted"
) -> Document | Unreadable:
    """Read an OpenDocument text; `tracked_changes` is as for Word files. Gives an `Unreadable` for
    what is no such file, is locked, broken or goes over a limit."""
    try:
        return _read(data, path, limits, tracked_changes)
    except PackageError as fault:
        return fault.unreadable(path)


def _read(data: bytes, path: str, limits: Limits, tracked_changes: str) -> Document:
    package = Package(data, path, limits)
    manifest = package.read("META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest or "encrypted-package" in package:
        raise PackageError("encrypted", "the file is locked with a password", UNLOCK)
    content = package.parse(CONTENT)
    styles = OdtStyles(content, package.parse("styles.xml"))
    body = OdtBody(CONTENT, _text_of(content), styles, tracked_changes)
    body.read()
    parts = stretches(body.stream.blocks)
    drafter = Drafter(levels=True, max_depth=min(limits.max_depth, 40))
    draft_stretches(drafter, parts)
    root = drafter.finish()
    text, offsets = drafter.leaves.builder.build()
    inserted = merged(body.inserted) if tracked_changes == "inserted" else None
    notes = [] if text else ["empty"]
    if len(parts) > 1:
        notes.append(NOTE_MEMO)
    return noted(
        assemble(
            root,
            text,
            OffsetMap.identity(len(text)),
            meta=build_meta({}, drafter.title, drafter.changes.amended),
            source=Source(path, "odt", sha256(data).hexdigest()),
            source_text=text,
            notes=tuple(notes),
            places=Places(offsets, tuple(body.ledger), inserted),
        )
    )


def _text_of(content: _Element | None) -> _Element:
    """The body of the text. Raises PackageError when there is none."""
    body = None if content is None else content.find(office("body"))
    found = None if body is None else body.find(office("text"))
    if found is None:
        detail = "the package holds no OpenDocument text"
        raise PackageError("format", detail, "give a text document (.odt or .docx)")
    return found
