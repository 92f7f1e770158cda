"""Which reports are wanted, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from regcheck.errors import UsageError
from regcheck.reports.registry import report_format


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
    found = [_destination("--format", format, "" if output == "-" else output)]
    for given in further:
        name, equals, file = given.partition("=")
        if not equals or not file:
            raise UsageError(f"--report {given}: write NAME=FILE, such as json=report.json")
        found.append(_destination("--report", name, "" if file == "-" else file))
    places = [destination.file for destination in found]
    for place in places:
        if places.count(place) > 1:
            raise UsageError(f"two reports would go to {place or 'stdout'}: give each its own")
    return [replace(destination, force=force) for destination in found]


def _destination(option: str, name: str, file: str) -> Destination:
    if report_format(name, option).binary and not file:
        raise UsageError(f"the {name} report needs a file: --report {name}=FILE.docx")
    return Destination(name, file)
