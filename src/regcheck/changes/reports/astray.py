"""References that lead astray, in words."""

from __future__ import annotations

from regcheck.changes.astray import Astray
from regcheck.law.address_path import parse_path
from regcheck.law.address_text import long
from regcheck.texts.catalogue import Texts


def astray_told(one: Astray, locale: str) -> str:
    """What a reference was written for, where that is now, and what stands in its place."""
    said = Texts("comparison", locale)
    what = said.astray_moved if one.now else said.astray_gone
    stands = said.astray_there if one.there else said.astray_nothing
    named = {
        "path": one.path,
        "address": one.address,
        "quote": one.quote,
        "was": in_words(one.was, locale),
        "now": in_words(one.now, locale),
        "there": one.there,
    }
    return f"{what} {stands}".format(**named)


def in_words(path: str, locale: str) -> str:
    """A place as people write it, or as it stands when it cannot be read."""
    try:
        return long(parse_path(path), locale)
    except ValueError:
        return path
