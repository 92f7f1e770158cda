"""Where reports and other files go: none over what was read, none over what another program has
open."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from regcheck.cli.options import one_of, report_names
from regcheck.cli.terminal import say
from regcheck.errors import UsageError
from regcheck.reports.make import FILE_REPORTS
from regcheck.texts.message import message

if TYPE_CHECKING:
    from regcheck.readers.inputs import Inputs


@dataclass(frozen=True, slots=True)
class Destination:
    """A report by name and the file it goes to; empty for stdout. With `force` a Word report may
    take the place of a file that is there."""

    name: str
    file: str = ""
    force: bool = False


def wanted_reports(
    format: str, output: str, further: Sequence[str], *, force: bool = False
) -> list[Destination]:
    """The main report, then the further ones, given as `NAME=FILE`. Raises UsageError for an
    unknown name, and for two reports in one place."""
    found = [_destination("--format", format, output, force)]
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


def _destination(flag: str, name: str, file: str, force: bool) -> Destination:
    one_of(flag, name, report_names())
    file = "" if file == "-" else file
    if name in FILE_REPORTS and not file:
        raise UsageError(message("cli.report_needs_file", name=name))
    return Destination(name, file, force)


def check_targets(wanted: Sequence[Destination], inputs: Inputs) -> None:
    """Raises UsageError when a report may not be written where it is wanted."""
    for destination in wanted:
        refuse_what_is_read(destination.file, inputs)
        if destination.name in FILE_REPORTS:
            _check(destination, inputs)


def refuse_what_is_read(file: str, inputs: Inputs) -> None:
    """Raises UsageError when a path leads to one of the files that are read."""
    from regcheck.readers.inputs import Input

    read = (entry.location for entry in inputs.entries if isinstance(entry, Input))
    if file and any(_same(Path(file), location) for location in read if location):
        raise UsageError(message("cli.is_read", file=file))


def write_start(target: Path, text: str, *, force: bool) -> None:
    """Write a file to start from and say where it is. Raises UsageError where there is one
    already, unless `force` is given."""
    from regcheck.reports.files import ReportFile

    if os.path.lexists(target) and not force:
        raise UsageError(message("cli.is_there_start", file=target))
    with ReportFile(str(target)) as file:
        file.write(text)
    say(f"{target}\n")


def _check(word: Destination, inputs: Inputs) -> None:
    """Raises UsageError when a Word report may not be written where it is wanted."""
    target = Path(word.file)
    if inputs.files > 1:
        raise UsageError(message("cli.one_document_for_word", file=word.file))
    if any(lock.exists() for lock in _locks(target)):
        raise UsageError(message("cli.is_open", file=word.file))
    if target.exists() and not word.force:
        raise UsageError(message("cli.is_there", file=word.file))


def _same(target: Path, location: str) -> bool:
    """Whether a path leads to the file that was read."""
    try:
        return target.exists() and target.samefile(location)
    except OSError:
        return False


def _locks(target: Path) -> Iterator[Path]:
    """The files by which Word and LibreOffice show that they have a document open."""
    name = target.name
    for left_out in range(3):
        yield target.with_name(f"~${name[left_out:]}")
    yield target.with_name(f".~lock.{name}#")
