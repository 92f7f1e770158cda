"""A text in the three languages that regcheck speaks."""

from __future__ import annotations

from functools import cache

from regcheck.base.texts.catalogue import Texts
from regcheck.base.texts.locales import LOCALES
from regcheck.base.values import Value


class Localised(Value, frozen=True):
    """A text in the three languages rules speak."""

    nb: str = ""
    nn: str = ""
    en: str = ""

    def get(self, locale: str) -> str:
        """The text for `nb`, `nn` or `en`; where it is missing, in the first of these there is."""
        return getattr(self, locale, "") or self.nb or self.nn or self.en


@cache
def localised(key: str) -> Localised:
    """The text of this key, `area.name`, in all three. Raises AttributeError for none."""
    area, _, name = key.partition(".")
    return Localised(**{locale: getattr(Texts(area, locale), name) for locale in LOCALES})


NO_TEXT = Localised()
