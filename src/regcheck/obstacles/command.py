"""`regcheck obstacles`: the map of obstacles in a body of law."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from regcheck.cli import options as shared
from regcheck.cli.options import Option
from regcheck.cli.terminal import say, warn
from regcheck.errors import ExitCode, cannot_write

if TYPE_CHECKING:
    from collections.abc import Mapping

    from regcheck.obstacles.life_events import LifeEvents
    from regcheck.obstacles.obstacle import Filters, ObstacleMap
    from regcheck.obstacles.reports.method import MapReport
    from regcheck.obstacles.rows import ObstacleRows
    from regcheck.scans.folder import Manifest
    from regcheck.texts.localised import Localised

_PIECE = 1 << 20


def obstacles(
    *,
    folder: Annotated[str, Option("folder", "", "SCAN", shared.REQUIRED)],
    output: Annotated[str, Option("output", "--output -o", "FOLDER", "kartlegging")],
    ministry: Annotated[tuple[str, ...], Option("ministry", "--ministry", "NAME", (), many=True)],
    area: Annotated[tuple[str, ...], Option("area", "--area", "NAME", (), many=True)],
    life_event: Annotated[
        tuple[str, ...],
        Option("life_event", "--life-event", "ID", (), many=True, read=shared.names),
    ],
    category: Annotated[
        tuple[str, ...],
        Option("category", "--category", "NAME", (), many=True, read=shared.names),
    ],
    rule: Annotated[
        tuple[str, ...], Option("rule", "--rule", "RULE", (), many=True, read=shared.names)
    ],
    severity: Annotated[
        str, Option("severity", "--severity", "", "warning", ("error", "warning", "info"))
    ],
    in_force: Annotated[
        date | None, Option("in_force", "--in-force", "YYYY-MM-DD", None, read=shared.day)
    ],
    assessments: Annotated[str, Option("assessments", "--assessments", "FILE.xlsx")],
    events: Annotated[str, Option("events", "--life-events", "FILE")],
    locale: shared.Locale,
) -> int:
    """Map what stands in the way of digital handling: a page, a workbook, a table and a Word
    file."""
    from regcheck.datafiles.data_files import measured_precision
    from regcheck.obstacles.life_events import load_life_events
    from regcheck.obstacles.obstacle import Filters
    from regcheck.obstacles.reports.cells import Labels
    from regcheck.obstacles.reports.method import MapReport, method_of
    from regcheck.obstacles.rows import ObstacleRows
    from regcheck.obstacles.totals import tally
    from regcheck.scans.folder import open_scan

    shown = shared.locale_or(locale)
    filters = Filters(ministry, area, life_event, category, rule, severity, in_force)
    manifest = open_scan(folder)
    known = load_life_events(Path(events) if events else None)
    header = manifest.values
    labels = Labels(shown, _titles(tuple(header["settings"]["packs"])), known.titles)
    with ObstacleRows() as rows:
        found = _map(manifest, known, filters, assessments, rows)
        counted = tally(found.rows)
        method = method_of(found, counted, labels, header, measured_precision())
        _write(output, MapReport(found, counted, labels, method))
        gone = len(found.gone)
    say(f"{output}: {counted.rows} rows from {found.searched.documents} documents\n")
    if not counted.rows:
        warn("note: nothing in the scan fits what was chosen, so that the map is empty")
    if found.compared:
        changes = [(one, counted.changes[one]) for one in ("new", "moved", "changed")]
        told = [f"{n} {change}" for change, n in (*changes, ("gone", gone)) if n]
        done = f"{counted.assessed} of {counted.rows} assessed"
        say(f"{done}; {', '.join(told) or 'nothing changed'}\n")
    return ExitCode.OK


def _titles(packs: tuple[str, ...]) -> Mapping[str, Localised]:
    """The titles of all rules, those of packs too where these are still to be had."""
    from regcheck.cli.terminal import caches
    from regcheck.errors import RegcheckError
    from regcheck.run.rules import RuleChoice, load_rules

    everything = RuleChoice("mapping", packs=packs, preview=True)
    try:
        rules = load_rules(everything, caches()).rules
    except RegcheckError:
        if not packs:
            raise
        return _titles(())
    return {rule.id: rule.title for rule in rules}


def _map(
    manifest: Manifest,
    events: LifeEvents,
    filters: Filters,
    assessments: str,
    rows: ObstacleRows,
) -> ObstacleMap:
    from regcheck.obstacles.assessments import carry_over
    from regcheck.obstacles.obstacle import ObstacleMap
    from regcheck.obstacles.reports.workbook_reading import read_workbook
    from regcheck.obstacles.rows import read_rows
    from regcheck.reports.layout import printable
    from regcheck.scans.ministries import load_ministries

    earlier = read_workbook(assessments) if assessments else None
    searched = read_rows(manifest, load_ministries(), events, filters, rows)
    if earlier is None:
        return ObstacleMap(rows, searched, filters)
    for oddity in earlier.oddities:
        warn(printable(f"{assessments}: {oddity}"))
    carried, gone = carry_over(rows, earlier.rows)
    return ObstacleMap(carried, searched, filters, gone, compared=True)


def _write(output: str, report: MapReport) -> None:
    from regcheck.obstacles.reports.cells import map_csv
    from regcheck.obstacles.reports.page import map_page
    from regcheck.obstacles.reports.word_file import map_document
    from regcheck.obstacles.reports.workbook import map_workbook
    from regcheck.reports.files import ReportFile

    name = report.labels.map.file
    with map_workbook(report) as workbook, map_document(report) as document:
        try:
            Path(output).mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise cannot_write(output, fault) from fault
        with (
            ReportFile(str(Path(output) / f"{name}.html")) as page,
            ReportFile(str(Path(output) / f"{name}.csv")) as table,
            ReportFile(str(Path(output) / f"{name}.xlsx")) as book,
            ReportFile(str(Path(output) / f"{name}.docx")) as word,
        ):
            for piece in map_page(report, name):
                page.write(piece)
            for line in map_csv(report.found.rows, report.labels):
                table.write(line)
            for source, target in ((workbook, book), (document, word)):
                while data := source.read(_PIECE):
                    target.write_bytes(data)
