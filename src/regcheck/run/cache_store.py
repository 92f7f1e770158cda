"""Blobs by key in one SQLite file of bounded size: what was used longest ago, counted in runs, goes
first. A blob is believed when its digest was made with the user's key. A damaged file of ours is
begun anew; anything else in its place is left and told once. Processes may share it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING

from regcheck.base.errors import system_reason
from regcheck.base.files.sealed import seal, silent
from regcheck.base.texts.message import Message, message
from regcheck.base.values import Record, member
from regcheck.readers.limits import MEGABYTE

if TYPE_CHECKING:
    import sqlite3

FILE = "findings.sqlite"
MAX_BYTES = 256 * MEGABYTE
"""Bytes of blobs that are kept."""
MAX_BLOB = 16 * MEGABYTE
_ROOM = 0.9
"""How full the store is after it has been made smaller."""
_LAYOUT = 2
_APPLICATION = 0x72676368
"""Marks the database as ours, in its header."""
_HEADER = 100
_LATEST = 2**53
"""No run has so high a number."""
_PATIENCE = 1.0
"""Seconds to wait for another process that writes."""
_BATCH = 8 * MEGABYTE
"""Bytes of blobs that wait before they are written together."""
_TABLES = (
    "CREATE TABLE entry (key BLOB PRIMARY KEY, used INTEGER NOT NULL, size INTEGER NOT NULL, "
    "digest BLOB NOT NULL, body BLOB NOT NULL)",
    "CREATE INDEX entry_age ON entry (used, size)",
)
_SUFFIXES = ("", "-wal", "-shm", "-journal")


class Store(Record):
    """The store in a folder, opened when first asked, and the user's key. `complain` is told once,
    in a line, when it cannot be used. It is given up when others hold it for `patience` seconds."""

    folder: Path
    key: bytes
    complain: Callable[[Message], None] = silent
    max_bytes: int = MAX_BYTES
    patience: float = _PATIENCE
    _connection: sqlite3.Connection | None = None
    _given_up: bool = False
    _run: int = 0
    _fresh: dict[bytes, bytes] = member(default_factory=dict)
    _fresh_bytes: int = 0
    _used: set[bytes] = member(default_factory=set)

    def get(self, key: bytes) -> bytes | None:
        """The blob kept under a key, or None."""
        query = "SELECT digest, body FROM entry WHERE key = ? AND length(body) <= ?"
        digest, body = self._ask(query, key, MAX_BLOB) or (b"", b"")
        if not isinstance(body, bytes) or digest != seal(self.key, key, body):
            return None
        self._used.add(key)
        return body

    def put(self, key: bytes, body: bytes) -> None:
        """Keep a blob under a key; it may be written later, but by `close` at the latest."""
        if self._given_up or len(body) > MAX_BLOB:
            return
        self._fresh[key] = body
        self._fresh_bytes += len(body)
        if self._fresh_bytes >= _BATCH:
            self._write()

    def close(self) -> None:
        """Write what waits, remember what was used, and let go of the file."""
        if self._fresh or self._used:
            self._write(last=True)
        self._disconnect()

    def _ask(self, query: str, *values: object) -> tuple[object, object] | None:
        """The first row of an answer, or None, also when the store cannot be used."""
        import sqlite3

        try:
            connection = self._open()
            return connection.execute(query, values).fetchone() if connection else None
        except sqlite3.Error as fault:
            self._give_up(fault)
            return None

    def _write(self, *, last: bool = False) -> None:
        import sqlite3

        fresh, self._fresh, self._fresh_bytes = self._fresh, {}, 0
        try:
            connection = self._open()
            if connection is None:
                return
            connection.execute("BEGIN IMMEDIATE")
            with connection:  # all of it or nothing
                connection.executemany(
                    "INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?, ?)",
                    [(k, self._run, len(b), seal(self.key, k, b), b) for k, b in fresh.items()],
                )
                if last:
                    connection.executemany(
                        "UPDATE entry SET used = ? WHERE key = ?",
                        [(self._run, key) for key in sorted(self._used - fresh.keys())],
                    )
                if fresh:
                    _shrink(connection, self.max_bytes)
        except sqlite3.Error as fault:
            self._give_up(fault)

    def _open(self) -> sqlite3.Connection | None:
        """The connection. Raises sqlite3.Error when there is none to be had."""
        import sqlite3

        if self._connection is not None or self._given_up:
            return self._connection
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            if not _may_open(self.folder):
                self._given_up = True
                self.complain(message("errors.cache_foreign", file=self.folder / FILE))
                return None
            try:
                self._connection, self._run = _connect(self.folder / FILE, self.patience)
            except sqlite3.DatabaseError as fault:
                if not _is_damage(fault):
                    raise
                remove(self.folder)
                self._connection, self._run = _connect(self.folder / FILE, self.patience)
        except OSError as fault:
            self._give_up(fault)
            return None
        return self._connection

    def _give_up(self, fault: Exception) -> None:
        """Go on without. A damaged file is removed; what remains is told."""
        if self._given_up:
            return
        self._given_up = True
        self._fresh.clear()
        self._used.clear()
        self._disconnect()
        if _is_damage(fault):
            with contextlib.suppress(OSError):
                remove(self.folder)
            return
        why = system_reason(fault) if isinstance(fault, OSError) else str(fault)
        self.complain(message("errors.cache_fault", file=self.folder, why=why))

    def _disconnect(self) -> None:
        import sqlite3

        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None


def remove(folder: Path) -> int:
    """Delete the store in a folder; gives the bytes that went. Raises OSError when it cannot."""
    gone = 0
    for suffix in _SUFFIXES:
        path = folder / f"{FILE}{suffix}"
        with contextlib.suppress(FileNotFoundError):
            size = path.lstat().st_size
            path.unlink()
            gone += size
    return gone


def measure(folder: Path) -> tuple[int, int]:
    """How many blobs the store in a folder holds, and its bytes on disk; (0, 0) for none."""
    import sqlite3

    size = sum(path.lstat().st_size for path in sorted(folder.glob(f"{FILE}*")))
    if not size or not _may_open(folder):
        return 0, size
    try:
        connection, _ = _connect(folder / FILE)
        with contextlib.closing(connection):
            return int(connection.execute("SELECT count(*) FROM entry").fetchone()[0]), size
    except sqlite3.Error:
        return 0, size


def _may_open(folder: Path) -> bool:
    """Whether our store or nothing lies there, seen without opening a database. Raises OSError."""
    if folder.is_symlink():
        return False
    for suffix in _SUFFIXES:
        with contextlib.suppress(FileNotFoundError):
            found = (folder / f"{FILE}{suffix}").lstat()
            if not S_ISREG(found.st_mode) or found.st_nlink > 1:
                return False
    try:
        with (folder / FILE).open("rb") as stream:
            head = stream.read(_HEADER)
    except FileNotFoundError:
        return True
    return not head or head[68:72] == _APPLICATION.to_bytes(4, "big")


def _connect(file: Path, patience: float = _PATIENCE) -> tuple[sqlite3.Connection, int]:
    """A connection to a store, made ready, and the number of this run. Raises sqlite3.Error."""
    import sqlite3

    # Results may come from a generator that another thread closes; they are never used at once.
    with contextlib.suppress(OSError):
        file.touch(mode=0o600)  # what drafts say is nobody else's business
    connection = sqlite3.connect(
        file, timeout=patience, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("PRAGMA synchronous = NORMAL")
        if not (there := _tables(connection)):
            connection.execute("BEGIN IMMEDIATE")
            with connection:
                if not _tables(connection):  # another process may have been faster
                    marks = (f"application_id = {_APPLICATION}", f"user_version = {_LAYOUT}")
                    for one in (*_TABLES, *(f"PRAGMA {mark}" for mark in marks)):
                        connection.execute(one)
            there = _tables(connection)
            # Not before: others know the file by a mark that a log would hold back.
            with contextlib.suppress(sqlite3.OperationalError):  # as while another reads
                connection.execute("PRAGMA journal_mode = WAL")
        if there != set(_TABLES):
            raise sqlite3.DatabaseError("another layout")
        last = connection.execute("SELECT max(used) FROM entry").fetchone()[0] or 0
        if not isinstance(last, int) or not 0 <= last < _LATEST:
            raise sqlite3.DatabaseError("no number of a run")
    except BaseException:
        connection.close()
        raise
    return connection, last + 1


def _tables(connection: sqlite3.Connection) -> set[str]:
    known = connection.execute("SELECT sql FROM sqlite_schema WHERE sql NOT NULL")
    return {sql for (sql,) in known}


def _shrink(connection: sqlite3.Connection, most: int) -> None:
    """Drop what was used longest ago when there is too much."""
    (size,) = connection.execute("SELECT total(size) FROM entry").fetchone()
    if size <= most:
        return
    drop: list[tuple[int]] = []
    for row, bytes_ in connection.execute("SELECT rowid, size FROM entry ORDER BY used, rowid"):
        drop.append((row,))
        size -= bytes_
        if size <= most * _ROOM:
            break
    connection.executemany("DELETE FROM entry WHERE rowid = ?", drop)


def _is_damage(fault: Exception) -> bool:
    """Whether the file is no database of ours, rather than one that cannot be used just now."""
    import sqlite3

    return type(fault) is sqlite3.DatabaseError
