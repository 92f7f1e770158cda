"""Comments in Word files: their text, the part that holds them, and a copy of a file with each on
exactly the words of its finding."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count, islice

from regcheck.base.texts.catalogue import Texts
from regcheck.document.places import PartRange
from regcheck.findings.model import Finding
from regcheck.readers.limits import Limits
from regcheck.readers.office.package import Package, PackageError
from regcheck.readers.office.xml import Element
from regcheck.readers.word.comments import AUTHOR, said_in
from regcheck.readers.word.document import WordFile
from regcheck.readers.word.xml import PACKAGE_RELATIONS, RELATIONS, P, w
from regcheck.reports.files import fresh_entry
from regcheck.reports.finding_text import (
    MARKS,
    Remark,
    address_of,
    all_remarks,
    caveats,
    counted,
    in_short,
    none_found,
    shortened,
    source_text,
)
from regcheck.reports.word.anchors import Anchors, add, parsed, written
from regcheck.reports.word.new_file import CONTENT_TYPES, text_run
from regcheck.results.result import DocumentResult, Settings
from regcheck.results.shown import first_of, severity_of, shown_findings

_INITIALS = "rc"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_NOTES = ("footnotes", "endnotes")
_QUOTED = 40
_OTHERS = 40
"""Findings without comments of their own that the first comment names."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, as paragraphs of (text, bold) pieces."""

    paragraphs: tuple[tuple[tuple[str, bool], ...], ...]

    @property
    def text(self) -> str:
        """What it says, a line for each paragraph."""
        return "\n".join("".join(text for text, _ in pieces) for pieces in self.paragraphs)

    def xml(self, number: int) -> str:
        """The comment with a number as an element with the prefix `w`."""
        lines = "".join(
            f"<w:p>{''.join(text_run(text, bold=bold) for text, bold in pieces)}</w:p>"
            for pieces in self.paragraphs
        )
        head = f'w:id="{number}" w:author="{AUTHOR}" w:initials="{_INITIALS}"'
        return f"<w:comment {head}>{lines}</w:comment>"


def comment_of(same: Sequence[Finding], words: Texts, remarks: Sequence[Remark] = ()) -> Comment:
    """The comment on findings that are told together: severity and title, the message, the advice,
    sources, their places and the rule; `remarks` are those on the first, if they are known."""
    finding, answered = same[0], same[0].answered
    if answered is not None and answered.kind in ("said", "seen"):  # it stands beside the comment
        finding = finding._replace(answered=None, justification="")
    rule = finding.rule
    word = severity_of(finding).word
    severity = f"{MARKS[word]} {words.table('severities')[word].capitalize()}: "
    paragraphs = [((severity, True), (shortened(rule.title.get(words.locale)), True))]
    lines = [(("", False), (shortened(finding.message), False))]
    for _, label, text in remarks or all_remarks(finding, words):
        lines.append(((f"{label}: ", True), (shortened(text), False)))
    if sources := "; ".join(source_text(one, url=False) for one in rule.sources):
        lines.append(((f"{words.sources}: ", True), (shortened(sources), False)))
    places = [address_of(finding, words)]
    for one in same[1:]:
        told = "" if one.quote == finding.quote else f" («{shortened(one.quote, _QUOTED)}»)"
        places.append(f"{address_of(one, words)}{told}")
    several = f"{words.count('of_rule', len(same))}: " if len(same) > 1 else ""
    lines.append(((f"{several}{'; '.join(dict.fromkeys(places))} · ", False), (rule.id, False)))
    return Comment((*paragraphs, *lines))


def summary_of(
    result: DocumentResult,
    settings: Settings,
    words: Texts,
    notes: Sequence[str],
    others: Sequence[Sequence[Finding]],
) -> Comment | None:
    """The first comment: counts, notes on words, what to look at first, caveats, and `others` that
    get no comment; None if comments say it all."""
    every = shown_findings(result, replace(settings, most=None))
    totals = Counter(severity_of(finding).word for finding in every)
    told = counted(totals, words) or none_found(
        result.not_checked, result.measures.get("words", 0), settings, words
    )
    paragraphs: list[tuple[tuple[str, bool], ...]] = [((f"{words.summary}: {told}", True),)]
    paragraphs += [((line, False),) for line in (*notes, *caveats(result, words))]
    first = first_of(result, settings)
    if len(paragraphs) == 1 and not first and not others:
        return None
    if first:
        paragraphs.append(((f"{words.first}:", True),))
    for at, finding in enumerate(first, 1):
        paragraphs.append(((f"{at}. ", False), (shortened(in_short(finding, words)), False)))
    if others:
        paragraphs.append(((f"{words.others}:", True),))
    for same in others[:_OTHERS]:
        several = f"{words.count('of_rule', len(same))}: " if len(same) > 1 else ""
        paragraphs.append(((f"{several}{shortened(in_short(same[0], words))}", False),))
    if left := sum(map(len, others[_OTHERS:])):
        paragraphs.append(((words.count("left_out", left), False),))
    return Comment(tuple(paragraphs))


