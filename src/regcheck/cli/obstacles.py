"""`regcheck obstacles`: the map of obstacles in a body of law."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from regcheck.base.datafiles.data_files import measured_precision
from regcheck.base.errors import ExitCode, RegcheckError, UsageError
from regcheck.base.texts.message import message
from regcheck.cli import options as shared
from regcheck.cli.options import argument, choice, option
from regcheck.cli.terminal import caches, counted, note, say_line, warn
from regcheck.corpus.obstacles.changes import changes_of, in_order
from regcheck.corpus.obstacles.front import Sheet, brief_of
from regcheck.corpus.obstacles.life_events import load_life_events
from regcheck.corpus.obstacles.obstacle import CHANGES, Filters, ObstacleMap, carry_over, tally
from regcheck.corpus.obstacles.page import map_page, sheet_page
from regcheck.corpus.obstacles.provisions import carry_provisions, provisions_of
from regcheck.corpus.obstacles.rows import Knowledge, read_rows
from regcheck.corpus.obstacles.table import Labels, MapReport, cells, map_csv, method_of, titles
from regcheck.corpus.obstacles.what_if import effects_csv, sheet_of
from regcheck.corpus.obstacles.word_file import map_document, sheet_document
from regcheck.corpus.obstacles.workbook import map_workbook, read_workbook, workbook_of
from regcheck.corpus.scans.folder import Manifest, open_scan
from regcheck.corpus.scans.ministries import load_ministries
from regcheck.packs.categories import category_labels, obstacle_categories, obstacle_groups
from regcheck.packs.model import RuleSet
from regcheck.reports.files import write_together
from regcheck.run.rules import RuleChoice, load_rules

if TYPE_CHECKING:
    from regcheck.cli.what_if import WhatIf


def obstacles(
    *,
    folder: Annotated[str, argument("SCAN")],
    output: Annotated[str, option("FOLDER", "--output -o", "kartlegging")],
    force: bool,
    brief: bool,
    what_if: Annotated[str, option("CHANGE")],
    ministry: Annotated[tuple[str, ...], option("NAME")],
    area: Annotated[tuple[str, ...], option("NAME")],
    life_event: Annotated[tuple[str, ...], option("ID", kind="names")],
    category: shared.Names,
    rule: Annotated[tuple[str, ...], option("RULE", kind="names")],
    severity: Annotated[str, choice("error", "warning", "info", default="warning")],
    in_force: Annotated[date | None, option("YYYY-MM-DD")],
    confidence: Annotated[str, choice("high", "medium", "low", default="low")],
    decider: shared.Names,
    assessments: Annotated[str, option("MAP", "--since --assessments")],
    events: Annotated[str, option("FILE", "--life-events")],
    locale: shared.Locale,
) -> int:
    """Map what stands in the way of digital handling: page, workbook, table and Word file."""
    manifest = open_scan(folder)
    known = load_life_events(Path(events) if events else None)
    if not manifest.values.keys() >= {"tool", "rule_set", "settings"}:
        raise UsageError(message("scans.damaged_manifest", path=manifest.folder))
    rule_set = _rules(tuple(manifest.values["settings"]["packs"]))
    wanted = (ministry, area, life_event, category, rule, severity, in_force, confidence, decider)
    filters = Filters(*wanted, obstacles=obstacle_categories(rule_set.packs))
    groups = obstacle_groups(rule_set.packs)
    knowledge = Knowledge(load_ministries(), known, groups, shared.locale_or(locale))
    if what_if:
        from regcheck.cli.what_if import effects_in

        followed = effects_in(what_if, manifest, knowledge, filters)
        labels = _labels(knowledge, rule_set)
        return _write_effects(Path(output), what_if, followed, labels, force=force)
    found = _map(manifest, knowledge, filters, assessments)
    report = _report(manifest, found, knowledge, rule_set)
    _write(output, report, force=force or bool(assessments), brief=brief)
    _say_what_is_in_it(output, report)
    return ExitCode.OK


def _report(
    manifest: Manifest, found: ObstacleMap, knowledge: Knowledge, rule_set: RuleSet
) -> MapReport:
    """What the files are made from."""
    labels = _labels(knowledge, rule_set)
    totals = tally(found.rows)
    method = method_of(found, totals, labels, manifest.values, measured_precision())
    changes = changes_of(found)
    found = in_order(found, changes)
    table = [tuple(cells(row, labels).values()) for row in found.rows]
    return MapReport(found, table, totals, changes, provisions_of(found), labels, method)


def _labels(knowledge: Knowledge, rule_set: RuleSet) -> Labels:
    titles = {one.id: one.title for one in rule_set.rules}
    categories = category_labels(rule_set.packs)
    return Labels(knowledge.locale, titles, knowledge.events.titles, categories)


def _say_what_is_in_it(output: str, report: MapReport) -> None:
    found, totals = report.found, report.counted
    size = counted("obstacles.documents", found.searched.documents)
    number = counted("obstacles.rows", totals.rows)
    say_line(message("obstacles.made", folder=output, rows=number, documents=size))
    if not totals.rows:
        note(message("obstacles.empty"))
    if len(found.foreign):
        say_line(counted("obstacles.left_out", len(found.foreign)))
    if of := totals.basis.total():
        known = of - totals.basis[""] - totals.basis["text"]
        say_line(message("obstacles.basis_known", known=known, rows=of))
    if found.compared:
        changes = [(one, totals.changes[one]) for one in CHANGES] + [("gone", len(found.gone))]
        listed = ", ".join(counted(f"obstacles.changes/{one}", n) for one, n in changes if n)
        what = listed or message("obstacles.no_change")
        done = {"assessed": totals.assessed, "rows": totals.rows, "changes": what}
        say_line(message("obstacles.assessed", **done))
        assessed = sum(one.assessed for one in report.provisions)
        provisions = {"assessed": assessed, "provisions": len(report.provisions)}
        say_line(message("obstacles.provisions_assessed", **provisions))


def _rules(packs: tuple[str, ...]) -> RuleSet:
    """All rules, those of packs too where these are still to be had."""
    everything = RuleChoice("mapping", packs=packs, preview=True)
    try:
        return load_rules(everything, caches()).rule_set
    except RegcheckError:
        if not packs:
            raise
        return _rules(())


def _map(
    manifest: Manifest, knowledge: Knowledge, filters: Filters, assessments: str
) -> ObstacleMap:
    earlier = read_workbook(workbook_of(assessments)) if assessments else None
    read = read_rows(manifest, knowledge, filters)
    if earlier is None:
        return ObstacleMap(read.own, read.foreign, read.searched, filters, read.roots)
    for oddity in earlier.oddities:
        warn(message("obstacles.oddity", path=assessments, what=oddity))
    own = carry_over(read.own, earlier.rows)
    abroad = carry_over(read.foreign, own.gone)
    written = carry_provisions(own, earlier.assessed)
    known = abroad.gone, True, earlier.rows, *written
    return ObstacleMap(own.rows, abroad.rows, read.searched, filters, read.roots, *known)


def _write(output: str, report: MapReport, *, force: bool, brief: bool) -> None:
    name = report.labels.map.file
    with map_workbook(report) as workbook, map_document(report) as document:
        table = map_csv(titles(report.labels), report.table)
        texts = {"html": map_page(report, name), "csv": table}
        write_together(Path(output, name), texts, {"xlsx": workbook, "docx": document}, force=force)
    if brief:
        _write_sheet(
            Path(output, report.labels.map.brief_file),
            brief_of(report),
            report.labels.locale,
            force=force,
        )


def _write_sheet(
    stem: Path, sheet: Sheet, locale: str, *, force: bool, **more: Iterable[str]
) -> None:
    """Write a page to print as a web page and a Word file, with `more` files by their endings."""
    with sheet_document(sheet, locale) as document:
        texts = {"html": sheet_page(sheet, locale), **more}
        write_together(stem, texts, {"docx": document}, force=force)


def _write_effects(folder: Path, change: str, found: WhatIf, labels: Labels, *, force: bool) -> int:
    """Write what follows of a change, and say how much."""
    sheet = sheet_of(change, found.effects, labels)
    stem = folder / labels.map.what_if_file
    _write_sheet(stem, sheet, labels.locale, force=force, csv=effects_csv(found.effects, labels))
    say_line(message("obstacles.what_if", file=f"{stem}.html", told=sheet.lead[-1]))
    return ExitCode.of(whole=found.whole)
