"""The languages that regcheck speaks: Bokmål, Nynorsk and English."""

from __future__ import annotations

from typing import Final

LOCALES: Final = ("nb", "nn", "en")
STANDARDS: Final = ("nb", "nn")
"""The written standards of Norwegian."""
AUTO: Final = "auto"
"""Stands for the language of the document, or of the user where no document is at hand."""


def locale_for(language: str) -> str:
    """The locale for text in a language: the language itself, or Bokmål where we lack its texts."""
    return language if language in LOCALES else "nb"