class WordCopy:
    """A copy of a Word file, with comments on its words and words changed; of our earlier comments
    those stay that are said again, answered or marked as resolved. Raises PackageError for a file
    that is not a sound Word file."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._file = file = WordFile(Package(data, "", Limits()))
        self._read = file.package.read
        parse, part = file.package.parse, file.part_name
        said, self._keys = said_in(parse(part("comments")), parse(part("commentsExtended")))
        self._open = {one.key for one in said if not one.resolved}
        self._ours: dict[str, list[str]] = defaultdict(list)
        for one in said:
            if one.author == AUTHOR:
                self._ours[one.words].append(one.key)
            else:
                self._open -= {one.key, one.answers}
        self._made: list[Element] = []
        keys = (one.key for one in said)
        numbers = (int(key) for key in keys if key.isascii() and key.isdecimal() and len(key) < 10)
        self._free = max(numbers, default=-1) + 1
        self._changed = False
        self._anchors = Anchors(self._read(file.main) or b"", file.root)

    def change(self, places: Sequence[PartRange], words: str) -> bool:
        """Write other words in a place, as a tracked change; False where they cannot be."""
        own = all(one.part == self._file.main for one in places)
        done = own and self._anchors.replace(places, words, AUTHOR)
        self._changed |= done
        return done

    def comment(self, comment: Comment, places: Sequence[PartRange]) -> bool:
        """Put a comment on words; False where they are not found. What we said before is not
        repeated."""
        text = "\n".join(" ".join(line.split()) for line in comment.text.splitlines())
        if self._ours[text]:
            self._ours[text].pop(0)
            return True
        number = self._free + len(self._made)
        found = self._mark(places, number)
        if found:
            space = self._anchors.space
            self._made += parsed(f'<x xmlns:w="{space}">{comment.xml(number)}</x>'.encode())
        return found

    def result(self) -> bytes:
        """The file. Raises PackageError."""
        gone = {one for ids in self._ours.values() for one in ids} & self._open
        if not (self._made or gone or self._changed):
            return self._data
        self._anchors.remove(gone)
        changed = {self._file.main: self._anchors.result()}
        if self._made or gone:
            paragraphs = {one for one, key in self._keys.items() if one and key in gone}
            changed |= self._comments(gone) | _without(self._file, paragraphs)
        return copied(self._data, changed)

    def _comments(self, gone: Container[str]) -> dict[str, bytes]:
        """The part with the comments, and what leads to it where there was none."""
        main, space, changed = self._file.main, self._anchors.space, {}
        name, (folder, own) = self._file.part_name("comments"), posixpath.split(main)
        if not name or name not in self._file.package:
            name = posixpath.join(folder, "comments.xml")
            relations = posixpath.join(folder, "_rels", f"{own}.rels")
            changed = {
                relations: with_relation(self._read(relations), strict=space == _STRICT),
                CONTENT_TYPES: with_type(self._read(CONTENT_TYPES) or b"", name),
            }
        root = parsed(self._read(name) or f'<w:comments xmlns:w="{space}"/>'.encode())
        root.children = [one for one in root if not _has(one, "id", gone)]
        for comment in self._made:
            if root.get("xmlns:w") != space:
                comment.attrib["xmlns:w"] = space
            root.children.append(comment)
        return {**changed, name: written(root)}

    def _mark(self, places: Sequence[PartRange], number: int) -> bool:
        """Mark the words, or the reference to their note: Word has no comments in notes."""
        file = self._file
        if own := [place for place in places if place.part == file.main]:
            return self._anchors.mark(own, number)
        for place in places:
            kind = next((one for one in _NOTES if file.part_name(one) == place.part), "")
            if kind and (root := file.related(kind)) is not None:
                paragraphs = islice(root.iter(P), place.paragraph, place.paragraph + 1)
                above = (one for paragraph in paragraphs for one in paragraph.above())
                note = next((one.get(w("id")) for one in above if one.tag == w(kind[:-1])), "")
                return self._anchors.mark_reference(kind, note, number)
        return False


def _without(file: WordFile, gone: set[str]) -> dict[str, bytes]:
    """The parts that say more of comments, without those whose paragraphs are gone."""
    changed = {}
    for kind in ("commentsExtended", "commentsIds", "commentsExtensible"):
        name = file.part_name(kind)
        data = file.package.read(name) if gone and name else None
        if data is None:
            continue
        root = parsed(data)
        dropped = {one for one in root if _has(one, "paraId", gone) or _has(one, "durableId", gone)}
        gone = gone | {text for one in dropped for key, text in one.attrib.items()
                       if key.endswith(":durableId")}  # fmt: skip
        root.children = [one for one in root if one not in dropped]
        changed[name] = written(root)
    return changed


def _has(node: Element, name: str, values: Container[str]) -> bool:
    """Whether an attribute of that name, whatever its prefix, is one of the values."""
    return any(key.rpartition(":")[2] == name and text in values
               for key, text in node.attrib.items())  # fmt: skip


def copied(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """The package with parts replaced or added. Raises PackageError if one cannot be copied."""
    waiting = {name.lower(): (name, part) for name, part in changed.items()}
    out = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
            new.comment = old.comment
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
    if f"/{part}".lower() not in (one.get("PartName").lower() for one in root):
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
