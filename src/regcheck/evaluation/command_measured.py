"""What measurements have in common: which part of the answers they use, and what comes of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from regcheck.evaluation.reports_tables import Part
    from regcheck.results.result import Settings
    from regcheck.run.rules import RuleChoice


@dataclass(frozen=True, slots=True)
class Portion:
    """What part of a gold standard or of ratings is measured, as on the command line, and how."""

    split: str
    fold: str
    jobs: int
    debug: bool


@dataclass(frozen=True, slots=True)
class Measured:
    """A measurement: its report for people, its record for machines, and the exit code."""

    parts: Sequence[Part]
    record: dict[str, Any]
    exit_code: int


def settings_record(choice: RuleChoice, settings: Settings) -> dict[str, Any]:
    """What a measurement was made with, for machines."""
    configured = {"config": settings.config, "severity": dict(settings.severity)}
    return {
        "collection": choice.collection,
        "select": list(choice.select),
        "ignore": list(choice.ignore),
        "packs": list(choice.packs),
        "preview": choice.preview,
        "nlp": settings.nlp,
        "rank": settings.rank,
        **(configured if settings.config else {}),
    }
