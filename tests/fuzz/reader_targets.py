"""Documents: a reader gives a sound one or says why not, and raises nothing."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from mutations import tar_of, zip_of
from office import open_file, word_file
from targets import Seeds, Target

from akn_samples import ACT, AMENDMENT, BILL
from pdf_files import DRAFT, pdf
from regcheck.base.text.span import Span
from regcheck.document.model import Document, Unreadable
from regcheck.findings.suppression import read_suppressions
from regcheck.law.address_path import parse_path
from regcheck.readers.archives.archive import iter_archive
from regcheck.readers.archives.stream import Member
from regcheck.readers.limits import Limits
from regcheck.readers.registry import NAMES, read_document
from regcheck.results.result import Settings
from regcheck.run.api import load_rules
from regcheck.run.pipeline import Pipeline

PROJECT = Path(__file__).resolve().parents[2]
LIMITS = Limits(max_file_bytes=200_000, max_archive_total=400_000, max_members=50)
PLAINLY_THERE = frozenset({"md", "txt"})
"""Formats whose source holds each letter of the text as it is."""
MODES = ("accepted", "original", "inserted")


@cache
def drafts() -> Seeds:
    """The demo drafts by file name."""
    folder = PROJECT / "corpora" / "drafts"
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def lines() -> list[str]:
    """Lines of a demo draft."""
    return drafts()["lov-om-turstier.md"].decode().splitlines()[:60]


def of_format(suffix: str) -> Callable[[], Seeds]:
    """The demo drafts of a format."""
    return lambda: {name: data for name, data in drafts().items() if name.endswith(suffix)}


def acts() -> Seeds:
    """An act, a bill and an amendment in Akoma Ntoso."""
    return {"act": ACT.encode(), "bill": BILL.encode(), "amendment": AMENDMENT.encode()}


def sound(found: Document | Unreadable) -> None:
    """Spans inside bounds, in order and back to the same letters, addresses that can be read back,
    one-line reasons."""
    if isinstance(found, Unreadable):
        assert found.reason
        assert str(found.detail).isprintable(), str(found.detail)
        return
    size = len(found.text)
    for node in found.root.walk():
        assert 0 <= node.span.start <= node.span.end <= size
        for child in node.children:
            assert not child.span or node.span.covers(child.span)
    end = 0
    for leaf in found.leaves:
        assert leaf.span.start >= end
        end = leaf.span.end
        assert "\n" not in leaf.span.of(found.text)
        source = found.offsets.to_source(leaf.span)
        assert 0 <= source.start <= source.end <= len(found.source_text)
        for at in {leaf.span.start, (leaf.span.start + end) // 2, end - 1}:
            slices(found, at)
    for node in found.provisions():
        assert parse_path(node.address.path) == node.address
    for directive in found.directives:
        assert 0 <= directive.span.start <= directive.span.end <= len(found.source_text)
    read_suppressions(found)


def slices(document: Document, at: int) -> None:
    """An ASCII letter of the text stands at its place in the source; in XML it may be a reference
    to a character."""
    letter = document.text[at : at + 1]
    if not (letter.isascii() and letter.isalpha()):
        return
    there = document.offsets.to_source(Span(at, at + 1)).of(document.source_text)
    if there.startswith("&"):
        assert document.source.format in ("xml", "akn"), there
    elif document.source.format in PLAINLY_THERE or len(there) == 1:
        assert letter in there, (letter, there)


def read(form: str) -> Callable[[bytes, str], None]:
    """A target's check: bytes read as this format."""

    def holds(data: bytes, name: str) -> None:
        sound(read_document(data, f"a.{form}", form, LIMITS, MODES[len(data) % 3]))

    return holds


def in_package(package: Callable[[], bytes], form: str, parts: tuple[str, ...]) -> Target:
    """Parts of a zip package, each damaged in an otherwise whole one."""

    @cache
    def members() -> Seeds:
        with zipfile.ZipFile(io.BytesIO(package())) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    def seeds() -> Seeds:
        return {part: members()[part] for part in parts}

    def holds(data: bytes, name: str) -> None:
        read(form)(zip_of({**members(), name: data}), name)

    return Target(seeds, holds)


def rich_word() -> bytes:
    """A Word file with lists, notes, comments, fields, tables and tracked changes."""
    import word_files as w

    return w.word(
        w.p("Lov om bord", style="Tittel"),
        w.p("Vask", style="Overskrift2", num=(1, 0)),
        w.p("Bordet skal ", w.ins(w.t("alltid ")), w.gone("aldri"), " vaskes."),
        w.p("med såpe,", num=(2, 0)),
        w.p("med vann.", num=(2, 1), more=w.mark("del")),
        w.p("Se ", w.field("REF a", "§ 1"), w.noted(1), w.run('<w:commentReference w:id="1"/>')),
        w.table(("Bord", w.p("Stol", num=(2, 0))), ("En", w.control(w.p("To")))),
        parts={
            "numbering": w.numbering(
                {
                    1: w.levels(("decimal", "§ %1"), ("decimal", "%1.%2")),
                    2: w.levels(("lowerLetter", "%1)"), ("lowerRoman", "%2.")),
                },
                {1: (1, w.start_at(0, 3)), 2: (2, "")},
            ),
            "footnotes": w.footnotes(w.p("Se rundskriv.")),
            "comments": f'<w:comment w:id="1" w:author="K">{w.p("behold: avtalt")}</w:comment>',
        },
    )


