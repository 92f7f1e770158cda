"""Definitions as JSON and as CSV."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields

from regcheck.concepts.definitions import Definition
from regcheck.document.model import Unreadable
from regcheck.reports.records import TOOL, listed, unreadable_record
from regcheck.reports.rows import spreadsheet_row

SCHEMA_VERSION = 1
COLUMNS = tuple(field.name for field in fields(Definition))


def definitions_json(
    documents: Iterable[Sequence[Definition]], unreadable: Sequence[Unreadable] = ()
) -> Iterator[str]:
    """One JSON object: `schema_version`, `tool`, `definitions`, one on a line, and `unreadable`,
    looked at when all documents have been read."""
    yield f'{{"schema_version":{SCHEMA_VERSION},\n"tool":{json.dumps(TOOL)},\n"definitions":['
    records = (definition.record() for document in documents for definition in document)
    yield from listed(json.dumps(record, ensure_ascii=False) for record in records)
    faults = [json.dumps(unreadable_record(one), ensure_ascii=False) for one in unreadable]
    yield ',\n"unreadable":[' + ",\n".join(faults) + "]}\n"


def definitions_csv(documents: Iterable[Sequence[Definition]]) -> Iterator[str]:
    """A table with a byte-order mark, for spreadsheets: no cell begins as a formula."""
    yield "\ufeff" + spreadsheet_row(COLUMNS)
    for document in documents:
        for definition in document:
            yield spreadsheet_row(definition.record().values())
