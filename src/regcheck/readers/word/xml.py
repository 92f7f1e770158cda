"""Names of the elements and attributes of WordprocessingML, and small questions about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"


def w(name: str) -> str:
    """The full name of an element or attribute of the main namespace."""
    return f"{{{MAIN}}}{name}"


P, R, T, DEL_TEXT = w("p"), w("r"), w("t"), w("delText")
TBL, TR, TC, SDT, SDT_CONTENT = w("tbl"), w("tr"), w("tc"), w("sdt"), w("sdtContent")
P_PR, R_PR, VAL, STYLE = w("pPr"), w("rPr"), w("val"), w("pStyle")
INS, DEL, MOVE_FROM, MOVE_TO = w("ins"), w("del"), w("moveFrom"), w("moveTo")
ALTERNATE = f"{{{COMPATIBILITY}}}AlternateContent"
CHOICE, FALLBACK = f"{{{COMPATIBILITY}}}Choice", f"{{{COMPATIBILITY}}}Fallback"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_OFF = frozenset({"0", "false", "off", "none"})


def value(element: _Element | None, name: str = "", attribute: str = VAL) -> str:
    """The `val` (or another attribute) of an element's child, or of itself; empty for none."""
    if element is not None and name:
        element = element.find(name)
    return "" if element is None else element.get(attribute, "")


def number(text: str, default: int = 0) -> int:
    """A whole number as attributes have it, or the default."""
    digits = text.removeprefix("-")
    if not digits.isascii() or not digits.isdecimal() or len(digits) > 9:
        return default
    return int(text)


def switched_on(properties: _Element | None, name: str) -> bool | None:
    """Whether a property that is on or off is set; None when nothing is said."""
    found = None if properties is None else properties.find(name)
    return None if found is None else found.get(VAL, "1").lower() not in _OFF
