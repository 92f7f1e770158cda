"""The documents that a command is about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from regcheck.base.errors import ExitCode, UsageError
from regcheck.base.text.printable import printable
from regcheck.base.texts.message import Message, message
from regcheck.cli.options import Paths, StdinFilename, StdinFormat
from regcheck.cli.terminal import note, read_stdin, unreadable, warn_unread

if TYPE_CHECKING:
    from regcheck.document.model import Document, Unreadable
    from regcheck.readers.inputs import Inputs


@dataclass(frozen=True, slots=True)
class Source:
    """The options that say which documents a command reads, and whether it may lack some."""

    paths: Paths
    stdin_format: StdinFormat
    stdin_filename: StdinFilename
    allow_incomplete: bool

    def documents(self, *targets: str) -> ReadableDocuments:
        """The documents, for a command that writes to `targets`. Raises UsageError for none, and
        for a target that is read."""
        inputs = find_documents(self.paths, self.stdin_format, self.stdin_filename)
        for target in targets:
            refuse_what_is_read(target, inputs)
        return ReadableDocuments(inputs, self.allow_incomplete)


def find_documents(
    paths: Sequence[str],
    stdin_format: str = "",
    stdin_filename: str = "",
    *,
    wanted: Callable[[str], bool] | None = None,
) -> Inputs:
    """What the paths lead to, if `wanted`. Raises UsageError for nothing at all."""
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
    allow_incomplete: bool = False
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

    @property
    def exit_code(self) -> ExitCode:
        """How a command ends that has gone through them."""
        return ExitCode.of(whole=self.allow_incomplete or not self.unreadable)


def _nothing(inputs: Inputs, paths: Sequence[str]) -> Message:
    from regcheck.document.model import Unreadable
    from regcheck.readers.registry import readable

    missing = [entry.path for entry in inputs.entries if isinstance(entry, Unreadable)]
    if missing:
        return message("cli.no_such_path", paths=printable(", ".join(missing)))
    formats = ", ".join(one.suffixes[0] for one in readable())
    return message("cli.no_document", paths=printable(", ".join(paths)), formats=formats)


def read_one(path: str, stdin_format: str, tracked_changes: str = "accepted") -> Document:
    """The one document that a path (or `-`) leads to. Raises UsageError for any other number."""
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


def refuse_what_is_read(file: str, inputs: Inputs) -> None:
    """Raises UsageError when a path leads to one of the files that are read."""
    from regcheck.readers.inputs import Input

    read = (entry.location for entry in inputs.entries if isinstance(entry, Input))
    if file and any(_same(Path(file), location) for location in read if location):
        raise UsageError(message("cli.is_read", file=file))


def _same(target: Path, location: str) -> bool:
    try:
        return target.exists() and target.samefile(location)
    except OSError:
        return False
