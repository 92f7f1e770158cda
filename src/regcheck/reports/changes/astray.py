"""References that lead astray, in words."""

from __future__ import annotations

from regcheck.base.texts.catalogue import Texts
from regcheck.changes.astray import Astray
from regcheck.law.address_text import path_in_words


def astray_told(one: Astray, locale: str) -> str:
    """What a reference was written for, where that is now, and what stands in its place."""
    said = Texts("comparison", locale)
    what = said.astray_moved if one.now else said.astray_gone
    stands = said.astray_there if one.there else said.astray_nothing
    named = {
        "path": one.path,
        "address": one.address,
        "quote": one.quote,
        "was": path_in_words(one.was, locale, one.was),
        "now": path_in_words(one.now, locale, one.now),
        "there": one.there,
    }
    return f"{what} {stands}".format(**named)
