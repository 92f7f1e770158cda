"""`regcheck apply`: the law as an amending act or regulation leaves it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from regcheck.base.errors import ExitCode
from regcheck.base.text.patterns import pattern
from regcheck.base.texts.message import message
from regcheck.changes.amending.apply import UnappliedChange
from regcheck.cli import options as shared
from regcheck.cli.amended import amended_laws, warn_of_undone
from regcheck.cli.documents import find_documents, read_one, refuse_what_is_read
from regcheck.cli.options import argument, option
from regcheck.cli.terminal import counted, say_line, warn
from regcheck.reports.files import ReportFile
from regcheck.run.guard import OutOfTime, bounded

_UNFIT = pattern(r"[^\w. -]")
"""What an id may hold and a file name had better not."""


def apply(
    *,
    amendment: Annotated[str, argument("AMENDMENT")],
    law: Annotated[str, argument("LAW")],
    output: Annotated[str, option("FOLDER", "--output -o", "konsolidert")],
    force: bool,
    allow_incomplete: bool,
    time_limit: shared.TimeLimit,
) -> int:
    """Write the law as an amending act or regulation leaves it."""
    try:
        with bounded(time_limit, 0):
            undone = _applied(amendment, law, output, force=force)
    except OutOfTime:
        warn(message("amending.no_time", path=amendment, seconds=time_limit))
        return ExitCode.INCOMPLETE
    warn_of_undone(undone)
    return ExitCode.of(whole=allow_incomplete or not undone)


def _applied(amendment: str, law: str, output: str, *, force: bool) -> Sequence[UnappliedChange]:
    """Write what can be carried out; gives what is left undone."""
    inputs = find_documents([law])
    laws, undone = amended_laws(read_one(amendment, ""), inputs, law)
    for one in laws:
        if one.after.done:
            target = Path(output, f"{_UNFIT.sub('-', one.refid or Path(law).stem)}.md")
            refuse_what_is_read(str(target), inputs)
            with ReportFile(str(target), force=force) as file:
                file.write(one.after.text)
        done = counted("amending.changes", len(one.after.done))
        say_line(message("amending.done", law=one.refid or law, done=done, of=one.asked))
    return undone
