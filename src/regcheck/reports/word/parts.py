"""Word files that we make ourselves: the parts around the text, and paragraphs and runs in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from regcheck.readers.word.xml import MAIN
from regcheck.reports.layout import printable
from regcheck.reports.xml_text import tag, xml_text
from regcheck.texts.locales import locale_for

HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"
_STYLES = (
    ("Normal", "Normal", "", '<w:spacing w:after="120" w:line="276" w:lineRule="auto"/>', ""),
    ("Title", "Title", "Normal", '<w:spacing w:after="240"/>', '<w:b/><w:sz w:val="36"/>'),
    (
        "Heading1", "heading 1", "Normal",
        '<w:keepNext/><w:spacing w:before="360" w:after="120"/><w:outlineLvl w:val="0"/>',
        '<w:b/><w:sz w:val="28"/>',
    ),
    (
        "Heading2", "heading 2", "Normal",
        '<w:keepNext/><w:spacing w:before="240" w:after="60"/><w:outlineLvl w:val="1"/>',
        '<w:b/><w:sz w:val="24"/>',
    ),
)  # fmt: skip
_LANGUAGE = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}


def types_part(kinds: Mapping[str, str]) -> str:
    """The list of content types; `kinds` are those of the parts in `word/`, by their names."""
    parts = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    rels = f'<Default Extension="rels" ContentType="{_RELATIONS}"/>'
    return f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">{rels}{parts}</Types>'


def relations_part(targets: Mapping[str, str]) -> str:
    """The relations `rId1`, `rId2` and so on to these targets; kinds by target."""
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (target, kind) in enumerate(targets.items(), 1)
    )
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


ROOT_RELATIONS: Final = relations_part({"word/document.xml": "officeDocument"})


def styles_part(locale: str) -> str:
    """The styles of our own Word files, in a locale's language."""
    made = [
        f'{HEAD}<w:styles xmlns:w="{MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>'
        '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="22"/>'
        f'<w:lang w:val="{_LANGUAGE[locale_for(locale)]}"/></w:rPr></w:rPrDefault></w:docDefaults>'
    ]
    for style, name, based_on, look, letters in _STYLES:
        default = ' w:default="1"' if style == "Normal" else ""
        base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
        made.append(
            f'<w:style w:type="paragraph"{default} w:styleId="{style}"><w:name w:val="{name}"/>'
            f"{base}<w:qFormat/><w:pPr>{look}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
        )
    return "".join(made) + "</w:styles>"


def paragraph(text: str, style: str = "", *, bold: bool = False) -> str:
    """A paragraph in a style, or in that of running text."""
    look = f"<w:pPr>{tag('w:pStyle', {'w:val': style}, empty=True)}</w:pPr>" if style else ""
    return f"<w:p>{look}{run(text, bold=bold)}</w:p>"


def run(text: str, *, bold: bool = False) -> str:
    """Words in a paragraph; nothing for none."""
    if not text:
        return ""
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{xml_text(printable(text))}</w:t></w:r>'
