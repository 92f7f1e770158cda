"""`regcheck baseline`: write down the findings there are, so that only new ones fail a run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

from regcheck.base.errors import ExitCode, UsageError
from regcheck.base.text.printable import printable
from regcheck.base.texts.message import message
from regcheck.changes.baseline import Rewriting, Rewritten
from regcheck.changes.baseline_file import Baseline, Entry, render_baseline
from regcheck.changes.comparison import KnownFindings
from regcheck.cli import options as shared
from regcheck.cli.job import find_baseline, make_job, place_of
from regcheck.cli.options import settings
from regcheck.cli.progress import Bar
from regcheck.cli.setup import RunSetup, SettingsRequest
from regcheck.cli.terminal import say, warn_of_missing
from regcheck.reports.files import ReportFile
from regcheck.results.config.places import BASELINE
from regcheck.results.result import RunResult

Request = Annotated[
    SettingsRequest, settings("baseline rule-choice nlp rank limits config-choice today")
]


def create(paths: shared.Paths, request: Request, allow_incomplete: bool) -> int:
    """Write a baseline of all findings there are; by default regcheck.baseline.json here."""
    setup = request.resolve(paths)
    place, shown = place_of(Path(setup.values.baseline or BASELINE))
    if place.exists():
        raise UsageError(message("changes.baseline_exists", path=printable(shown)))
    known = KnownFindings(place, shown, Baseline(), Path.cwd())
    rewriting, result = _carry_out(known, setup)
    entries = rewriting.updated().entries
    _write(known, entries)
    say(f"{printable(shown)}: {_counted(entries)}\n")
    return ExitCode.of(whole=allow_incomplete or result.complete)


def update(paths: shared.Paths, request: Request, allow_incomplete: bool) -> int:
    """Renew the baseline: all findings in these documents become known, old ones are dropped."""
    return _renew(request.resolve(paths), Rewriting.updated, allow_incomplete)


def prune(paths: shared.Paths, request: Request, allow_incomplete: bool) -> int:
    """Drop known findings that are no longer there, or whose file is gone; add nothing."""
    return _renew(request.resolve(paths), Rewriting.pruned, allow_incomplete)


def _renew(
    setup: RunSetup, renewed: Callable[[Rewriting], Rewritten], allow_incomplete: bool
) -> int:
    known = _there(setup.values.baseline)
    rewriting, result = _carry_out(known, setup)
    after = renewed(rewriting)
    _write(known, after.entries)
    say(
        f"{printable(known.shown)}: {_counted(after.entries)}; added: {after.added}, "
        f"moved: {after.moved}, dropped: {after.dropped}\n"
    )
    return ExitCode.of(whole=allow_incomplete or result.complete)


def show(
    paths: shared.Paths, request: Annotated[SettingsRequest, settings("baseline config-choice")]
) -> None:
    """List the known findings, all or those in files and folders."""
    known = _there(request.resolve(paths).values.baseline)
    wanted = []
    for path in paths:
        wanted.append(known.path_of(path))
        if not (
            Path(path).exists()
            or any(_lies_in(e.mark.path, wanted[-1:]) for e in known.baseline.entries)
        ):
            raise UsageError(message("changes.not_here", path=printable(path)))
    entries = [e for e in known.baseline.entries if _lies_in(e.mark.path, wanted)]
    before = None
    for entry in sorted(entries, key=lambda e: e.mark.path):
        mark = entry.mark
        if mark.path != before:
            say(printable(mark.path) + (f"  {printable(entry.refid)}\n" if entry.refid else "\n"))
        before = mark.path
        say(printable(f"  {mark.address or '-'}  {mark.rule}  «{entry.words}»") + "\n")
    say(f"{printable(known.shown)}: {_counted(entries)}\n")


def _lies_in(path: str, wanted: Sequence[str]) -> bool:
    return not wanted or any(
        place in (".", path) or path.startswith((f"{place}/", f"{place}!/")) for place in wanted
    )


def _there(named: str) -> KnownFindings:
    """The baseline that is named or found. Raises UsageError when there is none."""
    known = find_baseline(named)
    if known is None:
        raise UsageError(message("changes.no_baseline"))
    return known


def _carry_out(known: KnownFindings, setup: RunSetup) -> tuple[Rewriting, RunResult]:
    """Run the rules, which fails for no finding; the findings end up in the rewriting."""
    inputs = setup.find_documents()
    rules = setup.load_rules()
    rewriting = Rewriting(known, rules.rule_set)
    job = make_job(
        setup,
        inputs,
        settings=replace(setup.settings, locale="auto", fail_on="never", show_info=False),
        rules=rules,
        compared=rewriting,
        keep=False,
    )
    with Bar(len(inputs.entries)) as bar:
        result = job.run(inputs, [bar])
    warn_of_missing(result.unreadable, result.skipped)
    return rewriting, result


def _write(known: KnownFindings, entries: Sequence[Entry]) -> None:
    with ReportFile(str(known.file), force=True) as file:
        file.write(render_baseline(entries))


def _counted(entries: Sequence[Entry]) -> str:
    documents = len({entry.mark.path for entry in entries})
    findings = f"{len(entries)} known finding{'' if len(entries) == 1 else 's'}"
    return f"{findings} in {documents} document{'' if documents == 1 else 's'}"
