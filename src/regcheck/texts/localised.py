"""A text in the three languages that regcheck speaks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Localised:
    """A text in the three languages rules speak."""

    nb: str = ""
    nn: str = ""
    en: str = ""

    def get(self, locale: str) -> str:
        """The text for `nb`, `nn` or `en`; Bokmål where one is missing."""
        return getattr(self, locale, "") or self.nb or self.en


NO_TEXT = Localised()
