"""`regcheck obstacles`: the map of obstacles in a body of law."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from regcheck.cli import options as shared
from regcheck.cli.terminal import say, warn
from regcheck.errors import ExitCode, UsageError, cannot_write
from regcheck.texts.message import message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from regcheck.obstacles.obstacle import Filters, ObstacleMap
    from regcheck.obstacles.reports.table import MapReport
    from regcheck.obstacles.rows import LifeEvents, ObstacleRows
    from regcheck.scans.folder import Manifest
    from regcheck.texts.localised import Localised

_PIECE = 1 << 20
Names = list[str] | None
Folder = Annotated[str, typer.Argument(metavar="SCAN", help="The folder of a scan.")]
Output = Annotated[
    str, typer.Option("--output", "-o", metavar="FOLDER", help="Where the map goes.")
]
Ministry = Annotated[
    Names, typer.Option("--ministry", metavar="NAME", help="Only these; a part will do.")
]
Area = Annotated[Names, typer.Option("--area", metavar="NAME", help="Only these legal areas.")]
LifeEvent = Annotated[
    Names, typer.Option("--life-event", metavar="ID", help="Only these, such as new-in-norway.")
]
Category = Annotated[
    Names, typer.Option("--category", metavar="NAME", help="Only these categories.")
]
RuleNames = Annotated[
    Names, typer.Option("--rule", metavar="RULE", help="Only these: ids or globs.")
]
Least = Annotated[
    str, typer.Option("--severity", metavar="error|warning|info", help="The least severity.")
]
InForce = Annotated[
    str, typer.Option("--in-force", metavar="YYYY-MM-DD", help="Only what is in force then.")
]
Earlier = Annotated[
    str,
    typer.Option(
        "--assessments",
        metavar="FILE.xlsx",
        help="An earlier map that people have written in: what they wrote is carried over.",
    ),
]
EventFile = Annotated[
    str, typer.Option("--life-events", metavar="FILE", help="Life events of your own, as YAML.")
]


def obstacles(
    *,
    folder: Folder,
    output: Output = "kartlegging",
    ministry: Ministry = None,
    area: Area = None,
    life_event: LifeEvent = None,
    category: Category = None,
    rule: RuleNames = None,
    severity: Least = "warning",
    in_force: InForce = "",
    assessments: Earlier = "",
    events: EventFile = "",
    locale: shared.Locale = "auto",
    debug: shared.Debug = False,
) -> int:
    """Map what stands in the way of digital handling: a page, a workbook, a table and a Word file.

    Exit codes: 0 made, 2 nothing was done.
    """
    from regcheck.datafiles.data_files import measured_precision
    from regcheck.obstacles.obstacle import SEVERITIES, Filters, tally
    from regcheck.obstacles.reports.table import Labels, MapReport, method_of
    from regcheck.obstacles.rows import ObstacleRows, load_life_events
    from regcheck.scans.folder import open_scan

    shown = shared.locale_of(locale)
    filters = Filters(
        tuple(ministry or ()),
        tuple(area or ()),
        shared.names(life_event),
        shared.names(category),
        shared.names(rule),
        shared.one_of("--severity", severity, SEVERITIES),
        _day(in_force),
    )
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
    from regcheck.obstacles.reports.workbook import read_workbook
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
    from regcheck.obstacles.reports.page import map_page
    from regcheck.obstacles.reports.table import map_csv
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


def _day(written: str) -> date | None:
    if not written:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise UsageError(message("obstacles.bad_day", day=written)) from None
