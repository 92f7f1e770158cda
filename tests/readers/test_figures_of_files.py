"""Every figure that the reading of files goes by: what holds for the last number holds no longer
for the next."""

from __future__ import annotations

import re
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from drawn import paths
from test_odt import odt

from pdf_files import pdf
from regcheck.base.text.span import Span
from regcheck.document.model import Comment, Document, NodeKind
from regcheck.readers.archives.archive import iter_archive
from regcheck.readers.archives.stream import Member
from regcheck.readers.limits import Limits
from regcheck.readers.registry import read_document
from regcheck.readers.walk import FoundFile, Walk
from regcheck.readers.word.comments import not_understood
from word_files import STYLES, levels, numbering, p, word


def read(data: bytes, name: str) -> Document:
    found = read_document(data, name)
    assert isinstance(found, Document), found
    return found


def heads(data: bytes, name: str = "a.docx") -> list[int]:
    """How long each heading of a document is."""
    leaves = read(data, name).leaves
    return [len(leaf.span) for leaf in leaves if leaf.kind is NodeKind.HEADING]


def walked(folder: Path) -> list[str]:
    return [one.shown for one in Walk("", str(folder)) if isinstance(one, FoundFile)]


def hidden(folder: Path, size: int) -> bool:
    """Whether a file is hidden by the last line of an ignore file of this size."""
    (folder / ".gitignore").write_bytes(b"#".ljust(size - 9, b"x") + b"\nnaust.md")
    (folder / "naust.md").write_text("Naust.")
    return not walked(folder)


def own_report(folder: Path, size: int) -> bool:
    """Whether a page is taken for a report by a mark that ends here."""
    head, mark = (
        b"<!doctype html>\n<html>\n<head>\n",
        b'<meta name="generator" content="regcheck">\n',
    )
    (folder / "naust.html").write_bytes(
        (head + b"<meta ").ljust(size - len(mark) - 1) + b"\n" + mark
    )
    return not walked(folder)


def based_on(folder: Path, size: int) -> bool:
    """Whether the last of so many styles in a row still says that a paragraph is a heading."""
    chain = "".join(
        f'<w:style w:type="paragraph" w:styleId="S{n}"><w:name w:val="s{n}"/>'
        f'<w:basedOn w:val="S{n + 1}"/></w:style>'
        for n in range(1, size)
    )
    last = f'<w:style w:type="paragraph" w:styleId="S{size}"><w:name w:val="heading 1"/></w:style>'
    return bool(heads(word(p("Naust", style="S1"), styles=STYLES + chain + last)))


def odt_based_on(folder: Path, size: int) -> bool:
    names = [f"S{n}" for n in range(1, size)] + ["Title"]
    chain = "".join(
        f'<style:style style:name="{one}" style:family="paragraph"'
        f' style:parent-style-name="{parent}"/>'
        for one, parent in zip(names, [*names[1:], ""], strict=True)
    )
    return bool(heads(odt('<text:p text:style-name="S1">Naust</text:p>', chain), "a.odt"))


def numbered(folder: Path, size: int) -> int:
    """The letters that are shown of a pattern of numbers."""
    lists = numbering({0: levels(("decimal", "(" + "x" * (size - 1)))}, {1: (0, "")})
    document = read(word(p("Naust", num=(1, 0)), parts={"numbering": lists}), "a.docx")
    return document.text.count("x") - size


def odt_numbered(folder: Path, size: int) -> int:
    style = (
        '<text:list-style style:name="L"><text:list-level-style-number text:level="1"'
        f' style:num-format="" style:num-prefix="({"x" * (size - 1)}"/></text:list-style>'
    )
    listed = (
        '<text:list text:style-name="L"><text:list-item><text:p>Naust</text:p></text:list-item>'
        "</text:list>"
    )
    return read(odt(listed, style), "a.odt").text.count("x") - size


def told(folder: Path, size: int) -> bool:
    """Whether all replies that are no answers are told of."""
    ours = Comment("0", "regcheck", "house/loose", Span(0, 1))
    replies = [Comment(str(n), "Kari", f"hm {n}", Span(0, 1), "0") for n in range(1, size + 1)]
    found = not_understood([ours, *replies])
    assert found is not None
    return " …" not in str(found)


def told_whole(folder: Path, size: int) -> bool:
    ours = Comment("0", "regcheck", "house/loose", Span(0, 1))
    found = not_understood([ours, Comment("1", "Kari", "x" * size, Span(0, 1), "0")])
    assert found is not None
    return f"«{'x' * size}»" in str(found)


