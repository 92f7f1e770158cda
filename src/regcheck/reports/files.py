"""Report files that are either complete or absent, where `output_place` lets them go."""

from __future__ import annotations

import contextlib
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO

from regcheck.base.errors import UsageError, system_reason
from regcheck.base.files.outputs import is_handed_to_us, output_place, refuse_foreign
from regcheck.base.files.whole import fresh_beside, put_in_place
from regcheck.base.texts.message import message

_PIECE = 1 << 20
_HEAD_BYTES = 48


def write_together(
    stem: Path,
    texts: Mapping[str, Iterable[str]],
    files: Mapping[str, IO[bytes]],
    *,
    force: bool,
) -> None:
    """Write files with a common stem, which take their places once all are written."""
    with contextlib.ExitStack() as stack:
        opened = {
            ending: stack.enter_context(ReportFile(f"{stem}.{ending}", force=force))
            for ending in (*texts, *files)
        }
        for ending, pieces in texts.items():
            for piece in pieces:
                opened[ending].write(piece)
        for ending, source in files.items():
            while data := source.read(_PIECE):
                opened[ending].write_bytes(data)


class ReportFile:
    """A file that takes its place only if the block ends without an error; `ending` is written
    last. Only our own files are replaced unless `force` is given; devices, and with `force` pipes,
    are written to directly. Raises UsageError."""

    def __init__(self, target: str, ending: str = "", *, force: bool = False) -> None:
        self.target = target
        self._ending = ending
        self._force = force
        self._head = b""
        self._fresh: Path | None = None

    def __enter__(self) -> ReportFile:
        try:
            self._path = output_place(self.target)
            if self._path.is_dir() and not self._path.is_symlink():
                raise UsageError(message("reports.a_folder", path=self.target))
            direct = is_handed_to_us(self._path) or (self._force and self._path.is_fifo())
            self._fresh = None if direct else fresh_beside(self._path)
            self._stream = (self._fresh or self._path).open("wb")
        except (OSError, ValueError) as fault:
            self._forget()
            raise self._cannot(fault) from fault
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self.write(self._ending)
            with contextlib.suppress(OSError) if kind else contextlib.nullcontext():
                self._stream.close()
            if self._fresh is not None and kind is None:
                if not self._force:
                    refuse_foreign(self._path, self.target, self._head)
                put_in_place(self._fresh, self._path)
        except OSError as fault:
            raise self._cannot(fault) from fault
        finally:
            self._forget()

    def _forget(self) -> None:
        if self._fresh is not None:
            self._fresh.unlink(missing_ok=True)

    def write(self, text: str) -> None:
        """Add text; lone surrogates are written as escapes."""
        self.write_bytes(text.encode("utf-8", "backslashreplace"))

    def write_bytes(self, data: bytes) -> None:
        """Add bytes."""
        self._head += data[: _HEAD_BYTES - len(self._head)]
        try:
            self._stream.write(data)
        except OSError as fault:
            raise self._cannot(fault) from fault

    def _cannot(self, fault: OSError | ValueError) -> UsageError:
        return UsageError(
            message("reports.cannot_write", path=self.target, why=system_reason(fault))
        )


def fresh_entry(name: str) -> zipfile.ZipInfo:
    """An entry of a package that is the same on every day and machine."""
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0
    return entry
