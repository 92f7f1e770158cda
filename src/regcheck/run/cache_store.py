"""Blobs by key in one SQLite file of bounded size: what was used longest ago goes first.

Age is counted in runs, never in time. A blob whose checksum does not hold is as good as none, a
file that is no such database is begun anew, and a place that cannot be written is given up with
one word about it. Several processes may use the file at once.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from regcheck.errors import system_reason
from regcheck.readers.limits import MEGABYTE
from regcheck.values import Record, member

if TYPE_CHECKING:
    import sqlite3

FILE = "findings.sqlite"
MAX_BYTES = 256 * MEGABYTE
"""Bytes of blobs that are kept."""
MAX_BLOB = 16 * MEGABYTE
_ROOM = 0.9
"""How full the store is after it has been made smaller."""
_LAYOUT = 1
_PATIENCE = 10.0
"""Seconds to wait for another process that writes."""
_BATCH = 8 * MEGABYTE
"""Bytes of blobs that wait before they are written together."""
_SCHEMA = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS entry (
  key BLOB PRIMARY KEY, used INTEGER NOT NULL, size INTEGER NOT NULL,
  checksum BLOB NOT NULL, body BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS entry_age ON entry (used, size);
CREATE TABLE IF NOT EXISTS run (number INTEGER NOT NULL);
INSERT INTO run SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM run);
PRAGMA user_version = 1;
COMMIT;
"""


def _silent(_: str) -> None:
    """Say nothing."""


class Store(Record):
    """The store in a folder, opened when first asked. `complain` is told once, in a line, when it
    cannot be used."""

    folder: Path
    complain: Callable[[str], None] = _silent
    max_bytes: int = MAX_BYTES
    _connection: sqlite3.Connection | None = None
    _given_up: bool = False
    _run: int = 0
    _fresh: dict[bytes, bytes] = member(default_factory=dict)
    _fresh_bytes: int = 0
    _used: set[bytes] = member(default_factory=set)

    def get(self, key: bytes) -> bytes | None:
        """The blob kept under a key, or None."""
        row = self._ask("SELECT checksum, body FROM entry WHERE key = ?", key)
        if row is None or not _is_whole(key, *row):
            return None
        self._used.add(key)
        return bytes(row[1])

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

    def _ask(self, query: str, *values: object) -> tuple[bytes, bytes] | None:
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
                    [(k, self._run, len(b), _checksum(k, b), b) for k, b in fresh.items()],
                )
                if last:
                    connection.executemany(
                        "UPDATE entry SET used = ? WHERE key = ?",
                        [(self._run, key) for key in sorted(self._used - fresh.keys())],
                    )
                    connection.execute("UPDATE run SET number = max(number, ?)", [self._run])
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
            try:
                self._connection = _connect(self.folder / FILE)
            except sqlite3.DatabaseError as fault:
                if not _is_damage(fault):
                    raise
                remove(self.folder)
                self._connection = _connect(self.folder / FILE)
        except OSError as fault:
            self._give_up(fault)
            return None
        self._run = int(self._connection.execute("SELECT number FROM run").fetchone()[0]) + 1
        return self._connection

    def _give_up(self, fault: Exception) -> None:
        """Go on without. A damaged file is removed; that others are writing goes without saying;
        what remains is told."""
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
        if getattr(fault, "sqlite_errorname", "").startswith("SQLITE_BUSY"):
            return
        why = system_reason(fault) if isinstance(fault, OSError) else fault
        self.complain(f"{self.folder}: {why}")

    def _disconnect(self) -> None:
        import sqlite3

        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None


def remove(folder: Path) -> int:
    """Delete the store in a folder; gives the bytes that went. Raises OSError when it cannot."""
    gone = 0
    for suffix in ("", "-wal", "-shm", "-journal"):
        path = folder / f"{FILE}{suffix}"
        with contextlib.suppress(FileNotFoundError):
            gone += path.stat().st_size
            path.unlink()
    return gone


def measure(folder: Path) -> tuple[int, int]:
    """How many blobs the store in a folder holds, and its bytes on disk; (0, 0) for none."""
    import sqlite3

    size = sum(path.stat().st_size for path in sorted(folder.glob(f"{FILE}*")))
    if not size:
        return 0, 0
    try:
        with contextlib.closing(_connect(folder / FILE)) as connection:
            return int(connection.execute("SELECT count(*) FROM entry").fetchone()[0]), size
    except sqlite3.Error:
        return 0, size


def _connect(file: Path) -> sqlite3.Connection:
    """A connection to a store, made ready. Raises sqlite3.Error."""
    import sqlite3

    # Results may come from a generator that another thread closes; they are never used at once.
    with contextlib.suppress(OSError):
        file.touch(mode=0o600)  # what drafts say is nobody else's business
    connection = sqlite3.connect(
        file, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
    )
    try:
        (layout,) = connection.execute("PRAGMA user_version").fetchone()
        if layout != _LAYOUT:
            if layout:
                raise sqlite3.DatabaseError("another layout")
            connection.executescript(_SCHEMA)
        connection.execute("PRAGMA synchronous = NORMAL")
    except BaseException:
        connection.close()
        raise
    return connection


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


def _checksum(key: bytes, body: bytes) -> bytes:
    return blake2b(body, digest_size=16, key=key[:64]).digest()


def _is_whole(key: bytes, checksum: object, body: object) -> bool:
    return isinstance(body, bytes) and _checksum(key, body) == checksum
