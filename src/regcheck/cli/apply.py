"""`regcheck apply`: the law as an amending act or regulation leaves it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from regcheck.base.errors import ExitCode, UsageError
from regcheck.base.text.patterns import pattern
from regcheck.base.text.printable import cut
from regcheck.base.texts.message import message
from regcheck.changes.amending.apply import UnappliedChange, apply_changes
from regcheck.changes.amending.instructed import Change, changes_in
from regcheck.changes.amending.markdown import as_markdown
from regcheck.cli import options as shared
from regcheck.cli.documents import find_documents, read_one, refuse_what_is_read
from regcheck.cli.options import argument, option
from regcheck.cli.terminal import counted, say_line, unreadable, warn
from regcheck.cli.versions import law_by_id
from regcheck.document.model import Document, Unreadable
from regcheck.readers.markdown import read_markdown
from regcheck.reports.files import ReportFile
from regcheck.run.guard import OutOfTime, bounded

_SHOWN = 160
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
    for one in undone:
        shown = cut(" ".join(one.change.instruction.split()), _SHOWN)
        why = message(f"amending.{one.why.replace('-', '_')}", place=one.place)
        warn(message("amending.undone", instruction=shown, why=why))
    return ExitCode.of(whole=allow_incomplete or not undone)


def _applied(amendment: str, law: str, output: str, *, force: bool) -> Sequence[UnappliedChange]:
    """Write what can be carried out; gives what is left undone."""
    amending = read_one(amendment, "")
    changes = changes_in(amending)
    if not changes:
        raise UsageError(message("amending.nothing", path=amendment))
    by_law: dict[str, list[Change]] = {}
    for change in changes:
        by_law.setdefault(change.refid, []).append(change)
    inputs = find_documents([law])
    found: dict[str, Document] = {}
    for _, act in law_by_id(inputs, set(by_law) - {""}):
        found.setdefault(act.meta.refid, _markdown(act))
    if len(by_law) == 1 and not found and len(inputs.entries) == 1:
        # A draft of a law without an id, that alone was named.
        found = {next(iter(by_law)): _markdown(read_one(law, ""))}
    undone: list[UnappliedChange] = []
    for refid, some in by_law.items():
        text = found.get(refid)
        if text is None:
            undone += [UnappliedChange(one, "no-law", refid) for one in some]
            continue
        result = apply_changes(text, amending, some)
        undone += result.undone
        if result.done:
            target = Path(output, f"{_UNFIT.sub('-', refid or Path(law).stem)}.md")
            refuse_what_is_read(str(target), inputs)
            with ReportFile(str(target), force=force) as file:
                file.write(result.text)
        done = counted("amending.changes", len(result.done))
        say_line(message("amending.done", law=refid or law, done=done, of=len(some)))
    return undone


def _markdown(document: Document | Unreadable) -> Document:
    """The document as one that was read from Markdown. Raises UsageError if it cannot be read."""
    if not isinstance(document, Unreadable) and document.source.format != "markdown":
        document = read_markdown(as_markdown(document).encode(), document.source.path)
    if isinstance(document, Unreadable):
        raise UsageError(unreadable(document))
    return document
