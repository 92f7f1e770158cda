"""What regcheck says of what happened, so that it can be said in the user's language later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from regcheck.texts.catalogue import Texts


@dataclass(frozen=True, slots=True)
class Message:
    """A text of an area, `area.name`, with what its placeholders stand for; `str()` is English.

    Values may be messages themselves. Raises AttributeError when it is said and there is no such
    text.
    """

    key: str
    values: tuple[tuple[str, object], ...] = ()

    @classmethod
    def of(cls, key: str, **values: object) -> Self:
        """The message with its values by name."""
        return cls(key, tuple(values.items()))

    def said(self, locale: str) -> str:
        """The message in a locale."""
        area, _, name = self.key.partition(".")
        values = {
            key: value.said(locale) if isinstance(value, Message) else value
            for key, value in self.values
        }
        return str(getattr(Texts(area, locale), name)).format(**values)

    def __str__(self) -> str:
        return self.said("en")
