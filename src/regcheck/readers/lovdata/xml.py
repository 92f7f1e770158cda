"""XML to a light tree whose every piece of text knows its place in the source, in one pass of
expat. Entity declarations, internal subsets and external identifiers are refused."""

from __future__ import annotations

import codecs
import html
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from xml.parsers import expat

from regcheck.base.text.normalise import Piece, cut_pieces
from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.base.texts.message import message
from regcheck.base.values import Record, Value, member
from regcheck.document.model import Directive
from regcheck.readers.blocks import replaced
from regcheck.readers.limits import Limits
from regcheck.readers.remarks import ReadError

INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "big", "br", "cite", "code", "del", "dfn", "em", "font", "i"}
    | {"ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup"}
    | {"tt", "u", "var", "wbr"}
)
"""Elements of running text."""

BLOCK_SPANS = frozenset(
    {"futuretitle", "miscHeadline", "futureLegalArticleHeader", "data-marginOriginalId"}
)
"""Classes that make a block of a `span`."""

_BEGINNINGS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
"""What a source begins with, and what it then is encoded in."""
_DECLARED = pattern(rb"""\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_KNOWN = pattern(
    r"utf-?8|utf-?16|us-ascii|ascii|iso-?8859-?\d{1,2}|latin-?1|(?:windows-|cp)125\d|utf-(?:16|32)-[bl]e"
)
_ASTRAL = pattern("[\U00010000-\U0010ffff]")
_ENTITY = pattern(r"&[^;]{1,12};")
_ALT = pattern(r"""<[^<>]{0,4000}?\salt\s*=\s*(?:"([^"<]*)"|'([^'<]*)')""")
_DIRECTIVE = pattern(r"\s*regcheck:\s*(.*?)\s*", re.DOTALL)


class Element(Record, eq=False):
    """An element: its text pieces and child elements in order. `inline` says that it stands in
    running text, `mixed` that it holds a block. `at` and `size` are kept for `br` and `img`
    only."""

    tag: str
    attrs: dict[str, str]
    children: list[Element | Piece] = member(default_factory=list)
    mixed: bool = False
    at: int = 0
    size: int = 0
    cls: str = ""
    inline: bool = False

    def __post_init__(self) -> None:
        self.cls = self.attrs.get("class", "")
        self.inline = self.tag in INLINE and self.cls not in BLOCK_SPANS

    def elements(self) -> list[Element]:
        """The child elements."""
        return [child for child in self.children if isinstance(child, Element)]

    def below(self) -> Iterator[Element]:
        """All elements inside, in document order."""
        stack = self.elements()[::-1]
        while stack:
            element = stack.pop()
            yield element
            stack.extend(reversed(element.elements()))

    def nearest(self, *tags: str) -> Iterator[Element]:
        """The elements below with these tags, without those inside one of them."""
        stack = self.elements()[::-1]
        while stack:
            element = stack.pop()
            if element.tag in tags:
                yield element
            else:
                stack.extend(reversed(element.elements()))

    def find(self, tag: str, cls: str = "") -> Element | None:
        """The first element below with this tag (and class)."""
        return next(
            (one for one in self.below() if one.tag == tag and (not cls or one.cls == cls)), None
        )

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


class XmlSource(Value, frozen=True):
    """A parsed source: the root element, and the comments meant for regcheck."""

    root: Element
    directives: tuple[Directive, ...]


def decode(data: bytes) -> tuple[str, str]:
    """The source as text and its encoding: by byte-order mark, declaration, or UTF-8."""
    mark, name = next((one for one in _BEGINNINGS if data.startswith(one[0])), (b"", ""))
    if not name and b"\0" in data:
        raise ReadError("binary", message("readers.xml_nul", at=data.index(0)))
    declared = _DECLARED.match(data[:300])
    if not name:
        name = declared[1].decode("ascii").lower() if declared else "utf-8"
        name = "utf-8" if name.startswith(("utf16", "utf-16")) else name
    skipped = 0 if b"<" in mark else len(mark)
    try:
        if _KNOWN.fullmatch(name):
            return data[skipped:].decode(name), name
    except UnicodeDecodeError as error:
        detail = message("readers.xml_encoding", at=error.start + skipped, name=name.upper())
        raise ReadError("encoding", detail, message("readers.xml_declare")) from None
    except LookupError:
        pass
    detail = message("readers.xml_unknown_encoding", name=name)
    raise ReadError("encoding", detail, message("readers.save_it_as_utf_8"))


def parse_xml(text: str, limits: Limits, prefix: str = "") -> XmlSource:
    """The tree of a decoded source, tags without `prefix` (`akn:`); raises `ReadError`."""
    builder = _PlacedTreeBuilder(text, limits, prefix)
    root = builder.parse()
    return XmlSource(root, tuple(builder.directives))


