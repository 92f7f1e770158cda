"""What the map of obstacles says of its own accord, in Bokmål, Nynorsk and English."""

from __future__ import annotations

from regcheck.texts.catalogue import Texts
from regcheck.texts.locales import LOCALES

COLUMNS = tuple(Texts("map", "nb").table("columns"))
"""The columns of the map in their order: first those of the mapping of 1999, then what machines
and people add, last what rows are known again by."""
PEOPLES = ("comment", "conclusion", "responsible", "status", "deadline")
"""The columns that people fill in."""


IN_ALL_LOCALES = tuple(Texts("map", locale) for locale in LOCALES)
"""The words of every locale: a workbook may come back in another than the one asked for."""
