"""Carrying out safe fixes in the bytes of a document, and putting them in the place of a file.

Encoding, byte-order mark and line ends stay as they are, and so does every byte no fix is about.
What is written reads as the same provisions as before.
"""

from __future__ import annotations

import codecs
import contextlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from regcheck.base.errors import RegcheckError, UsageError, system_reason
from regcheck.base.files.outputs import refuse_git
from regcheck.base.files.whole import replacing
from regcheck.base.texts.message import message
from regcheck.document.model import Document, Unreadable
from regcheck.findings.fixes.fixes import Edit, apply_edits, safe_edits, same_structure
from regcheck.findings.model import Finding
from regcheck.readers.limits import Limits
from regcheck.readers.registry import read_document

TEXT_FORMATS = frozenset({"markdown", "text"})
XML = "xml"
_OURS_ALONE = 0o600
_ENCODINGS = (
    (b"", "utf-8"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"", "cp1252"),
    (b"", "iso-8859-1"),
    (b"", "utf-16-le"),
    (b"", "utf-16-be"),
)
_ONE_BY_ONE = 50
"""So many edits are tried one by one when all together would change the structure."""


class NotFixedError(RegcheckError):
    """A document whose fixes cannot be carried out, and why."""


@dataclass(frozen=True, slots=True)
class FixedDocument:
    """A document's bytes and text before and after; `edits` are in the text before."""

    before: str
    after: str
    data: bytes
    edits: tuple[Edit, ...]


def fix_document(
    data: bytes, path: str, format: str, findings: Iterable[Finding], limits: Limits
) -> FixedDocument | None:
    """The document with its safe fixes carried out, or None when there are none to carry out.

    Raises NotFixedError when they would change the structure or cannot be written in the
    document's own encoding.
    """
    document = read_document(data, path, format, limits)
    if isinstance(document, Unreadable):
        return None
    edits = safe_edits(findings, document.source_text)
    if document.source.format == XML:
        edits = [edit for edit in edits if not set(edit.words) & set("<>&")]
    if not edits:
        return None
    mark, encoding = _encoding(data, document.source_text)

    def carried_out(chosen: Sequence[Edit]) -> FixedDocument | None:
        after = apply_edits(document.source_text, chosen)
        try:
            changed = mark + after.encode(encoding)
        except UnicodeEncodeError:
            return None
        again = read_document(changed, path, format, limits)
        same = isinstance(again, Document) and same_structure(document, again)
        return FixedDocument(document.source_text, after, changed, tuple(chosen)) if same else None

    fixed = carried_out(edits)
    if fixed is None and len(edits) <= _ONE_BY_ONE:
        fixed = carried_out([edit for edit in edits if carried_out([edit])])
    if fixed is None or not fixed.edits:
        raise NotFixedError(message("fixes.other_structure"))
    return fixed


def replace_file(location: str, digest: str, data: bytes) -> None:
    """Put new bytes in the place of a file, all or nothing, with its permissions; a link stays,
    and the file that it leads to is replaced.

    Raises NotFixedError when the file is no longer the one with that SHA-256, when it may not be
    written, or when writing fails.
    """
    target = Path(os.path.realpath(location))
    try:
        refuse_git(target, location)
    except UsageError as fault:
        raise NotFixedError(fault.message) from fault
    try:
        state = target.stat()
        if not os.access(target, os.W_OK):
            raise NotFixedError(message("fixes.write_protected"))
        if sha256(target.read_bytes()).hexdigest() != digest:
            raise NotFixedError(message("fixes.changed_meanwhile"))
        with replacing(target, mode=_OURS_ALONE) as fresh:
            fresh.write_bytes(data)
            if hasattr(os, "chown"):
                with contextlib.suppress(OSError):
                    os.chown(fresh, state.st_uid, state.st_gid)
            fresh.chmod(state.st_mode & 0o7777)
    except OSError as fault:
        raise NotFixedError(system_reason(fault)) from fault


def _encoding(data: bytes, text: str) -> tuple[bytes, str]:
    """The byte-order mark and the encoding that give exactly these bytes. Raises NotFixedError."""
    for mark, encoding in _ENCODINGS:
        if data.startswith(mark):
            with contextlib.suppress(UnicodeEncodeError):
                if mark + text.encode(encoding) == data:
                    return mark, encoding
    raise NotFixedError(message("fixes.other_encoding"))
