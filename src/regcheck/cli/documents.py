"""The documents that a command is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from regcheck.cli import options as shared
from regcheck.cli.terminal import read_stdin, warn
from regcheck.errors import UsageError

if TYPE_CHECKING:
    from regcheck.document.model import Document
    from regcheck.readers.inputs import Inputs


def find_documents(
    paths: Sequence[str],
    stdin_format: str = "",
    stdin_filename: str = "",
    *,
    wanted: Callable[[str], bool] | None = None,
) -> Inputs:
    """What the paths lead to, or what of it is wanted, by path. Raises UsageError when that is
    nothing at all."""
    from regcheck.readers.inputs import STDIN, find_inputs

    if stdin_format:
        shared.one_of("--stdin-format", stdin_format, shared.STDIN_FORMATS)
    if not paths:
        if not (stdin_format or stdin_filename):
            raise UsageError("name at least one file or folder, or - for stdin")
        paths = (STDIN,)
    inputs = find_inputs(
        paths,
        base=Path.cwd(),
        read_stdin=read_stdin,
        stdin_name=stdin_filename,
        stdin_format=stdin_format,
    )
    if inputs.passed_over:
        kinds = ", ".join(f"{number} {suffix}" for suffix, number in inputs.passed_over.items())
        warn(f"note: left out, since this version does not read them: {kinds}")
    if inputs.found_nothing:
        raise UsageError(_nothing(inputs, paths))
    if wanted is None:
        return inputs
    kept = inputs.only(wanted)
    if not kept.entries:
        raise UsageError("the config leaves every document out: see include and exclude in it")
    return kept


def _nothing(inputs: Inputs, paths: Sequence[str]) -> str:
    from regcheck.document.model import Unreadable
    from regcheck.reports.layout import printable

    missing = [entry.path for entry in inputs.entries if isinstance(entry, Unreadable)]
    if missing:
        return f"no such file or folder: {printable(', '.join(missing))}"
    looked = printable(", ".join(paths))
    sought = ".docx, .odt, .pdf, .md, .txt, .xml, .html and archives of them"
    return f"no document in {looked}: looked for {sought}"


def read_one(path: str, stdin_format: str, tracked_changes: str = "accepted") -> Document:
    """The document that a path (or `-`) leads to; of an archive the only member. Raises UsageError
    when there is none or it cannot be read."""
    from regcheck.document.model import Unreadable
    from regcheck.reports.layout import printable
    from regcheck.run.pipeline import read_each

    inputs = find_documents([path], stdin_format)
    documents = read_each(inputs, shared.tracked(tracked_changes))
    document = next(documents, None)
    if document is None or next(documents, None) is not None:
        raise UsageError(f"{printable(path)}: name one document")
    if isinstance(document, Unreadable):
        hint = f" ({document.hint})" if document.hint else ""
        raise UsageError(printable(f"{document.path}: {document.detail}{hint}"))
    return document
