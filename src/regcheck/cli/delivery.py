"""Where reports go: none over what was read, none over what another program has open."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from regcheck.base.errors import UsageError
from regcheck.base.files.outputs import output_place, refuse_foreign
from regcheck.base.files.own_output import AS_LINE, ending_for
from regcheck.base.texts.message import message
from regcheck.base.values import Value
from regcheck.cli.documents import refuse_what_is_read
from regcheck.cli.options import Output
from regcheck.cli.progress import Bar
from regcheck.cli.terminal import look_of, painter, say, say_bytes
from regcheck.readers.inputs import Inputs
from regcheck.reports.files import ReportFile
from regcheck.reports.registry import REPORTS, report_format
from regcheck.results.result import RunResult, Settings
from regcheck.run.check import CheckJob, Report
from regcheck.run.options import RunOptions

STDOUT: Final = ("", "-")
"""What stands for stdout where a file may be named."""
_PLAIN = ("text", "concise", "github")
"""Reports that could be anybody's text, and end with our mark in a file."""
_NO_NOTES = (*_PLAIN, "sarif", "gitlab", "rdjson", "junit", "checkstyle")
"""Reports that show notes only where they are asked for or make the run fail."""


@dataclass(frozen=True, slots=True)
class Target:
    """The options that say where a command writes: to a file, or to stdout."""

    output: Output
    force: bool

    @property
    def is_stdout(self) -> bool:
        """Whether no file is named."""
        return self.output in STDOUT

    def write(self, content: Iterable[str] | bytes, *, force: bool = False) -> None:
        """Write text in pieces, or bytes, there; `force` replaces what may be there in any case."""
        deliver(content, self.output, force=force or self.force)

    @contextmanager
    def open(self, ending: str) -> Iterator[Callable[[str], None]]:
        """What writes text there; a file appears when the block ends, with `ending` at its end."""
        if self.is_stdout:
            yield say
            return
        with ReportFile(self.output, ending, force=self.force) as file:
            yield file.write


def deliver(content: Iterable[str] | bytes, output: str, *, force: bool = False) -> None:
    """Write text in pieces, or bytes, to a file that appears when whole, or to stdout."""
    if isinstance(content, bytes):
        if output in STDOUT:
            say_bytes(content)
            return
        with ReportFile(output, force=force) as file:
            file.write_bytes(content)
        return
    with Target(output, force).open(ending_for(output)) as write:
        for piece in content:
            write(piece)


class Destination(Value, frozen=True):
    """A report by name and its file, empty for stdout; `force` replaces what is there."""

    name: str
    file: str = ""
    force: bool = False


def wanted_reports(format: str, target: Target, further: Sequence[str]) -> list[Destination]:
    """The main report and further ones, `NAME=FILE`. Raises UsageError."""
    force = target.force
    found = [_destination("--format", format, target.output, force)]
    for given in further:
        name, equals, file = given.partition("=")
        if not equals or not file:
            raise UsageError(message("cli.report_without_file", given=given))
        found.append(_destination("--report", name, file, force))
    places = [destination.file for destination in found]
    for place in places:
        if places.count(place) > 1:
            raise UsageError(message("cli.two_reports", place=place or "stdout"))
    return found


def shows_no_notes(settings: Settings, wanted: Sequence[Destination]) -> bool:
    """Whether no report shows notes."""
    asked = settings.show_info or settings.fail_on == "info"
    return not asked and all(one.name in _NO_NOTES for one in wanted)


def _destination(flag: str, name: str, file: str, force: bool) -> Destination:
    file = "" if file == "-" else file
    if report_format(name, flag).binary and not file:
        raise UsageError(message("cli.report_needs_file", name=name))
    return Destination(name, file, force)


def run_and_report(
    job: CheckJob,
    inputs: Inputs,
    wanted: Sequence[Destination],
    further: Sequence[Report] = (),
) -> RunResult:
    """Run a job with the wanted reports and `further` ones made already. Raises UsageError."""
    job = replace(job, options=_for_reports(job.options, wanted))
    check_targets(wanted, inputs)
    with ExitStack() as stack:
        reports = [*(_open(destination, stack) for destination in wanted), *further]
        # The text report is written at the end; others grow where a bar would be seen.
        growing = any(not one.file and one.name != "text" for one in wanted)
        if not (growing and sys.stdout.isatty()):
            reports.insert(0, stack.enter_context(Bar(len(inputs.entries))))
        return job.run(inputs, reports)


def _for_reports(plan: RunOptions, wanted: Sequence[Destination]) -> RunOptions:
    """The plan with what the reports want of each document; text is not kept between runs."""
    formats = [report_format(destination.name) for destination in wanted]
    if not any(one.with_text for one in formats):
        return plan
    if plan.cache:
        plan.cache.close()
    original = any(one.with_original for one in formats)
    terms = any(one.with_terms for one in formats)
    return replace(plan, keep_text=True, keep_original=original, keep_terms=terms, cache=None)


def _open(destination: Destination, stack: ExitStack) -> Report:
    shown = report_format(destination.name)
    if destination.file:
        ending = AS_LINE if shown.name in _PLAIN else ""
        file = stack.enter_context(ReportFile(destination.file, ending, force=destination.force))
        return shown.make(file.write_bytes if shown.binary else file.write)
    if shown.name == "text":
        from regcheck.reports.text import TextReport

        look = look_of(sys.stdout)
        return TextReport(painter(look), look.width)
    return shown.make(say)


def check_targets(wanted: Sequence[Destination], inputs: Inputs) -> None:
    """Raises UsageError when a report may not be written where it is wanted."""
    for destination in wanted:
        refuse_what_is_read(destination.file, inputs)
        if report_format(destination.name).with_original:
            _check(destination, inputs)
        elif destination.file and destination.name in REPORTS and not destination.force:
            with suppress(OSError, ValueError):  # told when the report is opened
                refuse_foreign(output_place(destination.file), destination.file)


def write_start(target: Path, content: str | bytes, *, force: bool) -> None:
    """Write a file to start from. Raises UsageError for one that is there, without `force`."""
    if os.path.lexists(target) and not force:
        raise UsageError(message("cli.is_there_start", file=target))
    with ReportFile(str(target), force=force) as file:
        if isinstance(content, bytes):
            file.write_bytes(content)
        else:
            file.write(content)
    say(f"{target}\n")


def _check(word: Destination, inputs: Inputs) -> None:
    """Raises UsageError when a Word report may not be written where it is wanted."""
    target = Path(word.file)
    if inputs.files > 1:
        raise UsageError(message("cli.one_document_for_word", name=word.name, file=word.file))
    # What Word and LibreOffice show by that they have a document open.
    locks = [f"~${target.name[left_out:]}" for left_out in range(3)] + [f".~lock.{target.name}#"]
    if any(target.with_name(lock).exists() for lock in locks):
        raise UsageError(message("cli.is_open", file=word.file))
    if target.exists() and not word.force:
        raise UsageError(message("cli.is_there", file=word.file))
