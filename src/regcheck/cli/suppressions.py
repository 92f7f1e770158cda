"""`regcheck suppressions`: what is suppressed in documents, why, where and until when."""

from __future__ import annotations

from typing import Annotated, Any

from regcheck.base.text.printable import printable
from regcheck.changes.suppressions.suppress import known_of
from regcheck.cli import options as shared
from regcheck.cli.documents import ReadableDocuments
from regcheck.cli.job import make_suppressing
from regcheck.cli.options import settings
from regcheck.cli.setup import SettingsRequest
from regcheck.cli.terminal import say
from regcheck.findings.suppression import Suppression, read_suppressions
from regcheck.reports.records import pretty_json
from regcheck.results.result import DocumentResult

_Row = tuple[str, Suppression, str]
"""The document that a suppression is about, the suppression, and how it stands."""


def suppressions(
    paths: shared.Paths,
    as_json: shared.AsJson,
    request: Annotated[SettingsRequest, settings("packs config-choice today")],
) -> int:
    """List what is suppressed in documents, and whether it still holds. Runs no rules."""
    setup = request.resolve(paths)
    stage = make_suppressing(setup, setup.load_rules(), setup.settings)
    known = known_of(stage.rule_set)
    rows: list[_Row] = []
    documents = ReadableDocuments(setup.find_documents())
    for document in documents:
        path = document.source.path
        inside = read_suppressions(document)
        result = DocumentResult(path, "", "", document.meta, suppressions=inside)
        rows += [(path, one, stage.state(one, known)) for one in stage.of(result)]
    say(_as_json(rows) if as_json else _as_table(rows))
    return documents.exit_code


def _as_json(rows: list[_Row]) -> str:
    records: list[dict[str, Any]] = [
        {
            "document": document,
            "address_path": one.address,
            "rules": list(one.names),
            "reason": one.reason or None,
            "until": one.until or None,
            "state": state,
            "kind": one.kind,
            "path": one.path,
            "line": one.line,
        }
        for document, one, state in rows
    ]
    return pretty_json(records)


def _as_table(rows: list[_Row]) -> str:
    lines = []
    for document, one, state in rows:
        rules = ", ".join(one.names) or one.words
        until = f" until {one.until}" if one.until else ""
        where = f"{one.path}:{one.line}"
        place = one.address or document
        lines.append(printable(f"{state:<12}  {rules}  {place}  {where}{until}"))
        if one.reason:
            lines.append(printable(f"{'':<12}  {one.reason}"))
    counted = f"{len(rows)} suppression{'' if len(rows) == 1 else 's'}"
    return "".join(f"{line}\n" for line in [*lines, counted])
