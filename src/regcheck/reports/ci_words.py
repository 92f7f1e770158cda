"""What the reports for CI say of their own accord, in Bokmål, Nynorsk and English."""

from __future__ import annotations

from collections.abc import Mapping

from regcheck.reports.phrases import Phrase, Words
from regcheck.reports.wording import Wording, count


class CiWords(Words):
    """The words of reports for CI. Pairs are for one and for several; `{n}` takes the number and
    `{what}` what it is of."""

    counts = Phrase[Mapping[str, tuple[str, str]]](
        {
            "error": ("{n} feil", "{n} feil"),
            "warning": ("{n} advarsel", "{n} advarsler"),
            "info": ("{n} merknad", "{n} merknader"),
        },
        {
            "error": ("{n} feil", "{n} feil"),
            "warning": ("{n} åtvaring", "{n} åtvaringar"),
            "info": ("{n} merknad", "{n} merknader"),
        },
        {
            "error": ("{n} error", "{n} errors"),
            "warning": ("{n} warning", "{n} warnings"),
            "info": ("{n} note", "{n} notes"),
        },
    )
    missing = Phrase(
        ("{n} mangel i kontrollen", "{n} mangler i kontrollen"),
        ("{n} mangel i kontrollen", "{n} manglar i kontrollen"),
        ("{n} gap in the check", "{n} gaps in the check"),
    )
    not_shown = Phrase(
        "Ikke vist her: {what}.",
        "Ikkje vist her: {what}.",
        "Not shown here: {what}.",
    )
    set_aside = Phrase(
        (
            "{n} funn er kjent fra før eller undertrykt.",
            "{n} funn er kjente fra før eller undertrykt.",
        ),
        (
            "{n} funn er kjent frå før eller undertrykt.",
            "{n} funn er kjende frå før eller undertrykte.",
        ),
        ("{n} finding is known or suppressed.", "{n} findings are known or suppressed."),
    )
    checked = Phrase("Lest og kontrollert", "Lese og kontrollert", "Read and checked")
    below = Phrase(
        "Funn som ikke feller dokumentet:",
        "Funn som ikkje feller dokumentet:",
        "Findings that do not fail the document:",
    )
    known = Phrase("kjent fra før", "kjent frå før", "known")
    suppressed = Phrase("Undertrykt", "Undertrykt", "Suppressed")
    no_reason = Phrase("uten begrunnelse", "utan grunngiving", "no reason given")
    rule = Phrase("Regel", "Regel", "Rule")
    source_root = Phrase(
        "Mappen kontrollen ble startet i.",
        "Mappa kontrollen vart starta i.",
        "The folder the check was started in.",
    )


def counted(numbers: Mapping[str, int], words: Wording) -> str:
    """«2 feil, 1 advarsel»: how many there are of each severity, without those of which there are
    none. `missing` counts what could not be read or run."""
    ci = CiWords(words.locale)
    pairs = {"missing": ci.missing, **ci.counts}
    return ", ".join(
        count(pair, numbers[key], words) for key, pair in pairs.items() if numbers.get(key)
    )
