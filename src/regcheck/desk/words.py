"""What the desk says, in Bokmål, Nynorsk and English."""

from __future__ import annotations

from types import MappingProxyType

from regcheck.texts.locales import LOCALES

NAMES = MappingProxyType({"nb": "Bokmål", "nn": "Nynorsk", "en": "English"})


def preferred_locale(asked: str, accepted: str) -> str:
    """The locale that is asked for, else the first that a browser says it accepts, else `nb`."""
    if asked in LOCALES:
        return asked
    for part in accepted.split(","):
        language = part.strip().lower()[:2]
        if language == "no":
            return "nb"
        if language in LOCALES:
            return language
    return "nb"
