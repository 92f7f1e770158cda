"""OpenDocument texts (`.odt`, `.ott`) → `Document`, by the same blocks and grammar as Word."""

from __future__ import annotations

from hashlib import sha256

from regcheck.base.texts.message import message
from regcheck.document.model import Document, Source, Unreadable
from regcheck.readers.limits import DEFAULT, Limits
from regcheck.readers.odt.blocks import OdtBody
from regcheck.readers.odt.xml import OdtStyles, office
from regcheck.readers.office.package import UNLOCK, Package, PackageError
from regcheck.readers.reading import assemble_parts

CONTENT = "content.xml"


def read_odt(
    data: bytes, path: str, limits: Limits = DEFAULT, tracked_changes: str = "accepted"
) -> Document | Unreadable:
    """Read an OpenDocument text, as a Word file; an `Unreadable` for anything else."""
    try:
        return _read(data, path, limits, tracked_changes)
    except PackageError as fault:
        return fault.unreadable(path)


def _read(data: bytes, path: str, limits: Limits, tracked_changes: str) -> Document:
    package = Package(data, path, limits)
    manifest = package.read("META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest or "encrypted-package" in package:
        raise PackageError("encrypted", message("readers.locked"), UNLOCK)
    content = package.parse(CONTENT)
    styles = OdtStyles(content, package.parse("styles.xml"))
    text = None if content is None else content.find(office("body"), office("text"))
    if text is None:
        raise PackageError("format", message("readers.no_odt"), message("readers.give_odt"))
    body = OdtBody(CONTENT, text, styles, tracked_changes)
    body.read()
    return assemble_parts(
        body.stream.blocks,
        Source(path, "odt", sha256(data).hexdigest()),
        limits,
        body.ledger.paragraphs,
        insertions=body.inserted if tracked_changes == "inserted" else None,
    )
