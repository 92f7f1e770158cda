"""Texts by name and locale, read from `<locale>/<area>.toml` beside this module.

    words = Texts("report", "nn")
    words.summary                  a text
    words.table("severities")      texts by name
    words.count("documents", 3)    the form for one or for several, with the number

Every area has the same names, and every text the same placeholders, in all locales; a test says so.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from regcheck.base.texts.locales import locale_for

_FOLDER = Path(__file__).parent


class Texts:
    """The texts of an area in a locale. Raises AttributeError or, in tables, KeyError."""

    __slots__ = ("_texts", "area", "locale")

    def __init__(self, area: str, locale: str) -> None:
        self.area = area
        self.locale = locale_for(locale)
        self._texts = load_area(area, self.locale)

    def __getattr__(self, name: str) -> str:
        try:
            found = self._texts[name]
        except KeyError:
            raise AttributeError(f"no text {self.area}.{name} in {self.locale}") from None
        if not isinstance(found, str):
            raise AttributeError(f"{self.area}.{name} is more than one text")
        return found

    def of(self, area: str) -> Texts:
        """The texts of another area in the same locale."""
        return Texts(area, self.locale)

    def table(self, name: str) -> Mapping[str, str]:
        """Texts by their names in a table."""
        found: Mapping[str, str] = self._texts[name]
        return found

    def form(self, name: str, number: int) -> str:
        """The text for one or for several, its `{n}` not filled in. `name` may be `table/entry`."""
        table, _, entry = name.rpartition("/")
        one, several = (self._texts[table] if table else self._texts)[entry]
        return str(one if number == 1 else several)

    def count(self, name: str, number: int) -> str:
        """The text for one or for several, with the number."""
        return self.form(name, number).format(n=self.number(number))

    def number(self, value: int) -> str:
        """A whole number with its thousands apart."""
        return f"{value:,}".replace(",", "," if self.locale == "en" else "\u00a0")

    def decimal(self, value: float | None, places: int = 1) -> str:
        """A figure with a point in English and a comma in Norwegian; a dash for none."""
        if value is None:
            return "–"
        shown = f"{value:.{places}f}"
        return shown if self.locale == "en" else shown.replace(".", ",")

    def percent(self, value: float) -> str:
        """A share in per cent with one decimal."""
        return f"{self.decimal(100 * value)}\u00a0%"


@cache
def load_area(area: str, locale: str) -> Mapping[str, Any]:
    """All that an area says in a locale. Raises FileNotFoundError for an unknown area."""
    return tomllib.loads((_FOLDER / locale / f"{area}.toml").read_text(encoding="utf-8"))
