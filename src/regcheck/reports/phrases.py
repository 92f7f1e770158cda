"""Words in three languages, side by side: whoever changes one sees the others.

class GreetingWords(Words):
    hello = Phrase("hei", "hei", "hello")

GreetingWords("nn").hello
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, TypeVar

from regcheck.law.ordinals import locale_for

T = TypeVar("T")


class Words:
    """What a report says of its own accord, in one locale: Bokmål for one there is none of."""

    def __init__(self, locale: str) -> None:
        self.locale = locale_for(locale)


class Phrase(Generic[T]):
    """The same in Bokmål, Nynorsk and English. As an attribute of `Words` it is read in their
    locale."""

    def __init__(self, nb: T, nn: T, en: T) -> None:
        self.by_locale: Mapping[str, T] = {"nb": nb, "nn": nn, "en": en}

    def __get__(self, words: Words, _: type[Words]) -> T:
        return self.by_locale[words.locale]

    def of(self, locale: str) -> T:
        """The phrase in a locale, Bokmål for one there is none of."""
        return self.by_locale[locale_for(locale)]


def phrases(said: Mapping[str, tuple[str, str, str]]) -> Phrase[Mapping[str, str]]:
    """Phrases by name, each in Bokmål, Nynorsk and English."""
    nb, nn, en = ({name: three[at] for name, three in said.items()} for at in range(3))
    return Phrase[Mapping[str, str]](nb, nn, en)
