"""Word files made of XML, small and without any library: parts in, bytes out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from html import escape

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SPACES = (
    f'xmlns:w="{_MAIN}" xmlns:r="{_OFFICE}"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
)
CHANGE = 'w:id="9" w:author="Kari Vik" w:date="2027-01-01T00:00:00Z"'

STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{key}"{default}><w:name w:val="{name}"/>'
    f"{rest}</w:style>"
    for key, name, default, rest in (
        ("Normal", "Normal", ' w:default="1"', ""),
        ("Tittel", "Title", "", ""),
        ("Overskrift1", "heading 1", "", ""),
        ("Overskrift2", "heading 2", "", ""),
        ("Overskrift3", "Overskrift 3", "", ""),
        ("Egen", "Vår overskrift", "", '<w:basedOn w:val="Overskrift2"/>'),
        ("Niva", "Nivå", "", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'),
        ("INNH1", "toc 1", "", ""),
        ("Listefort", "List Continue", "", ""),
    )
)


def t(words: str) -> str:
    """A run of plain words."""
    return f'<w:r><w:t xml:space="preserve">{escape(words, quote=False)}</w:t></w:r>'


def bold(words: str) -> str:
    """A run in bold."""
    return f'<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def run(inner: str) -> str:
    """A run of anything."""
    return f"<w:r>{inner}</w:r>"


def ins(inner: str) -> str:
    """Runs that a tracked change put in."""
    return f"<w:ins {CHANGE}>{inner}</w:ins>"


def gone(words: str) -> str:
    """Words that a tracked change took out."""
    return f'<w:del {CHANGE}><w:r><w:delText xml:space="preserve">{words}</w:delText></w:r></w:del>'


def p(*inner: str, style: str = "", num: tuple[int, int] | None = None, more: str = "") -> str:
    """A paragraph: words, or XML where it begins with «<»; `num` is list and level, `more` further
    properties."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num is not None:
        properties += f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>'
    content = "".join(one if one.startswith("<") else t(one) for one in inner)
    return f"<w:p><w:pPr>{properties}{more}</w:pPr>{content}</w:p>"


def mark(change: str) -> str:
    """Properties that say a tracked change (`ins`, `del`) of the paragraph mark."""
    return f"<w:rPr><w:{change} {CHANGE}/></w:rPr>"


def field(instruction: str, result: str) -> str:
    """A field and its result."""
    return (
        run('<w:fldChar w:fldCharType="begin"/>')
        + run(f'<w:instrText xml:space="preserve"> {instruction} </w:instrText>')
        + run('<w:fldChar w:fldCharType="separate"/>')
        + t(result)
        + run('<w:fldChar w:fldCharType="end"/>')
    )


def control(inner: str, properties: str = "") -> str:
    """A content control around blocks."""
    said = f"<w:sdtPr>{properties}</w:sdtPr>" if properties else ""
    return f"<w:sdt>{said}<w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def table(*rows: tuple[str, ...], properties: str = "") -> str:
    """A table of cells that hold block XML or words."""
    drawn = ""
    for row in rows:
        cells = (one if one.startswith("<") else p(one) for one in row)
        drawn += f"<w:tr>{properties}" + "".join(f"<w:tc>{c}</w:tc>" for c in cells) + "</w:tr>"
    return f"<w:tbl>{drawn}</w:tbl>"


def levels(*patterns: tuple[str, str], extra: Mapping[int, str] | None = None) -> str:
    """The levels of an abstract list as (format, pattern); `extra` XML by level."""
    drawn = ""
    for at, (form, pattern) in enumerate(patterns):
        drawn += (
            f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'{(extra or {}).get(at, "")}<w:lvlText w:val="{pattern}"/></w:lvl>'
        )
    return drawn


def numbering(abstract: Mapping[int, str], nums: Mapping[int, tuple[int, str]]) -> str:
    """A numbering part: abstract lists by id, instances by id as (abstract id, overrides)."""
    drawn = "".join(
        f'<w:abstractNum w:abstractNumId="{key}">{inner}</w:abstractNum>'
        for key, inner in abstract.items()
    )
    drawn += "".join(
        f'<w:num w:numId="{key}"><w:abstractNumId w:val="{to}"/>{overrides}</w:num>'
        for key, (to, overrides) in nums.items()
    )
    return drawn


def start_at(level: int, start: int) -> str:
    """An override of where a level starts."""
    return f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def footnotes(*notes: str) -> str:
    """A footnotes part with notes 1, 2 … of block XML."""
    rule = f'<w:footnote w:type="separator" w:id="-1">{p("----")}</w:footnote>'
    return rule + "".join(
        f'<w:footnote w:id="{at}">{note}</w:footnote>' for at, note in enumerate(notes, 1)
    )


def noted(number: int, kind: str = "footnote") -> str:
    """A reference to a note."""
    return run(f'<w:{kind}Reference w:id="{number}"/>')


def word(
    *blocks: str,
    styles: str = STYLES,
    extra: Mapping[str, str | bytes] | None = None,
    parts: Mapping[str, str] | None = None,
) -> bytes:
    """A Word file. `parts` are the inner XML of `numbering`, `footnotes`, `endnotes`, `comments`;
    `extra` are further files by name."""
    content, body = {"styles": styles, **(parts or {})}, "".join(blocks)
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": _types(content),
        "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations({name: f"{name}.xml" for name in content}),
    }
    for name, inner in content.items():
        files[f"word/{name}.xml"] = f"<w:{name} {SPACES}>{inner}</w:{name}>"
    files.update(extra or {})
    return zipped(files)


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """A zip file of these members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _types(parts: Mapping[str, str]) -> str:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    named = {"document": "document.main", **{name: name for name in parts}}
    drawn = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{kind}.{type_}+xml"/>'
        for name, type_ in named.items()
    )
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="{relations}"/>{drawn}</Types>'
    )


def _relations(targets: Mapping[str, str]) -> str:
    drawn = "".join(
        f'<Relationship Id="r{at}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{drawn}</Relationships>'
