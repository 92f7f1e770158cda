"""`regcheck history`: law through time as tables."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated

from regcheck.base.errors import ExitCode, UsageError, cannot_write
from regcheck.base.files.outputs import output_place
from regcheck.base.texts.message import message
from regcheck.changes.git import find_git, work_tree
from regcheck.changes.moments import Past, past_of_repository, past_of_states, versions_in
from regcheck.cli import options as shared
from regcheck.cli.documents import find_documents
from regcheck.cli.job import make_job
from regcheck.cli.options import choice, option, settings
from regcheck.cli.progress import with_progress
from regcheck.cli.setup import SettingsRequest
from regcheck.cli.terminal import counted, processors, say_line, warn_of_missing
from regcheck.corpus.history import CHANGES, History, fill_history
from regcheck.corpus.scans.tables import connect, write_rows
from regcheck.readers.inputs import Inputs
from regcheck.readers.limits import DEFAULT


def history(
    *,
    paths: shared.Paths,
    path: Annotated[tuple[str, ...], option("PATH")],
    first: Annotated[date | None, option("YYYY-MM-DD", "--from")],
    output: Annotated[str, option("FOLDER", "--output -o", "history")],
    format: Annotated[str, choice("parquet", "jsonl", "csv")],
    level: Annotated[str, choice("info", "warning")],
    request: Annotated[SettingsRequest, settings("rule-choice locale nlp limits config-choice")],
    allow_incomplete: bool,
) -> int:
    """Follow documents, sections and findings through a repository or through states of law."""
    alone = len(paths) == 1 and Path(paths[0]).is_dir()
    if not alone and (len(paths) < 2 or path or first):
        raise UsageError(message("changes.history_of"))
    if format == "parquet":
        connect().close()
    if alone:
        past = _repository(paths[0], path, first)
    else:
        past = past_of_states([(one, find_documents([one])) for one in paths])
    lines = versions_in(past, DEFAULT)
    if not lines:
        raise UsageError(message("cli.no_such_path", paths=", ".join(path or paths)))
    setup = request.resolve(paths)
    wanted = replace(setup.settings, fail_on="never", show_info=False, level=level)
    rules = setup.load_rules(level)
    job = make_job(setup, Inputs((), DEFAULT), settings=wanted, rules=rules, keep=False)
    whole = sum(bool(one.content) for versions in lines for one in versions)
    number = min(setup.values.jobs or processors(), whole)
    job.options = replace(job.options, jobs=number, remember=True)
    told = History()
    for _ in with_progress(fill_history(told, past, lines, job), whole):
        pass
    try:
        for table, rows in told.rows.items():
            write_rows(output_place(Path(output, f"{table}.{format}")), table, rows)
    except OSError as fault:
        raise cannot_write(Path(output), fault) from fault
    figures = {name: told.findings[name] for name in CHANGES}
    documents = counted("scans.documents", len(lines))
    say_line(message("changes.history", folder=output, documents=documents, n=whole, **figures))
    missing = warn_of_missing([*past.unreadable, *told.unreadable], ())
    return ExitCode.of(whole=allow_incomplete or not missing)


def _repository(place: str, wanted: Sequence[str], first: date | None) -> Past:
    git = find_git(place, os.environ)
    top = work_tree(git)
    inside = [os.path.relpath(Path(place, one).resolve(), top) for one in wanted or (".",)]
    places = [one.replace(os.sep, "/") for one in inside]
    return past_of_repository(replace(git, folder=top), places, first, DEFAULT)