def long_header(folder: Path, size: int) -> bool:
    """Whether a member of a tar is read after a header of this size."""
    info = tarfile.TarInfo("././@LongLink")
    info.type, info.size = tarfile.GNUTYPE_LONGLINK, size
    law = tarfile.TarInfo("a.md")
    law.size = 6
    path = folder / "a.tar"
    path.write_bytes(
        info.tobuf(tarfile.GNU_FORMAT)
        + b"x" * size
        + b"\0" * (-size % 512)
        + law.tobuf(tarfile.GNU_FORMAT)
        + b"Naust.".ljust(512, b"\0")
        + b"\0" * 1024
    )
    (found,) = iter_archive(path, Limits(), "a.tar")
    return isinstance(found, Member) and found.data == b"Naust."


def akn(inner: str, before: str = "") -> bytes:
    return (
        f'<?xml version="1.0"?>{before}<akomaNtoso><act><body>{inner}</body></act></akomaNtoso>'
    ).encode()


def named_by_heading(folder: Path, size: int) -> bool:
    """Whether an article has the number that its heading has."""
    heading = "Artikel 7 ".ljust(size, "x")
    article = f"<article><heading>{heading}</heading><p>Naust.</p></article>"
    return "artikkel7" in paths(read(akn(article), "a.akn"))[-1]


def known_by_root(folder: Path, size: int) -> bool:
    root = b"<akomaNtoso><p>Naust.</p></akomaNtoso>"
    filler = b"<!--".ljust(size - 3 - len(b"<akomaNtoso>"), b"x") + b"-->"
    return isinstance(read_document(filler + root, "a.akn"), Document)


def xml_known_by_root(folder: Path, size: int) -> bool:
    root = b"<akomaNtoso><p>Naust.</p></akomaNtoso>"
    filler = b"<!--".ljust(size - 3 - len(b"<akomaNtoso>"), b"x") + b"-->"
    return isinstance(read_document(filler + root, "a.xml"), Document)


def repeated(folder: Path, size: int) -> bool:
    """Whether a first line that some of ten pages share is kept."""
    pages = [
        [(780.0, "Utkast" if n < size else f"{letter} naust"), (700.0, f"{letter} males")]
        for n, letter in enumerate("abcdefghij")
    ]
    return "Utkast" in read(pdf(*pages), "a.pdf").text


COUNTED: dict[str, tuple[int, Callable[[Path, int], object]]] = {
    "bytes of an ignore file": (262_144, hidden),
    "bytes that tell a report of our own": (16_384, own_report),
    "styles of Word in a row": (40, based_on),
    "styles of OpenDocument in a row": (40, odt_based_on),
    "letters of a heading in Word": (
        400,
        lambda _, n: heads(word(p("O" * n, style="Overskrift1"))) == [n],
    ),
    "letters of a number in Word": (60, numbered),
    "letters of a number in OpenDocument": (60, odt_numbered),
    "replies that are told of": (50, told),
    "letters of a reply": (60, told_whole),
    "bytes of a header in a tar": (1_048_576, long_header),
    "letters of a heading that numbers": (19, named_by_heading),
    "letters before the root of Akoma Ntoso": (65_536, known_by_root),
    "bytes before the root of Akoma Ntoso": (65_536, xml_known_by_root),
    "pages that share a line": (4, repeated),
}


@pytest.mark.parametrize("what", COUNTED)
def test_a_figure_is_the_last_that_counts(what: str, tmp_path: Path) -> None:
    last, observe = COUNTED[what]
    assert observe(tmp_path, last - 1) == observe(tmp_path, last) != observe(tmp_path, last + 1)


def test_what_is_taken_on_where_nothing_is_said_is_as_the_page_on_security_tells() -> None:
    page = (Path(__file__).parents[2] / "docs" / "security.md").read_text("utf-8")
    told = re.findall(r"^\| .* \| ([\d,]+)( MB)?[^|]* \| library: `Limits\.(\w+)`", page, re.M)
    assert len(told) == 6
    for figure, megabytes, name in told:
        size = int(figure.replace(",", "")) * (2**20 if megabytes else 1)
        assert getattr(Limits(), name) == size, name
    assert "beyond the first 16 MB" in page
    assert Limits().ratio_floor == 16 * 2**20
