"""`regcheck scan`, `query` and `scan-diff`: a whole body of law to tables, and queries of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from regcheck.base.errors import ExitCode, UsageError
from regcheck.base.texts.message import message
from regcheck.cli import options as shared
from regcheck.cli.delivery import Target
from regcheck.cli.job import answering_of, make_suppressing, run_options
from regcheck.cli.options import argument, choice, option, settings
from regcheck.cli.progress import Pace
from regcheck.cli.setup import SettingsRequest
from regcheck.cli.terminal import counted, say_line, spoken, warn
from regcheck.corpus.scans.folder import locked, read_manifest
from regcheck.corpus.scans.ministries import load_ministries
from regcheck.corpus.scans.results import diff_csv, diff_json, diff_scans, diff_text, scan_results
from regcheck.corpus.scans.scan import Scan, ScanTotals, run_scan
from regcheck.corpus.scans.tables import connect
from regcheck.reports.records import header_record
from regcheck.reports.rows import rows_as
from regcheck.run.apart import Apart
from regcheck.run.check import CheckJob
from regcheck.run.cluster import Cluster


def scan(
    *,
    paths: shared.Paths,
    output: Annotated[str, option("FOLDER", "--output -o", "scan")],
    format: Annotated[str, choice("parquet", "jsonl", "csv")],
    tables: Annotated[str, choice("findings", "all", "text")],
    level: Annotated[str, choice("info", "warning")],
    request: Annotated[
        SettingsRequest, settings("rule-choice locale nlp limits config-choice answers today")
    ],
    engine: Annotated[str, choice("local", "dask")],
    scheduler: Annotated[str, option("tcp://HOST:PORT")],
    allow_incomplete: bool,
) -> int:
    """Check a whole body of law, and keep findings and documents as tables."""
    cluster = _cluster(engine, scheduler)
    if format == "parquet":
        connect().close()
    setup = request.resolve(paths)
    inputs = setup.find_documents()
    settings = replace(setup.settings, fail_on="never", show_info=False, level=level)
    rules = setup.load_rules(level)
    options = replace(run_options(setup, rules, settings, inputs, keep=False), apart=Apart(0))
    suppressing = make_suppressing(setup, rules, settings, dated=False)
    job = CheckJob(rules, settings, options, suppressing)
    # To each document by itself, since some are not checked again.
    job.answering = answering_of(job, request.answers, alone=True)
    job.options = replace(options, cluster=cluster, tables=tables)
    work = Scan(inputs, job, Path(output), format, _header(job, request.today))
    progress = Pace(inputs.files, inputs.size)
    with locked(Path(output)):
        done = run_scan(work, read_manifest(Path(output)), progress.add)
    progress.end()
    _report(output, done)
    return ExitCode.of(whole=allow_incomplete or not (done.unreadable or done.skipped))


def query(
    folder: Annotated[str, argument("SCAN")],
    sql: Annotated[str, argument("SQL")],
    format: Annotated[str, choice("table", "json", "csv")],
    target: Target,
) -> int:
    """Query a scan in SQL."""
    answer = scan_results(folder).ask(sql)
    target.write(rows_as(format, answer.columns, answer.rows, spoken()))
    return ExitCode.OK


def scan_diff(
    *,
    old: Annotated[str, argument("OLD")],
    new: Annotated[str, argument("NEW")],
    format: Annotated[str, choice("text", "json", "csv")],
    target: Target,
    locale: shared.Locale,
) -> int:
    """Show what has changed between two scans, by ministry and rule."""
    found, ministries = diff_scans(scan_results(old), scan_results(new)), load_ministries()
    if format == "json":
        pieces = diff_json(found, ministries)
    elif format == "csv":
        pieces = diff_csv(found)
    else:
        pieces = diff_text(found, ministries, shared.locale_or(locale))
    target.write(pieces)
    return ExitCode.OK


def _cluster(engine: str, scheduler: str) -> Cluster | None:
    """The cluster that is asked for. Raises UsageError without a scheduler, or without dask."""
    if engine == "local":
        if scheduler:
            raise UsageError(message("scans.lone_scheduler"))
        return None
    try:
        address = urlsplit(scheduler)
        usable = address.scheme in ("tcp", "tls") and bool(address.hostname and address.port)
    except ValueError:
        usable = False
    if not usable:
        raise UsageError(message("scans.no_scheduler"))
    if find_spec("distributed") is None:
        raise UsageError(message("scans.needs_dask"))

    return Cluster(scheduler)


def _header(job: CheckJob, today: date | None) -> dict[str, Any]:
    """What goes first in the manifest: what findings do not depend on is left out."""
    header: dict[str, Any] = header_record(job.settings, job.rules.rule_set)
    for reporting in ("fail_on", "baseline", "since"):
        header["settings"].pop(reporting)
    if today:
        header["settings"]["today"] = today.isoformat()
    return header


def _report(output: str, done: ScanTotals) -> None:
    names = ("documents", "findings", "scanned", "kept")
    totals = {name: counted(f"scans.{name}", getattr(done, name)) for name in names}
    say_line(message("scans.done", folder=output, **totals))
    if done.unreadable:
        warn(counted("scans.unread", done.unreadable))
    if done.skipped:
        warn(counted("scans.not_run", done.skipped))
