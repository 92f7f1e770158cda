"""What the reports for CI say of their own accord, in Bokmål, Nynorsk and English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from regcheck.reports.wording import Wording, count


@dataclass(frozen=True, slots=True)
class CiWords:
    """The words of one locale. Pairs are for one and for several; `{n}` takes the number and
    `{what}` what it is of."""

    counts: Mapping[str, tuple[str, str]]
    missing: tuple[str, str]
    not_shown: str
    set_aside: tuple[str, str]
    checked: str
    below: str
    known: str
    suppressed: str
    no_reason: str
    rule: str
    source_root: str


_NB = CiWords(
    counts={
        "error": ("{n} feil", "{n} feil"),
        "warning": ("{n} advarsel", "{n} advarsler"),
        "info": ("{n} merknad", "{n} merknader"),
    },
    missing=("{n} mangel i kontrollen", "{n} mangler i kontrollen"),
    not_shown="Ikke vist her: {what}.",
    set_aside=(
        "{n} funn er kjent fra før eller undertrykt.",
        "{n} funn er kjente fra før eller undertrykt.",
    ),
    checked="Lest og kontrollert",
    below="Funn som ikke feller dokumentet:",
    known="kjent fra før",
    suppressed="Undertrykt",
    no_reason="uten begrunnelse",
    rule="Regel",
    source_root="Mappen kontrollen ble startet i.",
)
_NN = CiWords(
    counts={
        "error": ("{n} feil", "{n} feil"),
        "warning": ("{n} åtvaring", "{n} åtvaringar"),
        "info": ("{n} merknad", "{n} merknader"),
    },
    missing=("{n} mangel i kontrollen", "{n} manglar i kontrollen"),
    not_shown="Ikkje vist her: {what}.",
    set_aside=(
        "{n} funn er kjent frå før eller undertrykt.",
        "{n} funn er kjende frå før eller undertrykte.",
    ),
    checked="Lese og kontrollert",
    below="Funn som ikkje feller dokumentet:",
    known="kjent frå før",
    suppressed="Undertrykt",
    no_reason="utan grunngiving",
    rule="Regel",
    source_root="Mappa kontrollen vart starta i.",
)
_EN = CiWords(
    counts={
        "error": ("{n} error", "{n} errors"),
        "warning": ("{n} warning", "{n} warnings"),
        "info": ("{n} note", "{n} notes"),
    },
    missing=("{n} gap in the check", "{n} gaps in the check"),
    not_shown="Not shown here: {what}.",
    set_aside=(
        "{n} finding is known or suppressed.",
        "{n} findings are known or suppressed.",
    ),
    checked="Read and checked",
    below="Findings that do not fail the document:",
    known="known",
    suppressed="Suppressed",
    no_reason="no reason given",
    rule="Rule",
    source_root="The folder the check was started in.",
)
_WORDS = MappingProxyType({"nb": _NB, "nn": _NN, "en": _EN})


def ci_words(words: Wording) -> CiWords:
    """The words of CI reports in the same locale."""
    return _WORDS[words.locale]


def counted(numbers: Mapping[str, int], words: Wording) -> str:
    """«2 feil, 1 advarsel»: how many there are of each severity, without those of which there are
    none. `missing` counts what could not be read or run."""
    ci = ci_words(words)
    pairs = {"missing": ci.missing, **ci.counts}
    return ", ".join(
        count(pair, numbers[key], words) for key, pair in pairs.items() if numbers.get(key)
    )
