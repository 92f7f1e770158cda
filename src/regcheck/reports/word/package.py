"""A Word file copied with some parts changed or added, and all others as they were."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping

from regcheck.readers.office.package import PackageError

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_STRICT_RELATION = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_END = re.compile(rb"</([^<>]*)>\s*$")
_CLOSED = re.compile(rb"<([A-Za-z_][^\s/>]*)([^<>]*)/>\s*$")
EPOCH = (1980, 1, 1, 0, 0, 0)
CONTENT_TYPES = "[Content_Types].xml"


def copied(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """The package with the parts of `changed` put in, those that are new at the end. Names are
    matched without regard to case. Raises PackageError when a part cannot be copied."""
    try:
        return _copied(data, changed)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, OSError, EOFError) as fault:
        raise PackageError("syntax", f"the file cannot be copied: {fault}") from None


def _copied(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    waiting = {name.lower(): (name, part) for name, part in changed.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            _, part = waiting.pop(info.filename.lower(), ("", None))
            entry = zipfile.ZipInfo(info.filename, info.date_time)
            entry.compress_type = info.compress_type
            entry.external_attr = info.external_attr
            entry.create_system = info.create_system
            new.writestr(entry, old.read(info) if part is None else part)
        for name, part in waiting.values():
            new.writestr(fresh_entry(name), part)
    return out.getvalue()


def fresh_entry(name: str) -> zipfile.ZipInfo:
    """An entry of a package that is the same on every day and machine."""
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0
    return entry


def with_type(types: bytes, part: str) -> bytes:
    """The list of content types with one for a part of comments."""
    name = f"/{part}".encode()
    if b'"' + name.lower() + b'"' in types.lower():
        return types
    entry = b'PartName="%s" ContentType="%s"/>' % (name, _TYPE.encode())
    return _inserted(types, b"Override ", entry)


def with_relation(relations: bytes | None, target: str, *, strict: bool) -> bytes:
    """The relations of the main part with one to a part of comments in the same folder."""
    kind = (_STRICT_RELATION if strict else _RELATION).encode()
    if relations is None:
        relations = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        relations += b'<Relationships xmlns="%s"></Relationships>' % _RELATIONS.encode()
    number = 1
    while b'"rIdRegcheck%d"' % number in relations:
        number += 1
    entry = b'Id="rIdRegcheck%d" Type="%s" Target="%s"/>' % (number, kind, target.encode())
    return _inserted(relations, b"Relationship ", entry)


def relations_of(part: str) -> str:
    """The name of the part that holds a part's relations."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _inserted(data: bytes, name: bytes, rest: bytes) -> bytes:
    """An element put last into the root, with the root's own prefix."""
    end = _END.search(data)
    if end is not None:
        head, colon, _ = end[1].partition(b":")
        prefix = head + colon if colon else b""
        return data[: end.start()] + b"<" + prefix + name + rest + data[end.start() :]
    closed = _CLOSED.search(data)
    if closed is None:
        return data
    head, colon, _ = closed[1].partition(b":")
    prefix = head + colon if colon else b""
    inner = b"<" + prefix + name + rest
    return data[: closed.start()] + b"<%s%s>%s</%s>" % (closed[1], closed[2], inner, closed[1])
