"""The concepts to harmonise as a workbook: one row for each concept, where people decide, and one
for each definition; and what people have written in an earlier one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import IO, Final

from regcheck.base.texts.catalogue import Texts
from regcheck.base.texts.message import Message
from regcheck.corpus.harmony.concepts import Concept
from regcheck.corpus.harmony.records import Labels
from regcheck.corpus.obstacles.obstacle import PEOPLES, Assessment
from regcheck.reports.returned import Form, read_returned
from regcheck.reports.workbooks import Sheet, workbook

COLUMNS: Final = tuple(Texts("harmony", "nb").table("columns"))
"""The columns of the sheet of concepts in their order."""
PLACES: Final = tuple(Texts("harmony", "nb").table("places"))
"""The columns of the sheet of definitions in their order."""
_WIDE: Final = {
    "term": 26,
    "definition": 90,
    "owner": 34,
    "proposal": 60,
    "comment": 36,
    "text": 40,
}


def concepts_workbook(concepts: Sequence[Concept], labels: Labels) -> IO[bytes]:
    """The workbook as an open temporary file. Raises UsageError without openpyxl."""
    words = labels.words
    rows = [_row(number, one, labels) for number, one in enumerate(concepts, 1)]
    places = [row for one in concepts for row in _places(one, labels)]
    return workbook(
        Sheet(
            title,
            some,
            list(columns.values()),
            [_WIDE.get(name, 18) for name in columns],
            "C2",
            wrap=True,
        )
        for title, columns, some in (
            (words.sheet, words.table("columns"), rows),
            (words.places_sheet, words.table("places"), places),
        )
    )


def _row(number: int, one: Concept, labels: Labels) -> list[str | int]:
    """The cells under `COLUMNS`."""
    facts: dict[str, str | int] = {
        "rank": number,
        "term": one.term,
        "definition": one.owner.definition,
        "owner": labels.place(one.owner),
        "texts": len(one.documents),
        "amend": len(one.to_amend),
        "ministries": "; ".join(one.ministries),
        "used": one.usage.documents,
        "life_events": labels.events_of(one),
        "local": one.local,
        "catalogue": "; ".join(entry.definition for entry in one.catalogued),
        "proposal": one.proposal.definition if one.proposal else "",
        "key": one.key,
    }
    facts |= asdict(one.assessment)
    return [facts[name] for name in COLUMNS]


def _places(one: Concept, labels: Labels) -> list[list[str | int]]:
    """The cells under `PLACES`, the owner's first."""
    words = labels.words
    owner = _place(one, labels, words.is_owner, one.owner.definition)
    rows = [owner | {"text": labels.place(one.owner), "link": one.owner.page}]
    for other in one.others:
        verdict = other.how.verdict
        rows.append(
            _place(one, labels, labels.kind(other), other.definition.definition)
            | {
                "text": labels.place(other.definition),
                "link": other.definition.page,
                "ministries": "; ".join(other.document.ministries),
                "contrasts": " ".join(map(labels.contrast, other.how.contrasts)),
                "only_this": " ".join(verdict.only_second),
                "only_owner": " ".join(verdict.only_first),
                "amend": words.amend.format(place=labels.place(one.owner), term=one.term)
                if other.how.kind.matters
                else "",
            }
        )
    return [[row.get(name, "") for name in PLACES] for row in rows]


def _place(one: Concept, labels: Labels, kind: str, definition: str) -> dict[str, str]:
    ministries = "; ".join(one.owner_document.ministries)
    return {"term": one.term, "kind": kind, "definition": definition, "ministries": ministries}


def with_assessments(
    concepts: Sequence[Concept], path: str
) -> tuple[list[Concept], list[str], list[Message]]:
    """The concepts with what people wrote at `path`, the keys of gone concepts with something
    written, and oddities. Raises UsageError for any other file."""
    rows, oddities = read_returned(path, Form.of("harmony", "sheet", ("key",), PEOPLES))
    written = {row["key"]: Assessment.of(row) for row in rows if row["key"]}
    found = [
        replace(one, assessment=written[one.key]) if one.key in written else one for one in concepts
    ]
    known = {one.key for one in concepts}
    gone = [key for key, wrote in written.items() if key not in known and not wrote.empty]
    return found, gone, oddities
