"""Report files that are either complete or absent: written next to the target, then renamed."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import IO

from regcheck.errors import UsageError, cannot_write, system_reason
from regcheck.files.whole import fresh_beside, put_in_place
from regcheck.texts.message import message

_PIECE = 1 << 20


def write_together(
    folder: str, name: str, texts: Mapping[str, Iterable[str]], files: Mapping[str, IO[bytes]]
) -> None:
    """Write texts and the contents of open files to a folder, which is made where it is missing,
    by their endings; all take their places once all are written. Raises UsageError."""
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise cannot_write(folder, fault) from fault
    with contextlib.ExitStack() as stack:
        opened = {
            ending: stack.enter_context(ReportFile(str(Path(folder) / f"{name}.{ending}")))
            for ending in (*texts, *files)
        }
        for ending, pieces in texts.items():
            for piece in pieces:
                opened[ending].write(piece)
        for ending, source in files.items():
            while data := source.read(_PIECE):
                opened[ending].write_bytes(data)


class ReportFile:
    """A file of text (UTF-8, LF) or bytes that takes its place only if the block ends without an
    error; `ending` is written last.

    A target that exists and is not a regular file (a pipe, `/dev/stdout`) is written to directly.
    Raises UsageError if the target cannot be written.
    """

    def __init__(self, target: str, ending: str = "") -> None:
        self.target = target
        self._ending = ending
        self._path = Path(os.path.realpath(target))
        self._fresh: Path | None = None

    def __enter__(self) -> ReportFile:
        try:
            if self._path.is_dir():
                raise UsageError(message("reports.a_folder", path=self.target))
            direct = self._path.exists() and not self._path.is_file()
            with contextlib.ExitStack() as undone:
                if not direct:
                    self._fresh = fresh_beside(self._path)
                    undone.callback(self._fresh.unlink, missing_ok=True)
                self._stream = (self._fresh or self._path).open("wb")
                undone.pop_all()
        except (OSError, ValueError) as fault:
            raise self._cannot(fault) from fault
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if kind is None:
                self.write(self._ending)
            with contextlib.suppress(OSError) if kind else contextlib.nullcontext():
                self._stream.close()
            if self._fresh is not None and kind is None:
                put_in_place(self._fresh, self._path)
        except OSError as fault:
            raise self._cannot(fault) from fault
        finally:
            if self._fresh is not None:
                self._fresh.unlink(missing_ok=True)

    def write(self, text: str) -> None:
        """Add text; lone surrogates are written as escapes."""
        self.write_bytes(text.encode("utf-8", "backslashreplace"))

    def write_bytes(self, data: bytes) -> None:
        """Add bytes."""
        try:
            self._stream.write(data)
        except OSError as fault:
            raise self._cannot(fault) from fault

    def _cannot(self, fault: OSError | ValueError) -> UsageError:
        if isinstance(fault, FileNotFoundError) and not self._path.parent.is_dir():
            return UsageError(message("reports.no_folder", path=self.target))
        why = system_reason(fault)
        return UsageError(message("reports.cannot_write", path=self.target, why=why))
