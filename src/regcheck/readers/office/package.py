"""Office files: zip packages of XML parts, decompressed within limits as they are asked for."""

from __future__ import annotations

import io
import zipfile
import zlib

from regcheck.base.texts.message import Message, message
from regcheck.readers.archives.stream import ArchiveProgress, CountedStream
from regcheck.readers.archives.zip import check_directory
from regcheck.readers.limits import Limits
from regcheck.readers.office.xml import DEEPEST, Element, XmlError, parse_tree
from regcheck.readers.remarks import ReadError

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
UNLOCK = message("readers.unlock")
_BOMB = message("readers.do_not_open")


class PackageError(ReadError):
    """A package cannot be read."""

    def __init__(
        self,
        reason: str,
        detail: str | Message,
        hint: str | Message = message("readers.save_again"),  # noqa: B008 - frozen
    ) -> None:
        super().__init__(reason, detail, hint)


class Package:
    """The parts of an office file. Raises PackageError for other bytes."""

    def __init__(self, data: bytes, path: str, limits: Limits) -> None:
        if data.startswith(OLE):
            if _LOCKED in data:
                raise PackageError("encrypted", message("readers.locked"), UNLOCK)
            raise PackageError(
                "format", message("readers.old_word"), message("readers.save_as_docx")
            )
        self.limits = limits
        self._progress = ArchiveProgress(path, limits)
        self._progress.archive_size = len(data)
        stream = io.BytesIO(data)
        try:
            check_directory(stream, self._progress)
            self._zip = zipfile.ZipFile(stream)
        except ReadError as fault:
            raise PackageError(fault.reason, fault.detail) from None
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as fault:
            raise PackageError("syntax", message("readers.broken_file", words=fault)) from None
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
            raise PackageError("encrypted", message("readers.part_encrypted", part=name), UNLOCK)
        most = self.limits.max_file_bytes
        try:
            with self._zip.open(info) as stream:
                data = CountedStream(stream, self._progress).read(most + 1)
        except ReadError as fault:
            detail = message("readers.part", part=name, detail=fault.detail)
            raise PackageError(fault.reason, detail, _BOMB) from None
        except (
            zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError
        ) as fault:  # fmt: skip
            detail = message("readers.broken_part", part=name, words=fault)
            raise PackageError("syntax", detail) from None
        if len(data) > most:
            raise PackageError("size", message("readers.large_part", part=name, most=most), _BOMB)
        return data

    def parse(self, name: str) -> Element | None:
        """The root element of a part, None when it is missing. Raises PackageError for XML that is
        broken, declares entities or is nested too deep."""
        data = self.read(name)
        if data is None:
            return None
        for strict, usual in _NAMESPACES:
            data = data.replace(_STRICT + strict, usual)
        try:
            return parse_tree(data)
        except XmlError as fault:
            if fault.reason == "entity":
                detail = message("readers.part_declares", part=name)
                raise PackageError("entity", detail, _BOMB) from None
            detail = message("readers.unsound_part", part=name, words=fault)
            if fault.reason == "depth":
                detail = message("readers.deeper_part", part=name, most=DEEPEST)
            raise PackageError(fault.reason, detail) from None
