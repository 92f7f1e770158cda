"""Text for XML: escaped, and without the characters that XML 1.0 forbids."""

from __future__ import annotations

from collections.abc import Mapping

from regcheck.base.text.patterns import pattern
from regcheck.base.text.printable import COMMAND

_CODES = {"#": "&#35;", "&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_CODES_IN_ATTRIBUTES = str.maketrans({"\t": "&#9;", "\n": "&#10;", '"': "&quot;"})
_SPECIAL = pattern(
    "[&<>\r\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"
    f"\u200e\u200f\u2028-\u202e\u2066-\u2069]|{COMMAND}"
)


def xml_text(text: str) -> str:
    """Text between tags; forbidden and direction characters are written as `\\u0007`."""
    return _SPECIAL.sub(lambda found: _CODES.get(found[0]) or f"\\u{ord(found[0]):04x}", text)


def tag(name: str, attributes: Mapping[str, object], *, empty: bool = False) -> str:
    """A start tag, or an empty one; attributes in the order given, without those that are None."""
    written = "".join(
        f' {key}="{xml_text(str(value)).translate(_CODES_IN_ATTRIBUTES)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}/>" if empty else f"<{name}{written}>"
