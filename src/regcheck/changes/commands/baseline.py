"""`regcheck baseline`: write down the findings there are, so that only new ones fail a run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from regcheck.changes.comparison import KnownFindings
from regcheck.cli import options as shared
from regcheck.cli.configured import Resolved, find_resolved_documents, resolved_settings
from regcheck.cli.job import Today, find_baseline, make_job, place_of, read_baseline
from regcheck.cli.lean import LeanCommand, make_app
from regcheck.cli.option_sets import CARRYING_OUT, CONFIG, RULES, takes
from regcheck.cli.progress import Bar
from regcheck.cli.terminal import say
from regcheck.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from regcheck.changes.baseline import Rewriting
    from regcheck.changes.baseline_file import Entry
    from regcheck.results.result import RunResult, Settings


def make_baseline_app() -> typer.Typer:
    """The command with its subcommands."""
    app = make_app("Write down known findings, so that only new ones fail a run.")
    for command in (create, update, prune, show):
        app.command(command.__name__, cls=LeanCommand)(command)
    return app


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a command that runs the rules was asked for."""

    paths: Sequence[str]
    resolved: Resolved
    today: str
    debug: bool

    @property
    def settings(self) -> Settings:
        """The settings of the run, which fails for no finding."""
        return replace(self.resolved.settings, locale="auto", fail_on="never", show_info=False)


@takes(RULES, before="nlp")
@takes(CARRYING_OUT, before="allow_incomplete")
@takes(CONFIG, before="debug")
def create(
    *,
    context: typer.Context,
    paths: shared.Paths = None,
    baseline: shared.Baseline = "",
    nlp: shared.Nlp = "on",
    allow_incomplete: shared.AllowIncomplete = False,
    today: Today = "",
    debug: shared.Debug = False,
) -> int:
    """Write a baseline of all findings there are; by default regcheck.baseline.json here."""
    from regcheck.changes.baseline_file import Baseline
    from regcheck.config.places import BASELINE
    from regcheck.reports.layout import printable

    asked = _Asked(paths or (), resolved_settings(context, paths), today, debug)
    place, shown = place_of(Path(asked.resolved.baseline or BASELINE))
    if place.exists():
        raise UsageError(
            f"{printable(shown)}: there is a baseline already; regcheck baseline update renews it"
        )
    known = KnownFindings(place, shown, Baseline(), Path.cwd())
    rewriting, result = _carry_out(known, asked)
    entries = rewriting.updated().entries
    _write(known, entries)
    say(f"{printable(shown)}: {_counted(entries)}\n")
    return ExitCode.of(whole=allow_incomplete or result.complete)


@takes(RULES, before="nlp")
@takes(CARRYING_OUT, before="allow_incomplete")
@takes(CONFIG, before="debug")
def update(
    *,
    context: typer.Context,
    paths: shared.Paths = None,
    baseline: shared.Baseline = "",
    nlp: shared.Nlp = "on",
    allow_incomplete: shared.AllowIncomplete = False,
    today: Today = "",
    debug: shared.Debug = False,
) -> int:
    """Renew the baseline: all findings in these documents become known, old ones are dropped.

    KnownFindings findings of other documents, and of rules that are not run, are kept.
    """
    asked = _Asked(paths or (), resolved_settings(context, paths), today, debug)
    return _renew(asked.resolved.baseline, asked, allow_incomplete, add=True)


@takes(RULES, before="nlp")
@takes(CARRYING_OUT, before="allow_incomplete")
@takes(CONFIG, before="debug")
def prune(
    *,
    context: typer.Context,
    paths: shared.Paths = None,
    baseline: shared.Baseline = "",
    nlp: shared.Nlp = "on",
    allow_incomplete: shared.AllowIncomplete = False,
    today: Today = "",
    debug: shared.Debug = False,
) -> int:
    """Drop known findings that are no longer there, or whose file is gone; add nothing."""
    asked = _Asked(paths or (), resolved_settings(context, paths), today, debug)
    return _renew(asked.resolved.baseline, asked, allow_incomplete, add=False)


@takes(CONFIG, before="debug")
def show(
    *,
    context: typer.Context,
    paths: shared.Paths = None,
    baseline: shared.Baseline = "",
    debug: shared.Debug = False,
) -> None:
    """List the known findings, all or those in files and folders."""
    from regcheck.reports.layout import printable

    known = _there(resolved_settings(context, paths).baseline)
    wanted = []
    for path in paths or ():
        wanted.append(known.path_of(path))
        if not (
            Path(path).exists()
            or any(_lies_in(e.mark.path, wanted[-1:]) for e in known.baseline.entries)
        ):
            raise UsageError(f"{printable(path)}: no such file or folder, here or in the baseline")
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
        raise UsageError("there is no regcheck.baseline.json: write it with baseline create PATH")
    return read_baseline(file)


def _renew(named: str, asked: _Asked, allow_incomplete: bool, *, add: bool) -> int:
    from regcheck.reports.layout import printable

    known = _there(named)
    rewriting, result = _carry_out(known, asked)
    after = rewriting.updated() if add else rewriting.pruned()
    _write(known, after.entries)
    say(
        f"{printable(known.shown)}: {_counted(after.entries)}; added: {after.added}, "
        f"moved: {after.moved}, dropped: {after.dropped}\n"
    )
    return ExitCode.of(whole=allow_incomplete or result.complete)


def _carry_out(known: KnownFindings, asked: _Asked) -> tuple[Rewriting, RunResult]:
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

    with ReportFile(str(known.file)) as file:
        file.write(render_baseline(entries))


def _counted(entries: Sequence[Entry]) -> str:
    documents = len({entry.mark.path for entry in entries})
    findings = f"{len(entries)} known finding{'' if len(entries) == 1 else 's'}"
    return f"{findings} in {documents} document{'' if documents == 1 else 's'}"
