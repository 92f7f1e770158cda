"""Where reports may go: none over what was read, a Word report not over what Word has open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from regcheck.errors import UsageError
from regcheck.reports.registry import report_format

if TYPE_CHECKING:
    from regcheck.cli.destinations import Destination
    from regcheck.readers.inputs import Inputs


def check_targets(wanted: Sequence[Destination], inputs: Inputs) -> None:
    """Raises UsageError when a report may not be written where it is wanted."""
    for destination in wanted:
        if report_format(destination.name).with_original:
            _check(destination.file, inputs, force=destination.force)
        else:
            refuse_what_is_read(destination.file, inputs)


def refuse_what_is_read(file: str, inputs: Inputs) -> None:
    """Raises UsageError when a path leads to one of the files that are read."""
    if file and is_read(file, inputs):
        raise UsageError(f"{file}: is a document that is read; name another file for the report")


def _check(file: str, inputs: Inputs, *, force: bool) -> None:
    if inputs.files > 1:
        raise UsageError(f"word={file}: the Word report holds one document: check one at a time")
    target = Path(file)
    refuse_what_is_read(file, inputs)
    for lock in _locks(target):
        if lock.exists():
            raise UsageError(f"{file}: is open in another program: close it there first")
    if target.exists() and not force:
        raise UsageError(f"{file}: is there already; name another file, or use --force")


def is_read(file: str, inputs: Inputs) -> bool:
    """Whether a path leads to one of the files that are read."""
    from regcheck.readers.inputs import Input

    read = [entry.location for entry in inputs.entries if isinstance(entry, Input)]
    return any(_same(Path(file), location) for location in read if location)


def _same(target: Path, location: str) -> bool:
    """Whether a path leads to the file that was read."""
    try:
        return target.exists() and target.samefile(location)
    except OSError:
        return False


def _locks(target: Path) -> Iterator[Path]:
    """The files by which Word and LibreOffice tell that they have a document open."""
    name = target.name
    for left_out in range(3):
        yield target.with_name(f"~${name[left_out:]}")
    yield target.with_name(f".~lock.{name}#")
