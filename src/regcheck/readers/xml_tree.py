"""XML bytes → a light tree whose every piece of text knows its place in the decoded source.

One pass of expat does it. Whatever XML can do beyond elements, text, comments and character
references is refused: entity declarations, internal subsets, external identifiers.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

from regcheck.document.model import Directive
from regcheck.readers.limits import Limits
from regcheck.text.normalise import Piece
from regcheck.text.span import Span

INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "big", "br", "cite", "code", "del", "dfn", "em", "font", "i"}
    | {"ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup"}
    | {"tt", "u", "var", "wbr"}
)
"""Elements that stand in running text."""

BLOCK_SPANS = frozenset(
    {"futuretitle", "miscHeadline", "futureLegalArticleHeader", "data-marginOriginalId"}
)
"""Classes that make a block of a `span`."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']"""
)
_KNOWN = re.compile(
    r"utf-?8|utf-?16|us-ascii|ascii|iso-?8859-?\d{1,2}|latin-?1|(?:windows-|cp)125\d"
)
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_DIRECTIVE = re.compile(r"\s*regcheck:\s*(.*?)\s*", re.DOTALL)


class XmlError(Exception):
    """Why a source could not be read as XML; becomes an `Unreadable`."""

    def __init__(self, reason: str, detail: str, hint: str = "") -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail
        self.hint = hint


class Element:
    """An element: its text pieces and child elements in order.

    `inline` says that it stands in running text, `mixed` that there is some block inside it. `at`
    is the place of its start tag in the source, kept for `br` and `img` only; `size` is how long
    the tag of a `br` is.
    """

    __slots__ = ("at", "attrs", "children", "cls", "inline", "mixed", "size", "tag")

    def __init__(self, tag: str, attrs: dict[str, str]) -> None:
        self.tag = tag
        self.attrs = attrs
        self.cls = attrs.get("class", "")
        self.at = 0
        self.children: list[Element | Piece] = []
        self.inline = tag in INLINE and self.cls not in BLOCK_SPANS
        self.mixed = False
        self.size = 0

    def elements(self) -> list[Element]:
        """The child elements."""
        return [child for child in self.children if isinstance(child, Element)]

    def find(self, tag: str, cls: str = "") -> Element | None:
        """The first element below with this tag (and class), in document order."""
        stack = self.elements()[::-1]
        while stack:
            element = stack.pop()
            if element.tag == tag and (not cls or element.cls == cls):
                return element
            stack.extend(reversed(element.elements()))
        return None

    def words(self) -> str:
        """All text below, white space collapsed."""
        parts: list[str] = []
        stack: list[Element | Piece] = [self]
        while stack:
            item = stack.pop()
            if isinstance(item, Element):
                stack.extend(reversed(item.children))
                if item.tag == "br" or not item.inline:
                    parts.append(" ")
            else:
                parts.append(item[0])
        return " ".join("".join(parts).split())


@dataclass(slots=True)
class XmlSource:
    """A parsed source: its decoded text (without byte-order mark), the root element, and the
    comments meant for regcheck."""

    text: str
    root: Element
    directives: list[Directive] = field(default_factory=list)


