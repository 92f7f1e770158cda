"""Which language a report speaks: the one asked for, else that of each document."""

from __future__ import annotations

from collections import Counter

from regcheck.results.result import DocumentResult
from regcheck.texts.catalogue import Texts
from regcheck.texts.locales import LOCALES


class Locales:
    """Words for each document, and for what is said of all of them."""

    def __init__(self, asked: str = "auto") -> None:
        self._asked = asked
        self._seen: Counter[str] = Counter()

    def of(self, language: str) -> Texts:
        """The words for a document in that language, Bokmål for any but `nb`, `nn` and `en`."""
        locale = self._asked
        if locale not in LOCALES:
            locale = language if language in LOCALES else "nb"
            self._seen[locale] += 1
        return Texts("report", locale)

    def of_result(self, result: DocumentResult) -> Texts:
        """The words for a document, or for the run where the document could not be read."""
        return self.of(result.meta.language) if result.unreadable is None else self.of_all()

    def of_all(self) -> Texts:
        """The words for the run: the locale asked for, else that of most documents so far."""
        if self._asked in LOCALES:
            return Texts("report", self._asked)
        return Texts(
            "report", max(LOCALES, key=lambda locale: (self._seen[locale], locale == "nb"))
        )
