"""`regcheck obstacles`: the map of obstacles in a body of law."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from regcheck.cli import options as shared
from regcheck.cli.options import Option
from regcheck.cli.terminal import counted, note, say_line, warn
from regcheck.errors import ExitCode, cannot_write
from regcheck.texts.message import message

if TYPE_CHECKING:
    from regcheck.obstacles.obstacle import Filters, ObstacleMap, Tally
    from regcheck.obstacles.rows import LifeEvents, ObstacleRows
    from regcheck.obstacles.table import MapReport
    from regcheck.packs.model import RuleSet
    from regcheck.scans.folder import Manifest

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
    from regcheck.obstacles.obstacle import Filters, tally
    from regcheck.obstacles.rows import ObstacleRows, load_life_events
    from regcheck.obstacles.table import Labels, MapReport, method_of
    from regcheck.packs.categories import category_labels, obstacle_categories
    from regcheck.scans.folder import open_scan

    shown = shared.locale_or(locale)
    manifest = open_scan(folder)
    known = load_life_events(Path(events) if events else None)
    header = manifest.values
    rule_set = _rules(tuple(header["settings"]["packs"]))
    titles = {one.id: one.title for one in rule_set.rules}
    labels = Labels(shown, titles, known.titles, category_labels(rule_set.packs))
    filters = Filters(
        *(ministry, area, life_event, category, rule, severity, in_force),
        obstacles=obstacle_categories(rule_set.packs),
    )
    with ObstacleRows() as rows:
        found = _map(manifest, known, filters, assessments, rows)
        totals = tally(found.rows)
        method = method_of(found, totals, labels, header, measured_precision())
        _write(output, MapReport(found, totals, labels, method))
        _say_what_is_in_it(output, found, totals)
    return ExitCode.OK


def _say_what_is_in_it(output: str, found: ObstacleMap, totals: Tally) -> None:
    from regcheck.obstacles.obstacle import CHANGES

    size = counted("obstacles.documents", found.searched.documents)
    number = counted("obstacles.rows", totals.rows)
    say_line(message("obstacles.made", folder=output, rows=number, documents=size))
    if not totals.rows:
        note(message("obstacles.empty"))
    if found.compared:
        changes = [(one, totals.changes[one]) for one in CHANGES] + [("gone", len(found.gone))]
        listed = ", ".join(counted(f"obstacles.changes/{one}", n) for one, n in changes if n)
        what = listed or message("obstacles.no_change")
        done = {"assessed": totals.assessed, "rows": totals.rows, "changes": what}
        say_line(message("obstacles.assessed", **done))


def _rules(packs: tuple[str, ...]) -> RuleSet:
    """All rules, those of packs too where these are still to be had."""
    from regcheck.cli.terminal import caches
    from regcheck.errors import RegcheckError
    from regcheck.run.rules import RuleChoice, load_rules

    everything = RuleChoice("mapping", packs=packs, preview=True)
    try:
        return load_rules(everything, caches()).rule_set
    except RegcheckError:
        if not packs:
            raise
        return _rules(())


def _map(
    manifest: Manifest,
    events: LifeEvents,
    filters: Filters,
    assessments: str,
    rows: ObstacleRows,
) -> ObstacleMap:
    from regcheck.obstacles.obstacle import ObstacleMap, carry_over
    from regcheck.obstacles.rows import read_rows
    from regcheck.obstacles.workbook import read_workbook
    from regcheck.scans.ministries import load_ministries

    earlier = read_workbook(assessments) if assessments else None
    searched = read_rows(manifest, load_ministries(), events, filters, rows)
    if earlier is None:
        return ObstacleMap(rows, searched, filters)
    for oddity in earlier.oddities:
        warn(message("obstacles.oddity", path=assessments, what=oddity))
    carried, gone = carry_over(rows, earlier.rows)
    return ObstacleMap(carried, searched, filters, gone, compared=True)


def _write(output: str, report: MapReport) -> None:
    from regcheck.obstacles.page import map_page
    from regcheck.obstacles.table import map_csv
    from regcheck.obstacles.word_file import map_document
    from regcheck.obstacles.workbook import map_workbook
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
