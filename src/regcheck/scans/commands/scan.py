"""`regcheck scan`: a whole body of law to tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from regcheck.cli import options as shared
from regcheck.cli.configured import Asked, find_resolved_documents
from regcheck.cli.options import Option
from regcheck.cli.progress import Pace
from regcheck.cli.terminal import say, warn
from regcheck.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from regcheck.cli.configured import Resolved
    from regcheck.readers.inputs import Inputs
    from regcheck.run.cluster import Cluster
    from regcheck.scans.scan import Scan, Scanned

NAME = "scan"


def scan(
    *,
    paths: shared.Paths,
    output: Annotated[str, Option("output", "--output -o", "FOLDER", NAME)],
    format: Annotated[
        str, Option("format", "--format", "", "parquet", ("parquet", "jsonl", "csv"))
    ],
    asked: Annotated[
        Asked,
        shared.RULES,
        shared.LOCALE,
        shared.NLP_OFF,
        shared.CARRYING_OUT,
        shared.CONFIG,
    ],
    engine: Annotated[str, Option("engine", "--engine", "", "local", ("local", "dask"))],
    scheduler: Annotated[str, Option("scheduler", "--scheduler", "tcp://HOST:PORT")],
    today: shared.Today,
    allow_incomplete: shared.AllowIncomplete,
    debug: shared.Debug,
) -> int:
    """Check a whole body of law, and keep findings and documents as tables.

    A scan that was cut off goes on where it stopped; a scan that is there is brought up to date,
    and only documents that have changed are checked again.
    """
    from dataclasses import replace
    from pathlib import Path

    from regcheck.scans.files import connect
    from regcheck.scans.folder import read_manifest
    from regcheck.scans.lock import locked
    from regcheck.scans.scan import run_scan

    cluster = _cluster(engine, scheduler)
    if format == "parquet":
        connect().close()
    resolved = asked.resolve(paths)
    inputs = find_resolved_documents(resolved, paths)
    work = _plan(resolved, inputs, paths, output=output, format=format, today=today)
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

    if engine == "local":
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
    paths: Sequence[str],
    *,
    output: str,
    format: str,
    today: date | None,
) -> Scan:
    from dataclasses import replace
    from pathlib import Path

    from regcheck.cli.job import nearest_sidecar, run_options
    from regcheck.reports.records import header_record
    from regcheck.scans.scan import Scan
    from regcheck.suppressions.suppressing import Suppressing

    settings = replace(resolved.settings, fail_on="never", show_info=False)
    rules = resolved.load_rules()
    header: dict[str, Any] = header_record(settings, rules.rule_set)
    for reporting in ("fail_on", "baseline", "since"):
        header["settings"].pop(reporting)
    if today:
        header["settings"]["today"] = today.isoformat()
    return Scan(
        inputs,
        rules,
        settings,
        run_options(resolved, rules, settings, inputs, keep=False),
        Suppressing(rules.rule_set, settings, nearest_sidecar(paths), today),
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
