"""A whole Writer document: its text as the server is asked about it, and comments on the words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

AUTHOR = "regcheck"
PARAGRAPH = "com.sun.star.text.Paragraph"
BETWEEN = {"markup": "\n", "interpretAs": "\n\n"}


def units(text: str) -> int:
    """How many UTF-16 code units a text has."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass
class Sent:
    """The text of a document in pieces as the protocol wants them, and for each piece of text where
    it begins in all of them, counted in UTF-16 code units, and its portion of the document.
    `left_out` counts tables and notes."""

    pieces: list[dict[str, str]] = field(default_factory=list)
    portions: list[tuple[int, int, Any]] = field(default_factory=list)
    language: str = "nb-NO"
    left_out: int = 0
    _length: int = 0

    def add(self, portion: Any, text: str) -> None:
        """Add text that may be commented."""
        if text:
            size = units(text)
            self.portions.append((self._length, self._length + size, portion))
            self.pieces.append({"text": text})
            self._length += size

    def mark(self, markup: str, meant: str) -> None:
        """Add what stands for something else, or for nothing."""
        self.pieces.append({"markup": markup, "interpretAs": meant})
        self._length += units(markup)

    def range(self, start: int, end: int) -> Any:
        """The stretch of the document between two places; None where it is not of text."""
        first, last = self._portion(start, start), self._portion(end, start + 1)
        if first is None or last is None:
            return None
        cursor = _at(first[2], start - first[0])
        cursor.gotoRange(_at(last[2], end - last[0]).getStart(), True)
        return cursor

    def _portion(self, at: int, least: int) -> tuple[int, int, Any] | None:
        """The portion that holds a place, its end being part of it if it is past `least`."""
        for one in self.portions:
            if one[0] <= at < one[1] or (at == one[1] and at >= least > one[0]):
                return one
        return None


def _at(portion: Any, offset: int) -> Any:
    """A cursor so many code units into a portion. A step of LibreOffice's takes a whole character,
    so it is asked how far it came."""
    cursor = portion.getText().createTextCursorByRange(portion.getStart())
    wanted = offset
    while wanted > 0 and cursor.goRight(max(1, min(wanted // 2, 30_000)), True):
        wanted = offset - units(cursor.String)
    cursor.collapseToEnd()
    return cursor


def text_of(document: Any) -> Sent:
    """The text of a document, with the numbers of its lists and without what is struck out."""
    sent = Sent(left_out=document.Footnotes.Count + document.Endnotes.Count)
    paragraphs = document.Text.createEnumeration()
    languages: dict[str, int] = {}
    while paragraphs.hasMoreElements():
        paragraph = paragraphs.nextElement()
        if not paragraph.supportsService(PARAGRAPH):
            sent.left_out += 1
            continue
        if label := paragraph.ListLabelString if paragraph.NumberingIsNumber else "":
            sent.mark("", f"{label} ")
        locale = paragraph.CharLocale
        words = len(paragraph.String)
        languages[locale.Language] = languages.get(locale.Language, 0) + words
        _add_portions(sent, paragraph)
        sent.pieces.append(BETWEEN)
        sent._length += 1
    if languages and max(languages, key=lambda one: languages[one]) == "nn":
        sent.language = "nn-NO"
    return sent


def _add_portions(sent: Sent, paragraph: Any) -> None:
    portions = paragraph.createEnumeration()
    struck = False
    while portions.hasMoreElements():
        portion = portions.nextElement()
        kind = portion.TextPortionType
        if kind == "Redline" and portion.RedlineType == "Delete":
            struck = portion.IsStart
        elif kind == "Text" and not struck:
            sent.add(portion, portion.String)
        elif kind == "TextField" and not struck:
            sent.mark(portion.String, portion.String)


def comments_in(document: Any) -> list[Any]:
    """The comments that regcheck wrote and nobody has answered or resolved."""
    fields = document.TextFields.createEnumeration()
    found = []
    answered = set()
    while fields.hasMoreElements():
        field = fields.nextElement()
        if field.supportsService("com.sun.star.text.textfield.Annotation"):
            found.append(field)
            answered.add(getattr(field, "ParentName", ""))
    return [
        one
        for one in found
        if one.Author == AUTHOR
        and not getattr(one, "Resolved", False)
        and (not getattr(one, "Name", "") or one.Name not in answered)
    ]


def clear(document: Any) -> int:
    """Remove those comments; gives how many."""
    found = comments_in(document)
    for one in found:
        one.Anchor.Text.removeTextContent(one)
    return len(found)


def said_already(document: Any) -> set[str]:
    """What comments of regcheck say that were answered and stay."""
    fields = document.TextFields.createEnumeration()
    found = set()
    while fields.hasMoreElements():
        field = fields.nextElement()
        if getattr(field, "Author", "") == AUTHOR:
            found.add(field.Content)
    return found


def mark(document: Any, sent: Sent, matches: list[dict[str, Any]], now: Any) -> int:
    """Comment the words of the matches, the last first, so that places before stay; gives how many
    could be. What an answered comment says is not said again. `now` is a DateTime of
    LibreOffice."""
    kept = said_already(document)
    done = 0
    for match in sorted(matches, key=lambda one: int(one["offset"]), reverse=True):
        told = match["regcheck"]["comment"]
        place = sent.range(match["offset"], match["offset"] + match["length"])
        if place is None or told in kept:
            continue
        comment = document.createInstance("com.sun.star.text.textfield.Annotation")
        comment.Author, comment.Content, comment.DateTimeValue = AUTHOR, told, now
        place.Text.insertTextContent(place, comment, True)
        done += 1
    return done
