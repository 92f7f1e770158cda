"""The Word report: for a Word file a copy of it with comments, for other text a file of its
provisions with comments."""

from __future__ import annotations

from collections.abc import Callable

from regcheck.errors import UsageError
from regcheck.packs.model import RuleSet
from regcheck.readers.office.package import PackageError
from regcheck.reports.html.marking import Numbered
from regcheck.reports.locales import Locales
from regcheck.reports.told import is_shown
from regcheck.reports.word.comments import comment_of
from regcheck.results.result import DocumentResult, RunResult, Settings

ONE = "the Word report holds one document: check one at a time, or use --report html=FILE"


class WordReport:
    """Comments one document. Writes nothing until it is sure that there is only one."""

    def __init__(self, write: Callable[[bytes], object]) -> None:
        self._write = write
        self._settings = Settings()
        self._locales = Locales()
        self._result: DocumentResult | None = None

    def begin(self, settings: Settings, rule_set: RuleSet) -> None:
        """Take the settings."""
        self._settings = settings
        self._locales = Locales(settings.locale)

    def document(self, result: DocumentResult) -> None:
        """Take the document. Raises UsageError for a second one."""
        if result.unreadable is not None:
            return
        if self._result is not None:
            raise UsageError(ONE)
        self._result = result

    def end(self, run: RunResult) -> None:
        """Write the file. Raises UsageError when there was no document."""
        result = self._result
        if result is None:
            raise UsageError("there is no document to write comments in")
        self._write(self._commented(result))

    def _commented(self, result: DocumentResult) -> bytes:
        from regcheck.reports.word.commented import commented
        from regcheck.reports.word.fresh import fresh_file

        words = self._locales.of_result(result)
        found = [one for one in result.findings if is_shown(one, self._settings)]
        comments = [comment_of(one, number, words) for number, one in enumerate(found)]
        if result.original is None:
            numbered = [Numbered.of(number, one) for number, one in enumerate(found)]
            pairs = list(zip(numbered, comments, strict=True))
            return fresh_file(result.blocks, pairs, words, result.meta.language)
        places = dict(result.original.places)
        wanted = [(c, places.get(f.span, ())) for f, c in zip(found, comments, strict=True)]
        try:
            return commented(result.original.data, wanted)[0]
        except PackageError as fault:
            raise UsageError(f"{result.path}: {fault.detail}") from None
