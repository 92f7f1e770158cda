"""Text put into XML: escaped, and without the characters that XML 1.0 does not allow."""

from __future__ import annotations

import re
from collections.abc import Mapping

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_HIDDEN = re.compile("[\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_IN_ATTRIBUTES = {"\t": "&#9;", "\n": "&#10;", '"': "&quot;"}


def xml_text(text: str) -> str:
    """Text between tags. Characters that XML forbids, and those that turn the direction of what
    follows, are written as `\\u0007`."""
    for pattern in (_FORBIDDEN, _HIDDEN):
        text = pattern.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    for char, code in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\r", "&#13;")):
        text = text.replace(char, code)
    return text


def tag(name: str, attributes: Mapping[str, object], *, empty: bool = False) -> str:
    """A start tag, or an empty one; attributes in the order given, those that are None left
    out."""
    told = "".join(
        f' {key}="{_attribute(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{told}/>" if empty else f"<{name}{told}>"


def _attribute(text: str) -> str:
    text = xml_text(text)
    for char, code in _IN_ATTRIBUTES.items():
        text = text.replace(char, code)
    return text
