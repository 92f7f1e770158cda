"""The concepts to harmonise as a page that needs no script and no network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from regcheck.concepts.marked import marked
from regcheck.harmony.concepts import Concept
from regcheck.harmony.records import Labels, link_to
from regcheck.harmony.workbook import PEOPLES
from regcheck.reports.html.templates import content_hash, environment, resource


def concepts_page(concepts: Sequence[Concept], labels: Labels) -> Iterator[str]:
    """The page, in pieces: each concept with its definitions side by side against the owner's."""
    styles = resource("concepts/reports/harmony.css") + resource("harmony/page.css")
    return (
        environment()
        .get_template("harmony/page.jinja")
        .generate(
            concepts=concepts,
            labels=labels,
            words=labels.words,
            peoples=PEOPLES,
            marked=marked,
            link_to=link_to,
            styles=styles,
            style_hash=content_hash(styles),
        )
    )
