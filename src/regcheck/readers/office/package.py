"""Office files (Word, OpenDocument): zip packages of XML parts, opened within limits.

Only the parts that are asked for are decompressed, counted as they stream; XML with a document
type declaration is refused before it is parsed.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from regcheck.document.model import Unreadable
from regcheck.readers.archives.stream import ArchiveError, ArchiveProgress, CountedStream
from regcheck.readers.archives.zip import check_directory
from regcheck.readers.limits import Limits
from regcheck.text.printable import one_line

if TYPE_CHECKING:
    from lxml.etree import _Element

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files of the older kind of container begin: `.doc`, and packages locked with a password."""

_LOCKED = "EncryptedPackage".encode("utf-16-le")
_LOCKED_OPTION = 0x1
_STRICT = b"http://purl.oclc.org/ooxml/"
_NAMESPACES = (
    (b"wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (
        b"officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
SAVE_AGAIN = "open it in Word or LibreOffice and save it again"


class PackageError(Exception):
    """Why a package cannot be read; becomes an `Unreadable`."""

    def __init__(self, reason: str, detail: str, hint: str = SAVE_AGAIN) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = one_line(detail)
        self.hint = hint

    def unreadable(self, path: str) -> Unreadable:
        """The file as unreadable."""
        return Unreadable(path, self.reason, self.detail, self.hint)


class Package:
    """The parts of an office file. Raises PackageError for bytes that are no such file."""

    def __init__(self, data: bytes, path: str, limits: Limits) -> None:
        if data.startswith(OLE):
            raise _old_container(data)
        if len(data) > limits.max_file_bytes:
            detail = f"{len(data)} bytes; the limit is {limits.max_file_bytes}"
            raise PackageError("size", detail, "split the file")
        self.limits = limits
        self._progress = ArchiveProgress(path, limits)
        self._progress.archive_size = len(data)
        stream = io.BytesIO(data)
        try:
            check_directory(stream, self._progress)
            self._zip = zipfile.ZipFile(stream)
        except ArchiveError as fault:
            raise PackageError(fault.reason, fault.detail) from None
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as fault:
            raise PackageError("syntax", f"the file is broken: {fault}") from None
        self._names: dict[str, zipfile.ZipInfo] = {}
        for info in self._zip.infolist():
            self._names.setdefault(info.filename.replace("\\", "/").lstrip("/").lower(), info)

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._names

    def read(self, name: str) -> bytes | None:
        """The bytes of a part, None when it is missing."""
        info = self._names.get(name.lower())
        if info is None:
            return None
        if info.flag_bits & _LOCKED_OPTION:
            raise PackageError("encrypted", f"the part {name} is encrypted", UNLOCK)
        most = self.limits.max_file_bytes
        try:
            with self._zip.open(info) as stream:
                data = CountedStream(stream, self._progress).read(most + 1)
        except ArchiveError as fault:
            raise PackageError(fault.reason, f"the part {name}: {fault.detail}", BOMB) from None
        except (
            zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError
        ) as fault:  # fmt: skip
            raise PackageError("syntax", f"the part {name} is broken: {fault}") from None
        if len(data) > most:
            raise PackageError("size", f"the part {name} is larger than {most} bytes", BOMB)
        return data

    def parse(self, name: str) -> _Element | None:
        """The root element of a part, None when it is missing. Raises PackageError for XML that is
        broken, declares entities or lies too deep."""
        data = self.read(name)
        return None if data is None else parse_part(data, name, self.limits)


UNLOCK = "open it with its password and save it without one"
BOMB = "do not open it unless you know where it comes from"


def _old_container(data: bytes) -> PackageError:
    if _LOCKED in data:
        return PackageError("encrypted", "the file is locked with a password", UNLOCK)
    detail = "the file is in the older Word format (.doc)"
    return PackageError("format", detail, "open it in Word or LibreOffice and save it as .docx")


def parse_part(data: bytes, name: str, limits: Limits) -> _Element:
    """Parse XML with everything off that could reach outside it or make it grow."""
    from lxml import etree

    if b"<!DOCTYPE" in data.replace(b"\0", b"") or b"<!ENTITY" in data.replace(b"\0", b""):
        raise PackageError("entity", f"the part {name} has a document type declaration", BOMB)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    if _STRICT in data:
        for strict, usual in _NAMESPACES:
            data = data.replace(_STRICT + strict, usual)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        words = " ".join(str(fault).split())[:200]
        if "depth" in words.lower():
            raise PackageError("depth", f"the part {name} is nested too deep") from None
        raise PackageError("syntax", f"the part {name} is no sound XML: {words}") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise PackageError("entity", f"the part {name} has a document type declaration", BOMB)
    if _depth(root, limits.max_depth) > limits.max_depth:
        raise PackageError("depth", f"the part {name} is nested deeper than {limits.max_depth}")
    return root


def _depth(root: _Element, most: int) -> int:
    """How deep elements lie in each other, looked at no further than one past `most`."""
    level, deepest = [root], 0
    while level and deepest <= most:
        deepest += 1
        level = [child for element in level for child in element]
    return deepest
