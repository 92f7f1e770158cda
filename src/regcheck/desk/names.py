"""Names of files that a browser sends: made harmless, since anything may stand in them."""

from __future__ import annotations

import re
from unicodedata import normalize
from urllib.parse import quote

from regcheck.base.text.patterns import pattern

LONGEST = 120
NAMELESS = "utkast"
_UNSAFE = pattern(
    '[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff<>:"/\\\\|?*]'
)
_DEVICE = pattern(r"(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)", re.IGNORECASE)


def safe_name(given: str) -> str:
    """A name that is harmless to file systems, headers and terminals, its suffix kept."""
    last = re.split(r"[/\\]", normalize("NFC", given))[-1]
    name = " ".join(_UNSAFE.sub(" ", last).split()).strip(". ")
    if not name:
        return NAMELESS
    if _DEVICE.match(name):
        name = f"_{name}"
    if len(name) <= LONGEST:
        return name
    stem, dot, suffix = name.rpartition(".")
    ending = dot + suffix if stem and len(suffix) <= 10 else ""
    return name[: LONGEST - len(ending)].rstrip(". ") + ending


def stem_of(name: str) -> str:
    """A safe name without its suffix."""
    return name.rpartition(".")[0] or name


def disposition(name: str) -> str:
    """The header that makes a browser save something under a safe name."""
    plain = re.sub(r"[^A-Za-z0-9 ._-]", "_", normalize("NFKD", name))
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
