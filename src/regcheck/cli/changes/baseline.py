"""`regcheck baseline`: write down the findings there are, so that only new ones fail a run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from regcheck.base.errors import ExitCode, UsageError
from regcheck.base.texts.message import message
from regcheck.changes.comparison import KnownFindings
from regcheck.cli import options as shared
from regcheck.cli.configured import Asked, Resolved, find_resolved_documents
from regcheck.cli.job import find_baseline, make_job, place_of, read_baseline
from regcheck.cli.progress import Bar
from regcheck.cli.terminal import say

if TYPE_CHECKING:
    from datetime import date

    from regcheck.changes.baseline import Rewriting
    from regcheck.changes.baseline_file import Entry
    from regcheck.results.result import RunResult, Settings


Options = Annotated[
    Asked,
    shared.BASELINE,
    shared.RULES,
    shared.NLP,
    shared.RANK,
    shared.CARRYING_OUT,
    shared.CONFIG,
]


@dataclass(frozen=True, slots=True)
class _Renewal:
    """What a command that runs the rules was asked for."""

    paths: Sequence[str]
    resolved: Resolved
    today: date | None
    debug: bool

    @property
    def settings(self) -> Settings:
        """The settings of the run, which fails for no finding."""
        return replace(self.resolved.settings, locale="auto", fail_on="never", show_info=False)


def create(
    paths: shared.Paths,
    asked: Options,
    allow_incomplete: shared.AllowIncomplete,
    today: shared.Today,
    debug: shared.Debug,
) -> int:
    """Write a baseline of all findings there are; by default regcheck.baseline.json here."""
    from regcheck.base.text.printable import printable
    from regcheck.changes.baseline_file import Baseline
    from regcheck.results.config.places import BASELINE

    renewal = _Renewal(paths, asked.resolve(paths), today, debug)
    place, shown = place_of(Path(renewal.resolved.baseline or BASELINE))
    if place.exists():
        raise UsageError(message("changes.baseline_exists", path=printable(shown)))
    known = KnownFindings(place, shown, Baseline(), Path.cwd())
    rewriting, result = _carry_out(known, renewal)
    entries = rewriting.updated().entries
    _write(known, entries)
    say(f"{printable(shown)}: {_counted(entries)}\n")
    return ExitCode.of(whole=allow_incomplete or result.complete)


def update(
    paths: shared.Paths,
    asked: Options,
    allow_incomplete: shared.AllowIncomplete,
    today: shared.Today,
    debug: shared.Debug,
) -> int:
    """Renew the baseline: all findings in these documents become known, old ones are dropped."""
    return _renew(_Renewal(paths, asked.resolve(paths), today, debug), allow_incomplete, add=True)


def prune(
    paths: shared.Paths,
    asked: Options,
    allow_incomplete: shared.AllowIncomplete,
    today: shared.Today,
    debug: shared.Debug,
) -> int:
    """Drop known findings that are no longer there, or whose file is gone; add nothing."""
    return _renew(_Renewal(paths, asked.resolve(paths), today, debug), allow_incomplete, add=False)


def show(paths: shared.Paths, asked: Annotated[Asked, shared.BASELINE, shared.CONFIG]) -> None:
    """List the known findings, all or those in files and folders."""
    from regcheck.base.text.printable import printable

    known = _there(asked.resolve(paths).baseline)
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
    file = Path(named) if named else find_baseline()
    if file is None:
        raise UsageError(message("changes.no_baseline"))
    return read_baseline(file)


def _renew(asked: _Renewal, allow_incomplete: bool, *, add: bool) -> int:
    from regcheck.base.text.printable import printable

    known = _there(asked.resolved.baseline)
    rewriting, result = _carry_out(known, asked)
    after = rewriting.updated() if add else rewriting.pruned()
    _write(known, after.entries)
    say(
        f"{printable(known.shown)}: {_counted(after.entries)}; added: {after.added}, "
        f"moved: {after.moved}, dropped: {after.dropped}\n"
    )
    return ExitCode.of(whole=allow_incomplete or result.complete)


def _carry_out(known: KnownFindings, asked: _Renewal) -> tuple[Rewriting, RunResult]:
    """Run the rules; the findings end up in the rewriting."""
    from regcheck.changes.baseline import Rewriting, exists_in
    from regcheck.cli.terminal import warn_of_missing

    inputs = find_resolved_documents(asked.resolved, asked.paths)
    rules = asked.resolved.load_rules()
    exists = exists_in(known.file.parent)
    rewriting = Rewriting(known.baseline, rules.rule_set, known.path_of, exists)
    job = make_job(
        *(asked.resolved, asked.settings, inputs, asked.paths),
        rules=rules,
        compared=rewriting,
        today=asked.today,
        keep=False,
        debug=asked.debug,
    )
    with Bar(len(inputs.entries)) as bar:
        result = job.run(inputs, [bar])
    warn_of_missing(result)
    return rewriting, result


def _write(known: KnownFindings, entries: Sequence[Entry]) -> None:
    from regcheck.changes.baseline_file import render_baseline
    from regcheck.reports.files import ReportFile

    with ReportFile(str(known.file), force=True) as file:
        file.write(render_baseline(entries))


def _counted(entries: Sequence[Entry]) -> str:
    documents = len({entry.mark.path for entry in entries})
    findings = f"{len(entries)} known finding{'' if len(entries) == 1 else 's'}"
    return f"{findings} in {documents} document{'' if documents == 1 else 's'}"
