"""A Word file with a comment for each finding, on just its words."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from typing import TYPE_CHECKING

from regcheck.document.places import PartRange
from regcheck.readers.limits import Limits
from regcheck.readers.office.package import Package
from regcheck.readers.word.document import WordFile
from regcheck.readers.word.xml import MAIN, P, w
from regcheck.reports.word.anchors import Anchors
from regcheck.reports.word.comments import Comment, comments_part, old_comments
from regcheck.reports.word.layout import as_utf8
from regcheck.reports.word.package import (
    CONTENT_TYPES,
    copied,
    relations_of,
    with_relation,
    with_type,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_NOTES = ("footnotes", "endnotes")


def commented(
    data: bytes, wanted: Sequence[tuple[Comment, Sequence[PartRange]]]
) -> tuple[bytes, list[Comment]]:
    """The file with the comments, and those that found no place. Comments that we made before and
    that say the same are not made again; `number` of those given counts from 0. Raises
    PackageError for what is no Word file."""
    package = Package(data, "", Limits())
    file = WordFile(package)
    main = package.read(file.main) or b""
    strict = _STRICT in main
    name = file.part_name("comments")
    there = bool(name) and name in package
    old = package.read(name) if there else None
    free, said = old_comments(package.parse(name) if there else None)
    anchors = Anchors(main, file.root)
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
    target = name if there else posixpath.join(posixpath.dirname(file.main), "comments.xml")
    uri = _STRICT.decode() if strict else MAIN
    held = None if old is None else as_utf8(old)
    changed = {file.main: anchors.result(), target: comments_part(held, made, uri)}
    if not there:
        relations = relations_of(file.main)
        short = posixpath.basename(target)
        changed[relations] = with_relation(package.read(relations), short, strict=strict)
        changed[CONTENT_TYPES] = with_type(package.read(CONTENT_TYPES) or b"", target)
    return copied(data, changed), lost


def _anchored(
    anchors: Anchors,
    file: WordFile,
    notes: dict[str, str],
    places: Sequence[PartRange],
    number: int,
) -> bool:
    """Set the marks of a comment: around the words, or around the reference to the note that they
    stand in, since Word has no comments in notes."""
    own = [place for place in places if place.part == file.main]
    if own:
        return anchors.mark(own, number)
    for place in places:
        kind = notes.get(place.part, "")
        root = file.related(kind) if kind else None
        if root is not None:
            return anchors.mark_reference(kind, _note_id(root, place.paragraph), number)
    return False


def _note_id(root: _Element, paragraph: int) -> str:
    """The id of the note that holds a paragraph of the part."""
    for ordinal, found in enumerate(root.iter(P)):
        if ordinal == paragraph:
            above = (one for kind in _NOTES for one in found.iterancestors(w(kind[:-1])))
            note = next(above, None)
            return "" if note is None else note.get(w("id"), "")
    return ""
