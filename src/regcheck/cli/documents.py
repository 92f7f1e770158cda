"""The documents that a command is about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from regcheck.base.errors import UsageError
from regcheck.base.texts.message import Message, message
from regcheck.cli.terminal import note, read_stdin, unreadable, warn_unread

if TYPE_CHECKING:
    from regcheck.document.model import Document, Unreadable
    from regcheck.readers.inputs import Inputs


def find_documents(
    paths: Sequence[str],
    stdin_format: str = "",
    stdin_filename: str = "",
    *,
    wanted: Callable[[str], bool] | None = None,
) -> Inputs:
    """What the paths lead to, if `wanted`. Raises UsageError for nothing at all."""
    from regcheck.base.text.printable import printable
    from regcheck.readers.inputs import STDIN, find_inputs

    if not paths:
        if not (stdin_format or stdin_filename):
            raise UsageError(message("cli.no_paths"))
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
        note(message("cli.passed_over", kinds=kinds))
    if inputs.own_output:
        note(message("cli.own_output", paths=printable(", ".join(inputs.own_output))))
    if inputs.found_nothing:
        raise UsageError(_nothing(inputs, paths))
    if wanted is None:
        return inputs
    kept = inputs.only(wanted)
    if not kept.entries:
        raise UsageError(message("cli.all_left_out"))
    return kept


@dataclass(slots=True)
class ReadableDocuments:
    """The documents that can be read, one at a time; the others are told and kept."""

    inputs: Inputs
    unreadable: list[Unreadable] = field(default_factory=list)

    def __iter__(self) -> Iterator[Document]:
        from regcheck.document.model import Unreadable
        from regcheck.run.pipeline import read_each

        for document in read_each(self.inputs):
            if isinstance(document, Unreadable):
                self.unreadable.append(document)
                warn_unread(document)
            else:
                yield document


def _nothing(inputs: Inputs, paths: Sequence[str]) -> Message:
    from regcheck.base.text.printable import printable
    from regcheck.document.model import Unreadable
    from regcheck.readers.registry import readable

    missing = [entry.path for entry in inputs.entries if isinstance(entry, Unreadable)]
    if missing:
        return message("cli.no_such_path", paths=printable(", ".join(missing)))
    formats = ", ".join(one.suffixes[0] for one in readable())
    return message("cli.no_document", paths=printable(", ".join(paths)), formats=formats)


def read_one(path: str, stdin_format: str, tracked_changes: str = "accepted") -> Document:
    """The one document that a path (or `-`) leads to. Raises UsageError for any other number."""
    from regcheck.base.text.printable import printable
    from regcheck.document.model import Unreadable
    from regcheck.run.pipeline import read_each

    inputs = find_documents([path], stdin_format)
    documents = read_each(inputs, tracked_changes)
    document = next(documents, None)
    if document is None or next(documents, None) is not None:
        raise UsageError(message("cli.name_one_document", path=printable(path)))
    if isinstance(document, Unreadable):
        raise UsageError(unreadable(document))
    return document
