"""`regcheck watch`: check documents again as they change."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from regcheck.cli import options as shared
from regcheck.cli.job import Today, comparison_of, make_job
from regcheck.cli.option_sets import BASELINE, CARRYING_OUT, CONFIG, RULES, takes
from regcheck.cli.terminal import flush, warn
from regcheck.config.places import FOR_ALL_DOCUMENTS
from regcheck.errors import RegcheckError, UsageError

if TYPE_CHECKING:
    from regcheck.readers.inputs import Inputs

Changed = frozenset[str]
"""Files without symbolic links."""


@takes(RULES, before="locale")
@takes(CARRYING_OUT, before="config")
@takes(BASELINE, before="today")
@takes(CONFIG, before="today")
def watch(
    *,
    context: typer.Context,
    paths: shared.Files = None,
    locale: shared.Locale = "auto",
    show_info: shared.ShowInfo = False,
    nlp: shared.Nlp = "on",
    no_cache: shared.NoCache = False,
    today: Today = "",
    debug: shared.Debug = False,
) -> int:
    """Check documents, and check those that change again until Ctrl-C."""
    given = tuple(paths or ())
    if not given or "-" in given:
        raise UsageError("watch: name at least one file or folder")
    follow(
        changes(given, tuple(context.params["pack"] or ())),
        lambda changed: check_changed(context, given, changed, today=today, debug=debug),
    )
    return 0


def follow(batches: Iterable[Changed], check: Callable[[Changed | None], None]) -> None:
    """Check everything (None), then what each batch says has changed. A fault after the first
    check, such as in a rule that is being written, is told and waited out."""
    try:
        check(None)
        for batch in batches:
            try:
                check(batch)
            except RegcheckError as fault:
                warn(f"error: {fault}")
    except KeyboardInterrupt:
        return


def changes(paths: Sequence[str], packs: Sequence[str]) -> Iterator[Changed]:
    """Batches of changed files under the paths and packs, until interrupted. Raises UsageError
    when the library that watches is missing."""
    try:
        from watchfiles import watch as watch_files
    except ModuleNotFoundError as fault:
        if fault.name != "watchfiles":
            raise
        raise UsageError("watch: watchfiles is missing: pip install 'regcheck[watch]'") from fault
    folders = [Path(path) for path in (*paths, *packs) if Path(path).is_dir()]
    # Editors put a new file in the place of the old one, so that a file itself cannot be watched.
    parents = [Path(path).parent for path in (*paths, *packs) if Path(path).is_file()]
    here = [Path()] if any(Path(name).is_file() for name in FOR_ALL_DOCUMENTS) else []
    batches = watch_files(
        *dict.fromkeys((*folders, *parents, *here)),
        recursive=bool(folders),
        raise_interrupt=True,
        watch_filter=lambda _, path: not Path(path).name.startswith("."),
    )
    for batch in batches:
        yield frozenset(os.path.realpath(path) for _, path in batch)


def check_changed(
    context: typer.Context,
    paths: Sequence[str],
    changed: Changed | None,
    *,
    today: str = "",
    debug: bool = False,
) -> None:
    """Check the documents among those changed and report on them; all of them for None, or when a
    config, the baseline or a rule has changed. Raises RegcheckError as `check` does."""
    from regcheck.cli.configured import find_resolved_documents, resolved_settings
    from regcheck.cli.delivery import run_and_report
    from regcheck.cli.destinations import Destination

    resolved = resolved_settings(context, paths)
    inputs = find_resolved_documents(resolved, paths)
    sources = (*resolved.value("packs"), *filter(None, [resolved.baseline]))
    if changed is not None and not _changes_everything(changed, sources):
        inputs = only(inputs, changed)
        if not inputs.entries:
            return
    given = context.params
    comparison = comparison_of(
        *(resolved, inputs, paths),
        baseline=given["baseline"] or "",
        no_baseline=given["no_baseline"],
    )
    settings = comparison.settings(resolved.settings)
    job = make_job(
        *(resolved, settings, inputs, paths), compared=comparison, today=today, debug=debug
    )
    run_and_report(job, inputs, [Destination("text")])
    flush()


def only(inputs: Inputs, changed: Changed) -> Inputs:
    """The inputs that lie in the changed files."""
    from regcheck.readers.inputs import Input

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
