"""`regcheck watch`: check documents again as they change."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

from regcheck.base.errors import RegcheckError, UsageError
from regcheck.base.texts.message import message
from regcheck.cli import options as shared
from regcheck.cli.delivery import Destination, run_and_report
from regcheck.cli.job import comparison_of, make_job
from regcheck.cli.options import settings
from regcheck.cli.setup import SettingsRequest
from regcheck.cli.terminal import flush, warn_error
from regcheck.readers.inputs import Input, Inputs
from regcheck.results.config.places import FOR_ALL_DOCUMENTS

Changed = frozenset[str]
"""Files without symbolic links."""


def watch(
    paths: shared.Files,
    request: Annotated[
        SettingsRequest,
        settings(
            "rule-choice locale notes nlp rank cache limits known config-choice answers today"
        ),
    ],
) -> int:
    """Check documents, and check those that change again until Ctrl-C."""
    if not paths or "-" in paths:
        raise UsageError(message("cli.nothing_to_watch"))
    follow(
        changes(paths, (*request.typed.get("packs", ()), *request.answers)),
        lambda changed: check_changed(request, paths, changed),
    )
    return 0


def follow(batches: Iterable[Changed], check: Callable[[Changed | None], None]) -> None:
    """Check everything (None), then each batch; a later fault is reported and waited out."""
    try:
        check(None)
        for batch in batches:
            try:
                check(batch)
            except RegcheckError as fault:
                warn_error(fault)
    except KeyboardInterrupt:
        return


def changes(paths: Sequence[str], sources: Sequence[str]) -> Iterator[Changed]:
    """Batches of changed files, until interrupted. Raises UsageError without watchfiles."""
    try:
        from watchfiles import watch as watch_files
    except ModuleNotFoundError as fault:
        if fault.name != "watchfiles":
            raise
        raise UsageError(message("cli.no_watchfiles")) from fault
    folders = [Path(path) for path in (*paths, *sources) if Path(path).is_dir()]
    # Editors put a new file in the place of the old one, so that a file itself cannot be watched.
    parents = [Path(path).parent for path in (*paths, *sources) if Path(path).is_file()]
    here = [Path()] if any(Path(name).is_file() for name in FOR_ALL_DOCUMENTS) else []
    batches = watch_files(
        *dict.fromkeys((*folders, *parents, *here)),
        recursive=bool(folders),
        raise_interrupt=True,
        watch_filter=lambda _, path: not Path(path).name.startswith("."),
    )
    for batch in batches:
        yield frozenset(os.path.realpath(path) for _, path in batch)


def check_changed(request: SettingsRequest, paths: Sequence[str], changed: Changed | None) -> None:
    """Check what has changed, or all when rules, config, baseline or answers have."""
    setup = request.resolve(paths, tell=changed is None or _changes_everything(changed, ()))
    inputs = setup.find_documents()
    sources = (*setup.values.packs, *request.answers, *filter(None, [setup.values.baseline]))
    if changed is not None and not _changes_everything(changed, sources):
        inputs = only(inputs, changed)
        if not inputs.entries:
            return
    comparison = comparison_of(setup, inputs)
    settings = comparison.settings(setup.settings)
    job = make_job(setup, inputs, settings=settings, compared=comparison)
    run_and_report(job, inputs, [Destination("text")])
    flush()


def only(inputs: Inputs, changed: Changed) -> Inputs:
    """The inputs that lie in the changed files."""
    kept = tuple(
        entry
        for entry in inputs.entries
        if isinstance(entry, Input) and os.path.realpath(entry.location) in changed
    )
    return replace(inputs, entries=kept)


def _changes_everything(changed: Changed, sources: Sequence[str]) -> bool:
    places = [Path(os.path.realpath(source)) for source in sources]
    return any(
        Path(file).name in FOR_ALL_DOCUMENTS
        or any(Path(file).is_relative_to(place) for place in places)
        for file in changed
    )
