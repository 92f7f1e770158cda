"""The concepts to harmonise as a page that needs no script and no network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from regcheck.concepts.marked import marked
from regcheck.harmony.concepts import Concept
from regcheck.harmony.records import HarmonyLabels
from regcheck.obstacles.obstacle import PEOPLES
from regcheck.reports.html.templates import page, resource


def concepts_page(concepts: Sequence[Concept], labels: HarmonyLabels) -> Iterator[str]:
    """The page, in pieces: each concept with its definitions side by side against the owner's."""
    styles = resource("concepts/reports/harmony.css") + resource("harmony/page.css")
    return page(
        "harmony/page.jinja",
        styles,
        concepts=concepts,
        labels=labels,
        words=labels.words,
        peoples=PEOPLES,
        marked=marked,
    )
