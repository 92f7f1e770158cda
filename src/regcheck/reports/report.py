"""What every report is: something that is told of a run as it goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from regcheck.packs.model import RuleSet
from regcheck.results.result import DocumentResult, RunResult, Settings

Write = Callable[[str], object]
"""Takes text, such as the `write` of a stream."""


class Report(Protocol):
    """A report in the making. Findings are never kept, unless the format cannot do without."""

    def begin(self, settings: Settings, rule_set: RuleSet) -> None:
        """The run starts."""

    def document(self, result: DocumentResult) -> None:
        """One document is done; documents come in path order."""

    def end(self, run: RunResult) -> None:
        """All documents are done."""


@dataclass(frozen=True, slots=True)
class Look:
    """How reports for people look: columns to fill and whether colours may be used."""

    width: int = 100
    colour: bool = False