def pdfs() -> Seeds:
    """PDF files, one of them with a stream that is packed."""
    from pypdf import PdfWriter

    writer, packed = PdfWriter(io.BytesIO(DRAFT)), io.BytesIO()
    for page in writer.pages:
        page.compress_content_streams()
    writer.write(packed)
    return {
        "pages": DRAFT,
        "packed": packed.getvalue(),
        "one": pdf([(740.0, "§ 1 Bord"), (700.0, "Bordet skal vaskes.")]),
    }


def page_content() -> Seeds:
    """What draws a page, to be damaged inside a whole file."""
    return {
        "lines": b"BT /F 11 Tf 1 0 0 1 60 740 Tm (\xa7 1 Bord) Tj 0 -14 Td (Bordet) Tj ET",
        "moved": b"q 1 0 0 1 0 0 cm BT /F 9 Tf [(Bor) -200 (det)] TJ T* (skal) ' ET Q /X Do",
    }


def page_of(data: bytes, _: str) -> None:
    """The content of a page in a PDF whose other parts are whole."""
    start = DRAFT.index(b"stream\n") + len(b"stream\n")
    end = DRAFT.index(b"\nendstream")
    read("pdf")(DRAFT[:start] + data + DRAFT[end:], "")


def archives() -> Seeds:
    """The demo drafts in archives of each kind."""
    few = dict(list(drafts().items())[:2])
    return {
        "lover.zip": zip_of(drafts()),
        "lover.tar": tar_of(few, "w"),
        "lover.tar.gz": tar_of(drafts(), "w:gz"),
        "lover.tar.bz2": tar_of(few, "w:bz2"),
        "lover.tar.xz": tar_of(few, "w:xz"),
    }


def archive(data: bytes, name: str) -> None:
    """Members within the limits, names that can be printed."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        for member in iter_archive(path, LIMITS, name):
            shown = member.path
            assert shown.isprintable()
            if isinstance(member, Member):
                assert len(member.data) <= LIMITS.max_file_bytes
            else:
                assert member.reason


def whatever(data: bytes, _: str) -> None:
    """Bytes taken for a format that they are not."""
    form = ("", *NAMES)[len(data) % (1 + len(NAMES))]
    sound(read_document(data, ("a", "a.md", "a.doc")[len(data) % 3], form, LIMITS))


@cache
def pipeline() -> Pipeline:
    """Rules of three categories, without the pipeline."""
    rules = load_rules(select=("paper", "structure", "readability"))
    return Pipeline(rules, Settings(nlp=False))


def findings(data: bytes, name: str) -> None:
    """Findings lie in the document, and those in running text quote what stands there."""
    document = read_document(data, name.partition(":")[0], "", LIMITS)
    if isinstance(document, Unreadable):
        return
    for found in pipeline().check(document).findings:
        assert 0 <= found.span.start <= found.span.end <= len(document.text)
        assert 0 <= found.start <= found.end <= len(document.source_text)


def law(suffix: str) -> Callable[[bytes, str], Seeds]:
    """Real law as further seeds, where the name ends so."""

    def seeds(data: bytes, name: str) -> Seeds:
        return {name: data} if name.endswith(suffix) else {}

    return seeds


def as_lines(package: Callable[[list[str]], bytes]) -> Callable[[bytes, str], Seeds]:
    """Real law in Markdown as a file of another format."""

    def seeds(data: bytes, name: str) -> Seeds:
        if not name.endswith(".md"):
            return {}
        return {name: package(data.decode("utf-8", "replace").splitlines()[:80])}

    return seeds


READERS = {
    "xml": Target(of_format(".xml"), read("xml"), 60, law(".xml")),
    "akn": Target(acts, read("akn"), 60),
    "markdown": Target(of_format(".md"), read("md"), 60, law(".md")),
    "text": Target(of_format(".txt"), read("txt"), 60, law(".md")),
    "docx": Target(
        lambda: {"a.docx": word_file(lines()), "b.docx": rich_word()},
        read("docx"),
        real=as_lines(word_file),
    ),
    "docx-parts": in_package(
        rich_word,
        "docx",
        (
            *(f"word/{name}.xml" for name in ("document", "numbering", "styles", "footnotes")),
            *("word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"),
        ),
    ),
    "odt": Target(lambda: {"a.odt": open_file(lines())}, read("odt"), real=as_lines(open_file)),
    "odt-parts": in_package(lambda: open_file(lines()), "odt", ("content.xml", "mimetype")),
    "pdf": Target(pdfs, read("pdf")),
    "pdf-pages": Target(page_content, page_of),
    "archives": Target(archives, archive),
    "any-format": Target(drafts, whatever),
    "findings": Target(drafts, findings, 15, lambda data, name: {name: data}),
}
