"""Office files: zip packages of XML parts, decompressed within limits as they are asked for."""

from __future__ import annotations

import io
import zipfile

from regcheck.base.texts.message import Message, message
from regcheck.readers.archives.stream import ArchiveProgress
from regcheck.readers.archives.zip import open_zip, read_member
from regcheck.readers.limits import Limits
from regcheck.readers.office.xml import DEEPEST, Element, XmlError, parse_tree
from regcheck.readers.remarks import ReadError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files of the older kind of container begin: `.doc`, and packages locked with a password."""

_LOCKED = "EncryptedPackage".encode("utf-16-le")
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
_AGAIN = message("readers.save_again")
_HINTS = {"encrypted": UNLOCK, "size": _BOMB, "bomb": _BOMB}


class PackageError(ReadError):
    """A package cannot be read."""

    def __init__(
        self,
        reason: str,
        detail: str | Message,
        hint: str | Message = _AGAIN,
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
        self._progress = ArchiveProgress(path, limits, len(data))
        stream = io.BytesIO(data)
        try:
            self._zip = open_zip(stream, self._progress)
        except ReadError as fault:
            raise PackageError(fault.reason, fault.detail) from None
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
        try:
            return read_member(self._zip, info, self._progress)
        except ReadError as fault:
            detail = message("readers.part", part=name, detail=fault.detail)
            hint = _HINTS.get(fault.reason, _AGAIN)
            raise PackageError(fault.reason, detail, hint) from None

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
