"""PDF to `Document`, from the text layer alone and approximate: lines are recognised by their
height, paragraphs by gaps and short lines; repeated headers and footers are left out."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from regcheck.base.text.patterns import pattern
from regcheck.base.texts.message import message
from regcheck.base.values import Record, member
from regcheck.document.model import Document, Source
from regcheck.document.places import ParagraphPlace
from regcheck.readers.limits import DEFAULT, Limits
from regcheck.readers.office.package import UNLOCK
from regcheck.readers.plain_text import text_blocks
from regcheck.readers.reading import assemble_parts
from regcheck.readers.remarks import ReadError, reader

if TYPE_CHECKING:
    from pypdf import PdfReader

NOTE_APPROXIMATE = message("readers.note_pdf")
_AGAIN = message("readers.save_pdf_again")
_SPLIT = message("readers.split_file")
_HALVES = pattern("[\ud800-\udfff]")
"""Halves of letters, which a font's table may give alone."""
_MOST_PAGES = 2000
_MOST_LETTERS = 4_000_000
_PAGE_NUMBER = pattern(r"(?:side\s*)?[-–]?\s*\d{1,4}\s*(?:(?:av|/|of)\s*\d{1,4})?\s*[-–]?", re.I)
_DIGITS = pattern(r"\d+")
_ENDS = (".", ":", ";", "»", ")", "?", "!")


class PdfLine(NamedTuple):
    """One line of a page: its words, its height on the page and the size of its letters."""

    words: str
    height: float
    size: float


@reader
def read_pdf(data: bytes, path: str, limits: Limits = DEFAULT) -> Document:
    """Read a PDF file; one that is locked, broken, too large or pictures only cannot be read.
    Raises ImportError without the extra `pdf`."""
    import pypdf

    logger = logging.getLogger("pypdf")
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        reader = pypdf.PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadError("encrypted", message("readers.locked"), UNLOCK)
        pages = list(_pages(reader))
    except ReadError:
        raise
    except pypdf.errors.DependencyError:
        raise ReadError("encrypted", message("readers.locked_pdf"), UNLOCK) from None
    except RecursionError:
        raise ReadError("depth", message("readers.deep_pdf"), _AGAIN) from None
    except Exception as fault:  # the library raises whatever a broken file makes it stumble over
        words = " ".join(f"{type(fault).__name__}: {fault}".split())[:200]
        raise ReadError("syntax", message("readers.broken_pdf", words=words), _AGAIN) from None
    finally:
        logger.setLevel(before)
    if not any(pages):
        raise ReadError(
            "format", message("readers.only_pictures"), message("readers.find_original")
        )
    text, places = _joined(_without_repeated(pages))
    source = Source.of(data, path, "pdf")
    blocks = list(text_blocks(text))
    return assemble_parts(blocks, source, limits, places, [NOTE_APPROXIMATE], levels=False)


class _PageLines(Record):
    """Gathers the lines of one page from the pieces of text that the library hands out."""

    lines: list[PdfLine] = member(default_factory=list)
    _words: list[str] = member(default_factory=list)
    _height: float = 0.0
    _size: float = 0.0

    def take(
        self,
        text: str,
        outer: Sequence[float],
        inner: Sequence[float],
        _font: object,
        size: float,
    ) -> None:
        """One piece: its text, the matrices of the page and of the text, and the font's size."""
        if _HALVES.search(text):
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        for at, part in enumerate(text.split("\n")):
            if at:
                self.close()
            if not self._words:
                if not part.strip():
                    continue
                self._height = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
                self._size = abs(size * inner[3] * outer[3])
            self._words.append(part)

    def close(self) -> None:
        """End the line."""
        words = "".join(self._words).strip()
        if words:
            self.lines.append(PdfLine(words, self._height, self._size))
        self._words.clear()


def _pages(reader: PdfReader) -> Iterator[list[PdfLine]]:
    letters = 0
    for number, page in enumerate(reader.pages):
        if number >= _MOST_PAGES:
            raise ReadError("size", message("readers.many_pages", most=_MOST_PAGES), _SPLIT)
        gathered = _PageLines()
        page.extract_text(visitor_text=gathered.take)
        gathered.close()
        letters += sum(len(line.words) for line in gathered.lines)
        if letters > _MOST_LETTERS:
            raise ReadError("size", message("readers.many_letters", most=_MOST_LETTERS), _SPLIT)
        yield gathered.lines


def _without_repeated(pages: Sequence[list[PdfLine]]) -> list[list[PdfLine]]:
    """The pages without page numbers and lines that many pages begin or end with."""
    edges: Counter[str] = Counter()
    for lines in pages:
        edges.update({_plain(line) for line in (*lines[:2], *lines[-2:])})
    often = max(3, (len(pages) + 1) // 2)
    kept = []
    for lines in pages:
        rest = list(lines)
        for end in (0, -1):
            for _ in range(2):
                if rest and (
                    _PAGE_NUMBER.fullmatch(rest[end].words) or edges[_plain(rest[end])] >= often
                ):
                    del rest[end]
        kept.append(rest)
    return kept


def _plain(line: PdfLine) -> str:
    return _DIGITS.sub("0", line.words)


def _joined(pages: Sequence[list[PdfLine]]) -> tuple[str, tuple[ParagraphPlace, ...]]:
    """All lines as one text, with empty lines between paragraphs, and where each page begins."""
    parts: list[str] = []
    places: list[ParagraphPlace] = []
    length = 0
    sizes = sorted(len(line.words) for lines in pages for line in lines)
    full = sizes[int(len(sizes) * 0.97)] if sizes else 0.0  # letters of a line of running text
    before: PdfLine | None = None
    for number, lines in enumerate(pages, 1):
        down = [step for a, b in pairwise(lines) if (step := a.height - b.height) > 1]
        step = median(down) if down else 1e9
        places.append(ParagraphPlace(length, f"page {number}", 0))
        for at, line in enumerate(lines):
            if before is not None:
                apart = at > 0 and (before.height - line.height) > 1.3 * step
                gap = "\n\n" if apart or _stops(before, line, full) else "\n"
                parts.append(gap)
                length += len(gap)
            parts.append(line.words)
            length += len(line.words)
            before = line
    return "".join(parts), tuple(places)


def _stops(before: PdfLine, line: PdfLine, full: float) -> bool:
    """Whether a line ends its paragraph: short after a full stop, or before another letter size."""
    if before.size and line.size and abs(before.size - line.size) > 0.15 * before.size:
        return True
    return before.words.endswith(_ENDS) and len(before.words) < 0.75 * full
