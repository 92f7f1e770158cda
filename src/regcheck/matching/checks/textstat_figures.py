"""Readability figures that people ask for by name, as the library textstat computes them.

The library is imported when a chosen rule asks for one of its figures, and only ever used with its
Norwegian setting, which touches no network.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from regcheck.document.model import Role
from regcheck.matching.checks.hits import CheckHit
from regcheck.segments.measures import MEASURED_ROLES, measure_text
from regcheck.segments.view import Segments

FEWEST_WORDS = 200
_LANGUAGE = "nb_NO"


def document_rix(segments: Segments, options: Mapping[str, str]) -> Iterator[CheckHit]:
    """The document's RIX – long words per sentence (Anderson 1983) – when it is above the option
    `above`, at its first heading or provision; texts of under 200 words are left alone."""
    if measure_text(segments).words < FEWEST_WORDS:
        return
    import textstat

    textstat.textstat.set_lang(_LANGUAGE)
    text = " ".join(
        leaf.span.of(segments.text) for leaf in segments.leaves if leaf.role in MEASURED_ROLES
    )
    value, above = float(textstat.textstat.rix(text)), float(options["above"])
    if value <= above:
        return
    for index, leaf in enumerate(segments.leaves):
        if leaf.role in (Role.HEADING, *MEASURED_ROLES):
            yield CheckHit(index, leaf.span, value, above)
            return
