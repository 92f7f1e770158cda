"""A copy of a Word file with a comment on exactly the words of each finding."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from itertools import count

from regcheck.document.places import PartRange
from regcheck.readers.limits import Limits
from regcheck.readers.office.package import Package, PackageError
from regcheck.readers.office.xml import Element
from regcheck.readers.word.document import WordFile
from regcheck.readers.word.xml import PACKAGE_RELATIONS, RELATIONS, P, w
from regcheck.reports.files import fresh_entry
from regcheck.reports.word.anchors import Anchors, add, parsed, written
from regcheck.reports.word.comments import Comment, comments_part, old_comments
from regcheck.reports.word.new_file import CONTENT_TYPES

_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_NOTES = ("footnotes", "endnotes")
_NOTE_TAGS = frozenset(w(kind[:-1]) for kind in _NOTES)


def commented(
    data: bytes, wanted: Sequence[tuple[Comment, Sequence[PartRange]]]
) -> tuple[bytes, list[Comment]]:
    """The file with the comments, and those that found no place; what we said before is not
    repeated. Raises PackageError for a file that is not a Word file, UsageError for broken XML."""
    package = Package(data, "", Limits())
    file = WordFile(package)
    name = file.part_name("comments")
    there = bool(name) and name in package
    old = package.read(name) if there else None
    free, said = old_comments(package.parse(name) if there else None)
    anchors = Anchors(package.read(file.main) or b"", file.root)
    notes = {file.part_name(kind): kind for kind in _NOTES if file.part_name(kind) in package}
    made: list[Comment] = []
    lost: list[Comment] = []
    for comment, places in wanted:
        if said[comment.text] > 0:
            said[comment.text] -= 1
            continue
        numbered = Comment(free + len(made), comment.paragraphs)
        if _anchored(anchors, file, notes, places, numbered.number):
            made.append(numbered)
        else:
            lost.append(comment)
    if not made:
        return data, lost
    folder, main = posixpath.split(file.main)
    target = name if there else posixpath.join(folder, "comments.xml")
    uri = anchors.space.strip("{}")
    changed = {file.main: anchors.result(), target: comments_part(old, made, uri)}
    if not there:
        relations = posixpath.join(folder, "_rels", f"{main}.rels")
        changed[relations] = with_relation(package.read(relations), strict=uri == _STRICT)
        changed[CONTENT_TYPES] = with_type(package.read(CONTENT_TYPES) or b"", target)
    return copied(data, changed), lost


def _anchored(
    anchors: Anchors,
    file: WordFile,
    notes: dict[str, str],
    places: Sequence[PartRange],
    number: int,
) -> bool:
    """Mark the words, or the reference to their note: Word has no comments in notes."""
    own = [place for place in places if place.part == file.main]
    if own:
        return anchors.mark(own, number)
    for place in places:
        kind = notes.get(place.part, "")
        root = file.related(kind) if kind else None
        if root is not None:
            return anchors.mark_reference(kind, _note_id(root, place.paragraph), number)
    return False


def _note_id(root: Element, paragraph: int) -> str:
    """The id of the note that contains a paragraph of the part."""
    for ordinal, found in enumerate(root.iter(P)):
        if ordinal == paragraph:
            above = (one for one in found.above() if one.tag in _NOTE_TAGS)
            note = next(above, None)
            return "" if note is None else note.get(w("id"))
    return ""


def copied(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """The package with parts replaced or added. Raises PackageError if one cannot be copied."""
    waiting = {name.lower(): (name, part) for name, part in changed.items()}
    out = io.BytesIO()
    try:
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
    except (zipfile.BadZipFile, zlib.error, RuntimeError, OSError, EOFError) as fault:
        raise PackageError("syntax", f"the file cannot be copied: {fault}") from None
    return out.getvalue()


def with_type(types: bytes, part: str) -> bytes:
    """The list of content types, extended with that of a comments part."""
    root = parsed(types)
    if f"/{part}".lower() not in (str(one.get("PartName")).lower() for one in root):
        add(root, "Override", PartName=f"/{part}", ContentType=_TYPE)
    return written(root)


def with_relation(relations: bytes | None, *, strict: bool) -> bytes:
    """The relations of the main part, extended with one to the comments in the same folder."""
    root = parsed(relations or b'<Relationships xmlns="%s"/>' % PACKAGE_RELATIONS.encode())
    names = {one.get("Id") for one in root}
    free = next(name for n in count(1) if (name := f"rIdRegcheck{n}") not in names)
    kind = _STRICT_RELATIONS if strict else RELATIONS
    add(root, "Relationship", Id=free, Type=f"{kind}/comments", Target="comments.xml")
    return written(root)
