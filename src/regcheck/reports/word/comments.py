"""Comments in Word files: their text, the part that holds them, and a copy of a file with each on
exactly the words of its finding."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count, islice

from regcheck.base.texts.catalogue import Texts
from regcheck.document.places import PartRange
from regcheck.findings.model import Finding
from regcheck.readers.limits import Limits
from regcheck.readers.office.package import Package, PackageError
from regcheck.readers.office.xml import Element
from regcheck.readers.word.document import WordFile
from regcheck.readers.word.xml import MAIN, PACKAGE_RELATIONS, RELATIONS, P, T, w
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
from regcheck.reports.word.new_file import CONTENT_TYPES, HEAD, text_run
from regcheck.results.result import DocumentResult, Settings
from regcheck.results.shown import first_of, left_out, severity_of, shown_findings

AUTHOR = "regcheck"
_INITIALS = "rc"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_NOTES = ("footnotes", "endnotes")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment with its number, as paragraphs of (text, bold) pieces."""

    number: int
    paragraphs: tuple[tuple[tuple[str, bool], ...], ...]

    @property
    def text(self) -> str:
        """What it says, a line for each paragraph."""
        return "\n".join("".join(text for text, _ in pieces) for pieces in self.paragraphs)

    @property
    def xml(self) -> str:
        """The comment as an element with the prefix `w`."""
        lines = "".join(
            f"<w:p>{''.join(text_run(text, bold=bold) for text, bold in pieces)}</w:p>"
            for pieces in self.paragraphs
        )
        head = f'w:id="{self.number}" w:author="{AUTHOR}" w:initials="{_INITIALS}"'
        return f"<w:comment {head}>{lines}</w:comment>"


def comment_of(
    finding: Finding, number: int, words: Texts, remarks: Sequence[Remark] = ()
) -> Comment:
    """The comment on a finding: severity and title, the message, the advice, sources, the rule;
    `remarks` are those on it, if they are known."""
    rule = finding.rule
    word = severity_of(finding).word
    severity = f"{MARKS[word]} {words.table('severities')[word].capitalize()}: "
    paragraphs = [((severity, True), (shortened(rule.title.get(words.locale)), True))]
    lines = [(("", False), (shortened(finding.message), False))]
    for _, label, text in remarks or all_remarks(finding, words):
        lines.append(((f"{label}: ", True), (shortened(text), False)))
    if sources := "; ".join(source_text(one, url=False) for one in rule.sources):
        lines.append(((f"{words.sources}: ", True), (shortened(sources), False)))
    lines.append(((f"{address_of(finding, words)} · ", False), (rule.id, False)))
    return Comment(number, (*paragraphs, *lines))


def summary_of(
    result: DocumentResult, settings: Settings, words: Texts, notes: Sequence[str]
) -> Comment | None:
    """The first comment: counts, notes on words, what to look at first, caveats; None if others say
    it all."""
    found = shown_findings(result, settings)
    totals = Counter(severity_of(finding).word for finding in found)
    told = counted(totals, words) or none_found(
        result.not_checked, result.measures.get("words", 0), settings, words
    )
    paragraphs: list[tuple[tuple[str, bool], ...]] = [((f"{words.summary}: {told}", True),)]
    if aside := left_out(result, settings):
        paragraphs.append(((words.count("left_out", aside), False),))
    paragraphs += [((line, False),) for line in (*notes, *caveats(result, words))]
    first = first_of(result, settings)
    if len(paragraphs) == 1 and not first:
        return None
    if first:
        paragraphs.append(((f"{words.first}:", True),))
    for at, finding in enumerate(first, 1):
        paragraphs.append(((f"{at}. ", False), (shortened(in_short(finding, words)), False)))
    return Comment(0, tuple(paragraphs))


def old_comments(root: Element | None) -> tuple[int, Counter[str]]:
    """The first free number, and the texts of our earlier comments, each with its count."""
    free = 0
    said: Counter[str] = Counter()
    for comment in () if root is None else root.named(w("comment")):
        number = comment.get(w("id"))
        if number.isascii() and number.isdecimal() and len(number) < 10:
            free = max(free, int(number) + 1)
        if comment.get(w("author")) == AUTHOR:
            lines = ["".join(t.text for t in p.iter(T)) for p in comment.named(P)]
            said["\n".join(lines)] += 1
    return free, said


def comments_part(data: bytes | None, comments: Sequence[Comment], uri: str = MAIN) -> bytes:
    """A part with the existing comments followed by the new ones. Raises PackageError."""
    body = "".join(one.xml for one in comments)
    made = f'{HEAD}<w:comments xmlns:w="{uri}">{body}</w:comments>'.encode()
    if data is None:
        return made
    root = parsed(data)
    for comment in parsed(made):
        if root.get("xmlns:w") != uri:
            comment.attrib["xmlns:w"] = uri
        root.children.append(comment)
    return written(root)


def commented(
    data: bytes, wanted: Sequence[tuple[Comment, Sequence[PartRange]]]
) -> tuple[bytes, list[Comment]]:
    """The file with the comments, and those that found no place; what we said before is not
    repeated. Raises PackageError for a file that is not a sound Word file."""
    package = Package(data, "", Limits())
    file = WordFile(package)
    name = file.part_name("comments")
    there = bool(name) and name in package
    old = package.read(name) if there else None
    free, said = old_comments(package.parse(name) if there else None)
    anchors = Anchors(package.read(file.main) or b"", file.root)
    made: list[Comment] = []
    lost: list[Comment] = []
    for comment, places in wanted:
        if said[comment.text] > 0:
            said[comment.text] -= 1
            continue
        numbered = Comment(free + len(made), comment.paragraphs)
        if _anchored(anchors, file, places, numbered.number):
            made.append(numbered)
        else:
            lost.append(comment)
    if not made:
        return data, lost
    folder, main = posixpath.split(file.main)
    target = name if there else posixpath.join(folder, "comments.xml")
    uri = anchors.space
    changed = {file.main: anchors.result(), target: comments_part(old, made, uri)}
    if not there:
        relations = posixpath.join(folder, "_rels", f"{main}.rels")
        changed[relations] = with_relation(package.read(relations), strict=uri == _STRICT)
        changed[CONTENT_TYPES] = with_type(package.read(CONTENT_TYPES) or b"", target)
    return copied(data, changed), lost


def _anchored(anchors: Anchors, file: WordFile, places: Sequence[PartRange], number: int) -> bool:
    """Mark the words, or the reference to their note: Word has no comments in notes."""
    own = [place for place in places if place.part == file.main]
    if own:
        return anchors.mark(own, number)
    for place in places:
        kind = next((one for one in _NOTES if file.part_name(one) == place.part), "")
        root = file.related(kind) if kind else None
        if root is not None:
            paragraphs = islice(root.iter(P), place.paragraph, place.paragraph + 1)
            above = (one for paragraph in paragraphs for one in paragraph.above())
            note = next((one.get(w("id")) for one in above if one.tag == w(kind[:-1])), "")
            return anchors.mark_reference(kind, note, number)
    return False


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