class _PlacedTreeBuilder:
    """Expat reads UTF-16, in which byte offsets are code point offsets but for astral letters."""

    def __init__(self, text: str, limits: Limits, prefix: str) -> None:
        self.text = text
        self.limits = limits
        self.prefix = prefix
        self.directives: list[Directive] = []
        self.top = Element("", {})
        self.stack = [self.top]
        try:
            self.encoded = text.encode("utf-16-le")
        except UnicodeEncodeError as error:
            detail = message("readers.xml_surrogate", at=error.start)
            raise ReadError("encoding", detail) from None
        self.astral: list[int] = []
        if len(self.encoded) != 2 * len(text):
            self.astral = [m.start() + i for i, m in enumerate(_ASTRAL.finditer(text))]
        self.parser = expat.ParserCreate("UTF-16LE")

    def parse(self) -> Element:
        start, end = self.tag_handlers()
        handlers = {
            "StartElementHandler": start,
            "EndElementHandler": end,
            "CharacterDataHandler": self.text_handler(),
            "CommentHandler": self.comment,
            "StartDoctypeDeclHandler": self.doctype,
            "EntityDeclHandler": self.entity,
        }
        for name, handler in handlers.items():
            setattr(self.parser, name, handler)
        try:
            self.parser.Parse(self.encoded, True)
        except expat.ExpatError as error:
            raise _syntax_fault(error) from None
        finally:  # break the cycle between parser and handlers, so that memory goes at once
            for name in handlers:
                setattr(self.parser, name, None)
        return self.top.elements()[0]

    def place(self) -> int:
        """The code point expat is at."""
        units = self.parser.CurrentByteIndex >> 1
        return units - bisect_right(self.astral, units - 1) if self.astral else units

    def tag_handlers(
        self,
    ) -> tuple[Callable[[str, dict[str, str]], None], Callable[[str], None]]:
        """What is called for each tag; closures, since there are hundreds of thousands."""
        stack, prefix = self.stack, self.prefix
        deepest = self.limits.max_depth

        def start(tag: str, attrs: dict[str, str]) -> None:
            element = Element(tag.removeprefix(prefix), attrs)
            parent = stack[-1]
            parent.children.append(element)
            if not element.inline:
                parent.mixed = True
                if tag == "img":
                    element.at = self.place()
            elif element.tag == "br":
                element.at = self.place()
                element.size = self.text.index(">", element.at) + 1 - element.at
            if len(stack) > deepest:
                detail = message("readers.xml_deep", most=deepest, **self.where())
                raise ReadError("depth", detail)
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
            detail = message("readers.xml_doctype", **self.where())
            raise ReadError("entity", detail, message("readers.xml_bare_doctype"))

    def entity(self, name: str, *_rest: object) -> None:
        raise ReadError("entity", message("readers.xml_entity", name=name, **self.where()))

    def where(self) -> dict[str, int]:
        """The line and column expat is at."""
        parser = self.parser
        return {"line": parser.CurrentLineNumber, "column": parser.CurrentColumnNumber + 1}


def _syntax_fault(error: expat.ExpatError) -> ReadError:
    words = expat.ErrorString(error.code) or "not well-formed"
    place = {"line": error.lineno, "column": error.offset + 1}
    if error.code == expat.errors.codes[expat.errors.XML_ERROR_UNDEFINED_ENTITY]:
        detail = message("readers.xml_undefined", words=words, **place)
        return ReadError("entity", detail, message("readers.xml_write_character"))
    return ReadError("syntax", message("readers.xml_syntax", words=words, **place))


def pieces_of(element: Element, run: list[Piece], source: str = "") -> list[Piece]:
    """Append the running text in `element` to `run`, without marks of footnotes; with `source` also
    the alternative text of an `img`."""
    tag = element.tag
    if tag == "br":
        run.append((" ", element.at, element.size))
    elif tag == "img":
        run.extend(_alternative(element, source))
    elif element.cls not in ("footnotereference", "footnoteLabel"):
        for child in element.children:
            if isinstance(child, tuple):
                run.append(child)
            else:
                pieces_of(child, run)
    return run


def trim_start(pieces: list[Piece], marks: str) -> list[Piece]:
    """The pieces without leading characters out of `marks`."""
    joined = "".join([piece[0] for piece in pieces])
    return cut_pieces(pieces, len(joined) - len(joined.lstrip(marks)), len(joined))


def _alternative(element: Element, source: str) -> list[Piece]:
    found = _ALT.match(source, element.at)
    if found is None:
        return []
    group = 1 if found[1] is not None else 2
    cuts = (
        (one.start(), one.end(), html.unescape(one[0])) for one in _ENTITY.finditer(found[group])
    )
    return replaced(found[group], found.start(group), cuts)
