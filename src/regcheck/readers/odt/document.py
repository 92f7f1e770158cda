"""OpenDocument texts (`.odt`, `.ott`) → `Document`, by the same blocks and grammar as Word."""

from __future__ import annotations

from regcheck.base.texts.message import message
from regcheck.document.model import Document, Source
from regcheck.readers.limits import DEFAULT, Limits
from regcheck.readers.odt.blocks import OdtBody
from regcheck.readers.odt.xml import OdtStyles, office
from regcheck.readers.office.package import UNLOCK, Package, PackageError
from regcheck.readers.reading import assemble_parts
from regcheck.readers.remarks import reader

CONTENT = "content.xml"


@reader
def read_odt(
    data: bytes, path: str, limits: Limits = DEFAULT, tracked_changes: str = "accepted"
) -> Document:
    """Read an OpenDocument text, with tracked changes as in a Word file."""
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
    body.read(text)
    return assemble_parts(
        body.blocks,
        Source.of(data, path, "odt"),
        limits,
        body.ledger.paragraphs,
        insertions=body.inserted if tracked_changes == "inserted" else None,
    )