def decode(data: bytes) -> tuple[str, str]:
    """The source as text and the encoding it was in, told by its byte-order mark, its XML
    declaration, or else UTF-8; raises `XmlError`."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], name, len(mark))
    if data.startswith(b"<\0"):
        return _decoded(data, "utf-16-le", 0)
    if data.startswith(b"\0<"):
        return _decoded(data, "utf-16-be", 0)
    if b"\0" in data:
        raise XmlError("binary", f"byte {data.index(0)} is NUL, which no XML text holds")
    declared = _DECLARED.match(data[:300])
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    if not _KNOWN.fullmatch(name):
        raise XmlError(
            "encoding", f"the declared encoding «{name}» is not known", "save it as UTF-8"
        )
    return _decoded(data, "utf-8" if name.startswith(("utf16", "utf-16")) else name, 0)


def parse_xml(text: str, limits: Limits) -> XmlSource:
    """The tree of a decoded source; raises `XmlError`."""
    builder = _Builder(text, limits)
    root = builder.parse()
    return XmlSource(text, root, builder.directives)


def _decoded(data: bytes, name: str, skipped: int) -> tuple[str, str]:
    try:
        return data.decode(name), name
    except UnicodeDecodeError as error:
        raise XmlError(
            "encoding",
            f"byte {error.start + skipped} cannot be read as {name.upper()}",
            "save the file as UTF-8, or declare the encoding it is in",
        ) from None
    except LookupError:
        raise XmlError("encoding", f"the declared encoding «{name}» is not known") from None


def _utf16(text: str) -> bytes:
    try:
        return text.encode("utf-16-le")
    except UnicodeEncodeError as error:
        raise XmlError("encoding", f"code point {error.start} is half a surrogate pair") from None


class _Builder:
    """Expat reads UTF-16, in which byte offsets are code point offsets but for astral letters."""

    def __init__(self, text: str, limits: Limits) -> None:
        self.text = text
        self.limits = limits
        self.directives: list[Directive] = []
        self.top = Element("", {})
        self.stack = [self.top]
        self.encoded = _utf16(text)
        self.astral: list[int] = []
        if len(self.encoded) != 2 * len(text):
            self.astral = [m.start() + i for i, m in enumerate(_ASTRAL.finditer(text))]
        self.parser = expat.ParserCreate("UTF-16LE")

    def parse(self) -> Element:
        parser = self.parser
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartElementHandler, parser.EndElementHandler = self.tag_handlers()
        parser.CharacterDataHandler = self.text_handler()
        parser.CommentHandler = self.comment
        parser.StartDoctypeDeclHandler = self.doctype
        parser.EntityDeclHandler = self.entity
        try:
            parser.Parse(self.encoded, True)
        except expat.ExpatError as error:
            raise self.syntax_fault(error) from None
        finally:
            self.release()
        return self.top.elements()[0]

    def release(self) -> None:
        """Break the cycle between parser and handlers, so that memory goes at once."""
        parser = self.parser
        parser.StartElementHandler = None
        parser.EndElementHandler = None
        parser.CharacterDataHandler = None
        parser.CommentHandler = None
        parser.StartDoctypeDeclHandler = None
        parser.EntityDeclHandler = None

    def place(self) -> int:
        """The code point that expat stands at."""
        units = self.parser.CurrentByteIndex >> 1
        return units - bisect_right(self.astral, units - 1) if self.astral else units

    def tag_handlers(
        self,
    ) -> tuple[Callable[[str, dict[str, str]], None], Callable[[str], None]]:
        """What is called for each tag; closures, since there are hundreds of thousands."""
        stack = self.stack
        deepest = self.limits.max_depth

        def start(tag: str, attrs: dict[str, str]) -> None:
            element = Element(tag, attrs)
            parent = stack[-1]
            parent.children.append(element)
            if not element.inline:
                parent.mixed = True
                if tag == "img":
                    element.at = self.place()
            elif tag == "br":
                element.at = self.place()
                element.size = self.text.index(">", element.at) + 1 - element.at
            if len(stack) > deepest:
                raise XmlError("depth", f"elements lie more than {deepest} deep at {self.where()}")
            stack.append(element)

        def end(_tag: str) -> None:
            element = stack.pop()
            if element.mixed and element.inline:
                stack[-1].mixed = True

        return start, end

    def text_handler(self) -> Callable[[str], None]:
        """What is called for each piece of text."""
        stack, text, place = self.stack, self.text, self.place
        parser = None if self.astral else self.parser

        def characters(data: str) -> None:
            at = parser.CurrentByteIndex >> 1 if parser else place()
            length = len(data)
            if length == 1 and text[at] != data:
                if text[at] == "&":
                    length = text.index(";", at) + 1 - at
                elif text.startswith("\r\n", at):
                    length = 2
            stack[-1].children.append((data, at, length))

        return characters

    def comment(self, data: str) -> None:
        found = _DIRECTIVE.fullmatch(data)
        if found:
            at = self.place()
            end = self.text.index("-->", at) + 3
            self.directives.append(Directive(found[1], Span(at, end)))

    def doctype(self, _name: str, system: str | None, public: str | None, internal: int) -> None:
        if system or public or internal:
            raise XmlError(
                "entity",
                f"the document type at {self.where()} refers to or declares more than a name",
                "only a bare <!DOCTYPE …> is read; take the declarations out",
            )

    def entity(self, name: str, *_rest: object) -> None:
        raise XmlError("entity", f"entity «{name}» is declared at {self.where()}")

    def where(self) -> str:
        """The place expat stands at, for people: lines are of little use in one-line files."""
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        return f"line {line}, column {column}"

    def syntax_fault(self, error: expat.ExpatError) -> XmlError:
        words = expat.ErrorString(error.code) or "not well-formed"
        place = f"line {error.lineno}, column {error.offset + 1}"
        if error.code == expat.errors.codes[expat.errors.XML_ERROR_UNDEFINED_ENTITY]:
            return XmlError(
                "entity", f"{words} at {place}", "write the character itself or its number"
            )
        return XmlError("syntax", f"not well-formed XML: {words} at {place}")
