"""What reports have in common: where they write, the settings of the run, and a language."""

from __future__ import annotations

import json
import zlib
from abc import abstractmethod
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from regcheck.base.errors import UsageError
from regcheck.base.texts.catalogue import Texts
from regcheck.base.texts.locales import LOCALES
from regcheck.base.texts.message import message
from regcheck.packs.categories import Labels, category_labels
from regcheck.packs.model import Rule, RuleSet
from regcheck.results.result import DocumentResult, RunResult, Settings
from regcheck.results.shown import First

Write = Callable[[str], object]
"""Takes text, such as the `write` of a stream."""
Data = TypeVar("Data")


class Packed(Generic[Data]):
    """What a report holds back until it knows what comes before it: values as JSON has them, each
    compressed by itself, given back in the same order."""

    def __init__(self) -> None:
        self._packed: list[bytes] = []

    def put(self, value: Data) -> None:
        """Add a value."""
        self._packed.append(zlib.compress(json.dumps(value).encode(), 1))

    def take(self) -> Iterator[Data]:
        """Everything that was kept."""
        return (json.loads(zlib.decompress(packed)) for packed in self._packed)


class Locales:
    """Texts in the locale asked for, or else in the language of each document."""

    def __init__(self, asked: str = "auto") -> None:
        self._asked = asked
        self._seen: Counter[str] = Counter()

    def of(self, language: str) -> Texts:
        """The texts for a document in that language, Bokmål for a language we lack."""
        locale = self._asked
        if locale not in LOCALES:
            locale = language if language in LOCALES else "nb"
            self._seen[locale] += 1
        return Texts("report", locale)

    def of_result(self, result: DocumentResult) -> Texts:
        """The texts for a document, or for the run if the document could not be read."""
        return self.of(result.meta.language) if result.unreadable is None else self.of_all()

    def of_all(self) -> Texts:
        """The texts for the run: in the locale asked for, or else that of most documents so far."""
        most = max(LOCALES, key=lambda locale: (self._seen[locale], locale == "nb"))
        return Texts("report", self._asked if self._asked in LOCALES else most)


class BaseReport(Generic[Data]):
    """A report in the making, called as a run proceeds, which passes text, bytes or lines to
    `write`; those that open with what to look at first let `first` see each document."""

    def __init__(self, write: Callable[[Data], object]) -> None:
        self.write: Callable[[Data], object] = write
        self.settings = Settings()
        self.categories: Labels = {}
        self.locales = Locales()
        self.first = First(0)
        self.word_rules: Sequence[Rule] = ()

    def begin(self, settings: Settings, rule_set: RuleSet) -> None:
        """The run starts."""
        self.settings = settings
        self.word_rules = () if settings.show_info or settings.told else rule_set.rules
        self.categories = category_labels(rule_set.packs)
        self.locales = Locales(settings.locale)
        self.first = First(settings.first)

    def document(self, result: DocumentResult) -> None:
        """One document is done; documents come in path order."""

    def end(self, run: RunResult) -> None:
        """All documents are done."""


class FileReport(BaseReport[bytes]):
    """A file made of a single document, written when it is certain to be the only one; `one` and
    `none` are what is said of more, of documents that do not fit, and of none."""

    one, none = "reports.one_document", "reports.no_document"

    def __init__(self, write: Callable[[bytes], object]) -> None:
        super().__init__(write)
        self._result: DocumentResult | None = None
        self.by_rule: Mapping[str, Mapping[str, int]] = {}

    def document(self, result: DocumentResult) -> None:
        """Take the document. Raises UsageError for a second one, or one that does not fit."""
        if result.unreadable is None:
            if self._result is not None or not self.fits(result):
                raise UsageError(message(self.one, path=result.path))
            self._result = result

    def end(self, run: RunResult) -> None:
        """Write the file. Raises UsageError when there was no document."""
        if self._result is None:
            raise UsageError(message(self.none))
        self.by_rule = run.by_rule
        self.write(self.made_of(self._result))

    def fits(self, result: DocumentResult) -> bool:
        """Whether the file can be made of a document."""
        return True

    @abstractmethod
    def made_of(self, result: DocumentResult) -> bytes:
        """The file. Raises UsageError for a document that it cannot be made of."""
