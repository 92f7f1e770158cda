"""`regcheck scan`: a whole body of law to tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from regcheck.cli import options as shared
from regcheck.cli.option_sets import CONFIG, RULES, takes
from regcheck.cli.progress import Pace
from regcheck.cli.terminal import say, warn
from regcheck.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from regcheck.cli.configured import Resolved
    from regcheck.readers.inputs import Inputs
    from regcheck.run.cluster import Cluster
    from regcheck.scans.scan import Scan, Scanned

NAME = "scan"
ENGINES = ("local", "dask")
Today = Annotated[
    str,
    typer.Option(
        "--today",
        metavar="YYYY-MM-DD",
        help="The day that suppressions are judged by; without one none expires.",
    ),
]
Output = Annotated[
    str, typer.Option("--output", "-o", metavar="FOLDER", help="The folder of the scan.")
]
Format = Annotated[
    str, typer.Option("--format", metavar="parquet|jsonl|csv", help="The files in it.")
]
Engine = Annotated[
    str, typer.Option("--engine", metavar="local|dask", help="Processes here, or a cluster.")
]
Scheduler = Annotated[
    str, typer.Option("--scheduler", metavar="tcp://HOST:PORT", help="The cluster's scheduler.")
]


@takes(RULES, before="locale")
@takes(CONFIG, before="debug")
def scan(
    *,
    context: typer.Context,
    paths: shared.Paths = None,
    output: Output = NAME,
    format: Format = "parquet",
    locale: shared.Locale = "auto",
    nlp: shared.Nlp = "off",
    jobs: shared.Jobs = "",
    engine: Engine = "local",
    scheduler: Scheduler = "",
    time_limit: shared.TimeLimit = "30",
    today: Today = "",
    allow_incomplete: shared.AllowIncomplete = False,
    debug: shared.Debug = False,
) -> int:
    """Check a whole body of law, and keep findings and documents as tables.

    A scan that was cut off goes on where it stopped; a scan that is there is brought up to date,
    and only documents that have changed are checked again.

    Exit codes: 0 done, 2 nothing was done, 3 something could not be read or run.
    """
    from dataclasses import replace
    from pathlib import Path

    from regcheck.cli.configured import find_resolved_documents, resolved_settings
    from regcheck.scans.folder import locked, read_manifest
    from regcheck.scans.scan import run_scan
    from regcheck.scans.tables import FORMATS, connect

    shared.one_of("--format", format, FORMATS)
    cluster = _cluster(engine, scheduler)
    if format == "parquet":
        connect().close()
    resolved = resolved_settings(context, paths or ())
    inputs = find_resolved_documents(resolved, paths or ())
    work = _plan(resolved, inputs, paths or [], output=output, format=format, today=today)
    work = replace(work, options=replace(work.options, cluster=cluster, reraise=debug))
    progress = Pace(inputs.files, inputs.size)
    with locked(Path(output)):
        done = run_scan(work, read_manifest(Path(output)), progress.add)
    progress.end()
    _tell(output, done)
    return ExitCode.of(whole=allow_incomplete or not (done.unreadable or done.skipped))


def _cluster(engine: str, scheduler: str) -> Cluster | None:
    """The cluster that is asked for. Raises UsageError without a scheduler, or without dask."""
    from importlib.util import find_spec
    from urllib.parse import urlsplit

    if shared.one_of("--engine", engine, ENGINES) == "local":
        if scheduler:
            raise UsageError("--scheduler goes with --engine dask")
        return None
    try:
        address = urlsplit(scheduler)
        usable = address.scheme in ("tcp", "tls") and bool(address.hostname and address.port)
    except ValueError:
        usable = False
    if not usable:
        raise UsageError("--engine dask: name the scheduler, as in --scheduler tcp://host:8786")
    if find_spec("distributed") is None:
        raise UsageError("--engine dask needs dask: install regcheck[cluster]")
    from regcheck.run.cluster import Cluster

    return Cluster(scheduler)


def _plan(
    resolved: Resolved,
    inputs: Inputs,
    paths: list[str],
    *,
    output: str,
    format: str,
    today: str,
) -> Scan:
    from dataclasses import replace
    from pathlib import Path

    from regcheck.cli.job import day_of, nearest_sidecar, run_options
    from regcheck.reports.records import header_record
    from regcheck.scans.scan import Scan
    from regcheck.suppressions.suppressing import Suppressing

    settings = replace(resolved.settings, fail_on="never", show_info=False)
    rules = resolved.load_rules()
    header: dict[str, Any] = header_record(settings, rules.rule_set)
    for reporting in ("fail_on", "baseline", "since"):
        header["settings"].pop(reporting)
    day = day_of(today) if today else None
    if day:
        header["settings"]["today"] = day.isoformat()
    return Scan(
        inputs,
        rules,
        settings,
        run_options(resolved, rules, settings, inputs, keep=False),
        Suppressing(rules.rule_set, settings, nearest_sidecar(paths), day),
        Path(output),
        format,
        header,
    )


def _tell(output: str, done: Scanned) -> None:
    say(
        f"{output}: {done.documents} documents, {done.findings} findings"
        f" ({done.scanned} scanned, {done.kept} unchanged)\n"
    )
    if done.unreadable:
        warn(f"{done.unreadable} documents could not be read: see the table unreadable")
    if done.skipped:
        warn(f"rules did not run on {done.skipped} documents: see skipped in the table documents")
