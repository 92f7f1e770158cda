"""The lines of a draft as a Word file and as an OpenDocument text, of as little as will do."""

from __future__ import annotations

from html import escape

from mutations import zip_of

_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_OPEN = "urn:oasis:names:tc:opendocument:xmlns"
WORD_PART = "word/document.xml"
OPEN_PART = "content.xml"


def word_file(lines: list[str]) -> bytes:
    """Each line a paragraph; every fifth is in a list, and every seventh holds a tracked change."""
    body = "".join(_word_paragraph(number, line) for number, line in enumerate(lines))
    return zip_of(
        {
            "[Content_Types].xml": (
                f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
                f'"application/vnd.openxmlformats-package.relationships+xml"/><Override '
                f'PartName="/{WORD_PART}" ContentType="{_MAIN}"/></Types>'
            ).encode(),
            "_rels/.rels": (
                f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
                f'Type="{_OFFICE}" Target="{WORD_PART}"/></Relationships>'
            ).encode(),
            WORD_PART: f"<w:document {_WORD}><w:body>{body}</w:body></w:document>".encode(),
        }
    )


def _word_paragraph(number: int, line: str) -> str:
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    properties = f"<w:pPr>{numbered}</w:pPr>" if number % 5 == 4 else ""
    run = f"<w:r><w:t>{escape(line)}</w:t></w:r>"
    changed = f'<w:ins w:id="{number}" w:author="K">{run}</w:ins>' if number % 7 == 6 else run
    return f"<w:p>{properties}{changed}</w:p>"


def open_file(lines: list[str]) -> bytes:
    """Each line a paragraph; every fifth is in a list."""
    drawn = [f"<text:p>{escape(line)}</text:p>" for line in lines]
    body = "".join(
        f"<text:list><text:list-item>{p}</text:list-item></text:list>" if n % 5 == 4 else p
        for n, p in enumerate(drawn)
    )
    content = (
        f'<o:document-content xmlns:o="{_OPEN}:office:1.0" xmlns:text="{_OPEN}:text:1.0"><o:body>'
        f"<o:text>{body}</o:text></o:body></o:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.text"
    return zip_of({"mimetype": kind, OPEN_PART: content.encode()})
