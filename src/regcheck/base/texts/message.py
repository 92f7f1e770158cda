"""What regcheck says of what happened, so that it can be said in the user's language later."""

from __future__ import annotations

from dataclasses import dataclass

from regcheck.base.texts.catalogue import Texts


@dataclass(frozen=True, slots=True)
class Message:
    """A text of an area, `area.name`, with what its placeholders stand for; `str()` is English.

    Saying it raises AttributeError when there is no such text.
    """

    key: str
    values: tuple[tuple[str, str | int | float | Message], ...] = ()

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


def message(key: str, /, **values: object) -> Message:
    """The message of a key, `area.name`, with its values by name."""
    return Message(
        key,
        tuple(
            (name, value if isinstance(value, str | int | float | Message) else str(value))
            for name, value in values.items()
        ),
    )


def said(text: str | Message, locale: str) -> str:
    """A message in a locale; text that is no message stays as it is."""
    return text.said(locale) if isinstance(text, Message) else text
